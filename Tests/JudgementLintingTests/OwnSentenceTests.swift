import Findings
import JudgementLinting
import Testing

@Suite("Judgements as they should be written")
struct OwnSentenceTests {
    @Test("What the program writes itself passes, on every scale", arguments: LikelihoodScale.allCases)
    func ownSentences(_ scale: LikelihoodScale) throws {
        let linter = Linter(scale: .only(scale))
        for step in 0...200 {
            let word = try #require(scale.word(for: Double(step) / 200))
            let text = JudgementText.likelihood(word, that: "the refinery restarts before July 2026", sources: ["E3"])
            #expect(linter.findings(in: text) == [], "\(text)")
        }
    }

    @Test("Every reason for a confidence level passes, as a sentence and in one")
    func reasons() throws {
        let word = try #require(LikelihoodScale.standard.word(for: 0.11))
        for origins in 0...3 {
            for quality in [ConfidenceFactors.SourceQuality.strong, .credible, .weak, .unknown] {
                for potential in [ConfidenceFactors.DeceptionPotential.low, .medium, .high, .notExamined] {
                    for share in [nil, 0.1, 0.4, 0.9, .nan] {
                        for move in [nil, 0.0, 0.05, 0.2, 0.6, -1] {
                            let assessment = ConfidenceAssessment(
                                ConfidenceFactors(
                                    independentOrigins: origins, bestSource: quality, usableLookShare: share,
                                    isElicitedByOnePerson: origins == 2,
                                    gaps: Array(repeating: "what the cars carry", count: origins),
                                    unsupportedAssumptions: Array(repeating: "the pipeline is whole", count: origins),
                                    alternativesExamined: origins == 1, deceptionPotential: potential, largestMove: move
                                ))
                            let text = JudgementText.sentences(
                                word, that: "the refinery restarts before July 2026", confidence: assessment,
                                sources: ["E3"])
                            let all = text + " " + assessment.reasons.map(\.sentence).joined(separator: " ")
                            let found = Linter(scale: .only(.icd203First)).findings(in: all)
                            #expect(found == [], "\(all)")
                        }
                    }
                }
            }
        }
    }

    @Test("A good report has no findings")
    func goodReport() {
        let text = """
            # Is the refinery at Rason restarting?

            We looked 24 times between 2025-02-01 and 2025-08-31; 14 looks were usable ([table](looks.md)).

            It is very unlikely (5–20 %; 0.11) that crude is processed before July 2026 [E3, S12]. Our confidence in this judgement is
            low: the numbers that are weighed were stated by one person.

            - In 14 clear looks no plume was seen [E7]; the looks exclude, at 95 % confidence, only plumes on more than 20 % of days.
            - Five tank cars stood on spur 3 on 12 February 2025 [E1]. They carry up to 300 t of oil.
            - KNOC says that operation stopped in mid-1994 [S2]; another report names 2009 [S4].

            | day | tank cars | clear share |
            |---|---|---|
            | 2025-02-12 | 5 | 92 % |
            | 2025-03-02 | 0 | 71 % |
            """
        let report = Linter().report(on: [TextPiece(file: "good.md", text: text, format: .markdown)])
        #expect(report.findings == [], "\(report.findings.map(\.description).joined(separator: "\n"))")
    }
}
