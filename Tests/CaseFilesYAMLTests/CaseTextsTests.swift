import Foundation
import JudgementLinting
import Testing

@testable import CaseFilesYAML

@Suite("Texts of a case's YAML files")
struct CaseTextsTests {
    static func pieces(_ yaml: String) throws -> [TextPiece] {
        let bench = try CaseBench(["case.yaml": yaml])
        return try withExtendedLifetime(bench) { try CaseTexts.pieces(of: bench.folder.caseFile, as: "case.yaml") }
    }

    static func places(_ yaml: String) throws -> [String] {
        try pieces(yaml).map { "\($0.line):\($0.column) \($0.role.rawValue) \($0.text)" }
    }

    @Test("Texts under the documented keys, each with its line, column and kind")
    func keys() throws {
        let yaml = """
            id: may
            title: "It may"
            models: [may]
            hypotheses:
              - {id: H1, text: It restarts, prior: 0.1, rationale: 'It''s likely'}
            indicators:
              - id: I1
                rationale: Ümlaut likely
                source: S3
            assumptions:
              - It holds.
              - text: It stays.
            gaps: {pipeline: what it carries, id: x}
            period: {start: 2024-01-01}
            """
        #expect(
            try Self.places(yaml) == [
                "2:9 proposition It may", "5:20 proposition It restarts", "5:57 prose It''s likely",
                "8:16 prose Ümlaut likely", "11:5 prose It holds.", "12:11 prose It stays.",
                "13:18 prose what it carries",
            ])
        #expect(try Self.pieces(yaml).map(\.hasSource) == [false, false, false, true, false, false, false])
    }

    @Test("In texts over several lines each line has its place")
    func lines() throws {
        let yaml = """
            summary: |
              It is likely.

                It may.
            note: >-
              It could
              be.
            comment: It is so
              and might be.
            reason: "It is\\nwhat it may."
            """
        let report = Linter(rules: [.hiddenUncertainty, .noSource]).report(on: try Self.pieces(yaml))
        // What has escapes is told as if it stood in one line.
        #expect(
            report.findings.map { "\($0.line):\($0.column) \($0.rule.rawValue)" } == [
                "2:9 no-source", "4:8 hidden-uncertainty", "6:6 hidden-uncertainty", "9:7 hidden-uncertainty",
                "10:23 hidden-uncertainty",
            ])
    }

    @Test("A file that is no YAML is told with its line, one that is missing with its name")
    func bad() throws {
        for (yaml, fragment) in [
            ("title: [", "case.yaml:"), ("", "empty"), ("a: &a x\nb: *a", "anchors"), ("\u{7}: x", "case.yaml"),
        ] {
            #expect(throws: CaseFilesError.self) { try Self.pieces(yaml) }
            do { _ = try Self.pieces(yaml) } catch { #expect("\(error)".contains(fragment), "\(error)") }
        }
        do { _ = try CaseTexts.pieces(of: "nowhere.yaml", as: "nowhere.yaml") } catch {
            #expect("\(error)".contains("nowhere.yaml: error: the file does not exist"), "\(error)")
        }
        #expect(try Self.pieces("- just\n- a list") == [])
        #expect(try Self.pieces("title: 3\nnote: null\nsummary:").map(\.text) == ["3"])
    }

    @Test("The YAML files of a folder, case.yaml first")
    func files() throws {
        let bench = try CaseBench(["a.yaml": "x: y", "z.yml": "x: y", ".hidden.yaml": "x: y", "more/b.yaml": "x: y"])
        let names = CaseTexts.files(in: bench.folder.path).map { String($0.dropFirst(bench.folder.path.count + 1)) }
        #expect(names == ["case.yaml", "a.yaml", "z.yml"])
        #expect(CaseTexts.files(in: bench.folder.path + "/nowhere") == [])
    }
}
