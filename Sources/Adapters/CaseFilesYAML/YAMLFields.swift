import Foundation
import Yams

extension MistakeLog {
    mutating func error(at mark: Mark?, _ problem: String, _ expected: String) {
        add(.error, mark.map { TextPosition(line: $0.line, column: $0.column) }, problem, expected)
    }

    mutating func warning(at mark: Mark?, _ problem: String, _ expected: String) {
        add(.warning, mark.map { TextPosition(line: $0.line, column: $0.column) }, problem, expected)
    }

    /// Composes the one YAML document of a text; nil after writing down why not.
    ///
    /// Anchors with aliases are refused before composing: no case file needs them, and a few lines
    /// of them can stand for more values than a machine holds.
    mutating func composeYAML() -> Node? {
        if let invalid = source.firstInvalidByte {
            error(at: invalid, "the text is not UTF-8", "save the file as UTF-8")
            return nil
        }
        guard let text = source.text else { return nil }
        if let alias = source.firstAlias {
            error(at: alias, "anchors and aliases (&name, *name) are not used in case files", "write the value out")
            return nil
        }
        do {
            guard let node = try compose(yaml: text) else {
                add(.error, TextPosition(line: 1, column: 1), "the file is empty", "expected keys such as 'id: …'")
                return nil
            }
            return node
        } catch let failure as YamlError {
            note(failure)
        } catch {
            add(.error, nil, "the file cannot be read as YAML", "\(error)")
        }
        return nil
    }

    private mutating func note(_ failure: YamlError) {
        switch failure {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let whole = [context?.text, problem].compactMap { $0 }.joined(separator: ", ")
            error(
                at: mark, "this is no YAML (\(whole.prefix(120)))",
                problem.contains("Maximum nesting")
                    ? "check that it is the right file"
                    : "expected 'key: value'; check indentation, quotes and tabs")
        case .reader(let problem, _, _, _):
            add(.error, nil, "the file holds characters that YAML forbids (\(problem))", "remove control characters")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let key = duplicates.first ?? ""
            let second = source.line(ofKey: key, after: context.mark.line, column: context.mark.column)
            add(
                .error, TextPosition(line: second ?? context.mark.line, column: context.mark.column),
                "the key \(quoted(key)) is given twice"
                    + (second == nil ? "" : ", first in line \(context.mark.line)"), "expected it once")
        default: add(.error, nil, "the file cannot be read as YAML", "\(failure)")
        }
    }
}

extension SourceText {
    /// The first alias of an anchor that the text defines.
    fileprivate var firstAlias: Int? {
        func names(_ sign: UInt8) -> [(name: String, offset: Int)] {
            var found: [(String, Int)] = []
            var index = start
            while index < bytes.count {
                defer { index += 1 }
                guard bytes[index] == sign, index == start || !Self.isNamePart(bytes[index - 1]) else { continue }
                let name = bytes[(index + 1)...].prefix(while: Self.isNamePart)
                if !name.isEmpty { found.append((String(decoding: name, as: UTF8.self), index)) }
            }
            return found
        }
        let anchors = Set(names(UInt8(ascii: "&")).map(\.name))
        return anchors.isEmpty ? nil : names(UInt8(ascii: "*")).first { anchors.contains($0.name) }?.offset
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        let letter = (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
        let digit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        return letter || digit || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }

    /// The next line below one that gives a key in the same column.
    fileprivate func line(ofKey key: String, after line: Int, column: Int) -> Int? {
        guard let text else { return nil }
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, content) in lines.enumerated().dropFirst(line) {
            let rest = content.dropFirst(column - 1)
            if content.prefix(column - 1).allSatisfy({ $0 == " " || $0 == "-" }), rest.hasPrefix(key + ":") {
                return index + 1
            }
        }
        return nil
    }
}

/// The keys of one YAML mapping, each checked against those that are known.
struct YAMLFields {
    let mark: Mark?
    private var values: [String: Node] = [:]

    /// Reads a mapping; writes down unknown keys. Nil, after a mistake, where the node is none.
    init?(_ node: Node, known: [String], of what: String, log: inout MistakeLog) {
        guard case .mapping(let mapping) = node else {
            log.error(at: node.mark, "\(what) is \(node.noun)", "expected keys such as '\(known.first ?? "id"): …'")
            return nil
        }
        mark = mapping.mark
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key else {
                log.error(at: key.mark, "a key of \(what) is \(key.noun)", "expected a word")
                continue
            }
            guard known.contains(scalar.string) else {
                log.error(
                    at: scalar.mark, "\(what) has no key \(quoted(scalar.string))",
                    proposal(for: scalar.string, among: known))
                continue
            }
            if !value.isNothing { values[scalar.string] = value }
        }
    }

    subscript(key: String) -> Node? { values[key] }

    /// A text; nil where it is not given, or after a mistake.
    func text(_ key: String, log: inout MistakeLog) -> String? {
        guard let node = values[key] else { return nil }
        guard case .scalar(let scalar) = node else {
            log.error(at: node.mark, "'\(key)' is \(node.noun)", "expected a text")
            return nil
        }
        let text = scalar.string.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty else {
            log.error(at: node.mark, "'\(key)' is empty", "expected a text, or leave the key out")
            return nil
        }
        return text
    }

    /// A text that must be there.
    func requiredText(_ key: String, of what: String, log: inout MistakeLog) -> String? {
        guard values[key] != nil else {
            log.error(at: mark, "\(what) has no '\(key)'", "add the line '\(key): …'")
            return nil
        }
        return text(key, log: &log)
    }

    /// A list of texts, or one text in place of a list.
    func texts(_ key: String, log: inout MistakeLog) -> [(text: String, mark: Mark?)]? {
        guard let node = values[key] else { return nil }
        let nodes: [Node]
        if case .sequence(let sequence) = node { nodes = Array(sequence) } else { nodes = [node] }
        var result: [(text: String, mark: Mark?)] = []
        for item in nodes {
            guard case .scalar(let scalar) = item else {
                log.error(at: item.mark, "an entry of '\(key)' is \(item.noun)", "expected a text")
                continue
            }
            let text = scalar.string.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !text.isEmpty, !item.isNothing else {
                log.error(at: item.mark, "an entry of '\(key)' is empty", "expected a text, or remove the line")
                continue
            }
            result.append((text, item.mark))
        }
        return result
    }

    /// A number in a range; nil where it is not given, or after a mistake.
    func number(
        _ key: String, in range: ClosedRange<Double>? = nil, above lowest: Double? = nil, unit: String,
        mayBeNaN: Bool = false, log: inout MistakeLog
    ) -> Double? {
        guard let node = values[key] else { return nil }
        let expected: String =
            if let range {
                "expected \(unit) from \(plain(range.lowerBound)) to \(plain(range.upperBound))"
            } else if let lowest { "expected \(unit) above \(plain(lowest))" } else { "expected \(unit)" }
        guard case .scalar(let scalar) = node else {
            log.error(at: node.mark, "'\(key)' is \(node.noun)", expected)
            return nil
        }
        if mayBeNaN, [".nan", ".NaN", ".NAN"].contains(scalar.string) { return .nan }
        guard let number = Double(scalar.string), number.isFinite else {
            log.error(at: node.mark, "'\(key)' is \(quoted(scalar.string))", expected)
            return nil
        }
        guard range?.contains(number) != false, lowest.map({ number > $0 }) != false else {
            log.error(at: node.mark, "'\(key)' is \(scalar.string)", expected)
            return nil
        }
        return number
    }

    /// One number, or two in order between which it lies; nil where it is not given, or after a mistake.
    func numberOrRange(
        _ key: String, in bounds: ClosedRange<Double>, unit: String, log: inout MistakeLog
    ) -> ClosedRange<Double>? {
        guard let node = values[key], case .sequence(let sequence) = node else {
            return number(key, in: bounds, unit: unit, log: &log).map { $0...$0 }
        }
        let ends = sequence.compactMap { $0.scalar.flatMap { Double($0.string) } }.filter(bounds.contains)
        guard sequence.count == 2, ends.count == 2, ends[0] <= ends[1] else {
            log.error(
                at: node.mark, "'\(key)' is no range",
                "expected two numbers of \(unit) in order, from \(plain(bounds.lowerBound)) to \(plain(bounds.upperBound))"
            )
            return nil
        }
        return ends[0]...ends[1]
    }

    /// True or false; nil where it is not given, or after a mistake.
    func truth(_ key: String, log: inout MistakeLog) -> Bool? {
        guard let node = values[key] else { return nil }
        guard let text = node.scalar?.string, let value = ["true": true, "false": false][text.lowercased()] else {
            log.error(at: node.mark, "'\(key)' is \(node.noun)", "expected true or false")
            return nil
        }
        return value
    }
}

/// A number without a needless ".0".
func plain(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number)
}

extension Node {
    /// What a message calls it.
    var noun: String {
        switch self {
        case .scalar(let scalar): isNothing ? "nothing" : quoted(scalar.string)
        case .mapping: "a set of keys"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    /// Whether nothing was written, or null.
    var isNothing: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }
}
