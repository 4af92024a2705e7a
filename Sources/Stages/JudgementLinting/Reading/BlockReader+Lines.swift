// What a line is.
extension BlockReader {
    /// A range without spaces at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, Byte.isSpace(bytes[start]) { start += 1 }
        while end > start, Byte.isSpace(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    /// How often the first byte of a range stands there one after the other.
    func run(at range: Range<Int>) -> (sign: UInt8, length: Int) {
        guard let first = range.first else { return (0, 0) }
        return (bytes[first], bytes[range].prefix { $0 == bytes[first] }.count)
    }

    /// Whether a line holds one sign only.
    func holdsOnly(_ line: Range<Int>, of sign: Unicode.Scalar) -> Bool {
        let content = trimmed(line)
        return !content.isEmpty && content.allSatisfy { bytes[$0] == UInt8(ascii: sign) }
    }

    /// Whether a line only divides: `---`, `===`, `***`, `|---|:--:|`.
    func isRuler(_ content: Range<Int>) -> Bool {
        let signs = Set("-=*_|:+ \t".utf8)
        guard content.allSatisfy({ signs.contains(bytes[$0]) }) else { return false }
        return bytes[content].count { $0 != UInt8(ascii: "|") && !Byte.isSpace($0) } >= 2 || content.count >= 3
    }

    /// What stands after the mark of a list item; nil where a line is none.
    func listItem(_ content: Range<Int>) -> Range<Int>? {
        var index = content.lowerBound
        if "-*+".utf8.contains(bytes[index]) {
            index += 1
        } else if bytes[content].starts(with: "•".utf8) {
            index += 3
        } else {
            let digits = bytes[content].prefix { Byte.isDigit($0) }.count
            guard (1...3).contains(digits), index + digits < content.upperBound,
                ".)".utf8.contains(bytes[index + digits])
            else { return nil }
            index += digits + 1
        }
        guard index < content.upperBound, Byte.isSpace(bytes[index]) else { return nil }
        return trimmed(index..<content.upperBound)
    }

    /// Blanks the parts of a line that belong to comments.
    ///
    /// - Returns: The rules that comments in it switch off; nil where none is for the linter.
    mutating func blankComments(in line: Range<Int>) -> [LintRule]? {
        var named: [LintRule]?
        var index = line.lowerBound
        var tick: Int?
        func starts(_ text: [UInt8], at index: Int) -> Bool {
            bytes[index] == text[0] && bytes[index..<line.upperBound].starts(with: text)
        }
        while index < line.upperBound {
            if let opened = comment {
                guard starts(Self.commentEnd, at: index) else {
                    index += 1
                    continue
                }
                if opened >= line.lowerBound, let found = Directive.rules(in: bytes[opened + 4..<index]) {
                    named = (named ?? []) + found.rules
                    for word in found.unknown {
                        misunderstood.append(
                            (opened, "the comment says '\(word.prefix(60))', which is no rule to ignore"))
                    }
                }
                blankBytes(max(opened, line.lowerBound)..<index + 3)
                comment = nil
                index += 3
            } else if bytes[index] == UInt8(ascii: "`") {
                tick = tick == nil ? index : nil
                index += 1
            } else if bytes[index] == UInt8(ascii: "<"), tick == nil, starts(Self.commentBegin, at: index) {
                comment = index
                index += 4
            } else {
                index += 1
            }
        }
        if let comment { blankBytes(max(comment, line.lowerBound)..<line.upperBound) }
        return named
    }

    private mutating func blankBytes(_ range: Range<Int>) {
        for index in range { bytes[index] = Byte.space }
    }
}
