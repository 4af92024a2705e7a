/// A report as it is read: a page that answers, chapters, and the list of what both rest on.
///
/// It knows nothing of formats: HTML, Markdown and word processors' files are written from the same value, so that they say
/// the same. Figures are named, not held; who writes a format draws them.
public struct Document: Hashable, Sendable {
    /// What it is called.
    public var title: String
    /// What it answers.
    public var question: String
    /// The language that it is written in, as a BCP 47 tag: "en", "ko".
    public var language: String
    /// Words that formats need: headings of lists, captions.
    public var labels: DocumentLabels
    /// How it may be handed on, written on every page; empty where nobody restricts it.
    public var handling: [String]
    /// Whether a part of what it shows was made by a program.
    public var isSimulated: Bool
    /// The page before the chapters.
    public var front: Chapter
    /// The chapters, in their order.
    public var chapters: [Chapter]
    /// What sentences, tables and figures rest on, numbered from 1 in the order of their first mention.
    public var citations: [Citation]
    /// How its language says what figures say in English; nil where that is English.
    public var rewording: Rewording?

    /// Makes a document.
    ///
    /// - Parameters:
    ///   - title: What it is called.
    ///   - question: What it answers.
    ///   - language: A BCP 47 tag.
    ///   - labels: Words that formats need.
    ///   - handling: Marks for every page.
    ///   - isSimulated: Whether a part of it was made by a program.
    ///   - front: The page before the chapters.
    ///   - chapters: The chapters.
    ///   - citations: What it rests on.
    ///   - rewording: How its language says what figures say in English.
    public init(
        title: String, question: String, language: String, labels: DocumentLabels, handling: [String] = [],
        isSimulated: Bool = false, front: Chapter, chapters: [Chapter], citations: [Citation],
        rewording: Rewording? = nil
    ) {
        self.title = title
        self.question = question
        self.language = language
        self.labels = labels
        self.handling = handling
        self.isSimulated = isSimulated
        self.front = front
        self.chapters = chapters
        self.citations = citations
        self.rewording = rewording
    }

    /// The front page and the chapters, in the order of reading.
    public var parts: [Chapter] { [front] + chapters }

    /// The figures, in the order of reading.
    public var figures: [DocumentFigure] {
        parts.flatMap(\.blocks).compactMap { if case .figure(let figure) = $0 { figure } else { nil } }
    }
}

/// A chapter: a heading and what stands under it.
public struct Chapter: Hashable, Sendable {
    /// A name for links: "transport".
    public var id: String
    /// Its number; nil for the page before the chapters.
    public var number: Int?
    /// Its heading.
    public var title: String
    /// What stands under it; never empty.
    public var blocks: [Block]

    /// Makes a chapter.
    ///
    /// - Parameters:
    ///   - id: A name for links.
    ///   - number: Its number; nil for the page before the chapters.
    ///   - title: Its heading.
    ///   - blocks: What stands under it.
    public init(id: String, number: Int? = nil, title: String, blocks: [Block] = []) {
        self.id = id
        self.number = number
        self.title = title
        self.blocks = blocks
    }
}

/// Words of the document's language that formats write by themselves.
public struct DocumentLabels: Hashable, Sendable {
    /// Heading of the list of chapters.
    public var contents: String
    /// Heading of the list of what the document rests on.
    public var references: String
    /// What a figure's caption begins with, before its number.
    public var figure: String
    /// What a table's caption begins with, before its number.
    public var table: String
    /// The word on everything that a program drew.
    public var simulated: String
    /// The heading of the records that follow the chapters.
    public var records: String
    /// What stands where a figure was left out.
    public var figureLeftOut: String
    /// That records are in English, where the document is not; empty in English.
    public var recordsLanguage: String

    /// Makes the words.
    ///
    /// - Parameters:
    ///   - contents: Heading of the list of chapters.
    ///   - references: Heading of the references.
    ///   - figure: "Figure".
    ///   - table: "Table".
    ///   - simulated: "Simulated".
    ///   - records: Heading of the records.
    ///   - figureLeftOut: What stands where a figure was left out.
    ///   - recordsLanguage: That records are in English; empty in English.
    public init(
        contents: String, references: String, figure: String, table: String, simulated: String, records: String,
        figureLeftOut: String, recordsLanguage: String = ""
    ) {
        self.contents = contents
        self.references = references
        self.figure = figure
        self.table = table
        self.simulated = simulated
        self.records = records
        self.figureLeftOut = figureLeftOut
        self.recordsLanguage = recordsLanguage
    }
}
