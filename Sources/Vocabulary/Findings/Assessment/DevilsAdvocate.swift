/// The strongest case for the runner-up, built from the same evidence.
public struct DevilsAdvocate: Hashable, Codable, Sendable {
    /// The hypothesis that it speaks for, by id.
    public var hypothesis: String
    /// What speaks for it against the leading one, the strongest first: indicators by id.
    public var speaksFor: [String]
    /// What speaks against it, the weakest first.
    public var speaksAgainst: [String]
    /// Its greatest probability with every likelihood within its range, weights and reliabilities as they are.
    public var atBest: Double
    /// Whether ``atBest`` is the greatest; false where there were too many ways to look at all, so that it is at least that.
    public var isAtBestExact: Bool
    /// The case in sentences.
    public var sentences: [String]

    /// Makes a record.
    public init(
        hypothesis: String, speaksFor: [String], speaksAgainst: [String], atBest: Double, isAtBestExact: Bool = true,
        sentences: [String]
    ) {
        self.hypothesis = hypothesis
        self.speaksFor = speaksFor
        self.speaksAgainst = speaksAgainst
        self.atBest = atBest
        self.isAtBestExact = isAtBestExact
        self.sentences = sentences
    }
}
