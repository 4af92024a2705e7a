import Documents
import JudgementLinting

extension Document {
    /// What the linter says of the chapters; nothing where they are not in English, which is the language that it reads.
    ///
    /// Errors are told of all text; warnings of what analysts wrote into chapters, since texts of cards, cases and sources are read by
    /// `revisit lint` where they stand.
    ///
    /// - Parameter scale: The scale that the case's words are of; nil for the usual one.
    /// - Returns: Findings with the chapter for a file and the block's number for a line.
    func lint(scale: String?) -> [LintFinding] {
        guard language == "en" else { return [] }
        let choice = (scale.flatMap(LintScale.init) ?? .icd203).choice(row: nil)
        let linter = Linter(scale: choice)
        return linter.report(on: pieces { $0 != .analyst }).findings.filter { $0.severity == .error }
            + linter.report(on: pieces { $0 == .analyst }).findings
    }

    /// The paragraphs and points, each with whether it says what it rests on. Tables and captions are no prose.
    private func pieces(_ isMeant: (Paragraph.Kind) -> Bool) -> [TextPiece] {
        parts.flatMap { chapter in
            chapter.blocks.enumerated().flatMap { number, block -> [TextPiece] in
                let paragraphs: [Paragraph] =
                    switch block {
                    case .paragraph(let paragraph): [paragraph]
                    case .list(let points): points
                    case .heading, .table, .figure: []
                    }
                return paragraphs.filter { $0.kind != .missing && isMeant($0.kind) }.map { paragraph in
                    TextPiece(
                        file: chapter.number.map { "chapter \($0)" } ?? "first page", line: number + 1,
                        text: paragraph.sentences.map(\.text).joined(separator: " "),
                        hasSource: paragraph.sentences.contains { !$0.citations.isEmpty })
                }
            }
        }
    }
}
