/// Divides a text into its blocks.
///
/// Of Markdown it knows front matter, headings, fenced and indented code, quotations, lists, tables, footnotes, link
/// definitions and comments; what it does not know is read as a paragraph.
struct BlockReader {
    private(set) var blocks: [TextBlock] = []
    /// The bytes with comments blanked.
    var bytes: [UInt8]
    /// Comments for the linter that it does not understand, with where they stand.
    var misunderstood: [(offset: Int, problem: String)] = []

    static let commentBegin = Array("<!--".utf8)
    static let commentEnd = Array("-->".utf8)

    private let isMarkdown: Bool
    private var current: TextBlock?
    private var pending: [LintRule] = []
    private var fence: (sign: UInt8, length: Int)?
    /// Where a comment was opened that is not closed yet.
    var comment: Int?
    private var isAfterBlank = true
    private var isInList = false
    private var isInTable = false

    init(_ text: LinedText, format: TextPiece.Format) {
        bytes = text.bytes
        isMarkdown = format == .markdown
        let lines = text.lines
        let first = isMarkdown ? frontMatter(of: lines) : 0
        for line in lines.dropFirst(first) { read(line) }
        flush()
        if let comment {
            misunderstood.append((comment, "a comment is opened here and never closed, so nothing after it was read"))
        }
    }

    /// How many lines the front matter takes.
    private func frontMatter(of lines: [Range<Int>]) -> Int {
        guard let first = lines.first, trimmed(first).count == 3, holdsOnly(first, of: "-") else { return 0 }
        // Front matter is short; a rule far below is no end of it.
        for (index, line) in lines.enumerated().dropFirst().prefix(500) {
            if trimmed(line).count == 3, holdsOnly(line, of: "-") || holdsOnly(line, of: ".") { return index + 1 }
        }
        return 0
    }

    private mutating func read(_ whole: Range<Int>) {
        if isMarkdown {
            if let fence {
                let sign = run(at: trimmed(whole))
                if sign.sign == fence.sign, sign.length >= fence.length, sign.length == trimmed(whole).count {
                    self.fence = nil
                }
                return
            }
            let named = blankComments(in: whole)
            if trimmed(whole).isEmpty {
                if let named {
                    flush()
                    pending += named
                } else if comment == nil || current == nil {
                    blank()
                }
                return
            }
            readMarkdown(whole)
            if let named {
                if current != nil { current?.ignored += named } else { pending += named }
            }
        } else {
            if trimmed(whole).isEmpty { return blank() }
            let item = listItem(trimmed(whole))
            if let item { begin(.paragraph, item) } else { append(trimmed(whole), isQuotation: false) }
        }
    }

    private mutating func blank() {
        flush()
        isAfterBlank = true
        isInTable = false
    }

    private mutating func readMarkdown(_ whole: Range<Int>) {
        var line = whole
        var isQuotation = false
        while let start = line.first(where: { !Byte.isSpace(bytes[$0]) }), bytes[start] == UInt8(ascii: ">") {
            isQuotation = true
            line = start + 1..<line.upperBound
        }
        let content = trimmed(line)
        guard !content.isEmpty else { return blank() }
        let indent = content.lowerBound - line.lowerBound
        let isIndented = indent >= 4 || bytes[line.lowerBound] == Byte.tab
        if isAfterBlank, isIndented, !isInList, current == nil { return }
        isAfterBlank = false
        let opening = run(at: content)
        if opening.length >= 3, opening.sign == UInt8(ascii: "`") || opening.sign == UInt8(ascii: "~") {
            flush()
            fence = opening
            return
        }
        if let current, current.isQuotation != isQuotation, isQuotation { flush() }
        if opening.sign == UInt8(ascii: "#"), opening.length <= 6,
            opening.length == content.count || Byte.isSpace(bytes[content.lowerBound + opening.length])
        {
            begin(.heading, content.lowerBound + opening.length..<content.upperBound, isQuotation: isQuotation)
            return flush()
        }
        if isRuler(content) { return readRuler(content) }
        if isInTable || bytes[content.lowerBound] == UInt8(ascii: "|") {
            begin(.row, content, isQuotation: isQuotation)
            return flushRow()
        }
        if readDefinition(content) { return }
        if let item = listItem(content) {
            begin(.paragraph, item, isQuotation: isQuotation)
            isInList = true
            return
        }
        if current == nil, !isIndented, indent == 0 { isInList = false }
        append(content, isQuotation: isQuotation)
    }

    /// A line of signs: below a paragraph it makes a heading or the head of a table of it.
    private mutating func readRuler(_ content: Range<Int>) {
        if bytes[content].contains(UInt8(ascii: "|")) {
            isInTable = true
            if let header = current?.lines.popLast() {
                if current?.lines.isEmpty == true { current = nil }
                flush()
                begin(.heading, header)
            } else if let last = blocks.indices.last, blocks[last].kind == .row {
                blocks[last].kind = .heading
            }
        } else if current?.kind == .paragraph, !holdsOnly(content, of: "*"), !holdsOnly(content, of: "_") {
            current?.kind = .heading
        }
        flush()
    }

    /// The target of a link or the text of a footnote; whether the line was one.
    private mutating func readDefinition(_ content: Range<Int>) -> Bool {
        guard bytes[content.lowerBound] == UInt8(ascii: "["), current == nil || current?.kind == .footnote,
            let close = bytes[content].prefix(100).firstIndex(of: UInt8(ascii: "]")),
            close + 1 < content.upperBound, bytes[close + 1] == UInt8(ascii: ":")
        else { return false }
        flush()
        if bytes[content.lowerBound + 1] == UInt8(ascii: "^") {
            begin(.footnote, close + 2..<content.upperBound)
        }
        return true
    }

    private mutating func begin(_ kind: TextBlock.Kind, _ line: Range<Int>, isQuotation: Bool = false) {
        flush()
        current = TextBlock(kind: kind, lines: [line], isQuotation: isQuotation, ignored: pending)
        pending = []
    }

    private mutating func append(_ line: Range<Int>, isQuotation: Bool) {
        if current == nil {
            begin(.paragraph, line, isQuotation: isQuotation)
        } else {
            current?.lines.append(line)
        }
    }

    private mutating func flush() {
        if let current { blocks.append(current) }
        current = nil
    }

    /// Rows share what is switched off for their table's first row, whose comment stands above it.
    private mutating func flushRow() {
        if let last = blocks.last, last.kind != .paragraph, isInTable || last.kind == .row {
            current?.ignored += last.ignored
        }
        flush()
    }
}
