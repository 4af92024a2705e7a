import Foundation

/// Probabilities of the counts 0, 1, 2, …
public struct CountDistribution: Hashable, Sendable {
    /// Probability of each count, beginning with 0; they add up to one.
    public let probabilities: [Double]

    /// Makes a distribution from weights that need not add up to one.
    public init(weights: [Double]) {
        let sum = weights.reduce(0, +)
        precondition(sum > 0 && sum.isFinite, "A distribution needs a positive, finite total weight.")
        probabilities = weights.map { $0 / sum }
    }

    /// Expected count.
    public var mean: Double {
        probabilities.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element }
    }

    /// The smallest count with at least this much probability at or below it.
    public func quantile(_ share: Double) -> Int {
        var sum = 0.0
        for (count, probability) in probabilities.enumerated() {
            sum += probability
            if sum >= share - 1e-12 { return count }
        }
        return probabilities.count - 1
    }

    /// The run of counts whose probability is nearest to `level`, among the shortest run that holds at least as much and
    /// the likeliest that is one count shorter; of equally short ones the likeliest, then the lowest.
    ///
    /// Counts are whole numbers, so no run holds just 80 %. Were the probability never allowed to be less, that of runs of
    /// a few counts would be near 90 % on the mean, and a reader who takes the level at its word would be misled.
    public func shortestInterval(level: Double) -> ClosedRange<Int> {
        var cumulative = [0.0]
        for probability in probabilities { cumulative.append((cumulative.last ?? 0) + probability) }
        var best: (range: ClosedRange<Int>, mass: Double)?
        var upper = 0
        for lower in 0..<probabilities.count {
            upper = max(upper, lower)
            while upper < probabilities.count, cumulative[upper + 1] - cumulative[lower] < level - 1e-12 { upper += 1 }
            guard upper < probabilities.count else { break }
            let mass = cumulative[upper + 1] - cumulative[lower]
            let length = upper - lower
            if let current = best {
                let currentLength = current.range.upperBound - current.range.lowerBound
                guard length < currentLength || (length == currentLength && mass > current.mass + 1e-12) else {
                    continue
                }
            }
            best = (lower...upper, mass)
        }
        guard let best else { return 0...(probabilities.count - 1) }
        let shorter = best.range.count - 1
        guard shorter > 0 else { return best.range }
        var likeliest: (lower: Int, mass: Double) = (0, -1)
        for lower in 0...(probabilities.count - shorter) {
            let mass = cumulative[lower + shorter] - cumulative[lower]
            if mass > likeliest.mass + 1e-12 { likeliest = (lower, mass) }
        }
        guard level - likeliest.mass < best.mass - level - 1e-12 else { return best.range }
        return likeliest.lower...(likeliest.lower + shorter - 1)
    }

    /// The distribution of the sum of two independent counts.
    public func adding(_ other: CountDistribution) -> CountDistribution {
        var weights = [Double](repeating: 0, count: probabilities.count + other.probabilities.count - 1)
        for (first, share) in probabilities.enumerated() {
            for (second, part) in other.probabilities.enumerated() { weights[first + second] += share * part }
        }
        while weights.count > 1, let last = weights.last, last < 1e-14 { weights.removeLast() }
        return CountDistribution(weights: weights)
    }
}

/// How well a detector was measured to do: what it found, what it made up and what it missed.
public struct DetectorAccuracy: Hashable, Codable, Sendable {
    /// Detections that are an object.
    public var truePositives: Double
    /// Detections that are none.
    public var falsePositives: Double
    /// Objects that were not detected.
    public var falseNegatives: Double
    /// Objects that were detected, where recall rests on other cases than precision; nil for as many as detections that
    /// are one.
    public var found: Double?

    /// Makes an accuracy from the counts of an evaluation.
    public init(
        truePositives: Double, falsePositives: Double, falseNegatives: Double, found: Double? = nil
    ) {
        self.found = found
        self.truePositives = truePositives
        self.falsePositives = falsePositives
        self.falseNegatives = falseNegatives
    }

    /// Share of detections that are right; nil where nothing was detected.
    public var precision: Double? {
        let all = truePositives + falsePositives
        return all > 0 ? truePositives / all : nil
    }

    /// Share of objects that were found; nil where there were none.
    public var recall: Double? {
        let all = foundObjects + falseNegatives
        return all > 0 ? foundObjects / all : nil
    }

    /// Objects that were detected.
    public var foundObjects: Double { found ?? truePositives }
}

/// How many objects there are, given how many were detected and how the detector did elsewhere.
///
/// With precision *p* and recall *r* unknown but measured, both get a Jeffreys beta posterior from
/// the evaluation's counts. Of `detected` detections, *t* are real: beta-binomial. Given *t* found
/// and a flat prior on the number of objects, the number *m* missed is negative binomial with
/// *t* + 1 successes at rate *r*, hence beta–negative-binomial once *r* is integrated out:
///
///     P(N = n) = Σₜ BetaBinomial(t | detected, tp + ½, fp + ½) · P(n − t missed | t),
///     P(m | t) = C(t + m, m) · B(tp + ½ + t + 1, fn + ½ + m) / B(tp + ½, fn + ½).
///
/// Exact sums, no sampling. The tail is cut where less than 1e-10 of the probability is left, or
/// at `detected` · 20 + 400 objects.
///
/// - Parameters:
///   - detected: Detections counted, not negative.
///   - accuracy: Counts of an evaluation on places that took no part in training.
/// - Returns: Distribution of the true number.
///
/// Edge cases: `detected` 0 leaves a chance for objects that were missed. An accuracy of all zeros is
/// Jeffreys' prior alone: a very wide answer.
///
/// Source: Jeffreys prior: Brown, Cai & DasGupta (2001), Statistical Science 16(2), 101–133, section 4;
/// beta-binomial and beta–negative-binomial: Johnson, Kemp & Kotz (2005), Univariate Discrete
/// Distributions, 3rd ed., section 6.2.2.
public func trueCount(detected: Int, accuracy: DetectorAccuracy) -> CountDistribution {
    precondition(detected >= 0, "A count of detections must not be negative.")
    return trueCount(
        detected: CountDistribution(weights: Array(repeating: 0, count: detected) + [1]), accuracy: accuracy)
}

/// How many objects there are where it is not certain how many were detected: ``trueCount(detected:accuracy:)`` of each
/// number of detections, weighed by its probability.
///
/// - Parameters:
///   - detected: Distribution of the number of detections.
///   - accuracy: Counts of an evaluation on places that took no part in training.
/// - Returns: Distribution of the true number.
public func trueCount(detected: CountDistribution, accuracy: DetectorAccuracy) -> CountDistribution {
    let right = accuracy.truePositives + 0.5
    let wrong = accuracy.falsePositives + 0.5
    let found = accuracy.foundObjects + 0.5
    let missed = accuracy.falseNegatives + 0.5
    let most = detected.probabilities.count - 1
    let limit = most * 20 + 400
    var weights = [Double](repeating: 0, count: limit + 1)
    for real in 0...most {
        var share = 0.0
        for told in real...most where detected.probabilities[told] > 0 {
            share +=
                detected.probabilities[told]
                * exp(
                    logChoose(told, real) + logBeta(right + Double(real), wrong + Double(told - real))
                        - logBeta(right, wrong))
        }
        guard share > 1e-15 else { continue }
        var sum = 0.0
        for unseen in 0...(limit - real) {
            let term = exp(
                logChoose(real + unseen, unseen) + logBeta(found + Double(real) + 1, missed + Double(unseen))
                    - logBeta(found, missed))
            weights[real + unseen] += share * term
            sum += term
            if sum > 1 - 1e-10 { break }
        }
    }
    return CountDistribution(weights: weights)
}
