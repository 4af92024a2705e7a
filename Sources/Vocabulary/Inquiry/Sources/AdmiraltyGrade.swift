/// How reliable a source is and how credible what it says is, judged apart: the Admiralty code.
///
/// F and 6 mean that nobody can judge. That is no bad grade.
///
/// Source: STANAG 2511 and AJP-2.1; the words are given here in our own form. The standard has no numbers: see ``GradeWeight``.
public struct AdmiraltyGrade: Hashable, Sendable {
    /// How reliable the source has been, without regard to what it says now.
    public enum Reliability: String, CaseIterable, Codable, Sendable {
        /// Has been right always.
        case a = "A"
        /// Is usually right.
        case b = "B"
        /// Is fairly often right.
        case c = "C"
        /// Is usually not right.
        case d = "D"
        /// Is not to be relied on.
        case e = "E"
        /// Cannot be judged.
        case f = "F"

        /// What the letter means.
        public var words: String {
            switch self {
            case .a: "completely reliable"
            case .b: "usually reliable"
            case .c: "fairly reliable"
            case .d: "not usually reliable"
            case .e: "unreliable"
            case .f: "reliability cannot be judged"
            }
        }
    }

    /// How credible what it says is, without regard to who says it.
    public enum Credibility: Int, CaseIterable, Codable, Sendable {
        /// Others say the same, independently.
        case confirmed = 1
        /// Fits what is known.
        case probablyTrue
        /// May be so.
        case possiblyTrue
        /// May be so, but little speaks for it.
        case doubtful
        /// Others say otherwise.
        case improbable
        /// Cannot be judged.
        case unknown

        /// What the digit means.
        public var words: String {
            switch self {
            case .confirmed: "confirmed by others"
            case .probablyTrue: "probably true"
            case .possiblyTrue: "possibly true"
            case .doubtful: "doubtful"
            case .improbable: "improbable"
            case .unknown: "truth cannot be judged"
            }
        }
    }

    /// The letter.
    public let reliability: Reliability
    /// The digit.
    public let credibility: Credibility

    /// Nobody judged: F6.
    public static let notJudged = AdmiraltyGrade(.f, .unknown)

    /// Makes a grade.
    ///
    /// - Parameters:
    ///   - reliability: The letter.
    ///   - credibility: The digit.
    public init(_ reliability: Reliability, _ credibility: Credibility) {
        self.reliability = reliability
        self.credibility = credibility
    }

    /// Reads "B2"; the letter may be small, and spaces may stand around and between.
    ///
    /// - Parameter text: The grade as somebody wrote it.
    /// - Throws: ``SourceFlaw`` that says which part is wrong.
    public init(_ text: String) throws(SourceFlaw) {
        let expected = "expected a letter A to F and a digit 1 to 6, such as B2; F and 6 where nobody can judge"
        let signs = text.filter { !$0.isWhitespace }.prefix(64)
        guard signs.count == 2, let letter = signs.first, let digit = signs.last else {
            throw SourceFlaw("the grade '\(signs.prefix(20))' is no letter with a digit", expected)
        }
        guard letter.isASCII, let reliability = Reliability(rawValue: letter.uppercased()) else {
            throw SourceFlaw("the grade '\(signs)' begins with '\(letter)'", expected)
        }
        guard digit.isASCII, let number = digit.wholeNumberValue, let credibility = Credibility(rawValue: number) else {
            throw SourceFlaw("the grade '\(signs)' ends in '\(digit)'", expected)
        }
        self.init(reliability, credibility)
    }

    /// "B2".
    public var text: String { "\(reliability.rawValue)\(credibility.rawValue)" }

    /// "usually reliable; probably true".
    public var words: String { "\(reliability.words); \(credibility.words)" }

    /// How far what the source says can be relied on; elicited, see ``GradeWeight``.
    ///
    /// Where letter and digit are known the lower of the two counts. Where one is unknown, the other's mode and high end hold, and the
    /// low end is widened to that of an unknown one: not to know lowers nothing, it widens. Where both are unknown, so is the weight.
    public var weight: GradeWeight {
        let letter = reliability == .f ? nil : reliability.weight
        let digit = credibility == .unknown ? nil : credibility.weight
        switch (letter, digit) {
        case (let letter?, let digit?): return digit.mode < letter.mode ? digit : letter
        case (let known?, nil), (nil, let known?):
            return GradeWeight(min(known.low, GradeWeight.unknown.low), known.mode, known.high)
        case (nil, nil): return .unknown
        }
    }
}

extension AdmiraltyGrade.Reliability {
    /// The elicited weight of the letter alone.
    public var weight: GradeWeight {
        switch self {
        case .a: GradeWeight.elicited[0]
        case .b: GradeWeight.elicited[1]
        case .c: GradeWeight.elicited[2]
        case .d: GradeWeight.elicited[3]
        case .e: GradeWeight.elicited[4]
        case .f: GradeWeight.elicited[5]
        }
    }
}

extension AdmiraltyGrade.Credibility {
    /// The elicited weight of the digit alone.
    public var weight: GradeWeight { GradeWeight.elicited[rawValue - 1] }
}

extension AdmiraltyGrade: Codable {
    /// Reads the grade as its text; refuses any other.
    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the grade as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
