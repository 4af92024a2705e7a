/// Finds what leads from a judgement to what it rests on.
enum CitationWords {
    private static let openings: Set<String> = [
        "source", "sources", "see", "ref", "refs", "reference", "references", "figure", "figures", "fig", "table",
        "tables", "appendix",
        "annex", "section", "chapter", "evidence", "cf", "per", "after",
    ]

    /// Whether some tokens hold a citation: `[S12]`, `[1]`, `[Jones 2020]`, `{A.1}`, `(Source: …)`, `(see …)`, `(Smith
    /// 2020)`.
    static func contains(_ tokens: [Token]) -> Bool {
        tokens.indices.contains { index in
            guard tokens[index].kind == .sign else { return false }
            switch tokens[index].text {
            case "[", "{": return cites(tokens, after: index, closing: tokens[index].text == "[" ? "]" : "}")
            case "(":
                guard index + 1 < tokens.count else { return false }
                if openings.contains(tokens[index + 1].text) { return true }
                return isAuthorAndYear(tokens, after: index)
            default: return false
            }
        }
    }

    /// A short bracket with a number in it.
    private static func cites(_ tokens: [Token], after index: Int, closing: String) -> Bool {
        let inside = tokens[(index + 1)...].prefix(12)
        guard let close = inside.firstIndex(where: { $0.text == closing }) else { return false }
        return tokens[index + 1..<close].contains { token in
            token.isNumber || token.isWord && token.text.utf8.contains(where: Byte.isDigit)
        }
    }

    private static func isAuthorAndYear(_ tokens: [Token], after index: Int) -> Bool {
        let inside = tokens[(index + 1)...].prefix(12)
        guard let close = inside.firstIndex(where: { $0.text == ")" }), close > index + 2 else { return false }
        return tokens[index + 1].isCapital && !DateWords.isMonth(tokens, at: index + 1, in: index + 1..<close)
            && tokens[index + 2..<close].contains { $0.isYear }
    }
}
