import Documents
import Inquiry
import Sites

/// What the parties do together in other fields, and what happened at the plant.
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

    mutating func historyEvents() -> [Block] {
        let events = material.sources.events.filter { $0.kind == nil && tells(.history, of: $0.subject) }
        guard !events.isEmpty else { return [missing("missing.history-events")] }
        return [eventTable(events, caption: phrases.say("history.events", names))]
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

    // MARK: Facts

    mutating func facts(of kind: ChapterKind, missing key: String) -> [Block] {
        let facts = material.sources.facts.filter { tells(kind, of: $0.subject) }
        guard !facts.isEmpty else { return [missing(key)] }
        return tables(of: facts)
    }

    /// Facts, a table for each subject.
    private mutating func tables(of facts: [Fact]) -> [Block] {
        let disputed = Set(material.contradictions.flatMap(\.facts))
        return facts.map(\.subject).uniqued().map { subject in
            let rows = facts.filter { $0.subject == subject }.map { fact in
                let holds = [fact.from?.text, fact.until?.text]
                let span =
                    holds == [nil, nil] ? "" : "\(holds[0] ?? "…") – \(holds[1] ?? "…")"
                let value =
                    fact.also.isEmpty
                    ? fact.value.text : "\(fact.value.text) (\(fact.also.map(\.text).joined(separator: "; ")))"
                return DocumentTable.Row(
                    [
                        cell(fact.property),
                        cell(disputed.contains(fact.id) ? phrases.say("fact.disputed", ["value": value]) : value),
                        cell(span), cell(grades(of: fact.sources), sources(fact.sources)),
                    ], place: RecordReference(.fact, fact.id))
            }
            return .table(
                DocumentTable(
                    caption: phrases.say("facts.table", ["subject": subject]),
                    columns: [column("property"), column("value"), column("holds"), column("grade")], rows: rows))
        }
    }

    mutating func contradictions() -> [Block] {
        guard !material.contradictions.isEmpty else {
            return material.sources.facts.isEmpty ? [] : [paragraph([lead("contradictions.none")])]
        }
        let points = material.contradictions.map { line in
            var sentences = [
                english(
                    line.sentence,
                    sources(line.sources) + line.facts.map { RecordReference(.fact, $0) }
                        + line.events.map { RecordReference(.event, $0) })
            ]
            if let resolution = line.resolution {
                sentences.append(lead("contradictions.resolved-by", ["text": resolution]))
            }
            return Paragraph(sentences)
        }
        // Facts of subjects that no chapter tells of have their place here, so that what contradicts them leads somewhere.
        let named = Set(material.contradictions.flatMap(\.facts))
        let homeless = material.sources.facts.filter {
            named.contains($0.id) && !tells(.history, of: $0.subject) && !tells(.transport, of: $0.subject)
        }
        return [heading("contradictions.title"), paragraph([lead("contradictions.lead")]), .list(points)]
            + tables(of: homeless)
    }
}
