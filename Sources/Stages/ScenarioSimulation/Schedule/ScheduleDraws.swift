import Dispatch
import Findings
import Statistics
import Synchronization

/// Draws of a schedule: when each milestone was reached, draw by draw, and how often each step was critical.
struct ScheduleDraws: Sendable {
    /// By milestone, all draws in their order.
    var reached: [[Float]]
    /// By milestone, then by step of the program; empty where it was not asked for.
    var critical: [[Int]]
    /// By step of the program, its begins and its ends in the first draws, without those in which it is not needed; empty where it was not
    /// asked for.
    var begins: [[Float]] = []
    var ends: [[Float]] = []

    /// Blocks that one piece of work makes.
    private static let together = 16

    /// Draws.
    ///
    /// - Parameters:
    ///   - program: What is drawn.
    ///   - samples: How often.
    ///   - seed: Seed of the streams.
    ///   - held: Normal scores of durations, and of columns, that are the same in all draws.
    ///   - countsCritical: Whether critical steps are counted.
    ///   - timed: Of how many draws, the first, begins and ends of steps are kept.
    ///   - isParallel: Whether all processors are used; the result is the same.
    init(
        _ program: ScheduleProgram, samples: Int, seed: UInt64, held: Held = Held(), countsCritical: Bool = false,
        timed: Int = 0, isParallel: Bool = true
    ) {
        let size = ScheduleBlock.draws
        let blocks = (samples + size - 1) / size
        let pieces = (blocks + Self.together - 1) / Self.together
        let made = Mutex<[ScheduleDraws?]>(Array(repeating: nil, count: pieces))
        let work = { @Sendable (piece: Int) in
            var block = ScheduleBlock(program)
            block.held = held.durations
            var draws = ScheduleDraws(
                reached: Array(repeating: [], count: program.milestones.count),
                critical: Array(
                    repeating: Array(repeating: 0, count: program.steps.count),
                    count: countsCritical ? program.milestones.count : 0))
            if timed > piece * Self.together * size {
                draws.begins = Array(repeating: [], count: program.steps.count)
                draws.ends = draws.begins
            }
            for milestone in draws.reached.indices { draws.reached[milestone].reserveCapacity(Self.together * size) }
            for number in (piece * Self.together)..<min(blocks, (piece + 1) * Self.together) {
                block.drawScores(seed: seed, number: number)
                for (column, score) in held.columns { block.hold(column, score) }
                block.run()
                draws.add(block, count: min(size, samples - number * size))
                draws.addTimes(of: block, count: min(size, timed - number * size))
            }
            made.withLock { $0[piece] = draws }
        }
        if isParallel {
            DispatchQueue.concurrentPerform(iterations: pieces, execute: work)
        } else {
            for piece in 0..<pieces { work(piece) }
        }
        let all = made.withLock { $0.compactMap(\.self) }
        reached = program.milestones.indices.map { milestone in
            var column: [Float] = []
            column.reserveCapacity(samples)
            for piece in all { column += piece.reached[milestone] }
            return column
        }
        critical = (0..<(countsCritical ? program.milestones.count : 0)).map { milestone in
            program.steps.indices.map { step in all.reduce(0) { $0 + $1.critical[milestone][step] } }
        }
        if timed > 0 {
            let kept = all.filter { !$0.begins.isEmpty }
            begins = program.steps.indices.map { step in kept.flatMap { $0.begins[step] } }
            ends = program.steps.indices.map { step in kept.flatMap { $0.ends[step] } }
        }
    }

    private init(reached: [[Float]], critical: [[Int]]) {
        self.reached = reached
        self.critical = critical
    }

    /// What is the same in all draws, by number.
    struct Held: Sendable {
        var durations: [Int: Float] = [:]
        var columns: [(Int, Float)] = []
    }

    /// Keeps when the steps of a block's first draws begin and end.
    private mutating func addTimes(of block: ScheduleBlock, count: Int) {
        guard count > 0 else { return }
        let lanes = ScheduleBlock.Lanes.scalarCount
        for step in begins.indices {
            let isAlways = block.program.steps[step].need == nil
            for vector in 0..<((count + lanes - 1) / lanes) {
                let place = step * ScheduleBlock.vectors + vector
                let (first, lasts) = (block.begins[place], block.lasts[place])
                let last = first + lasts
                for lane in 0..<min(lanes, count - vector * lanes) where isAlways || lasts[lane] > 0 {
                    begins[step].append(first[lane])
                    ends[step].append(last[lane])
                }
            }
        }
    }

    private mutating func add(_ block: ScheduleBlock, count: Int) {
        let lanes = ScheduleBlock.Lanes.scalarCount
        for milestone in reached.indices {
            let first = milestone * ScheduleBlock.vectors
            for vector in 0..<((count + lanes - 1) / lanes) {
                let values = block.reached[first + vector]
                for lane in 0..<min(lanes, count - vector * lanes) { reached[milestone].append(values[lane]) }
            }
        }
        for milestone in critical.indices {
            for (step, number) in block.critical(to: milestone, draws: count).enumerated() {
                critical[milestone][step] += number
            }
        }
    }
}

extension ScheduleBlock {
    /// Puts one score in place of all of a column.
    mutating func hold(_ column: Int, _ score: Float) {
        for vector in 0..<Self.vectors { scores[column * Self.vectors + vector] = Lanes(repeating: score) }
    }
}
