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
    ///
    /// What the range leaves over is split between both sides, and belongs to the range where it begins at 0. Within it numbers
    /// weigh 1 / (1 + distance from the count); beyond it each further number weighs half of the one before. The form is ours,
    /// as catalogues keep the range alone; its masses inside and outside are the range's own.
    static func atLeast(_ least: Int, detected: Int, low: Int, high: Int, level: Double) -> Double {
        guard least > 0 else { return 1 }
        // Catalogues come from outside: no sum of what they say may be more than a number holds.
        func bounded(_ count: Int) -> Int { min(max(count, 0), 1_000_000_000) }
        let detected = bounded(detected)
        let (first, second) = (bounded(low), bounded(high))
        let (low, high) = (min(first, second), max(first, second))
        let outside = level.isFinite ? min(1, max(0, 1 - level)) / 2 : 0.5
        let below = low > 0 ? outside : 0
        if least > high {
            // Geometric tail: high + 1 and beyond hold all of it, each step half.
            return outside * pow(0.5, Double(min(least - high - 1, 1000)))
        }
        if least <= low {
            guard low > 0, least < low else { return 1 - below }
            return 1 - below * pow(0.5, Double(min(low - least, 1000)))
        }
        // Wide ranges would take long to sum number by number; a flat one does for them.
        guard high - low <= 10_000 else {
            let inside = 1 - below - outside
            return outside + inside * Double(high - least + 1) / Double(high - low + 1)
        }
        var all = 0.0
        var reached = 0.0
        for number in low...high {
            let weight = 1 / (1 + Double(abs(number - detected)))
            all += weight
            if number >= least { reached += weight }
        }
        return outside + (1 - below - outside) * reached / all
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
