import CaseFilesYAML
import Findings
import Foundation
import Inquiry
import Scenarios

/// Scenarios as text.
struct ScenarioTable {
    let model: ScenarioModel
    let places: [String: InputPlace]
    /// The case's folder, as it was written.
    let folder: String

    /// "18.9 (13.6 to 25.2) month": median, and 10 and 90 %.
    static func words(_ outcome: Outcome) -> String {
        let unit = outcome.unit.isEmpty ? "" : " \(outcome.unit)"
        return outcome.sign + outcome.spread.text + unit
    }

    static func digits(_ value: Double) -> String { Quantity.digits(value, significant: 3) }

    /// All inputs, or those that are named.
    ///
    /// - Parameter ids: Which, in this order; all where nil.
    /// - Returns: A line for each, under a heading.
    func inputs(_ ids: [String]? = nil) -> [String] {
        let known = Dictionary(model.inputs.map { ($0.id, $0) }) { first, _ in first }
        let shown = ids.map { $0.compactMap { known[$0] } } ?? model.inputs
        let rows = shown.map { input in
            [
                input.id, input.number.text, input.unit, input.text, Self.words(input.basis),
                places[input.id]?.description ?? "not written",
                Self.origin(input),
            ]
        }
        return TextTable.lines([["input", "number", "unit", "what it is", "basis", "place", ""]] + rows, longest: 44)
    }

    /// "sources kcna, yearbook", "judged by two engineers", or that nobody stands behind it.
    static func words(_ basis: InputBasis) -> String {
        var parts: [String] = []
        if !basis.sources.isEmpty { parts.append("sources " + basis.sources.joined(separator: ", ")) }
        if let person = basis.elicitedFrom { parts.append("judged by " + person) }
        if basis.isMissing { parts.append("nobody is named") }
        return parts.joined(separator: "; ")
    }

    /// What it was converted from and by, and its note.
    private static func origin(_ input: ScenarioInput) -> String {
        var parts: [String] = []
        if let origin = input.origin { parts.append("from " + origin) }
        if let note = input.basis.note { parts.append(note) }
        return parts.joined(separator: "; ")
    }

    /// A study: what scenarios lead to side by side, and what is the same in all of them once.
    func study(_ study: ScenarioStudy) -> [String] {
        let shared = study.sharedOutcomes
        let same = Set(shared.map(\.id))
        var lines = study.scenarios.map { finding in
            let likely = finding.probability.map { ", probability \(Self.digits($0)) by the assessment" } ?? ""
            return "\(finding.scenario): \(finding.text)\(likely)"
        }
        lines.append("")
        var rows = [["", "what"] + study.scenarios.map(\.scenario)]
        for id in study.ids where !same.contains(id) {
            let found = study.scenarios.map { finding in finding.outcomes.first { $0.id == id } }
            guard let any = found.compactMap(\.self).first else { continue }
            let text = any.text + (any.unit.isEmpty ? "" : ", \(any.unit)")
            rows.append([id, text] + found.map { $0.map { $0.sign + $0.spread.text } ?? "–" })
        }
        if rows.count > 1 { lines += TextTable.lines(rows, longest: 56) + [""] }
        if !shared.isEmpty {
            lines += ["In every scenario"] + outcomes(shared) + [""]
        }
        lines += dates(study) + study.sentences
        if let outside = study.outside { lines += ["", "From outside: \(outside.text)"] + outside.sentences }
        for finding in study.scenarios {
            guard let milestone = finding.schedule?.milestones.last else { continue }
            lines += hangs(milestone, " in the scenario \(finding.scenario)")
        }
        lines += [
            "",
            "Median, and in brackets 10 and 90 % of \(study.samples) draws (seed \(study.seed)). What a number comes from, and what must be "
                + "known beside it: revisit scenario explain \(folder) ID",
        ]
        return lines
    }

    /// Outcomes, a line each.
    func outcomes(_ outcomes: [Outcome]) -> [String] {
        TextTable.lines(outcomes.map { [$0.id, Self.words($0), $0.text] }, indent: 2, longest: 56)
    }

    /// By how much scenarios differ from the first.
    func comparison(_ study: ScenarioStudy) -> [String] {
        guard let first = study.scenarios.first, study.scenarios.count > 1 else {
            return ["There is one scenario only, and nothing to compare it with."]
        }
        var lines: [String] = []
        for finding in study.scenarios.dropFirst() {
            let own = study.differences.filter { $0.scenario == finding.scenario }
            lines += ["\(finding.scenario) less \(first.scenario)"] + outcomes(own) + [""]
        }
        let counts = Set(study.differences.compactMap(\.draws)).sorted()
        let all = counts.isEmpty ? "" : ", of \(Self.range(of: counts)) draws"
        return lines + ["Draw by draw, with the same random numbers in both\(all)."]
    }

    /// "100000", "10000 to 100000".
    private static func range(of counts: [Int]) -> String {
        guard let first = counts.first, let last = counts.last else { return "no" }
        return first == last ? "\(first)" : "\(first) to \(last)"
    }

    /// Where a number comes from.
    ///
    /// - Parameters:
    ///   - outcome: The number.
    ///   - milestone: What is known of it where it is a time of the schedule.
    /// - Returns: Lines.
    func explanation(of outcome: Outcome, _ milestone: MilestoneFinding? = nil) -> [String] {
        let scenario = outcome.scenario.map { " in the scenario \($0)" } ?? ""
        var lines = ["\(outcome.id)\(scenario): \(outcome.text)", "  \(Self.words(outcome))"]
        if let dates = milestone?.dates { lines.append("  \(dates.text)") }
        lines.append(
            "  mean \(Self.digits(outcome.spread.mean)), standard deviation \(Self.digits(outcome.spread.deviation))")
        lines.append("  made as: \(outcome.formula)")
        lines += outcome.remarks.map { "  " + $0 }
        lines += [""] + inputs(outcome.inputs)
        // A difference hangs on what both scenarios change.
        for id in [outcome.scenario, outcome.base].compactMap(\.self) {
            guard let scenario = model.scenarios.first(where: { $0.id == id }) else { continue }
            let heading = outcome.base == nil ? "What the scenario changes:" : "What the scenario \(id) changes:"
            let changed = changes(of: scenario, to: Set(outcome.inputs), heading)
            lines +=
                changed.isEmpty && outcome.base != nil ? ["", "The scenario \(id) changes none of them."] : changed
        }
        if let milestone { lines += hangs(milestone) }
        return lines
    }

    /// What a scenario, and those that it is based on, make of inputs.
    private func changes(of scenario: Scenario, to inputs: Set<String>, _ heading: String) -> [String] {
        var steps = [scenario]
        while let before = steps[steps.count - 1].basedOn, steps.count <= model.scenarios.count,
            let next = model.scenarios.first(where: { $0.id == before })
        {
            steps.append(next)
        }
        let left = steps.reversed().filter { !$0.without.isEmpty }.map {
            ["without", $0.without.joined(separator: ", "), "in \($0.id)"]
        }
        let changes =
            left
            + steps.reversed().flatMap { step in
                step.replacements.filter { inputs.contains($0.id) }.map {
                    [$0.id, $0.number.text, "in \(step.id)", Self.words($0.basis)]
                }
                    + step.factors.filter { inputs.contains($0.input) }.map {
                        [$0.input, "times \(Self.digits($0.factor))", "in \(step.id)", Self.words($0.basis)]
                    }
            }
        return changes.isEmpty ? [] : ["", heading] + TextTable.lines(changes, indent: 2)
    }
}
