public import Documents

/// A document as Markdown, with its figures as files beside it.
///
/// It is CommonMark 0.31.2 with tables as GitHub has them. The only HTML in it are the empty anchors to which citations and the
/// list of chapters lead. Nothing from data becomes markup. The same document gives the same bytes.
public struct MarkdownDocument: Sendable {
    /// The text, which ends with a line feed.
    public let text: String
    /// The figures, by their paths from where the text lies.
    public let figures: [DocumentFile]

    /// Writes a document.
    ///
    /// - Parameters:
    ///   - document: What it says.
    ///   - figures: Its figures, as far as they could be drawn; what stands for others are words.
    ///   - folder: The folder of the figures, a plain name.
    /// - Complexity: Linear in the document.
    public init(_ document: Document, figures: [DocumentFigure.Name: DrawnFigure], folder: String = "figures") {
        let names = FigureNames(document, figures)
        var writer = MarkdownWriter(document: document, names: names, folder: folder)
        writer.write()
        text = writer.lines.joined(separator: "\n") + "\n"
        self.figures = names.files.compactMap { figure, file in
            switch figures[figure]?.image {
            case .vector(let text): DocumentFile("\(folder)/\(file)", text)
            case .picture(let picture): DocumentFile("\(folder)/\(file)", picture.bytes)
            case nil: nil
            }
        }
    }
}

/// Markdown being written, line by line.
struct MarkdownWriter {
    let document: Document
    let names: FigureNames
    let folder: String
    /// What has been written; blocks end with an empty line.
    private(set) var lines: [String] = []
    private var tables = 0
    private var drawings = 0
    private var lists = 0

    init(document: Document, names: FigureNames, folder: String) {
        self.document = document
        self.names = names
        self.folder = folder
    }

    /// Writes everything.
    mutating func write() {
        handling()
        block("# " + escaped(document.title))
        block(escaped(document.question))
        block("**\(MarkdownText.escaped(document.labels.contents, begins: false))**")
        for (number, chapter) in document.parts.enumerated() {
            lines.append("- [\(title(chapter))](#part-\(number))")
        }
        block("- [\(MarkdownText.escaped(document.labels.references, begins: false))](#references)")
        for (number, chapter) in document.parts.enumerated() {
            block("## <a id=\"part-\(number)\"></a>" + title(chapter))
            for part in chapter.blocks { write(part) }
        }
        block("## <a id=\"references\"></a>" + MarkdownText.escaped(document.labels.references, begins: false))
        for citation in document.citations {
            let address = citation.address.map { " " + MarkdownText.code($0) } ?? ""
            lines.append(
                "\(citation.number). <a id=\"ref-\(citation.number)\"></a>"
                    + MarkdownText.escaped(citation.text.trimmed, begins: false) + address)
        }
        if !document.citations.isEmpty { lines.append("") }
        handling()
        if lines.last?.isEmpty == true { lines.removeLast() }
    }

    private mutating func block(_ line: String) { lines += [line, ""] }

    /// How the document may be handed on, and whether a program drew a part of it.
    private mutating func handling() {
        let marks = document.handling + (document.isSimulated ? [document.labels.simulated] : [])
        guard !marks.isEmpty else { return }
        block(marks.map { MarkdownText.weighted($0, mark: "**", begins: true) }.joined(separator: " · "))
    }

    private func title(_ chapter: Chapter) -> String {
        (chapter.number.map { "\($0). " } ?? "") + MarkdownText.escaped(chapter.title.trimmed, begins: false)
    }

    private func escaped(_ text: String) -> String { MarkdownText.escaped(text.trimmed, begins: true) }

    private mutating func write(_ block: Block) {
        if case .list = block { lists += 1 } else { lists = 0 }
        switch block {
        case .heading(let level, let text): self.block((level == 1 ? "### " : "#### ") + escaped(text))
        case .paragraph(let paragraph): self.block(text(of: paragraph))
        case .list(let points):
            guard !points.isEmpty else { return }
            // Another sign begins another list where one follows the other.
            for point in points { lines.append((lists % 2 == 1 ? "- " : "* ") + text(of: point)) }
            lines.append("")
        case .table(let table): write(table)
        case .figure(let figure): write(figure)
        }
    }

    private mutating func write(_ table: DocumentTable) {
        tables += 1
        block(caption(document.labels.table, tables, table.caption, table.citations))
        guard !table.columns.isEmpty else { return }
        lines.append("| " + table.columns.map { escaped($0.title) }.joined(separator: " | ") + " |")
        lines.append("| " + table.columns.map { $0.isNumeric ? "---:" : "---" }.joined(separator: " | ") + " |")
        for row in table.rows {
            let cells = table.columns.indices.map { column in
                row.cells.indices.contains(column)
                    ? MarkdownText.escaped(row.cells[column].text.trimmed, begins: false)
                        + marks(row.cells[column].citations) : ""
            }
            lines.append("| " + cells.joined(separator: " | ") + " |")
        }
        lines.append("")
    }

    private mutating func write(_ figure: DocumentFigure) {
        drawings += 1
        if let file = names[figure.name] {
            block("![\(MarkdownText.escaped(figure.caption.trimmed, begins: false))](\(folder)/\(file))")
        } else {
            block(MarkdownText.weighted(document.labels.figureLeftOut.trimmed, mark: "*", begins: true))
        }
        block(caption(document.labels.figure, drawings, figure.caption, figure.citations))
    }

    private func caption(_ label: String, _ number: Int, _ text: String, _ citations: [Int]) -> String {
        "**\(MarkdownText.escaped(label.trimmed, begins: false)) \(number).** "
            + MarkdownText.escaped(text.trimmed, begins: false) + marks(citations)
    }

    private func text(of paragraph: Paragraph) -> String {
        var line =
            switch paragraph.kind {
            case .plain, .answer, .missing: ""
            case .analyst: "> "
            case .warning: "> ⚠ "
            }
        var begins = true
        for sentence in paragraph.sentences {
            if !begins { line += " " }
            for span in sentence.spans {
                let text = begins ? String(span.text.drop(while: \.isWhitespace)) : span.text
                switch span.style {
                case .plain: line += MarkdownText.escaped(text, begins: begins)
                case .strong: line += MarkdownText.weighted(text, mark: "**", begins: begins)
                case .emphasis: line += MarkdownText.weighted(text, mark: "*", begins: begins)
                case .code: line += MarkdownText.code(text)
                }
                if !text.isEmpty { begins = false }
            }
            line += marks(sentence.citations)
        }
        return line.trimmed
    }

    /// "[1, 3–5]", each number leading to its entry of the list.
    private func marks(_ citations: [Int]) -> String {
        let runs = CitationRuns.runs(citations).map { run in
            run.count == 1 ? link(run.lowerBound) : "\(link(run.lowerBound))–\(link(run.upperBound))"
        }
        return runs.isEmpty ? "" : "\u{A0}\\[\(runs.joined(separator: ", "))\\]"
    }

    private func link(_ number: Int) -> String { "[\(number)](#ref-\(number))" }
}

extension String {
    /// Without spaces at either end.
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        return String(start.lastIndex { !$0.isWhitespace }.map { start[...$0] } ?? "")
    }
}
