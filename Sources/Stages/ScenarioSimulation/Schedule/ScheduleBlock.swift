import Statistics

/// A thousand draws of a schedule at once, as rows of 16 numbers for the processor's vector instructions.
struct ScheduleBlock {
    typealias Lanes = SIMD16<Float>
    typealias Mask = SIMDMask<SIMD16<Int32>>
    /// Vectors in a row.
    static let vectors = 64
    /// Draws in a block.
    static let draws = vectors * Lanes.scalarCount

    let program: ScheduleProgram
    /// Normal scores, a row to each of the program's columns.
    var scores: [Lanes]
    /// Normal scores of durations that are held fast, by number.
    var held: [Int: Float] = [:]
    /// Durations as they are drawn, a row to each.
    private(set) var drawn: [Lanes]
    /// Begins and durations, a row to each step.
    var begins: [Lanes]
    var lasts: [Lanes]
    /// What each milestone was reached at.
    private(set) var reached: [Lanes]
    private var lags: [Lanes]

    init(_ program: ScheduleProgram) {
        self.program = program
        func rows(_ count: Int) -> [Lanes] { Array(repeating: .zero, count: count * Self.vectors) }
        scores = rows(program.columns.count)
        drawn = rows(program.durations.count)
        begins = rows(program.steps.count)
        lasts = rows(program.steps.count)
        reached = rows(program.milestones.count)
        lags = rows(program.lags.count)
    }

    /// Draws all scores anew.
    ///
    /// - Parameters:
    ///   - seed: Seed of the streams.
    ///   - number: Which block it is; each column's stream hangs on the seed, this and the column's name only.
    mutating func drawScores(seed: UInt64, number: Int) {
        for column in program.columns.indices {
            drawScores(of: column, seed: seed, number: number)
        }
    }

    mutating func drawScores(of column: Int, seed: UInt64, number: Int) {
        let name = ScenarioNumbers.name(of: program.columns[column].name)
        var stream = RandomStream.stream(seed: seed, name: name &+ UInt64(number) &* 0x9E6C_63D0_876A_46AD)
        let table = NormalScores.shared
        for place in (column * Self.vectors)..<((column + 1) * Self.vectors) {
            let (a, b, c, d) = (stream.next(), stream.next(), stream.next(), stream.next())
            let (e, f, g, h) = (stream.next(), stream.next(), stream.next(), stream.next())
            let lanes = Lanes(
                table.low(a), table.high(a), table.low(b), table.high(b), table.low(c), table.high(c), table.low(d),
                table.high(d), table.low(e), table.high(e), table.low(f), table.high(f), table.low(g), table.high(g),
                table.low(h), table.high(h))
            scores[place] = lanes
        }
    }

    /// Works all rows out from the scores.
    mutating func run() {
        for duration in program.durations.indices { draw(duration) }
        for lag in program.lags.indices {
            for vector in 0..<Self.vectors { lags[lag * Self.vectors + vector] = value(of: program.lags[lag], vector) }
        }
        for step in program.steps.indices {
            let waits = program.steps[step].waits
            for vector in 0..<Self.vectors { begins[step * Self.vectors + vector] = latest(of: waits, vector) }
            last(step)
            if program.hasProgress { observe(step) }
        }
        for milestone in program.milestones.indices {
            let waits = program.milestones[milestone]
            for vector in 0..<Self.vectors { reached[milestone * Self.vectors + vector] = latest(of: waits, vector) }
        }
    }

    private mutating func draw(_ duration: Int) {
        guard case .drawn(let table, let column) = program.durations[duration].number else {
            for vector in 0..<Self.vectors {
                drawn[duration * Self.vectors + vector] = value(of: program.durations[duration].number, vector)
            }
            return
        }
        let first = duration * Self.vectors
        // The usual case without anything that is decided anew for each vector.
        if held[duration] == nil, program.durations[duration].isCorrelated, let common = program.common,
            case .constant(let correlation) = common.correlation
        {
            let (shared, own) = (common.column * Self.vectors, column * Self.vectors)
            let (sharedPart, ownPart) = (correlation.squareRoot(), (1 - correlation).squareRoot())
            for vector in 0..<Self.vectors {
                drawn[first + vector] = table.values(
                    at: scores[shared + vector] * sharedPart + scores[own + vector] * ownPart)
            }
            return
        }
        for vector in 0..<Self.vectors {
            let score = self.score(of: duration, column, vector)
            drawn[first + vector] = table.values(at: score)
        }
    }

    /// Scores of a duration with what it has in common with the others.
    @inline(__always)
    func score(of duration: Int, _ column: Int, _ vector: Int) -> Lanes {
        if let score = held[duration] { return Lanes(repeating: score) }
        let own = scores[column * Self.vectors + vector]
        guard program.durations[duration].isCorrelated, let common = program.common else { return own }
        let shared = scores[common.column * Self.vectors + vector]
        switch common.correlation {
        case .constant(let value): return shared * value.squareRoot() + own * (1 - value).squareRoot()
        case .drawn(let table, let column):
            var correlation = scores[column * Self.vectors + vector]
            for lane in 0..<16 { correlation[lane] = min(1, max(0, table.value(at: correlation[lane]))) }
            return shared * correlation.squareRoot() + own * (1 - correlation).squareRoot()
        }
    }

    @inline(__always)
    private func value(of number: ScheduleProgram.Number, _ vector: Int) -> Lanes {
        switch number {
        case .constant(let value): return Lanes(repeating: value)
        case .drawn(let table, let column):
            let score = scores[column * Self.vectors + vector]
            return table.values(at: score)
        }
    }

    /// When the last of several waits is over.
    @inline(__always)
    private func latest(of waits: [ScheduleProgram.Wait], _ vector: Int) -> Lanes {
        var latest = Lanes.zero
        for wait in waits {
            let free = free(after: wait, vector)
            latest.replace(with: free, where: free .> latest)
        }
        return latest
    }

    /// When a wait is over.
    @inline(__always)
    func free(after wait: ScheduleProgram.Wait, _ vector: Int) -> Lanes {
        let place = wait.step * Self.vectors + vector
        let free = begins[place] + lasts[place] * wait.fraction
        guard let lag = wait.lag else { return free }
        return free + lags[lag * Self.vectors + vector]
    }

    private mutating func last(_ step: Int) {
        let (first, from) = (step * Self.vectors, program.steps[step].duration * Self.vectors)
        guard let need = program.steps[step].need, program.steps[step].progress?.isKnownToBeNeeded != true else {
            for vector in 0..<Self.vectors { lasts[first + vector] = drawn[from + vector] }
            return
        }
        for vector in 0..<Self.vectors {
            let isNeeded = scores[need.column * Self.vectors + vector] .< value(of: need.limit, vector)
            lasts[first + vector] = Lanes.zero.replacing(with: drawn[from + vector], where: isNeeded)
        }
    }
}
