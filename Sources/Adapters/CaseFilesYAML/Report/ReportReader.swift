import Documents
import Foundation
import Yams

/// The section `report` of `case.yaml`: what the case says of its report.
struct ReportReader: SectionReader {
    static let key = "report"
    static let keys = ["language", "handling", "answer", "chapters"]
    /// Most characters of a handling mark, so that it fits on every page.
    private static let longestMark = 120

    var log: MistakeLog

    /// What names in the section may stand for; nil where the files that say so could not be read.
    struct Known {
        /// Ids of the site's zones.
        var zones: [String]?
        /// Ids of the hypotheses, in their order; empty where the case has none.
        var hypotheses: [String]
        /// Ids of the indicators.
        var indicators: [String]?
        /// Subjects of facts and events.
        var subjects: [String]?
    }

    /// Reads the section; nil, after a mistake, where it is no set of keys.
    ///
    /// - Parameters:
    ///   - node: What stands under the key.
    ///   - known: What the case holds.
    ///   - log: Where mistakes are noted.
    /// - Returns: The settings.
    static func settings(from node: Node, known: Known, log: inout MistakeLog) -> ReportSettings? {
        var reader = ReportReader(log: log)
        defer { log = reader.log }
        return reader.settings(node, known)
    }

    private mutating func settings(_ node: Node, _ known: Known) -> ReportSettings? {
        guard let fields = YAMLFields(node, known: Self.keys, of: "'report'", log: &log) else { return nil }
        var settings = ReportSettings(language: fields.text("language", log: &log))
        for (text, mark) in names(fields, "handling") {
            guard text.count <= Self.longestMark, !text.contains(where: \.isNewline) else {
                log.error(
                    at: mark, "a handling mark has \(text.count) characters or several lines",
                    "expected one line of at most \(Self.longestMark) characters, such as TLP:AMBER")
                continue
            }
            settings.handling.append(text)
        }
        if let node = fields["answer"], let answer = fields.text("answer", log: &log) {
            if known.hypotheses.contains(answer) {
                settings.answer = answer
            } else {
                log.error(
                    at: node.mark, "the case has no hypothesis \(quoted(answer))",
                    proposal(for: answer, among: known.hypotheses))
            }
        }
        guard let chapters = fields["chapters"] else { return settings }
        let expected = "expected chapters by name: \(ChapterKind.allCases.map(\.rawValue).joined(separator: ", "))"
        for (name, mark, node) in pairs(chapters, "'chapters'", atMost: 20, expected: expected) ?? [] {
            guard let kind = word(name, at: mark, "a chapter", as: ChapterKind.self) else { continue }
            if let chapter = chapter(kind, node, known) { settings.chapters.append(chapter) }
        }
        return settings
    }

    private mutating func chapter(_ kind: ChapterKind, _ node: Node, _ known: Known) -> ChapterSettings? {
        guard
            let fields = YAMLFields(
                node, known: ["title", "subjects", "zones", "indicators"], of: "the chapter '\(kind.rawValue)'",
                log: &log)
        else { return nil }
        var chapter = ChapterSettings(chapter: kind, title: fields.text("title", log: &log))
        for (text, mark) in names(fields, "subjects") {
            if let subjects = known.subjects, !subjects.contains(text) {
                // What is not known of it yet may be found out later.
                log.warning(
                    at: mark, "no fact and no event of sources.yaml has the subject \(quoted(text))",
                    proposal(for: text, among: Set(subjects).sorted()))
            }
            chapter.subjects.append(text)
        }
        chapter.zones = those(fields, "zones", of: known.zones, "the site has no zone")
        chapter.indicators = those(fields, "indicators", of: known.indicators, "the case has no indicator")
        return chapter
    }

    /// The names under a key that the case knows; the others are mistakes.
    private mutating func those(
        _ fields: YAMLFields, _ key: String, of known: [String]?, _ problem: String
    ) -> [String] {
        names(fields, key).compactMap { text, mark in
            guard let known, !known.contains(text) else { return text }
            log.error(at: mark, "\(problem) \(quoted(text))", proposal(for: text, among: known))
            return nil
        }
    }
}
