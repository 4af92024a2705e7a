public import Evidence
public import Foundation

/// What the looks at one zone tell of one quantity, in the order of time.
///
/// A look that could not see the zone is a point, too: gaps stay gaps.
public struct ActivitySeries: Hashable, Codable, Sendable {
    /// The zone, by id.
    public var zone: String
    /// What was counted: "ship at berth", "tank-car on tracks".
    public var quantity: String
    /// One for each look, ordered by time.
    public var points: [Point]
    /// What was left out or is in doubt, in sentences.
    public var remarks: [String]

    /// Makes a series.
    public init(zone: String, quantity: String, points: [Point], remarks: [String] = []) {
        self.zone = zone
        self.quantity = quantity
        self.points = points
        self.remarks = remarks
    }

    /// One look.
    public struct Point: Hashable, Codable, Sendable {
        /// The look, by id.
        public var look: String
        /// When it was.
        public var time: AcquisitionTime
        /// Share of the zone that was visible, 0…1.
        public var visibleShare: Double
        /// What it says.
        public var sight: Sight
        /// Probability that one object in the zone would have been counted, 0…1: measured recall times visible share; nil where
        /// nobody measured the network.
        public var detection: Double?

        /// Makes a point.
        public init(look: String, time: AcquisitionTime, visibleShare: Double, sight: Sight, detection: Double?) {
            self.look = look
            self.time = time
            self.visibleShare = visibleShare
            self.sight = sight
            self.detection = detection
        }

        /// The count; nil where nothing could be told.
        public var count: Count? {
            if case .counted(let count) = sight { count } else { nil }
        }

        /// Whether anything was counted, be it in doubt.
        public var showsPresence: Bool { (count?.detected ?? 0) > 0 }

        /// Whether at least one is there with the interval's probability.
        public var isSureOfPresence: Bool { (count?.low ?? 0) > 0 }

        /// Whether it could see and counted nothing.
        public var showsNothing: Bool { count?.detected == 0 }
    }

    /// What a look says of a quantity.
    public enum Sight: Hashable, Codable, Sendable {
        /// So many.
        case counted(Count)
        /// Nothing could be told, because …
        case notLooked(because: String)
    }

    /// A count with the range that holds the true number with a probability.
    public struct Count: Hashable, Codable, Sendable {
        /// Objects counted.
        public var detected: Int
        /// Lower end.
        public var low: Int
        /// Upper end.
        public var high: Int
        /// Probability that the range holds the true number.
        public var level: Double

        /// Makes a count.
        public init(detected: Int, low: Int, high: Int, level: Double) {
            self.detected = detected
            self.low = low
            self.high = high
            self.level = level
        }
    }

    /// Points whose look could tell.
    public var seeing: [Point] { points.filter { $0.count != nil } }
}

/// A week, month or season of a series.
public struct ActivityPeriod: Hashable, Codable, Sendable {
    /// "2025-02", "2025-W07", "winter 2024/25".
    public var name: String
    /// First instant, UTC.
    public var start: Date
    /// First instant after it, UTC.
    public var end: Date
    /// Looks that could tell.
    public var looks: Int
    /// Looks that could not.
    public var blind: Int
    /// Looks that counted at least one.
    public var withPresence: Int
    /// Range that holds the share of instants with presence with probability 0.9, for looks at instants by lot; nil without looks
    /// that could tell.
    public var presence: ClosedRange<Double>?
    /// The highest count of a look; nil without looks that could tell.
    public var highest: ActivitySeries.Count?
    /// Mean of the counts; nil without looks that could tell.
    public var mean: Double?

    /// Makes a summary of a period.
    public init(
        name: String, start: Date, end: Date, looks: Int, blind: Int, withPresence: Int,
        presence: ClosedRange<Double>?, highest: ActivitySeries.Count?, mean: Double?
    ) {
        self.name = name
        self.start = start
        self.end = end
        self.looks = looks
        self.blind = blind
        self.withPresence = withPresence
        self.presence = presence
        self.highest = highest
        self.mean = mean
    }
}
