import Foundation

/// The Weibull distribution under which times, some of them censored, are most likely.
///
///     S(t) = exp(−(t / scale)^shape)
///
/// Source: Lawless (2003), Statistical Models and Methods for Lifetime Data, 2nd edition, section 5.2: with the scale that is best for a shape
/// put in, the shape solves
///
///     Σ tᵏ log t / Σ tᵏ − 1/k = mean of log t over the ends,
///
/// whose left side rises with k. Intervals are those of the log-likelihood's second derivatives in log shape and log scale (Wald).
public struct WeibullEstimate: Hashable, Codable, Sendable {
    /// The shape: below 1, the longer it has lasted the less likely it ends soon.
    public let shape: Double
    /// The scale, in the unit of time: 63 % end before it.
    public let scale: Double
    /// Standard errors of the logarithms of shape and scale.
    public let logShapeError, logScaleError: Double
    /// The log-likelihood.
    public let logLikelihood: Double

    /// Estimates.
    ///
    /// - Parameter times: Times in any order, with two or more different ends among them.
    /// - Throws: ``StatisticsError`` where there is no time, one is not a finite number above 0, or too few ended: then no shape is best.
    public init(_ times: [CensoredTime]) throws(StatisticsError) {
        try CensoredTime.check(times)
        let ends = times.filter(\.isEnd)
        guard let first = ends.first, ends.contains(where: { $0.time != first.time }) else {
            throw StatisticsError.empty(what: "pair of different times at which something ended")
        }
        // In units of the greatest time, so that no power overflows.
        let logs = times.map { log($0.time) }
        let greatest = logs.max() ?? 0
        let scaled = logs.map { $0 - greatest }
        let endMean = zip(scaled, times).reduce(0) { $0 + ($1.1.isEnd ? $1.0 : 0) } / Double(ends.count)
        func slope(_ shape: Double) -> Double {
            let powers = scaled.map { exp(shape * $0) }
            let sum = powers.reduce(0, +)
            return zip(powers, scaled).reduce(0) { $0 + $1.0 * $1.1 } / sum - 1 / shape - endMean
        }
        var (low, high) = (1e-6, 1e6)
        guard slope(low) < 0, slope(high) > 0 else {
            throw StatisticsError.empty(what: "shape that makes these times likely")
        }
        for _ in 0..<200 where high / low > 1 + 1e-14 {
            let middle = (low * high).squareRoot()
            if slope(middle) < 0 { low = middle } else { high = middle }
        }
        let shape = (low * high).squareRoot()
        let powers = scaled.map { exp(shape * $0) }
        let logScale = greatest + log(powers.reduce(0, +) / Double(ends.count)) / shape
        self.shape = shape
        scale = exp(logScale)
        // In log shape a and log scale b, with w = shape · (log t − b): ℓ = Σ over ends (a + w − log t) − Σ exp(w).
        var (likelihood, aa, ab, bb) = (0.0, 0.0, 0.0, 0.0)
        for (time, log) in zip(times, logs) {
            let w = shape * (log - logScale)
            let power = exp(w)
            let end = time.isEnd ? 1.0 : 0
            likelihood += end * (Foundation.log(shape) + w - log) - power
            aa -= end * w - power * w - power * w * w
            ab -= shape * (power + power * w - end)
            bb += shape * shape * power
        }
        logLikelihood = likelihood
        let determinant = aa * bb - ab * ab
        logShapeError = determinant > 0 ? (bb / determinant).squareRoot() : .infinity
        logScaleError = determinant > 0 ? (aa / determinant).squareRoot() : .infinity
    }

    /// The time that a share is over by.
    ///
    /// - Parameter share: 0…1.
    /// - Returns: The time; 0 for 0 and ∞ for 1.
    public func quantile(_ share: Double) -> Double { scale * pow(-log1p(-min(1, max(0, share))), 1 / shape) }

    /// The share that lasts longer than a time.
    public func survival(_ time: Double) -> Double { time > 0 ? exp(-pow(time / scale, shape)) : 1 }
}
