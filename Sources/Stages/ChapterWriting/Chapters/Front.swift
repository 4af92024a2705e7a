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
        guard let assessment = material.assessment, let judgement = material.judgement else {
            blocks.append(missing("missing.assessment"))
            return blocks + frontWithoutAssessment()
        }
        let order = answerOrder(assessment)
        let references =
            [RecordReference(.assessment, "assessment")]
            + strongestEvidence(of: assessment).map { RecordReference(.indicator, $0) }
        if let first = order.first {
            blocks.append(.paragraph(Paragraph([answer(first, judgement, references)], kind: .answer)))
        }
        let others = order.dropFirst().map { answer($0, judgement, [RecordReference(.assessment, "assessment")]) }
        if !others.isEmpty { blocks.append(paragraph(others)) }
        blocks.append(paragraph([confidence(judgement.confidence)] + otherAnswers(assessment)))
        blocks += linkedQuestions(assessment)
        blocks += movingEvidence(assessment)
        blocks.append(heading("front.hangs-on"))
        blocks.append(.list(hangsOn(assessment).map { Paragraph([$0]) }))
        blocks.append(heading("front.collect"))
        blocks += collection(most: 3)
        let count = toldContradictions
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

    /// The hypotheses that the first sentences are about: the one that says yes to the question, where the case names it, then the
    /// likeliest two.
    func answerOrder(_ assessment: Assessment) -> [HypothesisResult] {
        [settings.answer, assessment.leading, assessment.runnerUp].compactMap(\.self).uniqued().compactMap { id in
            assessment.hypotheses.first { $0.id == id }
        }
    }

    /// What others make of the question, or the same analyst of other evidence, a sentence each.
    private mutating func otherAnswers(_ assessment: Assessment) -> [Sentence] {
        let leaves = assessment.leaves
        return (assessment.analysts?.answers ?? []).filter { $0.name != nil }.prefix(Self.mostAnalysts).compactMap {
            answer in
            guard let name = answer.name, answer.posteriors.count == leaves.count,
                let best = answer.posteriors.indices.max(by: { answer.posteriors[$0] < answer.posteriors[$1] })
            else { return nil }
            let asked = settings.answer.flatMap { id in leaves.firstIndex { $0.id == id } }
            return claim(
                "front.other",
                [
                    "name": name, "probability": String(format: "%.2f", answer.posteriors[best]),
                    "text": leaves[best].text, "more": asked.map { $0 != best } ?? false,
                    "asked-text": asked.map { leaves[$0].text } ?? "",
                    "asked": asked.map { String(format: "%.2f", answer.posteriors[$0]) } ?? "",
                ], [RecordReference(.assessment, "assessment")])
        }
    }

    /// The readings that move the answer most, each with what it rests on.
    private mutating func movingEvidence(_ assessment: Assessment) -> [Block] {
        let readings = strongestEvidence(of: assessment).compactMap { id in
            assessment.evidence.first { $0.reading.indicator == id }
        }
        guard !readings.isEmpty else { return [] }
        return [
            heading("front.moves"),
            .list(
                readings.map { item in
                    Paragraph([
                        claim(
                            "front.reading",
                            [
                                "indicator": item.reading.indicator, "text": item.text,
                                "outcome": phrases.word("outcome", item.reading.outcome.rawValue),
                            ],
                            [RecordReference(.indicator, item.reading.indicator)]),
                        english(
                            phrases.opening(item.reading.sentence),
                            sources(item.reading.sources) + looks(Array(item.reading.looks.suffix(3)))),
                    ])
                }),
        ]
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
