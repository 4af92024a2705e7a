import CaseFilesYAML
import Evidence
import Foundation
import Testing

@Suite("The audit log of a case as a file")
struct AuditFileTests {
    /// A folder for one test, removed at its end.
    private final class Place: Sendable {
        let folder: CaseFolder
        init() throws {
            folder = CaseFolder(FileManager.default.temporaryDirectory.path + "/revisit-\(UUID().uuidString)")
            try FileManager.default.createDirectory(atPath: folder.path, withIntermediateDirectories: true)
        }
        deinit { try? FileManager.default.removeItem(atPath: folder.path) }
        var file: AuditFile { AuditFile(folder) }
        var bytes: Data { get throws { try Data(contentsOf: URL(filePath: file.path)) } }
        func put(_ data: Data) throws { try data.write(to: URL(filePath: file.path)) }
    }

    private func draft(_ what: String, _ details: [String: AuditDetail] = [:]) -> AuditFile.Draft {
        AuditFile.Draft(who: "Ann", what: what, details: details, program: "0.1.0")
    }

    private func filled(_ place: Place, _ count: Int = 4) throws {
        for number in 0..<count { try place.file.append(draft("run", ["n": .number(number)]), time: "2026-01-01") }
    }

    @Test func entriesAreAddedBehindEachOther() throws {
        let place = try Place()
        try filled(place)
        let chain = try place.file.walk()
        #expect(chain.flawCount == 0)
        #expect(chain.head?.number == 3)
        #expect(try place.file.append(draft("begin"), onlyFirst: true) == nil)
        #expect(try place.file.walk().lines == 4)
    }

    @Test func manyAddAtOnceAndNoneIsLost() async throws {
        let place = try Place()
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for _ in 0..<10 {
                        do { try place.file.append(draft("run", ["writer": .number(writer)])) } catch {
                            Issue.record(error)
                        }
                    }
                }
            }
        }
        let chain = try place.file.walk()
        #expect(chain.flawCount == 0)
        #expect(chain.soundLines == 80)
    }

    @Test func aLastLineThatWasCutOffStaysAndTheNextEntryTellsOfIt() throws {
        let place = try Place()
        try filled(place)
        let whole = try place.bytes
        try place.put(whole.dropLast(30))
        #expect(try place.file.walk().flaws.map(\.kind) == [.torn])
        let anchor = AuditHead(number: 2, hash: head(of: whole, line: 2))
        let added = try #require(try place.file.append(draft("run"), anchors: [anchor]))
        #expect(added.followsTornLine)
        #expect(added.doubts.isEmpty)
        #expect(added.head.number == 3)
        #expect(try place.bytes.starts(with: whole.dropLast(30)))
        let chain = try place.file.walk()
        #expect(chain.flawCount == 0)
        #expect(chain.remarks.count == 1)
    }

    @Test func anEntryThatWasNotedElsewhereCannotPassForTorn() throws {
        let place = try Place()
        try filled(place)
        let whole = try place.bytes
        try place.put(whole.dropLast(30))
        let anchor = AuditHead(number: 3, hash: head(of: whole, line: 3))
        let added = try #require(try place.file.append(draft("run"), anchors: [anchor]))
        #expect(added.doubts.count == 1)
        #expect(try place.file.walk().flaws.map(\.kind) == [.doubted])
    }

    @Test func aLastLineBreakThatIsMissingIsPutBack() throws {
        let place = try Place()
        try filled(place)
        try place.put(try place.bytes.dropLast())
        try place.file.append(draft("run"))
        let chain = try place.file.walk()
        #expect(chain.flawCount == 0)
        #expect(chain.soundLines == 5)
    }

    @Test func aLogThatIsNotWholeIsNotContinuedInSilence() throws {
        let place = try Place()
        try filled(place)
        var bytes = try place.bytes
        bytes[20] ^= 1
        try place.put(bytes)
        let added = try #require(try place.file.append(draft("run")))
        #expect(added.doubts.count == 1)
        let later = try #require(try place.file.append(draft("run")))
        #expect(later.doubts.count == 1, "it is said each time")
        let chain = try place.file.walk()
        #expect(chain.flaws.map(\.kind) == [.altered, .doubted], "but is noted once")
        #expect(chain.head?.number == 5)
    }

    @Test func hostileFilesAreReadWithinBounds() throws {
        let place = try Place()
        try filled(place, 2)
        var bytes = try place.bytes
        bytes += Data(repeating: 0x41, count: 3 * AuditEntry.sizeLimit) + Data([0x0A, 0xFF, 0x00, 0x0A])
        try place.put(bytes)
        #expect(try place.file.walk().flaws.map(\.kind) == [.altered])
        try place.put(Data(repeating: 0x41, count: 9 * AuditEntry.sizeLimit))
        #expect(try place.file.walk().flaws.map(\.kind) == [.torn])
        let added = try #require(try place.file.append(draft("run")))
        #expect(added.head.number == 0)
        try FileManager.default.removeItem(atPath: place.file.path)
        try FileManager.default.createDirectory(atPath: place.file.path, withIntermediateDirectories: true)
        #expect(throws: CaseFilesError.self) { try place.file.walk() }
        #expect(throws: CaseFilesError.self) { try place.file.append(draft("run")) }
    }

    @Test func aLinkIsNoLog() throws {
        let place = try Place()
        let other = place.folder.path + "/other"
        try Data().write(to: URL(filePath: other))
        try FileManager.default.createSymbolicLink(atPath: place.file.path, withDestinationPath: other)
        #expect(throws: CaseFilesError.self) { try place.file.append(draft("run")) }
        #expect(try Data(contentsOf: URL(filePath: other)).isEmpty)
    }

    @Test func anEntryThatIsTooLongChangesNothing() throws {
        let place = try Place()
        try filled(place)
        let before = try place.bytes
        let long = String(repeating: "x", count: AuditEntry.sizeLimit)
        #expect(throws: CaseFilesError.self) { try place.file.append(draft("run", ["x": .text(long)])) }
        #expect(try place.bytes == before)
    }

    @Test func ofALargeLogOnlyTheEndIsLookedAt() throws {
        let place = try Place()
        let long = AuditDetail.text(String(repeating: "x", count: 3_000_000))
        for _ in 0..<3 { try place.file.append(draft("run", ["x": long]), walkLimit: 1) }
        // What the end does not show is not seen then.
        var bytes = try place.bytes
        bytes[20] ^= 1
        try place.put(bytes)
        let added = try #require(try place.file.append(draft("run"), walkLimit: 1))
        #expect(added.head.number == 3)
        #expect(added.doubts.isEmpty)
        #expect(try place.file.walk().flaws.map(\.kind) == [.altered])
        let gone = AuditHead(number: 20, hash: AuditEntry.nothing)
        #expect(try place.file.append(draft("run"), anchors: [gone], walkLimit: 1)?.doubts.count == 1)
    }

    private func head(of log: Data, line: Int) -> String {
        let lines = log.split(separator: 0x0A)
        return String(decoding: lines[line].dropLast(2).suffix(64), as: UTF8.self)
    }
}
