import Documents
import Findings
import Foundation
import Inquiry
import Sites

/// How long it would take, and what stands in the way.
extension ChapterBuilder {
    mutating func schedule() -> [Block] {
        guard let study = material.study, let base = study.scenarios.first(where: { $0.schedule != nil }),
            let own = base.schedule
        else { return [missing("missing.schedule")] }
        let points = own.milestones.map { milestone in
            claim(
                "schedule.milestone",
                spread(milestone.outcome).merging(["scenario": phrases.opening(base.text)]) { first, _ in first },
                [reference(to: milestone.outcome)])
        }
        let remarks = base.scheduleSentences.map { english($0, own.milestones.map { reference(to: $0.outcome) }) }
        let milestones = own.milestones.map(\.outcome)
        // A row for each scenario: what takes as long in several stands in one.
        let rows = study.distinct { $0.schedule?.milestones.map(\.outcome) ?? [] }.map { scenario, outcomes in
            DocumentTable.Row(
                [cell(scenarioNames(of: study, with: outcomes) { $0.schedule?.milestones.map(\.outcome) ?? [] })]
                    + milestones.map { milestone in
                        outcomes.first { $0.id == milestone.id }.map { outcome in
                            cell(rangeText(outcome.spread), [reference(to: outcome)])
                        } ?? cell("")
                    })
        }
        return [
            paragraph([lead("schedule.lead", ["samples": grouped(study.samples)])]),
            .list(points.map { Paragraph([$0]) }),
            paragraph(remarks),
            .figure(
                DocumentFigure(
                    .schedule(base.scenario), caption: phrases.say("figure.schedule", ["scenario": base.text]),
                    citations: list.cite(own.milestones.map { reference(to: $0.outcome) }))),
            .table(
                DocumentTable(
                    caption: phrases.say("schedule.table", ["unit": phrases.word("unit", own.timeUnit)]),
                    columns: [column("scenario")]
                        + milestones.map {
                            DocumentTable.Column(phrases.own(phrases.opening($0.text)), isNumeric: true)
                        }, rows: rows)),
        ]
    }

    mutating func comparableWorks() -> [Block] {
        guard let outside = material.study?.outside else { return [missing("missing.comparable-works")] }
        let references = outside.inputs.map { RecordReference(.input, $0) }
        return [
            heading("comparable.title"), paragraph([lead("comparable.lead", ["text": outside.text])]),
            paragraph(outside.sentences.map { english($0, references) }),
        ]
    }

    mutating func instruments() -> [Block] {
        guard let study = material.study, let first = study.scenarios.first(where: { !$0.instruments.isEmpty }) else {
            return [missing("missing.instruments")]
        }
        var blocks: [Block] = [heading("instruments.title")]
        let rows = first.instruments.flatMap { finding in
            finding.arms.flatMap { arm -> [DocumentTable.Row] in
                let uses = arm.uses.filter { $0.ratio != nil }
                guard !uses.isEmpty else {
                    return [
                        DocumentTable.Row([
                            cell(finding.instrument), cell(finding.period.text),
                            cell(outcomeText(arm.cap), [reference(to: arm.cap)]),
                            cell(outcomeText(arm.reported), [reference(to: arm.reported)]), cell(""),
                        ])
                    ]
                }
                return uses.map { use in
                    DocumentTable.Row([
                        cell("\(finding.instrument) · \(arm.arm)"), cell(finding.period.text),
                        cell(outcomeText(arm.cap), [reference(to: arm.cap)]),
                        cell(
                            "\(use.bound.sign)\(outcomeText(use.amount)) (\(use.reading))", [reference(to: use.amount)]),
                        cell(
                            use.ratio.map { use.bound.sign + outcomeText($0) } ?? "",
                            use.ratio.map { [reference(to: $0)] } ?? []),
                    ])
                }
            }
        }
        blocks.append(
            .table(
                DocumentTable(
                    caption: phrases.say("instruments.table"),
                    columns: [
                        column("instrument"), column("period"), column("cap", isNumeric: true),
                        column("delivered", isNumeric: true), column("share", isNumeric: true),
                    ], rows: rows)))
        let sentences = study.sentences(\.capSentences)
        if !sentences.isEmpty {
            let references = first.instruments.flatMap(\.outcomes).prefix(6).map { reference(to: $0) }
            blocks.append(paragraph(sentences.map { english($0, references) }))
        }
        blocks.append(
            .figure(
                DocumentFigure(
                    .caps, caption: phrases.say("figure.caps"),
                    citations: list.cite(first.instruments.flatMap(\.outcomes).prefix(6).map { reference(to: $0) }))))
        return blocks
    }

    /// "25.6 (18.1 – 36.4) months".
    func outcomeText(_ outcome: Outcome) -> String {
        let number = rangeText(outcome.spread)
        return outcome.unit.isEmpty ? number : "\(number) \(phrases.word("unit", outcome.unit))"
    }

    /// "25.6 (18.1 – 36.4)", or one number where nothing varies.
    func rangeText(_ spread: Spread) -> String {
        let (low, middle, high) = (digits(spread.p10), digits(spread.p50), digits(spread.p90))
        return low == high ? middle : "\(middle) (\(low) – \(high))"
    }
}
