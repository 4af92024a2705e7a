public import Findings
import Statistics

extension Spread {
    /// The spread of draws.
    ///
    /// - Parameter draws: Finite numbers in any order; one or more.
    /// - Returns: Nil where there is none.
    public static func of(_ draws: [Double]) -> Spread? {
        guard !draws.isEmpty else { return nil }
        let sorted = draws.sorted()
        let mean = sorted.reduce(0, +) / Double(sorted.count)
        let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let percentiles = (1...99).map { percent in
            Percentile.value(Double(percent) / 100, of: sorted.count) { sorted[$0] } ?? mean
        }
        return Spread(
            percentiles: percentiles, mean: mean, deviation: (squares / Double(sorted.count)).squareRoot())
    }
}
