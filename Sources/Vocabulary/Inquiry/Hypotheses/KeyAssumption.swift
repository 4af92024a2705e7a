/// Something that the answer takes for granted.
public struct KeyAssumption: Hashable, Codable, Sendable {
    /// What is assumed.
    public var text: String
    /// Why it is held.
    public var because: String?
    /// How well it stands.
    public var standing: Standing
    /// What would change it.
    public var wouldChange: String?
    /// What it would do to the answer if it were wrong.
    public var ifWrong: String?

    /// Makes an assumption.
    public init(
        text: String, because: String? = nil, standing: Standing, wouldChange: String? = nil, ifWrong: String? = nil
    ) {
        self.text = text
        self.because = because
        self.standing = standing
        self.wouldChange = wouldChange
        self.ifWrong = ifWrong
    }

    /// How well an assumption stands.
    public enum Standing: String, Hashable, Codable, CaseIterable, Sendable {
        /// Well supported.
        case solid
        /// Holds with some caveat.
        case caveated
        /// Nothing supports it.
        case unsupported
    }
}

/// An answer to one of the structured questions on deception.
public struct DeceptionAnswer: Hashable, Codable, Sendable {
    /// Which question, by its key: "mom-motive".
    public var question: String
    /// Whether it points to deception.
    public var pointsTo: Finding
    /// Why.
    public var note: String?

    /// Makes an answer.
    public init(question: String, pointsTo: Finding, note: String? = nil) {
        self.question = question
        self.pointsTo = pointsTo
        self.note = note
    }

    /// Whether an answer points to deception.
    public enum Finding: String, Hashable, Codable, CaseIterable, Sendable {
        /// It does.
        case yes
        /// It does not.
        case no
        /// Nobody knows.
        case unknown
    }
}
