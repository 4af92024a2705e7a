/// Divides tokens into sentences.
///
/// A full stop ends one where a space and a capital, a number or an opening sign follow, but not after an abbreviation,
/// an initial, or the number of an item; three dots end one before a capital only. `?` and `!` end one likewise. A cell
/// of a table is a sentence.
enum Sentences {
    /// After these a full stop ends nothing.
    private static let abbreviations: Set<String> = [
        "e.g", "i.e", "eg", "ie", "cf", "vs", "viz", "approx", "ca", "dr", "mr", "mrs", "ms", "prof", "gen", "col",
        "lt", "sgt", "adm",
        "capt", "rev", "st", "sr", "jr", "inc", "ltd", "corp", "dept", "est", "ed", "eds", "al", "jan", "feb", "mar",
        "apr", "jun",
        "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mt", "ft", "incl", "resp", "hon", "pres", "gov", "sen",
        "rep", "max", "min",
    ]
    /// After these a full stop ends nothing where a number follows.
    private static let labels: Set<String> = [
        "no", "nos", "nr", "fig", "figs", "vol", "pp", "p", "art", "sec", "ch", "para", "paras", "eq", "tab", "op",
        "res", "app", "s",
    ]
    /// Words that begin sentences and follow no initial as a name does.
    private static let openings: Set<String> = [
        "the", "this", "these", "that", "those", "it", "its", "we", "our", "they", "their", "he", "she", "in", "on",
        "at", "for", "from",
        "however", "although", "while", "no", "there", "a", "an", "if", "as", "by", "but", "and", "since", "imagery",
    ]

    /// The sentences as ranges of tokens, in order, together all tokens.
    static func ranges(of tokens: [Token]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        var index = 0
        while index < tokens.count {
            guard tokens[index].kind == .sign, ends(tokens, at: index, from: start) else {
                index += 1
                continue
            }
            let next = afterClosing(tokens, index)
            ranges.append(start..<next)
            start = next
            index = next
        }
        if start < tokens.count { ranges.append(start..<tokens.count) }
        return ranges
    }

    /// The first token after a sign and what closes with it: quotation marks, brackets, further stops, a citation such
    /// as "[1]".
    private static func afterClosing(_ tokens: [Token], _ index: Int) -> Int {
        var next = index + 1
        while next < tokens.count, tokens[next].kind == .sign, tokens[next].isGlued {
            if tokens[next].is("\"", "'", ")", "]", "}", ".", "!", "?") {
                next += 1
            } else if tokens[next].is("["), let close = tokens[next...].prefix(8).firstIndex(where: { $0.is("]") }) {
                next = close + 1
            } else {
                break
            }
        }
        return next
    }

    private static func ends(_ tokens: [Token], at index: Int, from start: Int) -> Bool {
        let sign = tokens[index].text
        if sign == "|" { return true }
        guard sign == "." || sign == "!" || sign == "?" else { return false }
        let next = afterClosing(tokens, index)
        guard next < tokens.count else { return true }
        let after = tokens[next]
        guard !after.isGlued else { return false }
        let opens =
            after.isCapital || after.isNumber || after.is("\"", "'", "(", "[", "{", "$", "|") || !isASCII(after)
        guard opens else { return false }
        guard sign == ".", index > start else { return true }
        let before = tokens[index - 1]
        guard before.isWord, tokens[index].isGlued else { return !(before.isNumber && index - 1 == start) }
        if abbreviations.contains(before.text) {
            // "et al. The" and "Ltd. The" end; "Gen. The" is nobody's name either.
            return openings.contains(after.text) && !before.is("e.g", "i.e", "eg", "ie", "cf", "vs", "approx", "ca")
        }
        if labels.contains(before.text), after.isNumber { return false }
        // "J. Smith", "U.S. forces", but "in the U.S. The".
        if before.end - before.start == 1, before.isCapital || before.isGlued {
            return openings.contains(after.text) && after.isCapital
        }
        return true
    }

    private static func isASCII(_ token: Token) -> Bool { token.text.utf8.first.map { $0 < 0x80 } ?? true }
}
