import Foundation

/// Tells, look by look, how long the present rate has held: Bayesian online change point detection for counts with unequal
/// exposure.
///
/// Between two steps the rate changes with a probability, the hazard 1/τ, and is then drawn anew from the prior. The run
/// length is the number of steps at the present rate, this one among them. With *r* for it and NB for the predictive
/// negative binomial of a run's counts,
///
///     P(r = 1, y₁…yₜ)     = Σ P(r', y₁…yₜ₋₁) · H · NB₀(yₜ),
///     P(r' + 1, y₁…yₜ)    = P(r', y₁…yₜ₋₁) · (1 − H) · NBᵣ(yₜ).
///
/// This is the source's recursion (its eqs. 3 and Algorithm 1) read before its last transition: its run length 0, which
/// always has the probability *H*, is not told.
///
/// Weights are kept as logarithms and normalised at each step. Run lengths with less than `negligible` of the probability are
/// dropped. Under the model a dropped run's probability is a martingale, so what was dropped is wrong by ``dropped`` on the
/// mean at any later step; on the coal-mine series the error stays below 1e-9 with the default.
///
/// Assumes independent Poisson counts within a run, and changes that come without memory. Slow drifts are told as several
/// changes or as none.
///
/// Source: Adams & MacKay (2007), Bayesian online changepoint detection, arXiv:0710.3742.
public struct OnlineChangePoints: Sendable {
    /// What is known after a step.
    public struct Step: Hashable, Codable, Sendable {
        /// Probability that the rate changed just before this step; 0 at the first.
        public let changeProbability: Double
        /// Most probable number of steps at the present rate, at least 1; of equally probable ones the longest.
        public let mostProbableRunLength: Int
        /// Expected rate per unit of exposure, over all run lengths.
        public let rate: Double
        /// Natural logarithm of the probability of this step's count given those before; 0 for a missing look.
        public let logProbability: Double
    }

    /// What is known of a rate before its first count.
    public let prior: GammaPoissonRate
    /// Expected steps between changes, τ.
    public let expectedRunLength: Double
    /// Probability below which a run length is dropped.
    public let negligible: Double
    /// Sum over the steps of the probabilities that were dropped.
    public private(set) var dropped = 0.0

    // One entry for each run length kept, the longest first.
    private var lengths: [Int] = []
    private var logWeights: [Double] = []
    private var shapes: [Double] = []
    private var exposures: [Double] = []

    /// Begins a series.
    ///
    /// - Parameters:
    ///   - prior: What is known of a rate before its first count.
    ///   - expectedRunLength: τ in steps, above 1.
    ///   - negligible: 0 ..< 0.01; 0 keeps all run lengths, at a cost that grows with the square of the steps.
    /// - Throws: ``StatisticsError/outside(what:index:value:wanted:)``.
    public init(
        prior: GammaPoissonRate, expectedRunLength: Double, negligible: Double = 1e-12
    ) throws(StatisticsError) {
        guard expectedRunLength.isFinite, expectedRunLength > 1 else {
            throw .outside(
                what: "expected run length", index: nil, value: expectedRunLength, wanted: "a finite number above 1")
        }
        guard negligible >= 0, negligible < 0.01 else {
            throw .outside(
                what: "probability of what is dropped", index: nil, value: negligible,
                wanted: "0 or more and below 0.01")
        }
        self.prior = prior
        self.expectedRunLength = expectedRunLength
        self.negligible = negligible
    }

    /// Takes in the next step.
    ///
    /// - Parameters:
    ///   - observation: Count with exposure; nil for a missing look, of which nothing is learned while runs grow and the rate may
    ///     change.
    ///   - elapsed: Steps that passed since the last one, above 0, for looks at unequal distances: the hazard is then
    ///     1 − (1 − 1/τ)^`elapsed`, while a run grows by one look.
    /// - Returns: What is known after it.
    /// - Complexity: O(run lengths kept).
    public mutating func observe(_ observation: CountObservation?, elapsed: Double = 1) -> Step {
        precondition(elapsed > 0 && elapsed.isFinite, "The time between two steps is finite and above 0.")
        if lengths.isEmpty {
            append(logWeight: 0)
        } else {
            let stays = elapsed * log1p(-1 / expectedRunLength)
            for index in lengths.indices {
                lengths[index] += 1
                logWeights[index] += stays
            }
            append(logWeight: log(-expm1(stays)))
        }
        let isFirst = lengths.count == 1 && lengths[0] == 1
        var evidence = 0.0
        if let observation, observation.exposure > 0 { evidence = learn(observation) }
        evidence += normalise()
        return Step(
            changeProbability: isFirst ? 0 : lengths.last == 1 ? exp(logWeights.last ?? -.infinity) : 0,
            mostProbableRunLength: mostProbable, rate: rate, logProbability: observation == nil ? 0 : evidence)
    }

    /// All steps of a series.
    ///
    /// - Parameter observations: One for each step, nil for missing looks.
    /// - Returns: As many steps; none of an empty series.
    public mutating func steps(of observations: [CountObservation?]) -> [Step] {
        var steps: [Step] = []
        steps.reserveCapacity(observations.count)
        for observation in observations { steps.append(observe(observation)) }
        return steps
    }

    /// Run lengths that are kept and their probabilities, the longest first; empty before the first step.
    public var runLengths: [(length: Int, probability: Double)] {
        zip(lengths, logWeights).map { (length: $0, probability: exp($1)) }
    }

    /// Probability that the rate changed within the last so many steps: that the run is at most that long.
    ///
    /// The whole series counts as a run too, so with `steps` as long as the series this is 1.
    public func probability(runAtMost steps: Int) -> Double {
        zip(lengths, logWeights).reduce(0) { $1.0 <= steps ? $0 + exp($1.1) : $0 }
    }

    /// Expected rate per unit of exposure over all run lengths; the prior's before the first step.
    public var rate: Double {
        guard !lengths.isEmpty else { return prior.mean }
        var sum = 0.0
        for index in lengths.indices { sum += exp(logWeights[index]) * shapes[index] / exposures[index] }
        return sum
    }

    private var mostProbable: Int {
        var best = 0
        for index in logWeights.indices where logWeights[index] > logWeights[best] { best = index }
        return lengths[best]
    }

    private mutating func append(logWeight: Double) {
        lengths.append(1)
        logWeights.append(logWeight)
        shapes.append(prior.shape)
        exposures.append(prior.exposure)
    }

    /// Multiplies each run's weight by its predictive probability of a count and takes the count into its rate.
    ///
    /// - Parameter observation: Count with an exposure above 0.
    /// - Returns: The part of the logarithm that is common to all runs and was left out of the weights.
    private mutating func learn(_ observation: CountObservation) -> Double {
        let count = observation.count
        let y = Double(count)
        let exposure = observation.exposure
        for index in lengths.indices {
            let (shape, known) = (shapes[index], exposures[index])
            var value = -shape * log1p(exposure / known)
            if count > 0 { value += logRising(shape, count) - y * log1p(known / exposure) }
            logWeights[index] += value
            shapes[index] = shape + y
            exposures[index] = known + exposure
        }
        return -logGamma(y + 1)
    }

    /// Lets weights add up to one and drops negligible ones.
    ///
    /// - Returns: The logarithm of what they added up to before.
    private mutating func normalise() -> Double {
        let top = logWeights.max() ?? 0
        var sum = 0.0
        for weight in logWeights { sum += exp(weight - top) }
        let whole = top + log(sum)
        let least = whole + log(negligible)
        var lost = 0.0
        var kept = 0
        for index in lengths.indices {
            let weight = logWeights[index]
            if weight < least, weight < top {
                lost += exp(weight - whole)
                continue
            }
            lengths[kept] = lengths[index]
            logWeights[kept] = weight - whole
            shapes[kept] = shapes[index]
            exposures[kept] = exposures[index]
            kept += 1
        }
        if kept < lengths.count {
            let many = lengths.count - kept
            lengths.removeLast(many)
            logWeights.removeLast(many)
            shapes.removeLast(many)
            exposures.removeLast(many)
            dropped += lost
            let back = log1p(-lost)
            for index in logWeights.indices { logWeights[index] -= back }
        }
        return whole
    }
}
