import Foundation

extension JSONText {
    /// A record as JSON, as it encodes itself.
    ///
    /// - Parameters:
    ///   - value: The record.
    ///   - forPeople: Whether names are written with underscores and instants in ISO 8601, as the program's `--json` does; else the
    ///     record can be read back with ``decoded()``.
    /// - Throws: `EncodingError` where the record refuses to be written, ``ReadingError`` where it makes no JSON.
    public init(encoding value: some Encodable, forPeople: Bool = false) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        if forPeople {
            encoder.keyEncodingStrategy = .convertToSnakeCase
            encoder.dateEncodingStrategy = .custom { date, encoder in
                var container = encoder.singleValueContainer()
                try container.encode(AcquisitionTime.text(date))
            }
        }
        self = try JSONText(reading: Array(try encoder.encode(value)))
    }

    /// The record that ``init(encoding:forPeople:)`` was given.
    ///
    /// - Returns: The record.
    /// - Throws: `DecodingError` where this is no such record.
    public func decoded<Value: Decodable>() throws -> Value { try CanonicalJSON.value(serialised) }

    /// Reads JSON.
    ///
    /// - Parameter bytes: UTF-8 text; at most 200 values lie in each other.
    /// - Throws: ``ReadingError``.
    public init(reading bytes: [UInt8]) throws {
        var reader = JSONTextReader(bytes: bytes)
        self = try reader.whole()
    }

    /// Where text stops being JSON.
    public struct ReadingError: Error, Hashable, CustomStringConvertible, Sendable {
        /// Bytes before the place.
        public var position: Int

        /// A sentence with the place.
        public var description: String { "The text is no JSON from its byte \(position) on." }
    }
}

/// Reads JSON without Foundation, which tells true from 1 on some platforms only.
private struct JSONTextReader {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func whole() throws -> JSONText {
        let value = try value(depth: 0)
        skipSpace()
        guard position == bytes.count else { throw flaw }
        return value
    }

    private var flaw: JSONText.ReadingError { .init(position: position) }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) throws {
        skipSpace()
        guard next == byte else { throw flaw }
        position += 1
    }

    private mutating func value(depth: Int) throws -> JSONText {
        skipSpace()
        guard depth < 200, let byte = next else { throw flaw }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try quoted())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: String, _ value: JSONText) throws -> JSONText {
        for byte in text.utf8 {
            guard next == byte else { throw flaw }
            position += 1
        }
        return value
    }

    private mutating func object(depth: Int) throws -> JSONText {
        try take(UInt8(ascii: "{"))
        var pairs: [String: JSONText] = [:]
        skipSpace()
        if next == UInt8(ascii: "}") {
            position += 1
            return .object(pairs)
        }
        while true {
            skipSpace()
            let key = try quoted()
            try take(UInt8(ascii: ":"))
            pairs[key] = try value(depth: depth + 1)
            skipSpace()
            if next == UInt8(ascii: ",") {
                position += 1
                continue
            }
            try take(UInt8(ascii: "}"))
            return .object(pairs)
        }
    }

    private mutating func list(depth: Int) throws -> JSONText {
        try take(UInt8(ascii: "["))
        var values: [JSONText] = []
        skipSpace()
        if next == UInt8(ascii: "]") {
            position += 1
            return .list(values)
        }
        while true {
            values.append(try value(depth: depth + 1))
            skipSpace()
            if next == UInt8(ascii: ",") {
                position += 1
                continue
            }
            try take(UInt8(ascii: "]"))
            return .list(values)
        }
    }

    private mutating func number() throws -> JSONText {
        let start = position
        while let byte = next, (48...57).contains(byte) || [43, 45, 46, 69, 101].contains(byte) { position += 1 }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if let whole = Int(text) { return .integer(whole) }
        if let large = UInt64(text) { return .large(large) }
        guard let number = Double(text), number.isFinite else {
            position = start
            throw flaw
        }
        return .number(number)
    }

    private mutating func quoted() throws -> String {
        guard next == UInt8(ascii: "\"") else { throw flaw }
        position += 1
        var units: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
            case UInt8(ascii: "\\"): units += Array(String(try escaped()).utf8)
            case 0..<0x20: throw flaw
            default: units.append(byte)
            }
        }
        throw flaw
    }

    private mutating func escaped() throws -> Character {
        guard let byte = next else { throw flaw }
        position += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"):
            var code = try hexadecimal()
            if (0xD800..<0xDC00).contains(code), next == UInt8(ascii: "\\") {
                position += 1
                guard next == UInt8(ascii: "u") else { throw flaw }
                position += 1
                let low = try hexadecimal()
                guard (0xDC00..<0xE000).contains(low) else { throw flaw }
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
            }
            guard let scalar = Unicode.Scalar(code) else { throw flaw }
            return Character(scalar)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Character(Unicode.Scalar(byte))
        default: throw flaw
        }
    }

    private mutating func hexadecimal() throws -> UInt32 {
        guard position + 4 <= bytes.count else { throw flaw }
        let text = String(decoding: bytes[position..<position + 4], as: UTF8.self)
        guard text.utf8.allSatisfy({ $0 != 43 && $0 != 45 }), let code = UInt32(text, radix: 16) else { throw flaw }
        position += 4
        return code
    }
}
