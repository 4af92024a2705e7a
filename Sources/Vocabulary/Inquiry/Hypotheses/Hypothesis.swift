/// One of several competing answers to a case's question.
///
/// Hypotheses may nest: the parts of one exclude each other and are all that it can be. Those without parts, the leaves,
/// carry the evidence; a hypothesis with parts is as likely as its parts together.
public struct Hypothesis: Hashable, Codable, Sendable {
    /// Unique in the case: "H1".
    public var id: String
    /// What it says, as a clause that goes behind "that": "a restart is being prepared with foreign crude".
    public var text: String
    /// How likely it was before the evidence: of all hypotheses for one at the top, of its parent for a part, 0…1.
    public var prior: Double
    /// What it can be; empty for a leaf.
    public var parts: [Hypothesis]

    /// Makes a hypothesis.
    public init(id: String, text: String, prior: Double, parts: [Hypothesis] = []) {
        self.id = id
        self.text = text
        self.prior = prior
        self.parts = parts
    }
}

/// The hypotheses of a case laid out flat.
public struct HypothesisTree: Hashable, Sendable {
    /// All hypotheses, each before its parts, in the order of the case.
    public let entries: [Entry]
    /// Places of the leaves in ``entries``, in their order.
    public let leaves: [Int]

    /// One hypothesis in its place.
    public struct Entry: Hashable, Sendable {
        /// Its id.
        public let id: String
        /// What it says.
        public let text: String
        /// How likely it was before the evidence, of all, 0…1.
        public let prior: Double
        /// Place of the hypothesis that it is a part of; nil at the top.
        public let parent: Int?
        /// How deep it stands; 0 at the top.
        public let depth: Int
        /// Numbers of its leaves, counted along ``HypothesisTree/leaves``; a leaf has one.
        public let leaves: Range<Int>
    }

    /// Lays hypotheses out; priors are taken as they are and multiplied along the way down.
    public init(_ hypotheses: [Hypothesis]) {
        var entries: [Entry] = []
        var leaves: [Int] = []
        func add(_ hypothesis: Hypothesis, _ prior: Double, _ parent: Int?, _ depth: Int) {
            let place = entries.count
            let first = leaves.count
            entries.append(
                Entry(
                    id: hypothesis.id, text: hypothesis.text, prior: prior, parent: parent, depth: depth,
                    leaves: first..<first))
            if hypothesis.parts.isEmpty {
                leaves.append(place)
            } else {
                for part in hypothesis.parts { add(part, prior * part.prior, place, depth + 1) }
            }
            entries[place] = Entry(
                id: hypothesis.id, text: hypothesis.text, prior: prior, parent: parent, depth: depth,
                leaves: first..<leaves.count)
        }
        for hypothesis in hypotheses { add(hypothesis, hypothesis.prior, nil, 0) }
        self.entries = entries
        self.leaves = leaves
    }

    /// Priors of the leaves, in their order.
    public var leafPriors: [Double] { leaves.map { entries[$0].prior } }

    /// Ids of the leaves, in their order.
    public var leafIDs: [String] { leaves.map { entries[$0].id } }

    /// Ids of a leaf and of what it is a part of, from the leaf upwards.
    ///
    /// - Parameter leaf: Number of the leaf.
    /// - Returns: Its own id first.
    public func lineage(ofLeaf leaf: Int) -> [String] {
        var ids: [String] = []
        var place: Int? = leaves[leaf]
        while let here = place {
            ids.append(entries[here].id)
            place = entries[here].parent
        }
        return ids
    }
}
