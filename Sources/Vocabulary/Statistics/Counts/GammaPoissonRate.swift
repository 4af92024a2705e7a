import Foundation

/// What is known of a rate after counts with exposures: a gamma distribution, the posterior of the Poisson model.
///
/// With λ ~ Ga(*a*, *b*) and *y*ₖ ~ Poisson(*A*ₖ λ) the posterior is Ga(*a* + Σ *y*ₖ, *b* + Σ *A*ₖ). The rate is per unit
/// of exposure.
///
/// Assumes that counts at one rate are independent and vary as Poisson's do. Counts that keep the same objects from look to
/// look vary less, those that come in groups vary more; the interval is then too wide or too narrow.
///
/// Source: Gelman et al. (2013), Bayesian Data Analysis, 3rd edition, section 2.6.
public struct GammaPoissonRate: Hashable, Sendable {
    /// Shape *a* of the gamma distribution: what was counted, and the prior's part.
    public let shape: Double
    /// Exposure *b* that it rests on, the gamma distribution's rate parameter.
    public let exposure: Double

    /// Jeffreys' prior for a Poisson rate, Ga(½, 0): it is no distribution before something was watched.
    public static let jeffreysShape = 0.5

    /// Makes a distribution, as a prior.
    ///
    /// - Parameters:
    ///   - shape: Finite, above 0.
    ///   - exposure: Finite, above 0.
    /// - Throws: ``StatisticsError/outside(what:index:value:wanted:)``.
    public init(shape: Double, exposure: Double) throws(StatisticsError) {
        guard shape.isFinite, shape > 0 else {
            throw .outside(what: "shape of the rate", index: nil, value: shape, wanted: "a finite number above 0")
        }
        guard exposure.isFinite, exposure > 0 else {
            throw .outside(
                what: "exposure that the rate rests on", index: nil, value: exposure, wanted: "a finite number above 0")
        }
        self.shape = shape
        self.exposure = exposure
    }

    /// The posterior after observations, by default from Jeffreys' prior.
    ///
    /// - Parameters:
    ///   - observations: Counts with exposures; missing looks are left out.
    ///   - shape: The prior's shape, above 0.
    ///   - exposure: The prior's exposure, not negative.
    /// - Throws: ``StatisticsError`` where prior and observations together have no exposure.
    public init(
        observations: [CountObservation], priorShape shape: Double = jeffreysShape, priorExposure exposure: Double = 0
    ) throws(StatisticsError) {
        guard exposure.isFinite, exposure >= 0 else {
            throw .outside(what: "prior exposure", index: nil, value: exposure, wanted: "a finite number, 0 or more")
        }
        try self.init(
            shape: observations.reduce(shape) { $0 + Double($1.count) },
            exposure: observations.reduce(exposure) { $0 + $1.exposure })
    }

    private init(unchecked shape: Double, _ exposure: Double) {
        self.shape = shape
        self.exposure = exposure
    }

    /// The distribution after one more observation.
    public func updated(with observation: CountObservation) -> GammaPoissonRate {
        GammaPoissonRate(unchecked: shape + Double(observation.count), exposure + observation.exposure)
    }

    /// The rate as a distribution.
    public var distribution: GammaDistribution { GammaDistribution(shape: shape, scale: 1 / exposure) }

    /// Expected rate.
    public var mean: Double { shape / exposure }

    /// Variance of the rate.
    public var variance: Double { shape / (exposure * exposure) }

    /// Most probable rate; 0 where the shape is at most 1.
    public var mode: Double { max(0, shape - 1) / exposure }

    /// The interval that leaves out as much probability on either side.
    ///
    /// - Parameter level: Probability inside, above 0 and below 1.
    /// - Returns: Rates, within 1e-12 of themselves.
    public func equalTailedInterval(level: Double) -> ClosedRange<Double> {
        precondition(level > 0 && level < 1, "The level of an interval lies between 0 and 1.")
        let tail = (1 - level) / 2
        let low = distribution.exceeded(with: 1 - tail)
        return low...max(low, distribution.exceeded(with: tail))
    }

    /// The shortest interval with a probability: no rate outside is more probable than one inside.
    ///
    /// Edge cases: with a shape of at most 1 the density falls from 0 on, so the interval begins at 0.
    ///
    /// - Parameter level: Probability inside, above 0 and below 1.
    /// - Returns: Rates; the densities at both ends are equal where it does not begin at 0.
    ///
    /// Source: Box & Tiao (1973), Bayesian Inference in Statistical Analysis, section 2.8.
    public func highestDensityInterval(level: Double) -> ClosedRange<Double> {
        precondition(level > 0 && level < 1, "The level of an interval lies between 0 and 1.")
        let unit = GammaDistribution(shape: shape, scale: 1)
        let outside = 1 - level
        guard shape > 1 else { return 0...(unit.exceeded(with: outside) / exposure) }
        // How much of what is outside lies below: the density at the lower end grows with it, that at the upper falls.
        var (least, most) = (0.0, outside)
        var interval = 0.0...unit.exceeded(with: outside)
        for _ in 0..<60 {
            let below = (least + most) / 2
            guard below > 0, below < outside else { break }
            let low = unit.exceeded(with: 1 - below)
            let high = max(low, unit.exceeded(with: outside - below))
            interval = low...high
            if (shape - 1) * log(low / high) < low - high { least = below } else { most = below }
            if most - least < 1e-13 { break }
        }
        return (interval.lowerBound / exposure)...(interval.upperBound / exposure)
    }

    /// Probability that the rate is above a value.
    public func survival(_ rate: Double) -> Double { distribution.survival(rate) }

    /// The distribution of a count still to be made.
    ///
    /// - Parameter exposure: Finite, not negative.
    /// - Returns: Negative binomial; with no exposure the count is 0 for sure.
    public func predictive(exposure: Double) -> NegativeBinomialDistribution {
        NegativeBinomialDistribution(size: shape, odds: exposure / self.exposure)
    }

    /// How unusual a count is against this history.
    ///
    /// - Parameter observation: The count in question; it must not be among those that the rate rests on.
    /// - Returns: Its probability and both tails of the predictive distribution.
    public func surprise(of observation: CountObservation) -> CountSurprise {
        CountSurprise(of: observation.count, in: predictive(exposure: observation.exposure))
    }
}
