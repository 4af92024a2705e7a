import Foundation
public import Geodesy

/// Looks in finished files for what a redaction left out.
///
/// Nothing is expected to be found; where something is, the files are not handed on.
public struct LeakSearch: Sendable {
    /// How a file writes what it says.
    public enum Notation: Sendable {
        /// As bytes that mean what they are.
        case plain
        /// HTML, XML and SVG: a name may stand in several elements, with characters that are escaped.
        case markup
        /// Markdown: any sign may have a backslash before it.
        case markdown
    }

    /// Texts of six bytes or more, by their first six.
    private let texts: [UInt64: [[UInt8]]]
    private let numbers: Set<UInt64>
    /// Whether the last two of eight bytes, or of a text's first six, can be these; most places of a file are passed over by it.
    private let sieve: [Bool]

    /// Learns what to look for.
    ///
    /// - Parameters:
    ///   - redactor: Whose names of sources and scenes are looked for, those of 6 letters or more, ids of 16 or more.
    ///   - places: Exact positions, which are looked for as decimal text, also of five decimals, and as bytes of double precision.
    ///   - open: Positions that the redacted records hold, such as whole degrees; they are not looked for.
    public init(_ redactor: Redactor, places: [GeoPoint], open: [GeoPoint]) {
        var texts: Set<[UInt8]> = []
        for entry in redactor.names
        where entry.name.count >= (entry.isExact ? 16 : 6) && entry.replacement != NameList.sensor {
            for text in Self.written(entry.name) { texts.insert(Array(text.utf8)) }
        }
        var numbers: Set<UInt64> = []
        if redactor.redaction.parts.contains(.coordinates) {
            let allowed = Set(open.flatMap { [$0.longitude, $0.latitude] })
            let allowedTexts = Set(allowed.flatMap(Self.digits))
            for value in Set(places.flatMap({ [$0.longitude, $0.latitude] }))
            where value.isFinite && !allowed.contains(value) && value != value.rounded() {
                numbers.insert(value.bitPattern)
                numbers.insert(value.bitPattern.byteSwapped)
                for text in Self.digits(value) where !allowedTexts.contains(text) { texts.insert(Array(text.utf8)) }
            }
        }
        var sieve = [Bool](repeating: false, count: 1 << 16)
        for number in numbers { sieve[Int(number & 0xFFFF)] = true }
        var byBeginning: [UInt64: [[UInt8]]] = [:]
        for text in texts where text.count >= Self.beginning {
            let key = text.prefix(Self.beginning).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            sieve[Int(key & 0xFFFF)] = true
            byBeginning[key, default: []].append(text)
        }
        self.numbers = numbers
        // The longest first, so that what is told is as much as was found, and always the same.
        self.texts = byBeginning.mapValues { group in
            group.sorted { $0.count == $1.count ? $0.lexicographicallyPrecedes($1) : $0.count > $1.count }
        }
        self.sieve = sieve
    }

    /// Learns what to look for from records as they were and as they are without what was left out.
    ///
    /// - Parameters:
    ///   - redactor: What it left out.
    ///   - whole: The records as they were.
    ///   - left: The records as they are handed on.
    /// - Throws: What keeps the records from being encoded.
    public init(_ redactor: Redactor, of whole: some Encodable, in left: some Encodable) throws {
        let isPlaced = redactor.redaction.parts.contains(.coordinates)
        self.init(
            redactor, places: isPlaced ? try Redactor.positions(in: whole) : [],
            open: isPlaced ? try Redactor.positions(in: left) : [])
    }

    private static let beginning = 6

    /// A name as it stands, and as JSON and XML write it.
    private static func written(_ name: String) -> [String] {
        let markup = name.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
        let json = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        // JSON in a page names the signs of markup by number.
        let embedded = json.replacing("&", with: "\\u0026").replacing("<", with: "\\u003c")
        return [name, json, embedded, markup, markup.replacing("'", with: "&#39;")]
    }

    /// A coordinate as text: as it is, and with five decimals, which is a metre; short ones are too common to be looked for.
    private static func digits(_ value: Double) -> [String] {
        let text = value.magnitude.description
        guard text.utf8.count >= 7, !text.contains("e") else { return [] }
        let parts = text.split(separator: ".")
        guard parts.count == 2, parts[1].utf8.count > 5 else { return [text] }
        return [text, String(format: "%.5f", value.magnitude), parts[0] + "." + parts[1].prefix(5)]
    }

    /// What was found in a file.
    ///
    /// - Parameters:
    ///   - bytes: The file, not compressed.
    ///   - notation: How it writes what it says; it is read as it stands in any case.
    /// - Returns: The text, or the position in words; nil where nothing was found.
    /// - Complexity: Linear in the bytes.
    public func leak(in bytes: [UInt8], as notation: Notation = .plain) -> String? {
        if let found = find(in: bytes) { return found }
        switch notation {
        case .plain: return nil
        case .markup: return find(in: Self.withoutMarkup(bytes))
        case .markdown: return find(in: bytes.filter { $0 != UInt8(ascii: "\\") })
        }
    }

    private func find(in bytes: [UInt8]) -> String? {
        var window: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            window = window << 8 | UInt64(byte)
            guard sieve[Int(window & 0xFFFF)] else { continue }
            if index >= 7, numbers.contains(window) { return "an exact coordinate at byte \(index - 7)" }
            guard index >= Self.beginning - 1, let candidates = texts[window & 0xFFFF_FFFF_FFFF] else { continue }
            let start = index - Self.beginning + 1
            for text in candidates
            where text.count <= bytes.count - start && bytes[start..<start + text.count].elementsEqual(text) {
                return "'\(String(decoding: text, as: UTF8.self))'"
            }
        }
        return nil
    }

    /// What stands between tags, with characters instead of their names.
    private static func withoutMarkup(_ bytes: [UInt8]) -> [UInt8] {
        let names: [(name: [UInt8], byte: UInt8)] = [
            ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"),
        ].map { (Array($0.0.utf8), UInt8(ascii: $0.1)) }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var isTag = false
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "<") {
                isTag = true
            } else if isTag {
                isTag = byte != UInt8(ascii: ">")
            } else if byte == UInt8(ascii: "&"),
                let entry = names.first(where: { bytes[(index - 1)...].starts(with: $0.name) })
            {
                plain.append(entry.byte)
                index += entry.name.count - 1
            } else {
                plain.append(byte)
            }
        }
        return plain
    }
}
