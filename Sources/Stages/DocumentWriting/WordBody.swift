import Documents

/// The text of a word processor's file being written.
struct WordBody {
    let document: Document
    let figures: [DocumentFigure.Name: DrawnFigure]
    let pictures: [WordPicture]
    let language: WordLanguage
    private(set) var wordedFigures: [DocumentFigure.Name] = []
    private var tables = 0
    private var drawings = 0
    private var bookmarks = 0
    /// Whether a table was written last, of which text must keep away.
    private var isAfterTable = false
    /// Numbers that have an entry in the list of references, to which citations lead.
    private let listed: Set<Int>

    init(
        document: Document, figures: [DocumentFigure.Name: DrawnFigure], pictures: [WordPicture], language: WordLanguage
    ) {
        self.document = document
        self.figures = figures
        self.pictures = pictures
        self.language = language
        listed = Set(document.citations.map(\.number))
    }

    /// Writes everything.
    mutating func text() -> String {
        var page = WordMarkup()
        paragraph(&page, "Title", document.title)
        paragraph(&page, "Subtitle", document.question)
        for (number, chapter) in document.parts.enumerated() {
            heading(&page, title(chapter), bookmark: "part_\(number)", breaksPage: number > 0)
            for block in chapter.blocks { write(&page, block) }
            if number == 0 { contents(&page) }
        }
        references(&page)
        let body = page
        return WordMarkup.part(
            "w:document",
            [
                "xmlns:w": WordNames.main, "xmlns:r": WordNames.relations, "xmlns:wp": WordNames.placing,
                "xmlns:a": WordNames.drawing, "xmlns:pic": WordNames.picture,
            ]
        ) { page in
            page.element("w:body") { page in
                page.append(body)
                section(&page)
            }
        }
    }

    private func title(_ chapter: Chapter) -> String { (chapter.number.map { "\($0). " } ?? "") + chapter.title }

    private func section(_ page: inout WordMarkup) {
        page.element("w:sectPr") { page in
            page.leaf("w:headerReference", ["w:type": "default", "r:id": "header"])
            page.leaf("w:footerReference", ["w:type": "default", "r:id": "footer"])
            page.leaf("w:pgSz", ["w:w": "\(WordPage.width)", "w:h": "\(WordPage.height)"])
            page.leaf(
                "w:pgMar",
                [
                    "w:top": "\(WordPage.above)", "w:right": "\(WordPage.side)", "w:bottom": "\(WordPage.above)",
                    "w:left": "\(WordPage.side)", "w:header": "567", "w:footer": "567", "w:gutter": "0",
                ])
        }
    }

    /// The chapters by name, each leading to its place; page numbers are left out, since only a word processor knows them.
    private mutating func contents(_ page: inout WordMarkup) {
        paragraph(&page, "ContentsHeading", document.labels.contents)
        let entries =
            document.parts.enumerated().dropFirst().map { (title($0.element), "part_\($0.offset)") }
            + [(document.labels.references, "references")]
        for (text, place) in entries {
            page.element("w:p") { page in
                page.element("w:pPr") { $0.value("w:pStyle", "Contents1") }
                page.element("w:hyperlink", ["w:anchor": place, "w:history": "1"]) { run(&$0, text) }
            }
        }
    }

    private mutating func write(_ page: inout WordMarkup, _ block: Block) {
        switch block {
        case .heading(let level, let text): paragraph(&page, level == 1 ? "Heading2" : "Heading3", text)
        case .paragraph(let paragraph): write(&page, paragraph, isPoint: false)
        case .list(let points): for point in points { write(&page, point, isPoint: true) }
        case .table(let table):
            tables += 1
            caption(&page, "TableCaption", document.labels.table, tables, table.caption, table.citations)
            self.table(&page, table)
            isAfterTable = true
            return
        case .figure(let figure):
            drawings += 1
            self.figure(&page, figure)
            caption(&page, "Caption", document.labels.figure, drawings, figure.caption, figure.citations)
        }
        isAfterTable = false
    }

    private mutating func write(_ page: inout WordMarkup, _ paragraph: Paragraph, isPoint: Bool) {
        let style: String? =
            switch paragraph.kind {
            case _ where isPoint: "ListBullet"
            case .plain: nil
            case .answer: "Answer"
            case .analyst: "Analyst"
            case .missing: "Missing"
            case .warning: "Warning"
            }
        page.element("w:p") { page in
            if style != nil || isAfterTable {
                page.element("w:pPr") { page in
                    if let style { page.value("w:pStyle", style) }
                    if isAfterTable { page.leaf("w:spacing", ["w:before": "160"]) }
                }
            }
            for (number, sentence) in paragraph.sentences.enumerated() {
                if number > 0 { run(&page, " ") }
                for span in sentence.spans {
                    let style: String? =
                        switch span.style {
                        case .plain: nil
                        case .strong: "Strong"
                        case .emphasis: "Emphasis"
                        case .code: "Code"
                        }
                    run(&page, span.text, style: style, language: sentence.language)
                }
                marks(&page, sentence.citations)
            }
        }
        isAfterTable = false
    }

    // MARK: Parts of blocks

    private func paragraph(_ page: inout WordMarkup, _ style: String, _ text: String) {
        page.element("w:p") { page in
            page.element("w:pPr") { $0.value("w:pStyle", style) }
            run(&page, text)
        }
    }

    private mutating func heading(_ page: inout WordMarkup, _ text: String, bookmark: String, breaksPage: Bool) {
        bookmarks += 1
        page.element("w:p") { page in
            page.element("w:pPr") { page in
                page.value("w:pStyle", "Heading1")
                if breaksPage { page.leaf("w:pageBreakBefore") }
            }
            place(&page, bookmark) { run(&$0, text) }
        }
    }

    /// Marks a place to which links lead; its number is the latest given.
    private func place(_ page: inout WordMarkup, _ name: String, content: (inout WordMarkup) -> Void) {
        page.leaf("w:bookmarkStart", ["w:id": "\(bookmarks)", "w:name": name])
        content(&page)
        page.leaf("w:bookmarkEnd", ["w:id": "\(bookmarks)"])
    }

    private func caption(
        _ page: inout WordMarkup, _ style: String, _ label: String, _ number: Int, _ text: String, _ citations: [Int]
    ) {
        page.element("w:p") { page in
            page.element("w:pPr") { $0.value("w:pStyle", style) }
            run(&page, "\(label) \(number). ", style: "Strong")
            run(&page, text)
            marks(&page, citations)
        }
    }

    private func table(_ page: inout WordMarkup, _ table: DocumentTable) {
        guard !table.columns.isEmpty else { return }
        WordTable(table: table).write(&page) { page, text, citations in
            run(&page, text)
            marks(&page, citations)
        }
    }

    private mutating func figure(_ page: inout WordMarkup, _ figure: DocumentFigure) {
        let drawn = figures[figure.name]
        let words = drawn.flatMap { $0.alternative.isEmpty ? nil : $0.alternative }
        if let picture = pictures.first(where: { $0.figure == figure.name }) {
            WordFigure(
                picture: picture, number: drawings, name: "\(document.labels.figure) \(drawings)",
                words: words ?? figure.caption
            )
            .write(&page)
        } else {
            wordedFigures.append(figure.name)
            paragraph(&page, "Missing", words ?? document.labels.figureLeftOut)
        }
    }

    private mutating func references(_ page: inout WordMarkup) {
        heading(&page, document.labels.references, bookmark: "references", breaksPage: true)
        // The word processor counts the entries; where their numbers are others, they stand as text.
        let isCounted = document.citations.enumerated().allSatisfy { $0.offset + 1 == $0.element.number }
        var placed: Set<Int> = []
        for citation in document.citations {
            bookmarks += 1
            page.element("w:p") { page in
                page.element("w:pPr") { page in
                    page.value("w:pStyle", "References")
                    if !isCounted { page.element("w:numPr") { $0.value("w:numId", "0") } }
                }
                func entry(_ page: inout WordMarkup) {
                    if !isCounted { run(&page, "\(citation.number). ") }
                    run(&page, citation.text)
                }
                if placed.insert(citation.number).inserted {
                    place(&page, "ref_\(citation.number)", content: entry)
                } else {
                    entry(&page)
                }
                if let address = citation.address {
                    run(&page, " ")
                    run(&page, address, style: "Code")
                }
            }
        }
    }

    // MARK: Runs

    /// Text in one style; nil for that of the paragraph, and for the document's language.
    private func run(_ page: inout WordMarkup, _ text: String, style: String? = nil, language: String? = nil) {
        guard !text.isEmpty else { return }
        page.element("w:r") { page in
            if style != nil || language != nil {
                page.element("w:rPr") { page in
                    if let style { page.value("w:rStyle", style) }
                    if let language { WordLanguage(language).write(&page) }
                }
            }
            page.text("w:t", text)
        }
    }

    /// "[1, 3–5]", each number leading to its entry of the list.
    private func marks(_ page: inout WordMarkup, _ citations: [Int]) {
        let runs = CitationRuns.runs(citations)
        guard !runs.isEmpty else { return }
        let style = "CitationMark"
        run(&page, "\u{A0}[", style: style)
        for (number, range) in runs.enumerated() {
            if number > 0 { run(&page, ", ", style: style) }
            link(&page, range.lowerBound)
            guard range.count > 1 else { continue }
            run(&page, "–", style: style)
            link(&page, range.upperBound)
        }
        run(&page, "]", style: style)
    }

    private func link(_ page: inout WordMarkup, _ number: Int) {
        guard listed.contains(number) else { return run(&page, "\(number)", style: "CitationMark") }
        page.element("w:hyperlink", ["w:anchor": "ref_\(number)", "w:history": "1"]) {
            run(&$0, "\(number)", style: "CitationMark")
        }
    }
}
