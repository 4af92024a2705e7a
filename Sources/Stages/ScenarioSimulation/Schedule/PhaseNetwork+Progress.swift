import Inquiry
import Scenarios

extension PhaseNetwork {
    /// Observations that contradict each other or the order of the phases.
    ///
    /// A phase cannot have begun before the share of those it waits for that must have passed could have: of whole phases the earliest end
    /// that what was seen leaves open counts, of parts the earliest begin.
    var progressFlaws: [ScenarioFlaw] {
        guard !progress.isEmpty else { return [] }
        guard begins != nil else {
            return [
                ScenarioFlaw(
                    "the schedule states progress, but not when the work began", "state the day on which it begins")
            ]
        }
        let seen = Dictionary(progress.map { ($0.phase, $0) }) { first, _ in first }
        var found = progress.flatMap(Self.contradictions)
        guard found.isEmpty else { return found }
        // Day before which it cannot be, and the phase by which that is known.
        var earliestBegin: [String: (day: Int, by: String)] = [:]
        var earliestEnd: [String: (day: Int, by: String)] = [:]
        for place in order {
            let phase = phases[place]
            let known = seen[phase.id]
            var begin = (day: Int.min, by: phase.id)
            for day in [known?.began?.firstDay, known?.notBegunOn?.firstDay].compactMap({ $0 }) where day > begin.day {
                begin = (day, phase.id)
            }
            for wait in phase.after {
                let before = (wait.fraction < 1 ? earliestBegin : earliestEnd)[wait.phase]
                if let before, before.day > begin.day { begin = before }
            }
            var end = begin
            for day in [known?.ended?.firstDay, known?.notEndedOn?.firstDay].compactMap({ $0 }) where day > end.day {
                end = (day, phase.id)
            }
            earliestBegin[phase.id] = begin
            earliestEnd[phase.id] = end
            if let began = known?.began, began.lastDay < begin.day {
                found.append(Self.flaw(phase.id, "began", begin.by))
            } else if let ended = known?.ended, ended.lastDay < end.day {
                found.append(Self.flaw(phase.id, "ended", end.by))
            }
        }
        return found
    }

    private static func flaw(_ phase: String, _ what: String, _ other: String) -> ScenarioFlaw {
        ScenarioFlaw(
            "the phase '\(phase)' is said to have \(what == "began" ? "begun" : what) although '\(other)', which it waits"
                + " for, was not so far until later", "mend one of the two observations, or what '\(phase)' waits for")
    }

    private static func contradictions(_ seen: PhaseProgress) -> [ScenarioFlaw] {
        var found: [ScenarioFlaw] = []
        func later(_ first: CalendarSpan?, _ second: CalendarSpan?, _ problem: String) {
            guard let first, let second, second.lastDay < first.firstDay else { return }
            found.append(
                ScenarioFlaw("the phase '\(seen.phase)' \(problem)", "mend the days of its progress"))
        }
        later(seen.began, seen.ended, "ended before it began")
        later(seen.notBegunOn, seen.began, "was seen not to have begun after it began")
        later(seen.notBegunOn, seen.ended, "was seen not to have begun after it ended")
        later(seen.notEndedOn, seen.ended, "was seen not to have ended after it ended")
        return found
    }
}
