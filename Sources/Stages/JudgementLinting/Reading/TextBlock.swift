/// A paragraph, heading, list item or row of a table, as ranges of bytes of its text, one for each line.
struct TextBlock {
    enum Kind {
        case paragraph
        /// A heading, or the head of a table: it names and does not state.
        case heading
        /// A row of a table; its cells are sentences of their own.
        case row
        /// The text of a footnote: it is a source itself.
        case footnote
    }

    var kind: Kind
    var lines: [Range<Int>]
    /// Whether it is a quotation as a whole.
    var isQuotation = false
    /// Rules that a comment switches off for it.
    var ignored: [LintRule] = []
}

/// A comment that says which rules the next paragraph is not held to.
enum Directive {
    private static let name = Array("revisit-lint:".utf8)

    /// The rules that a comment names and the words in it that are none; nil for other comments.
    static func rules(in comment: ArraySlice<UInt8>) -> (rules: [LintRule], unknown: [String])? {
        let text = comment.drop(while: Byte.isSpace)
        guard text.starts(with: name) else { return nil }
        // A directive is short; what is longer is no list of rules.
        let words = String(decoding: text.dropFirst(name.count).prefix(1000), as: UTF8.self)
            .split { $0 == "," || $0.isWhitespace }.map(String.init)
        guard words.first == "ignore", words.count > 1 else { return ([], [words.joined(separator: " ")]) }
        let names = words.dropFirst()
        return (names.compactMap { LintRule(rawValue: $0) }, names.filter { LintRule(rawValue: $0) == nil })
    }
}
