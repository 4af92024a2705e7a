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
