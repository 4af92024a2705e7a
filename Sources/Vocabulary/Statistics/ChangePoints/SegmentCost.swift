import Foundation

/// What one value for a whole segment costs, as a function of that value, so that candidates can be compared for all
/// values at once.
///
/// A candidate is a place where the last segment may begin. Its cost up to a later place is what went before and the
/// cost of the segment as a function of its value; two candidates differ by the earlier one's cost over the stretch
/// between them, which is convex, so that the earlier is the better within one interval of values.
protocol SegmentCost {
    /// Values that any segment's best value lies within.
    var domain: ClosedRange<Double> { get }

    /// Least cost of the segment of the half-open range.
    func cost(_ start: Int, _ end: Int) -> Double

    /// The values for which the stretch costs at most `most`; not-a-number where there is none.
    func values(_ start: Int, _ end: Int, costingAtMost most: Double) -> (low: Double, high: Double)
}

/// Squared deviations from a mean.
struct LeastSquaresCost: SegmentCost {
    let domain: ClosedRange<Double>
    // Sums of the values before each place, and of their squares.
    private let sums: [SIMD2<Double>]

    /// Sums up values less a middle and in a unit.
    init(_ values: [Double], middle: Double, unit: Double) {
        var sums = [SIMD2<Double>](repeating: SIMD2(0, 0), count: values.count + 1)
        var sum = SIMD2<Double>(0, 0)
        let first = ((values.first ?? 0) - middle) / unit
        var (low, high) = (first, first)
        for index in values.indices {
            let value = (values[index] - middle) / unit
            sum += SIMD2(value, value * value)
            sums[index + 1] = sum
            low = min(low, value)
            high = max(high, value)
        }
        self.sums = sums
        domain = low...high
    }

    @inline(__always) func cost(_ start: Int, _ end: Int) -> Double {
        let sum = sums[end] - sums[start]
        return sum.y - sum.x * sum.x / Double(end - start)
    }

    @inline(__always)
    func values(_ start: Int, _ end: Int, costingAtMost most: Double) -> (low: Double, high: Double) {
        let sum = sums[end] - sums[start]
        let inverse = 1 / Double(end - start)
        let mean = sum.x * inverse
        let spare = (most - (sum.y - sum.x * mean)) * inverse
        // The root of a negative number is not-a-number.
        let half = spare.squareRoot()
        return (mean - half, mean + half)
    }
}

/// The negative logarithm of the Poisson probabilities of counts, as a function of the logarithm of the
/// rate, without what no rate changes.
struct PoissonCost: SegmentCost {
    let domain: ClosedRange<Double>
    // Counts before each place, and exposures.
    private let sums: [SIMD2<Double>]

    init(_ observations: [CountObservation?]) {
        var sums = [SIMD2<Double>(0, 0)]
        sums.reserveCapacity(observations.count + 1)
        var sum = SIMD2<Double>(0, 0)
        var highest = 0.0
        for observation in observations {
            if let observation, observation.exposure > 0 {
                sum += SIMD2(Double(observation.count), observation.exposure)
                highest = max(highest, Double(observation.count) / observation.exposure)
            }
            sums.append(sum)
        }
        self.sums = sums
        domain = -.infinity...(highest > 0 ? log(highest) + 1e-9 : 0)
    }

    @inline(__always) func cost(_ start: Int, _ end: Int) -> Double {
        let sum = sums[end] - sums[start]
        return sum.x > 0 ? sum.x - sum.x * log(sum.x / sum.y) : 0
    }

    func values(_ start: Int, _ end: Int, costingAtMost most: Double) -> (low: Double, high: Double) {
        let sum = sums[end] - sums[start]
        let (count, exposure) = (sum.x, sum.y)
        guard count > 0 else {
            // The cost is exposure · rate.
            guard most >= 0 else { return (.nan, .nan) }
            return (-.infinity, exposure > 0 ? log(most / exposure) : .infinity)
        }
        let best = log(count / exposure)
        let spare = most - (count - count * best)
        guard spare >= 0 else { return (.nan, .nan) }
        // exposure · e^θ − count · θ is convex. On the left it grows more slowly than its parabola at the minimum, on the right
        // faster; Newton's steps then come from outside, after at most one that goes too far.
        let half = (2 * spare / count).squareRoot()
        return (root(from: best - half, count, best, spare), root(from: best + half, count, best, spare))
    }

    /// Where count · (e^(θ − best) − 1 − (θ − best)) = spare, near a start on the same side.
    private func root(from start: Double, _ count: Double, _ best: Double, _ spare: Double) -> Double {
        let wanted = spare / count
        var offset = start - best
        for _ in 0..<60 {
            let slope = expm1(offset)
            guard slope != 0 else { break }
            let step = (slope - offset - wanted) / slope
            offset -= step
            if abs(step) <= 1e-14 * max(1, abs(offset)) { break }
        }
        return best + offset
    }
}
