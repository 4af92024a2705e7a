public import Inquiry

/// The matrix of analysis of competing hypotheses: what is inconsistent with what.
///
/// Source: Heuer (1999), Psychology of Intelligence Analysis, chapter 8, for the matrix; PARC ACH 2.0 for the weights.
public struct CompetingHypotheses: Hashable, Codable, Sendable {
    /// Ids of the leaves, in the order of the cells.
    public var leaves: [String]
    /// One for each piece of evidence, the most telling first.
    public var rows: [Row]
    /// Inconsistency of each leaf: 1 for I and 2 for II.
    public var inconsistency: [Double]
    /// The same with each cell times credibility and relevance.
    public var weightedInconsistency: [Double]
    /// Where both methods disagree, and what makes the difference, in sentences; empty where they agree.
    public var disagreements: [String]

    /// Makes a matrix.
    public init(
        leaves: [String], rows: [Row], inconsistency: [Double], weightedInconsistency: [Double],
        disagreements: [String]
    ) {
        self.leaves = leaves
        self.rows = rows
        self.inconsistency = inconsistency
        self.weightedInconsistency = weightedInconsistency
        self.disagreements = disagreements
    }

    /// What must be known of the scores wherever they are shown.
    public static let caveat =
        "More evidence can only raise inconsistency, so scores of different days do not compare, and the least inconsistent "
        + "hypothesis is not thereby a likely one."

    /// One piece of evidence across all hypotheses.
    public struct Row: Hashable, Codable, Sendable {
        /// The indicator, by id.
        public var indicator: String
        /// One for each leaf.
        public var cells: [Consistency]
        /// How far whoever says so can be believed.
        public var credibility: Indicator.Weight
        /// How much it matters for the question.
        public var relevance: Indicator.Weight

        /// Makes a row.
        public init(
            indicator: String, cells: [Consistency], credibility: Indicator.Weight, relevance: Indicator.Weight
        ) {
            self.indicator = indicator
            self.cells = cells
            self.credibility = credibility
            self.relevance = relevance
        }
    }
}

/// How evidence fits a hypothesis.
public enum Consistency: String, Hashable, Codable, CaseIterable, Sendable {
    /// Very consistent.
    case veryConsistent = "CC"
    /// Consistent.
    case consistent = "C"
    /// Neither.
    case neutral = "N"
    /// Inconsistent.
    case inconsistent = "I"
    /// Very inconsistent.
    case veryInconsistent = "II"
    /// Says nothing of the hypothesis.
    case notApplicable = "NA"
}
