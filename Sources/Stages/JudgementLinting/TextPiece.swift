/// A text with the place where it stands.
public struct TextPiece: Hashable, Sendable {
    /// What kind of text it is; some rules are for statements only.
    public enum Role: String, Hashable, Codable, Sendable {
        /// Prose that states something: a report, a rationale, a summary.
        case prose
        /// What is asked or supposed: a title, a question, a hypothesis. It claims nothing, so it needs no source, date
        /// or look.
        case proposition
    }

    /// How it is written.
    public enum Format: String, Hashable, Codable, Sendable {
        /// Markdown: code, comments, link targets and front matter are no text.
        case markdown
        /// Plain text: paragraphs with empty lines between them.
        case plain
    }

    /// The file, as messages show it.
    public var file: String
    /// Line of the first character, from 1.
    public var line: Int
    /// Column of the first character in Unicode scalars, from 1; later lines of the text begin at column 1.
    public var column: Int
    /// The text.
    public var text: String
    /// How it is written.
    public var format: Format
    /// What kind of text it is.
    public var role: Role
    /// Whether a source is named for it elsewhere, as by a key beside it.
    public var hasSource: Bool

    /// Makes a record.
    public init(
        file: String, line: Int = 1, column: Int = 1, text: String, format: Format = .plain, role: Role = .prose,
        hasSource: Bool = false
    ) {
        self.file = file
        self.line = line
        self.column = column
        self.text = text
        self.format = format
        self.role = role
        self.hasSource = hasSource
    }
}
