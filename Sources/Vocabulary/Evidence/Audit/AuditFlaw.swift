/// Something in an audit log that is not as it was written.
public struct AuditFlaw: Hashable, Codable, Sendable {
    /// What happened to it, as far as can be told.
    public enum Kind: String, Hashable, Codable, CaseIterable, Sendable {
        /// An entry does not read as it was written, or was written anew.
        case altered
        /// Entries are missing.
        case removed
        /// A line was put in that does not belong there.
        case inserted
        /// An entry stands at another place than that at which it was written.
        case reordered
        /// The last line has no end.
        case torn
        /// The log does not lead to what was noted of it elsewhere.
        case unanchored
        /// The program that wrote an entry found that the log before it was not whole.
        case doubted
    }

    /// The first line that is meant, from 1; nil where the log as a whole is.
    public var line: Int?
    /// The last line that is meant.
    public var lastLine: Int?
    /// What happened.
    public var kind: Kind
    /// What is wrong there, as a sentence.
    public var sentence: String

    /// Makes a flaw.
    ///
    /// - Parameters:
    ///   - line: The first line that is meant, from 1; nil where the log as a whole is.
    ///   - lastLine: The last line that is meant; the first where it is left out.
    ///   - kind: What happened.
    ///   - sentence: What is wrong there.
    public init(line: Int?, lastLine: Int? = nil, kind: Kind, sentence: String) {
        self.line = line
        self.lastLine = lastLine ?? line
        self.kind = kind
        self.sentence = sentence
    }
}
