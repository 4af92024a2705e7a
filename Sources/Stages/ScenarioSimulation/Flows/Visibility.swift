import Foundation

/// A look at the place where a carrier would be seen.
public struct LinkLook: Hashable, Sendable {
    /// When, in days from any beginning.
    public let time: Double
    /// The probability that a carrier which is there is found, 0…1.
    public let detection: Double

    /// States a look.
    ///
    /// - Parameters:
    ///   - time: When, in days from any beginning.
    ///   - detection: The probability that a carrier which is there is found; beyond 0…1 the end counts.
    public init(time: Double, detection: Double) {
        self.time = time
        self.detection = min(1, max(0, detection))
    }
}

/// Whether a flow would have been seen.
public enum Visibility {
    /// Most looks that are counted.
    public static let mostLooks = 5000

    /// How many arrivals the looks would find on average, for one arrival a day.
    ///
    /// An arrival at time t is there from t to t + stay and is found by at least one of the looks in that time with 1 − Π(1 − detection);
    /// the integral of that over t. Looks that follow each other within the stay see the same carriers, which this counts once.
    ///
    /// - Parameters:
    ///   - looks: At most ``mostLooks``, in any order; further ones are left out. Those whose time is not finite are.
    ///   - stay: How long each stays, d, 0 or more.
    /// - Returns: Days; 0 without a look.
    public static func daysWatched(_ looks: [LinkLook], stay: Double) -> Double {
        guard stay > 0, stay.isFinite else { return 0 }
        let sorted = looks.prefix(mostLooks).filter { $0.time.isFinite }.sorted { $0.time < $1.time }
        // An arrival is seen by look k where it comes between `time − stay` and `time`.
        let turns = (sorted.map { $0.time - stay } + sorted.map(\.time)).sorted()
        var (first, total) = (0, 0.0)
        for (start, end) in zip(turns, turns.dropFirst()) where end > start {
            let middle = start + (end - start) / 2
            while first < sorted.count, sorted[first].time < middle { first += 1 }
            var missed = 1.0
            for look in sorted[first...] {
                guard look.time - stay < middle else { break }
                missed *= 1 - look.detection
            }
            total += (end - start) * (1 - missed)
        }
        return total
    }

    /// The probability that looks find none of what comes.
    ///
    /// Arrivals are taken to come at random, each independently of the others (a Poisson process), so that the number found is Poisson
    /// distributed about rate × ``daysWatched(_:stay:)``. What comes by a timetable is missed more or less often than that.
    ///
    /// - Parameters:
    ///   - carriersADay: How many come a day, 0 or more.
    ///   - together: How many come at once and are found or missed as one, 1 or more.
    ///   - looks: The looks.
    ///   - stay: How long each stays, d.
    /// - Returns: 0…1; 1 where nothing comes, nobody looks, or a number is no number.
    public static func chanceUnseen(
        carriersADay: Double, together: Double = 1, looks: [LinkLook], stay: Double
    ) -> Double {
        chance(carriersADay: carriersADay, together: together, watched: daysWatched(looks, stay: stay))
    }

    static func chance(carriersADay: Double, together: Double, watched: Double) -> Double {
        let found = max(0, carriersADay) / max(1, together) * watched
        return found.isNaN ? 1 : exp(-found)
    }
}
