/// A quantity with an interval.
public struct IntervalEstimate: Hashable, Codable, Sendable {
    /// The estimate.
    public let value: Double
    /// Lower end of the interval.
    public let lower: Double
    /// Upper end of the interval; infinite where the data set no bound.
    public let upper: Double

    /// Makes an estimate.
    public init(value: Double, lower: Double, upper: Double) {
        self.value = value
        self.lower = lower
        self.upper = upper
    }
}

/// How long stays last, as a distribution of a family.
public struct DwellFit: Hashable, Codable, Sendable {
    /// The family.
    public let family: DwellFamily
    /// Its scale, in the looks' unit of time.
    public let scale: Double
    /// Its shape.
    public let shape: Double
    /// Logarithm of the largest likelihood.
    public let logLikelihood: Double
    /// Mean dwell with its profile-likelihood interval.
    public let mean: IntervalEstimate
    /// Median dwell with its profile-likelihood interval.
    public let median: IntervalEstimate

    /// Akaike's criterion, 2 · 2 − 2 log *L*: of two families the one with less describes the stays better.
    ///
    /// Source: Akaike (1974), IEEE Transactions on Automatic Control 19(6), 716–723.
    public var informationCriterion: Double { 4 - 2 * logLikelihood }

    /// The dwell that a share of all stays, seen or not, is shorter than.
    ///
    /// - Parameter share: Above 0 and below 1.
    /// - Returns: A dwell, without interval.
    public func quantile(_ share: Double) -> Double { scale * family.unitQuantile(share, shape: shape) }

    /// Share of all stays, seen or not, that last longer than a dwell.
    public func survival(_ dwell: Double) -> Double { family.unitSurvival(dwell / scale, shape: shape) }
}

/// How long stays last, without a family: masses at dwells.
public struct NonparametricDwell: Hashable, Codable, Sendable {
    /// Mass at one dwell.
    public struct Mass: Hashable, Codable, Sendable {
        /// The dwell, in the looks' unit of time.
        public let dwell: Double
        /// Share of all stays, seen or not.
        public let share: Double
    }

    /// Masses above 1e-7, by growing dwell; they add up to one.
    public let masses: [Mass]
    /// Logarithm of the likelihood.
    public let logLikelihood: Double
    /// Mean dwell with its bootstrap interval.
    public let mean: IntervalEstimate
    /// Median dwell with its bootstrap interval.
    public let median: IntervalEstimate
    /// Dwell that shorter ones are told as: the shortest gap between looks.
    public let resolution: Double
    /// Share of all stays at the longest dwell that was allowed, twice the watched period; where it is not small, the mean is a
    /// lower bound only.
    public let unboundedShare: Double

    /// The dwell that a share of all stays is shorter than.
    public func quantile(_ share: Double) -> Double {
        var sum = 0.0
        for mass in masses {
            sum += mass.share
            if sum >= share - 1e-12 { return mass.dwell }
        }
        return masses.last?.dwell ?? 0
    }
}
