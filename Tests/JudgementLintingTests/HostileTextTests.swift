import JudgementLinting
import Testing

@Suite("Texts that nobody writes")
struct HostileTextTests {
    /// Every unit repeated to the same length, so that a rule that looks back or ahead without bound would be seen.
    static let units = [
        "likely ", "](", "[", "([", "`", "``a", "<a", "<!--", "-->", "significant ", "chance is remote ", ".", "… ",
        ">", "|", "\n",
        "- a\n", "12 and ", "é–“", "may not be ", "\"", "\\", "*", "_a", "#", "confidence is ", "no a ", "a.B ", "\r",
        "\u{0}", "\u{200B}",
        "consistent with ", "| a\n|-\n", "[^a]: ", "http://", "&nbsp;", "never ",
    ]

    @Test("Hundreds of thousands of bytes of anything are read", arguments: units)
    func repeated(_ unit: String) {
        let text = String(repeating: unit, count: 400_000 / unit.utf8.count)
        for format in [TextPiece.Format.markdown, .plain] {
            let report = Linter().report(on: [TextPiece(file: "a", text: text, format: format)])
            #expect(report.findings.count <= Linter.limit)
        }
    }

    @Test("Nothing, and next to nothing")
    func empty() {
        for text in [
            "", " ", "\n", "#", "-", "- ", ">", "|", "```", "---", "<!--", "<!-->", "[^", "[]:", "may", "1", ".", "`",
            "1.", "\\",
        ] {
            for format in [TextPiece.Format.markdown, .plain] {
                _ = Linter().report(on: [TextPiece(file: "a", line: 0, column: 0, text: text, format: format)])
            }
        }
        #expect(Linter().report(on: []).findings == [])
    }

    @Test("Beyond the limit findings are counted, and the same text gives the same ones")
    func limit() {
        let text = String(repeating: "It may. ", count: 5000)
        let report = Linter().report(on: [TextPiece(file: "a", text: text)])
        #expect(report.findings.count == Linter.limit)
        #expect(report.notTold == 4000)
        #expect(report == Linter().report(on: [TextPiece(file: "a", text: text)]))
    }
}
