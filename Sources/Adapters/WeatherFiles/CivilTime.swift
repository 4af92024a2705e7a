import Foundation

/// Instants from the numbers of a calendar in UTC.
enum CivilTime {
    /// Days of a month of the Gregorian calendar; 0 for a month that does not exist.
    static func days(inMonth month: Int, of year: Int) -> Int {
        let isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1...12: 31
        default: 0
        }
    }

    /// The instant; nil where there is no such day or time. Hour 24 with minute 0 is the end of the day.
    static func date(_ year: Int, _ month: Int, _ day: Int, hour: Int = 0, minute: Int = 0) -> Date? {
        guard (1600...2500).contains(year), day >= 1, day <= days(inMonth: month, of: year),
            (0...23).contains(hour) || (hour == 24 && minute == 0), (0...59).contains(minute)
        else { return nil }
        // Days since 1 March of year 0, so that the leap day comes last in its year.
        let shifted = month > 2 ? (year, month - 3) : (year - 1, month + 9)
        let leapDays = shifted.0 / 4 - shifted.0 / 100 + shifted.0 / 400
        let count = 365 * shifted.0 + leapDays + (153 * shifted.1 + 2) / 5 + day - 1
        let days = count - 719_468  // from 1 March of year 0 to 1970-01-01
        return Date(timeIntervalSince1970: Double(days * 86_400 + hour * 3600 + minute * 60))
    }

    /// Reads "2025-02-10T06:00", with a blank for the T, seconds and an offset allowed.
    ///
    /// - Parameters:
    ///   - text: The time.
    ///   - offset: Seconds east of UTC where the text has no offset of its own; nil where that is not known.
    /// - Returns: The instant; nil for anything else, or for a time without an offset of which none is known.
    static func date(iso8601 text: String, offset: TimeInterval?) -> Date? {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            range.upperBound <= bytes.count ? FixedText.digits(bytes[range]) : nil
        }
        func isByte(_ index: Int, _ allowed: String) -> Bool {
            index < bytes.count && allowed.utf8.contains(bytes[index])
        }
        guard let year = number(0..<4), isByte(4, "-"), let month = number(5..<7), isByte(7, "-"),
            let day = number(8..<10)
        else { return nil }
        var (hour, minute, second, index) = (0, 0, 0, 10)
        if isByte(10, "T "), let readHour = number(11..<13), isByte(13, ":"), let readMinute = number(14..<16) {
            (hour, minute, index) = (readHour, readMinute, 16)
            if isByte(16, ":"), let readSecond = number(17..<19) { (second, index) = (readSecond, 19) }
        }
        guard second < 60, let local = date(year, month, day, hour: hour, minute: minute) else { return nil }
        let zone = String(decoding: bytes[index...], as: UTF8.self)
        let seconds: TimeInterval
        switch zone.utf8.count {
        case 0:
            guard let offset else { return nil }
            seconds = offset
        case 1 where zone == "Z": seconds = 0
        case 6:
            guard let hours = number(index + 1..<index + 3), isByte(index + 3, ":"),
                let minutes = number(index + 4..<index + 6), hours < 24, minutes < 60, isByte(index, "+-")
            else { return nil }
            seconds = Double(hours * 3600 + minutes * 60) * (zone.hasPrefix("-") ? -1 : 1)
        default: return nil
        }
        return local.addingTimeInterval(Double(second) - seconds)
    }
}
