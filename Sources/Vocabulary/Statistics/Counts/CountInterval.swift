import Foundation

/// A count with the range that holds the true number with a probability, as catalogues keep it, and the probabilities that follow.
///
/// What the range leaves over is split between both sides, and belongs to the range where it begins at 0. Within it numbers
/// weigh 1 / (1 + distance from the count); beyond it each further number weighs half of the one before. The form is ours,
/// as catalogues keep the range alone; its masses inside and outside are the range's own.
public struct CountInterval: Hashable, Sendable {
    /// What was counted, 0…10⁹.
    public let detected: Int
    /// Lower end, 0…10⁹.
    public let low: Int
    /// Upper end, at least ``low``.
    public let high: Int
    /// Probability below the range.
    private let below: Double
    /// Probability above it.
    private let above: Double

    /// Ranges with more numbers than this are taken as flat.
    private static let widest = 10_000
    /// Beyond so many halvings nothing is left.
    private static let tail = 40

    /// Takes a count as a catalogue states it: numbers are brought within 0…10⁹, ends that are exchanged are turned round, and a level
    /// that is no number is one of 0.
    ///
    /// - Parameters:
    ///   - detected: What was counted.
    ///   - low: Lower end.
    ///   - high: Upper end.
    ///   - level: Probability that the range holds the true number, 0…1.
    public init(detected: Int, low: Int, high: Int, level: Double) {
        // Catalogues come from outside: no sum of what they say may be more than a number holds.
        func bounded(_ count: Int) -> Int { min(max(count, 0), 1_000_000_000) }
        self.detected = bounded(detected)
        self.low = min(bounded(low), bounded(high))
        self.high = max(bounded(low), bounded(high))
        above = level.isFinite ? min(1, max(0, 1 - level)) / 2 : 0.5
        below = self.low > 0 ? above : 0
    }

    /// Probability that the true number is at least so great.
    ///
    /// - Parameter least: Any number; certain at 0 and below.
    /// - Returns: 0…1.
    public func atLeast(_ least: Int) -> Double {
        guard least > 0 else { return 1 }
        if least > high {
            // Geometric tail: high + 1 and beyond hold all of it, each step half.
            return above * pow(0.5, Double(min(least - high - 1, 1000)))
        }
        if least <= low {
            guard low > 0, least < low else { return 1 - below }
            return 1 - below * pow(0.5, Double(min(low - least, 1000)))
        }
        // Wide ranges would take long to sum number by number; a flat one does for them.
        guard high - low <= Self.widest else {
            let inside = 1 - below - above
            return above + inside * Double(high - least + 1) / Double(high - low + 1)
        }
        var all = 0.0
        var reached = 0.0
        for number in low...high {
            let weight = 1 / (1 + Double(abs(number - detected)))
            all += weight
            if number >= least { reached += weight }
        }
        return above + (1 - below - above) * reached / all
    }

    /// Probabilities of 0, 1, 2 … in the same form; nil for a range that ends above 10 000.
    public var distribution: CountDistribution? {
        guard high <= Self.widest else { return nil }
        var weights = [Double](repeating: 0, count: high + Self.tail + 1)
        let inside = (low...high).map { 1 / (1 + Double(abs($0 - detected))) }
        let all = inside.reduce(0, +)
        for (place, weight) in inside.enumerated() { weights[low + place] = (1 - below - above) * weight / all }
        for step in 1...Self.tail {
            let share = pow(0.5, Double(step))
            weights[high + step] += above * share
            // All that is left below the range ends at 0.
            if step < low { weights[low - step] += below * share }
        }
        if low > 0 { weights[0] += below * pow(0.5, Double(min(low - 1, Self.tail))) }
        while weights.count > 1, let last = weights.last, last <= 0 { weights.removeLast() }
        return CountDistribution(weights: weights)
    }
}
