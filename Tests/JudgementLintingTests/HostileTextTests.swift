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

    /// A small generator of numbers that always gives the same ones.
    struct Lot {
        var state: UInt64 = 1
        mutating func next(below limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
    }

    @Test("In texts thrown together by lot, each finding stands where its word stands")
    func positions() throws {
        let parts =
            Self.units + [
                "may", "It may. ", "Ä", "\r\n", "\n\n", "  ", "\t", "1. ", "![", "](a)", "[1]", "~~~", "---", "(", ")",
                "0.3 %", "U.S. ",
            ]
        var lot = Lot()
        var checked = 0
        for _ in 0..<4000 {
            let text = (0..<lot.next(below: 40)).map { _ in parts[lot.next(below: parts.count)] }.joined()
            for format in [TextPiece.Format.markdown, .plain] {
                let lines = Self.lines(of: text)
                for finding in Linter().report(on: [TextPiece(file: "a", text: text, format: format)]).findings {
                    try #require(lines.indices.contains(finding.line - 1), "\(text.debugDescription)")
                    let rest = lines[finding.line - 1].dropFirst(finding.column - 1)
                    try #require(!rest.isEmpty, "\(finding) in \(text.debugDescription)")
                    guard finding.rule == .hiddenUncertainty || finding.rule == .mixedScales else { continue }
                    let word = finding.problem.dropFirst().prefix { $0.isLetter }.lowercased()
                    let found = String(String.UnicodeScalarView(rest.prefix(word.unicodeScalars.count))).lowercased()
                    #expect(found == word, "\(finding) in \(text.debugDescription)")
                    checked += 1
                }
            }
        }
        #expect(checked > 1000)
    }

    /// Lines as an editor counts them, in Unicode scalars.
    static func lines(of text: String) -> [[UnicodeScalar]] {
        var lines: [[UnicodeScalar]] = [[]]
        var before: UnicodeScalar?
        for scalar in text.unicodeScalars {
            if scalar == "\n", before == "\r" {
                // One end of a line, not two.
            } else if scalar == "\n" || scalar == "\r" {
                lines.append([])
            } else {
                lines[lines.count - 1].append(scalar)
            }
            before = scalar
        }
        return lines
    }
}
