extension PlantFinding {
    /// A stated set of products against the capacity.
    public struct Slate: Hashable, Codable, Sendable {
        /// The slate, by id.
        public var id: String
        /// What it is.
        public var text: String
        /// All products together, t/d.
        public var rate: Outcome?
        /// All products together as they were stated in barrels, bbl/d; nil where one was not.
        public var barrels: Outcome?
        /// t/y, if that is made on each day on which the plant runs.
        public var streamYear: Outcome?
        /// That as a share of the capacity, %.
        public var streamShare: Outcome?
        /// t/y, if it is made on each of 365 days.
        public var calendarYear: Outcome?
        /// That as a share of the capacity, %.
        public var calendarShare: Outcome?
        /// What that tells, a sentence.
        public var verdict: String

        /// States a slate.
        public init(
            id: String, text: String, rate: Outcome?, barrels: Outcome?, streamYear: Outcome?, streamShare: Outcome?,
            calendarYear: Outcome?, calendarShare: Outcome?, verdict: String
        ) {
            self.id = id
            self.text = text
            self.rate = rate
            self.barrels = barrels
            self.streamYear = streamYear
            self.streamShare = streamShare
            self.calendarYear = calendarYear
            self.calendarShare = calendarShare
            self.verdict = verdict
        }
    }

    /// What a store holds.
    public struct Store: Hashable, Codable, Sendable {
        /// The store, by id.
        public var id: String
        /// What it is.
        public var text: String
        /// What of it can be used, m³; nil where its size is told in t.
        public var volume: Outcome?
        /// What of it can be used, t; nil where nobody says how dense it is.
        public var mass: Outcome?
        /// How many days of the plant's feed that is.
        public var days: Outcome?

        /// States a store.
        public init(id: String, text: String, volume: Outcome?, mass: Outcome?, days: Outcome?) {
            self.id = id
            self.text = text
            self.volume = volume
            self.mass = mass
            self.days = days
        }
    }

    /// What a pipe holds.
    public struct Line: Hashable, Codable, Sendable {
        /// The pipe, by id.
        public var id: String
        /// What it is.
        public var text: String
        /// m³.
        public var volume: Outcome?
        /// bbl.
        public var barrels: Outcome?
        /// t.
        public var mass: Outcome?
        /// How fast the plant's feed would flow in it, m/s.
        public var speed: Outcome?

        /// States a pipe.
        public init(
            id: String, text: String, volume: Outcome?, barrels: Outcome?, mass: Outcome?, speed: Outcome?
        ) {
            self.id = id
            self.text = text
            self.volume = volume
            self.barrels = barrels
            self.mass = mass
            self.speed = speed
        }
    }
}
