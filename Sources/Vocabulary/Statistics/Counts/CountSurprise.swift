/// How unusual a count is where counts have a known distribution.
///
/// A probability of "so many or more" counts the count itself whole, so it is never small enough by chance alone and on
/// the mean above ½. The mid-p probability counts it by half, and is ½ on the mean.
///
/// Source: Lancaster (1961), Journal of the American Statistical Association 56, 223–234; as a check of predictive
/// distributions Gelman et al. (2013), Bayesian Data Analysis, 3rd edition, section 6.3.
public struct CountSurprise: Hashable, Codable, Sendable {
    /// Expected count.
    public let expected: Double
    /// Probability of this count.
    public let probability: Double
    /// Probability of this count or fewer.
    public let orFewer: Double
    /// Probability of this count or more.
    public let orMore: Double

    /// Compares a count, not negative, with a distribution.
    public init(of count: Int, in distribution: NegativeBinomialDistribution) {
        expected = distribution.mean
        probability = distribution.probability(of: count)
        orFewer = distribution.cumulative(count)
        orMore = distribution.survival(from: count)
    }

    /// Probability of fewer, and half that of this count.
    public var midFewer: Double { max(0, orFewer - probability / 2) }

    /// Probability of more, and half that of this count.
    public var midMore: Double { max(0, orMore - probability / 2) }

    /// Twice the smaller of both mid-p probabilities, at most 1.
    public var twoSided: Double { min(1, 2 * min(midFewer, midMore)) }
}
