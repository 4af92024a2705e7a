import Evidence
import Foundation

extension CalendarSpan {
    /// The months of a year in English, from January.
    private static let monthNames = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// The span in words: "2025", "January 2025", "14 February 2027", "14 February 2027 to 3 March 2027".
    public var words: String {
        if firstDay == lastDay { return Self.words(ofDay: firstDay) }
        let (first, next) = (Self.civil(firstDay), Self.civil(lastDay + 1))
        guard first.day == 1, next.day == 1 else {
            return Self.words(ofDay: firstDay) + " to " + Self.words(ofDay: lastDay)
        }
        if first.month == 1, next.month == 1, next.year - first.year == 1 { return String(first.year) }
        return monthWords
    }

    /// The months in which the span lies, in words: "February 2027", "February to March 2027", "December 2026 to January 2027".
    public var monthWords: String {
        let (first, last) = (Self.civil(firstDay), Self.civil(lastDay))
        let end = "\(Self.name(of: last)) \(last.year)"
        if first.year != last.year { return "\(Self.name(of: first)) \(first.year) to \(end)" }
        return first.month == last.month ? end : "\(Self.name(of: first)) to \(end)"
    }

    private static func words(ofDay day: Int) -> String {
        let date = civil(day)
        return "\(date.day) \(name(of: date)) \(date.year)"
    }

    private static func civil(_ day: Int) -> CivilDate {
        CivilDate(of: Date(timeIntervalSince1970: Double(day) * 86_400))
    }

    private static func name(of date: CivilDate) -> String {
        monthNames[min(monthNames.count, max(1, date.month)) - 1]
    }
}
