import Foundation
import Testing

extension EndToEnd {
    @Suite("Judgement texts, by the program")
    struct LintTests {
        static let bad = """
            # Restart

            It is likely, with high confidence, that it restarts [S1].

            It may burn.

            """
        static let warned = "It may burn.\n"
        static let good =
            "It is very unlikely (5–20 %; 0.11) that it burns [S1]. Our confidence in this judgement is low.\n"

        @Test("Findings as compilers write them, and as JSON; the exit code tells errors from warnings")
        func findings() async throws {
            let scratch = try Scratch()
            try scratch.write(Self.bad, to: "bad.md")
            try scratch.write(Self.warned, to: "warned.txt")
            try scratch.write(Self.good, to: "good.md")
            let told = try await Program.revisit("lint", "bad.md", "good.md", in: scratch.path)
            #expect(told.code == 1)
            let lines = told.output.split(separator: "\n")
            #expect(lines.count == 3, "\(told.output)")
            #expect(lines.first?.hasPrefix("bad.md:3:7: error: likelihood-with-confidence: ") == true, "\(told.output)")
            #expect(lines.dropFirst().first?.hasPrefix("bad.md:5:4: warning: hidden-uncertainty: ") == true)
            #expect(lines.last == "1 error, 1 warning in 2 texts.")

            let json = try await Program.revisit("lint", "bad.md", "--json", in: scratch.path)
            let events = try json.events()
            #expect(json.code == 1 && events.count == 2)
            #expect(events.first?["rule"] as? String == "likelihood-with-confidence")
            #expect(events.first?["line"] as? Int == 3 && events.first?["column"] as? Int == 7)
            #expect(events.first?["quotation"] as? Bool == false)

            for (arguments, code) in [
                (["good.md"], Int32(0)), (["warned.txt"], 0), (["warned.txt", "--strict"], 1),
                (["bad.md", "--rule", "mixed-scales"], 0), (["bad.md", "--ignore", "likelihood-with-confidence"], 0),
                (["good.md", "--row", "2"], 1), (["good.md", "--scale", "any", "--strict"], 0),
                (["good.md", "--scale", "phia"], 1),
            ] {
                let ended = try await Running(Program.path, ["lint", "-q"] + arguments, in: scratch.path).end()
                #expect(ended.code == code, "\(arguments): \(ended.output)\(ended.errors)")
            }
        }

        @Test("A case's folder is read as one text, with the lines of its YAML files")
        func caseFolder() async throws {
            let scratch = try Scratch()
            try scratch.write(
                "id: a\ntitle: Restart\nquestion: May it restart?\nhypotheses:\n  - text: It is likely\n    rationale: It may\n",
                to: "case.yaml")
            try scratch.write("sources:\n  - id: S1\n    note: It is probable.\n", to: "sources.yaml")
            let told = try await Program.revisit("lint", "--json", scratch.path)
            let found = try told.events().map { event in
                let name = URL(filePath: event["file"] as? String ?? "").lastPathComponent
                return "\(name):\(event["line"] as? Int ?? 0) \(event["rule"] as? String ?? "")"
            }
            #expect(
                found == [
                    "case.yaml:6 hidden-uncertainty", "sources.yaml:3 no-source", "sources.yaml:3 mixed-scales",
                ], "\(found)")
        }

        @Test("A text that cannot be read is told in one sentence with its name")
        func unreadable() async throws {
            let scratch = try Scratch()
            try scratch.write(Data([0x41, 0x0A, 0xFF, 0xFE]), to: "latin.md")
            try scratch.write(Data([0x41, 0x00]), to: "zero.txt")
            try scratch.write("<p>It may.</p>", to: "report.html")
            try scratch.write("title: [", to: "bad.yaml")
            try scratch.write(Data(repeating: 0x20, count: (16 << 20) + 1), to: "large.md")
            for (name, words) in [
                ("nowhere.md", ["nowhere.md", "does not exist"]), ("latin.md", ["latin.md:2", "UTF-8"]),
                ("zero.txt", ["zero.txt:1", "UTF-8"]), ("report.html", ["report.html", "HTML is not read"]),
                ("bad.yaml", ["bad.yaml:", "YAML"]), ("large.md", ["large.md", "16 MB"]), (".", ["no case.yaml"]),
            ] {
                let ended = try await Program.revisit("lint", "-q", name, in: scratch.path)
                expectOneSentence(ended, code: 1, words: words)
            }
            // The others are read all the same.
            try scratch.write(Self.warned, to: "warned.md")
            let both = try await Program.revisit("lint", "-q", "nowhere.md", "warned.md", in: scratch.path)
            #expect(both.code == 1 && both.output.contains("warned.md:1:4"), "\(both.output)\(both.errors)")
        }

        @Test("Wrong usage ends with 2")
        func usage() async throws {
            for arguments in [
                ["lint"], ["lint", "a", "--row", "3"], ["lint", "a", "--row", "1", "--scale", "phia"],
                ["lint", "a", "--scale", "icd"], ["lint", "a", "--rule", "nonsense"],
            ] {
                let ended = try await Running(Program.path, arguments).end()
                #expect(ended.code == 2, "\(arguments): \(ended.errors)")
            }
        }
    }
}
