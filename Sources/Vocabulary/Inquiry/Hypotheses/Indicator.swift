/// A probability as someone tells it: least, most likely, greatest.
public struct ElicitedProbability: Hashable, Codable, Sendable {
    /// Least, 0…1.
    public var low: Double
    /// Most likely, not below the least.
    public var mode: Double
    /// Greatest, not below the most likely, at most 1.
    public var high: Double

    /// Makes a range of probabilities.
    public init(low: Double, mode: Double, high: Double) {
        self.low = low
        self.mode = mode
        self.high = high
    }

    /// A probability without a range.
    public init(_ value: Double) { self.init(low: value, mode: value, high: value) }
}

/// Something that would be seen or not seen, and how likely each hypothesis makes it.
public struct Indicator: Hashable, Codable, Sendable {
    /// Unique in the case: "I01".
    public var id: String
    /// What it says: "at least five tank cars on the plant's spur in one look".
    public var text: String
    /// Indicators of one group depend on each other: "rail"; nil for one that depends on none.
    public var group: String?
    /// How it is told from what the catalogue holds; nil where only a person can tell.
    public var rule: IndicatorRule?
    /// What a person says of it, with sources; it counts in place of the rule.
    public var statements: [IndicatorStatement]
    /// Probability that it is observed in a clear season of looks, by hypothesis. A part without an entry of its own has that of
    /// the hypothesis that it is a part of.
    public var likelihoods: [Likelihood]
    /// When and by what it can be seen.
    public var need: CollectionNeed
    /// Probability that the looks would have shown it if a clear season of looks does; nil to work it out from the looks.
    public var detection: Double?
    /// How much it matters for the question, for the weighted inconsistency of ACH.
    public var relevance: Weight
    /// Why it tells hypotheses apart.
    public var rationale: String?
    /// Who told the likelihoods, or what they come from; nil where nobody is named.
    public var elicitedFrom: String?

    /// Makes an indicator.
    public init(
        id: String, text: String, group: String? = nil, rule: IndicatorRule? = nil,
        statements: [IndicatorStatement] = [], likelihoods: [Likelihood], need: CollectionNeed = CollectionNeed(),
        detection: Double? = nil, relevance: Weight = .medium, rationale: String? = nil, elicitedFrom: String? = nil
    ) {
        self.id = id
        self.text = text
        self.group = group
        self.rule = rule
        self.statements = statements
        self.likelihoods = likelihoods
        self.need = need
        self.detection = detection
        self.relevance = relevance
        self.rationale = rationale
        self.elicitedFrom = elicitedFrom
    }

    /// How likely one hypothesis makes it.
    public struct Likelihood: Hashable, Codable, Sendable {
        /// The hypothesis, by id.
        public var hypothesis: String
        /// Probability that it is observed.
        public var probability: ElicitedProbability

        /// Makes an entry.
        public init(hypothesis: String, probability: ElicitedProbability) {
            self.hypothesis = hypothesis
            self.probability = probability
        }
    }

    /// A weight of three steps, as PARC ACH has them for credibility and relevance.
    public enum Weight: String, Hashable, Codable, CaseIterable, Sendable {
        /// 1/√2.
        case low
        /// 1.
        case medium
        /// √2.
        case high
    }

    /// How likely the leaves of a tree make it, in their order; nil for a leaf that has no entry and no ancestor with one.
    public func probabilities(in tree: HypothesisTree) -> [ElicitedProbability?] {
        tree.leaves.indices.map { leaf in
            tree.lineage(ofLeaf: leaf).lazy.compactMap { id in
                likelihoods.first { $0.hypothesis == id }?.probability
            }.first
        }
    }
}

/// When and by what an indicator can be seen.
public struct CollectionNeed: Hashable, Codable, Sendable {
    /// Months in which it can be seen, 1…12; empty for all.
    public var months: [Int]
    /// Coarsest ground sampling distance, in metres, at which it can be seen; nil where the zone's holds.
    public var groundSamplingDistance: Double?
    /// Parts of names of satellites or sensors that can show it; empty for all: "landsat", "pneo".
    public var sensors: [String]
    /// Days that what it tells of stays; nil for the case's lengths of a visit, or for what stays once it is there.
    public var stayDays: Double?
    /// Days between looks that could be had; nil where nobody said.
    public var revisitDays: Double?
    /// What one more look costs, in any one unit; nil where nobody said.
    public var cost: Double?

    /// Makes a need; by default anything will do.
    public init(
        months: [Int] = [], groundSamplingDistance: Double? = nil, sensors: [String] = [], stayDays: Double? = nil,
        revisitDays: Double? = nil, cost: Double? = nil
    ) {
        self.months = months
        self.groundSamplingDistance = groundSamplingDistance
        self.sensors = sensors
        self.stayDays = stayDays
        self.revisitDays = revisitDays
        self.cost = cost
    }
}
