public import Foundation

/// The day of an instant in the Gregorian calendar of UTC, by arithmetic alone: calendars of a library take microseconds, and there are
/// hundreds of thousands of looks.
///
/// Source: Richards (2013) in Explanatory Supplement to the Astronomical Almanac, 3rd ed., section 15.11.3, for Julian day numbers.
public struct CivilDate: Hashable, Sendable {
    /// The year, 0 for 1 BC.
    public let year: Int
    /// The month, from 1.
    public let month: Int
    /// The day of the month, from 1.
    public let day: Int

    /// The day of an instant; of one beyond 100 000 years from 1970 that of the bound.
    public init(of date: Date) {
        let bound = 100_000.0 * 365
        let days = min(bound, max(-bound, (date.timeIntervalSince1970 / 86_400).rounded(.down)))
        // Whole cycles of 400 years are taken off first, so that the arithmetic below sees positive numbers only.
        let sinceEpoch = Int(days)
        let cycles = Int((Double(sinceEpoch) / 146_097).rounded(.down))
        let julian = sinceEpoch - cycles * 146_097 + 2_440_588
        let f = julian + 1401 + (4 * julian + 274_277) / 146_097 * 3 / 4 - 38
        let e = 4 * f + 3
        let g = e % 1461 / 4
        let h = 5 * g + 2
        day = h % 153 / 5 + 1
        month = (h / 153 + 2) % 12 + 1
        year = e / 1461 - 4716 + (14 - month) / 12 + cycles * 400
    }

    /// The day as ISO 8601 writes it: "2025-02-15"; years beyond 9999, and those before 0, with their sign and digits.
    public var text: String {
        func padded(_ number: Int, _ length: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, length - digits.count)) + digits
        }
        let sign = year < 0 ? "-" : year > 9999 ? "+" : ""
        return "\(sign)\(padded(abs(year), 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
