/// What is asked, in the open: competing hypotheses, what each predicts, what hangs on the answer, what is taken for granted.
public struct HypothesisInquiry: Hashable, Codable, Sendable {
    /// The competing answers; two or more.
    public var hypotheses: [Hypothesis]
    /// What would be seen.
    public var indicators: [Indicator]
    /// Questions that hang on the hypotheses and on each other, each after those it hangs on.
    public var questions: [LinkedQuestion]
    /// What is taken for granted.
    public var assumptions: [KeyAssumption]
    /// Structured questions on deception with the analyst's answers.
    public var deception: [DeceptionAnswer]
    /// How evidence is weighed and told.
    public var settings: AssessmentSettings
    /// What other analysts judge, apart from the case's own.
    public var analysts: [AnalystJudgement]

    /// Makes an inquiry.
    public init(
        hypotheses: [Hypothesis], indicators: [Indicator] = [], questions: [LinkedQuestion] = [],
        assumptions: [KeyAssumption] = [], deception: [DeceptionAnswer] = [],
        settings: AssessmentSettings = AssessmentSettings(), analysts: [AnalystJudgement] = []
    ) {
        self.hypotheses = hypotheses
        self.indicators = indicators
        self.questions = questions
        self.assumptions = assumptions
        self.deception = deception
        self.settings = settings
        self.analysts = analysts
    }
}

/// How evidence is weighed and told.
public struct AssessmentSettings: Hashable, Codable, Sendable {
    /// How indicators of one group are weighed.
    public var dependence: Dependence
    /// Draws of the likelihood ranges.
    public var samples: Int
    /// Seed of the draws.
    public var seed: UInt64
    /// Scale of likelihood words: "icd203", "phia", "ipcc".
    public var scale: String
    /// Row of the scale where it has two, from 1.
    public var row: Int
    /// Pooling of several analysts.
    public var pooling: Pooling
    /// Probability of detection where nobody measured: an assumption that is told wherever it is used.
    public var unmeasuredDetection: Double
    /// Clear looks that make the clear season for which likelihoods are told: an assumption that is told wherever it is used.
    public var seasonLooks: Int
    /// Share of looks that cloud spoils, by month from January on; empty where nobody said.
    public var cloudShares: [Double]

    /// Makes settings.
    public init(
        dependence: Dependence = .strongest, samples: Int = 100_000, seed: UInt64 = 7, scale: String = "icd203",
        row: Int = 1, pooling: Pooling = .linear, unmeasuredDetection: Double = 0.5, seasonLooks: Int = 6,
        cloudShares: [Double] = []
    ) {
        self.dependence = dependence
        self.samples = samples
        self.seed = seed
        self.scale = scale
        self.row = row
        self.pooling = pooling
        self.unmeasuredDetection = unmeasuredDetection
        self.seasonLooks = seasonLooks
        self.cloudShares = cloudShares
    }

    /// How indicators of one group are weighed.
    public enum Dependence: Hashable, Codable, Sendable {
        /// Each by itself, as if independent.
        case independent
        /// Of a group only the one that tells hypotheses apart most.
        case strongest
        /// Each likelihood to the power of a weight 0…1: in groups of two or more, or for all evidence.
        case tempered(weight: Double, everywhere: Bool)
    }

    /// How several analysts' probabilities are put together.
    public enum Pooling: String, Hashable, Codable, CaseIterable, Sendable {
        /// Weighted mean of probabilities (Stone 1961).
        case linear
        /// Weighted geometric mean, normalised (Genest 1984).
        case logarithmic
    }
}

/// A question that hangs on the hypotheses or on other questions.
public struct LinkedQuestion: Hashable, Codable, Sendable {
    /// Unique among questions and hypotheses.
    public var id: String
    /// The question.
    public var text: String
    /// Its answers; two or more.
    public var answers: [String]
    /// What it hangs on: ids of questions, or "hypothesis" for the leaves of the hypotheses; none for one by itself.
    public var dependsOn: [String]
    /// One row for each way in which what it hangs on can be; probabilities of the answers.
    public var rows: [Row]
    /// Who told the probabilities.
    public var elicitedFrom: String?

    /// Makes a question.
    public init(
        id: String, text: String, answers: [String], dependsOn: [String], rows: [Row], elicitedFrom: String? = nil
    ) {
        self.id = id
        self.text = text
        self.answers = answers
        self.dependsOn = dependsOn
        self.rows = rows
        self.elicitedFrom = elicitedFrom
    }

    /// Name by which a question hangs on the hypotheses.
    public static let hypothesis = "hypothesis"

    /// Probabilities of the answers for one way in which what a question hangs on can be.
    public struct Row: Hashable, Codable, Sendable {
        /// The answer of each of what it hangs on, in that order; a leaf's id for "hypothesis".
        public var given: [String]
        /// Probability of each answer, in their order; together 1.
        public var probabilities: [Double]

        /// Makes a row.
        public init(given: [String], probabilities: [Double]) {
            self.given = given
            self.probabilities = probabilities
        }
    }
}

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

/// What one more analyst judges: only what differs from the case's own.
public struct AnalystJudgement: Hashable, Codable, Sendable {
    /// The analyst, unique in the case.
    public var name: String
    /// When, as ISO 8601.
    public var date: String?
    /// Weight in pooling, above 0.
    public var weight: Double
    /// Own priors by hypothesis, of its parent; what is not named is as in the case.
    public var priors: [Prior]
    /// Own likelihoods by indicator; what is not named is as in the case.
    public var likelihoods: [IndicatorLikelihood]
    /// Own readings by indicator, in place of the case's.
    public var readings: [Reading]

    /// Makes a judgement.
    public init(
        name: String, date: String? = nil, weight: Double = 1, priors: [Prior] = [],
        likelihoods: [IndicatorLikelihood] = [], readings: [Reading] = []
    ) {
        self.name = name
        self.date = date
        self.weight = weight
        self.priors = priors
        self.likelihoods = likelihoods
        self.readings = readings
    }

    /// An own prior.
    public struct Prior: Hashable, Codable, Sendable {
        /// The hypothesis, by id.
        public var hypothesis: String
        /// Its probability.
        public var probability: Double

        /// Makes a prior.
        public init(hypothesis: String, probability: Double) {
            self.hypothesis = hypothesis
            self.probability = probability
        }
    }

    /// Own likelihoods of an indicator.
    public struct IndicatorLikelihood: Hashable, Codable, Sendable {
        /// The indicator, by id.
        public var indicator: String
        /// Its likelihoods.
        public var likelihoods: [Indicator.Likelihood]

        /// Makes an entry.
        public init(indicator: String, likelihoods: [Indicator.Likelihood]) {
            self.indicator = indicator
            self.likelihoods = likelihoods
        }
    }

    /// An own reading of an indicator.
    public struct Reading: Hashable, Codable, Sendable {
        /// The indicator, by id.
        public var indicator: String
        /// What is said.
        public var statement: IndicatorStatement

        /// Makes an entry.
        public init(indicator: String, statement: IndicatorStatement) {
            self.indicator = indicator
            self.statement = statement
        }
    }
}
