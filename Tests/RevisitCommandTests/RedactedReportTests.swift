import Foundation
import Testing

extension EndToEnd {
    @Suite("Redacted reports")
    struct RedactedReports {
        private struct Told: Decodable {
            var found: [String]
            var pictures: Int
            var marked: Int
        }

        private static func has(_ program: String) -> Bool {
            (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
            }
        }
        private static let hasChromium = ["chromium", "chromium-browser", "google-chrome"].contains(where: has)
        private static let formats =
            ["--html", "--markdown"] + (hasChromium || has("rsvg-convert") ? ["--docx"] : [])
            + (hasChromium ? ["--pdf"] : [])

        /// Writes a report in all formats that this machine can write.
        private func write(
            _ folder: String, to place: String, _ redacting: [String], as formats: [String] = formats
        ) async throws -> Program.Ended {
            try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
            return try await Running(
                Program.path,
                ["report", "write", folder, "--output", place + "/report.html", "-q"] + formats + redacting
            ).end()
        }

        private func search(
            _ names: [String: Any], in folder: String, _ scratch: Scratch
        ) async throws -> [String: Told] {
            try scratch.write(try JSONSerialization.data(withJSONObject: names), to: "names.json")
            let text = try await Program.python("search_report.py", folder, scratch.path + "/names.json")
            return try JSONDecoder().decode([String: Told].self, from: Data(text.utf8))
        }

        private func audited(_ folder: String) throws -> String {
            let lines = try String(contentsOfFile: folder + "/audit.jsonl", encoding: .utf8).split(separator: "\n")
            return String(lines.last ?? "")
        }

        @Test(
            "What is redacted stands in no format, neither as text nor as pixels, and the report says what was left out"
        )
        func nothingIsLeft() async throws {
            let scratch = try Scratch()
            let folder = try await scratch.harbour()
            try await Program.python("canary_case.py", folder, scratch.path + "/canaries.json")
            try await Program.python("canary_report.py", folder, scratch.path + "/canaries.json")
            let ran = try await Program.revisit("run", folder, "--quiet")
            #expect(ran.code == 0, "\(ran.errors)")
            let read = try JSONSerialization.jsonObject(with: try scratch.read("canaries.json"))
            var hidden = try #require(read as? [String: [String: Any]])

            let plain = scratch.path + "/plain"
            let ended = try await write(folder, to: plain, [])
            #expect(ended.code == 0, "\(ended.errors)")
            let page = try scratch.text("plain/report.html")
            // Positions of detections stand in the page with five decimals.
            let told = page.matches(of: try Regex(">([0-9]{2,3}\\.[0-9]{5})<")).compactMap { $0.output[1].substring }
            let site = try #require(hidden["coordinates"]?["numbers"] as? [Double])
            hidden["coordinates"]?["numbers"] = site + Set(told.compactMap { Double($0) }).sorted()
            #expect(told.count > 20)

            let endings = ["html", "md"] + Self.formats.dropFirst(2).map { String($0.dropFirst(2)) }
            for part in ["coordinates", "sources", "imagery"] {
                let names = try #require(hidden[part])
                // A search that finds nothing anywhere would prove nothing.
                let before = try await search(names, in: plain, scratch)
                for ending in endings {
                    #expect(before[ending].map { $0.found.count > 2 } == true, "\(part), \(ending): \(before)")
                    if part == "imagery", ending == "html" || ending == "docx" {
                        #expect(before[ending].map { $0.marked > 0 } == true, "\(before)")
                    }
                }
                let place = scratch.path + "/" + part
                let ended = try await write(folder, to: place, ["--redact", part])
                #expect(ended.code == 0, "\(ended.errors)")
                let after = try await search(names, in: place, scratch)
                for (ending, told) in after {
                    #expect(told.found == [], "\(part), \(ending)")
                    if part == "imagery" {
                        #expect(told.marked == 0, "\(ending)")
                        if ending != "docx" { #expect(told.pictures == 0, "\(ending)") }
                    }
                }
                #expect(Set(endings).isSubset(of: after.keys))
                let text = try scratch.text("\(part)/report.md")
                #expect(text.components(separatedBy: "REDACTED: \(part)").count == 3, "at both ends")
                #expect(try scratch.text("\(part)/report.html").components(separatedBy: "REDACTED: \(part)").count == 3)
                #expect(try audited(folder).contains("\"redaction\":\"\(part)"))
                let manifest = try scratch.text("\(part)/manifest.json")
                #expect(manifest.contains("\"parts\"") && manifest.contains(part) && !manifest.contains("case.yaml"))
            }
            #expect(!(try scratch.text("plain/manifest.json").contains("\"redaction\"")))
        }

        @Test("All of a case can be left out at once, in another language too, and the same case gives the same bytes")
        func all() async throws {
            let scratch = try Scratch()
            let folder = try await scratch.harbour()
            try await Program.python("canary_case.py", folder, scratch.path + "/canaries.json")
            try await Program.python("canary_report.py", folder, scratch.path + "/canaries.json")
            #expect(try await Program.revisit("run", folder, "--quiet").code == 0)
            let read = try JSONSerialization.jsonObject(with: try scratch.read("canaries.json"))
            let redacting = ["--redact", "coordinates,sources", "--redact", "imagery", "--coarsen", "50000"]
            for language in ["en", "ko"] {
                let place = scratch.path + "/" + language
                let ended = try await write(folder, to: place, redacting + ["--language", language])
                #expect(ended.code == 0, "\(ended.errors)")
                for names in try #require(read as? [String: [String: Any]]).values {
                    for (ending, told) in try await search(names, in: place, scratch) {
                        #expect(told.found == [] && told.marked == 0, "\(language), \(ending)")
                    }
                }
            }
            #expect(try scratch.text("ko/report.md").contains("비식별 처리: 좌표, 출처"))
            let again = try await write(folder, to: scratch.path + "/again", redacting)
            #expect(again.code == 0, "\(again.errors)")
            let same = try await Program.shell(
                "cd \"$2\" && for file in en/*.md en/*.html en/figures/*; do cmp $file again/${file#en/}; done",
                [scratch.path])
            #expect(same.code == 0 && same.output.isEmpty, "\(same.output)")
        }

        @Test("Cases of the repository are redacted whole", arguments: ["coal-port", "rason"])
        func cases(name: String) async throws {
            let scratch = try Scratch()
            let folder = try scratch.textsOfCase(name)
            let run = try await Program.revisit("run", folder, "--quiet")
            #expect(run.code == 0, "\(run.errors)")
            let names = try JSONSerialization.jsonObject(
                with: Data(try await Program.python("names_of_case.py", folder).utf8))
            for (place, redacting) in [("plain", []), ("all", ["--redact", "coordinates,sources,imagery"])] {
                let formats = place == "plain" ? ["--html"] : Self.formats
                let ended = try await write(folder, to: scratch.path + "/" + place, redacting, as: formats)
                #expect(ended.code == 0, "\(ended.errors)")
                let told = try await search(
                    try #require(names as? [String: Any]), in: scratch.path + "/" + place, scratch)
                if place == "plain" {
                    // The other case has no sources.
                    #expect(name != "rason" || (told["html"]?.found.count ?? 0) > 30, "\(told)")
                } else {
                    for (ending, told) in told { #expect(told.found == [], "\(ending)") }
                }
            }
        }

        @Test("What cannot be left out is refused, and the report that was there stays")
        func refused() async throws {
            let scratch = try Scratch()
            let folder = try scratch.place(
                "case", zone: "quay",
                case: "id: case\ntitle: A quay\nquestion: What?\nsite: {name: Quay, file: site.geojson}\nmodels: []\n")
            #expect(try await Program.revisit("run", folder, "--quiet").code == 0)
            let first = try await Program.revisit("report", "write", folder, "-q")
            #expect(first.code == 0, "\(first.errors)")
            let before = try scratch.text("case/report/report.html")
            // The program itself writes the word that is a source's title here.
            try scratch.write(
                "sources:\n  - {id: one, title: Method and limits, grade: B2}\n", to: "case/sources.yaml")
            let leaked = try await Program.revisit("report", "write", folder, "--redact", "sources", "-q")
            #expect(leaked.code == 1)
            #expect(leaked.errors.contains("report.html would still hold 'Method and limits'"), "\(leaked.errors)")
            #expect(try scratch.text("case/report/report.html") == before)
            let wrong = try await Program.revisit("report", "write", folder, "--redact", "names")
            #expect(wrong.code == 2)
            let loose = try await Program.revisit("report", "write", folder, "--coarsen", "500")
            #expect(loose.code == 2 && loose.errors.contains("needs --redact coordinates"))
        }
    }
}
