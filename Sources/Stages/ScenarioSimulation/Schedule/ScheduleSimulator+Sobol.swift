import Dispatch
public import Findings
public import Scenarios
import Statistics
import Synchronization

extension ScheduleSimulator {
    /// Pairs of draws from which Sobol indices are estimated: an error of about 0.004 is left. Networks of more than some 50 phases get fewer,
    /// 4096 or more, which leave 0.015.
    public static let samplesForSobol = 65_536
    /// Phases that are drawn at most in a block, over all blocks and inputs.
    private static let phasesForSobol = 200_000

    /// By milestone, the shares of its variance that come from each input, the greatest total first.
    ///
    /// - Parameter scenario: One of the model's; nil for the numbers as they are stated.
    /// - Returns: A list for each milestone.
    /// - Throws: ``ScenarioFlaw`` as for ``finding(_:detail:)``.
    public func sensitivities(_ scenario: Scenario?) throws(ScenarioFlaw) -> [[Sensitivity]] {
        shares(try program(scenario))
    }

    /// By milestone, the shares of its variance that come from each input, the greatest total first.
    ///
    /// Inputs are the normal scores, which are independent of each other: what all durations have in common is one of its own beside what is
    /// each duration's own.
    func shares(_ program: ScheduleProgram) -> [[Sensitivity]] {
        let milestones = program.milestones.count
        let most = Self.phasesForSobol / max(1, program.columns.count * program.steps.count)
        let blocks = min(Self.samplesForSobol / ScheduleBlock.draws, max(4, most))
        let pair = Pair(seed: model.settings.seed, other: model.settings.seed ^ 0x5B0C_5B0C_5B0C_5B0C)
        // A number near the mean, so that products of results lose no digits.
        var start = ScheduleBlock(program)
        start.drawScores(seed: pair.seed, number: 0)
        start.run()
        let centres = (0..<milestones).map { milestone in
            start.results(of: milestone).reduce(0, +) / Double(ScheduleBlock.draws)
        }
        let made = Mutex<[[SobolSums]]>(Array(repeating: [], count: blocks))
        let work = { @Sendable (number: Int) in
            let sums = pair.sums(program, number, centres)
            made.withLock { $0[number] = sums }
        }
        if isParallel {
            DispatchQueue.concurrentPerform(iterations: blocks, execute: work)
        } else {
            for number in 0..<blocks { work(number) }
        }
        let all = made.withLock { $0 }
        return (0..<milestones).map { milestone in
            var sums = SobolSums(inputs: program.columns.count, centre: centres[milestone])
            for block in all { sums.add(block[milestone]) }
            let indices = sums.indices
            return program.columns.indices.map { column in
                let known = program.columns[column]
                var input = known.name
                if case .duration(let phase) = known.kind { input = phase }
                return Sensitivity(
                    input: input, text: known.text, first: indices.first[column], total: indices.total[column])
            }.enumerated().sorted { ($1.element.total, $0.offset) < ($0.element.total, $1.offset) }.map(\.element)
        }
    }

    /// Seeds of two sets of draws.
    private struct Pair: Sendable {
        let seed: UInt64
        let other: UInt64

        /// Sums of one block, by milestone.
        func sums(_ program: ScheduleProgram, _ number: Int, _ centres: [Double]) -> [SobolSums] {
            var block = ScheduleBlock(program)
            var second = block
            second.drawScores(seed: other, number: number)
            second.run()
            block.drawScores(seed: seed, number: number)
            block.run()
            let milestones = centres.indices
            let (a, b) = (milestones.map(block.results), milestones.map(second.results))
            var sums = milestones.map { SobolSums(inputs: program.columns.count, centre: centres[$0]) }
            for milestone in milestones { sums[milestone].add(first: a[milestone], second: b[milestone]) }
            for column in program.columns.indices {
                let row = (column * ScheduleBlock.vectors)..<((column + 1) * ScheduleBlock.vectors)
                let kept = Array(block.scores[row])
                block.scores.replaceSubrange(row, with: second.scores[row])
                block.run()
                block.scores.replaceSubrange(row, with: kept)
                for milestone in milestones {
                    sums[milestone].add(
                        input: column, first: a[milestone], second: b[milestone],
                        mixed: block.results(of: milestone))
                }
            }
            return sums
        }
    }
}

extension ScheduleBlock {
    /// When a milestone was reached in each of the block's draws.
    func results(of milestone: Int) -> [Double] {
        (0..<Self.draws).map { draw in
            Double(reached[milestone * Self.vectors + draw / Lanes.scalarCount][draw % Lanes.scalarCount])
        }
    }
}
