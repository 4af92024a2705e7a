import Foundation
public import Inquiry

/// The days on which times of a schedule fall.
///
/// A time counts from the first instant of the day on which the work begins, and falls on the day that holds its instant: with units of a day,
/// 0 is the first day and 31 the day after thirty-one. Where the begin is a span, every date is one, as long as that.
public struct ScheduleCalendar: Hashable, Codable, Sendable {
    /// When the work begins, as far as known.
    public var begins: CalendarSpan
    /// Days in a unit of the schedule's time: 365 ÷ 12 in a month, 7 in a week, 1 in a day.
    public var daysPerUnit: Double

    /// States when the work begins.
    ///
    /// - Parameters:
    ///   - begins: When the work begins, as far as known.
    ///   - daysPerUnit: Days in a unit of time.
    public init(begins: CalendarSpan, daysPerUnit: Double) {
        self.begins = begins
        self.daysPerUnit = daysPerUnit
    }

    /// The day on which a time falls.
    ///
    /// Draws are kept to seven digits, so that a time within a hundredth of a day before midnight counts as midnight.
    ///
    /// - Parameter time: In the schedule's unit, from the begin of the work; of one that is no number the begin is told, and dates beyond
    ///   100 000 years from 1970 are that bound.
    /// - Returns: One day, or as many as the begin may fall on.
    public func dates(of time: Double) -> CalendarSpan {
        let days = (time * daysPerUnit + 0.01).rounded(.down)
        let whole = days.isNaN ? 0 : Int(min(1e8, max(-1e8, days)))
        return CalendarSpan(firstDay: begins.firstDay + whole, lastDay: begins.lastDay + whole)
    }
}

/// The days by which a milestone is reached.
public struct MilestoneDates: Hashable, Codable, Sendable {
    /// The days by which 10, 50 and 90 % of the draws reach it.
    public var p10, p50, p90: CalendarSpan

    /// Dates a milestone.
    ///
    /// - Parameters:
    ///   - spread: When it is reached, in the schedule's unit.
    ///   - calendar: When the work begins.
    public init(_ spread: Spread, by calendar: ScheduleCalendar) {
        (p10, p50, p90) = (
            calendar.dates(of: spread.p10), calendar.dates(of: spread.p50), calendar.dates(of: spread.p90)
        )
    }

    /// Whether days are told and not months: the begin is one day, and 10 and 90 % lie within a quarter of a year.
    private var tellsDays: Bool { p50.firstDay == p50.lastDay && p90.lastDay - p10.firstDay <= 92 }

    /// The median: "about February 2027", "14 February 2027" where it is certain.
    public var middle: String {
        if tellsDays { return (p10 == p90 ? "" : "about ") + p50.words }
        return "about " + p50.monthWords
    }

    /// From 10 to 90 %: "August 2026 to October 2027"; empty where both are the same day.
    public var range: String {
        if p10 == p90 { return "" }
        let whole = CalendarSpan(firstDay: p10.firstDay, lastDay: p90.lastDay)
        return tellsDays ? "\(p10.words) to \(p90.words)" : whole.monthWords
    }

    /// Both: "about February 2027 (August 2026 to October 2027)".
    public var text: String { range.isEmpty ? middle : "\(middle) (\(range))" }
}
