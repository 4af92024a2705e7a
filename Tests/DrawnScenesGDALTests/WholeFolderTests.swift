import DrawnScenesGDAL
import Foundation
import Testing

@Suite("Folders that are replaced whole")
struct WholeFolderTests {
    private let scratch: Scratch
    private let place: URL

    init() throws {
        scratch = try Scratch()
        place = URL(filePath: scratch.path).appending(path: "scene")
    }

    private func put(_ text: String, in folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: folder.appending(path: "file"))
    }

    private func text(in folder: URL) throws -> String {
        String(decoding: try Data(contentsOf: folder.appending(path: "file")), as: UTF8.self)
    }

    @Test("A folder takes the place of an older one, and nothing is left beside it")
    func replacing() throws {
        for content in ["one", "two", "three"] {
            let folder = WholeFolder(at: place)
            try folder.begin()
            try put(content, in: folder.part)
            try folder.finish()
            #expect(try text(in: place) == content)
            #expect(try scratch.contents == ["scene"])
        }
    }

    @Test("Where the new folder cannot be moved, the old one is still there")
    func failing() throws {
        try put("old", in: place)
        let folder = WholeFolder(at: place)
        try folder.begin()
        // As if somebody had cleaned up.
        try FileManager.default.removeItem(at: folder.part)
        #expect(throws: (any Error).self) { try folder.finish() }
        #expect(try text(in: place) == "old")
        #expect(try scratch.contents == ["scene"])
    }

    @Test(
        "What a killed process left is put right: its old folder comes back, its part goes, that of a living one stays")
    func recovering() throws {
        try put("old", in: place.deletingLastPathComponent().appending(path: ".scene.old"))
        // No process has a number above 2²² on Linux; 1 always lives.
        for name in [".scene.4194305.part", ".scene.part", ".scene.1.part", ".scene.other"] {
            try put("part", in: place.deletingLastPathComponent().appending(path: name))
        }
        let folder = WholeFolder(at: place)
        try folder.begin()
        #expect(try text(in: place) == "old")
        folder.discard()
        #expect(try scratch.contents == [".scene.1.part", ".scene.other", "scene"])
    }
}
