import CaseFilesYAML
import Evidence
import Foundation
import Geodesy
import Testing

@Suite("decisions.jsonl")
struct DecisionFileTests {
    private func decision(_ id: String, why: String = "seen") -> ReviewDecision {
        ReviewDecision(
            what: .accept, detection: id, scene: "s", className: "tank-car",
            pixelBox: OrientedBox(centre: PixelPoint(column: 30.25, row: 20), length: 40, width: 10, angle: 0.5),
            groundBox: nil, model: ModelReference(name: "wagons", sha256: "aa"), who: "Änn \"A\"",
            when: "2026-01-01T00:00:00Z", why: why)
    }

    /// Runs a test in a folder of its own.
    private func inFolder(_ body: (CaseFolder, DecisionFile) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "decisions-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let folder = CaseFolder(path)
        try body(folder, DecisionFile(folder))
    }

    private func bytes(_ file: DecisionFile) throws -> Data { try Data(contentsOf: URL(filePath: file.path)) }

    @Test("reads back what was added, each decision a line, and adds at the end only")
    func appends() throws {
        try inFolder { _, file in
            #expect(try file.read().decisions.isEmpty)
            try file.append([decision("a"), decision("b", why: "two\nlines")])
            let before = try bytes(file)
            try file.append([decision("c")])
            let after = try bytes(file)
            #expect(after.starts(with: before))
            #expect(after.count { $0 == 0x0A } == 3)
            let read = try file.read().decisions
            #expect(read.map(\.detection) == ["a", "b", "c"] && read[1].why == "two\nlines")
            #expect(abs(read[0].pixelBox.angle - 0.5) < 1e-9 && read[0].who == "Änn \"A\"")
        }
    }

    @Test("passes over a last line that was cut off at any byte, and never loses it")
    func torn() throws {
        try inFolder { _, file in
            try file.append([decision("a"), decision("b")])
            let whole = try bytes(file)
            let second = try #require(whole.firstIndex(of: 0x0A)) + 1
            for length in [second + 1, second + 30, whole.count - 2] {
                try? FileManager.default.removeItem(atPath: file.path + ".torn")
                let torn = whole.prefix(length)
                try torn.write(to: URL(filePath: file.path))
                let read = try file.read()
                #expect(read.decisions.map(\.detection) == ["a"])
                #expect(read.warnings.first?.position?.line == 2)
                // Reading changes nothing.
                #expect(try bytes(file) == torn)
                try file.append([decision("c")])
                #expect(try file.read().decisions.map(\.detection) == ["a", "c"])
                #expect(try file.read().warnings.isEmpty)
                let kept = try Data(contentsOf: URL(filePath: file.path + ".torn"))
                #expect(kept.dropLast() == torn[second...])
            }
        }
    }

    @Test("tells of a last line of which a crash of the machine left only zeros")
    func zeros() throws {
        try inFolder { _, file in
            try file.append([decision("a")])
            try (bytes(file) + Data(count: 300)).write(to: URL(filePath: file.path))
            let read = try file.read()
            #expect(read.decisions.map(\.detection) == ["a"])
            #expect(read.warnings.first?.position?.line == 2)
            try file.append([decision("b")])
            #expect(try file.read().decisions.map(\.detection) == ["a", "b"])
        }
    }

    @Test("takes a last line that lacks only its end for whole")
    func openLine() throws {
        try inFolder { _, file in
            try file.append([decision("a")])
            try bytes(file).dropLast().write(to: URL(filePath: file.path))
            #expect(try file.read().decisions.map(\.detection) == ["a"])
            try file.append([decision("b")])
            #expect(try file.read().decisions.map(\.detection) == ["a", "b"])
        }
    }

    @Test("refuses a file with a broken line in its middle, names the line and the reason, and changes nothing")
    func broken() throws {
        try inFolder { _, file in
            try file.append([decision("a"), decision("b"), decision("c")])
            var lines = String(decoding: try bytes(file), as: UTF8.self).split(separator: "\n").map(String.init)
            let good = lines[1]
            for (line, reason) in [
                ("{\"what\":\"accept\"", "no JSON"),
                (good.replacingOccurrences(of: "\"who\"", with: "\"whom\""), "'who'"),
                (good.replacingOccurrences(of: "\"accept\"", with: "\"praise\""), "'what'"),
                (good.replacingOccurrences(of: "\"accept\"", with: "\"retype\""), "'as'"), ("7", "no decision"),
                ("[]", "no decision"), ("null", "no decision"), ("\0\0\0", "no JSON"),
            ] {
                lines[1] = line
                try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: file.path))
                let before = try bytes(file)
                let error = #expect(throws: CaseFilesError.self) { try file.append([decision("d")]) }
                let said = error?.description ?? ""
                #expect(said.contains("decisions.jsonl:2:") && said.contains(reason), "\(said)")
                #expect(try bytes(file) == before)
            }
        }
    }

    @Test("lets only one program add at a time")
    func locked() throws {
        try inFolder { _, file in
            try file.append([decision("a")])
            let other = try FileHandle(forUpdating: URL(filePath: file.path))
            defer { try? other.close() }
            #expect(flock(other.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
            let error = #expect(throws: CaseFilesError.self) { try file.append([decision("b")]) }
            #expect(error?.description.contains("Another program") == true)
            #expect(try file.read().decisions.count == 1)
        }
    }
}
