import Foundation

/// Joins traces whose ends look at each other: one track that something hides for a while.
struct LineJoiner {
    let configuration: LineTracer.Configuration

    private struct End {
        var trace: Int
        var isLast: Bool
        var place: SIMD2<Double>
        /// Out of the trace.
        var way: SIMD2<Double>
    }

    /// Traces, joined where one leads on to another; the order is that of the first of their parts.
    func joined(_ traces: [[LineTracer.Step]]) -> [[LineTracer.Step]] {
        var parts: [[LineTracer.Step]?] = traces
        while let (a, b) = nearest(parts) {
            guard let first = parts[a.trace], let second = parts[b.trace] else { break }
            let head = a.isLast ? first : first.reversed()
            let tail = b.isLast ? second.reversed() : second
            let way = b.place - a.place
            let length = (way * way).sum().squareRoot()
            let count = Int(length / configuration.step)
            let between = (0..<max(0, count - 1)).map { step in
                LineTracer.Step(place: a.place + way * (Double(step + 1) / Double(count)), score: nil)
            }
            parts[min(a.trace, b.trace)] = head + between + tail
            parts[max(a.trace, b.trace)] = nil
        }
        return parts.compactMap { $0 }
    }

    private func ends(_ parts: [[LineTracer.Step]?]) -> [End] {
        parts.enumerated().flatMap { index, part -> [End] in
            guard let part, part.count >= 4 else { return [] }
            let reach = min(part.count - 1, 10)
            func unit(_ vector: SIMD2<Double>) -> SIMD2<Double> {
                vector / max(1e-9, (vector * vector).sum().squareRoot())
            }
            return [
                End(
                    trace: index, isLast: false, place: part[0].place, way: unit(part[0].place - part[reach].place)),
                End(
                    trace: index, isLast: true, place: part[part.count - 1].place,
                    way: unit(part[part.count - 1].place - part[part.count - 1 - reach].place)),
            ]
        }
    }

    /// The two ends that are to be joined next: of all that fit, those nearest to each other.
    private func nearest(_ parts: [[LineTracer.Step]?]) -> (End, End)? {
        let ends = ends(parts)
        var best: (distance: Double, pair: (End, End))?
        for (index, a) in ends.enumerated() {
            for b in ends[(index + 1)...] where b.trace != a.trace {
                let off = b.place - a.place
                let distance = (off * off).sum().squareRoot()
                guard distance <= configuration.longestJoin, distance < best?.distance ?? .infinity,
                    fits(a, b, off: off, distance: distance)
                else { continue }
                best = (distance, (a, b))
            }
        }
        return best?.pair
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
