public import Geodesy

/// One object followed through the looks of a place: where it was seen, where it was looked for and not seen, and where nothing
/// could be seen.
public struct ObjectChain: Hashable, Codable, Sendable {
    /// Derived from its first detection.
    public var id: String
    /// The class that most of its detections have.
    public var className: String
    /// Where it was seen last.
    public var lastBox: GroundBox
    /// What each look says of it, in the order of the looks.
    public var steps: [Step]
    /// What happened to it, in the order of the looks.
    public var events: [Event]

    /// Makes a record of a chain.
    public init(id: String, className: String, lastBox: GroundBox, steps: [Step], events: [Event]) {
        self.id = id
        self.className = className
        self.lastBox = lastBox
        self.steps = steps
        self.events = events
    }

    /// One look's word on an object.
    public struct Step: Hashable, Codable, Sendable {
        /// The look.
        public var look: String
        /// What it says.
        public var sight: Sight
        /// Probability that the object was there then, given all looks up to this one, 0…1.
        public var presence: Double

        /// Makes a record of a step.
        public init(look: String, sight: Sight, presence: Double) {
            self.look = look
            self.sight = sight
            self.presence = presence
        }
    }

    /// Whether an object was seen.
    public enum Sight: Hashable, Codable, Sendable {
        /// It was, as this detection.
        case seen(detection: String)
        /// It was, but which of several detections it is cannot be told; this one fits best.
        case seenButNotWhich(detection: String)
        /// Its place was seen and it was not.
        case notSeen
        /// Its place could not be seen.
        case notLooked

        /// The detection that stands for it; nil where it was not seen.
        public var detection: String? {
            switch self {
            case .seen(let detection), .seenButNotWhich(let detection): detection
            case .notSeen, .notLooked: nil
            }
        }
    }

    /// Something that happened to an object between two looks.
    public struct Event: Hashable, Codable, Sendable {
        /// What happened.
        public var kind: Kind
        /// The last look before it.
        public var after: String
        /// The first look that shows it.
        public var until: String
        /// Probability that it did, 0…1, under the accuracy of detection that was given.
        public var probability: Double
        /// Metres between both places, of something that moved or stayed.
        public var distance: Double?
        /// What it rests on and what is in doubt, in sentences.
        public var remarks: [String]

        /// Makes a record of an event.
        public init(
            kind: Kind, after: String, until: String, probability: Double, distance: Double? = nil,
            remarks: [String] = []
        ) {
            self.kind = kind
            self.after = after
            self.until = until
            self.probability = probability
            self.distance = distance
            self.remarks = remarks
        }
    }

    /// What can happen to an object between two looks.
    public enum Kind: String, Hashable, Codable, CaseIterable, Sendable {
        /// It was not there, and then it was.
        case arrived
        /// It was there, and then it was not.
        case departed
        /// It is where it was.
        case stayed
        /// It is somewhere else.
        case moved
        /// It may have come or gone; what was seen does not tell.
        case undetermined
    }

    /// The look in which it was first seen.
    public var firstSeen: String? { steps.first { $0.sight.detection != nil }?.look }
    /// The look in which it was last seen.
    public var lastSeen: String? { steps.last { $0.sight.detection != nil }?.look }
    /// The looks in which its place was seen and it was not.
    public var notSeen: [String] { steps.filter { $0.sight == .notSeen }.map(\.look) }
}
