import Foundation
import Sites
import Testing

@testable import CaseFilesYAML

@Suite("A new case")
struct NewCaseTests {
    @Test("What is written can be read, whatever the title holds")
    func newCase() throws {
        for title in ["Sungri", "A: \"b\" # c", "- [x] & *y* {z} 'q' \\ é日😀", "tab\tand\nline \u{85}", "~", "yes"] {
            let bench = try CaseBench()
            let path = bench.folder.path + "/new/case"
            let folder = try CaseFolder.newCase(at: path, id: "sungri-2025", title: title, question: title + "?")
            expectOne(folder.check(), "site.geojson", 3, 15, "the site is empty", severity: .warning)
            let found = try folder.read()
            #expect(found.id == "sungri-2025")
            #expect(found.title == title.trimmingCharacters(in: .whitespacesAndNewlines))
            #expect(found.question == title + "?")
            let files = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
            #expect(files == ["README.md", "case.yaml", "imagery", "site.geojson"])
        }
    }

    @Test("Nothing is overwritten")
    func existing() throws {
        let bench = try CaseBench(["site.geojson": "mine"])
        try FileManager.default.removeItem(atPath: bench.folder.caseFile)
        let error = #expect(throws: CaseFilesError.self) {
            try CaseFolder.newCase(at: bench.folder.path, id: "a", title: "T", question: "Q")
        }
        #expect(error?.code == .exists)
        #expect(error?.description.contains("site.geojson is there already and was not touched") == true)
        #expect(try String(contentsOfFile: bench.folder.siteFile, encoding: .utf8) == "mine")
        #expect(!FileManager.default.fileExists(atPath: bench.folder.caseFile))
    }

    @Test("Names that cannot be used are refused before anything is written")
    func badNames() throws {
        let bench = try CaseBench()
        let path = bench.folder.path + "/x"
        for (id, title) in [
            ("a b", "T"), ("", "T"), ("../a", "T"), ("a", " "), (String(repeating: "a", count: 65), "T"),
        ] {
            let error = #expect(throws: CaseFilesError.self) {
                try CaseFolder.newCase(at: path, id: id, title: title, question: "Q")
            }
            #expect(error?.code == .badName)
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("A folder that cannot be made is told")
    func notWritable() throws {
        let bench = try CaseBench(["file": "x"])
        let error = #expect(throws: CaseFilesError.self) {
            try CaseFolder.newCase(at: bench.folder.path + "/file/case", id: "a", title: "T", question: "Q")
        }
        #expect(error?.code == .notWritable)
        let other = #expect(throws: CaseFilesError.self) {
            try CaseFolder(bench.folder.path + "/none").write(Site(name: "x"))
        }
        #expect(other?.code == .notWritable)
    }

    @Test(
        "Patterns fit as in a shell",
        arguments: [
            ("*.tif", "a.tif", true), ("*.tif", "a.tiff", false), ("a?c", "abc", true), ("[a-c]x", "bx", true),
            ("[!a-c]x", "bx", false), ("*a*b", "xaxxbab", true), ("*a*b", "xaxxba", false), ("[", "[", true),
            ("**", "anything", true), ("", "", true), ("*", "", true),
        ])
    func patterns(pattern: String, name: String, fits: Bool) {
        #expect(PathPattern.fits(Array(name.unicodeScalars)[...], Array(pattern.unicodeScalars)[...]) == fits)
    }
}
