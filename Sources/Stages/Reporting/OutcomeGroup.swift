import Findings

/// Outcomes that belong together, by the first part of their ids.
struct OutcomeGroup {
    /// One number, in each scenario or in all alike.
    struct Line {
        let id: String
        let text: String
        let unit: String
        var byScenario: [String: Outcome] = [:]
        /// The number where it is the same in all scenarios.
        var common: Outcome?
        /// Whether it is drawn as a curve: a time of the schedule that differs between scenarios.
        var isCurve: Bool { id.hasPrefix("schedule.") && !byScenario.isEmpty }
    }

    /// The first part of their ids.
    let prefix: String
    let title: String
    var lines: [Line] = []

    /// Titles by the first part of ids, in the order of the page.
    private static let titles = [
        ("schedule", "How long it takes"), ("scale", "What was seen, against what is needed"),
        ("flow", "What flows, and what binds"), ("plant", "What is made of it"), ("sanctions", "Against the caps"),
        ("consequence", "What it changes"),
    ]

    /// The groups of a study; what no title is known for stands at the end under its own name.
    static func groups(of study: ScenarioStudy) -> [OutcomeGroup] {
        var groups = titles.map { OutcomeGroup(prefix: $0.0, title: $0.1) }
        var places: [String: (group: Int, line: Int)] = [:]
        for outcome in study.outcomesOnce {
            let prefix = String(outcome.id.prefix { $0 != "." })
            let group = groups.firstIndex { $0.prefix == prefix } ?? groups.count
            if group == groups.count {
                groups.append(OutcomeGroup(prefix: prefix, title: Wording.capitalised(prefix)))
            }
            let place = places[outcome.id] ?? (group, groups[group].lines.count)
            if places[outcome.id] == nil {
                groups[group].lines.append(Line(id: outcome.id, text: outcome.text, unit: outcome.unit))
                places[outcome.id] = place
            }
            if let scenario = outcome.scenario {
                groups[place.group].lines[place.line].byScenario[scenario] = outcome
            } else {
                groups[place.group].lines[place.line].common = outcome
            }
        }
        return groups.filter { !$0.lines.isEmpty }
    }
}
