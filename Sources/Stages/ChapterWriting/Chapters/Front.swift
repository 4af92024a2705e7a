import Documents
import Evidence
import Findings
import Foundation
import Inquiry
import Sites

/// The page before the chapters: the answer, how likely, how sure, what it hangs on, what to collect.
extension ChapterBuilder {
    mutating func frontPage() -> [Block] {
        var blocks: [Block] = []
        if isSimulated {
            let drawn = material.scenes.count(where: \.isSimulated)
            blocks.append(
                .paragraph(
                    Paragraph(
                        [
                            lead(
                                "front.simulated",
                                ["drawn": drawn, "all": material.scenes.count, "every": drawn == material.scenes.count])
                        ],
                        kind: .warning)))
        }
        blocks += redactionWarning
        guard let assessment = material.assessment, let judgement = material.judgement,
            let leading = assessment.hypotheses.first(where: { $0.id == assessment.leading })
        else {
            blocks.append(missing("missing.assessment"))
            return blocks + frontWithoutAssessment()
        }
        let strongest = strongestEvidence(of: assessment)
        let references =
            [RecordReference(.assessment, "assessment")] + strongest.map { RecordReference(.indicator, $0) }
        blocks.append(.paragraph(Paragraph([answer(leading, judgement, references)], kind: .answer)))
        var lines: [Sentence] = []
        if let runner = assessment.runnerUp, let second = assessment.hypotheses.first(where: { $0.id == runner }) {
            lines.append(answer(second, judgement, [RecordReference(.assessment, "assessment")]))
        }
        if !lines.isEmpty { blocks.append(paragraph(lines)) }
        blocks.append(paragraph([confidence(judgement.confidence)]))
        blocks += linkedQuestions(assessment)
        blocks.append(heading("front.hangs-on"))
        blocks.append(.list(hangsOn(assessment).map { Paragraph([$0]) }))
        blocks.append(heading("front.collect"))
        blocks += collection(most: 3)
        let count = material.contradictions.count
        if count > 0 {
            blocks.append(
                paragraph([
                    claim(
                        "front.contradictions", ["count": count, "one": count == 1],
                        material.contradictions.flatMap { sources($0.sources) }.uniqued())
                ]))
        }
        return blocks
    }

    /// What the case asks beside its question, with the likeliest answer to each.
    mutating func linkedQuestions(_ assessment: Assessment) -> [Block] {
        let points = assessment.questions.compactMap { question -> Paragraph? in
            guard let likeliest = question.answers.max(by: { $0.posterior < $1.posterior }) else { return nil }
            return Paragraph([
                claim(
                    "front.question",
                    [
                        "text": question.text, "answer": phrases.word("answer-word", likeliest.answer),
                        "probability": String(format: "%.2f", likeliest.posterior),
                        "before": String(format: "%.2f", likeliest.prior),
                    ], [RecordReference(.assessment, "assessment")])
            ])
        }
        return points.isEmpty ? [] : [.list(points)]
    }

    private mutating func frontWithoutAssessment() -> [Block] {
        let told = material.findings.prefix(5)
        guard !told.isEmpty else { return [missing("missing.findings")] }
        return [.list(told.map { Paragraph([sentence(of: $0)]) })]
    }

    /// How likely a hypothesis is: the word first, then the band and the number.
    mutating func answer(
        _ hypothesis: HypothesisResult, _ judgement: Judgement, _ references: [RecordReference]
    ) -> Sentence {
        guard let word = judgement.words[hypothesis.id] else {
            return claim(
                "answer.no-word",
                ["text": hypothesis.text, "probability": String(format: "%.2f", hypothesis.posterior)], references)
        }
        let isOutside = word.flags.contains(.outsideScale)
        return claim(
            "answer",
            [
                "opening": phrases.word("opening", word.band.word), "band": word.band.percent,
                "word": phrases.word("likelihood", word.band.word),
                "probability": isOutside
                    ? phrases.say(word.probability < 0.5 ? "answer.below" : "answer.above")
                    : String(format: "%.2f", word.probability),
                "text": hypothesis.text, "id": hypothesis.id,
            ], references)
    }

    /// How far the judgement can be relied on.
    mutating func confidence(_ confidence: ConfidenceAssessment) -> Sentence {
        let reasons = confidence.deciding.map { phrases.word("reason", $0.clause) }
        return claim(
            "confidence",
            [
                "level": phrases.word("confidence-level", confidence.level.rawValue),
                "reasons": reasons.joined(separator: "; "), "told": !reasons.isEmpty,
            ],
            [RecordReference(.assessment, "assessment")])
    }

    /// The indicators that move the answer most, at most three.
    func strongestEvidence(of assessment: Assessment) -> [String] {
        let counting = Set(assessment.evidence.filter { $0.weight > 0 }.map(\.reading.indicator))
        return Array(assessment.sensitivity.leaveOneOut.map(\.indicator).filter(counting.contains).prefix(3))
    }
}

extension Array where Element: Hashable {
    /// Each element once, where it stands first.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
