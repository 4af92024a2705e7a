public import Foundation

/// How likely each hypothesis is after what was observed and said, what that hangs on, and what would change it.
public struct Assessment: Hashable, Codable, Sendable {
    /// Only what was known by then counts; nil for all that is known.
    public var asOf: Date?
    /// The hypotheses, each before its parts, in the order of the case.
    public var hypotheses: [HypothesisResult]
    /// Id of the most likely leaf.
    public var leading: String
    /// Id of the next; nil where there is one leaf only.
    public var runnerUp: String?
    /// How dependent evidence was weighed, in a sentence.
    public var method: String
    /// Draws of the likelihood ranges, and their seed.
    public var samples: Int
    /// Seed of the draws.
    public var seed: UInt64
    /// Share of the draws in which the leading hypothesis leads.
    public var leadingShare: Double
    /// What counts, in the order of the indicators.
    public var evidence: [EvidenceResult]
    /// Indicators of which nothing can be told, in their order.
    public var notJudged: [IndicatorReading]
    /// The matrix of competing hypotheses beside it.
    public var matrix: CompetingHypotheses
    /// What the answer hangs on.
    public var sensitivity: AssessmentSensitivity
    /// What to collect next, the best first.
    public var collection: [CollectionWorth]
    /// Linked questions, in the order of the case.
    public var questions: [QuestionResult]
    /// How it came about, in the order of time.
    public var course: [AssessmentStep]
    /// Several analysts, compared; nil where the case has one only.
    public var analysts: AnalystComparison?
    /// The strongest case against the leading hypothesis.
    public var advocate: DevilsAdvocate?
    /// What a reader must know, in sentences.
    public var warnings: [String]

    /// Makes a result.
    public init(
        asOf: Date?, hypotheses: [HypothesisResult], leading: String, runnerUp: String?, method: String, samples: Int,
        seed: UInt64, leadingShare: Double, evidence: [EvidenceResult], notJudged: [IndicatorReading],
        matrix: CompetingHypotheses, sensitivity: AssessmentSensitivity, collection: [CollectionWorth],
        questions: [QuestionResult], course: [AssessmentStep], analysts: AnalystComparison?,
        advocate: DevilsAdvocate?, warnings: [String]
    ) {
        self.asOf = asOf
        self.hypotheses = hypotheses
        self.leading = leading
        self.runnerUp = runnerUp
        self.method = method
        self.samples = samples
        self.seed = seed
        self.leadingShare = leadingShare
        self.evidence = evidence
        self.notJudged = notJudged
        self.matrix = matrix
        self.sensitivity = sensitivity
        self.collection = collection
        self.questions = questions
        self.course = course
        self.analysts = analysts
        self.advocate = advocate
        self.warnings = warnings
    }

    /// The leaves of the hypotheses, in the order of all lists of probabilities "by leaf".
    public var leaves: [HypothesisResult] { hypotheses.filter(\.isLeaf) }
}

/// One hypothesis, before and after the evidence.
public struct HypothesisResult: Hashable, Codable, Sendable {
    /// Its id.
    public var id: String
    /// What it says.
    public var text: String
    /// The hypothesis that it is a part of, by id; nil at the top.
    public var parent: String?
    /// How deep it stands; 0 at the top.
    public var depth: Int
    /// Whether it has no parts.
    public var isLeaf: Bool
    /// Probability before the evidence, of all, 0…1.
    public var prior: Double
    /// Probability after it, with the most likely value of each likelihood, 0…1.
    public var posterior: Double
    /// Tenth, fiftieth and ninetieth percentile over the draws of the likelihood ranges.
    public var percentiles: Percentiles

    /// Makes a result.
    public init(
        id: String, text: String, parent: String?, depth: Int, isLeaf: Bool, prior: Double, posterior: Double,
        percentiles: Percentiles
    ) {
        self.id = id
        self.text = text
        self.parent = parent
        self.depth = depth
        self.isLeaf = isLeaf
        self.prior = prior
        self.posterior = posterior
        self.percentiles = percentiles
    }

    /// Percentiles of a probability.
    public struct Percentiles: Hashable, Codable, Sendable {
        /// The tenth.
        public var p10: Double
        /// The median.
        public var p50: Double
        /// The ninetieth.
        public var p90: Double

        /// Makes a record.
        public init(p10: Double, p50: Double, p90: Double) {
            self.p10 = p10
            self.p50 = p50
            self.p90 = p90
        }
    }
}
