import Evidence
import Foundation
import Inquiry

/// Names of sources and scenes as they may stand in texts, with the numbers that are written instead.
struct NameList {
    /// What stands for a name that is in the list under another spelling.
    static let unknown = "[name]"
    /// What stands for a satellite or a sensor.
    static let sensor = "[sensor]"

    private(set) var replacements: [String: String] = [:]
    private(set) var sources: [String: String] = [:]
    private(set) var scenes: [String: String] = [:]
    /// Names whose capitals count, since they are ids.
    private var exact: Set<String> = []

    /// Adds sources in the order of their ids.
    mutating func add(sources list: [Source]) {
        for (index, source) in list.sorted(by: { $0.id < $1.id }).enumerated() {
            let number = Self.number("S-", index)
            sources[source.id] = number
            add(source.id, number, isExact: true)
        }
        for source in list.sorted(by: { $0.id < $1.id }) {
            guard let number = sources[source.id] else { continue }
            add(source.title, number)
            for text in [source.publisher, source.address, source.archive?.path].compactMap(\.self) {
                add(text, number)
            }
            if let author = source.author {
                add(author, number)
                for part in Self.people(in: author) {
                    add(part, number)
                    // People are named by their last name alone, too.
                    if let last = part.split(separator: " ").last, last.count >= 3 {
                        add(String(last), number, isExact: true)
                    }
                }
            }
            if let address = source.address {
                let bare = Self.withoutScheme(address)
                add(bare, number)
                if let host = bare.split(separator: "/").first, host.contains(".") {
                    add(String(host), number)
                    if host.hasPrefix("www.") { add(String(host.dropFirst(4)), number) }
                }
            }
            if let archive = source.archive {
                if let hash = archive.sha256 { add(hash, number) }
                addPath(archive.path, number)
            }
        }
    }

    /// Adds scenes in the order of their times.
    mutating func add(scenes list: [Scene]) {
        let ordered = list.sorted {
            ($0.time?.start ?? .distantFuture, $0.id) < ($1.time?.start ?? .distantFuture, $1.id)
        }
        for (index, scene) in ordered.enumerated() {
            let number = Self.number("scene-", index)
            scenes[scene.id] = number
            add(scene.id, number, isExact: true)
            add(scene.title, number)
            if let credit = scene.credit { add(credit, "[credit]") }
            for platform in [scene.platform, scene.constellation].compactMap(\.self) + scene.instruments
            where platform.contains(where: \.isNumber) {
                // Plain words, such as "simulated", say nothing.
                add(platform, Self.sensor)
            }
            for file in scene.files {
                add(file.path, number)
                add(file.sha256, number)
                addPath(file.path, number)
            }
        }
    }

    private mutating func addPath(_ path: String, _ number: String) {
        let name = String(path.split(separator: "/").last ?? "")
        add(name, number)
        if let dot = name.lastIndex(of: "."), dot > name.startIndex { add(String(name[..<dot]), number) }
        // Folders of products carry the product's name.
        for folder in path.split(separator: "/").dropLast() where folder.count >= 12 { add(String(folder), number) }
    }

    private mutating func add(_ name: String, _ replacement: String, isExact: Bool = false) {
        let name = name.precomposedStringWithCanonicalMapping.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !name.isEmpty, replacements[name] == nil else { return }
        replacements[name] = replacement
        // A title such as "Oil" is a common word in small letters.
        if isExact || (name.count < 6 && !name.contains(where: \.isWhitespace)) { exact.insert(name) }
    }

    /// Names with what is written instead, the longest first.
    var ordered: [(name: String, replacement: String, isExact: Bool)] {
        replacements.map { (name: $0.key, replacement: $0.value, isExact: exact.contains($0.key)) }
            .sorted { ($1.name.count, $0.name) < ($0.name.count, $1.name) }
    }

    /// Finds any of the names where it stands as a whole word; nil without names.
    var expression: NSRegularExpression? {
        get throws {
            guard !replacements.isEmpty else { return nil }
            let alternatives = ordered.map { entry in
                let words = entry.name.split(whereSeparator: \.isWhitespace)
                    .map { Self.pattern(of: String($0)) }.joined(separator: #"\s+"#)
                return entry.isExact ? "(?-i:\(words))" : words
            }
            return try NSRegularExpression(
                pattern: #"(?<![\p{L}\p{N}])(?:"# + alternatives.joined(separator: "|") + #")(?![\p{L}\p{N}])"#,
                options: [.caseInsensitive])
        }
    }

    /// A name as it is compared: small letters, single spaces, one kind of quotation mark.
    static func folded(_ name: String) -> String {
        let plain = String(name.lowercased().map { quotes.contains($0) ? "'" : $0 })
        return plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Marks that people take for each other when they copy a title.
    private static let quotes: Set<Character> = ["'", "\"", "’", "‘", "“", "”", "„", "«", "»", "′", "″", "`"]

    private static func pattern(of word: String) -> String {
        word.map {
            quotes.contains($0) ? "['\"’‘“”„«»′″`]" : NSRegularExpression.escapedPattern(for: String($0))
        }.joined()
    }

    private static func withoutScheme(_ address: String) -> String {
        guard let range = address.range(of: "://") else { return address }
        return String(address[range.upperBound...])
    }

    private static func people(in author: String) -> [String] {
        author.replacingOccurrences(of: " and ", with: ";").replacingOccurrences(of: "&", with: ";")
            .split(whereSeparator: { $0 == ";" || $0 == "," })
            .map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0.count >= 3 && !$0.hasSuffix(".") }
    }

    private static func number(_ prefix: String, _ index: Int) -> String {
        let digits = String(index + 1)
        return prefix + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }
}
