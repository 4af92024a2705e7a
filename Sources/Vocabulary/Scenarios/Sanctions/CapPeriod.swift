public import Inquiry

/// The periods in which a cap holds, one after the other, each with the whole cap.
public struct CapPeriod: Hashable, Codable, Sendable {
    /// The first day on which the instrument holds.
    public let firstDay: Int
    /// The last day on which it holds, counted from 1970-01-01 as ``CalendarSpan`` does; nil while it goes on.
    public let lastDay: Int?
    /// Months of a period from its start day; nil for years of the calendar.
    public let months: Int?

    /// States the periods.
    ///
    /// - Parameters:
    ///   - firstDay: The first day on which the instrument holds, from 1970-01-01.
    ///   - lastDay: The last one; nil while it goes on.
    ///   - months: 1…120 months from the first day; nil for years of the calendar.
    ///
    /// Gives nil where the last day lies before the first or the months are not 1…120.
    public init?(firstDay: Int, lastDay: Int? = nil, months: Int? = nil) {
        if let lastDay, lastDay < firstDay { return nil }
        if let months, !(1...120).contains(months) { return nil }
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.months = months
    }

    /// The period to which a day belongs, whole even where the instrument begins or ends within it.
    ///
    /// A period of months begins on the same day of the month as the first, or on the month's last where it has no
    /// such day: a cap that began on 31 January begins anew on 28 or 29 February. Years of the calendar begin on 1
    /// January.
    ///
    /// - Parameter day: Days from 1970-01-01.
    /// - Returns: Nil where the instrument does not hold on that day.
    public func period(containing day: Int) -> CalendarSpan? {
        guard day >= firstDay, lastDay.map({ day <= $0 }) != false else { return nil }
        guard let months else {
            let year = CalendarDay(day).year
            return CalendarSpan(
                firstDay: CalendarDay.number(year, 1, 1), lastDay: CalendarDay.number(year, 12, 31))
        }
        let (start, now) = (CalendarDay(firstDay), CalendarDay(day))
        let passed = (now.year - start.year) * 12 + now.month - start.month
        var count = passed / months
        if begin(count) > day { count -= 1 }
        return CalendarSpan(firstDay: begin(count), lastDay: begin(count + 1) - 1)
    }

    /// The days of a period on which the instrument holds.
    ///
    /// - Parameter period: One of ``period(containing:)``.
    /// - Returns: The part of it from the first day to the last.
    public func valid(in period: CalendarSpan) -> CalendarSpan {
        CalendarSpan(
            firstDay: max(firstDay, period.firstDay), lastDay: min(lastDay ?? period.lastDay, period.lastDay))
    }

    /// The first day of the period with this number from 0.
    private func begin(_ count: Int) -> Int {
        let start = CalendarDay(firstDay)
        let month = start.month - 1 + count * (months ?? 12)
        let year = start.year + month / 12
        return CalendarDay.number(year, month % 12 + 1, start.day)
    }
}

/// Year, month and day of a day that is counted from 1970-01-01, in the Gregorian calendar.
struct CalendarDay {
    let year: Int
    let month: Int
    let day: Int

    /// Takes a day apart.
    ///
    /// Source: Hinnant, "chrono-compatible low-level date algorithms" (2013), civil_from_days.
    init(_ number: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// The number of a day; of one beyond the month's last that last one counts.
    static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let length = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        let before = month <= 2 ? year - 1 : year
        let era = (before >= 0 ? before : before - 399) / 400
        let yearOfEra = before - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + min(day, length) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
