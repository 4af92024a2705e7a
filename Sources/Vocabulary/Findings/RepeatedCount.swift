/// How many objects there are on the mean, from counts that were repeated within a period in which their number is taken not to change.
public struct RepeatedCount: Hashable, Codable, Sendable {
    /// The zone, by id.
    public var zone: String
    /// What was counted.
    public var quantity: String
    /// The period within which none is taken to come or go.
    public var period: Period
    /// Periods with more than one look that shows nearly all of the zone.
    public var repeated: Int
    /// Looks in them.
    public var looks: Int
    /// Mean of their counts.
    public var meanCount: Double
    /// Probability of the intervals.
    public var level: Double
    /// The first of these looks.
    public var first: FirstSince.Mark
    /// The last of these looks.
    public var last: FirstSince.Mark
    /// All of these looks, by id, in the order of time.
    public var lookIDs: [String]
    /// What the counts tell.
    public var outcome: Outcome

    /// Makes a record.
    public init(
        zone: String, quantity: String, period: Period, repeated: Int, looks: Int, meanCount: Double, level: Double,
        first: FirstSince.Mark, last: FirstSince.Mark, lookIDs: [String], outcome: Outcome
    ) {
        self.zone = zone
        self.quantity = quantity
        self.period = period
        self.repeated = repeated
        self.looks = looks
        self.meanCount = meanCount
        self.level = level
        self.first = first
        self.last = last
        self.lookIDs = lookIDs
        self.outcome = outcome
    }

    /// How long a period is.
    public enum Period: String, Hashable, Codable, Sendable {
        /// A day.
        case day
        /// From Monday to Sunday.
        case week
    }

    /// A number, or why the counts do not tell it.
    public enum Outcome: Hashable, Codable, Sendable {
        /// The mean number that is there, and the probability that a look counts one of them.
        case estimated(mean: BoundedEstimate, detection: BoundedEstimate)
        /// They do not bound it, because …
        case unbounded(because: String)
    }
}
