import DocumentWriting
import Documents
import Testing

@Suite("Markdown, read by markdown-it-py")
struct MarkdownTests {
    @Test func everyPartOfADocumentIsReadAsWhatItIs() throws {
        let markdown = MarkdownDocument(SampleDocument.document, figures: SampleDocument.figures)
        let told = try DocumentReader.markdown(markdown.text)
        #expect(told.texts("h1") == ["Is Pier 3 in use?"])
        #expect(told.texts("h2") == ["The answer", "1. Facilities", "2. What was observed", "References"])
        #expect(told.texts("h3") == ["What stands there"])
        #expect(told.texts("h4") == ["Ships"])
        let paragraphs = told.texts("p")
        #expect(paragraphs.first == "TLP:AMBER · Not for the press · Simulated")
        #expect(paragraphs.last == "TLP:AMBER · Not for the press · Simulated")
        #expect(paragraphs.contains("Very likely (80–95 %).\u{A0}[1–3]"))
        #expect(paragraphs.contains("The pier is 210 m long.\u{A0}[2] 부두는 비어 있다."))
        #expect(paragraphs.contains("Nothing is known of tugs."))
        #expect(told.texts("blockquote/p") == ["⚠ Nobody looked in June.", "An analyst writes this."])
        let points = told.texts("ul/li/p")
        #expect(
            points == ["The answer", "1. Facilities", "2. What was observed", "References"]
                + ["First point.\u{A0}[3]", "Second, in site.geojson.", "Another list."])
        #expect(
            told.blocks.filter { $0.kind == "row" }.compactMap(\.cells)
                == [["Day", "Ships"], ["2024-10-02", "2\u{A0}[1]"], ["2024-11-05", "-1 | none"]])
        #expect(told.alignments == ["", "text-align:right"])
        #expect(paragraphs.contains("Table 1. Ships by look\u{A0}[1, 3]"))
        #expect(paragraphs.contains("Figure 2. Looks through time"))
        #expect(paragraphs.contains("This figure could not be drawn."))
        #expect(
            told.texts("ol/li/p") == [
                "Look of 2 October", "Port authority, yearbook https://example.org/a_b?c=1&d=2", "Look of 5 November",
            ])
        #expect(
            told.images == [
                ["figures/site-map-1.png", "The pier and its zones"], ["figures/looks.svg", "Looks through time"],
            ])
        #expect(markdown.figures.map(\.path) == ["figures/site-map-1.png", "figures/looks.svg"])
        #expect(markdown.figures.first?.bytes == SampleDocument.pixel)
    }

    @Test func everyLinkLeadsToAnAnchorOfTheText() throws {
        let told = try DocumentReader.markdown(
            MarkdownDocument(SampleDocument.document, figures: SampleDocument.figures).text)
        let anchors = Set(told.anchors.filter { $0 != "</a>" }.map { "#" + $0.dropFirst(7).dropLast(2) })
        #expect(told.links.count == 4 + 8)
        for link in told.links { #expect(anchors.contains(link), "\(link)") }
    }

    @Test(arguments: SampleDocument.hostile)
    func nothingFromDataBecomesMarkup(text: String) throws {
        var document = SampleDocument.document
        document.title = text
        document.handling = [text]
        document.isSimulated = false
        let cell = DocumentTable.Cell(text)
        document.front = Chapter(
            id: text, title: text,
            blocks: [
                .heading(level: 1, text: text),
                .paragraph(Paragraph([Sentence([Span(text)])])),
                .paragraph(Paragraph([Sentence([Span(text)])], kind: .analyst)),
                .list([Paragraph([Sentence([Span(text)])])]),
                .table(DocumentTable(caption: text, columns: [.init(text), .init("b")], rows: [.init([cell, cell])])),
                .paragraph(Paragraph([Sentence([Span(text, .code)])])),
                .figure(DocumentFigure(.scene(text), caption: text)),
            ])
        document.chapters = []
        document.citations = [Citation(number: 1, reference: RecordReference(.source, text), text: text)]
        let figures: [DocumentFigure.Name: DrawnFigure] = [.scene(text): DrawnFigure(.vector("<svg/>"))]
        let told = try DocumentReader.markdown(MarkdownDocument(document, figures: figures).text)
        let read = SampleDocument.read(text)
        #expect(told.texts("h1") == [read])
        #expect(told.texts("h2") == [read, "References"])
        #expect(told.texts("h3") == [read])
        #expect(told.texts("ul/li/p") == [read, "References", read])
        #expect(told.texts("ol/li/p") == [read])
        #expect(told.texts("blockquote/p") == [read])
        #expect(told.blocks.filter { $0.kind == "row" }.compactMap(\.cells) == [[read, "b"], [read, read]])
        #expect(told.texts("p").filter { $0 == read }.count == 4)
        #expect(told.images.map(\.last) == [read])
        #expect(told.anchors.count == 2 * 3)
        #expect(told.links == ["#part-0", "#references"])
        #expect(!told.blocks.contains { ["html_block", "hr", "fence", "code_block"].contains($0.kind) })
        // What the program itself weighs, and one stretch of code.
        #expect(told.markup.filter { $0.first == "code" } == [["code", read]])
        #expect(!told.markup.contains { ["s", "em"].contains($0.first) })
        // Marks of handling twice, the heading of the list, two captions.
        #expect(told.markup.filter { $0.first == "strong" }.count <= 5)
    }

    @Test(arguments: ["조건부(높음)", "\"quoted.\"", "plain", " spaced ", "(동쪽)부두", "a*b", "***"])
    func weightReachesTheLettersWhateverStandsAround(text: String) throws {
        var document = SampleDocument.document
        document.front.blocks = [.paragraph(Paragraph([Sentence([Span("는"), Span(text, .strong), Span("은 끝")])]))]
        document.chapters = []
        document.handling = []
        document.isSimulated = false
        let told = try DocumentReader.markdown(MarkdownDocument(document, figures: [:]).text)
        #expect(told.texts("p").contains("는\(text)은 끝"))
        // The list of chapters has a heading in bold.
        #expect(told.markup.filter { $0.first == "strong" }.count == (text == "***" ? 1 : 2))
    }

    @Test func figuresWhoseIdsLookAlikeGetFilesOfTheirOwn() {
        var document = SampleDocument.document
        let names: [DocumentFigure.Name] = [.scene("a/b"), .scene("a b"), .scene("A-B"), .scene("a/b")]
        document.front.blocks = names.map { .figure(DocumentFigure($0, caption: "x")) }
        document.chapters = []
        let figures = Dictionary(
            zip(names, ["1", "2", "3"]).map { ($0, DrawnFigure(.vector($1))) }, uniquingKeysWith: { first, _ in first })
        let files = MarkdownDocument(document, figures: figures).figures
        #expect(files.map(\.path) == ["figures/scene-a-b.svg", "figures/scene-a-b-2.svg", "figures/scene-A-B-3.svg"])
        #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["1", "2", "3"])
    }
}
