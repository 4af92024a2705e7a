import Findings
import Inquiry
public import Scenarios
import Statistics

extension ScheduleSimulator {
    /// When the plant begins to run, draw by draw.
    ///
    /// The day is that on which the work begins, plus the time to the milestone that ``Scenarios/Plant/runsFrom`` names, on condition that the
    /// work is carried through. Where the begin is a span, each day of it is as likely as the others.
    ///
    /// - Parameter scenario: One of the model's; nil for the numbers as they are stated.
    /// - Returns: Nil where the schedule states no begin, or the case does not say at which milestone the plant runs.
    /// - Throws: ``ScenarioFlaw`` where that milestone does not exist, or as ``finding(_:detail:)`` does.
    public func productionStart(_ scenario: Scenario?) throws(ScenarioFlaw) -> Production.Start? {
        guard let name = model.plant?.runsFrom, let begins = network.begins else { return nil }
        guard let number = network.milestones.firstIndex(where: { $0.id == name }) else {
            throw ScenarioFlaw(
                "the plant runs from '\(name)', which is no milestone", "name one of the schedule's milestones")
        }
        let program = try program(scenario)
        let reached = draws(program, samples: samples).reached[number]
        guard let spread = Spread.of(reached) else { return nil }
        let inputs = outcome(network.milestones[number], scenario, program, number, spread).inputs
        let days = beginDays(program, first: Double(begins.firstDay), last: Double(begins.lastDay))
        let perUnit = program.daysPerUnit
        return Production.Start(
            milestone: name,
            days: Drawn(reached.indices.map { days[$0] + Double(reached[$0]) * perUnit }, inputs: inputs))
    }

    /// The day on which the work begins in each draw: what times of the schedule count from.
    private func beginDays(_ program: ScheduleProgram, first: Double, last: Double) -> [Double] {
        guard last > first else { return Array(repeating: first, count: samples) }
        let end = last + 1
        guard let window = program.begins else {
            // Without progress no time hangs on it, and it has no column among the scores.
            var stream = RandomStream.stream(
                seed: model.settings.seed, name: ScenarioNumbers.name(of: "observed.begins"))
            return (0..<samples).map { _ in first + (end - first) * stream.uniform() }
        }
        var block = ScheduleBlock(program)
        var days: [Double] = []
        days.reserveCapacity(samples)
        let lanes = ScheduleBlock.Lanes.scalarCount
        for number in 0..<((samples + ScheduleBlock.draws - 1) / ScheduleBlock.draws) {
            block.drawScores(of: window.column, seed: model.settings.seed, number: number)
            for place in 0..<min(ScheduleBlock.draws, samples - number * ScheduleBlock.draws) {
                let score = block.scores[window.column * ScheduleBlock.vectors + place / lanes][place % lanes]
                days.append(first + (end - first) * standardNormalCumulative(Double(score)))
            }
        }
        return days
    }
}
