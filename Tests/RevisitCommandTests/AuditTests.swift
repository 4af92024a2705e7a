import Foundation
import Testing

extension EndToEnd {
    @Suite("revisit audit")
    struct AuditTests {
        private func succeed(_ arguments: String...) async throws -> Program.Ended {
            let ended = try await Running(Program.path, arguments).end()
            guard ended.code == 0 else {
                throw Program.Unexpected(text: "\(arguments): \(ended.errors)\(ended.output)")
            }
            return ended
        }

        private func python(_ log: String) async throws -> [String] {
            let script = Program.repository.appending(path: "Tests/RevisitCommandTests/Fixtures/verify_audit.py").path
            let ended = try await Running("/usr/bin/python3", [script, log]).end()
            guard ended.code == 0 else { throw Program.Unexpected(text: ended.errors) }
            return ended.output.split(whereSeparator: \.isWhitespace).map(String.init)
        }

        private func kinds(_ folder: String, _ more: String...) async throws -> [String] {
            let ended = try await Running(Program.path, ["audit", "verify", folder, "--json"] + more).end()
            let flaws = try ended.events().filter { $0["event"] as? String == "flaw" }.compactMap {
                $0["kind"] as? String
            }
            #expect(ended.code == (flaws.isEmpty ? 0 : 1))
            return flaws
        }

        @Test("what is done to a case is noted, an independent program verifies it, and every damage is found")
        func wholeStory() async throws {
            let scratch = try Scratch()
            let folder = try await scratch.harbour(dates: 2)
            _ = try await succeed("run", folder)
            let listed = try await succeed("review", "list", folder, "--json").events()
            let ids = listed.compactMap { $0["id"] as? String }
            try #require(ids.count > 2)
            let why = ["--who", "Änn \"7\"", "--why", "looked", "--at", "2026-01-01T00:00:00Z"]
            for (verb, id) in [("accept", ids[0]), ("reject", ids[1])] {
                let ended = try await Running(Program.path, ["review", verb, folder, id] + why).end()
                #expect(ended.code == 0)
            }
            let written = try await succeed("report", "write", folder, "--no-crops", "--json").events()
            let hash = try #require(written.first { $0["event"] as? String == "audit" }?["hash"] as? String)
            _ = try await succeed(
                "review", "export", folder, "--format", "geojson", "--output", scratch.path + "/labels")
            try FileManager.default.removeItem(atPath: folder + "/revisit.gpkg")
            _ = try await succeed("run", folder)
            let log = folder + "/audit.jsonl"
            #expect(
                try await python(log) == [
                    "begin", "run-started", "run", "review", "override", "export", "export", "run-started", "rebuild",
                ])
            #expect(try await kinds(folder).isEmpty)
            #expect(try await kinds(folder, "--head", hash).isEmpty)
            let shown = try await succeed("audit", "show", folder).output
            #expect(shown.contains("Änn"))
            #expect(shown.split(separator: "\n").count == 9)

            let whole = try scratch.text("case/audit.jsonl")
            let lines = whole.split(separator: "\n").map(String.init)
            func put(_ lines: [String]) throws {
                try scratch.write(lines.map { $0 + "\n" }.joined(), to: "case/audit.jsonl")
            }
            try put(Array(lines.dropLast(2)))
            #expect(try await kinds(folder).contains("removed"), "the catalogue knows of more")
            try put(Array(lines.prefix(3)))
            #expect(try await kinds(folder, "--head", hash).contains("unanchored"))
            var other = lines
            other.swapAt(3, 4)
            try put(other)
            #expect(try await kinds(folder).contains("reordered"))
            try put(lines.map { $0.replacingOccurrences(of: "\"override\"", with: "\"review\"") })
            #expect(try await kinds(folder).contains("altered"))
            try FileManager.default.removeItem(atPath: log)
            #expect(try await kinds(folder) == ["removed"])
            try scratch.write(whole, to: "case/audit.jsonl")
            #expect(try await kinds(folder).isEmpty)

            let decisions = try scratch.text("case/decisions.jsonl")
            try scratch.write(decisions.replacingOccurrences(of: "looked", with: "Looked"), to: "case/decisions.jsonl")
            #expect(Set(try await kinds(folder)) == ["inserted", "removed"])
            try scratch.write(decisions, to: "case/decisions.jsonl")

            // A log that cannot be written costs no work, but is told.
            try FileManager.default.removeItem(atPath: log)
            try FileManager.default.createDirectory(atPath: log, withIntermediateDirectories: true)
            let ended = try await Program.revisit("report", "write", folder, "--no-crops")
            #expect(ended.code == 3)
            #expect(ended.errors.contains("not noted in the audit log"))
            #expect(scratch.exists("case/report/report.html"))
        }

        @Test("a report names the log only where that is asked for, and then the log is held against it")
        func reports() async throws {
            let scratch = try Scratch()
            let folder = try await scratch.harbour(dates: 2)
            _ = try await succeed("run", folder)
            _ = try await succeed("report", "write", folder, "--no-crops")
            let first = try scratch.text("case/report/report.html")
            _ = try await succeed("report", "write", folder, "--no-crops")
            #expect(try scratch.text("case/report/report.html") == first)
            _ = try await succeed("report", "write", folder, "--no-crops", "--audit")
            #expect(try scratch.text("case/report/report.html") != first)
            try FileManager.default.removeItem(atPath: folder + "/revisit.gpkg")
            let verified = try await succeed("audit", "verify", folder).output
            #expect(verified.contains("report/report.html names entry 4"))
            let lines = try scratch.text("case/audit.jsonl").split(separator: "\n")
            try scratch.write(lines.prefix(3).map { $0 + "\n" }.joined(), to: "case/audit.jsonl")
            #expect(try await kinds(folder) == ["removed"])
        }

        @Test("programs that note at once wait for each other")
        func atOnce() async throws {
            let scratch = try Scratch()
            let folder = try await scratch.harbour(dates: 2)
            _ = try await succeed("run", folder)
            let running = try (0..<4).map { number in
                try Running(
                    Program.path,
                    ["review", "sheet", folder, "--most", "1", "--output", "\(scratch.path)/\(number).html"])
            }
            for one in running { #expect(await one.end().code == 0) }
            #expect(try await python(folder + "/audit.jsonl").filter { $0 == "export" }.count == 4)
            #expect(try await kinds(folder).isEmpty)
        }

        @Test("wrong usage is told as such")
        func usage() async throws {
            let scratch = try Scratch()
            #expect(try await Program.revisit("audit", "verify", scratch.path).code == 2)
            #expect(try await Program.revisit("audit", "show", scratch.path).code == 2)
            #expect(try await Program.revisit("audit", "verify", scratch.path, "--head", "abc").code == 2)
        }
    }
}
