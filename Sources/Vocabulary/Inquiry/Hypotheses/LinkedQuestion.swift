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
