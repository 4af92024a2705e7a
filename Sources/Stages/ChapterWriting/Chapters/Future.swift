import Documents
import Findings
import Foundation
import Inquiry
import Sites

/// How long it would take, what stands in the way, and what support would change.
extension ChapterBuilder {
    mutating func schedule() -> [Block] {
        guard let study = material.study, let base = study.scenarios.first(where: { $0.schedule != nil }),
            let own = base.schedule
        else { return [missing("missing.schedule")] }
        var sentences = [lead("schedule.lead", ["samples": study.samples])]
        sentences += own.milestones.map { milestone in
            claim(
                "schedule.milestone",
                spread(milestone.outcome).merging(["scenario": phrases.opening(base.text)]) { first, _ in first },
                [reference(to: milestone.outcome)])
        }
        sentences += base.scheduleSentences.map { english($0, own.milestones.map { reference(to: $0.outcome) }) }
        let rows = study.scenarios.flatMap { scenario in
            (scenario.schedule?.milestones ?? []).map { milestone in
                DocumentTable.Row([
                    cell(scenario.text), cell(milestone.outcome.text), cell(digits(milestone.outcome.spread.p10)),
                    cell(digits(milestone.outcome.spread.p50), [reference(to: milestone.outcome)]),
                    cell(digits(milestone.outcome.spread.p90)),
                ])
            }
        }
        return [
            paragraph(sentences),
            .figure(
                DocumentFigure(
                    .schedule(base.scenario), caption: phrases.say("figure.schedule", ["scenario": base.text]),
                    citations: list.cite(own.milestones.map { reference(to: $0.outcome) }))),
            .table(
                DocumentTable(
                    caption: phrases.say("schedule.table", ["unit": phrases.word("unit", own.timeUnit)]),
                    columns: [
                        column("scenario"), column("milestone"), column("p10", isNumeric: true),
                        column("p50", isNumeric: true), column("p90", isNumeric: true),
                    ], rows: rows)),
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
        let (low, middle, high) = (digits(outcome.spread.p10), digits(outcome.spread.p50), digits(outcome.spread.p90))
        let number = low == high ? middle : "\(middle) (\(low) – \(high))"
        return outcome.unit.isEmpty ? number : "\(number) \(outcome.unit)"
    }

    // MARK: Support

    mutating func scenarioComparison() -> [Block] {
        guard let study = material.study, study.scenarios.count > 1 else { return [missing("missing.scenarios")] }
        var blocks: [Block] = [
            paragraph([
                claim(
                    "scenarios.lead",
                    [
                        "count": study.scenarios.count, "names": phrases.list(study.scenarios.map(\.text)),
                        "samples": study.samples,
                    ],
                    [RecordReference(.case, material.case.id)])
            ])
        ]
        let likely = study.scenarios.compactMap { scenario in scenario.probability.map { (scenario, $0) } }
        if !likely.isEmpty {
            blocks.append(
                paragraph(
                    likely.map { scenario, probability in
                        claim(
                            "scenarios.probability",
                            ["scenario": scenario.text, "probability": phrases.percent(probability)],
                            [RecordReference(.assessment, "assessment")])
                    }))
        }
        let differences = study.differences.prefix(40)
        if !differences.isEmpty {
            let names = Dictionary(study.scenarios.map { ($0.scenario, $0.text) }) { first, _ in first }
            blocks.append(
                .table(
                    DocumentTable(
                        caption: phrases.say("scenarios.table", ["base": study.scenarios.first?.text ?? ""]),
                        columns: [column("scenario"), column("what"), column("difference", isNumeric: true)],
                        rows: differences.map { outcome in
                            DocumentTable.Row([
                                cell(outcome.scenario.map { names[$0] ?? $0 } ?? ""), cell(outcome.text),
                                cell(
                                    outcomeText(outcome),
                                    [RecordReference(.outcome, outcome.id, scenario: outcome.scenario)]),
                            ])
                        })))
        }
        return blocks
    }

    mutating func plant() -> [Block] {
        guard let study = material.study, study.scenarios.contains(where: { $0.plant != nil }) else {
            return [missing("missing.plant")]
        }
        var blocks: [Block] = [heading("plant.title")]
        for (scenario, _) in study.distinct({ $0.plant?.outcomes ?? [] }) {
            guard let plant = scenario.plant else { continue }
            for run in plant.runs {
                let rows = run.cuts.map { cut in
                    DocumentTable.Row([
                        cell(cut.text), cell(cut.share.map(outcomeText) ?? ""),
                        cell(cut.tonnes.map(outcomeText) ?? "", cut.tonnes.map { [reference(to: $0)] } ?? []),
                        cell(cut.barrelsADay.map(outcomeText) ?? ""),
                    ])
                }
                blocks.append(
                    .table(
                        DocumentTable(
                            caption: phrases.say("plant.table", ["scenario": scenario.text, "feed": run.text]),
                            columns: [
                                column("product"), column("share", isNumeric: true), column("amount", isNumeric: true),
                                column("rate", isNumeric: true),
                            ], rows: rows)))
            }
            let references = plant.outcomes.prefix(4).map { reference(to: $0) }
            let sentences = scenario.plantSentences
            if !sentences.isEmpty { blocks.append(paragraph(sentences.map { english($0, references) })) }
        }
        return blocks
    }

    mutating func consumers() -> [Block] {
        guard let study = material.study, study.scenarios.contains(where: { !$0.consumers.isEmpty }) else {
            return [missing("missing.consumers")]
        }
        let references = study.scenarios.flatMap(\.consumers).prefix(3).flatMap { $0.outcomes.prefix(2) }
            .map { reference(to: $0) }
        let rows = study.scenarios.flatMap { scenario in
            scenario.consumers.map { consumer in
                DocumentTable.Row([
                    cell(scenario.text), cell(consumer.group),
                    cell(outcomeText(consumer.use), [reference(to: consumer.use)]),
                    cell(outcomeText(consumer.supply), [reference(to: consumer.supply)]),
                    cell(
                        consumer.activityRatio.map(outcomeText) ?? "",
                        consumer.activityRatio.map { [reference(to: $0)] } ?? []),
                ])
            }
        }
        return [
            heading("consumers.title"),
            .table(
                DocumentTable(
                    caption: phrases.say("consumers.table"),
                    columns: [
                        column("scenario"), column("group"), column("use", isNumeric: true),
                        column("supply", isNumeric: true), column("activity", isNumeric: true),
                    ], rows: rows)),
            paragraph(study.sentences(\.consumerSentences).map { english($0, references) }),
        ]
    }
}
