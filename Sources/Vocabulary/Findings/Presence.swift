/// A zone in which each look of a run saw something: since when, until when, and whether it was one object all the time.
public struct Presence: Hashable, Codable, Sendable {
    /// The zone, by id.
    public var zone: String
    /// What was counted.
    public var quantity: String
    /// The looks that counted something, in the order of time; two or more.
    public var seen: [FirstSince.Mark]
    /// How many of them are in doubt: they counted some, but none may be there.
    public var inDoubt: Int
    /// How many looks in that time could not tell.
    public var blind: Int
    /// The last look before that could tell and counted nothing; nil where the run begins with the first look that could tell.
    public var emptyBefore: FirstSince.Mark?
    /// The first look after it that counted nothing; nil where the run goes to the last look that could tell.
    public var emptyAfter: FirstSince.Mark?
    /// Days between the looks of the run.
    public var gaps: FirstSince.Gaps?
    /// Probability that one object was there in all of them and did not leave between; nil where objects were not followed.
    public var sameObject: Double?
    /// The followed objects that were seen in the run, by id, ordered by their first sighting.
    public var objects: [String]

    /// Makes a record.
    public init(
        zone: String, quantity: String, seen: [FirstSince.Mark], inDoubt: Int, blind: Int,
        emptyBefore: FirstSince.Mark?, emptyAfter: FirstSince.Mark?, gaps: FirstSince.Gaps?, sameObject: Double?,
        objects: [String]
    ) {
        self.zone = zone
        self.quantity = quantity
        self.seen = seen
        self.inDoubt = inDoubt
        self.blind = blind
        self.emptyBefore = emptyBefore
        self.emptyAfter = emptyAfter
        self.gaps = gaps
        self.sameObject = sameObject
        self.objects = objects
    }
}
