public import Evidence
public import Foundation

/// Something was seen, and was not seen in the looks before: what they exclude, and what they do not.
public struct FirstSince: Hashable, Codable, Sendable {
    /// The zone, by id.
    public var zone: String
    /// What was counted.
    public var quantity: String
    /// What the record says at its end.
    public var kind: Kind
    /// The look that shows it; of ``Kind/notSince`` the first that shows nothing after it; nil where nothing was ever seen.
    public var seen: Mark?
    /// The last look before that shows any, be it in doubt; nil where none does.
    public var previous: Mark?
    /// Whether that look is in doubt: it counted some, but none may be there.
    public var isPreviousInDoubt: Bool
    /// The looks that could see and counted nothing, in the order of time.
    public var between: [Mark]
    /// How many looks in that time could not tell.
    public var blind: Int
    /// Days between looks that could tell, from the previous one, or the first, to the last; nil for fewer than two.
    public var gaps: Gaps?
    /// What the looks between exclude, for several lengths of a visit.
    public var exclusions: [Exclusion]

    /// Makes a record.
    public init(
        zone: String, quantity: String, kind: Kind, seen: Mark?, previous: Mark?, isPreviousInDoubt: Bool,
        between: [Mark], blind: Int, gaps: Gaps?, exclusions: [Exclusion]
    ) {
        self.zone = zone
        self.quantity = quantity
        self.kind = kind
        self.seen = seen
        self.previous = previous
        self.isPreviousInDoubt = isPreviousInDoubt
        self.between = between
        self.blind = blind
        self.gaps = gaps
        self.exclusions = exclusions
    }

    /// What the record says.
    public enum Kind: String, Hashable, Codable, CaseIterable, Sendable {
        /// Seen, after looks that saw nothing.
        case firstSince = "first since"
        /// Seen in the past, not in the latest looks.
        case notSince = "not since"
        /// Never seen.
        case never
    }

    /// A look.
    public struct Mark: Hashable, Codable, Sendable {
        /// The look, by id.
        public var look: String
        /// When it was.
        public var time: AcquisitionTime
        /// Share of the zone that was visible, 0…1.
        public var visibleShare: Double
        /// Probability that one object in the zone would have been counted; nil where nobody measured.
        public var detection: Double?
        /// The count.
        public var count: ActivitySeries.Count?

        /// Makes a mark of a point.
        public init(_ point: ActivitySeries.Point) {
            look = point.look
            time = point.time
            visibleShare = point.visibleShare
            detection = point.detection
            count = point.count
        }
    }

    /// Days between looks.
    public struct Gaps: Hashable, Codable, Sendable {
        /// How many.
        public var count: Int
        /// The shortest, in days.
        public var shortest: Double
        /// The median, in days.
        public var median: Double
        /// The longest, in days.
        public var longest: Double
        /// The look before the longest.
        public var longestAfter: Date
        /// The look after it.
        public var longestUntil: Date

        /// Makes a summary.
        public init(
            count: Int, shortest: Double, median: Double, longest: Double, longestAfter: Date, longestUntil: Date
        ) {
            self.count = count
            self.shortest = shortest
            self.median = median
            self.longest = longest
            self.longestAfter = longestAfter
            self.longestUntil = longestUntil
        }
    }

    /// A rate that looks exclude.
    public struct Exclusion: Hashable, Codable, Sendable {
        /// Days that a visit is taken to last: an assumption.
        public var dwell: Double
        /// Visits a month of 30.44 days above which the looks exclude; nil where they exclude none.
        public var ratePerMonth: Double?
        /// Share of the time that something is there at that rate; nil where no rate is excluded.
        public var presence: Double?
        /// With this confidence.
        public var level: Double
        /// Probability that a visit of this length in the time between would have been seen.
        public var capture: Double

        /// Makes a record.
        public init(dwell: Double, ratePerMonth: Double?, presence: Double?, level: Double, capture: Double) {
            self.dwell = dwell
            self.ratePerMonth = ratePerMonth
            self.presence = presence
            self.level = level
            self.capture = capture
        }
    }
}
