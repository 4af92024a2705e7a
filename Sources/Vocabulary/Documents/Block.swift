/// What stands under a heading.
public enum Block: Hashable, Sendable {
    /// A heading inside a chapter; level 1 is the one below the chapter's own.
    case heading(level: Int, text: String)
    /// Sentences that belong together.
    case paragraph(Paragraph)
    /// Points of a list.
    case list([Paragraph])
    /// A table.
    case table(DocumentTable)
    /// A figure, which the format draws by its name.
    case figure(DocumentFigure)

    /// The sentences in it, those of a table's cells left out.
    public var sentences: [Sentence] {
        switch self {
        case .paragraph(let paragraph): paragraph.sentences
        case .list(let points): points.flatMap(\.sentences)
        case .heading, .table, .figure: []
        }
    }

    /// The citations in it, by number, in the order of reading.
    public var citations: [Int] {
        switch self {
        case .heading: []
        case .paragraph, .list: sentences.flatMap(\.citations)
        case .table(let table): table.citations + table.rows.flatMap { $0.cells.flatMap(\.citations) }
        case .figure(let figure): figure.citations
        }
    }
}

/// Sentences that stand together.
public struct Paragraph: Hashable, Sendable {
    /// What it is for.
    public var kind: Kind
    /// Its sentences.
    public var sentences: [Sentence]

    /// Makes a paragraph.
    ///
    /// - Parameters:
    ///   - sentences: Its sentences.
    ///   - kind: What it is for.
    public init(_ sentences: [Sentence], kind: Kind = .plain) {
        self.sentences = sentences
        self.kind = kind
    }

    /// What a paragraph is for.
    public enum Kind: String, Hashable, Sendable {
        /// Running text made from findings.
        case plain
        /// The answer to the question.
        case answer
        /// What an analyst wrote.
        case analyst
        /// What is not there, and how to get it.
        case missing
        /// What a reader must know before relying on it.
        case warning
    }
}

/// A sentence and what it rests on.
public struct Sentence: Hashable, Sendable {
    /// Its text.
    public var spans: [Span]
    /// What it rests on: numbers of the document's citations.
    public var citations: [Int]
    /// Whether it claims something of the world, and so must rest on something.
    public var isClaim: Bool
    /// Its language where that is not the document's: a BCP 47 tag.
    public var language: String?

    /// Makes a sentence.
    ///
    /// - Parameters:
    ///   - spans: Its text.
    ///   - citations: What it rests on.
    ///   - isClaim: Whether it claims something of the world.
    ///   - language: Its language where that is not the document's.
    public init(_ spans: [Span], citations: [Int] = [], isClaim: Bool = false, language: String? = nil) {
        self.spans = spans
        self.citations = citations
        self.isClaim = isClaim
        self.language = language
    }

    /// The text without marks.
    public var text: String { spans.map(\.text).joined() }
}

/// A stretch of text that is written in one way.
public struct Span: Hashable, Sendable {
    /// The text.
    public var text: String
    /// How it is written.
    public var style: Style

    /// Makes a stretch.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - style: How it is written.
    public init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }

    /// How text is written.
    public enum Style: String, Hashable, Sendable {
        /// As the text around it.
        case plain
        /// With more weight.
        case strong
        /// Slanted.
        case emphasis
        /// As it stands in a file.
        case code
    }
}
