import Disclosure
public import Documents
import Sites

/// Writes the chapters of a report from findings.
///
/// Each chapter is a template of parts. An analyst may put text between the parts, reorder them or leave some out; what the parts say is
/// written anew from the findings each time. Whatever is said of the world carries the records that it rests on; what is not there is said
/// to be missing, so that no heading stands alone.
public struct ChapterWriter: Sendable {
    /// The language that is written.
    public let phrases: Phrases

    /// Makes a writer.
    ///
    /// - Parameter phrases: The language that is written.
    public init(_ phrases: Phrases) {
        self.phrases = phrases
    }

    /// A report.
    ///
    /// - Parameters:
    ///   - material: What it is written from.
    ///   - texts: Chapters as analysts wrote them, with parts between; the others have all parts in their order.
    /// - Returns: The document; chapters come in their order, and none is empty.
    /// - Throws: ``ChapterFlaw`` for an analyst's text that cannot be read, or that names a record or part which is not there.
    public func document(
        of material: ChapterMaterial, texts: [ChapterKind: AnalystText] = [:]
    ) throws(ChapterFlaw) -> Document {
        let settings = material.case.report ?? ReportSettings()
        var builder = ChapterBuilder(material: material, settings: settings, phrases: phrases)
        builder.leftOut = Set(
            ChapterPart.allCases.filter { part in
                texts[part.chapter].map { !TemplateReader($0, of: part.chapter).names(part) } ?? false
            })
        let front = Chapter(id: "answer", title: phrases.say("front.title"), blocks: builder.frontPage())
        var chapters: [Chapter] = []
        for kind in ChapterKind.allCases {
            let blocks: [Block]
            if let text = texts[kind] {
                blocks = try TemplateReader(text, of: kind).blocks(&builder)
            } else {
                blocks = kind.parts.flatMap { builder.blocks(of: $0) }
            }
            chapters.append(
                Chapter(
                    id: kind.rawValue, number: kind.number,
                    title: settings[kind].title ?? phrases.say("chapter.\(kind.rawValue).title", builder.names),
                    blocks: blocks.isEmpty ? [builder.missing("missing.chapter")] : blocks))
        }
        return Document(
            title: material.case.title, question: material.case.question, language: phrases.tag,
            labels: DocumentLabels(
                contents: phrases.say("label.contents"), references: phrases.say("label.references"),
                figure: phrases.say("label.figure"), table: phrases.say("label.table"),
                simulated: phrases.say("label.simulated"), records: phrases.say("label.records"),
                figureLeftOut: phrases.say(
                    material.redaction.isNothing ? "label.figure-left-out" : "label.figure-redacted"),
                recordsLanguage: phrases.tag == "en" ? "" : phrases.say("label.records-language")),
            handling: settings.handling + builder.redactionMarks, isSimulated: builder.isSimulated, front: front,
            chapters: chapters,
            citations: builder.list.citations, rewording: phrases.rewording)
    }

    /// A chapter's template as an analyst begins with it: all parts, each in a line of its own.
    ///
    /// - Parameter kind: Which chapter.
    /// - Returns: Markdown with Mustache partials.
    public static func template(of kind: ChapterKind) -> String {
        kind.parts.map { "{{> \($0.rawValue)}}\n" }.joined(separator: "\n")
    }
}

/// A chapter as an analyst wrote it.
public struct AnalystText: Hashable, Sendable {
    /// The file, for messages.
    public var file: String
    /// Markdown with Mustache partials, one for each part.
    public var text: String

    /// Makes a text.
    ///
    /// - Parameters:
    ///   - file: The file, for messages.
    ///   - text: What stands in it.
    public init(file: String, text: String) {
        self.file = file
        self.text = text
    }
}

/// What of an analyst's text cannot be written, and where.
public struct ChapterFlaw: Error, Hashable, CustomStringConvertible, Sendable {
    /// The file.
    public var file: String
    /// The line, from 1.
    public var line: Int
    /// What is wrong there, and what was expected.
    public var problem: String

    /// A sentence for people.
    public var description: String { "\(file):\(line): \(problem)." }
}
