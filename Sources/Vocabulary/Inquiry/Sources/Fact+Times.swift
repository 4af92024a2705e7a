public import Foundation

extension Fact {
    /// Whether a fact held on a day, as far as its dates tell.
    public enum Holding: String, Codable, Sendable {
        /// It held.
        case surely
        /// It began or ended in a month or year that is known no more exactly, and this day is in it.
        case perhaps
        /// It did not hold yet, or no longer.
        case not
    }

    /// Whether it held on a day.
    ///
    /// - Parameter day: Days from 1970-01-01.
    /// - Returns: `surely` from the last day of its beginning to the first day of its end; `perhaps` elsewhere in these two.
    public func holding(onDay day: Int) -> Holding {
        if let from, day < from.firstDay { return .not }
        if let until, day > until.lastDay { return .not }
        if let from, day < from.lastDay { return .perhaps }
        if let until, day > until.firstDay { return .perhaps }
        return .surely
    }

    /// The days on which it held surely, as their first and last; `Int.min` and `Int.max` where no bound is told; nil where there is none.
    public var sureDays: ClosedRange<Int>? {
        let (first, last) = (from?.lastDay ?? Int.min, until?.firstDay ?? Int.max)
        return first <= last ? first...last : nil
    }

    /// Whether it was known on a day: a month or year of which nothing more is told counts from its last day on.
    ///
    /// - Parameter day: Days from 1970-01-01.
    /// - Returns: False where nobody knows since when it is known, so that nothing of later is taken for known earlier.
    public func isKnown(onDay day: Int) -> Bool { known.map { $0.lastDay <= day } ?? false }
}

extension Event {
    /// Whether it was known on a day; see ``Fact/isKnown(onDay:)``.
    ///
    /// - Parameter day: Days from 1970-01-01.
    /// - Returns: False where nobody knows since when it is known.
    public func isKnown(onDay day: Int) -> Bool { known.map { $0.lastDay <= day } ?? false }
}

extension Array where Element == Fact {
    /// The facts that were known on a day and not yet replaced by others that were known then.
    ///
    /// - Parameter date: The day of this instant in UTC; nil for all that is known now, facts without a date too.
    /// - Returns: Facts in their order. Those that contradict each other all stay.
    public func known(on date: Date?) -> [Fact] {
        let day = date.map(CalendarSpan.day(of:))
        let known = filter { fact in day.map { fact.isKnown(onDay: $0) } ?? true }
        let replaced = Set(known.flatMap { fact in fact.replaces.filter { $0 != fact.id } })
        return known.filter { !replaced.contains($0.id) }
    }

    /// The facts that held on a day, surely or perhaps, as they were known on another.
    ///
    /// - Parameters:
    ///   - date: The day that is asked about, of this instant in UTC.
    ///   - knowledge: The day on which they had to be known; nil for all that is known now.
    /// - Returns: Facts in their order. Those that contradict each other all stay.
    public func holding(on date: Date, asKnownOn knowledge: Date? = nil) -> [Fact] {
        let day = CalendarSpan.day(of: date)
        return known(on: knowledge).filter { $0.holding(onDay: day) != .not }
    }
}
