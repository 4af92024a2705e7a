/// Numbers and words in fields of fixed places in a line.
struct FixedText {
    /// The bytes of the line, without its end.
    let bytes: ArraySlice<UInt8>

    /// The bytes from a place, counted from 1 as format descriptions do; nil where the line is shorter.
    func field(_ first: Int, _ length: Int) -> ArraySlice<UInt8>? {
        let start = bytes.startIndex + first - 1
        guard first >= 1, length >= 0, start + length <= bytes.endIndex else { return nil }
        return bytes[start..<start + length]
    }

    /// A field as text, without blanks around it; nil where the line is shorter.
    func text(_ first: Int, _ length: Int) -> String? {
        field(first, length).map { String(decoding: Self.trimmed($0), as: UTF8.self) }
    }

    /// A whole number with an optional sign and blanks around it; nil for anything else.
    func number(_ first: Int, _ length: Int) -> Int? { field(first, length).flatMap(Self.number) }

    /// A number with an optional fraction; nil for anything else.
    func decimal(_ first: Int, _ length: Int) -> Double? {
        guard let text = text(first, length), !text.isEmpty,
            text.utf8.allSatisfy({ ($0 >= 48 && $0 <= 57) || $0 == 43 || $0 == 45 || $0 == 46 })
        else { return nil }
        return Double(text)
    }

    static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var slice = bytes
        while let first = slice.first, first == 32 || first == 9 { slice.removeFirst() }
        while let last = slice.last, last == 32 || last == 9 { slice.removeLast() }
        return slice
    }

    static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        var slice = trimmed(bytes)
        let sign = slice.first == 45 ? -1 : 1
        if slice.first == 45 || slice.first == 43 { slice.removeFirst() }
        return digits(slice).map { $0 * sign }
    }

    /// Up to 15 digits and nothing else.
    static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 15 else { return nil }
        var value = 0
        for byte in bytes {
            guard byte >= 48, byte <= 57 else { return nil }
            value = value * 10 + Int(byte - 48)
        }
        return value
    }
}

/// The lines of a file, without their ends; those longer than any record of its format are counted and passed over.
struct TextLines {
    /// Longest line that is read, in bytes: full ISD records have at most some thousand.
    static let longest = 65_536

    /// The whole file.
    let bytes: [UInt8]

    /// Calls `body` with each line and its number from 1, until it gives false.
    ///
    /// - Returns: Numbers of the lines that were too long.
    @discardableResult
    func each(_ body: (Int, ArraySlice<UInt8>) throws -> Bool) rethrows -> [Int] {
        var tooLong: [Int] = []
        var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var number = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            number += 1
            var line = bytes[start..<end]
            if line.last == 0x0D { line.removeLast() }
            if line.count > Self.longest {
                tooLong.append(number)
            } else if try !body(number, line) {
                break
            }
            start = end + 1
        }
        return tooLong
    }
}
