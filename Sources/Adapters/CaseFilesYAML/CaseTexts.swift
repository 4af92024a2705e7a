import Foundation
public import JudgementLinting
import Yams

/// The texts that people wrote into the YAML files of a case, each with its place.
public enum CaseTexts {
    /// Largest file that is read, in bytes.
    static let sizeLimit = 16 << 20
    /// Keys whose texts ask or suppose something.
    static let propositions: Set<String> = [
        "title", "question", "hypothesis", "hypotheses", "statement", "claim", "proposition",
    ]
    /// Keys whose texts state something.
    static let prose: Set<String> = [
        "rationale", "description", "summary", "judgement", "judgment", "assessment", "note", "notes", "comment",
        "reason", "reasons",
        "assumption", "assumptions", "why", "effect_if_wrong", "would_change", "caveat", "caveats", "explanation",
        "answer",
        "argument", "gap", "gaps", "bias", "completeness", "currency", "access", "text",
    ]
    /// Keys that name a source for the texts beside and below them.
    static let sources: Set<String> = [
        "source", "sources", "evidence", "link", "links", "url", "citation", "citations",
    ]

    /// The YAML files directly in a folder, by name, `case.yaml` first.
    ///
    /// - Parameter folder: Path of the case's folder.
    /// - Returns: Paths; none where the folder cannot be read or holds none.
    public static func files(in folder: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let files = names.filter { !$0.hasPrefix(".") && ($0.hasSuffix(".yaml") || $0.hasSuffix(".yml")) }.sorted()
        let ordered = files.filter { $0 == "case.yaml" } + files.filter { $0 != "case.yaml" }
        return ordered.map { folder.hasSuffix("/") ? folder + $0 : folder + "/" + $0 }
    }

    /// Reads the texts of a file: every text under one of the documented keys, in the order of the file.
    ///
    /// Whether the file is a sound case is not asked.
    ///
    /// - Parameters:
    ///   - path: Path of the file.
    ///   - name: The file as messages show it.
    /// - Returns: The texts.
    /// - Throws: ``CaseFilesError`` where the file is missing, too large, or no YAML.
    public static func pieces(of path: String, as name: String) throws(CaseFilesError) -> [TextPiece] {
        let source: SourceText
        switch SourceText.read(path, as: name, limit: sizeLimit) {
        case .failure(let mistake): throw CaseFilesError(mistakes: [mistake])
        case .success(let text): source = text
        }
        var log = MistakeLog(source: source)
        guard let node = log.composeYAML() else { throw CaseFilesError(mistakes: log.sorted) }
        var collector = Collector(source: source)
        collector.visit(node, role: nil, isUnderKey: false, hasSource: false)
        return collector.pieces
    }
}

/// Walks through a document.
private struct Collector {
    let source: SourceText
    var pieces: [TextPiece] = []

    init(source: SourceText) { self.source = source }

    /// - Parameters:
    ///   - node: What to look through.
    ///   - role: What texts in it are, where the key above it is one of those that are read.
    ///   - isUnderKey: Whether that key stands directly above.
    ///   - hasSource: Whether a source is named beside it or above.
    mutating func visit(_ node: Node, role: TextPiece.Role?, isUnderKey: Bool, hasSource: Bool) {
        switch node {
        case .scalar(let scalar):
            if let role, !node.isNothing { add(scalar, role, hasSource) }
        case .sequence(let sequence):
            for item in sequence { visit(item, role: role, isUnderKey: false, hasSource: hasSource) }
        case .mapping(let mapping):
            let names = mapping.contains { key, value in
                CaseTexts.sources.contains(key.scalar?.string ?? "") && isNaming(value)
            }
            for (key, value) in mapping {
                let inner = self.role(of: key.scalar?.string ?? "", value, in: role, isUnderKey: isUnderKey)
                visit(value, role: inner, isUnderKey: inner != nil, hasSource: hasSource || names)
            }
        case .alias: break
        }
    }

    /// Whether a value names sources: a text or a list of texts. A list of sources with their own keys describes them.
    private func isNaming(_ value: Node) -> Bool {
        if case .sequence(let items) = value { return items.contains { $0.scalar != nil && !$0.isNothing } }
        return value.scalar != nil && !value.isNothing
    }

    private func role(of key: String, _ value: Node, in outer: TextPiece.Role?, isUnderKey: Bool) -> TextPiece.Role? {
        if CaseTexts.propositions.contains(key) { return .proposition }
        if key == "text" { return outer ?? .prose }
        if CaseTexts.prose.contains(key) { return .prose }
        // "hypotheses: {H1: The refinery restarts}": names of people's own choice above texts.
        if isUnderKey, let text = value.scalar?.string, text.contains(" ") { return outer }
        return nil
    }

    private mutating func add(_ scalar: Node.Scalar, _ role: TextPiece.Role, _ hasSource: Bool) {
        guard let mark = scalar.mark else { return }
        var piece = TextPiece(
            file: source.file, line: mark.line, column: mark.column,
            text: String(scalar.string.map { $0.isNewline ? " " : $0 }), role: role, hasSource: hasSource)
        if let range = source.range(of: scalar, from: mark) {
            let place = source.position(of: range.lowerBound)
            piece.line = place.line
            piece.column = place.column
            piece.text = String(decoding: source.bytes[range], as: UTF8.self)
        }
        pieces.append(piece)
    }
}

extension SourceText {
    /// Where a value stands in the file, from its first letter to its last; nil where escapes make it another text
    /// there.
    fileprivate func range(of scalar: Node.Scalar, from mark: Mark) -> Range<Int>? {
        guard var place = offset(of: TextPosition(line: mark.line, column: mark.column)) else { return nil }
        switch scalar.style {
        case .literal, .folded:
            guard let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
            place = end + 1
        case .singleQuoted, .doubleQuoted: place += 1
        default: break
        }
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 9 && byte <= 13 }
        var start: Int?
        for byte in scalar.string.utf8 where !isSpace(byte) {
            while place < bytes.count, isSpace(bytes[place]) { place += 1 }
            guard place < bytes.count, bytes[place] == byte else { return nil }
            if start == nil { start = place }
            place += 1
            // A doubled quotation mark stands for one.
            if scalar.style == .singleQuoted, byte == UInt8(ascii: "'"), place < bytes.count, bytes[place] == byte {
                place += 1
            }
        }
        return start.map { $0..<place }
    }
}
