/// A breach of a rule: where it stands, what is wrong, and what to write instead.
public struct LintFinding: Hashable, Codable, Sendable {
    /// How bad it is.
    public enum Severity: String, Hashable, Codable, Sendable {
        /// The text says something that a standard forbids, or that a reader cannot check.
        case error
        /// The text can be understood, but could say more.
        case warning
    }

    /// The rule.
    public var rule: LintRule
    /// How bad it is; in a quotation always a warning, since the words are somebody else's.
    public var severity: Severity
    /// The file, as it was named.
    public var file: String
    /// Line, from 1.
    public var line: Int
    /// Column in Unicode scalars, from 1.
    public var column: Int
    /// What is wrong, without a full stop.
    public var problem: String
    /// What to write instead.
    public var proposal: String
    /// Whether the words stand in a quotation.
    public var isQuotation: Bool

    /// Makes a record.
    public init(
        rule: LintRule, severity: Severity, file: String, line: Int, column: Int, problem: String, proposal: String,
        isQuotation: Bool
    ) {
        self.rule = rule
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.problem = problem
        self.proposal = proposal
        self.isQuotation = isQuotation
    }
}

extension LintFinding: CustomStringConvertible {
    /// One line as compilers write them: `report.md:12:5: warning: hidden-uncertainty: what is wrong; what to write`.
    public var description: String {
        "\(file):\(line):\(column): \(severity.rawValue): \(rule.rawValue): \(problem)"
            + (isQuotation ? " (in a quotation)" : "") + "; \(proposal)"
    }
}
