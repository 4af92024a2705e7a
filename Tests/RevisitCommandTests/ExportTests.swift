import Foundation
import Testing

extension EndToEnd {
    @Suite("revisit case export")
    struct ExportTests {
        /// A case of two drawn scenes, with words and positions in all its texts that stand nowhere else.
        private func canaries() async throws -> (scratch: Scratch, case: String, hidden: [String: [String: Any]]) {
            let scratch = try Scratch()
            let folder = try await scratch.harbour()
            try await Program.python("canary_case.py", folder, scratch.path + "/canaries.json")
            let ended = try await Program.revisit("run", folder, "--quiet")
            #expect(ended.code == 0, "\(ended.errors)")
            let hidden = try JSONSerialization.jsonObject(with: try scratch.read("canaries.json"))
            return (scratch, folder, try #require(hidden as? [String: [String: Any]]))
        }

        private func found(_ names: [String: Any], in folder: String, _ scratch: Scratch) async throws -> [String] {
            try scratch.write(try JSONSerialization.data(withJSONObject: names), to: "names.json")
            let text = try await Program.python("search_export.py", folder, scratch.path + "/names.json")
            return try JSONDecoder().decode([String].self, from: Data(text.utf8))
        }

        @Test(
            "Other programs read all formats; the same case gives the same bytes; nothing is left of what is redacted")
        func export() async throws {
            let (scratch, folder, hidden) = try await canaries()
            let plain = scratch.path + "/plain"
            for name in [plain, scratch.path + "/again"] {
                let ended = try await Program.revisit("case", "export", folder, "--to", name, "--quiet")
                #expect(ended.code == 0 && ended.output.isEmpty, "\(ended.errors)")
            }
            let same = try await Program.shell("diff -r \(plain) \(scratch.path)/again", [])
            #expect(same.code == 0, "\(same.output)")
            let info = try await Program.shell("ogrinfo -ro -al -q \(plain)/findings.gpkg >/dev/null", [])
            #expect(info.code == 0 && info.errors.isEmpty, "\(info.errors)")
            let whole = try await Program.python("check_case_export.py", plain)

            for part in ["coordinates", "sources", "imagery"] {
                let names = try #require(hidden[part])
                let count = (names["texts"] as? [Any])?.count ?? 0
                let numbers = (names["numbers"] as? [Any])?.count ?? 0
                // A search that finds nothing anywhere would prove nothing.
                #expect(try await found(names, in: plain, scratch).count == count + numbers, "\(part)")
                let redacted = scratch.path + "/" + part
                let ended = try await Program.revisit("case", "export", folder, "--to", redacted, "--redact", part)
                #expect(ended.code == 0, "\(ended.errors)")
                #expect(try await found(names, in: redacted, scratch) == [], "\(part)")
                #expect(
                    try await Program.python("check_case_export.py", redacted).contains("\"detections\": 16")
                        == whole.contains("\"detections\": 16"))
            }
            let all = scratch.path + "/all"
            let ended = try await Program.revisit(
                "case", "export", folder, "--to", all, "--redact", "coordinates,sources", "--redact", "imagery",
                "--coarsen",
                "50000")
            #expect(ended.code == 0, "\(ended.errors)")
            for names in hidden.values { #expect(try await found(names, in: all, scratch) == []) }
            try await Program.python("check_case_export.py", all)
        }

        @Test("An export takes the place of an export and of nothing else")
        func foreign() async throws {
            let scratch = try Scratch()
            let folder = try await scratch.harbour()
            _ = try await Program.revisit("run", folder, "--quiet")
            let target = scratch.path + "/out"
            let first = try await Program.revisit("case", "export", folder, "--to", target)
            #expect(first.code == 0, "\(first.errors)")
            let second = try await Program.revisit("case", "export", folder, "--to", target, "--prov")
            #expect(second.code == 0, "\(second.errors)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: target) == ["prov.json"])
            try scratch.write("mine", to: "out/notes.txt")
            let refused = try await Program.revisit("case", "export", folder, "--to", target)
            #expect(refused.code == 1 && refused.errors.contains("notes.txt"), "\(refused.errors)")
            #expect(try scratch.text("out/notes.txt") == "mine")
            #expect(scratch.exists("out/prov.json"))
            let wrong = try await Program.revisit("case", "export", folder, "--to", target, "--redact", "names")
            #expect(wrong.code == 2, "\(wrong.errors)")
            let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path).filter {
                $0.hasPrefix(".out")
            }
            #expect(names.isEmpty, "\(names)")
        }
    }
}
