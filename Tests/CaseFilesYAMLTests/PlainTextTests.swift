import Documents
import Foundation
import Testing

@testable import CaseFilesYAML

@Suite("Chapters and languages as any editor saves them")
struct PlainTextTests {
    private static let file = "chapters/03-history.md"

    private func text(_ bytes: [UInt8]) throws -> String? {
        let bench = try CaseBench()
        try bench.write(Self.file, Data(bytes))
        return try withExtendedLifetime(bench) { try bench.folder.chapterTexts()[.history]?.text }
    }

    @Test(
        "Ends of lines are one sign each, and no byte order mark is left",
        arguments: [
            [0xEF, 0xBB, 0xBF] + Array("# A\n\nb\n".utf8), Array("# A\r\n\r\nb\r\n".utf8), Array("# A\r\rb\r".utf8),
        ])
    func plain(bytes: [UInt8]) throws { #expect(try text(bytes) == "# A\n\nb\n") }

    @Test(
        "What is no text is told with its place",
        arguments: [
            (Array("# A\n".utf8) + [0xFC], "2:1", "not UTF-8"), (Array("ab\0".utf8), "1:3", "zero byte"),
            ([0xFF, 0xFE, 0x41, 0x00], "1:1", "not UTF-8"),
        ])
    func noText(bytes: [UInt8], place: String, words: String) throws {
        let error = #expect(throws: CaseFilesError.self) { try text(bytes) }
        #expect("\(String(describing: error))".contains("\(Self.file):\(place)"))
        #expect("\(String(describing: error))".contains(words))
    }

    @Test("A file where the folder of chapters should be is told, and not passed over")
    func noFolder() throws {
        let bench = try CaseBench(["chapters": "text"])
        withExtendedLifetime(bench) {
            let error = #expect(throws: CaseFilesError.self) { try bench.folder.chapterTexts() }
            #expect("\(String(describing: error))".contains("no folder"))
        }
    }
}
