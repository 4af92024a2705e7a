/// What the counts of a consist were made of, so that those of several tracks can be added: a network errs alike on all of
/// them, and what is only bounded does not average out.
public struct CountBasis: Hashable, Codable, Sendable {
    /// Of all vehicles.
    public var whole: Part
    /// Of the classes of which there may be any on what could be seen.
    public var classes: [String: Part]

    /// Makes a record of what counts were made of.
    public init(whole: Part, classes: [String: Part] = [:]) {
        self.whole = whole
        self.classes = classes
    }

    /// Of a class; where none can be seen, only what may stand where nothing can be seen.
    public func part(ofClass name: String) -> Part {
        classes[name] ?? Part(probabilities: [1], below: 0, above: whole.above)
    }

    /// What one count was made of.
    public struct Part: Hashable, Codable, Sendable {
        /// Probabilities of 0, 1, 2, … vehicles on what could be seen, as the network read it, before its measured errors.
        public var probabilities: [Double]
        /// Vehicles by which the lower end is lowered for what is bounded only: lengths, hidden stretches.
        public var below: Int
        /// Vehicles by which the upper end is raised for it.
        public var above: Int
        /// What analysts decided.
        public var decisions: CountDecisions

        /// Makes a part; nobody decided anything of it yet.
        public init(
            probabilities: [Double], below: Int, above: Int, decisions: CountDecisions = CountDecisions()
        ) {
            self.probabilities = probabilities
            self.below = below
            self.above = above
            self.decisions = decisions
        }
    }
}

/// By how much analysts' decisions move a count.
public struct CountDecisions: Hashable, Codable, Sendable {
    /// Vehicles that came to it: drawn, or taken for another class before.
    public var added: Int
    /// Vehicles that went: rejected, drawn anew, or of another class.
    public var removed: Int
    /// Vehicles that are what the network says.
    public var confirmed: Int

    /// Makes a record; by default nothing was decided.
    public init(added: Int = 0, removed: Int = 0, confirmed: Int = 0) {
        self.added = added
        self.removed = removed
        self.confirmed = confirmed
    }

    /// Whether nothing was decided.
    public var isEmpty: Bool { added + removed + confirmed == 0 }

    /// The decisions about two counts together.
    public static func + (one: CountDecisions, other: CountDecisions) -> CountDecisions {
        CountDecisions(
            added: one.added + other.added, removed: one.removed + other.removed,
            confirmed: one.confirmed + other.confirmed)
    }

    /// An interval moved by them: its lower end does not lie below the vehicles that an analyst confirmed or added, since
    /// what the network says of the others is not known the better for it.
    ///
    /// - Parameters:
    ///   - range: The interval before.
    ///   - detected: Vehicles that are counted now; the interval holds them.
    /// - Returns: The interval after.
    public func moved(_ range: ClosedRange<Int>, around detected: Int) -> ClosedRange<Int> {
        let low = min(detected, max(confirmed + added, range.lowerBound - removed + added))
        return max(0, low)...max(0, detected, range.upperBound - removed + added)
    }
}
