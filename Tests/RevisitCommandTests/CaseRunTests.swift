import Foundation
import Testing

/// A case of drawn scenes, drawn once for all tests, and what an undisturbed run makes of it.
actor DrawnCase {
    static let shared = DrawnCase()
    private let scratch: Result<Scratch, any Error> = Result { try Scratch() }
    private var drawing: Task<String, any Error>?
    private var running: Task<String, any Error>?

    /// A copy of the case, without a catalogue.
    func copy(to folder: String) async throws {
        let scratch = try scratch.get()
        let drawing = drawing ?? Task { try await scratch.harbour("drawn", dates: 3) }
        self.drawing = drawing
        try FileManager.default.copyItem(atPath: try await drawing.value, toPath: folder)
    }

    /// What the catalogue of an undisturbed run holds.
    func content() async throws -> String {
        let scratch = try scratch.get()
        let running =
            running
            ?? Task {
                try await self.copy(to: scratch.path + "/undisturbed")
                let ended = try await Program.revisit("run", scratch.path + "/undisturbed", "--quiet")
                guard ended.code == 0 else { throw Program.Unexpected(text: ended.errors) }
                return try await Program.python("catalogue_content.py", scratch.path + "/undisturbed/revisit.gpkg")
            }
        self.running = running
        return try await running.value
    }
}

/// The last line of `--json` of a run.
struct RunSummary: Equatable {
    var scenes: Int
    var done: Int
    var known: Int
    var detections: Int
    var refusals: [String]

    init(_ ended: Program.Ended) throws {
        guard let event = try ended.events().last(where: { $0["event"] as? String == "summary" }) else {
            throw Program.Unexpected(text: "no summary: \(ended.output)\(ended.errors)")
        }
        scenes = event["scenes"] as? Int ?? -1
        done = event["done"] as? Int ?? -1
        known = event["known"] as? Int ?? -1
        detections = event["detections"] as? Int ?? -1
        refusals = (event["refusals"] as? [[String: String]] ?? []).compactMap { $0["reason"] }
    }
}

extension EndToEnd {
    @Suite("Runs of a case")
    struct CaseRunTests {
        @Test("A second run only looks up; a change is one scene's work; a deleted scene goes")
        func repeated() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            // What all others are laid on is named, so that the rest may change without them.
            let subject = folder + "/case.yaml"
            try (String(contentsOfFile: subject, encoding: .utf8) + "\nreference: harbour_2024-01-02\n")
                .write(toFile: subject, atomically: true, encoding: .utf8)
            let first = try await Program.revisit("run", folder, "--json")
            #expect(first.code == 0, "\(first.errors)")
            let summary = try RunSummary(first)
            #expect(summary.scenes == 3 && summary.done == 16 && summary.known == 0 && summary.refusals.isEmpty)
            #expect(summary.detections > 6)
            let names = Set(try first.events().compactMap { $0["event"] as? String })
            #expect(names.subtracting(["notice"]) == ["scenes", "started", "progress", "finished", "summary"])

            let content = try await Program.python("catalogue_content.py", folder + "/revisit.gpkg")
            let began = Date()
            let second = try RunSummary(try await Program.revisit("run", folder, "--json"))
            #expect(second.done == 0 && second.known == 16 && second.detections == summary.detections)
            #expect(Date().timeIntervalSince(began) < 10, "a look-up is fast even beside other tests")
            #expect(try await Program.python("catalogue_content.py", folder + "/revisit.gpkg") == content)

            // Other facts of one scene: all of that scene's work, and others are laid on it anew.
            let facts = folder + "/imagery/harbour_2024-01-02.scene.yaml"
            let text = try String(contentsOfFile: facts, encoding: .utf8)
            try text.replacingOccurrences(of: "platform: simulated", with: "platform: drawn")
                .write(toFile: facts, atomically: true, encoding: .utf8)
            let third = try RunSummary(try await Program.revisit("run", folder, "--json"))
            #expect(third.done == 8 && third.known == 8, "\(third)")

            // Another image under the same name.
            let other = folder + "/imagery/harbour_2024-01-03.tif"
            try FileManager.default.removeItem(atPath: other)
            try FileManager.default.copyItem(
                atPath: folder + "/imagery/harbour_2024-01-01.tif", toPath: scratch.path + "/a.tif")
            try await Program.python("change_pixel.py", scratch.path + "/a.tif", other)
            let fourth = try RunSummary(try await Program.revisit("run", folder, "--json"))
            #expect(fourth.scenes == 3 && fourth.done == 7 && fourth.known == 9, "\(fourth)")

            // A deleted image goes, with all that was derived from it.
            for ending in ["tif", "scene.yaml", "truth.json"] {
                try FileManager.default.removeItem(atPath: folder + "/imagery/harbour_2024-01-01.\(ending)")
            }
            let fifth = try await Program.revisit("run", folder, "--json")
            #expect(fifth.code == 0)
            #expect(try RunSummary(fifth).scenes == 2)
            #expect(try RunSummary(fifth).done == 2)
            #expect(fifth.output.contains("no longer among the case's imagery"))
            let rows = try await Program.python("catalogue_content.py", folder + "/revisit.gpkg", "--summary")
            #expect(
                rows.contains("\"scene\": 2") && rows.contains("\"look\": 6") && rows.contains("\"run\": 11"), "\(rows)"
            )
        }

        @Test("The same content twice is one scene, and the run says so")
        func twice() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            for ending in ["tif", "scene.yaml"] {
                try FileManager.default.copyItem(
                    atPath: folder + "/imagery/harbour_2024-01-01.\(ending)",
                    toPath: folder + "/imagery/again.\(ending)")
            }
            let ended = try await Program.revisit("run", folder, "--json")
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(try RunSummary(ended).scenes == 3)
            #expect(ended.output.contains("has the same content as"))
            let added = try await Program.revisit(
                "scene", "add", folder + "/imagery/harbour_2024-01-02.tif", "--case", folder)
            #expect(added.code == 0)
            #expect(added.errors.contains("it is one scene, nothing was added"))
        }

        @Test("Two folders with the same content give the same bytes, without a path or a clock")
        func sameBytes() async throws {
            let scratch = try Scratch()
            let other = try Scratch()
            let folders = [scratch.path + "/case", other.path + "/a longer name, with blanks"]
            for (index, folder) in folders.enumerated() {
                try await DrawnCase.shared.copy(to: folder)
                let ended = try await Program.revisit("run", folder, "--quiet", "--jobs", "\(index + 1)")
                #expect(ended.code == 0, "\(ended.errors)")
                let report = try await Program.revisit("report", "write", folder, "--quiet")
                #expect(report.code == 0 && report.errors == "", "\(report.errors)")
                let detected = try await Program.revisit(
                    "detect", "imagery/harbour_2024-01-01.tif", "--model", "ships-sentinel2", "-q", "-o", "x.geojson",
                    in: folder)
                #expect(detected.code == 0, "\(detected.errors)")
            }
            for name in ["report/report.html", "x.geojson"] {
                let texts = try folders.map { try String(contentsOfFile: $0 + "/" + name, encoding: .utf8) }
                #expect(texts[0] == texts[1], "\(name)")
                #expect(!texts[0].contains(scratch.path) && !texts[0].contains(Program.repository.path), "\(name)")
                #expect(texts[0].contains("imulated"), "\(name) says that the scenes are drawn")
            }
            #expect(
                try await Program.python("catalogue_content.py", folders[0] + "/revisit.gpkg")
                    == Program.python("catalogue_content.py", folders[1] + "/revisit.gpkg"))
        }

        @Test("Exit codes are those of the help")
        func exitCodes() async throws {
            let help = try await Program.revisit("--help")
            #expect(help.code == 0)
            #expect(help.output.contains("Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part"))
            let scratch = try Scratch()
            #expect(try await Program.revisit("run", scratch.path + "/nowhere").code == 1)
            #expect(try await Program.revisit("run").code == 2)
            #expect(try await Program.revisit("run", scratch.path, "--jobs", "0").code == 2)
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            try scratch.write("No image.", to: "case/imagery/harbour_2024-01-01.tif")
            let part = try await Program.revisit("run", folder, "--json")
            #expect(part.code == 3)
            let summary = try RunSummary(part)
            #expect(summary.scenes == 2 && summary.done == 11 && summary.refusals.count == 1)
        }

        @Test(
            "Whatever instant the program is killed at, the catalogue is whole and the next run goes on",
            arguments: 0..<4)
        func killed(seed: Int) async throws {
            let expected = try await DrawnCase.shared.content()
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            var random = Xorshift(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
            var finished = 0
            for _ in 0..<5 {
                let running = try Running(Program.path, ["run", folder, "--json"])
                // Not by the clock alone: after a random number of events, then a random moment more.
                let events = Int(random.next() % 12)
                while running.isRunning, running.outputSoFar.count(where: { $0 == "\n" }) < events {
                    try await Task.sleep(for: .milliseconds(5))
                }
                try await Task.sleep(for: .microseconds(random.next() % 60_000))
                running.send(SIGKILL)
                let ended = await running.end()
                guard FileManager.default.fileExists(atPath: folder + "/revisit.gpkg") else { continue }
                let size = try FileManager.default.attributesOfItem(atPath: folder + "/revisit.gpkg")[.size] as? Int
                guard size ?? 0 > 0 else { continue }
                let content = try await Program.python("catalogue_content.py", folder + "/revisit.gpkg")
                // Every record that is there is one of an undisturbed run; nothing is half done.
                let stray = Set(Self.records(content)).subtracting(Self.records(expected))
                #expect(stray.isEmpty, "after \(events) events: \(stray.first ?? "")")
                let runs = Self.records(content).count { $0.hasPrefix("run ") }
                #expect(runs >= finished, "finished work was lost")
                finished = runs
                if !ended.wasKilled { break }
            }
            let last = try await Program.revisit("run", folder, "--json")
            #expect(last.code == 0, "\(last.errors)")
            #expect(try RunSummary(last).known >= finished)
            #expect(try await Program.python("catalogue_content.py", folder + "/revisit.gpkg") == expected)
        }

        /// Rows of a catalogue's content that are records, not its description.
        private static func records(_ content: String) -> [String] {
            content.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("gpkg_") && !$0.hasPrefix("grdb_") }
        }

        @Test("Ctrl-C stops cleanly with code 3 and keeps what was done")
        func interrupted() async throws {
            let scratch = try Scratch()
            let folder = scratch.path + "/case"
            try await DrawnCase.shared.copy(to: folder)
            let running = try Running(Program.path, ["run", folder, "--json", "--jobs", "1"])
            while running.isRunning, !running.outputSoFar.contains("\"stage\":\"observe\"") {
                try await Task.sleep(for: .milliseconds(5))
            }
            running.send(SIGINT)
            let ended = await running.end()
            #expect(!ended.wasKilled && ended.code == 3, "\(ended.errors)")
            #expect(ended.errors.contains("What was finished is kept"))
            #expect(!FileManager.default.fileExists(atPath: folder + "/revisit.gpkg-wal"), "the catalogue was closed")
            let rest = try await Program.revisit("run", folder, "--json")
            #expect(rest.code == 0)
            #expect(try RunSummary(rest).known >= 3)
            #expect(
                try await Program.python("catalogue_content.py", folder + "/revisit.gpkg") == DrawnCase.shared.content()
            )
        }
    }
}

/// A short stream of seeded numbers (Marsaglia 2003, "Xorshift RNGs", Journal of Statistical Software 8(14)).
struct Xorshift {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
