import Documents
import Findings
import Foundation
import Inquiry
import Sites

/// Which explanation fits.
extension ChapterBuilder {
    /// Other analysts, or other sets of evidence, that stand beside the case's own answer; the records have all.
    static let mostAnalysts = 3

    mutating func hypotheses() -> [Block] {
        guard let assessment = material.assessment, let judgement = material.judgement else {
            return [missing("missing.assessment")]
        }
        let reference = [RecordReference(.assessment, "assessment")]
        let sentences = answerOrder(assessment).map { answer($0, judgement, reference) }
        let others = (assessment.analysts?.answers ?? []).filter { $0.name != nil }.prefix(Self.mostAnalysts)
        let leaves = assessment.leaves
        let rows = assessment.hypotheses.map { hypothesis in
            let place = leaves.firstIndex { $0.id == hypothesis.id }
            return DocumentTable.Row(
                [
                    cell("\(hypothesis.id) \(hypothesis.text)"), cell(phrases.percent(hypothesis.prior)),
                    cell(phrases.percent(hypothesis.posterior), reference),
                    cell(
                        "\(phrases.percent(hypothesis.percentiles.p10)) – \(phrases.percent(hypothesis.percentiles.p90))"
                    ),
                    cell(judgement.words[hypothesis.id].map { phrases.word("likelihood", $0.band.word) } ?? ""),
                ]
                    + others.map { answer in
                        // A hypothesis with parts has no probability of its own here.
                        cell(
                            place.flatMap { answer.posteriors.indices.contains($0) ? answer.posteriors[$0] : nil }
                                .map(phrases.percent) ?? "")
                    })
        }
        return [
            paragraph(sentences), paragraph([confidence(judgement.confidence)]),
            .table(
                DocumentTable(
                    caption: phrases.say("hypotheses.table", ["scale": judgement.scale.title]),
                    columns: [
                        column("hypothesis"), column("before", isNumeric: true), column("after", isNumeric: true),
                        column("range", isNumeric: true), column("in-words"),
                    ] + others.map { DocumentTable.Column($0.name ?? "", isNumeric: true) }, rows: rows,
                    citations: list.cite(reference))),
        ]
    }

    mutating func evidence() -> [Block] {
        guard let assessment = material.assessment else { return [] }
        guard !assessment.evidence.isEmpty else { return [missing("missing.evidence")] }
        return [
            heading("evidence.title"), evidenceTable(assessment.evidence, caption: phrases.say("evidence.table")),
            .figure(
                DocumentFigure(
                    .matrix, caption: phrases.say("figure.matrix"),
                    citations: list.cite([RecordReference(.assessment, "assessment")]))),
        ]
    }

    /// What was read of indicators, each with what it rests on.
    mutating func evidenceTable(_ evidence: [EvidenceResult], caption: String) -> Block {
        let rows = evidence.map { item in
            DocumentTable.Row([
                cell("\(item.reading.indicator) \(item.text)", [RecordReference(.indicator, item.reading.indicator)]),
                cell(outcome(of: item.reading)),
                cell(item.reading.sentence, sources(item.reading.sources) + looks(Array(item.reading.looks.prefix(4)))),
                cell(item.ratio.map { digits($0) } ?? ""),
            ])
        }
        return .table(
            DocumentTable(
                caption: caption,
                columns: [column("indicator"), column("read"), column("because"), column("ratio", isNumeric: true)],
                rows: rows))
    }

    /// What became of an indicator; where pixels leave it in doubt, with the probability that they show it.
    private func outcome(of reading: IndicatorReading) -> String {
        let word = phrases.word("outcome", reading.outcome.rawValue)
        let isInDoubt = reading.outcome == .seen && !reading.looks.isEmpty && reading.shown < 0.95
        return isInDoubt ? "\(word) (\(phrases.percent(reading.shown)))" : word
    }

    mutating func sensitivity() -> [Block] {
        guard let assessment = material.assessment else { return [] }
        return [heading("front.hangs-on"), .list(hangsOn(assessment).map { Paragraph([$0]) })]
    }

    /// What would have to be otherwise for another answer.
    mutating func hangsOn(_ assessment: Assessment) -> [Sentence] {
        let leaves = assessment.leaves
        var sentences: [Sentence] = []
        let asked = settings.answer ?? assessment.leading
        if let hypothesis = assessment.hypotheses.first(where: { $0.id == asked }) {
            let from = assessment.sensitivity.priorSweeps.first { $0.hypothesis == asked }?.leadsFrom
            sentences.append(
                claim(
                    "hangs-on.prior",
                    [
                        "id": asked, "text": hypothesis.text, "before": phrases.percent(hypothesis.prior),
                        "after": phrases.percent(hypothesis.posterior),
                        "from": asked == assessment.leading ? "" : from.map(phrases.percent) ?? "",
                    ], [RecordReference(.assessment, "assessment")]))
        }
        if let first = assessment.sensitivity.leaveOneOut.first,
            let place = leaves.firstIndex(where: { $0.id == assessment.leading }),
            first.posteriors.indices.contains(place)
        {
            sentences.append(
                claim(
                    "hangs-on.without",
                    [
                        "indicator": first.indicator, "text": indicatorText(first.indicator),
                        "leading": assessment.leading,
                        "with": phrases.percent(leaves[place].posterior),
                        "without": phrases.percent(first.posteriors[place]),
                        "turns": first.leading != assessment.leading, "other": first.leading,
                    ], [RecordReference(.indicator, first.indicator)]))
        }
        if let flip = assessment.sensitivity.flips.first {
            sentences.append(
                claim(
                    "hangs-on.flip",
                    [
                        "leading": flip.leading, "indicator": flip.indicator, "text": indicatorText(flip.indicator),
                        "hypothesis": flip.hypothesis, "from": String(format: "%.2f", flip.from),
                        "to": String(format: "%.2f", flip.to), "within": flip.isWithinRange,
                    ], [RecordReference(.indicator, flip.indicator)]))
        } else {
            sentences.append(claim("hangs-on.no-flip", [:], [RecordReference(.assessment, "assessment")]))
        }
        for assumption in material.case.inquiry?.assumptions ?? [] where assumption.standing == .unsupported {
            sentences.append(
                claim(
                    "hangs-on.assumption", ["text": assumption.text, "if-wrong": assumption.ifWrong ?? ""],
                    [RecordReference(.case, material.case.id)]))
        }
        return sentences
    }

    func indicatorText(_ id: String) -> String {
        material.assessment?.evidence.first { $0.reading.indicator == id }?.text
            ?? material.case.inquiry?.indicators.first { $0.id == id }?.text ?? id
    }

    mutating func collection() -> [Block] {
        guard material.assessment != nil else { return [] }
        return [heading("front.collect")] + collection(most: 8)
    }

    /// What to collect next, the most telling first.
    mutating func collection(most: Int) -> [Block] {
        // What is expected to tell nothing, or less than nothing where a stronger indicator stands in for it, is not worth a look.
        let worth = (material.assessment?.collection ?? []).filter { ($0.expectedDrop ?? $0.entropyDrop) > 0 }.prefix(
            most)
        guard !worth.isEmpty else { return [paragraph([lead("collection.none")])] }
        return [
            .list(
                worth.map { item in
                    Paragraph([
                        claim(
                            "collection.item",
                            [
                                "indicator": item.indicator, "text": item.text,
                                "bits": digits(item.expectedDrop ?? item.entropyDrop),
                                "looks": item.looks.map { digits($0.rounded()) } ?? "",
                                "turns": phrases.percent(item.changesLeading),
                            ], [RecordReference(.indicator, item.indicator)])
                    ])
                })
        ]
    }

    mutating func course() -> [Block] {
        guard let assessment = material.assessment, assessment.course.count > 1 else { return [] }
        return [
            .figure(
                DocumentFigure(
                    .course, caption: phrases.say("figure.course", ["steps": assessment.course.count]),
                    citations: list.cite([RecordReference(.assessment, "assessment")])))
        ]
    }

    /// A whole number with its thousands apart.
    func grouped(_ value: Int) -> String { Quantity.digits(Double(value), significant: 15) }

    /// A number as people read it: three digits that count.
    func digits(_ value: Double) -> String {
        value.isFinite ? Quantity.digits(value, significant: 3) : phrases.say("language.unknown")
    }
}
