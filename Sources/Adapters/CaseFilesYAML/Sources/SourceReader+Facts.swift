import Inquiry
import Yams

extension SourceReader {
    mutating func readFact(_ node: Node) {
        let keys = [
            "id", "subject", "property", "value", "unit", "text", "date", "also", "product", "table", "days",
            "tolerance",
            "holds", "known", "sources", "because", "replaces", "parts", "parts_are_all", "note",
        ]
        guard let fields = YAMLFields(node, known: keys, of: "a fact", log: &log) else { return }
        let id = id(fields, of: .fact)
        let subject = fields.requiredText("subject", of: "the fact", log: &log)
        let property = fields.requiredText("property", of: "the fact", log: &log)
        let value = value(fields)
        var fact = Fact(
            id: id ?? "", subject: subject ?? "", property: property ?? "", value: value ?? .text(""),
            sources: citedSources(fields, of: "fact"))
        fact.also = also(fields)
        readConversion(fields, into: &fact)
        if let percent = fields.number("tolerance", in: 0...100, unit: "percent of the number", log: &log) {
            fact.tolerance = percent / 100
        }
        (fact.from, fact.until) = holds(fields["holds"])
        fact.known = span(fields, "known")
        fact.because = names(fields, "because", of: .event)
        fact.replaces = names(fields, "replaces", of: .fact, besides: id)
        fact.parts = names(fields, "parts", of: .fact, besides: id)
        fact.partsAreAll = fields.truth("parts_are_all", log: &log) ?? true
        fact.note = fields.text("note", log: &log)
        guard let id, subject != nil, property != nil, value != nil else { return }
        knownMarks[id] = fields["known"]?.mark
        book.facts.append(fact)
    }

    mutating func readEvent(_ node: Node) {
        let keys = ["id", "title", "date", "subject", "kind", "known", "sources", "because", "note"]
        guard let fields = YAMLFields(node, known: keys, of: "an event", log: &log) else { return }
        let id = id(fields, of: .event)
        let title = fields.requiredText("title", of: "the event", log: &log)
        if fields["date"] == nil { log.error(at: fields.mark, "the event has no 'date'", "add the line 'date: …'") }
        let date = span(fields, "date")
        var event = Event(
            id: id ?? "", title: title ?? "", date: date ?? CalendarSpan(firstDay: 0, lastDay: 0),
            subject: fields.text("subject", log: &log), kind: fields.text("kind", log: &log),
            known: span(fields, "known"),
            sources: citedSources(fields, of: "event"))
        event.because = names(fields, "because", of: .event, besides: id)
        event.note = fields.text("note", log: &log)
        guard let id, title != nil, date != nil else { return }
        knownMarks[id] = fields["known"]?.mark
        book.events.append(event)
    }

    /// The sources of a fact or event, of which there must be one.
    private mutating func citedSources(_ fields: YAMLFields, of noun: String) -> [String] {
        guard fields["sources"] != nil else {
            log.error(
                at: fields.mark, "the \(noun) has no 'sources'",
                "add 'sources: [ID]'; what nobody states is an assumption, not a \(noun)")
            return []
        }
        let found = names(fields, "sources", of: .source)
        if found.isEmpty, case .sequence(let list)? = fields["sources"], list.isEmpty {
            log.error(at: fields["sources"]?.mark, "'sources' is an empty list", "expected the id of a source")
        }
        return found
    }

    /// When a fact held: "1994" for all of that year, or from and until.
    private mutating func holds(_ node: Node?) -> (CalendarSpan?, CalendarSpan?) {
        guard let node else { return (nil, nil) }
        func whole(_ span: CalendarSpan?) -> (CalendarSpan?, CalendarSpan?) {
            guard let span else { return (nil, nil) }
            return (
                CalendarSpan(firstDay: span.firstDay, lastDay: span.firstDay),
                CalendarSpan(firstDay: span.lastDay, lastDay: span.lastDay)
            )
        }
        if case .scalar(let scalar) = node { return whole(span(scalar.string, "holds", at: node.mark)) }
        guard let fields = YAMLFields(node, known: ["from", "until"], of: "'holds'", log: &log) else {
            return (nil, nil)
        }
        let (from, until) = (span(fields, "from"), span(fields, "until"))
        if let from, let until {
            if until.lastDay < from.firstDay {
                log.error(
                    at: fields["until"]?.mark, "the fact holds until \(until.text), before it begins in \(from.text)",
                    "expected 'until' after 'from'; are the two exchanged?")
            }
            if from == until { return whole(from) }
        }
        return (from, until)
    }

    /// The product, table and days of a year by which a fact is converted.
    private mutating func readConversion(_ fields: YAMLFields, into fact: inout Fact) {
        if let table = fields.text("table", log: &log) {
            fact.table = table
            if !units.productTables.contains(table) {
                log.error(
                    at: fields["table"]?.mark, "no table of conversions is called \(quoted(table))",
                    proposal(for: table, among: units.productTables))
                fact.table = nil
            }
        }
        if let product = fields.text("product", log: &log) {
            fact.product = product
            let known = units.products(of: fact.table)
            if !known.contains(product) {
                log.error(
                    at: fields["product"]?.mark,
                    "the table '\(fact.table ?? UnitTable.unsd.id)' has no product \(quoted(product))",
                    proposal(for: product, among: known))
                fact.product = nil
            }
        }
        if let text = fields.text("days", log: &log) {
            fact.days = YearLength(rawValue: text)
            if fact.days == nil {
                log.error(
                    at: fields["days"]?.mark, "'days' is \(quoted(text))",
                    "expected calendar (365 days a year) or stream (330)")
            }
        }
    }

    /// Sets since when facts and events are known: as told, else since their first source was published, or accessed.
    mutating func completeKnowledge() {
        let byID = Dictionary(book.sources.map { ($0.id, $0) }) { first, _ in first }
        func earliest(_ ids: [String]) -> (published: CalendarSpan?, any: CalendarSpan?) {
            let sources = ids.compactMap { byID[$0] }
            func first(_ spans: [CalendarSpan]) -> CalendarSpan? { spans.min { $0.lastDay < $1.lastDay } }
            let published = sources.compactMap(\.published)
            // One source without a date may be the earliest.
            return (
                published.count == sources.count ? published.min { $0.firstDay < $1.firstDay } : nil,
                first(sources.compactMap { $0.published ?? $0.accessed })
            )
        }
        func completed(_ known: CalendarSpan?, _ id: String, _ noun: String, _ sources: [String]) -> CalendarSpan? {
            let (published, any) = earliest(sources)
            if let known, let published, known.lastDay < published.firstDay {
                log.warning(
                    at: knownMarks[id],
                    "the \(noun) was known in \(known.text), before its first source was published in \(published.text)",
                    "name the source that knew it then, or mend the date")
            }
            return known ?? any
        }
        for index in book.facts.indices {
            let fact = book.facts[index]
            book.facts[index].known = completed(fact.known, fact.id, "fact", fact.sources)
        }
        for index in book.events.indices {
            let event = book.events[index]
            book.events[index].known = completed(event.known, event.id, "event", event.sources)
        }
    }
}
