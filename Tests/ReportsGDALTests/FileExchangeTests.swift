import Foundation
import ReportsGDAL
import Testing

@Suite("Files that are exchanged together")
struct FileExchangeTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "revisit-\(UUID().uuidString)")

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func write(_ text: String, _ name: String) throws {
        let place = folder.appending(path: name)
        try FileManager.default.createDirectory(
            at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: place)
    }

    /// All files of the folder with what they hold, hidden ones too.
    private func files() throws -> [String: String] {
        var found: [String: String] = [:]
        for case let name as String in FileManager.default.enumerator(atPath: folder.path) ?? .init() {
            if let data = try? Data(contentsOf: folder.appending(path: name)) {
                found[name] = String(decoding: data, as: UTF8.self)
            }
        }
        return found
    }

    @Test func newFilesTakeThePlaceOfOldOnesAndNothingElseIsLeft() throws {
        try write("old", "a")
        try write("kept", "other")
        try write("stale", "figures/stale.svg")
        var exchange = try FileExchange(in: folder.path)
        try exchange.write(Data("new".utf8), "a")
        try exchange.write(Data("drawn".utf8), "figures/b.svg")
        #expect(try files()["a"] == "old")
        try exchange.finish(removing: ["figures/stale.svg", "figures/b.svg", "not/there"])
        #expect(try files() == ["a": "new", "figures/b.svg": "drawn", "other": "kept"])
    }

    @Test func whatCannotTakeItsPlaceLeavesAllThatWasThere() throws {
        try write("old", "a")
        try write("inside", "z/file")
        let before = try files()
        var exchange = try FileExchange(in: folder.path)
        try exchange.write(Data("new".utf8), "a")
        try exchange.write(Data("new".utf8), "b")
        try exchange.write(Data("new".utf8), "z")
        #expect(throws: FileExchangeError.self) { try exchange.finish() }
        #expect(try files() == before)
    }

    @Test func whatIsDiscardedLeavesNoTrace() throws {
        try write("old", "a")
        var exchange = try FileExchange(in: folder.path)
        try exchange.write(Data("new".utf8), "a")
        exchange.discard()
        #expect(try files() == ["a": "old"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a"])
    }

    @Test func aFolderThatIsNotThereIsNamed() {
        let error = #expect(throws: FileExchangeError.self) { try FileExchange(in: folder.path + "/nowhere") }
        #expect(error.map { "\($0)" }?.contains("nowhere") == true)
    }
}
