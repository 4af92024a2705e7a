public import Evidence
import Foundation
public import Geodesy
public import Inquiry

/// Takes out of records and texts what a ``Redaction`` leaves out.
///
/// A record is taken apart into the JSON that it encodes itself as, every text and every position in it goes through the same few
/// rules, and it is put together again. So no field can be forgotten, also none that a record gets later.
public final class Redactor {
    /// What is left out.
    public let redaction: Redaction
    /// What is written in place of names, by the name; those that are longer come first.
    let names: [(name: String, replacement: String, isExact: Bool)]
    /// Hexadecimal digests that stay: those of networks.
    private let open: Set<String>
    /// Digests by what stands for them.
    private var digests: [String: String] = [:]
    /// Texts that were seen already.
    private var known: [String: String] = [:]
    private let patterns: [NSRegularExpression]
    private let nameFinder: NSRegularExpression?
    private let digestFinder: NSRegularExpression
    private let replacements: [String: String]
    /// Where decimal numbers are taken for coordinates, in degrees.
    private let suspects: [ClosedRange<Double>]
    /// Numbers for sources, and for scenes, by id.
    let sourceNumbers: [String: String]
    let sceneNumbers: [String: String]

    /// Learns what there is to be left out.
    ///
    /// - Parameters:
    ///   - redaction: What is left out.
    ///   - sources: All sources, whose names may stand in any text.
    ///   - scenes: All scenes, whose names may stand in any text.
    ///   - networks: Hashes of networks, which stay.
    ///   - places: Positions of what the records are about; decimal numbers near them are taken for coordinates.
    /// - Throws: What the machine says of a search that it cannot do.
    public init(
        _ redaction: Redaction, sources: [Source] = [], scenes: [Scene] = [], networks: [String] = [],
        places: [GeoPoint] = []
    ) throws {
        self.redaction = redaction
        open = Set(networks)
        var names = NameList()
        if redaction.parts.contains(.sources) { names.add(sources: sources) }
        if redaction.parts.contains(.imagery) { names.add(scenes: scenes) }
        sourceNumbers = names.sources
        sceneNumbers = names.scenes
        self.names = names.ordered
        replacements = names.replacements
        nameFinder = try names.expression
        digestFinder = try NSRegularExpression(pattern: "(?<![0-9A-Za-z])[0-9a-f]{8,68}(?![0-9A-Za-z])")
        patterns =
            redaction.parts.contains(.coordinates)
            ? try PositionPatterns.all.map {
                try NSRegularExpression(pattern: $0.pattern, options: $0.ignoresCase ? [.caseInsensitive] : [])
            } : []
        suspects = redaction.parts.contains(.coordinates) ? Self.suspects(around: places) : []
    }

    /// Half a degree around each side of what the places lie in.
    private static func suspects(around places: [GeoPoint]) -> [ClosedRange<Double>] {
        guard let bounds = Ring(places.filter(\.isOnEarth)).bounds else { return [] }
        let (low, high) = (bounds.minimum, bounds.maximum)
        return [low.latitude - 0.5...high.latitude + 0.5, low.longitude - 0.5...high.longitude + 0.5]
    }

    /// A text without what is left out.
    public func text(_ text: String) -> String {
        if redaction.isNothing || text.isEmpty { return text }
        if let done = known[text] { return done }
        // Letters that are written in several ways are compared in one.
        var result = text.precomposedStringWithCanonicalMapping
        if let exact = replacements[result] {
            result = exact
        } else {
            if let nameFinder {
                result = Self.replaced(result, by: nameFinder) { self.replacement(ofName: $0) }
            }
            if !redaction.parts.isDisjoint(with: [.imagery, .coordinates]) || !digests.isEmpty {
                result = Self.replaced(result, by: digestFinder) { self.replacement(ofDigest: $0) }
            }
            for pattern in patterns {
                result = Self.replaced(result, by: pattern) { _ in PositionPatterns.replacement }
            }
            if !suspects.isEmpty { result = withoutSuspects(result) }
        }
        known[text] = result
        return result
    }

    private func replacement(ofName name: String) -> String {
        if let exact = replacements[name] { return exact }
        let folded = NameList.folded(name)
        return names.first { !$0.isExact && NameList.folded($0.name) == folded }?.replacement ?? NameList.unknown
    }

    /// Digests of what the program derived from imagery or from places; a part of one is as good as the whole.
    private func replacement(ofDigest digest: String) -> String {
        if let known = digests[digest] { return known }
        if open.contains(digest) || open.contains(where: { digest.count >= 8 && $0.hasPrefix(digest) }) {
            return digest
        }
        // Words and numbers of eight digits are none: days, such as 20250215, and cents.
        if digest.count < 12, !digest.contains(where: \.isLetter) || !digest.contains(where: \.isNumber) {
            return digest
        }
        let number = String(digests.count + 1)
        let replacement = "record-" + String(repeating: "0", count: max(0, 5 - number.count)) + number
        digests[digest] = replacement
        return replacement
    }

    /// Decimal numbers that could be a coordinate of what the records are about.
    private func withoutSuspects(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 48 && $0 <= 57 }) else { return text }
        var result = ""
        var token = ""
        func close() {
            let trimmed = token.drop { $0 == "." || $0 == "," }
            let number = trimmed.reversed().drop { $0 == "." || $0 == "," }.reversed()
            let digits = String(number)
            let parts = digits.split(whereSeparator: { $0 == "." || $0 == "," })
            let isDecimal = parts.count == 2 && (digits.contains(",") ? parts[1].count >= 4 : parts[1].count >= 2)
            if isDecimal, let value = Double(digits.replacingOccurrences(of: ",", with: ".")),
                suspects.contains(where: { $0.contains(value) || $0.contains(-value) })
            {
                result += token.replacingOccurrences(of: digits, with: PositionPatterns.replacement)
            } else {
                result += token
            }
            token = ""
        }
        for character in text {
            if character.isASCII, character.isNumber || character == "." || character == "," {
                token.append(character)
            } else {
                close()
                result.append(character)
            }
        }
        close()
        return result
    }

    static func replaced(
        _ text: String, by expression: NSRegularExpression, _ replacement: (String) -> String
    ) -> String {
        let whole = text as NSString
        let matches = expression.matches(in: text, range: NSRange(location: 0, length: whole.length))
        guard !matches.isEmpty else { return text }
        var result = ""
        var end = 0
        for match in matches {
            result += whole.substring(with: NSRange(location: end, length: match.range.location - end))
            result += replacement(whole.substring(with: match.range))
            end = match.range.location + match.range.length
        }
        return result + whole.substring(from: end)
    }
}
