import DocumentWriting
import Documents
import Testing

@Suite("Word processors' files, read by python-docx")
struct WordTests {
    private func paragraphs(_ told: DocumentReader.Word, _ style: String) -> [String] {
        told.blocks.filter { $0.style == style }.compactMap(\.text)
    }

    @Test func everyPartOfADocumentIsReadAsWhatItIs() throws {
        let word = WordDocument(SampleDocument.document, figures: SampleDocument.figures)
        let told = try DocumentReader.word(word)
        #expect(told.archive.broken == nil)
        #expect(told.title == "Is Pier 3 in use?")
        #expect(told.subject == "Did ships load at Pier 3 in autumn?")
        #expect(told.language == "en-GB")
        #expect(told.created == "None")
        #expect(told.languages["val"] == "en-GB")
        #expect(told.runLanguages == ["ko-KR"])
        #expect(told.header == "TLP:AMBER · Not for the press · Simulated")
        #expect(told.footer.hasPrefix("TLP:AMBER · Not for the press · Simulated\nIs Pier 3 in use?"))
        #expect(told.fields == ["PAGE", "NUMPAGES"])
        #expect(paragraphs(told, "Title") == ["Is Pier 3 in use?"])
        #expect(paragraphs(told, "Heading 1") == ["The answer", "1. Facilities", "2. What was observed", "References"])
        #expect(paragraphs(told, "Heading 2") == ["What stands there"])
        #expect(paragraphs(told, "Heading 3") == ["Ships"])
        #expect(paragraphs(told, "Answer") == ["Very likely (80–95 %).\u{A0}[1–3]"])
        #expect(paragraphs(told, "Normal") == ["The pier is 210 m long.\u{A0}[2] 부두는 비어 있다."])
        #expect(
            paragraphs(told, "List Bullet") == ["First point.\u{A0}[3]", "Second, in site.geojson.", "Another list."])
        #expect(paragraphs(told, "Warning") == ["Nobody looked in June."])
        #expect(paragraphs(told, "Analyst") == ["An analyst writes this."])
        #expect(paragraphs(told, "Table Caption") == ["Table 1. Ships by look\u{A0}[1, 3]"])
        #expect(
            paragraphs(told, "Caption") == [
                "Figure 1. The pier and its zones\u{A0}[2]", "Figure 2. Looks through time",
                "Figure 3. Deliveries beside caps",
            ])
        let table = try #require(told.blocks.first { $0.kind == "table" })
        #expect(table.cells == [["Day", "Ships"], ["2024-10-02", "2\u{A0}[1]"], ["2024-11-05", "-1 | none"]])
        #expect(table.repeated == [true, false, false])
        #expect(told.alternatives == ["A pier, north up."])
        #expect(told.pictures.count == 1)
        // What could not be shown stands there in words.
        #expect(
            paragraphs(told, "Missing") == [
                "Nothing is known of tugs.", "Two looks, both usable.", "This figure could not be drawn.",
            ])
        #expect(word.wordedFigures == [.looks, .caps])
        #expect(
            paragraphs(told, "References") == [
                "Look of 2 October", "Port authority, yearbook https://example.org/a_b?c=1&d=2", "Look of 5 November",
            ])
    }

    @Test func everyLinkLeadsToABookmark() throws {
        let told = try DocumentReader.word(WordDocument(SampleDocument.document, figures: SampleDocument.figures))
        #expect(Set(told.bookmarks).count == told.bookmarks.count)
        #expect(told.links.count == 3 + 8)
        for link in told.links { #expect(told.bookmarks.contains(link), "\(link)") }
    }

    @Test(arguments: SampleDocument.hostile)
    func nothingFromDataBecomesMarkup(text: String) throws {
        var document = SampleDocument.document
        document.title = text
        document.handling = [text]
        document.isSimulated = false
        document.front = Chapter(
            id: text, title: text,
            blocks: [
                .paragraph(Paragraph([Sentence([Span(text, .code)])])),
                .table(DocumentTable(caption: text, columns: [.init(text)], rows: [.init([.init(text)])])),
                .figure(DocumentFigure(.siteMap(0), caption: text)),
            ])
        document.chapters = []
        document.citations = [Citation(number: 1, reference: RecordReference(.source, text), text: text, address: text)]
        var figures = SampleDocument.figures
        figures[.siteMap(0)]?.alternative = text
        let told = try DocumentReader.word(WordDocument(document, figures: figures))
        // Spaces stay as they are; what breaks lines is a space.
        let read = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 9, 10, 13: " "
                    case 0...0x1F, 0x202E: "\u{FFFD}"
                    default: scalar
                    }
                }))
        #expect(told.title == read)
        #expect(told.header == read)
        #expect(paragraphs(told, "Heading 1") == [read, "References"])
        #expect(paragraphs(told, "Normal") == [read])
        #expect(told.blocks.first { $0.kind == "table" }?.cells == [[read], [read]])
        #expect(told.alternatives == [read])
        #expect(paragraphs(told, "References") == ["\(read) \(read)"])
    }

    @Test func koreanTextNamesItsLanguageAndLetters() throws {
        var document = SampleDocument.document
        document.language = "ko"
        let word = WordDocument(document, figures: [:])
        let told = try DocumentReader.word(word)
        #expect(told.languages == ["val": "en-GB", "eastAsia": "ko-KR"])
        #expect(told.language == "ko-KR")
        let styles = try #require(word.parts.first { $0.path == "word/styles.xml" })
        #expect(String(decoding: styles.bytes, as: UTF8.self).contains("w:eastAsia=\"Malgun Gothic\""))
    }

    @Test func aLanguageThatIsNoTagIsNotWritten() throws {
        var document = SampleDocument.document
        document.language = "\"/><w:p/>"
        #expect(try DocumentReader.word(WordDocument(document, figures: [:])).languages["val"] == "en-GB")
    }

    @Test func citationsWithoutEntryAreTextAndOddNumbersStandAsTheyAre() throws {
        var document = SampleDocument.document
        document.citations.remove(at: 0)
        let told = try DocumentReader.word(WordDocument(document, figures: [:]))
        for link in told.links { #expect(told.bookmarks.contains(link), "\(link)") }
        #expect(paragraphs(told, "References").first?.hasPrefix("2. Port authority") == true)
        #expect(paragraphs(told, "Answer") == ["Very likely (80–95 %).\u{A0}[1–3]"])
    }

    @Test func theSameDocumentGivesTheSameBytes() throws {
        let first = try WordDocument(SampleDocument.document, figures: SampleDocument.figures).packed()
        #expect(try WordDocument(SampleDocument.document, figures: SampleDocument.figures).packed() == first)
        let archive = try DocumentReader.archive(first)
        #expect(archive.files.allSatisfy { $0.time == [1980, 1, 1, 0, 0, 0] })
        #expect(archive.files.first?.name == "[Content_Types].xml")
    }
}
