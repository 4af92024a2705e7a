import Foundation

/// How another language says what the program composes in English: sentences of findings, words in figures.
///
/// Findings keep their English sentences, which records and the command line show. A language that is not English has a pattern for
/// each kind of sentence or clause, so that there is one English text only, and a text without a pattern stays as it is, to be marked as
/// English. A pattern is English with holes, `{name}`; what a hole may hold follows from its name's first letter:
///
/// * `n` a number: anything without letters;
/// * `d` a day, as "3 July 2024" or as in ISO 8601, with a time of day behind it or without;
/// * `x` what has a pattern itself;
/// * `l` a list, "a, b and c", and `s` one with semicolons, each part of which is said by its pattern where it has one;
/// * any other: anything, said by its pattern where it has one, such as a name of the case, which stays.
///
/// Where no pattern fits the whole, sentences and then clauses between semicolons are tried one by one.
public struct Rewording: Hashable, Sendable {
    /// An English pattern and how it is said.
    public struct Pair: Hashable, Sendable {
        /// English, with holes.
        public var english: String
        /// The other language, with the same holes.
        public var own: String

        /// Makes a pair.
        ///
        /// - Parameters:
        ///   - english: English, with holes.
        ///   - own: The other language, with the same holes.
        public init(english: String, own: String) {
            self.english = english
            self.own = own
        }
    }

    /// The language's BCP 47 tag.
    public let language: String
    private let exact: [String: String]
    private let patterns: [RewordingPattern]

    /// Texts that are longer stay as they are, in UTF-8 bytes.
    private static let longest = 6000
    /// Places that are tried for one text.
    private static let mostTries = 200_000
    private static let deepest = 8
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Makes it from pairs; of two that fit the earlier is taken.
    ///
    /// - Parameters:
    ///   - language: The language's BCP 47 tag.
    ///   - pairs: The pairs.
    public init(language: String, _ pairs: [Pair]) {
        self.language = language
        exact = Dictionary(pairs.filter { !$0.english.contains("{") }.map { ($0.english, $0.own) }) { first, _ in first
        }
        patterns = pairs.filter { $0.english.contains("{") }.map { RewordingPattern($0.english, $0.own) }
    }

    /// Names of the holes of a text, in their order.
    ///
    /// - Parameter text: A pattern.
    /// - Returns: The names.
    public static func holes(of text: String) -> [String] { RewordingPattern.pieces(of: text).compactMap(\.hole) }

    /// How a text is said.
    ///
    /// - Parameter english: What the program composed.
    /// - Returns: The text in the other language; nil where no pattern fits.
    public func text(_ english: String) -> String? {
        guard english.utf8.count <= Self.longest, Self.hasLetter(english.utf8) else { return nil }
        var work = Work(tries: Self.mostTries)
        // Spaces that do not break a line count as others, and stand before percent signs again in the end.
        let plain = english.replacingOccurrences(of: "\u{A0}", with: " ")
        guard var own = said(plain, depth: 0, &work) else { return nil }
        if plain != english { own = own.replacingOccurrences(of: " %", with: "\u{A0}%") }
        return language == "ko" ? KoreanParticles.resolved(own) : own
    }

    /// What is left to do for one text, and what was found.
    private struct Work {
        var tries: Int
        var known: [String: String?] = [:]
    }

    private static func hasLetter(_ text: some Sequence<UInt8>) -> Bool {
        text.contains { (0x61...0x7A).contains($0 | 0x20) || $0 >= 0xC3 && $0 != 0xE2 }
    }

    private func said(_ text: String, depth: Int, _ work: inout Work) -> String? {
        guard depth < Self.deepest, work.tries > 0, !text.isEmpty else { return nil }
        if let known = work.known[text] { return known }
        let own = sought(text, depth: depth, &work)
        // What was not found deep down may be found from farther up.
        if own != nil || depth <= 5 { work.known[text] = .some(own) }
        return own
    }

    private func sought(_ text: String, depth: Int, _ work: inout Work) -> String? {
        if let own = exact[text] ?? exact[Self.lowered(text)] { return own }
        // Parts come first, so that no hole takes the sentences behind its own.
        for (mark, joint) in [(". ", " "), ("; ", "; ")] {
            guard let parts = parts(of: text, at: mark, depth: depth, &work) else { continue }
            return parts.joined(separator: joint)
        }
        if text.hasSuffix("."), let whole = whole(String(text.dropLast()), depth: depth, &work) { return whole + "." }
        return whole(text, depth: depth, &work)
    }

    /// What stands between marks, each said; nil where one of them cannot be.
    private func parts(of text: String, at mark: String, depth: Int, _ work: inout Work) -> [String]? {
        let parts = text.components(separatedBy: mark)
        guard parts.count > 1 else { return nil }
        var said: [String] = []
        for (number, part) in parts.enumerated() {
            let isLast = number == parts.count - 1
            let part = mark == ". " && !isLast ? part + "." : part
            guard let own = self.said(part, depth: depth + 1, &work) else { return nil }
            said.append(own)
        }
        return said
    }

    private func whole(_ text: String, depth: Int, _ work: inout Work) -> String? {
        if let own = exact[text] ?? exact[Self.lowered(text)] { return own }
        if let day = day(text, depth: depth, &work) { return day }
        let bytes = Array(text.utf8)
        let lowered = Array(Self.lowered(text).utf8)
        for pattern in patterns {
            work.tries -= 1
            guard work.tries > 0 else { return nil }
            guard pattern.mayFit(bytes) || pattern.mayFit(lowered) else { continue }
            if let own = filled(pattern, bytes, depth, &work) { return own }
            if lowered != bytes, let own = filled(pattern, lowered, depth, &work) { return own }
        }
        return nil
    }

    private static func lowered(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

    /// A day as ISO 8601 writes it, by the pattern of "3 July 2024".
    private func day(_ text: String, depth: Int, _ work: inout Work) -> String? {
        let fields = text.split(separator: " ", maxSplits: 1)
        let parts = fields.first?.split(separator: "-").map { Int($0) } ?? []
        guard let date = fields.first, date.utf8.count == 10, parts.count == 3, let year = parts[0],
            let month = parts[1], let day = parts[2], (1...12).contains(month)
        else { return nil }
        guard let own = said("\(day) \(Self.months[month - 1]) \(year)", depth: depth + 1, &work) else { return nil }
        let rest = fields.dropFirst().first ?? ""
        guard !rest.isEmpty else { return own }
        return Self.hasLetter(rest.utf8) ? nil : "\(own) \(rest)"
    }

    // MARK: Patterns

    private func filled(
        _ pattern: RewordingPattern, _ text: [UInt8], _ depth: Int, _ work: inout Work
    ) -> String? {
        guard let first = pattern.literals.first, text.starts(with: first) else { return nil }
        var values: [String: String] = [:]
        guard match(pattern, 0, text[first.count...], depth, &values, &work) else { return nil }
        for hole in pattern.holes where !Self.isStrict(hole) {
            values[hole] = loose(hole, values[hole] ?? "", depth, &work)
        }
        return pattern.own.map { piece in piece.hole.map { values[$0] ?? "" } ?? piece.text }.joined()
    }

    /// Fills the holes from one on; of several ways the one with the shortest first hole is taken.
    private func match(
        _ pattern: RewordingPattern, _ number: Int, _ rest: ArraySlice<UInt8>, _ depth: Int,
        _ values: inout [String: String], _ work: inout Work
    ) -> Bool {
        guard number < pattern.holes.count else { return rest.isEmpty }
        let next = pattern.literals[number + 1]
        let isLast = number == pattern.holes.count - 1
        guard rest.count > next.count else { return false }
        let firstEnd = isLast ? rest.endIndex - next.count : rest.startIndex + 1
        for end in firstEnd...(rest.endIndex - next.count) {
            work.tries -= 1
            guard work.tries > 0 else { return false }
            guard rest[end...].starts(with: next) else { continue }
            let hole = pattern.holes[number]
            if Self.isStrict(hole) {
                guard let value = strict(hole, rest[..<end], depth, &work) else { continue }
                values[hole] = value
            } else {
                values[hole] = String(decoding: rest[..<end], as: UTF8.self)
            }
            if match(pattern, number + 1, rest[(end + next.count)...], depth, &values, &work) { return true }
        }
        return false
    }

    /// Whether a hole may not hold everything.
    private static func isStrict(_ hole: String) -> Bool { hole.first.map { "ndx".contains($0) } ?? false }

    /// What stands in a hole that may not hold everything, said; nil for what it may not hold.
    private func strict(_ hole: String, _ bytes: ArraySlice<UInt8>, _ depth: Int, _ work: inout Work) -> String? {
        let hasLetter = Self.hasLetter(bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        switch hole.utf8.first {
        case UInt8(ascii: "n"): return hasLetter ? nil : text
        case UInt8(ascii: "d"):
            guard bytes.count <= 40, bytes.first.map({ (0x30...0x39).contains($0) }) ?? false else { return nil }
            return day(text, depth: depth + 1, &work) ?? (hasLetter ? said(text, depth: depth + 1, &work) : nil)
        default: return hasLetter ? said(text, depth: depth + 1, &work) : text
        }
    }

    /// What a list names: parts between commas and "and" outside of brackets.
    private static func items(of text: String) -> [String] {
        var items: [String] = []
        var open = 0
        for part in text.components(separatedBy: ", ").flatMap({ $0.components(separatedBy: " and ") }) {
            if open > 0, let last = items.last {
                items[items.count - 1] = "\(last), \(part)"
            } else {
                items.append(part)
            }
            open = max(0, open + part.count { $0 == "(" } - part.count { $0 == ")" })
        }
        return items
    }

    /// What stands in a hole that may hold everything, said as far as it can be.
    private func loose(_ hole: String, _ text: String, _ depth: Int, _ work: inout Work) -> String {
        let parts: [String]
        switch hole.utf8.first {
        case UInt8(ascii: "l"):
            parts = Self.items(of: text)
        case UInt8(ascii: "s"): parts = text.components(separatedBy: "; ")
        default: parts = [text]
        }
        return parts.map { said($0, depth: depth + 1, &work) ?? $0 }
            .joined(separator: hole.hasPrefix("s") ? "; " : ", ")
    }
}

/// A pattern taken apart.
struct RewordingPattern: Hashable, Sendable {
    /// A stretch of text, or a hole.
    struct Piece: Hashable, Sendable {
        var text: String
        var hole: String?
    }

    /// What stands before, between and behind the holes: one more than there are holes.
    let literals: [[UInt8]]
    let holes: [String]
    let own: [Piece]

    /// Whether all that stands between the holes is in a text, in its order.
    func mayFit(_ text: [UInt8]) -> Bool {
        var start = text.startIndex
        for literal in literals where !literal.isEmpty {
            var at = start
            while at + literal.count <= text.endIndex, !text[at...].starts(with: literal) { at += 1 }
            guard at + literal.count <= text.endIndex else { return false }
            start = at + literal.count
        }
        return true
    }

    init(_ english: String, _ own: String) {
        var literals: [[UInt8]] = [[]]
        var holes: [String] = []
        for piece in Self.pieces(of: english) {
            if let hole = piece.hole {
                holes.append(hole)
                literals.append([])
            } else {
                literals[literals.count - 1] += Array(piece.text.utf8)
            }
        }
        self.literals = literals
        self.holes = holes
        self.own = Self.pieces(of: own)
    }

    static func pieces(of text: String) -> [Piece] {
        var pieces: [Piece] = []
        var rest = Substring(text)
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            if start > rest.startIndex { pieces.append(Piece(text: String(rest[..<start]))) }
            pieces.append(Piece(text: "", hole: String(rest[rest.index(after: start)..<end])))
            rest = rest[rest.index(after: end)...]
        }
        if !rest.isEmpty { pieces.append(Piece(text: String(rest))) }
        return pieces
    }
}
