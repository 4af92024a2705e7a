/// An answer in words: how likely each hypothesis is, and apart from it how far that can be relied on.
public struct Judgement: Hashable, Codable, Sendable {
    /// The scale whose words are used.
    public var scale: LikelihoodScale
    /// The word of each hypothesis, by id.
    public var words: [String: LikelihoodWord]
    /// How far the judgement can be relied on, and why.
    public var confidence: ConfidenceAssessment
    /// The judgement: likelihoods first, confidence last, never both in one sentence.
    public var sentences: [String]

    /// Makes a judgement.
    public init(
        scale: LikelihoodScale, words: [String: LikelihoodWord], confidence: ConfidenceAssessment, sentences: [String]
    ) {
        self.scale = scale
        self.words = words
        self.confidence = confidence
        self.sentences = sentences
    }
}
