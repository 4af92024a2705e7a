import Documents
import Mustache

/// Reads a chapter as an analyst wrote it: Markdown of a few kinds, with a Mustache partial for each part.
///
/// What it knows: `#` and `##` headings, paragraphs between empty lines, points that begin with `- `, `**strong**`, `*emphasis*` and
/// `` `code` ``, `{{> part}}` in a line of its own, `{{name}}` for what the case calls things, and `[@kind:id]` for what the text before it
/// rests on, `[@id]` for a source. Everything else is text.
struct TemplateReader {
    private let text: AnalystText
    private let kind: ChapterKind

    /// Stands for a part while the template is rendered; private use, so that no text has it.
    private static let mark: Character = "\u{E000}"
    /// Most sections that stand in each other, since each costs the machine's own memory for calls.
    private static let deepest = 20
    /// Most tags of a chapter; reading them takes a time that grows faster than their number.
    private static let mostTags = 2000

    init(_ text: AnalystText, of kind: ChapterKind) {
        self.text = text
        self.kind = kind
    }

    /// Whether the text has a place for a part.
    func names(_ part: ChapterPart) -> Bool {
        text.text.split(whereSeparator: \.isNewline).contains { line in
            let clean = line.filter { !$0.isWhitespace }
            return clean == "{{>\(part.rawValue)}}"
        }
    }

    func blocks(_ builder: inout ChapterBuilder) throws(ChapterFlaw) -> [Block] {
        let source = text.text.filter { $0 != Self.mark }.replacing("\r\n", with: "\n")
        try checkTags(in: source, names: Set(builder.names.keys))
        var blocks: [Block] = []
        var paragraph: [(line: Int, text: Substring)] = []
        var points: [Paragraph] = []
        func flaw(_ line: Int, _ problem: String) -> ChapterFlaw {
            ChapterFlaw(file: text.file, line: line, problem: problem)
        }
        func close(_ builder: inout ChapterBuilder) throws(ChapterFlaw) {
            if !points.isEmpty {
                blocks.append(.list(points))
                points = []
            }
            guard let first = paragraph.first else { return }
            let joined = paragraph.map { $0.text.trimming(while: \.isWhitespace) }.joined(separator: " ")
            paragraph = []
            blocks.append(.paragraph(Paragraph(try sentences(joined, line: first.line, &builder), kind: .analyst)))
        }
        let lines = try rendered(source, builder).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let clean = line.trimming(while: \.isWhitespace)
            if clean.first == Self.mark {
                try close(&builder)
                if let part = ChapterPart(rawValue: String(clean.dropFirst())) { blocks += builder.blocks(of: part) }
            } else if clean.isEmpty {
                try close(&builder)
            } else if clean.hasPrefix("# ") || clean.hasPrefix("## ") {
                try close(&builder)
                let level = clean.hasPrefix("##") ? 2 : 1
                blocks.append(.heading(level: level, text: String(clean.dropFirst(level + 1))))
            } else if clean.hasPrefix("- ") {
                if !paragraph.isEmpty { try close(&builder) }
                points.append(
                    Paragraph(try sentences(String(clean.dropFirst(2)), line: index + 1, &builder), kind: .analyst))
            } else {
                if !points.isEmpty { try close(&builder) }
                paragraph.append((index + 1, clean))
            }
        }
        try close(&builder)
        return blocks
    }

    // MARK: Mustache

    private func rendered(_ source: String, _ builder: ChapterBuilder) throws(ChapterFlaw) -> String {
        do {
            var library = MustacheLibrary()
            for part in ChapterPart.allCases {
                try library.register("\(Self.mark)\(part.rawValue)\n", named: part.rawValue)
            }
            return try MustacheTemplate(string: "{{% CONTENT_TYPE: TEXT}}" + source).render(
                builder.names, library: library)
        } catch let error as MustacheTemplate.ParserError {
            throw ChapterFlaw(
                file: text.file, line: error.context.lineNumber, problem: MustacheWords.problem(error.error))
        } catch {
            throw ChapterFlaw(file: text.file, line: 1, problem: "it is no Mustache template (\(error))")
        }
    }

    /// Mustache writes nothing for a name that it does not know; here such a name is a mistake.
    private func checkTags(in source: String, names: Set<String>) throws(ChapterFlaw) {
        var rest = Substring(source)
        var line = 1
        var depth = 0
        var count = 0
        while let open = rest.firstRange(of: "{{") {
            line += rest[..<open.lowerBound].count { $0 == "\n" }
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: "}}") else {
                throw ChapterFlaw(file: text.file, line: line, problem: "a tag that begins with {{ has no }}")
            }
            count += 1
            guard count <= Self.mostTags else {
                throw ChapterFlaw(
                    file: text.file, line: line, problem: "the chapter has more than \(Self.mostTags) tags")
            }
            let tag = rest[..<close.lowerBound].trimming(while: \.isWhitespace)
            defer {
                line += rest[..<close.lowerBound].count { $0 == "\n" }
                rest = rest[close.upperBound...]
            }
            guard let sign = tag.first, sign != "!" else { continue }
            guard sign.isLetter || "#^/>&{".contains(sign) else {
                throw ChapterFlaw(
                    file: text.file, line: line,
                    problem:
                        "{{\(tag.prefix(40))}} is no tag that chapters know; expected {{name}}, {{> part}} or {{! remark }}"
                )
            }
            depth += sign == "/" ? -1 : "#^".contains(sign) ? 1 : 0
            guard depth <= Self.deepest else {
                throw ChapterFlaw(
                    file: text.file, line: line, problem: "sections stand in each other more than \(Self.deepest) deep")
            }
            let name = sign.isLetter ? String(tag) : String(tag.dropFirst().trimming { $0.isWhitespace || $0 == "}" })
            if sign == ">" {
                guard ChapterPart(rawValue: name) != nil else {
                    throw ChapterFlaw(
                        file: text.file, line: line,
                        problem:
                            "there is no part '\(name)'; this chapter has \(kind.parts.map(\.rawValue).joined(separator: ", "))"
                    )
                }
            } else if !names.contains(name) {
                throw ChapterFlaw(
                    file: text.file, line: line,
                    problem: "there is no value '\(name)'; there are \(names.sorted().joined(separator: ", "))")
            }
        }
    }

    // MARK: Text

    /// Text cut after each group of citations.
    private func sentences(_ text: String, line: Int, _ builder: inout ChapterBuilder) throws(ChapterFlaw) -> [Sentence]
    {
        var found: [Sentence] = []
        var rest = Substring(text)
        var pending = ""
        while let open = rest.firstRange(of: "[@") {
            guard let close = rest[open.upperBound...].firstIndex(of: "]") else {
                throw flaw(rest[open], line, "what begins with [@ has no ]")
            }
            pending += rest[..<open.lowerBound]
            let mark = rest[open.lowerBound...close]
            var references: [RecordReference] = []
            for item in rest[open.upperBound..<close].split(separator: ",") {
                let name = String(item.trimming { $0.isWhitespace || $0 == "@" })
                guard let reference = reference(name) else {
                    throw flaw(
                        mark, line,
                        "'\(name)' names no kind of record; expected one of \(RecordReference.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
                    )
                }
                references.append(reference)
            }
            let numbers = builder.list.cite(references)
            guard !numbers.isEmpty, numbers.count == Set(references).count else {
                throw flaw(mark, line, "'\(mark)' leads nowhere: the case holds no such record")
            }
            rest = rest[rest.index(after: close)...]
            pending = String(pending.trimming(while: \.isWhitespace))
            // A full stop behind the bracket belongs to the sentence before it.
            while let stop = rest.first, ".!?,;:".contains(stop) {
                pending.append(stop)
                rest = rest.dropFirst()
            }
            found.append(
                Sentence(Self.spans(pending), citations: numbers, isClaim: true))
            pending = ""
        }
        pending += rest
        let last = pending.trimming(while: \.isWhitespace)
        if !last.isEmpty { found.append(Sentence(Self.spans(last))) }
        return found
    }

    /// What a name leads to; nil where its kind is none.
    private func reference(_ text: String) -> RecordReference? {
        guard let colon = text.firstIndex(of: ":") else { return RecordReference(.source, text) }
        guard let kind = RecordReference.Kind(rawValue: String(text[..<colon])) else { return nil }
        let rest = text[text.index(after: colon)...]
        guard kind == .outcome, let slash = rest.firstIndex(of: "/") else { return RecordReference(kind, String(rest)) }
        return RecordReference(kind, String(rest[rest.index(after: slash)...]), scenario: String(rest[..<slash]))
    }

    /// A flaw of a citation, at the line in which it stands.
    ///
    /// Comments and tags leave no lines behind when they are rendered, and a paragraph has several lines; so the citation is looked for in
    /// the file, from the line at which its paragraph was read.
    private func flaw(_ mark: Substring, _ line: Int, _ problem: String) -> ChapterFlaw {
        let lines = text.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let places = lines.indices.filter { lines[$0].contains(mark) }.map { $0 + 1 }
        return ChapterFlaw(
            file: text.file, line: places.first { $0 >= line } ?? places.last ?? line, problem: problem)
    }

    static func spans(_ text: some StringProtocol) -> [Span] {
        var spans: [Span] = []
        var plain = ""
        var rest = Substring(text)
        let marks: [(String, Span.Style)] = [("**", .strong), ("*", .emphasis), ("`", .code)]
        while !rest.isEmpty {
            if let (mark, style) = marks.first(where: { rest.hasPrefix($0.0) }),
                let end = rest.dropFirst(mark.count).firstRange(of: mark),
                end.lowerBound > rest.dropFirst(mark.count).startIndex
            {
                if !plain.isEmpty { spans.append(Span(plain)) }
                plain = ""
                spans.append(Span(String(rest.dropFirst(mark.count)[..<end.lowerBound]), style))
                rest = rest[end.upperBound...]
            } else {
                plain.append(rest.removeFirst())
            }
        }
        if !plain.isEmpty || spans.isEmpty { spans.append(Span(plain)) }
        return spans
    }
}

extension StringProtocol {
    /// Without the characters at both ends that fit.
    func trimming(while fits: (Character) -> Bool) -> SubSequence {
        guard let first = firstIndex(where: { !fits($0) }), let last = lastIndex(where: { !fits($0) }) else {
            return self[startIndex..<startIndex]
        }
        return self[first...last]
    }
}
