import Findings
import Foundation
import Inquiry
import Testing

@testable import HypothesisAssessment

@Suite struct JudgementWriterTests {
    private func judged(
        _ inquiry: HypothesisInquiry, origins: Int = 0, best: ConfidenceFactors.SourceQuality? = nil
    ) throws -> Judgement {
        let assessment = try DossierCase.assessment(inquiry)
        return JudgementWriter(inquiry: inquiry) { _ in .init(independentOrigins: origins, best: best) }.judgement(
            of: assessment)
    }

    private func inquiry(_ likelihoods: [Double], priors: [Double] = [0.2, 0.3, 0.5]) -> HypothesisInquiry {
        HypothesisInquiry(
            hypotheses: DrawnLooks.hypotheses(priors),
            indicators: [
                DrawnLooks.indicator(
                    nil, statements: [IndicatorStatement(outcome: .seen, sources: ["S1"])], likelihoods: likelihoods)
            ], settings: AssessmentSettings(samples: 10))
    }

    @Test func likelihoodAndConfidenceStandApart() throws {
        let found = try judged(inquiry([0.9, 0.1, 0.1]))
        for sentence in found.sentences {
            #expect(sentence.contains("confidence") != sentence.contains("that it is"))
        }
        // 0.18 : 0.03 : 0.05.
        #expect(found.sentences[0].hasPrefix("It is likely (55–80 %; 0.69) that it is 1 (evidence: I1; source: S1)."))
        #expect(found.words["H2"]?.text == "very unlikely")
        #expect(found.sentences.last?.hasPrefix("Our confidence in this judgement is ") == true)
    }

    @Test func thePartComesBehindTheWhole() throws {
        var asked = inquiry([0.9, 0.1])
        asked.hypotheses = [
            Hypothesis(
                id: "H1", text: "it is 1", prior: 0.6,
                parts: [
                    Hypothesis(id: "H1a", text: "it is 1 and a", prior: 0.7),
                    Hypothesis(id: "H1b", text: "it is 1 and b", prior: 0.3),
                ]), Hypothesis(id: "H2", text: "it is 2", prior: 0.4),
        ]
        let told = try judged(asked).sentences.map { $0.components(separatedBy: " that ").last ?? "" }
        #expect(
            told[0].hasPrefix("it is 1 (") && told[1].hasPrefix("it is 1 and a (")
                && told[2].hasPrefix("it is 1 and b ("))
    }

    @Test func confidenceRestsOnOriginsAssumptionsAndDeception() throws {
        var asked = inquiry([0.5, 0.49, 0.48])
        asked.indicators[0].elicitedFrom = "A"
        asked.analysts = [AnalystJudgement(name: "B")]
        asked.deception = [DeceptionAnswer(question: "mom-motive", pointsTo: .no)]
        let strong = try judged(asked, origins: 3, best: .strong)
        #expect(strong.confidence.level == .high, "\(strong.confidence.reasons)")
        let single = try judged(asked, origins: 1, best: .strong)
        #expect(single.confidence.level == .moderate)
        let weak = try judged(asked, origins: 3, best: .weak)
        #expect(weak.confidence.level == .low)
        asked.deception = [DeceptionAnswer(question: "mom-motive", pointsTo: .yes)]
        #expect(try judged(asked, origins: 3, best: .strong).confidence.level == .low)
    }

    @Test func scalesAreThoseThatTheCaseNames() {
        for (name, row, scale) in [
            ("icd203", 1, LikelihoodScale.icd203First), ("icd203", 2, .icd203Second), ("phia", 1, .phia),
            ("ipcc", 1, .ipcc),
        ] {
            #expect(JudgementWriter.scale(of: AssessmentSettings(scale: name, row: row)) == scale)
        }
    }
}
