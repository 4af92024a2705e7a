import Findings
import Foundation
import Inquiry
import Statistics
import Testing

@testable import HypothesisAssessment

@Suite(.enabled(if: DossierCase.isAtHand)) struct SensitivityTests {
    private let seen = DossierCase.base + ["I05", "I08", "I19"]

    @Test func withoutOnePieceTheAnswerIsThatOfACaseWithoutIt() throws {
        for dependence in [AssessmentSettings.Dependence.independent, .strongest] {
            let all = try DossierCase.assessment(DossierCase.inquiry(seen: seen, dependence: dependence, samples: 10))
            for entry in all.sensitivity.leaveOneOut {
                let rest = seen.filter { $0 != entry.indicator }
                let without = try DossierCase.assessment(
                    DossierCase.inquiry(seen: rest, dependence: dependence, samples: 10))
                #expect(
                    isNear(entry.posteriors, without.hypotheses.map(\.posterior), within: 1e-9), "\(entry.indicator)")
                #expect(entry.leading == without.leading)
            }
        }
    }

    @Test func flipsPutAnotherHypothesisFirstAndNotEarlier() throws {
        let inquiry = DossierCase.inquiry(seen: seen, samples: 10)
        let all = try DossierCase.assessment(inquiry)
        #expect(!all.sensitivity.flips.isEmpty)
        for flip in all.sensitivity.flips {
            func leading(at share: Double) throws -> String {
                var changed = inquiry
                let place = try #require(changed.indicators.firstIndex { $0.id == flip.indicator })
                let leaf = try #require(
                    changed.indicators[place].likelihoods.firstIndex { $0.hypothesis == flip.hypothesis })
                changed.indicators[place].likelihoods[leaf].probability = ElicitedProbability(share)
                return try DossierCase.assessment(changed).leading
            }
            let step = flip.to > flip.from ? 1e-6 : -1e-6
            #expect(try leading(at: min(1, max(0, flip.to + step))) == flip.leading)
            #expect(try leading(at: flip.to - step) == all.leading)
        }
    }

    @Test func priorFromWhichAHypothesisLeadsIsFoundBySearchToo() throws {
        let all = try DossierCase.assessment(DossierCase.inquiry(seen: seen, samples: 10))
        let base = ["H1": 0.1, "H2": 0.4, "H3": 0.3, "H4": 0.05, "H5": 0.15]
        for sweep in all.sensitivity.priorSweeps {
            let own = try #require(base[sweep.hypothesis])
            func leads(_ prior: Double) throws -> Bool {
                var priors = base.mapValues { $0 * (1 - prior) / (1 - own) }
                priors[sweep.hypothesis] = prior
                return try DossierCase.assessment(DossierCase.inquiry(seen: seen, priors: priors, samples: 10)).leading
                    == sweep.hypothesis
            }
            let threshold = try #require(sweep.leadsFrom)
            #expect(try leads(min(0.999_999, threshold * 1.001)))
            #expect(try !leads(threshold * 0.999))
        }
    }

    @Test func tornadoHoldsWhatDrawsOfOneIndicatorReach() throws {
        let inquiry = DossierCase.inquiry(seen: seen, samples: 10)
        let all = try DossierCase.assessment(inquiry)
        var stream = RandomStream(seed: 5)
        for swing in all.sensitivity.tornado {
            let place = try #require(inquiry.indicators.firstIndex { $0.id == swing.indicator })
            for _ in 0..<40 {
                var changed = inquiry
                for leaf in changed.indicators[place].likelihoods.indices {
                    let range = changed.indicators[place].likelihoods[leaf].probability
                    changed.indicators[place].likelihoods[leaf].probability = ElicitedProbability(
                        stream.uniform(range.low...range.high))
                }
                let found = try DossierCase.assessment(changed)
                let leading = try #require(found.hypotheses.first { $0.id == all.leading }).posterior
                #expect(leading >= swing.low - 1e-12 && leading <= swing.high + 1e-12)
            }
        }
    }

    @Test func worthOfAnIndicatorIsItsMutualInformation() throws {
        // Without dependence the expected fall of entropy is the mutual information under the posterior, here by its definition as a
        // sum over both outcomes and all hypotheses.
        let inquiry = DossierCase.inquiry(seen: DossierCase.base, samples: 10)
        let all = try DossierCase.assessment(inquiry)
        let posterior = all.hypotheses.map(\.posterior)
        #expect(all.collection.count == 22)
        for entry in all.collection {
            let indicator = try #require(inquiry.indicators.first { $0.id == entry.indicator })
            let shares = indicator.likelihoods.map(\.probability.mode)
            var bits = 0.0
            for isSeen in [true, false] {
                let joint = zip(posterior, shares).map { $0 * (isSeen ? $1 : 1 - $1) }
                let sum = joint.reduce(0, +)
                for (one, prior) in zip(joint, posterior) where one > 0 { bits += one * log2(one / (sum * prior)) }
            }
            #expect(abs(entry.entropyDrop - bits) < 1e-9, "\(entry.indicator)")
        }
        #expect(all.collection.map(\.entropyDrop) == all.collection.map(\.entropyDrop).sorted(by: >))
        #expect(all.collection.allSatisfy { $0.expectedDrop == nil })
    }

    @Test func cloudAndRareLooksMakeAnIndicatorWorthLess() throws {
        var inquiry = DossierCase.inquiry(seen: DossierCase.base, samples: 10)
        let place = try #require(inquiry.indicators.firstIndex { $0.id == "I18" })
        let clear = try #require(
            try DossierCase.assessment(inquiry).collection.first { $0.indicator == "I18" })
        inquiry.indicators[place].need = CollectionNeed(months: [1, 2], revisitDays: 20)
        inquiry.settings.cloudShares = Array(repeating: 0.6, count: 12)
        let cloudy = try #require(try DossierCase.assessment(inquiry).collection.first { $0.indicator == "I18" })
        #expect(cloudy.entropyDrop == clear.entropyDrop)
        // Nobody said how often looks can be had; that is not the same as always.
        #expect(clear.expectedDrop == nil && clear.sentence.contains("is unknown"))
        let expected = try #require(cloudy.expectedDrop)
        #expect(expected < clear.entropyDrop && expected > 0)
        #expect(cloudy.clear == 0.4)
        // Two months of a look every twenty days: three looks, of which four in ten are clear, of six that make a season.
        #expect(abs((cloudy.looks ?? 0) - 60.875 / 20) < 1e-9)
    }

    @Test func theCourseEndsWithTheAnswerAndNamesWhatMovedIt() throws {
        let rule = IndicatorRule(zones: ["spur"], condition: .count(of: "tank-car", atLeast: 5))
        let inquiry = HypothesisInquiry(
            hypotheses: DrawnLooks.hypotheses(),
            indicators: [
                DrawnLooks.indicator(rule),
                DrawnLooks.indicator(
                    nil, id: "I2",
                    statements: [IndicatorStatement(outcome: .seen, sources: ["S1"], knownFrom: "2025-01-05")],
                    likelihoods: [0.3, 0.6]),
            ], settings: AssessmentSettings(samples: 10))
        let record = DrawnLooks.record([(0, 0), (2, nil), (8, 7)])
        let found = try DossierCase.assessment(inquiry, record: record)
        let last = try #require(found.course.last)
        #expect(isNear(last.posteriors, found.hypotheses.map(\.posterior), within: 1e-12))
        #expect(found.course.first?.posteriors == [0.5, 0.5])
        #expect(found.course.map { $0.moves.map(\.indicator) } == [[], ["I1"], ["I2"], ["I1"]])
        #expect(found.course[3].moves[0].from == .notSeen && found.course[3].moves[0].to == .seen)
        // What was known in between is what an assessment as of then says.
        for step in found.course {
            guard let time = step.time else { continue }
            let then = try HypothesisAssessor(inquiry: inquiry, reader: DrawnLooks.reader(record)).assessment(
                asOf: time)
            #expect(isNear(then.hypotheses.map(\.posterior), step.posteriors, within: 1e-12))
        }
    }

    @Test func analystsAreKeptApartAndPooled() throws {
        var inquiry = DossierCase.inquiry(seen: DossierCase.base, samples: 10)
        inquiry.analysts = [
            AnalystJudgement(
                name: "B", weight: 3,
                priors: [.init(hypothesis: "H1", probability: 0.3), .init(hypothesis: "H2", probability: 0.2)],
                likelihoods: [
                    .init(
                        indicator: "I01",
                        likelihoods: [.init(hypothesis: "H3", probability: ElicitedProbability(0.2))])
                ])
        ]
        let found = try DossierCase.assessment(inquiry)
        let comparison = try #require(found.analysts)
        #expect(comparison.answers.map(\.name) == [nil, "B"])
        #expect(isNear(comparison.answers[0].posteriors, found.hypotheses.map(\.posterior), within: 1e-12))
        let (mine, theirs) = (comparison.answers[0].posteriors, comparison.answers[1].posteriors)
        #expect(isNear(try #require(comparison.pooled), zip(mine, theirs).map { 0.25 * $0 + 0.75 * $1 }, within: 1e-12))
        #expect(Set(comparison.differences.map(\.item)) == ["priors", "I01"])
        inquiry.settings.pooling = .logarithmic
        let pooled = try #require(try DossierCase.assessment(inquiry).analysts?.pooled)
        let products = zip(mine, theirs).map { pow($0, 0.25) * pow($1, 0.75) }
        #expect(isNear(pooled, products.map { $0 / products.reduce(0, +) }, within: 1e-12))
    }

    @Test func forecastsScoreAsScikitLearnTells() throws {
        // Examples of the documentation of sklearn.metrics: brier_score_loss([0, 1, 1, 0], [0.1, 0.9, 0.8, 0.3]) = 0.0375 of two
        // classes counted once, and log_loss of four messages = 0.21616.
        func forecast(_ probability: Double) -> Forecast {
            Forecast(
                date: "2025-01-01T00:00:00Z", by: "a",
                probabilities: [
                    .init(hypothesis: "so", probability: probability),
                    .init(hypothesis: "not", probability: 1 - probability),
                ])
        }
        let scorer = ForecastScorer { $0 < 0.5 ? "unlikely" : "likely" }
        let outcome = ForecastOutcome(date: "2025-02-01", by: "a", hypothesis: "so")
        let brier = try #require(scorer.score([0.9, 0.9, 0.8, 0.7].map(forecast), outcome: outcome))
        #expect(abs(brier.brier - 2 * 0.0375) < 1e-12)
        let logs = try #require(scorer.score([0.9, 0.9, 0.8, 0.65].map(forecast), outcome: outcome))
        #expect(abs((logs.logScore ?? 0) + 0.21616) < 1e-5)
        #expect(logs.bins.map(\.word) == ["unlikely", "likely"])
        #expect(logs.bins.map(\.cameTrue) == [0, 4])
        var late = forecast(0.9)
        late.date = "2025-03-01T00:00:00Z"
        #expect(scorer.score([late], outcome: outcome) == nil)
    }
}
