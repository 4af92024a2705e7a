/// How an indicator is told from what a catalogue holds of looks.
public struct IndicatorRule: Hashable, Codable, Sendable {
    /// The zones, by id, in any of which it counts; one or more.
    public var zones: [String]
    /// What a look must show.
    public var condition: Condition
    /// Whether looks must show it, or must not.
    public var sense: Sense

    /// Makes a rule.
    public init(zones: [String], condition: Condition, sense: Sense = .shown(atLeast: 1, ofLatest: nil)) {
        self.zones = zones
        self.condition = condition
        self.sense = sense
    }

    /// What a look must show.
    public enum Condition: Hashable, Codable, Sendable {
        /// So many of what was counted: "tank-car", "ship at berth", "rail vehicles".
        case count(of: String, atLeast: Int)
        /// A measured quantity of anything in the zone within bounds: "length" above 150 m, "share cleared of snow" above 0.3. Of
        /// what must be of a class, the class is named; nil for any.
        case measured(quantity: String, className: String?, bounds: Bounds)
        /// What was told in words of anything in the zone: "snow on the roof" is "bare among white".
        case told(quantity: String, words: [String])
        /// A measured quantity of one thing that differs between two looks by at least so much: "fill" by 0.2.
        case moved(quantity: String, by: Double)
        /// The ground changed in one of these ways over at least so many square metres; no kind for any.
        case ground(kinds: [String], leastArea: Double)
        /// An object of a class stayed for at least so many days.
        case stayed(className: String, days: Double)
    }

    /// Bounds of a measured quantity; at least one of both is given.
    public struct Bounds: Hashable, Codable, Sendable {
        /// It must be above; nil for no lower bound.
        public var above: Double?
        /// It must be below; nil for no upper bound.
        public var below: Double?
        /// The unit as measured: "m", "m³"; "1" for shares.
        public var unit: String

        /// Makes bounds.
        public init(above: Double?, below: Double?, unit: String) {
            self.above = above
            self.below = below
            self.unit = unit
        }
    }

    /// Whether looks must show it, or must not.
    public enum Sense: Hashable, Codable, Sendable {
        /// At least so many looks show it, of all, or of the latest so many that could.
        case shown(atLeast: Int, ofLatest: Int?)
        /// No look that could shows it, and at least so many could.
        case notShown(inAtLeast: Int)
    }
}

/// What a person says of an indicator.
public struct IndicatorStatement: Hashable, Codable, Sendable {
    /// What is said.
    public var outcome: IndicatorOutcome
    /// Who says so, by the ids of sources; none for the analyst's own reading of the imagery.
    public var sources: [String]
    /// The day from which it was known, as ISO 8601; nil where it holds from the beginning.
    public var knownFrom: String?
    /// What exactly was said or seen.
    public var note: String?

    /// Makes a statement.
    public init(
        outcome: IndicatorOutcome, sources: [String] = [], knownFrom: String? = nil, note: String? = nil
    ) {
        self.outcome = outcome
        self.sources = sources
        self.knownFrom = knownFrom
        self.note = note
    }
}

/// What became of an indicator. A missed look is never a negative.
public enum IndicatorOutcome: String, Hashable, Codable, CaseIterable, Sendable {
    /// It holds.
    case seen
    /// It was looked for in looks that could have shown it, and it does not hold.
    case notSeen = "not seen"
    /// No look could tell.
    case notJudged = "could not be judged"
}
