import Foundation
import Testing

extension EndToEnd {
    @Suite("Formats of the report")
    struct ReportFormats {
        private struct PDF: Decodable {
            var pages: [String]
            var bookmarks: [String]
            var tagged: Bool
            var language: String

            /// The text with all spaces drawn together, as lines break where they fit.
            var text: String {
                pages.joined(separator: " ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
        }

        private struct Manifest: Decodable {
            struct File: Decodable {
                var name: String
                var bytes: Int
                var sha256: String
                var reproducible: Bool?
            }
            struct Inputs: Decodable {
                var id: String
                var files: [File]
            }
            var report: [File]
            var `case`: Inputs
        }

        private static func has(_ program: String) -> Bool {
            (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
                FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
            }
        }
        private static let hasChromium = ["chromium", "chromium-browser", "google-chrome"].contains(where: has)
        /// What writing ends with where figures are drawn as pixels, which needs a program of others.
        private static let drawn: Int32 = hasChromium || has("rsvg-convert") ? 0 : 3

        /// The invented port, which needs no imagery, with marks of handling.
        private func port(_ scratch: Scratch) async throws -> String {
            let folder = scratch.path + "/port"
            try FileManager.default.copyItem(
                atPath: Program.repository.appending(path: "Cases/coal-port").path, toPath: folder)
            for name in ["report", "revisit.gpkg"] { try? FileManager.default.removeItem(atPath: "\(folder)/\(name)") }
            let text = try scratch.text("port/case.yaml")
            try scratch.write(
                text + "\nreport:\n  handling: [\"TLP:AMBER\", \"</style> draft\"]\n", to: "port/case.yaml")
            #expect(try await Program.revisit("run", folder, "--quiet").code == 0)
            return folder
        }

        private func sums(_ scratch: Scratch, _ name: String) throws -> [String: Data] {
            var found: [String: Data] = [:]
            for case let file as String in FileManager.default.enumerator(atPath: scratch.path + "/" + name) ?? .init()
            {
                let path = "\(scratch.path)/\(name)/\(file)"
                // Folders hold no data.
                if let data = try? Data(contentsOf: URL(filePath: path)) { found[file] = data }
            }
            return found
        }

        @Test func sameInputsGiveSameBytesAndFailuresLeaveTheReportThatWasThere() async throws {
            let scratch = try Scratch()
            let folder = try await port(scratch)
            let all = ["report", "write", folder, "--html", "--markdown", "--docx", "-q"]
            let first = try await Running(Program.path, all).end()
            #expect(first.code == Self.drawn, "\(first.errors)")
            let before = try sums(scratch, "port/report")
            #expect(Set(["report.html", "report.md", "report.docx", "manifest.json"]).isSubset(of: before.keys))
            #expect(!before.keys.contains { $0.hasPrefix(".") })

            let second = try await Running(Program.path, all).end()
            #expect(second.code == Self.drawn)
            #expect(try sums(scratch, "port/report") == before)

            let manifest = try JSONDecoder().decode(Manifest.self, from: try #require(before["manifest.json"]))
            #expect(Set(manifest.report.map(\.name)) == Set(before.keys.filter { $0 != "manifest.json" }))
            let told = try await Program.shell(
                "cd \"$2\" && sha256sum -- $(cut -d' ' -f1 \"$3\")",
                [
                    scratch.path + "/port/report",
                    {
                        let names = manifest.report.map(\.name).joined(separator: "\n")
                        try scratch.write(names + "\n", to: "names")
                        return scratch.path + "/names"
                    }(),
                ])
            #expect(told.output == manifest.report.map { "\($0.sha256)  \($0.name)\n" }.joined())
            #expect(manifest.report.allSatisfy { $0.bytes == before[$0.name]?.count && $0.reproducible == true })
            #expect(manifest.case.files.map(\.name) == ["README.md", "case.yaml", "scenarios.yaml", "site.geojson"])
            let text = String(decoding: try #require(before["manifest.json"]), as: UTF8.self)
            #expect(!text.contains(scratch.path))

            // A folder stands where the DOCX would go: nothing of the others is exchanged.
            try FileManager.default.removeItem(atPath: folder + "/report/report.docx")
            try FileManager.default.createDirectory(
                atPath: folder + "/report/report.docx", withIntermediateDirectories: true)
            try scratch.write("old", to: "port/report/report.html")
            let failed = try await Running(Program.path, all).end()
            #expect(failed.code == 1)
            #expect(failed.errors.contains("report.docx could not be written (it is a folder)"))
            #expect(try scratch.text("port/report/report.html") == "old")
            #expect(try sums(scratch, "port/report").keys.allSatisfy { !$0.contains(".revisit-") })
        }

        @Test func withoutChromiumAllElseIsWrittenAndTheMessageSaysHowToGetIt() async throws {
            let scratch = try Scratch()
            let folder = try await port(scratch)
            let ended = try await Program.revisit(
                "report", "write", folder, "--pdf", "--markdown", "--json",
                environment: ["REVISIT_CHROMIUM": "/nowhere"])
            #expect(ended.code == 3)
            #expect(ended.errors.contains("No report.pdf: "))
            #expect(ended.errors.contains("apt-get install chromium"))
            #expect(try ended.events().compactMap { $0["path"] as? String } == [folder + "/report/report.md"])
            #expect(scratch.exists("port/report/report.md"))
            #expect(!scratch.exists("port/report/report.pdf"))
            #expect(!scratch.exists("port/report/report.html"))
        }

        @Test func withAnOutputAllFormatsLieBesideItUnderItsName() async throws {
            let scratch = try Scratch()
            let folder = try await port(scratch)
            let ended = try await Program.revisit(
                "report", "write", folder, "--html", "--markdown", "--output", scratch.path + "/mine.html", "-q")
            #expect(ended.code == 0, "\(ended.errors)")
            #expect(scratch.exists("mine.html") && scratch.exists("mine.md") && scratch.exists("mine-manifest.json"))
            #expect(!scratch.exists("port/report"))
            let missing = try await Program.revisit(
                "report", "write", folder, "--output", scratch.path + "/no/where.html", "-q")
            #expect(missing.code == 1)
            #expect(missing.errors.contains("its folder does not exist"))
        }

        @Test(.enabled(if: hasChromium)) func aPDFHasTheChaptersTheirBookmarksAndItsMarksOnEveryPage() async throws {
            let scratch = try Scratch()
            let folder = try await port(scratch)
            var told: [PDF] = []
            for _ in 1...2 {
                let ended = try await Program.revisit("report", "write", folder, "--pdf", "-q")
                #expect(ended.code == 0, "\(ended.errors)")
                let text = try await Program.python("read_pdf.py", folder + "/report/report.pdf")
                told.append(try JSONDecoder().decode(PDF.self, from: Data(text.utf8)))
            }
            #expect(told[0].text == told[1].text)
            let pdf = told[0]
            #expect(pdf.pages.count > 10)
            #expect(pdf.tagged)
            #expect(pdf.language == "en")
            for title in ["The answer", "References"] {
                #expect(pdf.bookmarks.contains { $0.contains(title) }, "\(title)")
            }
            for number in 1...10 {
                #expect(pdf.bookmarks.contains { $0.hasPrefix("\(number). ") }, "chapter \(number)")
            }
            for (number, page) in pdf.pages.enumerated() {
                #expect(page.contains("TLP:AMBER"), "page \(number + 1)")
                #expect(page.contains("</style> draft"), "page \(number + 1)")
                #expect(page.contains("\(number + 1) / \(pdf.pages.count)"), "page \(number + 1)")
            }
        }
    }
}
