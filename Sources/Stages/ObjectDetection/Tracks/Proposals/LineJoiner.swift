import Foundation

/// Joins traces whose ends look at each other: one track that something hides for a while.
struct LineJoiner {
    let configuration: LineTracer.Configuration

    /// One end of a trace; ends are numbered 2 t for the first and 2 t + 1 for the last of trace t.
    private struct End {
        var place: SIMD2<Double>
        /// Out of the trace.
        var way: SIMD2<Double>
    }

    /// Traces, joined where one leads on to another, the nearest ends first; the order is that of the first of their parts.
    func joined(_ traces: [[LineTracer.Step]]) -> [[LineTracer.Step]] {
        let ends = traces.map(ends).joined().map { $0 }
        var links = [Int?](repeating: nil, count: ends.count)
        // The chain that a trace belongs to, so that no line bites its own tail.
        var chains = Array(traces.indices)
        func chain(_ trace: Int) -> Int {
            var root = trace
            while chains[root] != root { root = chains[root] }
            chains[trace] = root
            return root
        }
        for pair in pairs(ends) where links[pair.a] == nil && links[pair.b] == nil {
            let (first, second) = (chain(pair.a / 2), chain(pair.b / 2))
            guard first != second else { continue }
            chains[max(first, second)] = min(first, second)
            links[pair.a] = pair.b
            links[pair.b] = pair.a
        }
        var isDone = [Bool](repeating: false, count: traces.count)
        return traces.indices.compactMap { trace in
            guard !isDone[trace] else { return nil }
            // From a free end of the chain to the other one.
            var end = 2 * trace
            while let link = links[end] { end = link ^ 1 }
            var line: [LineTracer.Step] = []
            while true {
                isDone[end / 2] = true
                let part = traces[end / 2]
                line += end.isMultiple(of: 2) ? part : part.reversed()
                guard let next = links[end ^ 1] else { return line }
                line += between(ends[end ^ 1].place, ends[next].place)
                end = next
            }
        }
    }

    /// Steps that nobody saw, from one end to the other.
    private func between(_ from: SIMD2<Double>, _ to: SIMD2<Double>) -> [LineTracer.Step] {
        let way = to - from
        let count = Int((way * way).sum().squareRoot() / configuration.step)
        return (0..<max(0, count - 1)).map { step in
            LineTracer.Step(place: from + way * (Double(step + 1) / Double(count)), score: nil)
        }
    }

    private func ends(_ trace: [LineTracer.Step]) -> [End] {
        let reach = min(trace.count - 1, 10)
        func unit(_ vector: SIMD2<Double>) -> SIMD2<Double> {
            vector / max(1e-9, (vector * vector).sum().squareRoot())
        }
        let (first, last) = (trace[0].place, trace[trace.count - 1].place)
        return [
            End(place: first, way: unit(first - trace[reach].place)),
            End(place: last, way: unit(last - trace[trace.count - 1 - reach].place)),
        ]
    }

    /// Ends that fit each other, the nearest first.
    private func pairs(_ ends: [End]) -> [(distance: Double, a: Int, b: Int)] {
        let index = LineCellIndex(
            ends.map { LineCell(place: $0.place, angle: 0, score: 1) }, side: configuration.longestJoin)
        var pairs: [(distance: Double, a: Int, b: Int)] = []
        for (a, end) in ends.enumerated() {
            for b in index.near(end.place, within: configuration.longestJoin) where b > a && b / 2 != a / 2 {
                let off = ends[b].place - end.place
                let distance = (off * off).sum().squareRoot()
                guard distance <= configuration.longestJoin, fits(end, ends[b], off: off, distance: distance) else {
                    continue
                }
                pairs.append((distance, a, b))
            }
        }
        return pairs.sorted { ($0.distance, $0.a, $0.b) < ($1.distance, $1.a, $1.b) }
    }

    private func fits(_ a: End, _ b: End, off: SIMD2<Double>, distance: Double) -> Bool {
        let facing = -(a.way * b.way).sum()
        guard facing > cos(0.14) else { return false }
        // Ends that have run past each other by a step or two still belong together.
        let (ahead, back) = ((off * a.way).sum(), -(off * b.way).sum())
        guard ahead > -2 * configuration.step, back > -2 * configuration.step else { return false }
        let (left, right) = (abs(off.y * a.way.x - off.x * a.way.y), abs(off.y * b.way.x - off.x * b.way.y))
        return max(left, right) <= 0.8 + 0.03 * distance
    }
}

/// Smooths a line of equal steps by the value of a parabola fitted around each of its places (Savitzky & Golay, 1964).
struct LineSmoothing {
    /// Places on each side that take part.
    let halfWidth: Int

    func smoothed(_ line: [SIMD2<Double>]) -> [SIMD2<Double>] {
        line.indices.map { index in
            let half = min(halfWidth, index, line.count - 1 - index)
            guard half >= 2 else { return line[index] }
            // The value at the middle of a parabola through 2 h + 1 places of step 1: weights (a − b k²), from their sums of
            // squares and fourth powers.
            let count = Double(2 * half + 1)
            let squares = Double(half * (half + 1) * (2 * half + 1)) / 3
            let fourth = squares * Double(3 * half * half + 3 * half - 1) / 5
            let divisor = count * fourth - squares * squares
            var sum = SIMD2<Double>.zero
            for offset in -half...half {
                sum += line[index + offset] * ((fourth - squares * Double(offset * offset)) / divisor)
            }
            return sum
        }
    }
}
