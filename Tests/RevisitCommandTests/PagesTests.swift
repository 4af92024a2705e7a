import Foundation
import Testing

extension EndToEnd {
    @Suite("Pages as browsers read them")
    struct PagesTests {
        /// The case of an invented port, run.
        private func port(_ scratch: Scratch) async throws -> String {
            let folder = scratch.path + "/port"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for file in ["case.yaml", "scenarios.yaml", "site.geojson", "README.md"] {
                try FileManager.default.copyItem(
                    atPath: Program.repository.appending(path: "Cases/coal-port/\(file)").path,
                    toPath: "\(folder)/\(file)")
            }
            try FileManager.default.createDirectory(atPath: folder + "/chapters", withIntermediateDirectories: true)
            try scratch.write(
                "# <script>alert(1)</script>\r\n\r\n- <b>\r\n- \u{202E}x\r\n\r\n{{> history-facts}}\r\n",
                to: "port/chapters/03-history.md")
            let ended = try await Program.revisit("run", folder, "--quiet")
            #expect(ended.code == 0, "\(ended.errors)")
            return folder
        }

        @Test(
            "Every page that is written is valid HTML, with names for all that is seen and places for all that is led to"
        )
        func valid() async throws {
            let scratch = try Scratch()
            let port = try await port(scratch)
            for language in ["en", "ko"] {
                let ended = try await Program.revisit(
                    "report", "write", port, "-q", "--language", language, "-o", "\(scratch.path)/port-\(language).html"
                )
                #expect(ended.code == 0, "\(ended.errors)")
            }
            let harbour = try await scratch.harbour()
            #expect(try await Program.revisit("run", harbour, "--quiet").code == 0)
            for command in [
                ["report", "write", harbour, "-q", "-o", scratch.path + "/harbour.html"],
                ["review", "sheet", harbour, "-q", "-o", scratch.path + "/sheet.html"],
            ] {
                let ended = try await Running(Program.path, command).end()
                #expect(ended.code == 0, "\(ended.errors)")
            }
            let features = { (score: String) in
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"scene\":\"a\","
                    + "\"class\":\"tank\",\(score)\"pixel_box\":{\"column\":9,\"row\":9,\"length\":4,\"width\":1,\"angle\":2}}}]}"
            }
            try scratch.write(features(""), to: "truth.geojson")
            try scratch.write(features("\"score\":0.9,"), to: "found.geojson")
            let evaluated = try await Program.revisit(
                "model", "evaluate", "--detections", scratch.path + "/found.geojson", "--truth",
                scratch.path + "/truth.geojson", "--output", scratch.path + "/evaluation")
            #expect(evaluated.code == 0, "\(evaluated.errors)")
            let pages = ["port-en.html", "port-ko.html", "harbour.html", "sheet.html", "evaluation/index.html"]
            for page in pages {
                #expect(try await Program.python("check_page.py", scratch.path + "/" + page) == "[]\n", "\(page)")
            }
        }

        @Test("A report takes the place of a report, and of no link, device or file that people wrote")
        func places() async throws {
            let scratch = try Scratch()
            let folder = try await port(scratch)
            func write(_ output: String, _ formats: String...) async throws -> Program.Ended {
                try await Running(
                    Program.path, ["report", "write", folder, "-q", "--no-crops", "-o", output] + formats,
                    in: scratch.path
                ).end()
            }
            for (output, formats, words) in [
                ("", [], "names a folder"), (".", [], "names a folder"), ("..", [], "names a folder"),
                (scratch.path + "/", [], "names a folder"), (scratch.path, [], "names a folder"),
                ("out.md", ["--html", "--markdown"], "name out.html, and add --markdown"),
                ("out.pdf", [], "name out.html, and add --pdf"),
                (folder + "/site.geojson", [], "is a file of the case"),
                (folder + "/README.html", ["--markdown"], "is a file of the case"),
            ] as [(String, [String], String)] {
                let ended = try await Running(
                    Program.path, ["report", "write", folder, "-q", "-o", output] + formats, in: scratch.path
                ).end()
                #expect(ended.code == 2 && ended.errors.contains(words), "\(output): \(ended.code) \(ended.errors)")
            }
            try scratch.write("mine", to: "mine.html")
            try FileManager.default.createSymbolicLink(
                atPath: scratch.path + "/link.html", withDestinationPath: scratch.path + "/mine.html")
            let linked = try await write(scratch.path + "/link.html")
            #expect(linked.code == 1 && linked.errors.contains("it is a link"), "\(linked.errors)")
            #expect(try scratch.text("mine.html") == "mine")
            let piped = try await Program.shell(
                "mkfifo \"$2/pipe.html\" && \"$1\" report write \"$3\" -q --no-crops -o \"$2/pipe.html\"",
                [scratch.path, folder])
            #expect(piped.code == 1 && piped.errors.contains("a device or a pipe"), "\(piped.errors)")
            for _ in 1...2 { #expect(try await write(folder + "/view.html").code == 0) }
        }
    }
}
