/// Something that looks tell together, as data and as one careful sentence.
public struct Finding: Hashable, Codable, Sendable {
    /// Derived from what it tells of.
    public var id: String
    /// The zone, by id; nil for what belongs to none.
    public var zone: String?
    /// The sentence, with its caveats in it.
    public var sentence: String
    /// The looks that it rests on, by id, in the order of time.
    public var looks: [String]
    /// The data.
    public var content: Content

    /// Makes a finding.
    public init(id: String, zone: String?, sentence: String, looks: [String], content: Content) {
        self.id = id
        self.zone = zone
        self.sentence = sentence
        self.looks = looks
        self.content = content
    }

    /// What a finding tells.
    public enum Content: Hashable, Codable, Sendable {
        /// Seen for the first time, not any more, or never.
        case first(FirstSince)
        /// Seen in each of several looks.
        case presence(Presence)
        /// The visit of one object, or of several of one class that the same looks show and do not show.
        case visits([Visit])
        /// A look against its history.
        case unusual(UnusualLook)
        /// A change of rate.
        case change(RateChange)
        /// How long objects stay.
        case stayLength(StayLength)
        /// On which share of days something is there.
        case shareWithPresence(ShareWithPresence)
        /// How many there are.
        case repeatedCount(RepeatedCount)
        /// When something that is seen in a look arrived.
        case arrival(DatedArrival)

        /// "first since", "not since", "never", "presence", "visit", "unusual", "change", "stay length", "share with presence",
        /// "repeated count", "arrival".
        public var kind: String {
            switch self {
            case .first(let found): found.kind.rawValue
            case .presence: "presence"
            case .visits: "visit"
            case .unusual: "unusual"
            case .change: "change"
            case .stayLength: "stay length"
            case .shareWithPresence: "share with presence"
            case .repeatedCount: "repeated count"
            case .arrival: "arrival"
            }
        }
    }
}
