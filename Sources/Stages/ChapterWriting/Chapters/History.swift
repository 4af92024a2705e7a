import Documents
import Inquiry
import Sites

/// What sources say of the plant, in the order of time where they tell one, and what of it cannot all be true.
extension ChapterBuilder {
    /// Events of no field, and facts that happened on some day.
    mutating func historyEvents() -> [Block] {
        let events = material.sources.events.filter { $0.kind == nil && tells(.history, of: $0.subject) }
        let facts = material.sources.facts.filter { tells(.history, of: $0.subject) && moment(of: $0) != nil }
        guard !events.isEmpty || !facts.isEmpty else { return [missing("missing.history-events")] }
        let told = disputedFacts
        var rows: [(day: Int, row: DocumentTable.Row)] = events.map { event in
            let what = [event.title, event.note].compactMap(\.self).joined(separator: " — ")
            return (
                event.date.firstDay,
                row(event.date.text, what, event.subject, event.sources, RecordReference(.event, event.id))
            )
        }
        rows += facts.map { fact in
            let date = moment(of: fact)
            var what = fact.property
            if case .text(let text) = fact.value { what += ": \(text)" }
            if told.contains(fact.id) { what = phrases.say("fact.disputed", ["value": what]) }
            return (
                date?.firstDay ?? 0,
                row(date?.text ?? "", what, fact.subject, fact.sources, RecordReference(.fact, fact.id))
            )
        }
        let ordered = rows.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
        return [
            .table(
                DocumentTable(
                    caption: phrases.say("history.events", names),
                    columns: [column("date"), column("of"), column("what"), column("grade")],
                    rows: ordered.map(\.element.row)))
        ]
    }

    private mutating func row(
        _ date: String, _ what: String, _ subject: String?, _ ids: [String], _ place: RecordReference
    ) -> DocumentTable.Row {
        DocumentTable.Row(
            [
                cell(date), cell(subject.map { name(ofSubject: $0) } ?? ""), cell(what),
                cell(grades(of: ids), sources(ids)),
            ], place: place)
    }

    /// When something happened that a fact tells: the date that it states, or the days within which its words held; nil for what lasts.
    private func moment(of fact: Fact) -> CalendarSpan? {
        switch fact.value {
        case .date(let date): date
        case .text:
            if let from = fact.from, let until = fact.until {
                CalendarSpan(firstDay: from.firstDay, lastDay: until.lastDay)
            } else {
                nil
            }
        case .quantity: nil
        }
    }

    /// What people call a subject of facts: the name of a facility, zone or link that has it as its id.
    func name(ofSubject id: String) -> String {
        let site = material.case.site
        return zoneByID[id]?.name ?? site.facilities.first { $0.id == id }?.name
            ?? site.links.first { $0.id == id }?.name ?? id
    }

    /// Facts that contradict others, by id.
    private var disputedFacts: Set<String> { Set(material.contradictions.flatMap(\.facts)) }

    // MARK: Facts

    mutating func facts(of kind: ChapterKind, missing key: String) -> [Block] {
        let facts = material.sources.facts.filter { tells(kind, of: $0.subject) }
        guard !facts.isEmpty else { return [missing(key)] }
        // What happened on some day stands in the table of events.
        return tables(of: kind == .history ? facts.filter { moment(of: $0) == nil } : facts)
    }

    /// Facts, a table for each subject that has several; those of which one thing is told share a table.
    private mutating func tables(of facts: [Fact]) -> [Block] {
        let subjects = facts.map(\.subject).uniqued()
        let own = Dictionary(grouping: facts, by: \.subject)
        var blocks: [Block] = []
        var single: [Fact] = []
        for subject in subjects {
            let told = own[subject] ?? []
            if told.count == 1, subjects.count > 1 {
                single += told
            } else {
                blocks.append(table(of: told, subject: name(ofSubject: subject)))
            }
        }
        if !single.isEmpty { blocks.append(table(of: single, subject: nil)) }
        return blocks
    }

    /// Facts in a table.
    ///
    /// - Parameters:
    ///   - facts: The facts.
    ///   - subject: What all are about; nil where each row tells it.
    /// - Returns: The table.
    private mutating func table(of facts: [Fact], subject: String?) -> Block {
        let disputed = disputedFacts
        let hasSpans = facts.contains { $0.from != nil || $0.until != nil }
        let rows = facts.map { fact in
            let value =
                fact.also.isEmpty
                ? fact.value.text : "\(fact.value.text) (\(fact.also.map(\.text).joined(separator: "; ")))"
            var cells = [cell(fact.property)]
            if subject == nil { cells.insert(cell(name(ofSubject: fact.subject)), at: 0) }
            cells.append(
                cell(disputed.contains(fact.id) ? phrases.say("fact.disputed", ["value": value]) : value))
            if hasSpans { cells.append(cell(span(of: fact))) }
            cells.append(cell(grades(of: fact.sources), sources(fact.sources)))
            return DocumentTable.Row(cells, place: RecordReference(.fact, fact.id))
        }
        var columns = [column("property"), column("value")]
        if subject == nil { columns.insert(column("of"), at: 0) }
        if hasSpans { columns.append(column("holds")) }
        return .table(
            DocumentTable(
                caption: subject.map { phrases.say("facts.table", ["subject": $0]) }
                    ?? phrases.say("facts.table-of-several"),
                columns: columns + [column("grade")], rows: rows))
    }

    /// When a fact holds: "1996", "1977-12 – …".
    private func span(of fact: Fact) -> String {
        switch (fact.from, fact.until) {
        case (nil, nil): ""
        case (let from?, let until?): CalendarSpan(firstDay: from.firstDay, lastDay: until.lastDay).text
        case (let from, let until): "\(from?.text ?? "…") – \(until?.text ?? "…")"
        }
    }

    // MARK: Contradictions

    mutating func contradictions() -> [Block] {
        guard !material.contradictions.isEmpty else {
            return material.sources.facts.isEmpty ? [] : [paragraph([lead("contradictions.none")])]
        }
        var blocks: [Block] = [heading("contradictions.title"), paragraph([lead("contradictions.lead")])]
        let rivals = rivalValues()
        if !rivals.isEmpty { blocks.append(.table(table(ofRivals: rivals))) }
        let points = material.contradictions.filter { !$0.isOfValues }.map { line in
            var sentences = [
                english(
                    phrases.opening(line.sentence),
                    sources(line.sources) + line.facts.map { RecordReference(.fact, $0) }
                        + line.events.map { RecordReference(.event, $0) })
            ]
            if let resolution = line.resolution {
                sentences.append(lead("contradictions.resolved-by", ["text": resolution]))
            }
            return Paragraph(sentences)
        }
        if !points.isEmpty { blocks.append(.list(points)) }
        // Facts of subjects that no chapter tells of have their place here, so that what contradicts them leads somewhere.
        let homeless = material.sources.facts.filter {
            disputedFacts.contains($0.id) && !tells(.history, of: $0.subject) && !tells(.transport, of: $0.subject)
        }
        return blocks + tables(of: homeless)
    }

    /// Values of one property that exclude each other, and what would tell which is right.
    private struct Rivals {
        var subject: String
        var property: String
        var facts: [Fact]
        var resolutions: [String]
    }

    /// How many contradictions the chapter tells, values that exclude each other counted once together.
    var toldContradictions: Int { rivalValues().count + material.contradictions.count { !$0.isOfValues } }

    /// Pairs of values that disagree, in the order of the case; those that share a value are put together.
    private func rivalValues() -> [Rivals] {
        let known = Dictionary(material.sources.facts.map { ($0.id, $0) }) { first, _ in first }
        var found: [Rivals] = []
        for pair in material.contradictions where pair.isOfValues {
            let facts = pair.facts.compactMap { known[$0] }
            guard let first = facts.first else { continue }
            var all = Rivals(
                subject: first.subject, property: first.property, facts: facts,
                resolutions: [pair.resolution].compactMap(\.self))
            let sharing = found.indices.filter { !Set(found[$0].facts).isDisjoint(with: facts) }
            for place in sharing.reversed() {
                let other = found.remove(at: place)
                all.facts = (other.facts + all.facts).uniqued()
                all.resolutions = (other.resolutions + all.resolutions).uniqued()
            }
            found.insert(all, at: sharing.first ?? found.endIndex)
        }
        return found
    }

    private mutating func table(ofRivals rivals: [Rivals]) -> DocumentTable {
        let rows = rivals.map { rival in
            let values = rival.facts.map { fact in
                let when = span(of: fact)
                return "\(fact.value.text) (\(when.isEmpty ? "" : "\(when), ")\(grades(of: fact.sources)))"
            }
            let more = rival.resolutions.count - 1
            let resolution = rival.resolutions.first ?? ""
            return DocumentTable.Row([
                cell("\(name(ofSubject: rival.subject)): \(rival.property)"),
                cell(
                    values.joined(separator: "; "),
                    rival.facts.flatMap { sources($0.sources) }.uniqued()
                        + rival.facts.map { RecordReference(.fact, $0.id) }),
                cell(
                    more > 0 ? phrases.say("contradictions.more", ["text": resolution, "count": more]) : resolution),
            ])
        }
        return DocumentTable(
            caption: phrases.say("contradictions.table"),
            columns: [column("what"), column("said"), column("resolved-by")], rows: rows)
    }
}
