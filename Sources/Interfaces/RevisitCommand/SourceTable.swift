import Foundation
import Inquiry

/// Prints sources, facts and events, for people or as JSON.
struct SourceTable {
    /// What is shown.
    let book: SourceBook
    private let whole: SourceBook
    private let unit: String?
    private let asOf: CalendarSpan?
    private let units: UnitTables
    private let origins: SourceOrigins?

    init(book: SourceBook, of whole: SourceBook, unit: String?, asOf: CalendarSpan?) {
        self.book = book
        self.whole = whole
        self.unit = unit
        self.asOf = asOf
        units = whole.units
        do throws(SourceFlaw) { origins = try SourceOrigins(whole.sources) } catch { origins = nil }
    }

    private func origins(of ids: [String]) -> [String] { origins?.origins(of: ids) ?? ids }

    /// A number in the unit that was asked for, by each choice of the days of a year where nobody told it; none where it does not convert.
    private func converted(_ fact: Fact) -> [Converted] {
        guard let unit, case .quantity(let quantity) = fact.value else { return [] }
        func convert(_ days: YearLength?) -> Converted? {
            do throws(SourceFlaw) {
                return try units.convert(quantity, to: unit, product: fact.product, table: fact.table, days: days)
            } catch { return nil }
        }
        if let found = convert(fact.days) { return [found] }
        return fact.days == nil ? YearLength.allCases.compactMap { convert($0) } : []
    }

    private struct SourceLine: Encodable {
        let source: Source
        let origins: [String]
        let weight: GradeWeight
    }

    private struct FactLine: Encodable {
        let fact: Fact
        let origins: [String]
        let converted: [Converted]
    }

    private struct EventLine: Encodable {
        let happening: Event
        let origins: [String]
    }

    /// One object a line: sources, facts, events.
    func lines() throws {
        for source in book.sources {
            try Output.line(
                "source", SourceLine(source: source, origins: origins(of: [source.id]), weight: source.grade.weight))
        }
        for fact in book.facts {
            try Output.line(
                "fact", FactLine(fact: fact, origins: origins(of: fact.sources), converted: converted(fact)))
        }
        for event in book.events {
            try Output.line("event", EventLine(happening: event, origins: origins(of: event.sources)))
        }
    }

    /// For people: a list each.
    func text(isShort: Bool) {
        if !book.sources.isEmpty { print("Sources") }
        for source in book.sources {
            var line = "  \(source.id)  \(source.grade.text)  \(source.published?.text ?? "undated")  \(source.title)"
            if let publisher = source.publisher { line += ", \(publisher)" }
            let roots = origins(of: [source.id])
            if roots != [source.id] { line += "; goes back to \(roots.joined(separator: ", "))" }
            print(line)
        }
        if !book.facts.isEmpty { print("Facts") }
        for fact in book.facts {
            print("  \(fact.id)  \(fact.subject), \(fact.property): \(fact.value.text)\(Self.holds(fact))")
            for other in fact.also { print("    also given as \(other.text)") }
            for converted in converted(fact) where !converted.by.isEmpty { print("    \(converted.text)") }
            print("    \(support(fact.sources, fact.known))")
        }
        if !book.events.isEmpty { print("Events") }
        for event in book.events {
            print("  \(event.id)  \(event.date.text)  \(event.title)")
            print("    \(support(event.sources, event.known))")
        }
        guard !isShort else { return }
        if whole.isEmpty {
            print("The case has no sources.yaml; see Documentation/sources.md for what belongs there.")
        } else if let asOf {
            let left = whole.facts.count - book.facts.count
            let undated = whole.facts.count { $0.known == nil }
            print(
                "As known by \(CalendarSpan.text(ofDay: asOf.lastDay)). \(left) of \(whole.facts.count) facts are not shown"
                    + (undated > 0 ? "; of \(undated) nobody noted since when they are known." : "."))
        }
    }

    private static func holds(_ fact: Fact) -> String {
        switch (fact.from, fact.until) {
        case (nil, nil): ""
        case (let from?, nil): ", from \(from.text) on"
        case (nil, let until?): ", until \(until.text)"
        case (let from?, let until?): ", from \(from.text) to \(until.text)"
        }
    }

    private func support(_ sources: [String], _ known: CalendarSpan?) -> String {
        let grades = sources.map { id in "\(id) (\(whole.source(id)?.grade.text ?? "F6"))" }
        let roots = origins(of: sources)
        let again = sources.count > roots.count ? "; \(roots.count) origin\(roots.count == 1 ? "" : "s")" : ""
        return
            "by \(grades.joined(separator: ", "))\(again); known \(known.map { "since \($0.text)" } ?? "since nobody noted when")"
    }
}
