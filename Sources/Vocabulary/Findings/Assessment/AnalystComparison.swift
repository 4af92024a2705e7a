/// Several analysts' answers, kept apart, compared and put together.
public struct AnalystComparison: Hashable, Codable, Sendable {
    /// Each by itself; the case's own comes first.
    public var answers: [Answer]
    /// Put together, by leaf; nil where the way of pooling leaves nothing: analysts who together exclude every hypothesis have no
    /// geometric mean.
    public var pooled: [Double]?
    /// How, or why not, in a sentence.
    public var pooling: String
    /// Where each differs from the case's own, the item that makes the greatest difference first.
    public var differences: [Difference]

    /// Makes a comparison.
    public init(answers: [Answer], pooled: [Double]?, pooling: String, differences: [Difference]) {
        self.answers = answers
        self.pooled = pooled
        self.pooling = pooling
        self.differences = differences
    }

    /// One analyst's answer.
    public struct Answer: Hashable, Codable, Sendable {
        /// The analyst; nil for the case's own.
        public var name: String?
        /// Weight in pooling.
        public var weight: Double
        /// Probabilities by leaf.
        public var posteriors: [Double]

        /// Makes an answer.
        public init(name: String?, weight: Double, posteriors: [Double]) {
            self.name = name
            self.weight = weight
            self.posteriors = posteriors
        }
    }

    /// One thing that two answers differ in.
    public struct Difference: Hashable, Codable, Sendable {
        /// The analyst.
        public var name: String
        /// "priors", or the indicator by id.
        public var item: String
        /// What differs, in a sentence.
        public var sentence: String
        /// By how much the leading hypothesis moves when only this is taken over from the analyst.
        public var effect: Double

        /// Makes a record.
        public init(name: String, item: String, sentence: String, effect: Double) {
            self.name = name
            self.item = item
            self.sentence = sentence
            self.effect = effect
        }
    }
}
