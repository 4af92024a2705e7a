import Documents
import Findings
import Foundation
import Inquiry
import Sites

/// What support would change.
///
/// Scenarios stand side by side, each by its id, which one table explains; what is the same in several is told once.
extension ChapterBuilder {
    /// Differences that a case without plant, schedule and consumers tells.
    private static let mostOtherDifferences = 12

    mutating func scenarioComparison() -> [Block] {
        guard let study = material.study, study.scenarios.count > 1 else { return [missing("missing.scenarios")] }
        var blocks: [Block] = [
            paragraph([
                claim(
                    "scenarios.lead", ["count": study.scenarios.count, "samples": grouped(study.samples)],
                    [RecordReference(.case, material.case.id)])
            ]),
            scenarioTable(study),
        ]
        if let table = differenceTable(study) { blocks.append(table) }
        return blocks
    }

    /// What each scenario takes for granted, and how likely it is.
    private mutating func scenarioTable(_ study: ScenarioStudy) -> Block {
        let isWeighed = study.scenarios.contains { $0.probability != nil }
        let rows = study.scenarios.map { scenario in
            var cells = [cell(scenario.scenario), cell(phrases.opening(scenario.text))]
            if isWeighed {
                cells.append(
                    cell(
                        scenario.probability.map(phrases.percent) ?? "",
                        scenario.probability == nil ? [] : [RecordReference(.assessment, "assessment")]))
            }
            return DocumentTable.Row(cells)
        }
        return .table(
            DocumentTable(
                caption: phrases.say("scenarios.names"),
                columns: [column("scenario"), column("what")]
                    + (isWeighed ? [column("probability", isNumeric: true)] : []), rows: rows))
    }

    /// By how much scenarios differ from the first: a row for each number, a column for each scenario that differs in one of them.
    private mutating func differenceTable(_ study: ScenarioStudy) -> Block? {
        guard let base = study.scenarios.first else { return nil }
        var byID: [String: [Outcome]] = [:]
        for difference in study.differences { byID[difference.id, default: []].append(difference) }
        var told = headlines(of: base).flatMap { outcome in
            [outcome.id + ".later", outcome.id + ".more"].compactMap { id in byID[id].map { (outcome, $0) } }
        }
        if told.isEmpty {
            let known = Dictionary(base.outcomes.map { ($0.id, $0) }) { first, _ in first }
            told = study.differences.map(\.id).uniqued().prefix(Self.mostOtherDifferences).compactMap { id in
                guard let own = byID[id], let first = own.first else { return nil }
                // A difference is called as the number that differs, with a last part of its own.
                let number = id.split(separator: ".").dropLast().joined(separator: ".")
                return (known[number] ?? first, own)
            }
        }
        let shown = study.scenarios.dropFirst().map(\.scenario).filter { id in
            told.contains { $0.1.contains { $0.scenario == id } }
        }
        guard !shown.isEmpty else { return nil }
        let rows = told.map { outcome, differences in
            let unit = phrases.word("unit", outcome.unit)
            let name = phrases.own(phrases.opening(outcome.text)) + (unit.isEmpty ? "" : ", \(unit)")
            return DocumentTable.Row(
                [cell(name)]
                    + shown.map { id in
                        guard let difference = differences.first(where: { $0.scenario == id }) else {
                            return cell(phrases.say("scenarios.same"))
                        }
                        return cell(
                            rangeText(difference.spread), [RecordReference(.outcome, difference.id, scenario: id)])
                    })
        }
        return .table(
            DocumentTable(
                caption: phrases.say("scenarios.table", ["base": base.scenario]),
                columns: [column("what")] + shown.map { DocumentTable.Column($0, isNumeric: true) }, rows: rows))
    }

    /// The numbers by which scenarios are told apart: when milestones are reached, what the plant takes and makes, what can come, and what
    /// those who use it have.
    private func headlines(of scenario: ScenarioFinding) -> [Outcome] {
        var found = scenario.schedule?.milestones.map(\.outcome) ?? []
        if let plant = scenario.plant { found += [plant.feedAYear] + plant.runs.prefix(1).compactMap(\.products) }
        found += [scenario.flow?.maximum].compactMap(\.self)
        return found + scenario.consumers.flatMap { [$0.supply, $0.activityRatio].compactMap(\.self) }
    }

    mutating func plant() -> [Block] {
        guard let study = material.study, study.scenarios.contains(where: { $0.plant != nil }) else {
            return [missing("missing.plant")]
        }
        let groups = study.distinct { $0.plant?.outcomes ?? [] }
        let names = groups.map { scenarioNames(of: study, with: $0.1) { $0.plant?.outcomes ?? [] } }
        var blocks: [Block] = [heading("plant.title")]
        for run in groups.first?.0.plant?.runs ?? [] {
            let rows = run.cuts.map { cut in
                DocumentTable.Row(
                    [
                        cell(phrases.opening(cut.text)),
                        cell(
                            cut.share.map(outcomeText) ?? "", [cut.share].compactMap(\.self).map { reference(to: $0) }),
                    ]
                        + groups.map { scenario, _ in
                            let own = scenario.plant?.runs.first { $0.feed == run.feed }?.cuts.first { $0.id == cut.id }
                            return cell(
                                own?.tonnes.map(outcomeText) ?? "",
                                [own?.tonnes].compactMap(\.self).map { reference(to: $0) })
                        })
            }
            blocks.append(
                .table(
                    DocumentTable(
                        caption: phrases.say("plant.table", ["feed": run.text]),
                        columns: [column("product"), column("share", isNumeric: true)]
                            + names.map { DocumentTable.Column($0, isNumeric: true) }, rows: rows)))
        }
        let references = groups.first?.1.prefix(4).map { reference(to: $0) } ?? []
        let sentences = study.sentences(\.plantSentences)
        if !sentences.isEmpty {
            blocks.append(.list(sentences.map { Paragraph([english(phrases.opening($0), references)]) }))
        }
        return blocks
    }

    mutating func consumers() -> [Block] {
        guard let study = material.study, study.scenarios.contains(where: { !$0.consumers.isEmpty }) else {
            return [missing("missing.consumers")]
        }
        let groups = study.distinct { $0.consumers.flatMap(\.outcomes) }
        let references = groups.first?.1.prefix(6).map { reference(to: $0) } ?? []
        let rows = groups.flatMap { scenario, outcomes in
            let name = scenarioNames(of: study, with: outcomes) { $0.consumers.flatMap(\.outcomes) }
            return scenario.consumers.map { consumer in
                DocumentTable.Row([
                    cell(name), cell(consumer.group),
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
            .list(
                study.sentences(\.consumerSentences).map {
                    Paragraph([english(phrases.opening($0), references)])
                }),
        ]
    }

    /// The scenarios of which a part is the same, by their ids: "none, partial".
    func scenarioNames(
        of study: ScenarioStudy, with part: [Outcome], _ own: (ScenarioFinding) -> [Outcome]
    ) -> String {
        let wanted = part.map(\.ofNoScenario)
        return study.scenarios.filter { own($0).map(\.ofNoScenario) == wanted }.map(\.scenario)
            .joined(separator: phrases.say("language.comma") + " ")
    }
}
