/// What is wrong with something that was written about sources, facts or units, and what to do.
public struct SourceFlaw: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public let problem: String
    /// What should stand there, or what to do.
    public let expected: String

    /// States a flaw.
    ///
    /// - Parameters:
    ///   - problem: What is wrong.
    ///   - expected: What should stand there, or what to do.
    public init(_ problem: String, _ expected: String) {
        self.problem = problem
        self.expected = expected
    }

    /// Both in one sentence.
    public var description: String { "\(problem); \(expected)" }
}
