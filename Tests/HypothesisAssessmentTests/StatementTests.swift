import Findings
import Foundation
import Inquiry
import Testing

@testable import HypothesisAssessment

/// What several people say of one indicator.
@Suite struct StatementTests {
    /// One half of each origin is relied on; names that begin alike are copies of one origin.
    private func reader() -> IndicatorReader {
        IndicatorReader(record: LookRecord(looks: []), settings: AssessmentSettings(samples: 10)) { sources in
            let origins = Set(sources.compactMap(\.first)).count
            return ElicitedProbability(1 - pow(0.5, Double(origins)))
        }
    }

    private func reading(_ statements: [IndicatorStatement]) throws -> IndicatorReading {
        try #require(reader().reading(of: DrawnLooks.indicator(nil, statements: statements)))
    }

    @Test func aSourceThatAgreesTakesNothingFromWhatTheAnalystSaw() throws {
        let both = try reading([.init(outcome: .seen), .init(outcome: .seen, sources: ["a1"])])
        #expect(both.reliability.mode == 1)
    }

    @Test func aSourceThatCannotTellSupportsNothing() throws {
        let found = try reading([
            .init(outcome: .seen, sources: ["a1"]), .init(outcome: .notJudged, sources: ["b1"]),
        ])
        #expect(found.reliability.mode == 0.5)
        #expect(found.sources == ["a1"])
    }

    @Test func copiesCountOnceInADisputeToo() throws {
        let one = try reading([.init(outcome: .seen, sources: ["a1"]), .init(outcome: .notSeen, sources: ["b1"])])
        let copied = try reading([
            .init(outcome: .seen, sources: ["a1"]), .init(outcome: .seen, sources: ["a2"]),
            .init(outcome: .notSeen, sources: ["b1"]),
        ])
        #expect(one.shown == 0.5)
        #expect(copied.shown == 0.5)
    }

    private func inquiry() -> HypothesisInquiry {
        HypothesisInquiry(
            hypotheses: DrawnLooks.hypotheses(),
            indicators: [
                DrawnLooks.indicator(
                    nil,
                    statements: [
                        .init(outcome: .seen, sources: ["a1"], knownFrom: "2025-01-05"),
                        .init(outcome: .seen, sources: ["b1"], knownFrom: "2025-01-09"),
                    ])
            ], settings: AssessmentSettings(samples: 10))
    }

    @Test func aSecondSourceThatSaysTheSameIsAStepOfTheCourse() throws {
        let found = try HypothesisAssessor(inquiry: inquiry(), reader: reader()).assessment()
        #expect(found.course.last?.posteriors == found.hypotheses.map(\.posterior))
        #expect(found.course.count == 3)
    }

    @Test func withoutOneSourceWhatTheOthersSayStays() throws {
        let inquiry = inquiry()
        let found = try HypothesisAssessor(inquiry: inquiry, reader: reader()).assessment()
        var alone = inquiry
        alone.indicators[0].statements.removeFirst()
        let without = try HypothesisAssessor(inquiry: alone, reader: reader()).assessment()
        let sweep = try #require(found.sensitivity.sources.first { $0.source == "a1" })
        #expect(isNear(sweep.without, without.hypotheses.map(\.posterior), within: 1e-12))
        // Seen for sure: 0.6 against 0.2.
        #expect(isNear(sweep.relied, [0.75, 0.25], within: 1e-12))
    }

    @Test func aDisputeHangsOnItsSources() throws {
        var inquiry = inquiry()
        inquiry.indicators[0].statements[1].outcome = .notSeen
        let found = try HypothesisAssessor(inquiry: inquiry, reader: reader()).assessment()
        let sweep = try #require(found.sensitivity.sources.first { $0.source == "a1" })
        #expect(sweep.relied[0] > found.hypotheses[0].posterior)
        #expect(sweep.without[0] < found.hypotheses[0].posterior)
    }

    @Test func whatAnAnalystSaidLaterIsNotKnownEarlier() throws {
        var inquiry = inquiry()
        inquiry.analysts = [
            AnalystJudgement(
                name: "B", date: "2025-03-01",
                priors: [.init(hypothesis: "H1", probability: 0.9), .init(hypothesis: "H2", probability: 0.1)]),
            AnalystJudgement(
                name: "C",
                readings: [.init(indicator: "I1", statement: .init(outcome: .notSeen, knownFrom: "2025-03-01"))]),
        ]
        let limit = DrawnLooks.start + 20 * 86_400
        let found = try HypothesisAssessor(inquiry: inquiry, reader: reader()).assessment(asOf: limit)
        let own = found.hypotheses.map(\.posterior)
        #expect(found.analysts?.answers.map(\.name) == [nil, "C"])
        #expect(found.analysts?.answers.allSatisfy { isNear($0.posteriors, own, within: 1e-12) } == true)
    }
}
