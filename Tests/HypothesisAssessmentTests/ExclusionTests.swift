import Findings
import Foundation
import Inquiry
import Testing

@testable import HypothesisAssessment

/// What is impossible under a hypothesis is said to be, and has no number.
@Suite struct ExclusionTests {
    private func inquiry(_ likelihoods: [Double]) -> HypothesisInquiry {
        HypothesisInquiry(
            hypotheses: DrawnLooks.hypotheses(),
            indicators: [
                DrawnLooks.indicator(nil, statements: [IndicatorStatement(outcome: .seen)], likelihoods: likelihoods)
            ], settings: AssessmentSettings(samples: 10))
    }

    @Test func aRatioThatExcludesNamesWhatItExcludes() throws {
        let found = try #require(try DossierCase.assessment(inquiry([0.8, 0])).evidence.first)
        #expect(found.ratio == nil && found.excludes == ["H2"])
        let text = String(decoding: try JSONEncoder().encode(found), as: UTF8.self)
        #expect(text.contains(#""excludes":["H2"]"#) && !text.contains(#""ratio""#))
        let other = try #require(try DossierCase.assessment(inquiry([0.8, 0.1])).evidence.first)
        #expect(abs((other.ratio ?? 0) - 8) < 1e-12 && other.excludes.isEmpty)
        // What lies beyond what a number holds is finite still: the encoder takes no infinity.
        let huge = try #require(try DossierCase.assessment(inquiry([1, .leastNonzeroMagnitude])).evidence.first)
        #expect(huge.ratio == .greatestFiniteMagnitude && huge.excludes.isEmpty)
    }

    @Test func analystsWhoTogetherExcludeEverythingAreNotPooledInAnotherWay() throws {
        var inquiry = inquiry([0.8, 0])
        inquiry.analysts = [
            AnalystJudgement(
                name: "B", weight: 1, priors: [],
                likelihoods: [
                    .init(
                        indicator: "I1",
                        likelihoods: [
                            .init(hypothesis: "H1", probability: ElicitedProbability(0)),
                            .init(hypothesis: "H2", probability: ElicitedProbability(0.4)),
                        ])
                ])
        ]
        let linear = try #require(try DossierCase.assessment(inquiry).analysts)
        #expect(linear.pooled == [0.5, 0.5] && linear.pooling.contains("weighted mean"))
        inquiry.settings.pooling = .logarithmic
        let assessment = try DossierCase.assessment(inquiry)
        let found = try #require(assessment.analysts)
        #expect(found.pooled == nil)
        #expect(found.pooling.contains("excluded by at least one of the case and B"))
        #expect(assessment.warnings.contains { $0.contains("Not put together") })
        #expect(found.answers.map(\.posteriors) == [[1, 0], [0, 1]])
    }
}
