import Documents
import Inquiry
import Sites

/// What the parties do together in other fields.
extension ChapterBuilder {
    mutating func cooperationEvents() -> [Block] {
        let own = settings[.cooperation].subjects
        let events = material.sources.events.filter { event in
            event.kind != nil && (own.isEmpty || event.subject.map(own.contains) ?? false)
        }
        guard !events.isEmpty else { return [missing("missing.cooperation")] }
        let fields = events.compactMap(\.kind).uniqued()
        var blocks: [Block] = [
            paragraph([
                claim(
                    "cooperation.lead",
                    [
                        "count": events.count, "one": events.count == 1,
                        "fields": phrases.list(fields.map { phrases.word("field", $0) }),
                        "first": events.map(\.date.start).min().map(phrases.day) ?? "",
                        "last": events.map(\.date.start).max().map(phrases.day) ?? "",
                    ], events.flatMap { sources($0.sources) }.uniqued())
            ])
        ]
        for field in fields {
            blocks.append(.heading(level: 1, text: phrases.word("field-title", field)))
            blocks.append(
                eventTable(
                    events.filter { $0.kind == field },
                    caption: phrases.say("cooperation.table", ["field": phrases.word("field", field)])))
        }
        return blocks
    }

    private mutating func eventTable(_ events: [Event], caption: String) -> Block {
        let ordered = events.enumerated().sorted {
            ($0.element.date.firstDay, $0.offset) < ($1.element.date.firstDay, $1.offset)
        }
        .map(\.element)
        let rows = ordered.map { event in
            DocumentTable.Row(
                [
                    cell(event.date.text), cell([event.title, event.note].compactMap(\.self).joined(separator: " — ")),
                    cell(grades(of: event.sources), sources(event.sources)),
                ], place: RecordReference(.event, event.id))
        }
        return .table(
            DocumentTable(caption: caption, columns: [column("date"), column("what"), column("grade")], rows: rows))
    }

    /// The grades of sources, each once: "B2, C3".
    func grades(of ids: [String]) -> String {
        let grades = ids.compactMap { material.sources.source($0)?.grade.text }.uniqued()
        return grades.isEmpty ? phrases.say("source.none") : grades.joined(separator: ", ")
    }
}
