import Foundation

/// How far the mean of many pixels' probabilities may err by what each pixel leaves open.
///
/// Errors of neighbours go together. How far is not to be seen in one scene, so it is taken to be as far as the snow itself goes
/// together: the lag at which the correlation of cells has fallen to one half.
struct ShareVariance {
    /// Variance of the share.
    let value: Double
    /// Metres within which errors are taken to be the same.
    let reach: Double

    init(_ tally: SnowTally) {
        let judged = tally.cells.reduce(0.0) { $0 + Double($1.judged) }
        let open = tally.cells.reduce(0.0) { $0 + Double($1.variance) }
        let lag = Self.lag(tally)
        let full = Double(tally.pixelsPerCell * tally.pixelsPerCell)
        // A square of that half-width errs as one; no more than all there is.
        let together = min(max(1, judged), full * max(1, (2 * lag) * (2 * lag)))
        value = judged > 0 ? open / (judged * judged) * together : 0
        reach = 2 * lag * SnowTally.side
    }

    /// Cells from one to the next at which the correlation along rows and columns is one half; between 0.5 and 16.
    static func lag(_ tally: SnowTally) -> Double {
        let (width, height) = (tally.width, tally.height)
        let shares = tally.cells.map { $0.judged > 0 ? Double($0.snow / $0.judged) : .nan }
        let known = shares.filter { !$0.isNaN }
        guard known.count > 8 else { return 0.5 }
        let mean = known.reduce(0, +) / Double(known.count)
        let spread = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(known.count)
        guard spread > 1e-6 else { return 0.5 }
        var previous = 1.0
        for lag in 1...16 {
            var sum = 0.0
            var count = 0
            for row in 0..<height {
                for column in 0..<width where !shares[row * width + column].isNaN {
                    let here = shares[row * width + column] - mean
                    if column + lag < width, !shares[row * width + column + lag].isNaN {
                        sum += here * (shares[row * width + column + lag] - mean)
                        count += 1
                    }
                    if row + lag < height, !shares[(row + lag) * width + column].isNaN {
                        sum += here * (shares[(row + lag) * width + column] - mean)
                        count += 1
                    }
                }
            }
            let correlation = count > 0 ? sum / Double(count) / spread : 0
            if correlation < 0.5 {
                let part = (previous - 0.5) / max(1e-9, previous - correlation)
                return max(0.5, Double(lag - 1) + part)
            }
            previous = correlation
        }
        return 16
    }
}
