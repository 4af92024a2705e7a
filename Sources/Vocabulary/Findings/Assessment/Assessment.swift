public import Foundation
public import Inquiry

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

/// What one indicator's reading says of the hypotheses.
public struct EvidenceResult: Hashable, Codable, Sendable {
    /// What was read.
    public var reading: IndicatorReading
    /// What the indicator says.
    public var text: String
    /// Its group of dependence; nil for one that depends on none.
    public var group: String?
    /// Power to which its likelihoods are taken: 1 in full, 0 where a stronger one of its group counts in its place.
    public var weight: Double
    /// Why it counts less than in full; nil where it counts in full.
    public var weightReason: String?
    /// Probability of the reading by leaf, at the most likely value of each likelihood, up to a common factor.
    public var likelihoods: [Double]
    /// How likely the indicator is by leaf, as told.
    public var elicited: [ElicitedProbability]
    /// Probability of the reading under the leading hypothesis over that under the runner-up, before ``weight``.
    public var ratio: Double
    /// How far it tells hypotheses apart.
    public var diagnosticity: Diagnosticity
    /// Who told the likelihoods; nil where nobody is named.
    public var elicitedFrom: String?
    /// Why it tells hypotheses apart.
    public var rationale: String?

    /// Makes a result.
    public init(
        reading: IndicatorReading, text: String, group: String?, weight: Double, weightReason: String?,
        likelihoods: [Double], elicited: [ElicitedProbability], ratio: Double, diagnosticity: Diagnosticity,
        elicitedFrom: String?, rationale: String?
    ) {
        self.reading = reading
        self.text = text
        self.group = group
        self.weight = weight
        self.weightReason = weightReason
        self.likelihoods = likelihoods
        self.elicited = elicited
        self.ratio = ratio
        self.diagnosticity = diagnosticity
        self.elicitedFrom = elicitedFrom
        self.rationale = rationale
    }
}

/// How far an indicator tells hypotheses apart, three ways.
public struct Diagnosticity: Hashable, Codable, Sendable {
    /// Mutual information of the indicator with the hypotheses under the priors, in bits, for what it was read to be and what
    /// it could have been.
    public var mutualInformation: Double
    /// Variance over the leaves of how likely they make the indicator.
    public var rowVariance: Double
    /// Largest natural logarithm of the ratio of two leaves' likelihoods of the reading; nil where one of them is 0.
    public var largestLogRatio: Double?

    /// Makes a record.
    public init(mutualInformation: Double, rowVariance: Double, largestLogRatio: Double?) {
        self.mutualInformation = mutualInformation
        self.rowVariance = rowVariance
        self.largestLogRatio = largestLogRatio
    }
}

/// One answer to a linked question.
public struct QuestionResult: Hashable, Codable, Sendable {
    /// The question's id.
    public var id: String
    /// The question.
    public var text: String
    /// Its answers with their probabilities before and after the evidence.
    public var answers: [Answer]

    /// Makes a result.
    public init(id: String, text: String, answers: [Answer]) {
        self.id = id
        self.text = text
        self.answers = answers
    }

    /// One answer.
    public struct Answer: Hashable, Codable, Sendable {
        /// The answer.
        public var answer: String
        /// Probability before the evidence.
        public var prior: Double
        /// Probability after it.
        public var posterior: Double

        /// Makes an answer.
        public init(answer: String, prior: Double, posterior: Double) {
            self.answer = answer
            self.prior = prior
            self.posterior = posterior
        }
    }
}

/// The answer after one more look or document.
public struct AssessmentStep: Hashable, Codable, Sendable {
    /// When; nil for what holds from the beginning.
    public var time: Date?
    /// Probabilities by leaf.
    public var posteriors: [Double]
    /// What changed, in the order of the indicators.
    public var moves: [Move]

    /// Makes a step.
    public init(time: Date?, posteriors: [Double], moves: [Move]) {
        self.time = time
        self.posteriors = posteriors
        self.moves = moves
    }

    /// One indicator that reads otherwise than before.
    public struct Move: Hashable, Codable, Sendable {
        /// The indicator, by id.
        public var indicator: String
        /// What it was before; nil for the first time.
        public var from: IndicatorOutcome?
        /// What it is now.
        public var to: IndicatorOutcome
        /// What that rests on.
        public var sentence: String
        /// The looks that decide, by id.
        public var looks: [String]
        /// Who says so, by the ids of sources.
        public var sources: [String]

        /// Makes a move.
        public init(
            indicator: String, from: IndicatorOutcome?, to: IndicatorOutcome, sentence: String, looks: [String],
            sources: [String]
        ) {
            self.indicator = indicator
            self.from = from
            self.to = to
            self.sentence = sentence
            self.looks = looks
            self.sources = sources
        }
    }
}

/// What an uncollected indicator would be worth.
public struct CollectionWorth: Hashable, Codable, Sendable {
    /// The indicator, by id.
    public var indicator: String
    /// What it says.
    public var text: String
    /// Bits by which the entropy over the leaves is expected to fall if one clear season of looks settles it.
    public var entropyDrop: Double
    /// Probability that another hypothesis then leads.
    public var changesLeading: Double
    /// Probability that the indicator would be seen.
    public var seen: Double
    /// Probability that a look in its season is clear; nil where no cloud shares are known.
    public var clear: Double?
    /// Looks that could be had in a season; nil where nobody said how often.
    public var looks: Double?
    /// Bits that are expected from what can really be had: with the looks and their cloud.
    public var expectedDrop: Double
    /// What one look costs; nil where nobody said.
    public var cost: Double?
    /// What to look for, when and with what, in a sentence.
    public var sentence: String

    /// Makes a record.
    public init(
        indicator: String, text: String, entropyDrop: Double, changesLeading: Double, seen: Double, clear: Double?,
        looks: Double?, expectedDrop: Double, cost: Double?, sentence: String
    ) {
        self.indicator = indicator
        self.text = text
        self.entropyDrop = entropyDrop
        self.changesLeading = changesLeading
        self.seen = seen
        self.clear = clear
        self.looks = looks
        self.expectedDrop = expectedDrop
        self.cost = cost
        self.sentence = sentence
    }
}

/// The strongest case for the runner-up, built from the same evidence.
public struct DevilsAdvocate: Hashable, Codable, Sendable {
    /// The hypothesis that it speaks for, by id.
    public var hypothesis: String
    /// What speaks for it against the leading one, the strongest first: indicators by id.
    public var speaksFor: [String]
    /// What speaks against it, the weakest first.
    public var speaksAgainst: [String]
    /// Its probability when each likelihood stands where its range favours it most.
    public var atBest: Double
    /// The case in sentences.
    public var sentences: [String]

    /// Makes a record.
    public init(
        hypothesis: String, speaksFor: [String], speaksAgainst: [String], atBest: Double, sentences: [String]
    ) {
        self.hypothesis = hypothesis
        self.speaksFor = speaksFor
        self.speaksAgainst = speaksAgainst
        self.atBest = atBest
        self.sentences = sentences
    }
}
