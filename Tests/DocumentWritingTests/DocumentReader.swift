import DocumentWriting
import Documents
import Foundation
import Testing

/// Reads documents by programs that are not ours.
enum DocumentReader {
    struct Archive: Decodable {
        var broken: String?
        var files: [File]

        struct File: Decodable {
            var name: String
            var size: Int
            var packed: Int
            var time: [Int]
            var sha256: String
        }
    }

    struct Block: Decodable, Equatable {
        var kind: String
        var style: String?
        var text: String?
        var cells: [[String]]?
        var repeated: [Bool]?
    }

    struct Word: Decodable {
        var archive: Archive
        var blocks: [Block]
        var alternatives: [String]
        var pictures: [[Int]]
        var bookmarks: [String]
        var links: [String]
        var languages: [String: String]
        var runLanguages: [String]
        var header: String
        var footer: String
        var fields: [String]
        var title: String
        var subject: String
        var language: String
        var created: String
    }

    struct Markdown: Decodable {
        var blocks: [Piece]
        var markup: [[String]]
        var links: [String]
        var images: [[String]]
        var anchors: [String]
        var alignments: [String]

        struct Piece: Decodable, Equatable {
            var kind: String
            var text: String?
            var cells: [String]?
        }

        /// The texts that stand in blocks of one kind.
        func texts(_ kind: String) -> [String] { blocks.filter { $0.kind == kind }.compactMap(\.text) }
    }

    struct Unexpected: Error, CustomStringConvertible {
        var description: String
    }

    static func word(_ document: WordDocument) throws -> Word { try read("word", try document.packed()) }

    static func markdown(_ text: String) throws -> Markdown { try read("markdown", Array(text.utf8)) }

    static func archive(_ bytes: [UInt8]) throws -> Archive { try read("archive", bytes) }

    private static func read<Told: Decodable>(_ kind: String, _ bytes: [UInt8]) throws -> Told {
        let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let interpreter = repository.appending(path: ".tools/python-test/bin/python3")
        guard FileManager.default.isExecutableFile(atPath: interpreter.path) else {
            throw Unexpected(description: "The tests' Python is missing; run: scripts/setup test")
        }
        let folder = FileManager.default.temporaryDirectory.appending(path: "revisit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "document")
        try Data(bytes).write(to: file)
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/read_document.py")
        let process = Process()
        process.executableURL = interpreter
        process.arguments = [script.path, kind, file.path]
        // Files, not pipes: nothing can fill up and stop the program.
        for name in ["told", "errors"] { try Data().write(to: folder.appending(path: name)) }
        process.standardOutput = try FileHandle(forWritingTo: folder.appending(path: "told"))
        process.standardError = try FileHandle(forWritingTo: folder.appending(path: "errors"))
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Unexpected(
                description: String(decoding: try Data(contentsOf: folder.appending(path: "errors")), as: UTF8.self))
        }
        return try JSONDecoder().decode(Told.self, from: try Data(contentsOf: folder.appending(path: "told")))
    }
}

/// A small document with a part of every kind.
enum SampleDocument {
    static let labels = DocumentLabels(
        contents: "Contents", references: "References", figure: "Figure", table: "Table", simulated: "Simulated",
        records: "Records", figureLeftOut: "This figure could not be drawn.")

    static let document = Document(
        title: "Is Pier 3 in use?", question: "Did ships load at Pier 3 in autumn?", language: "en", labels: labels,
        handling: ["TLP:AMBER", "Not for the press"], isSimulated: true,
        front: Chapter(
            id: "answer", title: "The answer",
            blocks: [
                .paragraph(
                    Paragraph(
                        [Sentence([Span("Very likely (80–95 %).")], citations: [1, 2, 3], isClaim: true)], kind: .answer
                    )),
                .paragraph(
                    Paragraph(
                        [Sentence([Span("Nobody looked in "), Span("June", .emphasis), Span(".")])], kind: .warning)),
            ]),
        chapters: [
            Chapter(
                id: "facilities", number: 1, title: "Facilities",
                blocks: [
                    .heading(level: 1, text: "What stands there"),
                    .paragraph(
                        Paragraph([
                            Sentence([Span("The pier is "), Span("210 m", .strong), Span(" long.")], citations: [2]),
                            Sentence([Span("부두는 비어 있다.")], language: "ko"),
                        ])),
                    .list([
                        Paragraph([Sentence([Span("First point.")], citations: [3])]),
                        Paragraph([Sentence([Span("Second, in "), Span("site.geojson", .code), Span(".")])]),
                    ]),
                    .list([Paragraph([Sentence([Span("Another list.")])])]),
                    .heading(level: 2, text: "Ships"),
                    .table(
                        DocumentTable(
                            caption: "Ships by look",
                            columns: [.init("Day"), .init("Ships", isNumeric: true)],
                            rows: [
                                .init([.init("2024-10-02"), .init("2", citations: [1])]),
                                .init([.init("2024-11-05"), .init("-1 | none")]),
                            ], citations: [1, 3])),
                    .figure(DocumentFigure(.siteMap(0), caption: "The pier and its zones", citations: [2])),
                ]),
            Chapter(
                id: "observed", number: 2, title: "What was observed",
                blocks: [
                    .paragraph(Paragraph([Sentence([Span("An analyst writes this.")])], kind: .analyst)),
                    .paragraph(Paragraph([Sentence([Span("Nothing is known of tugs.")])], kind: .missing)),
                    .figure(DocumentFigure(.looks, caption: "Looks through time")),
                    .figure(DocumentFigure(.caps, caption: "Deliveries beside caps")),
                ]),
        ],
        citations: [
            Citation(number: 1, reference: RecordReference(.look, "a"), text: "Look of 2 October"),
            Citation(
                number: 2, reference: RecordReference(.source, "port"), text: "Port authority, yearbook",
                address: "https://example.org/a_b?c=1&d=2"),
            Citation(number: 3, reference: RecordReference(.look, "b"), text: "Look of 5 November"),
        ])

    /// One pixel, as PNG (made by Pillow).
    static let pixel: [UInt8] = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC")
            ?? Data())

    static let figures: [DocumentFigure.Name: DrawnFigure] = [
        .siteMap(0): DrawnFigure(
            .picture(FigurePicture(.png, bytes: pixel, width: 1, height: 1)), alternative: "A pier, north up."),
        .looks: DrawnFigure(
            .vector("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"), alternative: "Two looks, both usable."),
    ]

    /// Texts that would be markup in one format or another.
    static let hostile = [
        "# heading", "- point", "+ point", "1. one", "23) two", "> quoted", "***", "---", "=== ===", "| a | b |",
        "`code`",
        "**strong** __strong__ _slanted_ *slanted*", "~~gone~~", "[text](https://example.org)", "![text](x.png)",
        "<script>alert(1)</script>", "<!-- hidden -->", "&copy; &#x41;", "https://example.org www.example.org a@b.org",
        "back\\slash \\", "[^1]: note", "[a]: https://example.org", "$x^2$", "]]>", "\u{202E}txt.exe", "a\u{0}b\u{8}c",
        "first\nsecond\n\n# third\r\n    code", "    indented", "\tindented", "```", "<w:p/>", "{{name}}",
        "'single' \"double\"",
        "snake_case_name _edge_", "부두(동쪽)는", "1986\\. A great year", "line  two", "&lt;b&gt;",
    ]

    /// What people should read of a text: whitespace drawn together, unreadable signs replaced.
    static func read(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x09, 0x0A, 0x0D, 0x20: if scalars.last != " ", !scalars.isEmpty { scalars.append(" ") }
            case 0...0x1F, 0x202E: scalars.append("\u{FFFD}")
            default: scalars.append(scalar)
            }
        }
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}
