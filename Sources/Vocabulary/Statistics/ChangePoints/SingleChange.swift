import Foundation

/// Where a series of counts changed its rate if it did so once, and how much speaks for that it did.
///
/// With counts *S*₁ at exposure *E*₁ up to a step, *S*₂ at *E*₂ after it, and rates drawn from Ga(*a*, *b*) on either side,
/// the step has a posterior probability proportional to
///
///     Γ(a + S₁) / (b + E₁)^(a + S₁) · Γ(a + S₂) / (b + E₂)^(a + S₂),
///
/// all steps but the last being equally probable before. Steps without exposure are equally probable with the one before.
///
/// Assumes exactly one change, and Poisson counts at constant rates on either side of it. With several changes the
/// posterior lies at the strongest, or between them.
///
/// Source: Raftery & Akman (1986), Biometrika 73(1), 85–89, for steps in place of continuous time, with exposures; conjugate
/// form as in Carlin, Gelfand & Smith (1992), Applied Statistics 41(2), 389–405, section 4.
public struct SingleChange: Hashable, Sendable {
    /// Probability, for each step but the last, that it is the last at the first rate; they add up to one.
    public let probabilities: [Double]
    /// Most probable last step at the first rate, counted from 0; of equally probable ones the first.
    public let mostProbable: Int
    /// The first rate, given that the change is the most probable one.
    public let before: GammaPoissonRate
    /// The second rate, given the same.
    public let after: GammaPoissonRate
    /// Expected first rate over all changes.
    public let meanBefore: Double
    /// Expected second rate over all changes.
    public let meanAfter: Double
    /// Natural logarithm of how much more probable the counts are with one change than with none.
    ///
    /// It depends on the prior of the rates: with a prior that spreads far beyond what is counted, it speaks against a
    /// change.
    public let logBayesFactor: Double

    /// Finds the change.
    ///
    /// - Parameters:
    ///   - observations: Two or more steps, nil for missing looks.
    ///   - prior: What is known of either rate before.
    /// - Throws: ``StatisticsError`` for fewer than two steps.
    public init(observations: [CountObservation?], prior: GammaPoissonRate) throws(StatisticsError) {
        guard observations.count > 1 else { throw .empty(what: "pair of steps between which a rate could change") }
        let whole = observations.reduce(prior) { $1.map($0.updated(with:)) ?? $0 }
        var first = prior
        var logs: [Double] = []
        var rates: [(Double, Double)] = []
        logs.reserveCapacity(observations.count)
        rates.reserveCapacity(observations.count)
        for observation in observations.dropLast() {
            if let observation { first = first.updated(with: observation) }
            let shape = prior.shape + (whole.shape - first.shape)
            let exposure = prior.exposure + (whole.exposure - first.exposure)
            logs.append(first.logNormaliser + logGamma(shape) - shape * log(exposure))
            rates.append((first.mean, shape / exposure))
        }
        let top = logs.max() ?? 0
        let weights = logs.map { exp($0 - top) }
        let sum = weights.reduce(0, +)
        let shares = weights.map { $0 / sum }
        // Of steps that differ in rounding only, the first.
        let best = weights.firstIndex { $0 >= 1 - 1e-12 } ?? 0
        probabilities = shares
        mostProbable = best
        before = observations[...best].reduce(prior) { $1.map($0.updated(with:)) ?? $0 }
        after = observations[(best + 1)...].reduce(prior) { $1.map($0.updated(with:)) ?? $0 }
        meanBefore = zip(shares, rates).reduce(0) { $0 + $1.0 * $1.1.0 }
        meanAfter = zip(shares, rates).reduce(0) { $0 + $1.0 * $1.1.1 }
        // One more rate is drawn from the prior than without a change.
        logBayesFactor = top + log(sum / Double(shares.count)) - prior.logNormaliser - whole.logNormaliser
    }

    /// The steps that hold the last one at the first rate with a probability, as much being left out on either side.
    ///
    /// - Parameter level: Probability inside, above 0 and below 1.
    /// - Returns: Steps counted from 0; at least `level` of the probability.
    public func interval(level: Double) -> ClosedRange<Int> {
        precondition(level > 0 && level < 1, "The level of an interval lies between 0 and 1.")
        let tail = (1 - level) / 2
        var sum = 0.0
        var low: Int?
        for (index, probability) in probabilities.enumerated() {
            sum += probability
            if low == nil, sum >= tail { low = index }
            if sum >= 1 - tail { return (low ?? 0)...index }
        }
        return (low ?? 0)...(probabilities.count - 1)
    }

    /// Probability that there was a change at all.
    ///
    /// - Parameter prior: Its probability before the counts were seen, above 0 and below 1.
    /// - Returns: By ``logBayesFactor``, against no change.
    public func changeProbability(prior: Double = 0.5) -> Double {
        precondition(prior > 0 && prior < 1, "A prior probability lies between 0 and 1.")
        return 1 / (1 + exp(log((1 - prior) / prior) - logBayesFactor))
    }
}

extension GammaPoissonRate {
    /// Natural logarithm of Γ(shape) / exposure^shape, the integral that the distribution is divided by.
    fileprivate var logNormaliser: Double { logGamma(shape) - shape * log(exposure) }
}
