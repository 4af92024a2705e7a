import Foundation

/// The beta distribution of a share 0…1.
public struct BetaDistribution: Hashable, Codable, Sendable {
    /// First parameter, above 0: cases that are, and what was known before.
    public let alpha: Double
    /// Second parameter, above 0: cases that are not, and what was known before.
    public let beta: Double

    /// Makes a distribution of two positive parameters.
    public init(alpha: Double, beta: Double) {
        precondition(alpha > 0 && beta > 0, "A beta distribution has two positive parameters.")
        self.alpha = alpha
        self.beta = beta
    }

    /// Expected share.
    public var mean: Double { alpha / (alpha + beta) }

    /// Probability that the share is at most `x`: the regularised incomplete beta function.
    ///
    /// Absolute error below 1e-12 for parameters up to a million.
    ///
    /// Source: continued fraction 8.17.22 of the NIST Digital Library of Mathematical Functions, by the method of
    /// Lentz as modified by Thompson & Barnett (1986), J. Comput. Phys. 64, 490–509.
    public func cumulative(_ x: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        let front = exp(alpha * log(x) + beta * log1p(-x) - logBeta(alpha, beta))
        // The fraction converges fast on the side of the mode that it is asked for.
        if x < (alpha + 1) / (alpha + beta + 2) {
            return min(1, front * Self.fraction(alpha, beta, x) / alpha)
        }
        return max(0, 1 - front * Self.fraction(beta, alpha, 1 - x) / beta)
    }

    /// The share with this much probability at or below it, within 1e-12.
    ///
    /// - Parameter probability: 0…1; 0 gives 0 and 1 gives 1.
    /// - Returns: The share.
    public func quantile(_ probability: Double) -> Double {
        if probability <= 0 { return 0 }
        if probability >= 1 { return 1 }
        var low = 0.0
        var high = 1.0
        while high - low > 1e-13 * max(1e-3, high) {
            let middle = (low + high) / 2
            if middle == low || middle == high { break }
            if cumulative(middle) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    private static func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
        let tiny = 1e-300
        func away(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
        var c = 1.0
        var d = 1 / away(1 - (a + b) * x / (a + 1))
        var h = d
        for step in 1...10_000 {
            let m = Double(step)
            let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
            d = 1 / away(1 + even * d)
            c = away(1 + even / c)
            h *= d * c
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            d = 1 / away(1 + odd * d)
            c = away(1 + odd / c)
            let change = d * c
            h *= change
            if abs(change - 1) < 1e-15 { break }
        }
        return h
    }
}

/// The interval that holds a share with a probability, after so many cases of which so many are.
///
/// The equal-tailed interval of Jeffreys' posterior Beta(*k* + ½, *n* − *k* + ½); with no case that is its lower end
/// is 0, with none that is not its upper end is 1. Numbers of cases need not be whole, so that they can be discounted
/// for a design effect.
///
/// - Parameters:
///   - successes: Cases that are, not negative.
///   - cases: All cases; with none the interval is 0…1.
///   - level: Probability, 0…1.
/// - Returns: Lower and upper end.
///
/// Source: Brown, Cai & DasGupta (2001), Statistical Science 16(2), 101–133, section 3.1.2.
public func jeffreysInterval(successes: Double, cases: Double, level: Double) -> ClosedRange<Double> {
    guard cases > 0 else { return 0...1 }
    let failures = max(0, cases - successes)
    let posterior = BetaDistribution(alpha: successes + 0.5, beta: failures + 0.5)
    let tail = (1 - level) / 2
    let low = successes <= 0 ? 0 : posterior.quantile(tail)
    let high = failures <= 0 ? 1 : posterior.quantile(1 - tail)
    return low...max(low, high)
}
