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

    init(_ text: AnalystText, of kind: ChapterKind) {
        self.text = text
        self.kind = kind
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
                file: text.file, line: error.context.lineNumber, problem: "it is no Mustache template (\(error.error))")
        } catch {
            throw ChapterFlaw(file: text.file, line: 1, problem: "it is no Mustache template (\(error))")
        }
    }

    /// Mustache writes nothing for a name that it does not know; here such a name is a mistake.
    private func checkTags(in source: String, names: Set<String>) throws(ChapterFlaw) {
        for (index, line) in source.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            var rest = line
            while let open = rest.firstRange(of: "{{") {
                rest = rest[open.upperBound...]
                guard let close = rest.firstRange(of: "}}") else { break }
                let tag = rest[..<close.lowerBound].trimming(while: \.isWhitespace)
                rest = rest[close.upperBound...]
                guard let sign = tag.first, sign != "!" else { continue }
                let name = sign.isLetter ? String(tag) : String(tag.dropFirst().trimming(while: \.isWhitespace))
                if sign == ">" {
                    guard ChapterPart(rawValue: name) != nil else {
                        throw ChapterFlaw(
                            file: text.file, line: index + 1,
                            problem:
                                "there is no part '\(name)'; this chapter has \(kind.parts.map(\.rawValue).joined(separator: ", "))"
                        )
                    }
                } else if !names.contains(name) {
                    throw ChapterFlaw(
                        file: text.file, line: index + 1,
                        problem: "there is no value '\(name)'; there are \(names.sorted().joined(separator: ", "))")
                }
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
            guard let close = rest[open.upperBound...].firstIndex(of: "]") else { break }
            pending += rest[..<open.lowerBound]
            var references: [RecordReference] = []
            for item in rest[open.upperBound..<close].split(separator: ",") {
                references.append(try reference(String(item.trimming { $0.isWhitespace || $0 == "@" }), line: line))
            }
            let numbers = builder.list.cite(references)
            guard numbers.count == Set(references).count else {
                throw ChapterFlaw(
                    file: self.text.file, line: line,
                    problem: "'[@\(rest[open.upperBound..<close])]' leads nowhere: the case holds no such record")
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

    private func reference(_ text: String, line: Int) throws(ChapterFlaw) -> RecordReference {
        guard let colon = text.firstIndex(of: ":") else { return RecordReference(.source, text) }
        guard let kind = RecordReference.Kind(rawValue: String(text[..<colon])) else {
            throw ChapterFlaw(
                file: self.text.file, line: line,
                problem:
                    "'\(text)' names no kind of record; expected one of \(RecordReference.Kind.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        let rest = text[text.index(after: colon)...]
        guard kind == .outcome, let slash = rest.firstIndex(of: "/") else { return RecordReference(kind, String(rest)) }
        return RecordReference(kind, String(rest[rest.index(after: slash)...]), scenario: String(rest[..<slash]))
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
