import Inquiry
import Scenarios
import Statistics

extension ScheduleProgram {
    mutating func readDurations(_ network: PhaseNetwork, _ numbers: ScenarioNumbers) throws(ScenarioFlaw) {
        for phase in network.phases {
            guard let own = phase.ownDuration else { continue }
            let number = try number(
                own, numbers, 0...PhaseNetwork.longestTime, PhaseNetwork.expectedTime,
                kind: .duration(phase: phase.id))
            durations.append(
                Duration(phase: phase.id, number: number, isCorrelated: phase.isCorrelated && common != nil))
        }
    }

    /// Phases in their order, with waits for what is left out replaced by what that waits for.
    mutating func readSteps(
        _ network: PhaseNetwork, _ numbers: ScenarioNumbers, without: Set<String>
    ) throws(ScenarioFlaw) {
        let byId = Dictionary(network.phases.map { ($0.id, $0) }) { first, _ in first }
        let kinds = Dictionary(durations.enumerated().map { ($1.phase, $0) }) { first, _ in first }
        let seen = Dictionary(network.progress.map { ($0.phase, $0) }) { first, _ in first }
        var places: [String: Int] = [:]
        var instead: [String: [Wait]] = [:]
        func resolved(_ phase: String, _ wait: Wait?) -> [Wait] {
            if let wait { return [wait] }
            return instead[phase] ?? []
        }
        for place in network.order {
            let phase = network.phases[place]
            var waits: [Wait] = []
            for after in phase.after {
                var lag: Int?
                if let input = after.lag, instead[after.phase] == nil {
                    lags.append(
                        try number(input, numbers, 0...PhaseNetwork.longestTime, PhaseNetwork.expectedTime))
                    lag = lags.count - 1
                }
                let own = places[after.phase].map { Wait(step: $0, fraction: Float(after.fraction), lag: lag) }
                for wait in resolved(after.phase, own) where !waits.contains(where: { Self.same($0, wait) }) {
                    waits.append(wait)
                }
            }
            if without.contains(phase.id) {
                instead[phase.id] = waits
                continue
            }
            guard let kind = Self.kind(of: phase, byId, kinds) else { continue }
            var step = Step(phase: phase.id, text: phase.text, waits: waits, duration: kind)
            if let probability = phase.probability {
                let limit = try number(probability, numbers, 0...1, PhaseNetwork.expectedShare) {
                    min(40, max(-40, standardNormalQuantile($0)))
                }
                step.need = (
                    limit, column("need." + phase.id, .need(phase: phase.id), "whether '\(phase.id)' is needed")
                )
            }
            if let known = seen[phase.id] { step.progress = progress(known) }
            places[phase.id] = steps.count
            steps.append(step)
        }
        milestones = network.milestones.map { milestone in
            milestone.after.flatMap { id in resolved(id, places[id].map { Wait(step: $0, fraction: 1, lag: nil) }) }
        }
        bindToFollowers()
    }

    private static func same(_ first: Wait, _ second: Wait) -> Bool {
        first.step == second.step && first.fraction == second.fraction && first.lag == second.lag
    }

    private static func kind(of phase: Phase, _ byId: [String: Phase], _ kinds: [String: Int]) -> Int? {
        var phase = phase
        for _ in 0...byId.count {
            guard case .same(let other) = phase.duration, let next = byId[other] else { break }
            phase = next
        }
        return kinds[phase.id]
    }

    private mutating func progress(_ seen: PhaseProgress) -> Progress {
        func window(_ span: CalendarSpan?, _ what: String) -> Window? {
            span.map {
                self.window(
                    $0.firstDay, $0.lastDay, "\(seen.phase).\(what)", "the day on which '\(seen.phase)' \(what)")
            }
        }
        return Progress(
            began: window(seen.began, "began"), ended: window(seen.ended, "ended"),
            notBegun: window(seen.notBegunOn, "had not begun"), notEnded: window(seen.notEndedOn, "had not ended"))
    }

    /// A phase seen to have begun tells that what it waits for has ended.
    private mutating func bindToFollowers() {
        guard begins != nil else { return }
        for step in steps.indices.reversed() {
            var later = Set(steps[step].endsBefore)
            if steps[step].progress?.isKnownToBeNeeded == true { later = [step] }
            for wait in steps[step].waits where wait.fraction == 1 {
                steps[wait.step].endsBefore = Set(steps[wait.step].endsBefore).union(later).sorted()
            }
        }
    }
}
