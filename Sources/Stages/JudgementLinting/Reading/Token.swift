/// A word, a number or a sign of a text.
struct Token {
    enum Kind { case word, number, sign }

    var kind: Kind
    /// The word in small letters, the digits of a number, or the sign.
    var text: String
    /// Letters that follow the digits of a number without a space: "th", "km".
    var suffix = ""
    /// First byte in the cleaned text, and the first after it.
    var start: Int
    var end: Int
    var isCapital = false
    var isAllCapitals = false
    /// Joined to the token before it: by nothing, or by a hyphen.
    var isGlued = false
    var isQuoted = false

    func `is`(_ words: String...) -> Bool { words.contains(text) }
    var isWord: Bool { kind == .word }
    var isNumber: Bool { kind == .number }

    /// The value of a number; nil for others and for those of no common form.
    var value: Double? {
        guard kind == .number else { return nil }
        return Double(text.contains(",") ? text.filter { $0 != "," } : text)
    }

    /// Whether it is a year, from 1500 to 2199.
    var isYear: Bool {
        guard kind == .number, text.utf8.count == 4, suffix.isEmpty || suffix == "s", let year = Int(text) else {
            return false
        }
        return (1500..<2200).contains(year)
    }
}

/// Divides cleaned text into tokens.
struct Tokens {
    private(set) var all: [Token] = []

    init(_ text: CleanText, isQuotation: Bool) {
        let bytes = text.bytes
        all.reserveCapacity(bytes.count / 5)
        var index = 0
        var isQuoted = false
        var isHyphenated = false
        while index < bytes.count {
            let byte = bytes[index]
            let start = index
            let isGlued = isHyphenated || index > 0 && all.last?.end == index
            isHyphenated = false
            if Byte.isSpace(byte) {
                index += 1
                continue
            }
            if Byte.isWord(byte) {
                index = Self.endOfWord(in: bytes, from: index)
                all.append(Self.word(bytes[start..<index], start, isGlued: isGlued, isQuoted || isQuotation))
            } else if Byte.isDigit(byte) {
                let digits = Self.endOfNumber(in: bytes, from: index)
                index = digits
                while index < bytes.count, Byte.isLetter(bytes[index]) { index += 1 }
                var token = Token(
                    kind: .number, text: String(decoding: bytes[start..<digits], as: UTF8.self), start: start,
                    end: index)
                token.suffix = String(decoding: bytes[digits..<index], as: UTF8.self).lowercased()
                token.isGlued = isGlued
                token.isQuoted = isQuoted || isQuotation
                all.append(token)
            } else {
                index += 1
                // A hyphen in a word joins its parts, and is no sign of its own.
                if byte == UInt8(ascii: "-"), isGlued, index < bytes.count, all.last?.isWord == true,
                    Byte.isWord(bytes[index]) || Byte.isDigit(bytes[index])
                {
                    isHyphenated = true
                    continue
                }
                // After a number it means inches.
                let isInches = isGlued && !isQuoted && all.last?.isNumber == true
                if byte == UInt8(ascii: "\""), !isInches { isQuoted.toggle() }
                all.append(
                    Token(
                        kind: .sign, text: String(UnicodeScalar(byte)), start: start, end: index, isGlued: isGlued,
                        isQuoted: isQuoted || isQuotation))
            }
        }
    }

    private static func endOfWord(in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            let isApostrophe =
                byte == UInt8(ascii: "'") && index + 1 < bytes.count && Byte.isLetter(bytes[index + 1])
            guard Byte.isWord(byte) || Byte.isDigit(byte) || byte == UInt8(ascii: "_") || isApostrophe else { break }
            index += 1
        }
        return index
    }

    /// Digits with points, commas and colons between them.
    private static func endOfNumber(in bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let isInside =
                ".,:".utf8.contains(bytes[index]) && index + 1 < bytes.count && Byte.isDigit(bytes[index + 1])
            guard Byte.isDigit(bytes[index]) || isInside else { break }
            index += 1
        }
        return index
    }

    private static func word(_ bytes: ArraySlice<UInt8>, _ start: Int, isGlued: Bool, _ isQuoted: Bool) -> Token {
        let text = String(decoding: bytes.map { Byte.isCapital($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
        return Token(
            kind: .word, text: text, start: start, end: start + bytes.count,
            isCapital: bytes.first.map(Byte.isCapital) ?? false,
            isAllCapitals: bytes.count > 1 && bytes.allSatisfy { !Byte.isLetter($0) || Byte.isCapital($0) },
            isGlued: isGlued, isQuoted: isQuoted)
    }
}
