public import Inquiry

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
    /// Probability of the reading under the leading hypothesis over that under the runner-up, before ``weight``; nil where it is impossible under one
    /// of both, which ``excludes`` then names. Never infinite: what is greater than a number can hold is the greatest that it can.
    public var ratio: Double?
    /// Of the leading hypothesis and the runner-up those under which the reading is impossible, by id; empty where it is possible under both.
    public var excludes: [String]
    /// How far it tells hypotheses apart.
    public var diagnosticity: Diagnosticity
    /// Who told the likelihoods; nil where nobody is named.
    public var elicitedFrom: String?
    /// Why it tells hypotheses apart.
    public var rationale: String?

    /// Makes a result.
    public init(
        reading: IndicatorReading, text: String, group: String?, weight: Double, weightReason: String?,
        likelihoods: [Double], elicited: [ElicitedProbability], ratio: Double?, excludes: [String] = [],
        diagnosticity: Diagnosticity,
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
        self.excludes = excludes
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
