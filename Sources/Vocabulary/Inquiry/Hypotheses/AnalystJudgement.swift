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
