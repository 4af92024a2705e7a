import Foundation

/// A day or an instant as written in a case file.
enum CalendarText: Equatable {
    /// A whole day of UTC, by its first instant.
    case day(Date)
    case instant(Date)

    /// Why a text is no date.
    enum Flaw: Error, Equatable {
        case noDate
        case noSuchDay
        case noSuchTime
        case noOffset
    }

    /// Reads "2023-08-17", or an instant with its offset, "2023-08-17T10:05Z" or "…T19:05:00+09:00".
    init(_ text: String) throws(Flaw) {
        let bytes = Array(text.utf8)
        func digits(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[range] {
                guard byte >= 48, byte <= 57 else { return nil }
                value = value * 10 + Int(byte - 48)
            }
            return value
        }
        func isSign(_ index: Int, _ signs: String) -> Bool {
            index < bytes.count && signs.utf8.contains(bytes[index])
        }
        guard let year = digits(0..<4), isSign(4, "-"), let month = digits(5..<7), isSign(7, "-"),
            let day = digits(8..<10)
        else { throw .noDate }
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...12).contains(month), (1...lengths[month - 1]).contains(day) else { throw .noSuchDay }
        let midnight = Double(Self.days(year, month, day)) * 86_400
        if bytes.count == 10 {
            self = .day(Date(timeIntervalSince1970: midnight))
            return
        }
        guard isSign(10, "Tt "), let hour = digits(11..<13), isSign(13, ":"), let minute = digits(14..<16) else {
            throw .noDate
        }
        var index = 16
        var seconds = 0.0
        if isSign(16, ":") {
            guard let whole = digits(17..<19) else { throw .noDate }
            seconds = Double(whole)
            index = 19
            if isSign(19, ".") {
                let fraction = bytes[20...].prefix { $0 >= 48 && $0 <= 57 }
                guard !fraction.isEmpty, let share = Double("0." + String(decoding: fraction, as: UTF8.self)) else {
                    throw .noDate
                }
                seconds += share
                index = fraction.endIndex
            }
        }
        guard hour < 24, minute < 60, seconds < 60 else { throw .noSuchTime }
        guard index < bytes.count else { throw .noOffset }
        var offset = 0
        if isSign(index, "Zz") {
            guard index + 1 == bytes.count else { throw .noDate }
        } else {
            guard isSign(index, "+-"), let hours = digits((index + 1)..<(index + 3)), isSign(index + 3, ":"),
                let minutes = digits((index + 4)..<(index + 6)), index + 6 == bytes.count
            else { throw .noDate }
            guard hours < 24, minutes < 60 else { throw .noSuchTime }
            offset = (hours * 60 + minutes) * (isSign(index, "-") ? -60 : 60)
        }
        let time = Double(hour * 3_600 + minute * 60) + seconds - Double(offset)
        self = .instant(Date(timeIntervalSince1970: midnight + time))
    }

    /// Days from 1970-01-01 in the Gregorian calendar.
    ///
    /// Source: Richards (2013), Explanatory Supplement to the Astronomical Almanac, section 15.11,
    /// algorithm 3 (Julian day number), less 2 440 588.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let h = month - 2
        let g = year + 4_716 - (12 - h) / 12
        let f = (h - 1 + 12) % 12
        let e = 1_461 * g / 4 + day - 1_402
        let julian = e + (153 * f + 2) / 5
        return julian - (3 * ((g + 184) / 100)) / 4 + 38 - 2_440_588
    }
}
