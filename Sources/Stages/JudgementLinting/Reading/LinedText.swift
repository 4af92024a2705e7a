/// The bytes of a text and where its lines begin.
struct LinedText {
    let bytes: [UInt8]
    private let lineStarts: [Int]
    /// How many Unicode scalars begin before each step of bytes, so that a column in a long line is found without
    /// counting all of it.
    private let scalarsBefore: [Int]
    private let firstLine: Int
    private let firstColumn: Int

    init(_ piece: TextPiece) {
        bytes = Array(piece.text.utf8)
        firstLine = piece.line
        firstColumn = piece.column
        var starts = [0]
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == 0x0A || byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A) {
                starts.append(index + 1)
            }
        }
        lineStarts = starts
        var before: [Int] = []
        var scalars = 0
        for index in bytes.indices {
            if index.isMultiple(of: Self.step) { before.append(scalars) }
            if bytes[index] & 0xC0 != 0x80 { scalars += 1 }
        }
        scalarsBefore = before
    }

    private static let step = 256

    private func scalars(before offset: Int) -> Int {
        guard let last = scalarsBefore.indices.last else { return 0 }
        let step = min(offset / Self.step, last)
        return scalarsBefore[step] + bytes[step * Self.step..<min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 }
    }

    /// The lines without their ends.
    var lines: [Range<Int>] {
        lineStarts.indices.map { index in
            let start = lineStarts[index]
            var end = index + 1 < lineStarts.count ? lineStarts[index + 1] : bytes.count
            while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
            return start..<end
        }
    }

    /// Line and column of a byte.
    func position(of offset: Int) -> (line: Int, column: Int) {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let column = scalars(before: max(offset, lineStarts[low])) - scalars(before: lineStarts[low])
        return (firstLine + low, column + (low == 0 ? firstColumn : 1))
    }
}

/// What a byte is.
enum Byte {
    static let newline = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")

    static func isSpace(_ byte: UInt8) -> Bool { byte == space || byte >= 9 && byte <= 13 }
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
    static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
    /// Letters, whatever is no ASCII, and what stands for a piece of code.
    static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || byte >= 0x80 || byte == code }

    /// Stands for a piece of code in a cleaned text.
    static let code: UInt8 = 0x01
    /// Stands for a degree sign.
    static let degree: UInt8 = 0x03
}
