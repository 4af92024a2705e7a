import Foundation

/// The bytes of a text file, and where its lines begin.
struct SourceText: Sendable {
    /// Path as messages show it.
    let file: String
    /// All bytes, a byte order mark included.
    let bytes: [UInt8]
    private let lineStarts: [Int]

    init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
        var starts = [0]
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == 0x0A || (byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)) {
                starts.append(index + 1)
            }
        }
        lineStarts = starts
    }

    init(file: String, text: String) { self.init(file: file, bytes: Array(text.utf8)) }

    /// Where the text begins, after a byte order mark.
    var start: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

    /// Line and column of a byte.
    func position(of offset: Int) -> TextPosition {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        let begin = low == 0 ? start : lineStarts[low]
        var column = 1
        var index = begin
        while index < min(offset, bytes.count) {
            if bytes[index] & 0xC0 != 0x80 { column += 1 }
            index += 1
        }
        return TextPosition(line: low + 1, column: column)
    }

    /// The byte at a line and column; nil where the text has no such line.
    func offset(of position: TextPosition) -> Int? {
        guard position.line >= 1, position.line <= lineStarts.count else { return nil }
        var index = position.line == 1 ? start : lineStarts[position.line - 1]
        var column = 1
        while index < bytes.count, column < position.column {
            index += 1
            while index < bytes.count, bytes[index] & 0xC0 == 0x80 { index += 1 }
            column += 1
        }
        return index < bytes.count ? index : nil
    }

    /// The text; nil where the bytes are no UTF-8.
    var text: String? { String(validating: bytes[start...], as: UTF8.self) }

    /// The first byte that is no UTF-8; nil where all are.
    var firstInvalidByte: Int? {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            let length: Int
            var lowest: UInt8 = 0x80
            var highest: UInt8 = 0xBF
            switch byte {
            case 0x00...0x7F: length = 1
            case 0xC2...0xDF: length = 2
            case 0xE0...0xEF:
                length = 3
                if byte == 0xE0 { lowest = 0xA0 }
                if byte == 0xED { highest = 0x9F }
            case 0xF0...0xF4:
                length = 4
                if byte == 0xF0 { lowest = 0x90 }
                if byte == 0xF4 { highest = 0x8F }
            default: return index
            }
            guard index + length <= bytes.count else { return index }
            for step in 1..<max(length, 1) {
                let next = bytes[index + step]
                if next < lowest || next > highest { return index }
                (lowest, highest) = (0x80, 0xBF)
            }
            index += length
        }
        return nil
    }

    /// Reads a file whole, or says why not.
    static func read(_ path: String, as file: String, limit: Int) -> Result<SourceText, Mistake> {
        func mistake(_ problem: String, _ expected: String) -> Result<SourceText, Mistake> {
            .failure(Mistake(file: file, position: nil, severity: .error, problem: problem, expected: expected))
        }
        let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        guard let facts = try? FileManager.default.attributesOfItem(atPath: url.path) else {
            return mistake("the file does not exist", "expected a file at \(path)")
        }
        guard facts[.type] as? FileAttributeType == .typeRegular else {
            return mistake("this is no file", "expected a text file at \(path)")
        }
        func tooLarge() -> Result<SourceText, Mistake> {
            mistake(
                "the file is larger than \(limit >> 20) MB, which no file of this kind needs",
                "check that it is the right file")
        }
        guard (facts[.size] as? Int ?? 0) <= limit else { return tooLarge() }
        guard let data = try? Data(contentsOf: url) else {
            return mistake("the file cannot be read", "check who may read it (ls -l)")
        }
        guard data.count <= limit else { return tooLarge() }
        return .success(SourceText(file: file, bytes: [UInt8](data)))
    }
}

extension Mistake: Error {}
