import Foundation
import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    static let timeUnits = ["month", "week", "d"]
    static let mostPhases = 200
    static let mostMembers = 500

    /// Reads the phases of a work; nil after a mistake that leaves none.
    mutating func schedule(_ node: Node) -> PhaseNetwork? {
        let keys = ["unit", "begins", "correlation", "phases", "milestones", "supports", "progress", "reference"]
        guard let fields = YAMLFields(node, known: keys, of: "'schedule'", log: &log) else { return nil }
        var unit = "month"
        if let text = fields.text("unit", log: &log) {
            if Self.timeUnits.contains(text) {
                unit = text
            } else {
                log.error(
                    at: fields["unit"]?.mark, "'unit' is \(quoted(text))", proposal(for: text, among: Self.timeUnits))
            }
        }
        let correlation =
            fields["correlation"].map {
                input(
                    $0, id: "schedule.correlation", text: "correlation of the phases' durations", unit: "",
                    in: 0...1)
            }
            ?? ScenarioInput(
                id: "schedule.correlation", text: "correlation of the phases' durations",
                number: UncertainNumber(0),
                basis: InputBasis(note: "nothing is said; phases are taken to be independent"))
        guard let list = fields["phases"] else {
            log.error(at: fields.mark, "'schedule' has no 'phases'", "add 'phases:' with a list")
            return nil
        }
        let phases = phases(list, unit: unit)
        let known = phases.map(\.id)
        var network = PhaseNetwork(
            timeUnit: unit, begins: span(fields, "begins"),
            correlation: correlation ?? ScenarioInput(id: "schedule.correlation", text: "", number: UncertainNumber(0)),
            phases: phases, milestones: [])
        if let node = fields["milestones"] {
            network.milestones = milestones(node, phases: known)
        } else {
            log.error(
                at: fields.mark, "'schedule' has no 'milestones'",
                "add what is asked for, such as '- {id: done, text: …, after: K}'")
        }
        if let node = fields["supports"] { network.supports = supports(node, phases: known) }
        if let node = fields["progress"] {
            network.progress = progress(node, phases: known)
            if network.begins == nil, !network.progress.isEmpty {
                log.error(
                    at: node.mark, "'progress' is given, but not when the work began",
                    "add 'begins: 2025-02-15' to 'schedule'")
            }
        }
        if let node = fields["reference"] { network.reference = reference(node) }
        return network
    }

    /// A date as exactly as it is known; nil where it is not given, or after a mistake.
    mutating func span(_ fields: YAMLFields, _ key: String) -> CalendarSpan? {
        guard let text = fields.text(key, log: &log) else { return nil }
        do throws(SourceFlaw) {
            return try CalendarSpan(text)
        } catch {
            log.error(at: fields[key]?.mark, error.problem, error.expected)
            return nil
        }
    }

    /// Names of known things under a key, one or a list; unknown ones are noted.
    mutating func known(_ fields: YAMLFields, _ key: String, _ what: String, among known: [String]) -> [String] {
        names(fields, key).compactMap { name, mark in
            guard known.contains(name) else {
                log.error(at: mark, "there is no \(what) \(quoted(name))", proposal(for: name, among: known))
                return nil
            }
            return name
        }
    }

    private mutating func phases(_ node: Node, unit: String) -> [Phase] {
        let nodes = list(node, "'phases'", atMost: Self.mostPhases, expected: "expected a list of phases") ?? []
        var phases: [Phase] = []
        var waits: [(phase: Int, node: Node)] = []
        var marks: [Mark?] = []
        var copies: [(phase: Int, of: String, mark: Mark?)] = []
        for node in nodes {
            let keys = ["id", "text", "after", "duration", "same_as", "probability", "correlated", "note"]
            guard let fields = YAMLFields(node, known: keys, of: "a phase", log: &log),
                let id = identifier(fields, of: "a phase")
            else { continue }
            guard !phases.contains(where: { $0.id == id }) else {
                log.error(
                    at: fields["id"]?.mark, "there are two phases \(quoted(id))", "expected an id of its own for each")
                continue
            }
            let text = fields.requiredText("text", of: "the phase \(quoted(id))", log: &log) ?? id
            var phase = Phase(id: id, text: text, duration: .same(id))
            // A phase whose duration is a mistake is still there for others to wait for.
            let durationID = "phases.\(id).duration"
            let substitute = Phase.Duration.own(Self.substitute(durationID, "duration of \(text)", unit))
            switch (fields["duration"], fields.text("same_as", log: &log)) {
            case (let node?, nil):
                let duration = input(node, id: durationID, text: "duration of \(text)", unit: unit, in: 0...100_000)
                phase.duration = duration.map { .own($0) } ?? substitute
            case (nil, let other?):
                phase.duration = .same(other)
                copies.append((phases.count, other, fields["same_as"]?.mark))
            default:
                log.error(
                    at: fields.mark, "the phase \(quoted(id)) does not say how long it takes",
                    "expected 'duration: [2, 4, 9]', or 'same_as:' with another phase")
                phase.duration = substitute
            }
            if let node = fields["probability"] {
                phase.probability = input(
                    node, id: "phases.\(id).probability", text: "probability that \(text) is needed", unit: "",
                    in: 0...1)
            }
            phase.isCorrelated = fields.truth("correlated", log: &log) ?? true
            if let node = fields["after"] { waits.append((phases.count, node)) }
            phases.append(phase)
            marks.append(fields.mark)
        }
        let ids = phases.map(\.id)
        for (phase, other, mark) in copies
        where !ids.contains(other) || phases.first(where: { $0.id == other })?.ownDuration == nil {
            log.error(
                at: mark,
                "the phase \(quoted(ids[phase])) lasts as long as \(quoted(other)), which has no duration of its own",
                proposal(for: other, among: phases.filter { $0.ownDuration != nil }.map(\.id)))
        }
        for (phase, node) in waits {
            phases[phase].after = predecessors(node, of: phases[phase].id, among: ids, unit: unit)
        }
        return ordered(phases, marks)
    }

    /// What a phase waits for: an id, or a list of ids and of entries `{phase: A, fraction: 0.5, lag: 1}`.
    private mutating func predecessors(
        _ node: Node, of phase: String, among ids: [String], unit: String
    ) -> [Predecessor] {
        var nodes = [node]
        if case .sequence(let sequence) = node { nodes = Array(sequence) }
        var found: [Predecessor] = []
        for node in nodes.prefix(Self.mostPhases) {
            var waited: (name: String, mark: Mark?)?
            var predecessor = Predecessor(phase: "")
            if let text = node.scalar?.string {
                waited = (text, node.mark)
            } else if let fields = YAMLFields(
                node, known: ["phase", "fraction", "lag"], of: "an entry of 'after'", log: &log)
            {
                waited = fields.requiredText("phase", of: "the entry of 'after'", log: &log).map {
                    ($0, fields["phase"]?.mark)
                }
                if let fraction = fields.number("fraction", in: 0...1, unit: "a share", log: &log) {
                    predecessor.fraction = fraction
                }
                if let node = fields["lag"], let name = waited?.name {
                    predecessor.lag = input(
                        node, id: "phases.\(phase).lag.\(name)", text: "time between \(name) and \(phase)", unit: unit,
                        in: 0...100_000)
                }
            }
            guard let waited else { continue }
            guard ids.contains(waited.name) else {
                log.error(
                    at: waited.mark, "there is no phase \(quoted(waited.name))", proposal(for: waited.name, among: ids))
                continue
            }
            if waited.name == phase {
                log.error(
                    at: waited.mark, "the phase \(quoted(phase)) waits for itself", "name another, or leave it out")
                continue
            }
            if found.contains(where: { $0.phase == waited.name }) {
                log.error(at: waited.mark, "\(quoted(waited.name)) is waited for twice", "expected it once")
                continue
            }
            predecessor.phase = waited.name
            found.append(predecessor)
        }
        return found
    }

    /// The phases, each after those that it waits for; those of a circle are noted.
    private mutating func ordered(_ phases: [Phase], _ marks: [Mark?]) -> [Phase] {
        var done: [Phase] = []
        var names: Set<String> = []
        var left = Array(phases.indices)
        while !left.isEmpty {
            let ready = left.filter { phases[$0].after.allSatisfy { names.contains($0.phase) } }
            guard !ready.isEmpty else {
                let circle = self.circle(phases, among: Set(left.map { phases[$0].id }))
                let mark = phases.firstIndex { $0.id == circle.first }.flatMap { marks[$0] }
                log.error(
                    at: mark,
                    "phases wait for each other in a circle: \((circle + circle.prefix(1)).joined(separator: " after "))",
                    "let one of them not wait")
                // They are still there for others to name; the mistake keeps the case from being used.
                return done + left.map { phases[$0] }
            }
            done += ready.map { phases[$0] }
            names.formUnion(ready.map { phases[$0].id })
            left.removeAll { ready.contains($0) }
        }
        return done
    }

    /// One circle among phases each of which waits for another of them.
    private func circle(_ phases: [Phase], among ids: Set<String>) -> [String] {
        var path: [String] = []
        var next = phases.first { ids.contains($0.id) }?.id
        while let id = next {
            if let start = path.firstIndex(of: id) { return Array(path[start...]) }
            path.append(id)
            next = phases.first { $0.id == id }?.after.first { ids.contains($0.phase) }?.phase
        }
        return path
    }

    private mutating func milestones(_ node: Node, phases: [String]) -> [Milestone] {
        entries(node, "'milestones'", keys: ["id", "text", "after"], of: "a milestone") { reader, fields, id in
            let text = fields.requiredText("text", of: "the milestone \(quoted(id))", log: &reader.log) ?? id
            let after = reader.known(fields, "after", "phase", among: phases)
            if fields["after"]?.sequence?.isEmpty ?? (fields["after"] == nil) {
                reader.log.error(
                    at: fields["after"]?.mark ?? fields.mark, "the milestone \(quoted(id)) waits for nothing",
                    "add 'after:' with a phase")
            }
            return after.isEmpty ? nil : Milestone(id: id, text: text, after: after)
        }
    }

    private mutating func supports(_ node: Node, phases: [String]) -> [SupportKind] {
        entries(node, "'supports'", keys: ["id", "text", "phases"], of: "a kind of support") { reader, fields, id in
            let text = fields.text("text", log: &reader.log) ?? id
            if fields["phases"]?.scalar?.string == "all", !phases.contains("all") {
                return SupportKind(id: id, text: text, phases: phases)
            }
            return SupportKind(id: id, text: text, phases: reader.known(fields, "phases", "phase", among: phases))
        }
    }

    /// Entries of a list with ids of their own.
    mutating func entries<Entry>(
        _ node: Node, _ what: String, keys: [String], of name: String,
        _ read: (inout ScenarioReader, YAMLFields, String) -> Entry?
    ) -> [Entry] {
        let nodes = list(node, what, atMost: Self.mostEntries, expected: "expected a list") ?? []
        var seen: Set<String> = []
        var found: [Entry] = []
        for node in nodes {
            guard let fields = YAMLFields(node, known: keys, of: name, log: &log), let id = identifier(fields, of: name)
            else {
                continue
            }
            guard seen.insert(id).inserted else {
                log.error(
                    at: fields["id"]?.mark, "\(quoted(id)) is there twice in \(what)",
                    "expected an id of its own for each")
                continue
            }
            if let entry = read(&self, fields, id) { found.append(entry) }
        }
        return found
    }
}
