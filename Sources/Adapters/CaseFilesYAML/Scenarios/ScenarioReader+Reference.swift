import Foundation
import Inquiry
import Scenarios
import Yams

extension ScenarioReader {
    /// Reads what is known of the work's progress.
    mutating func progress(_ node: Node, phases: [String]) -> [PhaseProgress] {
        let nodes = list(node, "'progress'", atMost: Self.mostEntries, expected: "expected a list") ?? []
        let keys = ["phase", "began", "ended", "not_begun_on", "not_ended_on", "sources", "elicited_from", "note"]
        return nodes.compactMap { node in
            guard let fields = YAMLFields(node, known: keys, of: "an entry of 'progress'", log: &log),
                let phase = fields.requiredText("phase", of: "the entry of 'progress'", log: &log)
            else { return nil }
            guard phases.contains(phase) else {
                log.error(
                    at: fields["phase"]?.mark, "there is no phase \(quoted(phase))", proposal(for: phase, among: phases)
                )
                return nil
            }
            let progress = PhaseProgress(
                phase: phase, began: span(fields, "began"), ended: span(fields, "ended"),
                notBegunOn: span(fields, "not_begun_on"), notEndedOn: span(fields, "not_ended_on"), basis: basis(fields)
            )
            if let began = progress.began, let ended = progress.ended, ended.lastDay < began.firstDay {
                log.error(
                    at: fields["ended"]?.mark, "the phase \(quoted(phase)) ended before it began",
                    "exchange the two dates, or mend one")
                return nil
            }
            return progress
        }
    }

    /// Reads what became of comparable works.
    mutating func reference(_ node: Node) -> ReferenceClass? {
        guard let fields = YAMLFields(node, known: ["text", "members", "history"], of: "'reference'", log: &log) else {
            return nil
        }
        let text = fields.requiredText("text", of: "'reference'", log: &log) ?? ""
        guard let list = fields["members"] else {
            log.error(
                at: fields.mark, "'reference' has no 'members'",
                "add comparable works, such as '- {text: …, took: 20.4}'")
            return nil
        }
        var reference = ReferenceClass(text: text, members: [])
        let nodes = self.list(list, "'members'", atMost: Self.mostMembers, expected: "expected a list of works") ?? []
        for node in nodes {
            let keys = ["text", "took", "not_finished_after", "sources", "elicited_from", "note"]
            guard let fields = YAMLFields(node, known: keys, of: "a work of the reference class", log: &log) else {
                continue
            }
            let name = fields.requiredText("text", of: "the work", log: &log) ?? ""
            let took = fields.number("took", above: 0, unit: "a duration", log: &log)
            let lasted = fields.number("not_finished_after", above: 0, unit: "a duration", log: &log)
            guard let duration = took ?? lasted, took == nil || lasted == nil else {
                if fields["took"] == nil || fields["not_finished_after"] != nil {
                    log.error(
                        at: fields.mark,
                        "the work \(quoted(name)) has \(took == nil ? "no duration" : "two durations")",
                        "expected 'took: 20.4', or 'not_finished_after: 60'")
                }
                continue
            }
            places["reference.\(reference.members.count + 1)"] = (fields["took"] ?? fields["not_finished_after"])?.mark
            reference.members.append(
                ReferenceClass.Member(text: name, duration: duration, isFinished: took != nil, basis: basis(fields)))
        }
        if let node = fields["history"] { reference.history = history(node) }
        return reference
    }

    private mutating func history(_ node: Node) -> ReferenceClass.History? {
        let keys = ["attempts", "successes", "years", "sources", "elicited_from", "note"]
        guard let fields = YAMLFields(node, known: keys, of: "'history'", log: &log),
            let attempts = whole(fields, "attempts", in: 0...1_000_000),
            let years = fields.number("years", above: 0, unit: "years", log: &log)
        else {
            if node.mapping != nil {
                log.error(at: node.mark, "'history' is not complete", "expected 'attempts', 'successes' and 'years'")
            }
            return nil
        }
        let successes = whole(fields, "successes", in: 0...1_000_000) ?? 0
        guard successes <= attempts else {
            log.error(
                at: fields["successes"]?.mark, "\(successes) successes in \(attempts) attempts",
                "expected no more than were tried")
            return nil
        }
        return ReferenceClass.History(attempts: attempts, successes: successes, years: years, basis: basis(fields))
    }
}
