import Foundation

/// A gamma distribution; with shape *k*/2 and scale 2 the chi-square distribution of *k* degrees of freedom.
public struct GammaDistribution: Hashable, Codable, Sendable {
    /// Shape, above 0.
    public let shape: Double
    /// Scale, above 0, in the unit of the quantity.
    public let scale: Double

    /// Makes a distribution.
    public init(shape: Double, scale: Double) {
        precondition(shape > 0 && scale > 0, "Shape and scale of a gamma distribution are positive.")
        self.shape = shape
        self.scale = scale
    }

    /// The chi-square distribution.
    ///
    /// - Parameter degrees: Degrees of freedom, above 0.
    /// - Returns: Shape half of them, scale 2.
    public static func chiSquare(degrees: Double) -> GammaDistribution {
        GammaDistribution(shape: degrees / 2, scale: 2)
    }

    /// Probability of more than a value.
    ///
    /// Source: Press et al. (2007), Numerical Recipes, 3rd edition, section 6.2: series below *shape* + 1 (eq. 6.2.5), Lentz's
    /// continued fraction above it (eq. 6.2.7). Relative error below 1e-12.
    public func survival(_ value: Double) -> Double {
        guard value > 0 else { return 1 }
        guard value.isFinite else { return 0 }
        let x = value / scale
        let front = exp(shape * log(x) - x - logGamma(shape))
        if x < shape + 1 {
            var term = 1 / shape
            var sum = term
            var step = shape
            for _ in 0..<10_000 {
                step += 1
                term *= x / step
                sum += term
                if abs(term) < abs(sum) * 1e-16 { break }
            }
            return max(0, 1 - sum * front)
        }
        let tiny = 1e-300
        var b = x + 1 - shape
        var c = 1 / tiny
        var d = 1 / b
        var h = d
        for index in 1..<10_000 {
            let a = -Double(index) * (Double(index) - shape)
            b += 2
            d = a * d + b
            if abs(d) < tiny { d = tiny }
            c = b + a / c
            if abs(c) < tiny { c = tiny }
            d = 1 / d
            let change = d * c
            h *= change
            if abs(change - 1) < 1e-15 { break }
        }
        return front * h
    }

    /// The value that is exceeded with a probability.
    ///
    /// - Parameter probability: Above 0 and below 1.
    /// - Returns: By halving an interval, to the last digits but two.
    public func exceeded(with probability: Double) -> Double {
        precondition(probability > 0 && probability < 1, "A quantile needs a probability between 0 and 1.")
        var low = 0.0
        var high = scale * (shape + 1)
        while survival(high) > probability { high *= 2 }
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if survival(middle) > probability { low = middle } else { high = middle }
            if high - low <= 4e-15 * high { break }
        }
        return (low + high) / 2
    }

    /// The distribution with two given quantiles.
    ///
    /// Nil where no shape between 0.02 and 2000 has such a ratio of quantiles.
    ///
    /// - Parameters:
    ///   - lower: The value that a quarter lies below, above 0.
    ///   - median: The value that half lies below, above `lower`.
    public init?(lowerQuartile lower: Double, median: Double) {
        guard lower > 0, median > lower, median.isFinite else { return nil }
        let wanted = median / lower
        func ratio(_ shape: Double) -> Double {
            let unit = GammaDistribution(shape: shape, scale: 1)
            return unit.exceeded(with: 0.5) / unit.exceeded(with: 0.75)
        }
        // The ratio falls as the shape grows.
        var (low, high) = (0.02, 2000.0)
        guard wanted < ratio(low), wanted > ratio(high) else { return nil }
        for _ in 0..<80 {
            let middle = (low * high).squareRoot()
            if ratio(middle) > wanted { low = middle } else { high = middle }
        }
        let shape = (low * high).squareRoot()
        self.init(
            shape: shape, scale: median / GammaDistribution(shape: shape, scale: 1).exceeded(with: 0.5))
    }
}
