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
