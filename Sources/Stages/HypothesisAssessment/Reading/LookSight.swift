import Evidence
import Foundation
import Statistics

/// What one look says of an indicator's condition.
struct LookSight: Hashable {
    /// The look, by id.
    var look: String
    /// When it was.
    var time: AcquisitionTime
    /// Probability that the condition held in it, 0…1; nil where the look could not tell.
    var shown: Double?
    /// Probability that it would have shown the condition in what it told of, 0…1; nil where nobody measured.
    var detection: Double?
    /// What was seen, in a few words: "6 tank-car (5 to 8)".
    var words: String
    /// Share of what the rule asks about that the look told of, 0…1: of its zones, of what was visible of them and was read, and
    /// of the things in them that can be measured.
    var share = 1.0
}

/// Probabilities of conditions from values with intervals.
enum IntervalProbability {
    /// Probability that a true number is at least `least`, from a count with the range that holds it with a probability.
    static func atLeast(_ least: Int, detected: Int, low: Int, high: Int, level: Double) -> Double {
        CountInterval(detected: detected, low: low, high: high, level: level).atLeast(least)
    }

    /// Probability that a true value lies above a bound, from a value with the range that holds it with a probability, taken as
    /// normal.
    static func above(_ bound: Double, value: Double, low: Double, high: Double, level: Double) -> Double {
        let deviation = (high - low) / (2 * halfWidths(of: level))
        guard deviation > 0, deviation.isFinite, value.isFinite else { return value > bound ? 1 : 0 }
        return standardNormalCumulative((value - bound) / deviation)
    }

    /// Probability that at least `least` of several looks show a condition: the `least`-th highest of theirs.
    ///
    /// Exact where the errors of looks depend on each other fully, as those of one network at one place nearly do. Taken as independent,
    /// small doubts of many looks would add up to a sighting that no look made.
    static func atLeast(_ least: Int, of probabilities: [Double]) -> Double {
        guard least > 0 else { return 1 }
        guard least <= probabilities.count else { return 0 }
        return probabilities.sorted(by: >)[least - 1]
    }

    /// Standard deviations from the middle of a normal range with this probability to its end.
    static func halfWidths(of level: Double) -> Double {
        standardNormalQuantile((1 + min(max(level, 0.01), 0.9999)) / 2)
    }
}
