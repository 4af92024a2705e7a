import Foundation

/// A look at a place, as far as it counts for what could have been seen there.
public struct WatchedInstant: Hashable, Sendable {
    /// Days from any common beginning.
    public var day: Double
    /// Probability that what was there then was seen, 0…1: recall times the share that could be seen.
    public var detection: Double

    /// Makes a look.
    ///
    /// - Precondition: `day` is finite and `detection` lies in 0…1.
    public init(day: Double, detection: Double) {
        precondition(day.isFinite, "A look needs a finite day, found \(day).")
        precondition(detection >= 0 && detection <= 1, "A probability lies in 0…1, found \(detection).")
        self.day = day
        self.detection = detection
    }
}

/// How often something may have visited a place where looks saw nothing.
///
/// Visits begin at random, at a constant rate λ, and last D days, so that something is there at any instant with
/// probability π = 1 − exp(−λD). Looks close together see the same visit: whether something is there keeps the
/// correlation exp(−Δ/D) over Δ days, as a chain of two states does, so that
///
///     P(there at t + Δ | there at t) = π + (1 − π) exp(−Δ/D),   P(there at t + Δ | not there at t) = π (1 − exp(−Δ/D)).
///
/// The probability that no look detects anything is summed exactly over all ways of being there (forward recursion over
/// two states). For looks far apart it is Π (1 − pᵢ π). Visits that may overlap or have one fixed length keep less of the
/// correlation, which would exclude more; the bound is on the safe side there.
///
/// Sources: rate and looks independent of each other: the classical limit for no success in n trials (Clopper and Pearson 1934,
/// Biometrika 26, 404–413); two-state chain: Karlin and Taylor (1975), A First Course in Stochastic Processes, chapter 4.
public struct UnseenVisits: Sendable {
    /// Days that a visit lasts.
    public let dwell: Double
    private let looks: [(detection: Double, kept: Double)]

    /// Prepares looks, in any order.
    ///
    /// - Parameters:
    ///   - looks: Those that saw nothing.
    ///   - dwell: Days that a visit lasts, more than 0.
    ///   - isCorrelated: Whether looks close together see the same visit; else each is taken for a look by itself.
    public init(looks: [WatchedInstant], dwell: Double, isCorrelated: Bool = true) {
        precondition(dwell > 0 && dwell.isFinite, "A visit lasts longer than 0 days, found \(dwell).")
        self.dwell = dwell
        let ordered = looks.sorted { ($0.day, $0.detection) < ($1.day, $1.detection) }
        self.looks = ordered.indices.map { index in
            let gap = index == 0 ? .infinity : ordered[index].day - ordered[index - 1].day
            return (ordered[index].detection, isCorrelated ? exp(-gap / dwell) : 0)
        }
    }

    /// Probability that no look detects anything.
    ///
    /// - Parameter rate: Visits a day, 0 or more.
    /// - Returns: A probability; 1 without looks.
    public func probabilityOfNone(rate: Double) -> Double {
        probabilityOfNone(presence: -expm1(-max(0, rate) * dwell))
    }

    private func probabilityOfNone(presence: Double) -> Double {
        var absent = 1 - presence
        var present = presence
        for look in looks {
            // After the first look both states are unlike what they are on the mean.
            let total = absent + present
            let drawn = (1 - look.kept) * total
            absent = look.kept * absent + drawn * (1 - presence)
            present = (look.kept * present + drawn * presence) * (1 - look.detection)
        }
        return absent + present
    }

    /// The rate above which visits are excluded: there a look would have detected something with probability `level`.
    ///
    /// - Parameter level: Confidence, between 0 and 1.
    /// - Returns: Visits a day; nil where not even something that is always there would have been detected with that
    ///   probability, so that no rate is excluded.
    public func excludedRate(level: Double = 0.95) -> Double? {
        precondition(level > 0 && level < 1, "A confidence lies between 0 and 1, found \(level).")
        let left = 1 - level
        guard probabilityOfNone(presence: 1) < left else { return nil }
        // The probability falls with presence: bisection, then a false position that never leaves the bracket.
        var low = 0.0
        var high = 1.0
        var atLow = 1 - left
        var atHigh = probabilityOfNone(presence: 1) - left
        var side = 0
        for _ in 0..<200 where high - low > 1e-15 * max(high, 1e-6) {
            var middle = (low * atHigh - high * atLow) / (atHigh - atLow)
            if !(middle > low && middle < high) { middle = (low + high) / 2 }
            let found = probabilityOfNone(presence: middle) - left
            if abs(found) < 1e-14 {
                low = middle
                high = middle
            } else if found > 0 {
                low = middle
                atLow = found
                // Illinois rule: an end that stays twice loses half of its weight.
                if side == 1 { atHigh /= 2 }
                side = 1
            } else {
                high = middle
                atHigh = found
                if side == -1 { atLow /= 2 }
                side = -1
            }
        }
        let presence = (low + high) / 2
        return presence < 1 ? -log1p(-presence) / dwell : nil
    }
}

/// How likely looks catch a visit.
public struct VisitCapture: Sendable {
    private let looks: [WatchedInstant]

    /// Prepares looks, in any order.
    public init(looks: [WatchedInstant]) {
        self.looks = looks.sorted { ($0.day, $0.detection) < ($1.day, $1.detection) }
    }

    /// Probability that a visit is seen in at least one look, where it begins at any instant of a span alike.
    ///
    /// Exact: between the instants at which a look enters or leaves the visit the looks that catch it are the same, and each
    /// sees it by itself.
    ///
    /// - Parameters:
    ///   - dwell: Days that it lasts.
    ///   - start: First day on which it may begin.
    ///   - end: Last day on which it may begin.
    /// - Returns: A probability; of a span of no length that of a visit beginning just then.
    public func probability(dwell: Double, from start: Double, to end: Double) -> Double {
        precondition(
            dwell >= 0 && end >= start, "A visit lasts 0 days or longer, in a span that does not end before it begins.")
        var edges = [start, end]
        for look in looks {
            for edge in [look.day - dwell, look.day] where edge > start && edge < end { edges.append(edge) }
        }
        edges.sort()
        guard end > start else { return caught(beginning: start, dwell: dwell) }
        var sum = 0.0
        for (first, last) in zip(edges, edges.dropFirst()) where last > first {
            sum += (last - first) * caught(beginning: (first + last) / 2, dwell: dwell)
        }
        return sum / (end - start)
    }

    private func caught(beginning: Double, dwell: Double) -> Double {
        // Looks are in order, so those that catch it are a run.
        var low = 0
        var high = looks.count
        while low < high {
            let middle = (low + high) / 2
            if looks[middle].day < beginning { low = middle + 1 } else { high = middle }
        }
        var missed = 1.0
        while low < looks.count, looks[low].day <= beginning + dwell {
            missed *= 1 - looks[low].detection
            low += 1
        }
        return 1 - missed
    }
}
