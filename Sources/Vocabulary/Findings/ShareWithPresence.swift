/// On which share of the days looked at something was there, once what looks miss is taken in.
public struct ShareWithPresence: Hashable, Codable, Sendable {
    /// The zone, by id.
    public var zone: String
    /// What was counted.
    public var quantity: String
    /// Days with a look that could tell.
    public var days: Int
    /// Of these, days on which some look counted one.
    public var seen: Int
    /// Of these, days on which what was counted may be none.
    public var inDoubt: Int
    /// Days with more than one look that could tell.
    public var repeated: Int
    /// Whether earlier days with looks were left out.
    public var isLatestOnly: Bool
    /// Share of days with presence, 0…1.
    public var share: BoundedEstimate
    /// Probability that a look detects presence, estimated from days with several looks; nil where it was measured for each look.
    public var detection: BoundedEstimate?
    /// Probability of the intervals.
    public var level: Double
    /// The first of these looks.
    public var first: FirstSince.Mark
    /// The last of these looks.
    public var last: FirstSince.Mark
    /// All of these looks, by id, in the order of time.
    public var lookIDs: [String]

    /// Makes a record.
    public init(
        zone: String, quantity: String, days: Int, seen: Int, inDoubt: Int, repeated: Int, isLatestOnly: Bool,
        share: BoundedEstimate, detection: BoundedEstimate?, level: Double, first: FirstSince.Mark,
        last: FirstSince.Mark, lookIDs: [String]
    ) {
        self.zone = zone
        self.quantity = quantity
        self.days = days
        self.seen = seen
        self.inDoubt = inDoubt
        self.repeated = repeated
        self.isLatestOnly = isLatestOnly
        self.share = share
        self.detection = detection
        self.level = level
        self.first = first
        self.last = last
        self.lookIDs = lookIDs
    }
}
