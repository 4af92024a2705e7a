import JudgementLinting
import Testing

@Suite("How texts are read")
struct ReadingTests {
    /// Rule, line and column of each finding.
    static func places(
        _ text: String, rules: Set<LintRule> = [.hiddenUncertainty], format: TextPiece.Format = .markdown,
        line: Int = 1,
        column: Int = 1
    ) -> [String] {
        let piece = TextPiece(file: "a", line: line, column: column, text: text, format: format)
        return Linter(rules: rules).report(on: [piece]).findings.map { "\($0.line):\($0.column)" }
    }

    @Test("Line and column are those of the file, in Unicode scalars")
    func positions() {
        #expect(Self.places("It may.") == ["1:4"])
        #expect(Self.places("Ä “ß” may be so.\r\nIt **may**\rbe, and [may](may \"may\").") == ["1:7", "2:6", "3:10"])
        #expect(Self.places("- It may\n  or may not.", line: 7, column: 5) == ["7:10", "8:6"])
        #expect(Self.places("A\n\n> It may.\n> It might.") == ["3:6", "4:6"])
        #expect(Self.places("| a | may |\n|---|---|\n| so | it may |") == ["1:7", "3:11"])
    }

    @Test("Code, front matter, comments, targets of links and addresses are no text")
    func noText() {
        #expect(Self.places("---\ntitle: It may\n---\nIt is.") == [])
        #expect(Self.places("```\nIt may.\n```\n\n~~~~ text\n~~~\nIt may.\n~~~~\n\n    It may.\n") == [])
        #expect(Self.places("It `may` be. <!-- It may. --> [It](may.md) <https://may.org> https://may.org/may.") == [])
        #expect(Self.places("<!-- It may.\n\nIt may. -->\nIt might.") == ["4:4"])
        #expect(Self.places("[it]: may.md\n[^1]: It is.\n\n![It may](may.png)") == ["4:6"])
        #expect(Self.places("Write `<!--` and it may.") == ["1:21"])
        #expect(Self.places("It is <b may='may'>so</b>, it\\*s may.") == ["1:34"])
        // In plain text they are.
        #expect(Self.places("`It may.`", format: .plain) == ["1:5"])
    }

    @Test("A heading, a footnote and the head of a table claim nothing")
    func headings() {
        let rules: Set<LintRule> = [.noSource, .absenceWithoutLooks, .bareNumber]
        let texts = [
            "# A restart is likely", "A restart is likely\n---", "A restart is likely\n===\n", "[^1]: It is likely.",
            "| likely | No ships present |\n|---|---|",
        ]
        for text in texts { #expect(Self.places(text, rules: rules) == [], "\(text)") }
        #expect(Self.places("| a |\n|---|\n| It is likely. |", rules: rules) == ["3:9"])
        // A cell of nothing but a word is a label.
        #expect(Self.places("| a |\n|---|\n| likely (0.71) |", rules: rules) == [])
    }

    @Test("A link serves its paragraph, its item, its row, and no other")
    func links() {
        let rules: Set<LintRule> = [.noSource]
        #expect(Self.places("It is likely. See [look](a.md).", rules: rules) == [])
        #expect(Self.places("It is likely.[^1]\n\n[^1]: A look.", rules: rules) == [])
        #expect(Self.places("It is likely, see [the look][a].", rules: rules) == [])
        #expect(Self.places("It is likely.\n\nSee [look](a.md).", rules: rules) == ["1:7"])
        #expect(Self.places("- It is likely [1].\n- It is likely.\n", rules: rules) == ["2:9"])
        #expect(Self.places("| a | b |\n|---|---|\n| so likely | [1] |\n| so likely | |", rules: rules) == ["4:6"])
    }

    @Test("Sentences end where they end")
    func sentences() {
        func count(_ text: String) -> Int {
            // One finding for each sentence that has both words.
            Linter(rules: [.likelihoodWithConfidence]).findings(in: text).count
        }
        // Both words are in one sentence, whatever stands between.
        let one = [
            "It is likely, e.g. in 2024, with high confidence.", "It is likely for Mr. Smith with high confidence.",
            "It is likely at 12.5 km with high confidence.", "It is likely in the U.S. Navy with high confidence.",
            "It is likely for J. R. Smith with high confidence.", "It is likely ... with high confidence.",
            "It is likely (cf. No. 12) with high confidence.", "It is likely, i.e. Possible, with high confidence.",
            "It is likely on 12 Jan. 2024 with high confidence.", "It is likely\nwith\nhigh confidence.",
            "It is likely at approx. 40 km with high confidence.", "It is likely vs. Russia with high confidence.",
        ]
        for text in one { #expect(count(text) == 1, "\(text)") }
        // And here in two.
        let two = [
            "It is likely. With high confidence it burns.", "It is likely! High confidence.",
            "It is likely? High confidence.",
            "It is likely.\" High confidence.", "It is likely (so.) High confidence.",
            "It is likely... High confidence.",
            "It is likely in 2009. High confidence.", "It is likely.[1] High confidence.",
            "It is likely in the U.S. The high confidence stays.", "It is likely, etc. The high confidence stays.",
            "It is likely\n\nHigh confidence.",
        ]
        for text in two { #expect(count(text) == 0, "\(text)") }
    }

    @Test("A comment switches rules off for the next paragraph, and for no other")
    func directives() {
        let text = """
            <!-- revisit-lint: ignore hidden-uncertainty -->

            It may.
            It might.

            It could.
            <!-- revisit-lint: ignore no-source, hidden-uncertainty -->
            It may.

            It might. <!-- revisit-lint: ignore hidden-uncertainty -->

            It may.
            """
        #expect(Self.places(text) == ["6:4", "12:4"])
        let table = "<!-- revisit-lint: ignore hidden-uncertainty -->\n| a |\n|---|\n| may |\n| may |\n\nIt may."
        #expect(Self.places(table) == ["7:4"])
        let wrong = "<!-- revisit-lint: ignore hiding -->\nIt may. <!-- revisit-lint: off --> <!-- never closed"
        #expect(Self.places(wrong, rules: [.directive]) == ["1:1", "2:9", "2:36"])
    }

    @Test("All texts of a report keep to one scale, and findings come in their order")
    func pieces() {
        let pieces = [
            TextPiece(file: "a", text: "It is likely. It is unlikely.", hasSource: true),
            TextPiece(file: "b", line: 9, column: 3, text: "It is probable.", hasSource: true),
        ]
        #expect(Linter().report(on: pieces).findings.map { "\($0.file):\($0.line):\($0.column)" } == ["b:9:9"])
    }
}
