import Foundation
import SceneIngest
import Sites
import Testing

@testable import CaseFilesYAML

@Suite("case.yaml")
struct CaseFileTests {
    @Test("Everything that may be said is read")
    func completeCase() throws {
        let bench = try CaseBench([
            "case.yaml": """
            id: busan-2023
            title: Port of Busan
            question: How many ships?
            period:
              start: 2023-01-01
              end: 2023-12-31
            site:
              name: Busan
              file: places/site.geojson
            models: [ships-sentinel2, Models/own.json]
            credit: contains modified Copernicus Sentinel data 2023
            imagery:
              - more/*.tif
              - more/a.tif
              - https://example.org/scene.tif
            scene_defaults:
              platform: sentinel-2a
              bands:
                - {name: B04, common_name: red, reflectance_scale: 0.0001}
            """, "places/site.geojson": CaseBench.site(CaseBench.zone()), "more/a.tif": "", "more/b.tif": "",
            "more/.hidden.tif": "",
        ])
        let contents = try bench.folder.contents()
        #expect(contents.warnings == [])
        let found = contents.case
        #expect(found.id == "busan-2023")
        #expect(found.title == "Port of Busan")
        #expect(found.question == "How many ships?")
        #expect(found.period.start == Date(timeIntervalSince1970: 1_672_531_200))
        // The last day belongs to the period.
        #expect(found.period.end == Date(timeIntervalSince1970: 1_704_067_200))
        #expect(found.site.name == "Busan")
        #expect(found.site.zones.map(\.id) == ["a"])
        #expect(found.models == ["ships-sentinel2", "Models/own.json"])
        #expect(found.credit == "contains modified Copernicus Sentinel data 2023")
        let folder = bench.folder.path + "/more/"
        #expect(
            contents.imagery == [
                .path(folder + "a.tif"), .path(folder + "b.tif"), .path(folder + "a.tif"),
                .address("https://example.org/scene.tif"),
            ])
        #expect(contents.sceneDefaults.platform == "sentinel-2a")
        #expect(contents.sceneDefaults.bands?.first?.reflectanceScale == 0.0001)
    }

    @Test(
        "Each mistake is told at its line and column",
        arguments: [
            ("id: a b\ntitle: T\nquestion: Q\n", 1, 5, "the id 'a b' holds ' '"),
            ("id: ../x\ntitle: T\nquestion: Q\n", 1, 5, "the id '../x' holds '.'"),
            ("id: -x\ntitle: T\nquestion: Q\n", 1, 5, "does not begin with a letter"),
            ("title: T\nquestion: Q\n", 1, 1, "the case has no 'id'"),
            ("id: a\ntitle:\nquestion: Q\n", 1, 1, "the case has no 'title'"),
            ("id: a\ntitle: \" \"\nquestion: Q\n", 2, 8, "'title' is empty"),
            ("id: a\ntitle: [x]\nquestion: Q\n", 2, 8, "'title' is a list; expected a text"),
            ("id: a\ntitle: T\nquestion: Q\nqestion: R\n", 4, 1, "has no key 'qestion'; did you mean 'question'?"),
            ("id: a\ntitle: T\nquestion: Q\ncolours: []\n", 4, 1, "has no key 'colours'; expected id,"),
            ("id: a\ntitle: T\nquestion: Q\nscene-defaults: {}\n", 4, 1, "did you mean 'scene_defaults'?"),
            ("id: a\ntitle: T\nquestion: Q\ntitle: U\n", 4, 1, "the key 'title' is given twice, first in line 2"),
            ("id: a\ntitle: T\nquestion: Q\nperiod: {start: 2023-02-30}\n", 4, 17, "a day that no calendar has"),
            ("id: a\ntitle: T\nquestion: Q\nperiod: {start: soon}\n", 4, 17, "'soon', which is no date"),
            ("id: a\ntitle: T\nquestion: Q\nperiod: {end: 2023-02-01T10:00}\n", 4, 15, "without its offset"),
            ("id: a\ntitle: T\nquestion: Q\nperiod: {end: 2023-02-01T25:00Z}\n", 4, 15, "no clock shows"),
            (
                "id: a\ntitle: T\nquestion: Q\nperiod:\n  start: 2023-02-01\n  end: 2023-01-31\n", 6, 8,
                "the period ends before it starts"
            ),
            ("id: a\ntitle: T\nquestion: Q\nperiod: {stat: 2023-02-01}\n", 4, 10, "did you mean 'start'?"),
            ("id: a\ntitle: T\nquestion: Q\nmodels:\n  - a\n  -\n", 6, 4, "an entry of 'models' is empty"),
            ("id: a\ntitle: T\nquestion: Q\nmodels:\n  - \"\"\n", 5, 5, "an entry of 'models' is empty"),
            ("id: a\ntitle: T\nquestion: Q\nmodels: [m, m]\n", 4, 13, "named twice"),
            ("id: a\ntitle: T\nquestion: Q\nsite: {file: other.geojson}\n", 4, 14, "'other.geojson' does not exist"),
            ("id: a\ntitle: T\nquestion: Q\nimagery: no.tif\n", 4, 10, "'no.tif' does not exist"),
            ("id: a\ntitle: T\nquestion: Q\nimagery: [ftp://x/y]\n", 4, 11, "the address 'ftp://x/y' cannot be used"),
            (
                "id: a\ntitle: T\nquestion: Q\nscene_defaults:\n  cloud_cover: 140\n", 5, 16,
                "expected percent from 0 to 100"
            ),
            ("id: a\ntitle: \"T\nquestion: Q\n", 4, 1, "this is no YAML"),
            ("- a\n- b\n", 1, 1, "a case is a list"),
            ("", 1, 1, "the file is empty"),
        ])
    func mistakes(text: String, line: Int, column: Int, fragment: String) throws {
        let bench = try CaseBench(["case.yaml": text])
        expectOne(bench.check(), "case.yaml", line, column, fragment)
    }

    @Test("All mistakes are told at once, in the order of the file, and reading fails with all of them")
    func allAtOnce() throws {
        let bench = try CaseBench([
            "case.yaml": "id: a b\ntitel: T\nquestion: Q\nperiod: {start: x}\n",
            "site.geojson": CaseBench.site(CaseBench.zone(role: "port")), "imagery/scene.yaml": "tim: 2023-01-01\n",
        ])
        let mistakes = bench.check()
        #expect(
            mistakes.map { "\($0.file):\($0.position?.line ?? 0)" } == [
                "case.yaml:1", "case.yaml:1", "case.yaml:2", "case.yaml:4", "site.geojson:2", "imagery/scene.yaml:1",
            ])
        let error = #expect(throws: CaseFilesError.self) { try bench.read() }
        #expect(error?.code == .mistakes)
        #expect(error?.mistakes == mistakes)
        #expect(
            error?.description.contains("case.yaml:2:1: error: a case has no key 'titel'; did you mean 'title'?")
                == true)
    }

    @Test("A missing folder and missing files are told")
    func missing() throws {
        let bench = try CaseBench()
        expectOne(bench.check(), "case.yaml", nil, nil, "the file does not exist")
        try bench.write("case.yaml", CaseBench.caseYAML)
        expectOne(bench.check(), "case.yaml", nil, nil, "'site.geojson' does not exist")
        expectOne(CaseFolder(bench.folder.path + "/no").check(), "case.yaml", nil, nil, "/no does not exist")
    }

    @Test("A site reached by a link outside the folder is fine")
    func symbolicLink() throws {
        let bench = try CaseBench(["elsewhere/shared.geojson": CaseBench.site(CaseBench.zone())])
        try FileManager.default.removeItem(atPath: bench.folder.siteFile)
        try FileManager.default.createSymbolicLink(
            atPath: bench.folder.siteFile, withDestinationPath: "elsewhere/shared.geojson")
        #expect(bench.check() == [])
    }

    @Test("A pattern that fits nothing, and a site outside the folder, are warned of")
    func warnings() throws {
        let bench = try CaseBench(["case.yaml": CaseBench.caseYAML + "imagery: none/*.tif\n"])
        expectOne(bench.check(), "case.yaml", 4, 10, "no file fits 'none/*.tif'", severity: .warning)
        #expect(try bench.read().id == "busan")
    }

    @Test("An id may have letters of both cases, and the message says so")
    func lettersOfIDs() throws {
        let upper = try CaseBench([
            "case.yaml": CaseBench.caseYAML.replacingOccurrences(of: "busan", with: "Busan-PORT"),
            "site.geojson": CaseBench.site(CaseBench.zone("A.Quay_1")),
        ])
        #expect(upper.check() == [])
        let bad = try CaseBench([
            "case.yaml": CaseBench.caseYAML.replacingOccurrences(of: "busan", with: "a b"),
            "site.geojson": CaseBench.site(CaseBench.zone("a b")),
        ])
        let mistakes = bad.check()
        #expect(mistakes.count == 2 && mistakes.allSatisfy { $0.expected.contains("letters a-z or A-Z") })
    }

    @Test("Two stars stand for any folders; nothing below what fits is searched, nor behind links and dots")
    func anyFolders() throws {
        let bench = try CaseBench([
            "a/S2A.SAFE/GRANULE/inner.SAFE/x.jp2": "", "a/b/S2B.SAFE/y.jp2": "", "S2C.SAFE/z.jp2": "",
            ".hidden/S2D.SAFE/z.jp2": "", "a/b/c/d.tif": "", "a/e.tif": "", "f.tif": "",
        ])
        let root = bench.folder.path
        try FileManager.default.createSymbolicLink(atPath: root + "/a/round", withDestinationPath: root)
        func found(_ pattern: String) -> [String] {
            let found = PathPattern(pattern).paths(below: root)
            #expect(found.isComplete)
            return found.paths.map { String($0.dropFirst(root.count + 1)) }
        }
        #expect(found("**/*.SAFE") == ["S2C.SAFE", "a/S2A.SAFE", "a/b/S2B.SAFE"])
        #expect(found("**/b/**/*.tif") == ["a/b/c/d.tif"])
        #expect(found("**/**/*.tif") == ["a/b/c/d.tif", "a/e.tif", "f.tif"])
        #expect(found("a/**/inner.SAFE/*") == ["a/S2A.SAFE/GRANULE/inner.SAFE/x.jp2"])
        #expect(found("a/**") == ["a/S2A.SAFE", "a/b", "a/e.tif", "a/round"])
        #expect(found("a/../f.t[h-j]f") == ["a/../f.tif"])
    }

    @Test("A pattern through more files than a folder of scenes has is an error, not a short list")
    func tooManyFiles() throws {
        let bench = try CaseBench(["case.yaml": CaseBench.caseYAML + "imagery: links/*/*.tif\n"])
        let root = bench.folder.path
        for number in 0..<1000 { try bench.write("files/\(number).tif", "") }
        try FileManager.default.createDirectory(atPath: root + "/links", withIntermediateDirectories: true)
        for number in 0..<101 {
            try FileManager.default.createSymbolicLink(
                atPath: root + "/links/\(number)", withDestinationPath: root + "/files")
        }
        expectOne(bench.check(), "case.yaml", 4, 10, "leads through more than 100000 files")
    }

    @Test("Text that is not UTF-8 is told where it begins")
    func encoding() throws {
        let bench = try CaseBench([:])
        try bench.write("case.yaml", Data("id: a\ntitle: caf".utf8) + Data([0xE9, 0x0A]))
        expectOne(bench.check(), "case.yaml", 2, 11, "the text is not UTF-8")
    }

    @Test("A byte order mark and Windows line ends do no harm")
    func windowsFile() throws {
        let bench = try CaseBench(["case.yaml": "\u{FEFF}id: a\r\ntitle: Тест\r\nquestion: Q\r\nx: 1\r\n"])
        expectOne(bench.check(), "case.yaml", 4, 1, "no key 'x'")
    }

    @Test("Anchors that grow without bound are refused at once")
    func billionLaughs() throws {
        var text = "id: &a [x, x]\n"
        for level in 1...30 { text += "k\(level): &a\(level) [*a\(level == 1 ? "" : String(level - 1)), *a]\n" }
        text += "? *a30\n: 1\n"
        let bench = try CaseBench(["case.yaml": text])
        expectOne(bench.check(), "case.yaml", 2, 10, "anchors and aliases")
    }

    @Test("Markdown in a question is no alias")
    func starsInText() throws {
        let bench = try CaseBench([
            "case.yaml": "id: a\ntitle: R&D *now*\nquestion: |\n  * one\n  *two* & three\n"
        ])
        #expect(
            try bench.read().question == "* one\n  *two* & three".replacingOccurrences(of: "\n  ", with: "\n"))
    }

    @Test("Deep nesting and great size are refused at once")
    func hostile() throws {
        for text in [String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000)] {
            let bench = try CaseBench(["case.yaml": text])
            #expect(bench.check().first?.problem.contains("this is no YAML") == true)
        }
        let bench = try CaseBench(["case.yaml": "id: " + String(repeating: "x", count: 50 << 20)])
        expectOne(bench.check(), "case.yaml", nil, nil, "larger than 1 MB")
    }

    @Test(
        "Dates are the same as those of Foundation",
        arguments: [
            "1969-12-31T23:59:59Z", "2000-02-29T00:00:00Z", "2023-08-17T10:05:33Z", "1900-03-01T12:00:00+09:00",
            "2100-12-31T23:59:00-03:30",
        ])
    func instants(text: String) throws {
        let expected = try Date(text, strategy: .iso8601)
        #expect(try CalendarText(text) == .instant(expected))
    }
}
