public import Geodesy

/// Looks in finished files for what a redaction left out.
///
/// Nothing is expected to be found; where something is, the files are not handed on.
public struct LeakSearch: Sendable {
    private let texts: [[UInt8]]
    private let firstBytes: Set<UInt8>
    private let numbers: Set<UInt64>

    /// Learns what to look for.
    ///
    /// - Parameters:
    ///   - redactor: Whose names of sources and scenes are looked for, those of 6 letters or more that are not ids.
    ///   - places: Exact positions, which are looked for as decimal text and as bytes of double precision.
    ///   - open: Positions that the redacted records hold, such as whole degrees; they are not looked for.
    public init(_ redactor: Redactor, places: [GeoPoint], open: [GeoPoint]) {
        var texts: Set<[UInt8]> = []
        for entry in redactor.names
        where entry.name.count >= 6 && !entry.isExact && entry.replacement != NameList.sensor {
            // As it stands, and as JSON and XML write it.
            let escaped = [
                entry.name, entry.name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""),
                entry.name.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
                    .replacing("\"", with: "&quot;"),
            ]
            for text in escaped { texts.insert(Array(text.utf8)) }
        }
        var numbers: Set<UInt64> = []
        if redactor.redaction.parts.contains(.coordinates) {
            let allowed = Set(open.flatMap { [$0.longitude, $0.latitude] })
            for value in places.flatMap({ [$0.longitude, $0.latitude] })
            where value.isFinite && !allowed.contains(value) && value != value.rounded() {
                numbers.insert(value.bitPattern)
                numbers.insert(value.bitPattern.byteSwapped)
                let digits = value.magnitude.description
                if digits.count >= 7, !digits.contains("e") { texts.insert(Array(digits.utf8)) }
            }
        }
        self.numbers = numbers
        self.texts = texts.sorted { ($1.count, $0.first ?? 0) < ($0.count, $1.first ?? 0) }
        firstBytes = Set(texts.compactMap(\.first))
    }

    /// What was found in a file.
    ///
    /// - Parameter bytes: The file, not compressed.
    /// - Returns: The text, or the position in words; nil where nothing was found.
    public func leak(in bytes: [UInt8]) -> String? {
        var byFirst: [UInt8: [[UInt8]]] = [:]
        for text in texts { if let first = text.first { byFirst[first, default: []].append(text) } }
        var window: UInt64 = 0
        for (index, byte) in bytes.enumerated() {
            window = window << 8 | UInt64(byte)
            if index >= 7, numbers.contains(window) { return "an exact coordinate at byte \(index - 7)" }
            guard firstBytes.contains(byte), let candidates = byFirst[byte] else { continue }
            for text in candidates
            where text.count <= bytes.count - index && bytes[index..<index + text.count].elementsEqual(text) {
                return "'\(String(decoding: text, as: UTF8.self))'"
            }
        }
        return nil
    }
}
