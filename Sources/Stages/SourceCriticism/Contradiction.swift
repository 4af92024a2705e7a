/// What sources say that cannot all be true. It is told, never resolved.
public struct Contradiction: Hashable, Codable, Sendable {
    /// What kind of contradiction it is.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Two facts of one subject and property hold at one time with different values.
        case valuesDisagree = "values_disagree"
        /// A cause lies after its effect.
        case causeAfterEffect = "cause_after_effect"
        /// A number, or two numbers for one amount, that nothing can have.
        case impossibleNumber = "impossible_number"
        /// A fact was known before its first source was published.
        case knownBeforePublished = "known_before_published"
        /// Parts do not make up their whole.
        case partsAndWhole = "parts_and_whole"
        /// Sources rest on each other in a circle.
        case circle

        /// What it is called.
        public var title: String {
            switch self {
            case .valuesDisagree: "values disagree"
            case .causeAfterEffect: "cause after effect"
            case .impossibleNumber: "impossible number"
            case .knownBeforePublished: "known before published"
            case .partsAndWhole: "parts and whole"
            case .circle: "circle of sources"
            }
        }
    }

    /// What kind of contradiction it is.
    public let kind: Kind
    /// What contradicts what, by whom.
    public let sentence: String
    /// What would resolve it.
    public let resolution: String
    /// The facts that take part, by id.
    public let facts: [String]
    /// The events that take part, by id.
    public let events: [String]
    /// The sources of these, by id, each once in the order of the case.
    public let sources: [String]
}

/// Something about sources that is no contradiction but bears on how far they carry.
public struct SourceRemark: Hashable, Codable, Sendable {
    /// What kind of remark it is.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Several sources of a fact or event go back to fewer origins, which count once each.
        case countsOnce = "counts_once"
        /// Two facts say the same by sources of the same origins.
        case toldTwice = "told_twice"
        /// A source said otherwise later, or somebody replaced a fact.
        case changed
        /// Two facts of one subject and property cannot be held against each other.
        case notCompared = "not_compared"

        /// What it is called.
        public var title: String {
            switch self {
            case .countsOnce: "counts once"
            case .toldTwice: "told twice"
            case .changed: "changed"
            case .notCompared: "not compared"
            }
        }
    }

    /// What kind of remark it is.
    public let kind: Kind
    /// What is to be known.
    public let sentence: String
    /// The facts that it is about, by id.
    public let facts: [String]
    /// The sources that it is about, by id.
    public let sources: [String]
}

/// What was found in what sources say.
public struct SourceReview: Hashable, Codable, Sendable {
    /// What cannot all be true: by kind, then in the order of the case.
    public var contradictions: [Contradiction] = []
    /// What bears on how far sources carry: by kind, then in the order of the case.
    public var remarks: [SourceRemark] = []

    /// A review that found nothing.
    public init() {}
}
