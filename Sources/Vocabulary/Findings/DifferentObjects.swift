public import Evidence

/// How many different objects some looks at a zone show together: what stands there in two of them counts once.
public struct DifferentObjects: Hashable, Codable, Sendable {
    /// The zone, by id.
    public var zone: String
    /// What was counted: "tank-car on tracks".
    public var quantity: String
    /// The looks that counted some, in the order of time.
    public var looks: [Shown]
    /// Looks that could tell and counted none, by id, in the order of time.
    public var empty: [String]
    /// Looks that could not tell, by id, in the order of time.
    public var blind: [String]
    /// Probabilities of 0, 1, 2 … different objects; empty where no look could tell.
    public var probabilities: [Double]
    /// The number to name where one must be named: the median; nil where no look could tell.
    public var middle: Int?
    /// Range that holds the number with ``level``; nil where no look could tell.
    public var range: ClosedRange<Int>?
    /// Probability of the range.
    public var level: Double
    /// What it rests on, one sentence, or why nothing is known.
    public var sentence: String
    /// What must be known beside it, sentences.
    public var remarks: [String]

    /// Makes a record.
    public init(
        zone: String, quantity: String, looks: [Shown], empty: [String], blind: [String], probabilities: [Double],
        middle: Int?, range: ClosedRange<Int>?, level: Double, sentence: String, remarks: [String]
    ) {
        self.zone = zone
        self.quantity = quantity
        self.looks = looks
        self.empty = empty
        self.blind = blind
        self.probabilities = probabilities
        self.middle = middle
        self.range = range
        self.level = level
        self.sentence = sentence
        self.remarks = remarks
    }

    /// Whether a look could tell.
    public var isKnown: Bool { middle != nil }

    /// "12", or "12 (11 to 17)" with the range; "an unknown number" where no look could tell.
    public var words: String {
        guard let middle, let range else { return "an unknown number" }
        return range.lowerBound == range.upperBound
            ? "\(middle)" : "\(middle) (\(range.lowerBound) to \(range.upperBound))"
    }

    /// One look that counted some.
    public struct Shown: Hashable, Codable, Sendable {
        /// The look, by id.
        public var look: String
        /// When it was.
        public var time: AcquisitionTime
        /// What it counted.
        public var count: ActivitySeries.Count
        /// Share of the zone that was visible, 0…1.
        public var visibleShare: Double
        /// Of those detected, how many were seen in an earlier of the looks, on the mean; nil where nobody followed them.
        public var seenBefore: Double?

        /// Makes a record.
        public init(
            look: String, time: AcquisitionTime, count: ActivitySeries.Count, visibleShare: Double, seenBefore: Double?
        ) {
            self.look = look
            self.time = time
            self.count = count
            self.visibleShare = visibleShare
            self.seenBefore = seenBefore
        }
    }
}
