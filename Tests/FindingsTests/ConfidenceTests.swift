import Testing

@testable import Findings

@Suite("Confidence, apart from likelihood")
struct ConfidenceTests {
    static let best = ConfidenceFactors(
        independentOrigins: 3, bestSource: .strong, usableLookShare: 0.8, isElicitedByOnePerson: false, gaps: [],
        unsupportedAssumptions: [], alternativesExamined: true, deceptionPotential: .low, largestMove: 0.03)

    static func level(_ change: (inout ConfidenceFactors) -> Void) -> ConfidenceLevel {
        var factors = best
        change(&factors)
        return ConfidenceAssessment(factors).level
    }

    @Test("Each factor alone lowers the level as the table says")
    func eachFactor() {
        #expect(ConfidenceAssessment(Self.best).level == .high)
        #expect(Self.level { $0.independentOrigins = 2 } == .high)
        #expect(Self.level { $0.independentOrigins = 1 } == .moderate)
        #expect(Self.level { $0.independentOrigins = 0 } == .low)
        #expect(Self.level { $0.independentOrigins = -5 } == .low)
        #expect(Self.level { $0.bestSource = .credible } == .moderate)
        #expect(Self.level { $0.bestSource = .weak } == .low)
        #expect(Self.level { $0.bestSource = .unknown } == .low)
        #expect(Self.level { $0.usableLookShare = 0.6 } == .high)
        #expect(Self.level { $0.usableLookShare = 0.59 } == .moderate)
        #expect(Self.level { $0.usableLookShare = 0.3 } == .moderate)
        #expect(Self.level { $0.usableLookShare = 0.29 } == .low)
        #expect(Self.level { $0.usableLookShare = .nan } == .low)
        #expect(Self.level { $0.usableLookShare = nil } == .high)
        #expect(Self.level { $0.isElicitedByOnePerson = true } == .moderate)
        #expect(Self.level { $0.gaps = ["a"] } == .high)
        #expect(Self.level { $0.gaps = ["a", "b"] } == .moderate)
        #expect(Self.level { $0.gaps = ["a", "b", "c", "d"] } == .low)
        #expect(Self.level { $0.unsupportedAssumptions = ["a"] } == .moderate)
        #expect(Self.level { $0.unsupportedAssumptions = ["a", "b", "c"] } == .low)
        #expect(Self.level { $0.alternativesExamined = false } == .moderate)
        #expect(Self.level { $0.deceptionPotential = .notExamined } == .moderate)
        #expect(Self.level { $0.deceptionPotential = .medium } == .moderate)
        #expect(Self.level { $0.deceptionPotential = .high } == .low)
        #expect(Self.level { $0.largestMove = 0.1 } == .moderate)
        #expect(Self.level { $0.largestMove = 0.25 } == .low)
        #expect(Self.level { $0.largestMove = nil } == .moderate)
        #expect(Self.level { $0.largestMove = .infinity } == .low)
    }

    @Test("Many middling factors make the level low, and all of them are told")
    func manyMiddling() {
        var factors = Self.best
        factors.independentOrigins = 1
        factors.bestSource = .credible
        factors.isElicitedByOnePerson = true
        factors.alternativesExamined = false
        #expect(ConfidenceAssessment(factors).level == .moderate)
        factors.deceptionPotential = .notExamined
        let assessment = ConfidenceAssessment(factors)
        #expect(assessment.level == .low)
        #expect(assessment.deciding.count == 5)
    }

    @Test("Admiralty grades: letter and digit apart, F and 6 are unknown")
    func grades() {
        typealias Quality = ConfidenceFactors.SourceQuality
        #expect(Quality(letter: "A", digit: 1) == .strong)
        #expect(Quality(letter: "b", digit: 2) == .strong)
        #expect(Quality(letter: "B", digit: 3) == .credible)
        #expect(Quality(letter: "C", digit: 1) == .credible)
        #expect(Quality(letter: "D", digit: 1) == .weak)
        #expect(Quality(letter: "A", digit: 5) == .weak)
        #expect(Quality(letter: "F", digit: 1) == .unknown)
        #expect(Quality(letter: "A", digit: 6) == .unknown)
        #expect(Quality(letter: "G", digit: 1) == nil)
        #expect(Quality(letter: "A", digit: 0) == nil)
    }

    @Test("Two sentences: the likelihood in one, the confidence in the other")
    func sentences() throws {
        var factors = Self.best
        factors.independentOrigins = 0
        factors.gaps = ["what the cars carry", "who paid."]
        let word = try #require(LikelihoodScale.standard.word(for: 0.108))
        let text = JudgementText.sentences(
            word, that: "the refinery restarts\nwithin a year.", confidence: ConfidenceAssessment(factors),
            sources: ["E3", "S12"])
        #expect(
            text
                == "It is very unlikely (5–20 %; 0.11) that the refinery restarts within a year [E3] [S12]. "
                + "Our confidence in this judgement is low: it rests on no independent origin of information.")
    }

    @Test("Beyond the ends of a scale and between its bands the sentence says so")
    func flags() throws {
        let outside = try #require(LikelihoodScale.icd203First.word(for: 0.9999))
        #expect(
            JudgementText.likelihood(outside, that: "it burns")
                == "It is almost certain (95–99 %; 0.99 or more, where the scale has no word) that it burns.")
        let between = try #require(LikelihoodScale.phia.word(for: 0.5))
        #expect(
            JudgementText.likelihood(between, that: "it burns")
                == "There is a realistic possibility (40–50 %; 0.50, between two bands) that it burns.")
    }
}
