/// The words of a block without markup, and where each byte stood.
///
/// Quotation marks, dashes and spaces of all kinds become those of ASCII, a piece of code becomes ``Byte/code``, and
/// targets of links go.
struct CleanText {
    private(set) var bytes: [UInt8] = []
    /// For each byte the offset in the text.
    private(set) var offsets: [Int32] = []
    /// Whether something leads to another place: a link, an address, a footnote.
    private(set) var hasLink = false

    private let source: [UInt8]
    private var end = 0
    /// From where on no run of so many backticks ends, by its length.
    private var unclosed: [Int: Int] = [:]

    init(_ block: TextBlock, in source: [UInt8], isMarkdown: Bool) {
        self.source = source
        bytes.reserveCapacity(block.lines.reduce(0) { $0 + $1.count + 1 })
        for line in block.lines {
            var index = line.lowerBound
            end = line.upperBound
            while index < end { index = isMarkdown ? readMarkdown(at: index) : readPlain(at: index) }
            emit(Byte.space, from: end)
        }
    }

    private mutating func emit(_ byte: UInt8, from offset: Int) {
        bytes.append(byte)
        offsets.append(Int32(clamping: offset))
    }

    private func byte(_ index: Int) -> UInt8 { index < end ? source[index] : 0 }

    private func starts(_ text: [UInt8], at index: Int) -> Bool { source[index..<end].starts(with: text) }

    /// The first of some bytes, not farther than a target or tag is long.
    private func find(_ sign: Unicode.Scalar, from index: Int) -> Int? {
        source[min(index, end)..<min(end, index + 1000)].firstIndex(of: UInt8(ascii: sign))
    }

    private mutating func readMarkdown(at index: Int) -> Int {
        switch source[index] {
        case UInt8(ascii: "`"): return readCode(at: index)
        case UInt8(ascii: "\\")
        where byte(index + 1) > 0x20 && !Byte.isWord(byte(index + 1)) && !Byte.isDigit(byte(index + 1)):
            emit(byte(index + 1), from: index + 1)
            return index + 2
        case UInt8(ascii: "*"): return index + 1
        case UInt8(ascii: "~") where byte(index + 1) == UInt8(ascii: "~"): return index + 2
        case UInt8(ascii: "_"):
            let before = bytes.last ?? Byte.space
            let isInside = (Byte.isWord(before) || Byte.isDigit(before)) && Byte.isWord(byte(index + 1))
            if isInside { emit(source[index], from: index) }
            return index + 1
        case UInt8(ascii: "]") where byte(index + 1) == UInt8(ascii: "("):
            emit(source[index], from: index)
            return skipTarget(from: index + 1) ?? index + 1
        case UInt8(ascii: "]") where byte(index + 1) == UInt8(ascii: "["):
            guard let close = find("]", from: index + 2) else { return readPlain(at: index) }
            emit(source[index], from: index)
            hasLink = true
            return close + 1
        case UInt8(ascii: "[") where byte(index + 1) == UInt8(ascii: "^"):
            guard let close = find("]", from: index + 2) else { return readPlain(at: index) }
            hasLink = true
            return close + 1
        case UInt8(ascii: "<") where Byte.isLetter(byte(index + 1)) || "/!".utf8.contains(byte(index + 1)):
            guard let close = find(">", from: index) else { return readPlain(at: index) }
            if source[index..<close].contains(UInt8(ascii: ":")) { hasLink = true }
            return close + 1
        default: return readPlain(at: index)
        }
    }

    /// What follows the target of a link in parentheses; nil where none ends.
    private mutating func skipTarget(from index: Int) -> Int? {
        var depth = 0
        for place in index..<min(end, index + 1000) {
            if source[place] == UInt8(ascii: "(") { depth += 1 }
            if source[place] == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0 {
                hasLink = true
                return place + 1
            }
        }
        return nil
    }

    private mutating func readCode(at index: Int) -> Int {
        let tick = UInt8(ascii: "`")
        let length = source[index..<end].prefix { $0 == tick }.count
        var place = index + length
        if let known = unclosed[length], known <= place, place < end { place = end }
        while place < end {
            let run = source[place..<end].prefix { $0 == tick }.count
            if run == length {
                emit(Byte.code, from: index)
                return place + length
            }
            place += max(1, run)
        }
        // Code over several lines is rare: its words are then read as text.
        unclosed[length] = index
        return index + length
    }

    private static let replacements: [(from: [UInt8], to: [UInt8])] = [
        ("“", "\""), ("”", "\""), ("„", "\""), ("«", "\""), ("»", "\""), ("‘", "'"), ("’", "'"), ("–", "-"), ("—", ","),
        ("−", "-"), ("‑", "-"), ("‐", "-"), ("…", "..."), ("\u{A0}", " "), ("\u{2009}", " "), ("\u{202F}", " "),
        ("\u{AD}", ""), ("\u{FEFF}", ""), ("×", "x"), ("≥", ">"), ("≤", "<"), ("≈", "="), ("±", "+"),
        ("€", "$"), ("£", "$"), ("¥", "$"), ("°", "\u{03}"), ("†", ""), ("•", "|"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }

    /// The replacements by their first byte, which are few.
    private static let byFirst: [[(from: [UInt8], to: [UInt8])]] = (0..<256).map { first in
        replacements.filter { Int($0.from[0]) == first && $0.from.count > 1 }
    }
    private static let web = Array("http".utf8)
    private static let entities: [(from: [UInt8], to: UInt8)] = [
        (Array("&nbsp;".utf8), Byte.space), (Array("&ndash;".utf8), UInt8(ascii: "-")),
        (Array("&mdash;".utf8), UInt8(ascii: ",")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
    ]

    private mutating func readPlain(at index: Int) -> Int {
        let first = source[index]
        if first >= 0x80 {
            for (from, to) in Self.byFirst[Int(first)] where starts(from, at: index) {
                for byte in to { emit(byte, from: index) }
                return index + from.count
            }
        } else if first == UInt8(ascii: "h"), starts(Self.web, at: index), let after = skipAddress(at: index) {
            return after
        } else if first == UInt8(ascii: "&") {
            for (from, to) in Self.entities where starts(from, at: index) {
                emit(to, from: index)
                return index + from.count
            }
        }
        emit(first < 0x20 ? Byte.space : first, from: index)
        return index + 1
    }

    /// What follows an address; nil where none begins.
    private mutating func skipAddress(at index: Int) -> Int? {
        let colon = index + (byte(index + 4) == UInt8(ascii: "s") ? 5 : 4)
        guard byte(colon) == UInt8(ascii: ":"), byte(colon + 1) == UInt8(ascii: "/"),
            byte(colon + 2) == UInt8(ascii: "/")
        else {
            return nil
        }
        var place = colon + 3
        while place < end, source[place] > 0x20, !")]>\"".utf8.contains(source[place]) { place += 1 }
        while place > colon, ".,;:!?".utf8.contains(source[place - 1]) { place -= 1 }
        hasLink = true
        emit(Byte.code, from: index)
        return place
    }
}
