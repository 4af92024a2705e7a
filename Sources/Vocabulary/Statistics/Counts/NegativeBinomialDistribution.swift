import Foundation

/// The distribution of a count whose Poisson rate has a gamma distribution.
///
/// With rate Ga(`size`, *b*) and exposure *A* its success probability is *b*/(*b* + *A*) and its mean *A* · `size`/*b*.
///
/// Source: Gelman et al. (2013), Bayesian Data Analysis, 3rd edition, section 2.6; tails by the regularised incomplete beta
/// function, NIST Digital Library of Mathematical Functions, eq. 8.17.24.
public struct NegativeBinomialDistribution: Hashable, Sendable {
    /// Size, above 0; need not be whole.
    public let size: Double
    /// Odds of failure *A*/*b*, not negative; with 0 the count is 0 for sure.
    public let odds: Double

    /// Makes a distribution.
    ///
    /// - Parameters:
    ///   - size: Shape of the rate, finite and above 0.
    ///   - odds: Exposure over the rate's exposure, finite and not negative.
    public init(size: Double, odds: Double) {
        precondition(size > 0 && size.isFinite, "The size of a negative binomial distribution is finite and above 0.")
        precondition(odds >= 0 && odds.isFinite, "The odds of a negative binomial distribution are finite, 0 or more.")
        self.size = size
        self.odds = odds
    }

    /// Expected count.
    public var mean: Double { size * odds }

    /// Variance of the count.
    public var variance: Double { size * odds * (1 + odds) }

    /// Natural logarithm of the probability of a count; minus infinity where it cannot occur.
    public func logProbability(of count: Int) -> Double {
        guard count >= 0 else { return -.infinity }
        if odds == 0 { return count == 0 ? 0 : -.infinity }
        let y = Double(count)
        return logRising(size, count) - logGamma(y + 1) - size * log1p(odds) - y * log1p(1 / odds)
    }

    /// Probability of a count.
    public func probability(of count: Int) -> Double { exp(logProbability(of: count)) }

    /// Probability of a count or less; its relative error grows below 1e-10.
    public func cumulative(_ count: Int) -> Double {
        guard count >= 0 else { return 0 }
        guard odds > 0 else { return 1 }
        return BetaDistribution(alpha: size, beta: Double(count) + 1).cumulative(1 / (1 + odds))
    }

    /// Probability of a count or more.
    ///
    /// Where less than 1e-4 of the probability is in the tail, terms are added from its near end, so that small
    /// probabilities keep their digits.
    public func survival(from count: Int) -> Double {
        guard count > 0 else { return 1 }
        guard odds > 0 else { return 0 }
        let whole = BetaDistribution(alpha: Double(count), beta: size).cumulative(odds / (1 + odds))
        guard whole < 1e-4, Double(count) > mean else { return whole }
        let share = odds / (1 + odds)
        var term = probability(of: count)
        var sum = term
        for next in count..<(count + 100_000) {
            term *= (size + Double(next)) / Double(next + 1) * share
            sum += term
            if term < sum * 1e-16 { break }
        }
        return sum
    }
}

/// Natural logarithm of Γ(`shape` + `steps`) / Γ(`shape`).
///
/// Up to 32 factors are multiplied, which keeps the digits that a difference of two large logarithms loses.
func logRising(_ shape: Double, _ steps: Int) -> Double {
    guard steps <= 32, shape < 1e8 else { return logGamma(shape + Double(steps)) - logGamma(shape) }
    var product = 1.0
    for step in 0..<steps { product *= shape + Double(step) }
    return log(product)
}
