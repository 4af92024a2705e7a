import Findings
import Inquiry
import Scenarios

/// What each scenario leads to: a line for each number, a column for each scenario, every number with the way to its inputs.
extension ReportPage {
    /// The sections on scenarios; none where nothing was reckoned.
    var scenarioSections: [Section] {
        guard let scenarios = content.scenarios else { return [] }
        return [
            ("scenarios", "Scenarios", { scenarioSection(&$0, scenarios) }),
            ("inputs", "Numbers behind the scenarios", { inputSection(&$0, scenarios) }),
        ]
    }

    private func scenarioSection(_ page: inout MarkupWriter, _ scenarios: ReportContent.Scenarios) {
        let study = scenarios.study
        page.element(
            "p",
            text:
                "Medians of \(study.samples) draws, with 10 and 90 % in brackets; all scenarios share their random numbers. Each "
                + "number leads to what it was made from.")
        page.element("dl", ["class": "facts"]) { page in
            for finding in study.scenarios {
                fact(&page, finding.scenario) { page in
                    page.text(finding.text)
                    if let probability = finding.probability {
                        page.text(", \(Wording.probability(probability)) by the assessment above")
                    }
                }
            }
        }
        for group in OutcomeGroup.groups(of: study) { write(&page, group, study) }
        differences(&page, study)
        page.element("h3", text: "What each number was made from")
        let outcomes = study.outcomesOnce + study.differences
        folded(&page, Wording.count(outcomes.count, "number"), isOpen: false) { page in
            page.element("ul", ["class": "findings origins"]) { page in
                for outcome in outcomes {
                    page.element("li", ["id": Anchor.outcome(outcome.id, outcome.scenario)]) { origin(&$0, outcome) }
                }
            }
        }
    }

    private func write(_ page: inout MarkupWriter, _ group: OutcomeGroup, _ study: ScenarioStudy) {
        let columns = study.scenarios.map(\.scenario)
        page.element("h3", text: group.title)
        for line in group.lines where line.isCurve { curve(&page, line, columns) }
        parts(&page, of: group.prefix, study)
        let tables = [
            (columns, group.lines.filter { $0.common == nil }), ([], group.lines.filter { $0.common != nil }),
        ]
        for (columns, lines) in tables where !lines.isEmpty {
            let kind = columns.isEmpty ? "that are the same in every scenario" : "by scenario"
            folded(&page, "\(Wording.count(lines.count, "number")) \(kind)", beyond: 12, count: lines.count) { page in
                numbers(&page, lines, columns, caption: "\(group.title): numbers \(kind)")
            }
        }
    }

    /// How likely a number is to be at most so large, a line for each scenario.
    private func curve(_ page: inout MarkupWriter, _ line: OutcomeGroup.Line, _ columns: [String]) {
        page.element("figure", ["class": "frame", "tabindex": "0"]) { page in
            let spreads = columns.compactMap { column in
                line.byScenario[column].map { CumulativeChart.Line(name: column, spread: $0.spread) }
            }
            CumulativeChart(
                alternative: "How likely \(line.text) is at most so large, by scenario.", foot: line.unit,
                lines: spreads
            ).draw(&page)
            page.element("figcaption") { page in
                page.text("Probability that it is at most so large: \(line.text). ")
                for (number, spread) in spreads.enumerated() {
                    if number > 0 { page.text("; ") }
                    ProbabilityChart.swatch(&page, number % ProbabilityChart.dashes.count)
                    page.text(" \(spread.name)")
                }
            }
        }
    }

    /// Numbers, a column for each scenario, or one for all where no scenario is named.
    private func numbers(
        _ page: inout MarkupWriter, _ lines: [OutcomeGroup.Line], _ columns: [String], caption: String
    ) {
        let heads = ["What"] + (columns.isEmpty ? ["In every scenario"] : columns) + ["Unit"]
        table(
            &page, caption: caption, heads: heads, numeric: Set(heads.dropFirst().dropLast()), kind: "scores outcomes"
        ) { page in
            for line in lines {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"], text: line.text)
                    let cells = columns.isEmpty ? [line.common] : columns.map { line.byScenario[$0] }
                    for outcome in cells {
                        page.element("td", ["class": "number"]) { page in
                            guard let outcome else { return page.text("–") }
                            page.element(
                                "a", ["href": "#" + Anchor.outcome(outcome.id, outcome.scenario)],
                                text: outcome.sign + Wording.held(outcome.spread.text))
                        }
                    }
                    page.element("td", text: line.unit)
                }
            }
        }
    }

    /// By how much scenarios differ from the first.
    private func differences(_ page: inout MarkupWriter, _ study: ScenarioStudy) {
        guard let first = study.scenarios.first, !study.differences.isEmpty else { return }
        let columns = study.scenarios.dropFirst().map(\.scenario)
        folded(&page, "By how much scenarios differ from “\(first.scenario)”, draw by draw", isOpen: false) { page in
            let counts = study.differences.compactMap(\.draws)
            if let least = counts.min(), let most = counts.max() {
                let all = least == most ? "\(most)" : "\(least) to \(most)"
                page.element(
                    "p", text: "Both scenarios have the same random numbers. Each difference rests on \(all) draws.")
            }
            let heads = ["What"] + columns + ["Unit"]
            table(
                &page, caption: "Differences from \(first.scenario)", heads: heads, numeric: Set(columns),
                kind: "scores outcomes"
            ) { page in
                var seen: Set<String> = []
                for difference in study.differences where seen.insert(difference.id).inserted {
                    page.element("tr") { page in
                        page.element("th", ["scope": "row"], text: difference.text)
                        for column in columns {
                            let own = study.differences.first { $0.id == difference.id && $0.scenario == column }
                            page.element("td", ["class": "number"]) { page in
                                guard let own else { return page.text("–") }
                                page.element(
                                    "a", ["href": "#" + Anchor.outcome(own.id, own.scenario)],
                                    text: Wording.held(own.spread.text))
                            }
                        }
                        page.element("td", text: difference.unit)
                    }
                }
            }
        }
    }

    /// How a number was made, the inputs that it leads back to, and what must be known beside it.
    private func origin(_ page: inout MarkupWriter, _ outcome: Outcome) {
        let scenario = outcome.scenario.map { " (\($0))" } ?? ""
        page.element("b", text: outcome.text + scenario)
        page.text(": \(outcome.sign)\(Wording.held(outcome.spread.text)) \(outcome.unit), made as \(outcome.formula)")
        if !outcome.inputs.isEmpty { page.text("; from ") }
        for (number, input) in outcome.inputs.enumerated() {
            if number > 0 { page.text(", ") }
            page.element("a", ["href": "#" + Anchor.input(input)], text: input)
        }
        page.text("." + outcome.remarks.map { " " + Wording.sentence(Wording.capitalised($0)) }.joined())
    }
}
