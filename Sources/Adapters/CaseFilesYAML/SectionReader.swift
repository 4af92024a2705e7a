import Foundation
import Yams

/// Something that reads sections of a case's files and notes each mistake where it stands.
protocol SectionReader {
    /// Mistakes of the file that is being read.
    var log: MistakeLog { get set }
    /// Ids that have a meaning of their own.
    var reservedNames: [String] { get }
}

extension SectionReader {
    /// Most names in one list.
    static var mostNames: Int { 100 }
    var reservedNames: [String] { [] }

    /// The entries of a list, no more than may be there; nil, after a mistake, where it is none.
    mutating func list(_ node: Node, _ what: String, atMost limit: Int, expected: String) -> [Node]? {
        guard case .sequence(let sequence) = node else {
            log.error(at: node.mark, "\(what) is \(node.noun)", expected)
            return nil
        }
        guard sequence.count <= limit else {
            log.error(
                at: sequence[limit].mark, "\(what) has \(sequence.count) entries, of which this is the first too many",
                "expected at most \(limit)")
            return Array(sequence.prefix(limit))
        }
        return Array(sequence)
    }

    /// The keys of a mapping with their values, in the order of the file; nil, after a mistake, where it is none.
    mutating func pairs(
        _ node: Node, _ what: String, atMost limit: Int, expected: String
    ) -> [(name: String, mark: Mark?, node: Node)]? {
        guard case .mapping(let mapping) = node else {
            log.error(at: node.mark, "\(what) is \(node.noun)", expected)
            return nil
        }
        guard mapping.count <= limit else {
            log.error(at: node.mark, "\(what) has \(mapping.count) entries", "expected at most \(limit)")
            return nil
        }
        var found: [(String, Mark?, Node)] = []
        for (key, value) in mapping {
            guard let name = key.scalar?.string else {
                log.error(at: key.mark, "a key of \(what) is \(key.noun)", expected)
                continue
            }
            found.append((name, key.mark, value))
        }
        return found
    }

    /// Texts under a key, each once; mistakes are noted.
    mutating func names(_ fields: YAMLFields, _ key: String) -> [(text: String, mark: Mark?)] {
        let all = fields.texts(key, log: &log) ?? []
        if all.count > Self.mostNames {
            log.error(
                at: all[Self.mostNames].mark, "'\(key)' has \(all.count) entries", "expected at most \(Self.mostNames)")
        }
        var seen: Set<String> = []
        return all.prefix(Self.mostNames).filter { text, mark in
            guard seen.insert(text).inserted else {
                log.error(at: mark, "\(quoted(text)) is named twice under '\(key)'", "expected it once")
                return false
            }
            return true
        }
    }

    /// A name that is unique in the case; nil after a mistake.
    mutating func identifier(_ fields: YAMLFields, of what: String) -> String? {
        guard let id = fields.requiredText("id", of: what, log: &log) else { return nil }
        let bytes = Array(id.utf8)
        func isPlain(_ byte: UInt8) -> Bool {
            ((byte | 0x20) >= 97 && (byte | 0x20) <= 122) || (byte >= 48 && byte <= 57)
        }
        let allowed = bytes.allSatisfy { isPlain($0) || $0 == 45 || $0 == 46 || $0 == 95 }
        guard allowed, bytes.count <= 64, bytes.first.map(isPlain) == true else {
            log.error(
                at: fields["id"]?.mark, "the id \(quoted(id)) cannot be used",
                "expected 1 to 64 letters a-z or A-Z, digits, '-', '_' or '.', beginning with a letter or digit")
            return nil
        }
        guard !reservedNames.contains(id) else {
            log.error(
                at: fields["id"]?.mark, "the id '\(id)' has a meaning of its own in tables", "expected another id")
            return nil
        }
        return id
    }

    /// One of a closed set of words; nil where it is not given, or after a mistake.
    mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ fields: YAMLFields, _ key: String, as type: Word.Type = Word.self
    ) -> Word? {
        guard let text = fields.text(key, log: &log) else { return nil }
        return word(text, at: fields[key]?.mark, "'\(key)'")
    }

    /// One of a closed set of words; nil after a mistake.
    mutating func word<Word: RawRepresentable<String> & CaseIterable>(
        _ text: String, at mark: Mark?, _ what: String, as type: Word.Type = Word.self
    ) -> Word? {
        if let word = Word(rawValue: text) { return word }
        log.error(at: mark, "\(what) is \(quoted(text))", proposal(for: text, among: Word.allCases.map(\.rawValue)))
        return nil
    }

    /// A whole number in a range; nil where it is not given, or after a mistake.
    mutating func whole(_ fields: YAMLFields, _ key: String, in range: ClosedRange<Int>) -> Int? {
        guard let node = fields[key] else { return nil }
        return whole(node, "'\(key)'", in: range)
    }

    /// A whole number in a range; nil after a mistake.
    mutating func whole(_ node: Node, _ what: String, in range: ClosedRange<Int>) -> Int? {
        guard let text = node.scalar?.string, let number = Double(text), number == number.rounded(),
            let value = Int(exactly: number), range.contains(value)
        else {
            log.error(
                at: node.mark, "\(what) is \(node.noun)",
                "expected a whole number from \(range.lowerBound) to \(range.upperBound)")
            return nil
        }
        return value
    }

    /// A day as written, if there is such a day; nil where it is not given, or after a mistake.
    mutating func day(_ fields: YAMLFields, _ key: String) -> String? {
        guard let text = fields.text(key, log: &log) else { return nil }
        let problem: String
        do {
            switch try CalendarText(text) {
            case .day: return text
            case .instant: problem = "'\(key)' is \(quoted(text)), a time"
            }
        } catch {
            problem =
                switch error {
                case .noSuchDay: "'\(key)' is \(quoted(text)), a day that no calendar has"
                case .noDate, .noSuchTime, .noOffset: "'\(key)' is \(quoted(text)), which is no day"
                }
        }
        log.error(at: fields[key]?.mark, problem, "expected a day, such as 2025-02-15")
        return nil
    }
}
