public import Documents
import Evidence
import Foundation
import Mustache

/// The texts of one language: sentences with places for values, names of months, and how numbers and dates are written.
///
/// A language is one text file. A line `key = text` is a phrase, which may go on in lines that begin with a space; `#` begins a comment.
/// Phrases are Mustache templates (mustache(5)) over plain text. A line `"English" = text` says how the language says what the program
/// composes in English, with holes (see ``Rewording``).
public struct Phrases: Sendable {
    /// The language's BCP 47 tag: "en".
    public let tag: String
    /// The phrases, by key.
    private let templates: [String: MustacheTemplate]
    /// What stands in for a phrase that the language does not have.
    private let fallback: [String: MustacheTemplate]
    private let months: [String]
    /// How the language says what the program composes in English; nil for English and where it has no such pattern.
    public let rewording: Rewording?

    /// Keys that the language has.
    public var keys: Set<String> { Set(templates.keys) }

    /// Reads a language from its text.
    ///
    /// - Parameters:
    ///   - text: The language's file.
    ///   - file: What it is called in messages.
    /// - Throws: ``LanguageFlaw`` for a line that is no phrase, for a phrase that is no template, that the program never says or that names a
    ///   value which it does not get, or where tag or months are missing.
    public init(_ text: String, file: String) throws(LanguageFlaw) {
        let all = try Self.entries(text, file: file)
        let entries = all.filter { !$0.isPair }
        let english = try Self.entries(Self.text(of: PackageResources.english_phrases), file: "english.phrases")
        let korean = try Self.entries(Self.text(of: PackageResources.korean_phrases), file: "korean.phrases")
            .filter { !$0.isPair }
        try PhraseCheck([english, korean]).check(entries, file: file)
        try self.init(
            Self.templates(entries, file: file), Self.pairs(all, file: file),
            fallback: Self.templates(english, file: "english.phrases"), file: file)
    }

    private init(
        _ own: [String: MustacheTemplate], _ pairs: [Rewording.Pair], fallback: [String: MustacheTemplate], file: String
    ) throws(LanguageFlaw) {
        guard let tag = own["language.tag"]?.render([:] as [String: Any]), !tag.isEmpty, tag.utf8.count <= 35,
            tag.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20) })
        else {
            throw LanguageFlaw(
                file: file, line: 1, problem: "it has no 'language.tag'; expected a BCP 47 tag such as 'ko'")
        }
        let months =
            (own["language.months"] ?? fallback["language.months"])?.render([:] as [String: Any])
            .split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } ?? []
        guard months.count == 12 else {
            throw LanguageFlaw(
                file: file, line: 1, problem: "'language.months' names \(months.count) months; expected 12")
        }
        self.tag = tag
        self.months = months
        templates = own
        rewording = pairs.isEmpty ? nil : Rewording(language: tag, pairs)
        self.fallback = fallback
    }

    /// The languages that come with the program, by tag.
    ///
    /// - Parameter tag: "en" or "ko".
    /// - Returns: The language; nil for one that does not come with it.
    /// - Throws: ``LanguageFlaw`` where its file is broken, which a test excludes.
    public static func named(_ tag: String) throws(LanguageFlaw) -> Phrases? {
        switch tag {
        case "en": try Phrases(text(of: PackageResources.english_phrases), file: "english.phrases")
        case "ko": try Phrases(text(of: PackageResources.korean_phrases), file: "korean.phrases")
        default: nil
        }
    }

    /// Tags of the languages that come with the program.
    public static let tags = ["en", "ko"]

    private static func text(of bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    /// A phrase as it stands in a file.
    struct Entry {
        var key: String
        var text: String
        /// Where it begins, from 1.
        var line: Int
        /// Whether it says how the language says what is composed in English; the key is then that English behind a quotation mark.
        var isPair: Bool { key.hasPrefix("\"") }
    }

    private static func templates(_ entries: [Entry], file: String) throws(LanguageFlaw) -> [String: MustacheTemplate] {
        var found: [String: MustacheTemplate] = [:]
        for entry in entries {
            guard found[entry.key] == nil else {
                throw LanguageFlaw(file: file, line: entry.line, problem: "'\(entry.key)' stands there twice")
            }
            do {
                found[entry.key] = try MustacheTemplate(string: "{{% CONTENT_TYPE: TEXT}}" + entry.text)
            } catch {
                throw LanguageFlaw(
                    file: file, line: entry.line, problem: "'\(entry.key)': \(MustacheWords.problem(error))")
            }
        }
        return found
    }

    /// How the language says what is composed in English, each checked.
    private static func pairs(_ entries: [Entry], file: String) throws(LanguageFlaw) -> [Rewording.Pair] {
        var pairs: [Rewording.Pair] = []
        var known: Set<String> = []
        for entry in entries where entry.isPair {
            let pair = Rewording.Pair(english: String(entry.key.dropFirst()), own: entry.text)
            let (own, english) = (Rewording.holes(of: pair.own), Rewording.holes(of: pair.english))
            let problem: String? =
                if !known.insert(pair.english).inserted {
                    "stands there twice"
                } else if Set(english).count != english.count || !Set(own).isSubset(of: english) {
                    "has the holes \(english), its text \(own); expected each once, and none that it does not have"
                } else if pair.english.isEmpty || pair.own.isEmpty {
                    "is empty"
                } else if entry.text.utf8.count > 4000 || english.count > 12 {
                    "has more than 12 holes, or a text of more than 4000 bytes"
                } else {
                    nil
                }
            if let problem { throw LanguageFlaw(file: file, line: entry.line, problem: "'\(pair.english)' \(problem)") }
            guard pairs.count < 2000 else {
                throw LanguageFlaw(file: file, line: entry.line, problem: "it has more than 2000 of these lines")
            }
            pairs.append(pair)
        }
        return pairs
    }

    static func entries(_ text: String, file: String) throws(LanguageFlaw) -> [Entry] {
        var entries: [Entry] = []
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if line.hasPrefix("#") || line.allSatisfy(\.isWhitespace) { continue }
            if line.first == " ", let entry = entries.last {
                entries[entries.count - 1].text = entry.text + " " + line.trimmingCharacters(in: .whitespaces)
                continue
            }
            if line.hasPrefix("\""), let end = line.range(of: "\" = ") {
                entries.append(
                    Entry(
                        key: String(line[..<end.lowerBound]),
                        text: line[end.upperBound...].trimmingCharacters(in: .whitespaces), line: number + 1))
                continue
            }
            guard let equals = line.firstIndex(of: "=") else {
                throw LanguageFlaw(file: file, line: number + 1, problem: "it is no phrase; expected 'key = text'")
            }
            entries.append(
                Entry(
                    key: line[..<equals].trimmingCharacters(in: .whitespaces),
                    text: line[line.index(after: equals)...].trimmingCharacters(in: .whitespaces), line: number + 1))
        }
        return entries
    }

    /// A phrase with its values.
    ///
    /// - Parameters:
    ///   - key: Which phrase.
    ///   - values: What stands in its places.
    /// - Returns: The text; the key itself where no language has it, which a test excludes.
    func say(_ key: String, _ values: [String: Any] = [:]) -> String {
        // Empty text is nothing, so that a section of it is left out.
        let told = values.filter { ($0.value as? String)?.isEmpty != true }
            .mapValues { value in (value as? String).map(own) ?? value }
        let text = (templates[key] ?? fallback[key])?.render(told) ?? key
        return tag == "ko" ? KoreanParticles.resolved(text) : text
    }

    /// Whether a phrase exists in this language or in the one that stands in for it.
    func has(_ key: String) -> Bool { templates[key] != nil || fallback[key] != nil }

    /// A word of a closed list, such as a role; as it is where the language has none for it.
    func word(_ list: String, _ value: String) -> String {
        let key = list + "." + value.replacingOccurrences(of: " ", with: "-")
        return has(key) ? say(key) : own(value)
    }

    /// A text that may be one that the program composed in English, as the language says it; as it is where it is no such text.
    func own(_ text: String) -> String { rewording?.text(text) ?? text }

    /// A text as it stands at the beginning of a sentence.
    func opening(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

    // MARK: Dates and numbers

    /// A day in UTC: "15 February 2025".
    func day(_ date: Date) -> String {
        let civil = CivilDate(of: date)
        return say(
            "language.day",
            ["year": civil.year, "month": months[min(11, max(0, civil.month - 1))], "day": civil.day])
    }

    /// When a scene was taken; a time that is not known is said to be that.
    func day(_ time: AcquisitionTime?) -> String {
        guard let time else { return say("language.time-unknown") }
        return day(time.middle)
    }

    /// "a, b and c".
    func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return say(
            "language.list", ["first": items.dropLast().joined(separator: say("language.comma") + " "), "last": last])
    }

    /// A share as percent; what is not quite all is never 100.
    func percent(_ share: Double) -> String {
        guard share.isFinite else { return say("language.unknown") }
        let rounded = (share * 100).rounded()
        if share < 1, rounded >= 100 { return "> 99\u{A0}%" }
        if share > 0, rounded <= 0 { return "< 1\u{A0}%" }
        return "\(Int(rounded))\u{A0}%"
    }
}

/// A language's file that cannot be used, and where.
public struct LanguageFlaw: Error, Hashable, CustomStringConvertible, Sendable {
    /// The file.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// What is wrong there.
    public var problem: String

    /// A sentence for people.
    public var description: String { "\(file):\(line): \(problem)." }
}
