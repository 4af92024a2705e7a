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

    /// Reads the section; nil, after a mistake, where it is no set of keys.
    ///
    /// - Parameters:
    ///   - node: What stands under the key.
    ///   - zones: Ids of the site's zones; nil where the site could not be read.
    ///   - hypotheses: Ids of the case's hypotheses, in their order.
    ///   - log: Where mistakes are noted.
    /// - Returns: The settings.
    static func settings(
        from node: Node, zones: [String]?, hypotheses: [String], log: inout MistakeLog
    ) -> ReportSettings? {
        var reader = ReportReader(log: log)
        defer { log = reader.log }
        return reader.settings(node, zones: zones, hypotheses: hypotheses)
    }

    private mutating func settings(_ node: Node, zones: [String]?, hypotheses: [String]) -> ReportSettings? {
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
            if hypotheses.contains(answer) {
                settings.answer = answer
            } else {
                log.error(
                    at: node.mark, "the case has no hypothesis \(quoted(answer))",
                    proposal(for: answer, among: hypotheses))
            }
        }
        guard let chapters = fields["chapters"] else { return settings }
        let expected = "expected chapters by name: \(ChapterKind.allCases.map(\.rawValue).joined(separator: ", "))"
        for (name, mark, node) in pairs(chapters, "'chapters'", atMost: 20, expected: expected) ?? [] {
            guard let kind = word(name, at: mark, "a chapter", as: ChapterKind.self) else { continue }
            if let chapter = chapter(kind, node, zones: zones) { settings.chapters.append(chapter) }
        }
        return settings
    }

    private mutating func chapter(_ kind: ChapterKind, _ node: Node, zones: [String]?) -> ChapterSettings? {
        guard
            let fields = YAMLFields(
                node, known: ["title", "subjects", "zones", "indicators"], of: "the chapter '\(kind.rawValue)'",
                log: &log)
        else { return nil }
        var chapter = ChapterSettings(chapter: kind, title: fields.text("title", log: &log))
        chapter.subjects = names(fields, "subjects").map(\.text)
        chapter.indicators = names(fields, "indicators").map(\.text)
        for (text, mark) in names(fields, "zones") {
            if let zones, !zones.contains(text) {
                log.error(at: mark, "the site has no zone \(quoted(text))", proposal(for: text, among: zones))
                continue
            }
            chapter.zones.append(text)
        }
        return chapter
    }
}
