import Foundation

/// Lengths of arrival times for dwells on a grid of their logarithms: what all estimates of dwell are computed from.
///
/// Stays of the same record of being seen are one row with a weight. The grid runs from a hundredth of the shortest gap to fifty times
/// the watched period, at 448 places, and integrals are sums over it, of lengths averaged around each place; a stay's contribution
/// is right to about 1e-4 of itself.
struct DwellLikelihood {
    /// Lengths for one record of being seen, from a place of the grid on.
    struct Row {
        var sample: Int
        var weight: Double
        var first: Int
        var lengths: [Double]
    }

    /// Dwells, growing by a constant factor.
    let dwells: [Double]
    /// Natural logarithms of them.
    let logarithms: [Double]
    /// Distance between two logarithms.
    let step: Double
    /// One row for each distinct stay.
    var rows: [Row]
    /// Lengths of arrival times that some look catches: for each sample, for each dwell.
    let caught: [[Double]]
    /// Stays of each sample.
    var counts: [Double]
    /// Shortest gap between two looks.
    let shortestGap: Double
    /// Longest time from first to last look.
    let period: Double

    init(_ samples: [DwellSample]) {
        var gap = Double.infinity
        var period = 0.0
        for sample in samples {
            for (before, after) in zip(sample.looks, sample.looks.dropFirst()) { gap = min(gap, after - before) }
            period = max(period, (sample.looks.last ?? 0) - (sample.looks.first ?? 0))
        }
        let places = 448
        let low = log(gap / 100)
        let step = (log(period * 50) - low) / Double(places - 1)
        let logarithms = (0..<places).map { low + Double($0) * step }
        let dwells = logarithms.map { exp($0) }
        self.logarithms = logarithms
        self.dwells = dwells
        self.step = step
        shortestGap = gap
        self.period = period
        // Lengths have kinks, so that each is the mean of three within its cell.
        let around = [exp(-step / 3), 1, exp(step / 3)]
        func mean(_ length: (Double) -> Double) -> [Double] {
            dwells.map { dwell in around.reduce(0) { $0 + length(dwell * $1) } / 3 }
        }
        caught = samples.map { sample in mean { sample.caughtArrivals(dwell: $0) } }
        counts = samples.map { Double($0.stays.count) }
        rows = []
        for (index, sample) in samples.enumerated() {
            var weights: [SIMD2<Int>: Double] = [:]
            for stay in sample.stays { weights[SIMD2(stay.firstSeen, stay.lastSeen), default: 0] += 1 }
            for (ends, weight) in weights.sorted(by: { ($0.key.x, $0.key.y) < ($1.key.x, $1.key.y) }) {
                let stay = SeenStay(firstSeen: ends.x, lastSeen: ends.y)
                let lengths = mean { sample.arrivals(of: stay, dwell: $0) }
                let first = lengths.firstIndex { $0 > 0 } ?? 0
                let last = lengths.lastIndex { $0 > 0 } ?? first
                rows.append(Row(sample: index, weight: weight, first: first, lengths: Array(lengths[first...last])))
            }
        }
    }

    /// Logarithm of the likelihood of all stays, given that each was seen.
    ///
    /// - Parameters:
    ///   - family: The family.
    ///   - logScale: Natural logarithm of the scale.
    ///   - logShape: Natural logarithm of the shape.
    /// - Returns: Minus infinity for shapes that are not searched and scales off the grid.
    func logLikelihood(_ family: DwellFamily, logScale: Double, logShape: Double) -> Double {
        let shape = exp(logShape)
        guard family.shapes.contains(shape), logScale > logarithms[0] - 40, logScale < logarithms[dwells.count - 1] + 40
        else { return -.infinity }
        var masses = logarithms.map { family.logDensity(ofLogarithm: $0 - logScale, shape: shape) }
        // A common factor changes nothing, and keeps scales beyond the grid from underflowing.
        let top = masses.max() ?? 0
        for index in masses.indices { masses[index] = exp(masses[index] - top) }
        return logLikelihood(masses)
    }

    /// Logarithm of the likelihood for masses at the dwells of the grid, which need not add up to one.
    func logLikelihood(_ masses: [Double]) -> Double {
        var sum = 0.0
        for row in rows { sum += row.weight * log(max(1e-300, product(row, masses))) }
        for (count, lengths) in zip(counts, caught) where count > 0 {
            var whole = 0.0
            for index in masses.indices { whole += masses[index] * lengths[index] }
            sum -= count * log(max(1e-300, whole))
        }
        return sum
    }

    /// Integral of a row's lengths over masses.
    func product(_ row: Row, _ masses: [Double]) -> Double {
        var sum = 0.0
        for index in row.lengths.indices { sum += row.lengths[index] * masses[row.first + index] }
        return sum
    }
}
