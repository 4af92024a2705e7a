/// Holds a language's file against those that come with the program, so that a slip of the pen is told and not passed over.
///
/// A phrase that no language has would never be said, and Mustache writes nothing for a value that a phrase does not get.
struct PhraseCheck {
    /// Most characters of a phrase.
    private static let longest = 4000

    /// Values that phrases get, by key.
    private var values: [String: Set<String>] = [:]
    /// What stands before the first point of keys that are sentences of the program.
    private var closed: Set<Substring> = []
    /// What stands before the point where any word may follow, such as roles, which cases choose.
    private var open: Set<Substring> = []

    /// Takes the languages that come with the program, English first: what it has words for are sentences, what only others have are words of
    /// lists.
    init(_ languages: [[Phrases.Entry]]) throws(LanguageFlaw) {
        for (index, language) in languages.enumerated() {
            for entry in language {
                values[entry.key, default: []].formUnion(Self.tags(in: entry.text).map(\.name))
                if index == 0 { closed.insert(Self.list(entry.key)) } else { open.insert(Self.list(entry.key)) }
            }
        }
        open.subtract(closed)
    }

    func check(_ entries: [Phrases.Entry], file: String) throws(LanguageFlaw) {
        for entry in entries {
            func flaw(_ problem: String) -> LanguageFlaw {
                LanguageFlaw(file: file, line: entry.line, problem: problem)
            }
            guard entry.text.count <= Self.longest else {
                throw flaw("'\(entry.key.prefix(80))' has more than \(Self.longest) characters")
            }
            let list = Self.list(entry.key)
            guard values[entry.key] != nil || open.contains(list) else {
                let own = values.keys.filter { Self.list($0) == list }.sorted()
                throw flaw(
                    "the program has no phrase '\(entry.key.prefix(80))'"
                        + (own.isEmpty
                            ? "; the keys are those of english.phrases"
                            : "; of this kind it has \(own.joined(separator: ", "))"))
            }
            guard !entry.text.isEmpty else {
                throw flaw("'\(entry.key)' is empty; leave it out, and English stands in for it")
            }
            var depth = 0
            for tag in Self.tags(in: entry.text) where tag.sign != "!" {
                depth += tag.sign == "/" ? -1 : tag.sign == nil ? 0 : 1
                guard depth <= 20 else {
                    throw flaw("sections of '\(entry.key)' stand in each other more than 20 deep")
                }
                guard tag.sign == nil || "#^/".contains(tag.sign ?? " ") else {
                    throw flaw(
                        "'\(entry.key)' holds {{\(tag.sign.map(String.init) ?? "")\(tag.name)}}; expected values as {{name}}, {{#name}} or {{^name}}"
                    )
                }
                guard tag.name == "." || values[entry.key]?.contains(tag.name) == true else {
                    let own = (values[entry.key] ?? []).sorted()
                    throw flaw(
                        "'\(entry.key)' gets no value '\(tag.name)'"
                            + (own.isEmpty ? "; it gets none" : "; it gets \(own.joined(separator: ", "))"))
                }
            }
        }
    }

    private static func list(_ key: String) -> Substring { key.prefix { $0 != "." } }

    /// The tags of a template: the sign that says what they are for, nil for a value, and the name.
    private static func tags(in text: String) -> [(sign: Character?, name: String)] {
        var found: [(Character?, String)] = []
        var rest = Substring(text)
        while let start = rest.firstRange(of: "{{") {
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "}}") else { break }
            let tag = rest[..<end.lowerBound].trimming(while: \.isWhitespace)
            rest = rest[end.upperBound...]
            guard let first = tag.first else { continue }
            let isPlain = first.isLetter || first == "."
            found.append(
                (isPlain ? nil : first, String(isPlain ? tag : tag.dropFirst().trimming(while: \.isWhitespace))))
        }
        return found
    }
}
