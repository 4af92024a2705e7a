import Evidence
import Findings
import Foundation

/// Dates, numbers and spans of findings in words, the same in every country.
struct ActivityWording: Sendable {
    /// Whose days they are; nil for those of UTC.
    let clock: PlaceClock?

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// "15 February 2025", by the place's clocks.
    func day(_ date: Date) -> String {
        let date = CivilDate(of: date.addingTimeInterval(Double(clock?.offset(at: date) ?? 0)))
        return "\(date.day) \(Self.months[date.month - 1]) \(date.year)"
    }

    /// The day of a look, or the days between which it was.
    func day(_ time: AcquisitionTime) -> String {
        let (first, last) = (day(time.start), day(time.isInstant ? time.end : time.end.addingTimeInterval(-1)))
        return first == last ? first : "between \(first) and \(last)"
    }

    /// Days without needless decimals: "0.5 days", "1 day", "28 days", "7 hours" below half a day.
    static func days(_ days: Double) -> String {
        if days < 0.5 - 1e-9 {
            let hours = (days * 24).rounded()
            return hours == 1 ? "1 hour" : "\(Int(hours)) hours"
        }
        let text = number(days)
        return text == "1" ? "1 day" : "\(text) days"
    }

    /// Two or three digits that count, no needless zeros.
    static func number(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e9 else { return "unknown" }
        if abs(value) >= 10 { return "\(Int(value.rounded()))" }
        let factor = abs(value) >= 1 ? 10.0 : abs(value) >= 0.1 ? 100 : 1000
        let rounded = (value * factor).rounded() / factor
        return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
    }

    /// A probability: never 0 nor 1.
    static func probability(_ value: Double) -> String {
        if value > 0.995 { return "above 0.99" }
        if value < 0.005 { return "below 0.01" }
        return "\((value * 100).rounded() / 100)"
    }

    /// "gaps of 9 to 66 days, median 28, the longest from … to …".
    func gaps(_ gaps: FirstSince.Gaps?) -> String {
        guard let gaps else { return "one look" }
        if gaps.count == 1 { return "\(Self.days(gaps.longest)) apart" }
        return
            "gaps of \(Self.number(gaps.shortest)) to \(Self.days(gaps.longest)), median \(Self.number(gaps.median)), the longest from "
            + "\(day(gaps.longestAfter)) to \(day(gaps.longestUntil))"
    }
}
