import Evidence
public import Foundation

/// A day, month or year, or all from one to another: a date as exactly as it is known.
///
/// Days are counted from 1970-01-01, which is 0, in the Gregorian calendar of UTC; years 1 to 9999.
public struct CalendarSpan: Hashable, Sendable {
    /// The first day.
    public let firstDay: Int
    /// The last day, which belongs to the span.
    public let lastDay: Int

    /// A span from day to day.
    ///
    /// - Parameters:
    ///   - firstDay: Days from 1970-01-01; of one beyond 100 000 years from then the bound counts.
    ///   - lastDay: Days from 1970-01-01, bounded too; of one before the first, the first counts.
    public init(firstDay: Int, lastDay: Int) {
        self.firstDay = min(Self.bound, max(-Self.bound, firstDay))
        self.lastDay = max(self.firstDay, min(Self.bound, lastDay))
    }

    /// Days in 100 000 years of 365 days.
    private static let bound = 36_500_000

    /// Reads "1994", "1994-06", "1994-06-30", or two of them joined by a slash: "1993/1997".
    ///
    /// - Parameter text: The date as somebody wrote it.
    /// - Throws: ``SourceFlaw`` where it is no date, or a day that no calendar has, or where the second lies before the first.
    public init(_ text: String) throws(SourceFlaw) {
        let expected = "expected a year (1994), a month (1994-06), a day (1994-06-30), or two of them (1993/1997)"
        let clean = text.filter { !$0.isWhitespace }.prefix(64)
        let parts = clean.split(separator: "/", omittingEmptySubsequences: false)
        var spans: [CalendarSpan] = []
        for part in parts.prefix(3) {
            guard let span = try Self.single(part) else {
                throw SourceFlaw("'\(clean.prefix(40))' is no date", expected)
            }
            spans.append(span)
        }
        guard let first = spans.first, let last = spans.last, spans.count <= 2 else {
            throw SourceFlaw("'\(clean.prefix(40))' is no date", expected)
        }
        guard last.lastDay >= first.firstDay else {
            throw SourceFlaw("'\(clean.prefix(40))' ends before it begins", "exchange the two dates, or mend one")
        }
        self.init(firstDay: first.firstDay, lastDay: last.lastDay)
    }

    private static func single(_ text: Substring) throws(SourceFlaw) -> CalendarSpan? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let lengths = [4, 2, 2]
        var numbers: [Int] = []
        for (index, part) in parts.enumerated() {
            guard index < 3, part.utf8.count == lengths[index], part.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }),
                let number = Int(part)
            else { return nil }
            numbers.append(number)
        }
        guard let year = numbers.first else { return nil }
        guard year >= 1 else { throw SourceFlaw("'\(text)' is a year that is not counted", "expected 0001 to 9999") }
        guard numbers.count > 1 else {
            return CalendarSpan(firstDay: day(year, 1, 1), lastDay: day(year, 12, 31))
        }
        let month = numbers[1]
        guard (1...12).contains(month) else {
            throw SourceFlaw("'\(text)' names a month that no calendar has", "expected 01 to 12 after the year")
        }
        let length = monthLength(year, month)
        guard numbers.count > 2 else {
            return CalendarSpan(firstDay: day(year, month, 1), lastDay: day(year, month, length))
        }
        guard (1...length).contains(numbers[2]) else {
            throw SourceFlaw("'\(text)' is a day that no calendar has", "expected 01 to \(length) after the month")
        }
        let found = day(year, month, numbers[2])
        return CalendarSpan(firstDay: found, lastDay: found)
    }

    private static func monthLength(_ year: Int, _ month: Int) -> Int {
        if month == 2 { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28 }
        return [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// Days from 1970-01-01 of a day in the years 1 to 9999.
    ///
    /// Source: Richards (2013) in Explanatory Supplement to the Astronomical Almanac, 3rd ed., section 15.11.3, less 2 440 588.
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shift = (month - 14) / 12
        let julian =
            1461 * (year + 4800 + shift) / 4 + 367 * (month - 2 - 12 * shift) / 12
            - 3 * ((year + 4900 + shift) / 100) / 4 + day - 32_075
        return julian - 2_440_588
    }

    /// The day of an instant in UTC, counted from 1970-01-01; of one beyond 100 000 years from then that of the bound.
    ///
    /// - Parameter date: The instant.
    /// - Returns: The number of the day.
    public static func day(of date: Date) -> Int {
        let bound = Double(Self.bound)
        return Int(min(bound, max(-bound, (date.timeIntervalSince1970 / 86_400).rounded(.down))))
    }

    /// The first instant of the span.
    public var start: Date { Date(timeIntervalSince1970: Double(firstDay) * 86_400) }

    /// The first instant after the span.
    public var end: Date { Date(timeIntervalSince1970: (Double(lastDay) + 1) * 86_400) }

    /// Whether both have a day in common.
    ///
    /// - Parameter other: Another span.
    /// - Returns: True where one day belongs to both.
    public func overlaps(_ other: CalendarSpan) -> Bool {
        firstDay <= other.lastDay && other.firstDay <= lastDay
    }

    /// The span as short as it can be written: "1994", "1994-06", "1994-06-30", "1993/1997".
    public var text: String {
        let (first, last) = (Self.text(ofDay: firstDay), Self.text(ofDay: lastDay))
        if first == last { return first }
        if first.hasSuffix("-01-01"), last.hasSuffix("-12-31") { return Self.joined(first, last, dropping: 6) }
        let end = CivilDate(of: Date(timeIntervalSince1970: Double(lastDay) * 86_400))
        if first.hasSuffix("-01"), end.day == Self.monthLength(end.year, end.month) {
            return Self.joined(first, last, dropping: 3)
        }
        return first + "/" + last
    }

    private static func joined(_ first: String, _ last: String, dropping count: Int) -> String {
        let (first, last) = (first.dropLast(count), last.dropLast(count))
        return first == last ? String(first) : "\(first)/\(last)"
    }

    /// A day as ISO 8601 writes it.
    ///
    /// - Parameter day: Days from 1970-01-01.
    /// - Returns: Such as "1994-06-30".
    public static func text(ofDay day: Int) -> String {
        CivilDate(of: Date(timeIntervalSince1970: Double(day) * 86_400)).text
    }
}

extension CalendarSpan: Codable {
    /// Reads the span as its text; refuses any other.
    public init(from decoder: any Decoder) throws {
        try self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the span as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
