/// Points at a record of the case.
public struct RecordReference: Hashable, Sendable, Comparable {
    /// What kind of record it is.
    public var kind: Kind
    /// Which one.
    public var id: String
    /// The scenario that an outcome belongs to; nil for all other kinds, and for what is the same in all scenarios.
    public var scenario: String?

    /// Points at a record.
    ///
    /// - Parameters:
    ///   - kind: What kind of record it is.
    ///   - id: Which one.
    ///   - scenario: The scenario that an outcome belongs to.
    public init(_ kind: Kind, _ id: String, scenario: String? = nil) {
        self.kind = kind
        self.id = id
        self.scenario = scenario
    }

    /// Kinds of record that something can rest on.
    public enum Kind: String, Hashable, CaseIterable, Sendable {
        /// Who said it.
        case source
        /// What is claimed.
        case fact
        /// What happened.
        case event
        /// What looks tell together.
        case finding
        /// One zone, seen once.
        case look
        /// One acquisition.
        case scene
        /// One object in one scene.
        case detection
        /// One measured quantity of one look.
        case observation
        /// What stood on a track.
        case consist
        /// What changed on the ground.
        case change
        /// What an indicator was read as.
        case indicator
        /// A number that came out of scenarios.
        case outcome
        /// A number that went into them.
        case input
        /// A network.
        case model
        /// A zone of the site.
        case zone
        /// How likely hypotheses are.
        case assessment
        /// The case's own files.
        case `case`
    }

    /// By kind, then id, then scenario.
    public static func < (left: RecordReference, right: RecordReference) -> Bool {
        (left.kind.rawValue, left.id, left.scenario ?? "") < (right.kind.rawValue, right.id, right.scenario ?? "")
    }
}

/// An entry of the list of what a document rests on.
public struct Citation: Hashable, Sendable {
    /// Its number, from 1.
    public var number: Int
    /// The record.
    public var reference: RecordReference
    /// What the record is, in the form that its kind asks for: ICD 206 for sources, ICS 206-01 for networks.
    public var text: String
    /// Its address outside the document, as text; nil where it has none.
    public var address: String?

    /// Makes an entry.
    ///
    /// - Parameters:
    ///   - number: Its number, from 1.
    ///   - reference: The record.
    ///   - text: What the record is.
    ///   - address: Its address outside the document.
    public init(number: Int, reference: RecordReference, text: String, address: String? = nil) {
        self.number = number
        self.reference = reference
        self.text = text
        self.address = address
    }
}

/// Numbers of citations as they stand in a text, runs of three or more drawn together.
public enum CitationRuns {
    /// Runs of neighbouring numbers: 1, 3, 4, 5, 9 as 1…1, 3…5, 9…9; two neighbours stay two.
    ///
    /// - Parameter numbers: Numbers in any order.
    /// - Returns: The runs, rising.
    public static func runs(_ numbers: [Int]) -> [ClosedRange<Int>] {
        var runs: [ClosedRange<Int>] = []
        for number in Set(numbers).sorted() {
            if let last = runs.last, last.upperBound == number - 1 {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs.flatMap { $0.count == 2 ? [$0.lowerBound...$0.lowerBound, $0.upperBound...$0.upperBound] : [$0] }
    }

    /// "[1, 3–5, 9]"; empty for none.
    ///
    /// - Parameter numbers: Numbers in any order.
    /// - Returns: The mark.
    public static func mark(_ numbers: [Int]) -> String {
        let parts = runs(numbers).map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
        return parts.isEmpty ? "" : "[\(parts.joined(separator: ", "))]"
    }
}
