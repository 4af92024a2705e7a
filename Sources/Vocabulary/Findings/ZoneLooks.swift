public import Evidence

/// The looks at one zone in the order of time, whatever was counted in them.
public struct ZoneLooks: Hashable, Codable, Sendable {
    /// The zone, by id.
    public var zone: String
    /// Looks, ordered by time.
    public var looks: [Entry]
    /// Days between looks that could see something, usable or in part; nil for fewer than two.
    public var gaps: FirstSince.Gaps?
    /// What was left out, in sentences.
    public var remarks: [String]

    /// Makes a record.
    public init(zone: String, looks: [Entry], gaps: FirstSince.Gaps?, remarks: [String]) {
        self.zone = zone
        self.looks = looks
        self.gaps = gaps
        self.remarks = remarks
    }

    /// One look.
    public struct Entry: Hashable, Codable, Sendable {
        /// The look, by id.
        public var look: String
        /// When it was.
        public var time: AcquisitionTime
        /// Share of the zone that was visible, 0…1.
        public var visibleShare: Double
        /// What it is good for.
        public var usability: Look.Usability

        /// Makes a record.
        public init(look: String, time: AcquisitionTime, visibleShare: Double, usability: Look.Usability) {
            self.look = look
            self.time = time
            self.visibleShare = visibleShare
            self.usability = usability
        }
    }
}
