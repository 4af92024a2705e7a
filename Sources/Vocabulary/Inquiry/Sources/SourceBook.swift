public import Foundation

/// Everything that a case's sources say: who says it, what, and by which tables numbers are converted.
public struct SourceBook: Hashable, Codable, Sendable {
    /// The sources, in the order of the file.
    public var sources: [Source]
    /// The facts, in the order of the file.
    public var facts: [Fact]
    /// The events, in the order of the file.
    public var events: [Event]
    /// The case's own tables of conversion.
    public var tables: [UnitTable]

    /// Makes a book.
    ///
    /// - Parameters:
    ///   - sources: The sources.
    ///   - facts: The facts.
    ///   - events: The events.
    ///   - tables: The case's own tables of conversion.
    public init(sources: [Source] = [], facts: [Fact] = [], events: [Event] = [], tables: [UnitTable] = []) {
        self.sources = sources
        self.facts = facts
        self.events = events
        self.tables = tables
    }

    /// Whether nothing is written in it.
    public var isEmpty: Bool { sources.isEmpty && facts.isEmpty && events.isEmpty && tables.isEmpty }

    /// A source by its id; nil where there is none.
    public func source(_ id: String) -> Source? { sources.first { $0.id == id } }

    /// All tables that numbers can be converted by: those that come with the program, then the case's own.
    public var units: UnitTables { UnitTables(own: tables) }

    /// What was known on a day: facts and events that were known; sources that were published, or are cited by one of these; and all sources that
    /// these are based on, so that origins stay what they are.
    ///
    /// - Parameter date: The day of this instant in UTC; nil for all that is known now.
    /// - Returns: A book; facts that others had replaced by then are left out.
    public func known(on date: Date?) -> SourceBook {
        var book = self
        book.facts = facts.known(on: date)
        guard let date else { return book }
        let day = CalendarSpan.day(of: date)
        book.events = events.filter { $0.isKnown(onDay: day) }
        let cited = Set(book.facts.flatMap(\.sources) + book.events.flatMap(\.sources))
        var open = sources.filter { source in
            cited.contains(source.id) || (source.published ?? source.accessed).map { $0.lastDay <= day } ?? false
        }
        var kept = Set(open.map(\.id))
        let byID = Dictionary(sources.map { ($0.id, $0) }) { first, _ in first }
        while let source = open.popLast() {
            open += source.basedOn.filter { kept.insert($0).inserted }.compactMap { byID[$0] }
        }
        book.sources = sources.filter { kept.contains($0.id) }
        return book
    }
}
