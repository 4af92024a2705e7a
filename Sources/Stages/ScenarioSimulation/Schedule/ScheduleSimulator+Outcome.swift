import Findings
import Inquiry
import Scenarios

extension ScheduleSimulator {
    /// When a milestone is reached, with all that it was made from.
    func outcome(
        _ milestone: Milestone, _ scenario: Scenario?, _ program: ScheduleProgram, _ number: Int, _ spread: Spread
    ) -> Outcome {
        // Back from the milestone: every step that it waits for.
        var waits = Set(program.milestones[number].map(\.step))
        for step in program.steps.indices.reversed() where waits.contains(step) {
            waits.formUnion(program.steps[step].waits.map(\.step))
        }
        let before = Set(waits.map { program.steps[$0].phase })
        var inputs: [String] = program.common == nil ? [] : [network.correlation.id]
        for phase in network.phases where before.contains(phase.id) {
            inputs += [durationInput(of: phase), phase.probability?.id].compactMap(\.self)
            inputs += phase.after.compactMap(\.lag?.id)
        }
        var seen: Set<String> = []
        return Outcome(
            id: "schedule.\(milestone.id)", scenario: scenario?.id, text: milestone.text, unit: network.timeUnit,
            spread: spread,
            formula:
                "latest end of \(PhaseNetwork.list(milestone.after)); a phase begins when all that it waits for is over",
            inputs: inputs.filter { seen.insert($0).inserted }, remarks: remarks(program, before))
    }

    private func durationInput(of phase: Phase) -> String? {
        var phase = phase
        for _ in network.phases {
            guard case .same(let other) = phase.duration, let next = network.phases.first(where: { $0.id == other })
            else { break }
            phase = next
        }
        return phase.ownDuration?.id
    }

    private func remarks(_ program: ScheduleProgram, _ before: Set<String>) -> [String] {
        var remarks = ["holds on condition that the work is carried through"]
        if before.isEmpty { remarks.append("no phase is left that it waits for") }
        for step in program.steps where before.contains(step.phase) {
            guard let progress = step.progress, let began = progress.began, let notEnded = progress.notEnded,
                progress.ended == nil
            else { continue }
            let passed = (notEnded.first - began.last) / program.daysPerUnit
            let longest: Double
            switch program.durations[step.duration].number {
            case .constant(let value): longest = Double(value)
            case .drawn(let table, _): longest = Double(table.value(at: ScoreTable.reach))
            }
            if passed >= longest {
                remarks.append(
                    "'\(step.phase)' was seen to last longer than its longest stated duration; it is taken to end when it was last"
                        + " seen not to have ended")
            }
        }
        return remarks
    }
}
