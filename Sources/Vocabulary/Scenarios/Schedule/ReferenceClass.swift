/// What became of comparable works: the view from outside, beside the one that adds up phases.
public struct ReferenceClass: Hashable, Codable, Sendable {
    /// One comparable work.
    public struct Member: Hashable, Codable, Sendable {
        /// What it was: "Cienfuegos, 1995 to 2007".
        public var text: String
        /// How long it took from its beginning to its end, in the network's time unit; where it did not end, how long it had lasted when
        /// last heard of. Above 0.
        public var duration: Double
        /// Whether it ended well; a work that was never carried through, or is not yet, has not.
        public var isFinished: Bool
        /// Where this comes from.
        public var basis: InputBasis

        /// Makes a member.
        ///
        /// - Parameters:
        ///   - text: What it was.
        ///   - duration: How long it took, or had lasted when last heard of; above 0.
        ///   - isFinished: Whether it ended well.
        ///   - basis: Where this comes from.
        public init(text: String, duration: Double, isFinished: Bool, basis: InputBasis = InputBasis()) {
            self.text = text
            self.duration = duration
            self.isFinished = isFinished
            self.basis = basis
        }
    }

    /// What was tried at this very place.
    public struct History: Hashable, Codable, Sendable {
        /// How often it was tried.
        public var attempts: Int
        /// How often it was carried through; at most as often as tried.
        public var successes: Int
        /// Over how many years; above 0.
        public var years: Double
        /// Where this comes from.
        public var basis: InputBasis

        /// States a history.
        ///
        /// - Parameters:
        ///   - attempts: How often it was tried.
        ///   - successes: How often it was carried through.
        ///   - years: Over how many years.
        ///   - basis: Where this comes from.
        public init(attempts: Int, successes: Int, years: Double, basis: InputBasis = InputBasis()) {
            self.attempts = attempts
            self.successes = successes
            self.years = years
            self.basis = basis
        }
    }

    /// What it is a class of: "restarts of idle refineries".
    public var text: String
    /// The works.
    public var members: [Member]
    /// What was tried at this place; nil where nobody states it.
    public var history: History?

    /// Makes a class.
    ///
    /// - Parameters:
    ///   - text: What it is a class of.
    ///   - members: The works.
    ///   - history: What was tried at this place.
    public init(text: String, members: [Member], history: History? = nil) {
        self.text = text
        self.members = members
        self.history = history
    }

    /// The numbers of its members, as inputs: "reference.3".
    public func inputs(timeUnit: String) -> [ScenarioInput] {
        members.enumerated().map { index, member in
            ScenarioInput(
                id: "reference.\(index + 1)",
                text: "\(member.text), \(member.isFinished ? "finished" : "not finished")",
                number: UncertainNumber(member.duration), unit: timeUnit, basis: member.basis)
        }
    }
}
