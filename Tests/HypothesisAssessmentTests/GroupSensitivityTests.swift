import Findings
import Foundation
import Inquiry
import Statistics
import Testing

@testable import HypothesisAssessment

/// What hangs on evidence of which pieces depend on each other: each claim is what the case says when it is changed so.
@Suite struct GroupSensitivityTests {
    private func inquiry(
        _ dependence: AssessmentSettings.Dependence, priors: [Double] = [0.5, 0.31, 0.19]
    )
        -> HypothesisInquiry
    {
        func piece(_ id: String, _ group: String?, _ likelihoods: [Double]) -> Indicator {
            Indicator(
                id: id, text: id, group: group, statements: [.init(outcome: .seen, sources: [id])],
                likelihoods: likelihoods.enumerated().map {
                    .init(
                        hypothesis: "H\($0.offset + 1)",
                        probability: ElicitedProbability(
                            low: $0.element * 0.6, mode: $0.element, high: min(1, $0.element * 1.4)))
                })
        }
        return HypothesisInquiry(
            hypotheses: DrawnLooks.hypotheses(priors),
            indicators: [
                piece("A", "rail", [0.6, 0.3, 0.2]), piece("B", "rail", [0.3, 0.7, 0.5]),
                piece("C", nil, [0.3, 0.5, 0.35]),
            ], settings: AssessmentSettings(dependence: dependence, samples: 10))
    }

    private func assessed(_ inquiry: HypothesisInquiry, trust: Double = 1) throws -> Assessment {
        let reader = IndicatorReader(record: LookRecord(looks: []), settings: inquiry.settings) { _ in
            ElicitedProbability(trust)
        }
        return try HypothesisAssessor(inquiry: inquiry, reader: reader).assessment()
    }

    private static let ways: [AssessmentSettings.Dependence] = [
        .independent, .strongest, .tempered(weight: 0.5, everywhere: false), .tempered(weight: 0.5, everywhere: true),
    ]

    @Test func withoutOnePieceTheOthersWeighWhatTheyWeighAlone() throws {
        for way in Self.ways {
            let inquiry = inquiry(way)
            let all = try assessed(inquiry)
            for entry in all.sensitivity.leaveOneOut {
                var rest = inquiry
                rest.indicators.removeAll { $0.id == entry.indicator }
                let without = try assessed(rest)
                #expect(
                    isNear(entry.posteriors, without.hypotheses.map(\.posterior), within: 1e-12), "\(way) \(entry)")
            }
        }
    }

    private func changed(
        _ inquiry: HypothesisInquiry, _ indicator: String, _ hypothesis: String, _ share: Double
    ) throws
        -> HypothesisInquiry
    {
        var changed = inquiry
        let place = try #require(changed.indicators.firstIndex { $0.id == indicator })
        let leaf = try #require(changed.indicators[place].likelihoods.firstIndex { $0.hypothesis == hypothesis })
        changed.indicators[place].likelihoods[leaf].probability = ElicitedProbability(share)
        return changed
    }

    @Test func flipsAreWhatTheCaseSaysWithThatLikelihood() throws {
        for way in Self.ways {
            let inquiry = inquiry(way)
            let all = try assessed(inquiry)
            for flip in all.sensitivity.flips {
                let step = flip.to > flip.from ? 1e-6 : -1e-6
                let then = try assessed(
                    changed(inquiry, flip.indicator, flip.hypothesis, min(1, max(0, flip.to + step))))
                #expect(then.leading == flip.leading, "\(way) \(flip)")
                let before = try assessed(changed(inquiry, flip.indicator, flip.hypothesis, flip.to - step))
                #expect(before.leading == all.leading, "\(way) \(flip)")
            }
        }
    }

    @Test func tornadoHoldsDrawsOfEvidenceThatIsHalfReliedOn() throws {
        var stream = RandomStream(seed: 9)
        for way in Self.ways {
            for trust in [1, 0.5] {
                let inquiry = inquiry(way)
                let all = try assessed(inquiry, trust: trust)
                let leading = try #require(all.hypotheses.firstIndex { $0.id == all.leading })
                for swing in all.sensitivity.tornado {
                    let place = try #require(inquiry.indicators.firstIndex { $0.id == swing.indicator })
                    for _ in 0..<100 {
                        var changed = inquiry
                        for leaf in 0..<3 {
                            let range = inquiry.indicators[place].likelihoods[leaf].probability
                            changed.indicators[place].likelihoods[leaf].probability = ElicitedProbability(
                                [range.low, range.high, stream.uniform(range.low...range.high)][
                                    Int(stream.next() % 3)])
                        }
                        let found = try assessed(changed, trust: trust).hypotheses[leading].posterior
                        #expect(found >= swing.low - 1e-9 && found <= swing.high + 1e-9, "\(way) \(trust) \(swing)")
                    }
                }
            }
        }
    }

    @Test func priorsOfNothingAndOfAllAreSwept() throws {
        let found = try assessed(inquiry(.independent, priors: [1, 0, 0])).sensitivity.priorSweeps
        // The others have no proportions in which they could grow.
        #expect(found[0].points.isEmpty)
        // B: 0.3 × 0.7 × 0.5 against 0.6 × 0.3 × 0.3, at even priors.
        let even = try #require(found[1].points.first { $0.prior == 0.5 })
        #expect(abs(even.posterior - 0.105 / (0.105 + 0.054)) < 1e-12)
    }

    @Test func ratiosOfThreeAndTenAreNotLostToRounding() {
        #expect(MatrixMaker.cells([0.6, 0.2]) == [.veryConsistent, .neutral])
        #expect(MatrixMaker.cells([0.3, 0.03]) == [.veryConsistent, .inconsistent])
    }

    @Test func whatTellsNothingIsWorthExactlyNothing() throws {
        var inquiry = inquiry(.independent)
        inquiry.indicators.append(
            Indicator(
                id: "D", text: "D",
                likelihoods: (1...3).map { .init(hypothesis: "H\($0)", probability: ElicitedProbability(0.3)) },
                need: CollectionNeed(stayDays: 1, revisitDays: 1e-30)))
        let worth = try #require(try assessed(inquiry).collection.first)
        #expect(worth.entropyDrop == 0 && worth.entropyDrop.sign == .plus)
        #expect(worth.expectedDrop == 0 && worth.expectedDrop?.sign == .plus)
    }

    @Test func whyNothingIsExpectedIsSaidAsItIs() throws {
        var inquiry = inquiry(.independent)
        inquiry.indicators.append(
            Indicator(
                id: "D", text: "D",
                likelihoods: (1...3).map { .init(hypothesis: "H\($0)", probability: ElicitedProbability(0.3)) }))
        let worth = try #require(try assessed(inquiry).collection.first)
        #expect(!worth.sentence.contains("same group"))
    }

    @Test func forecastsThatAreNoDistributionScoreNothing() throws {
        func forecast(_ shares: [(String, Double)]) -> Forecast {
            Forecast(
                date: "2025-01-01", by: "a",
                probabilities: shares.map { .init(hypothesis: $0.0, probability: $0.1) })
        }
        let outcome = ForecastOutcome(date: "2025-02-01", by: "a", hypothesis: "so")
        let scorer = ForecastScorer { _ in "word" }
        let broken = [
            forecast([("so", 7), ("so", -1)]), forecast([]), forecast([("other", 1)]), forecast([("so", 0.5)]),
            forecast([("so", .nan), ("not", 1)]), forecast([("so", 0.5), ("so", 0.5)]),
        ]
        #expect(scorer.score(broken, outcome: outcome) == nil)
        let found = try #require(scorer.score(broken + [forecast([("so", 0.8), ("not", 0.2)])], outcome: outcome))
        #expect(found.forecasts == 1)
        #expect(abs(found.brier - 0.08) < 1e-12)
    }
}
