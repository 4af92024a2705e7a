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
        for group in OutcomeGroup.groups(of: study) { write(&page, group, scenarios) }
        differences(&page, study)
        page.element("h3", text: "What each number was made from")
        let outcomes = study.outcomesOnce
        folded(&page, Wording.count(outcomes.count, "number"), isOpen: false) { page in
            page.element("ul", ["class": "findings origins"]) { page in
                for outcome in outcomes {
                    page.element("li", ["id": Anchor.outcome(outcome.id, outcome.scenario)]) { origin(&$0, outcome) }
                }
            }
        }
    }

    private func write(_ page: inout MarkupWriter, _ group: OutcomeGroup, _ scenarios: ReportContent.Scenarios) {
        let columns = scenarios.study.scenarios.map(\.scenario)
        page.element("h3", text: group.title)
        for line in group.lines where line.isCurve {
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
        parts(&page, of: group.prefix, scenarios.study)
        folded(&page, Wording.count(group.lines.count, "number"), beyond: 12, count: group.lines.count) {
            numbers(&$0, group, columns)
        }
        let remarks = group.remarks
        if !remarks.isEmpty {
            page.element("ul", ["class": "findings"]) { page in
                for remark in remarks { page.element("li", text: Wording.sentence(remark)) }
            }
        }
    }

    /// The numbers of a group, a column for each scenario.
    private func numbers(_ page: inout MarkupWriter, _ group: OutcomeGroup, _ columns: [String]) {
        let heads = ["What"] + (group.isCommon ? ["In every scenario"] : columns) + ["Unit"]
        table(
            &page, caption: group.title, heads: heads, numeric: Set(heads.dropFirst().dropLast()),
            kind: "scores outcomes"
        ) { page in
            for line in group.lines {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"], text: line.text)
                    for column in group.isCommon ? [nil] : columns.map(Optional.some) {
                        page.element("td", ["class": "number"]) { page in
                            guard let outcome = column.map({ line.byScenario[$0] }) ?? line.common else {
                                return page.text("–")
                            }
                            page.element(
                                "a", ["href": "#" + Anchor.outcome(outcome.id, outcome.scenario)],
                                text: Self.words(outcome.spread))
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
                            page.element("td", ["class": "number"], text: own.map { Self.words($0.spread) } ?? "–")
                        }
                        page.element("td", text: difference.unit)
                    }
                }
            }
        }
    }

    /// How a number was made, and the inputs that it leads back to.
    private func origin(_ page: inout MarkupWriter, _ outcome: Outcome) {
        let scenario = outcome.scenario.map { " (\($0))" } ?? ""
        page.element("b", text: outcome.text + scenario)
        page.text(": \(Self.words(outcome.spread)) \(outcome.unit), made as \(outcome.formula)")
        guard !outcome.inputs.isEmpty else { return page.text(".") }
        page.text("; from ")
        for (number, input) in outcome.inputs.enumerated() {
            if number > 0 { page.text(", ") }
            page.element("a", ["href": "#" + Anchor.input(input)], text: input)
        }
        page.text(".")
    }

    /// "18.9 (13.6 to 25.2)".
    static func words(_ spread: Spread) -> String {
        func digits(_ value: Double) -> String { Quantity.digits(value, significant: 3) }
        return spread.deviation == 0
            ? digits(spread.p50) : "\(digits(spread.p50)) (\(digits(spread.p10)) to \(digits(spread.p90)))"
    }
}

/// Outcomes that belong together, by the first part of their ids.
struct OutcomeGroup {
    /// One number in every scenario.
    struct Line {
        let id: String
        let text: String
        let unit: String
        var byScenario: [String: Outcome] = [:]
        var common: Outcome?
        /// Whether it is drawn as a curve: a time of the schedule that differs between scenarios.
        var isCurve: Bool { id.hasPrefix("schedule.") && id.split(separator: ".").count == 2 && byScenario.count > 1 }
    }

    /// The first part of their ids.
    let prefix: String
    let title: String
    let isCommon: Bool
    var lines: [Line] = []

    /// What must be known beside the numbers, each sentence once.
    var remarks: [String] {
        var seen: Set<String> = []
        return lines.flatMap { line in
            (line.byScenario.keys.sorted().compactMap { line.byScenario[$0] } + [line.common].compactMap { $0 })
                .flatMap(\.remarks)
        }.filter { seen.insert($0).inserted }
    }

    /// Titles by the first part of ids, in the order of the page.
    private static let titles = [
        ("schedule", "How long it takes"), ("reference", "What became of comparable works"),
        ("scale", "What was seen, against what is needed"),
        ("flow", "What flows, and what binds"), ("plant", "What is made of it"), ("sanctions", "Against the caps"),
        ("consequence", "What it changes"),
    ]

    /// The groups of a study; what no title is known for stands at the end under its own name.
    static func groups(of study: ScenarioStudy) -> [OutcomeGroup] {
        var lines: [Line] = []
        func add(_ outcome: Outcome) {
            let place = lines.firstIndex { $0.id == outcome.id } ?? lines.count
            if place == lines.count { lines.append(Line(id: outcome.id, text: outcome.text, unit: outcome.unit)) }
            if let scenario = outcome.scenario {
                lines[place].byScenario[scenario] = outcome
            } else {
                lines[place].common = outcome
            }
        }
        for outcome in study.outcomesOnce { add(outcome) }
        let prefixes = lines.map { String($0.id.prefix { $0 != "." }) }
        let known = titles.map(\.0)
        let order =
            known
            + prefixes.filter { !known.contains($0) }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return order.flatMap { prefix -> [OutcomeGroup] in
            let own = zip(lines, prefixes).filter { $0.1 == prefix }.map(\.0)
            let title = titles.first { $0.0 == prefix }?.1 ?? Wording.capitalised(prefix)
            return [(false, title), (true, title)].compactMap { isCommon, title in
                let part = own.filter { ($0.common != nil) == isCommon }
                return part.isEmpty
                    ? nil
                    : OutcomeGroup(
                        prefix: isCommon && prefix != "scale" ? "" : prefix, title: title, isCommon: isCommon,
                        lines: part)
            }
        }
    }
}
