import Documents
import Evidence

/// The chapters: what a reader reads, before the records on which it rests.
extension ReportPage {
    /// Writes the page that answers and the chapters; tables and figures are numbered through.
    func chapters(_ page: inout MarkupWriter, of document: Document) {
        var numbers = ChapterNumbers()
        for chapter in document.parts {
            let anchor = Anchor.chapter(chapter.id)
            page.element(
                "section",
                [
                    "id": anchor, "aria-labelledby": anchor + "-title",
                    "class": chapter.number == nil ? "chapter front" : "chapter", "lang": document.language,
                ]
            ) { page in
                page.element("h2", ["id": anchor + "-title"]) { page in
                    page.text(chapter.number.map { "\($0). " } ?? "")
                    page.text(chapter.title)
                }
                if chapter.number == nil { page.element("p", ["class": "question"], text: document.question) }
                for block in chapter.blocks { write(&page, block, document, &numbers) }
            }
        }
    }

    private func write(
        _ page: inout MarkupWriter, _ block: Block, _ document: Document, _ numbers: inout ChapterNumbers
    ) {
        switch block {
        case .heading(let level, let text):
            if level == 1 { page.element("h3", text: text) } else { page.element("h4", text: text) }
        case .paragraph(let paragraph):
            page.element("p", ["class": Self.kind(paragraph.kind)]) { sentences(&$0, paragraph) }
        case .list(let points):
            page.element("ul", ["class": "findings"]) { page in
                for point in points {
                    page.element("li", ["class": Self.kind(point.kind)]) { sentences(&$0, point) }
                }
            }
        case .table(let shown):
            numbers.tables += 1
            table(&page, shown, "\(document.labels.table) \(numbers.tables). ")
        case .figure(let figure):
            numbers.figures += 1
            page.element("figure", ["class": "numbered", "id": "figure-\(numbers.figures)"]) { page in
                if !draw(&page, figure) {
                    page.element("p", ["class": "absent"], text: document.labels.figureLeftOut)
                }
                page.element("figcaption") { page in
                    page.element("b", text: "\(document.labels.figure) \(numbers.figures). ")
                    page.text(figure.caption)
                    marks(&page, figure.citations)
                }
            }
        }
    }

    private static func kind(_ kind: Paragraph.Kind) -> String? {
        switch kind {
        case .plain: nil
        case .answer: "answer"
        case .analyst: "analyst"
        case .missing: "absent"
        case .warning: "warning"
        }
    }

    private func sentences(_ page: inout MarkupWriter, _ paragraph: Paragraph) {
        for (number, sentence) in paragraph.sentences.enumerated() {
            if number > 0 { page.text(" ") }
            if let language = sentence.language {
                page.element("span", ["lang": language]) { spans(&$0, sentence.spans) }
            } else {
                spans(&page, sentence.spans)
            }
            marks(&page, sentence.citations)
        }
    }

    private func spans(_ page: inout MarkupWriter, _ spans: [Span]) {
        for span in spans {
            switch span.style {
            case .plain: page.text(span.text)
            case .strong: page.element("strong", text: span.text)
            case .emphasis: page.element("em", text: span.text)
            case .code: page.element("code", text: span.text)
            }
        }
    }

    /// Numbers that lead to what the text before them rests on.
    private func marks(_ page: inout MarkupWriter, _ citations: [Int]) {
        guard !citations.isEmpty else { return }
        page.text("\u{A0}")
        page.element("span", ["class": "cite"]) { page in
            page.text("[")
            for (number, run) in CitationRuns.runs(citations).enumerated() {
                if number > 0 { page.text(", ") }
                page.element("a", ["href": "#" + Anchor.reference(run.lowerBound)], text: "\(run.lowerBound)")
                guard run.count > 1 else { continue }
                page.text("–")
                page.element("a", ["href": "#" + Anchor.reference(run.upperBound)], text: "\(run.upperBound)")
            }
            page.text("]")
        }
    }

    private func table(_ page: inout MarkupWriter, _ shown: DocumentTable, _ label: String) {
        // Beside their numbers, the ranges of many columns would leave words no room.
        let isCrowded = shown.columns.count(where: \.isNumeric) > 3
        // With its number, since the records may have a table of the same caption.
        page.region(named: label + shown.caption) { page in
            page.element("table", ["class": isCrowded ? "numbered crowded" : "numbered"]) { page in
                page.element("caption") { page in
                    page.element("b", text: label)
                    page.text(shown.caption)
                    marks(&page, shown.citations)
                }
                page.element("thead") { page in
                    page.element("tr") { page in
                        for column in shown.columns {
                            page.element(
                                "th", ["scope": "col", "class": column.isNumeric ? "number" : nil], text: column.title)
                        }
                    }
                }
                page.element("tbody") { page in
                    for row in shown.rows {
                        page.element("tr", ["id": row.place.map(Anchor.place)]) { page in
                            for (column, cell) in zip(shown.columns, row.cells) {
                                page.element("td", ["class": column.isNumeric ? "number" : nil]) { page in
                                    let (number, range) =
                                        isCrowded && column.isNumeric ? parted(cell.text) : (cell.text, nil)
                                    page.text(number)
                                    marks(&page, cell.citations)
                                    if let range { page.element("span", ["class": "range"], text: range) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// A number and its range: "33" and "(23.8 – 43.8) months".
    private func parted(_ text: String) -> (String, String?) {
        guard let bracket = text.firstRange(of: " (") else { return (text, nil) }
        return (String(text[..<bracket.lowerBound]) + " ", String(text[bracket.lowerBound...].dropFirst()))
    }

    // MARK: References

    /// Where a record stands on the page; networks, which chapters call by name, stand there by hash.
    private func place(of reference: RecordReference) -> String {
        guard reference.kind == .model, let model = content.models.first(where: { $0.name == reference.id }) else {
            return Anchor.place(reference)
        }
        return Anchor.model(model.sha256)
    }

    /// Writes the list of what the chapters rest on; each entry leads to its record where the page has one.
    ///
    /// - Parameters:
    ///   - page: Where to write.
    ///   - document: The chapters.
    ///   - places: Names of all places of the page.
    func references(_ page: inout MarkupWriter, of document: Document, places: Set<String>) {
        page.element("section", ["id": "references", "aria-labelledby": "references-title", "lang": document.language])
        { page in
            page.element("h2", ["id": "references-title"], text: document.labels.references)
            page.element("ol", ["class": "references"]) { page in
                for citation in document.citations {
                    page.element("li", ["id": Anchor.reference(citation.number), "value": "\(citation.number)"]) {
                        page in
                        let place = place(of: citation.reference)
                        if places.contains(place) {
                            page.element("a", ["href": "#" + place], text: citation.text)
                        } else {
                            page.text(citation.text)
                        }
                        if let address = citation.address {
                            page.text(" ")
                            page.element("code", text: address)
                        }
                    }
                }
            }
        }
    }
}

/// How many tables and figures were written.
struct ChapterNumbers {
    var tables = 0
    var figures = 0
}

extension Anchor {
    static func chapter(_ id: String) -> String { "chapter-" + encoded(id) }
    static func reference(_ number: Int) -> String { "ref-\(number)" }

    /// Where a record stands on the page.
    static func place(_ reference: RecordReference) -> String {
        switch reference.kind {
        case .source: source(reference.id)
        case .fact: "fact-" + encoded(reference.id)
        case .event: "event-" + encoded(reference.id)
        case .finding: "finding-" + reference.id
        case .look: look(reference.id)
        case .scene: scene(reference.id)
        case .detection: detection(reference.id)
        case .observation: observation(reference.id)
        case .consist: consist(reference.id)
        case .change: change(reference.id)
        case .indicator: indicator(reference.id)
        case .outcome: outcome(reference.id, reference.scenario)
        case .input: input(reference.id)
        case .model: model(reference.id)
        case .zone: zone(reference.id)
        case .assessment: "judgement"
        case .case: "provenance"
        }
    }
}
