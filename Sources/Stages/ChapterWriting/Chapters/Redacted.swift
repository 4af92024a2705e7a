import Disclosure
import Documents

/// What a redacted document says of that, on its front and on every page.
extension ChapterBuilder {
    private var parts: [Redaction.Part] {
        Redaction.Part.allCases.filter(material.redaction.parts.contains)
    }

    /// A mark for every page; none where nothing was left out.
    var redactionMarks: [String] {
        guard !parts.isEmpty else { return [] }
        let names = parts.map { phrases.word("redacted", $0.rawValue) }
        return [phrases.say("redaction.mark", ["parts": phrases.list(names)])]
    }

    /// What was left out and how; nothing where nothing was.
    var redactionWarning: [Block] {
        guard !parts.isEmpty else { return [] }
        let metres = Int(material.redaction.coarseness.rounded())
        let sentences = parts.map { lead("redaction.\($0.rawValue)", ["metres": metres]) }
        return [.paragraph(Paragraph(sentences, kind: .warning))]
    }
}
