public import Foundation

/// When a scene was taken, as exactly as it is known.
///
/// A date without a time is the whole day, not midnight.
public struct AcquisitionTime: Hashable, Codable, Sendable {
    /// First instant at which the scene may have been taken.
    public var start: Date
    /// The same instant where it is known exactly; else the first instant after the span.
    public var end: Date

    /// A scene taken at a known instant.
    public init(instant: Date) {
        start = instant
        end = instant
    }

    /// A scene taken somewhere in a span.
    public init(start: Date, end: Date) {
        self.start = start
        self.end = max(start, end)
    }

    /// Whether the instant is known.
    public var isInstant: Bool { start == end }

    /// The middle of the span, for ordering and for drawing.
    public var middle: Date {
        Date(timeIntervalSince1970: (start.timeIntervalSince1970 + end.timeIntervalSince1970) / 2)
    }

    /// Reads an ISO 8601 instant ("2023-08-17T10:05:33Z", fractions and offsets allowed), a day
    /// ("2023-08-17", 24 hours of UTC), or two of them joined by a slash; nil for anything else.
    ///
    /// An instant without an offset is taken as UTC, as satellite products write it.
    public init?(iso8601 text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2 {
            guard let first = AcquisitionTime(iso8601: parts[0]), let last = AcquisitionTime(iso8601: parts[1]),
                first.start <= last.start
            else { return nil }
            self.init(start: first.start, end: last.end)
            return
        }
        guard parts.count == 1 else { return nil }
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        if trimmed.utf8.count == 10 {
            guard let day = Self.instant(trimmed + "T00:00:00Z") else { return nil }
            self.init(start: day, end: day.addingTimeInterval(86_400))
            return
        }
        guard let instant = Self.instant(trimmed) else { return nil }
        self.init(instant: instant)
    }

    /// "2023-08-17T10:05:33Z", "2023-08-17" for a whole day of UTC, else start and end joined by a slash.
    public var iso8601: String {
        if isInstant { return Self.text(start) }
        if end.timeIntervalSince(start) == 86_400,
            start.timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400) == 0
        {
            return String(Self.text(start).prefix(10))
        }
        return Self.text(start) + "/" + Self.text(end)
    }

    /// An instant as text in UTC, rounded to the nearest millisecond.
    ///
    /// - Parameters:
    ///   - date: The instant.
    ///   - alwaysMilliseconds: Whether milliseconds are written where they are zero, too.
    /// - Returns: "2023-08-17T10:05:33Z", or "2023-08-17T10:05:33.000Z".
    public static func text(_ date: Date, alwaysMilliseconds: Bool = false) -> String {
        let milliseconds = (date.timeIntervalSince1970 * 1000).rounded()
        let whole = milliseconds.truncatingRemainder(dividingBy: 1000) == 0
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: alwaysMilliseconds || !whole)
        // The formatter cuts off instead of rounding, and a number may lie just below its millisecond.
        return Date(timeIntervalSince1970: (milliseconds + 0.25) / 1000).formatted(style)
    }

    private static func instant(_ text: String) -> Date? {
        var text = text.replacingOccurrences(of: " ", with: "T")
        guard text.utf8.count > 10, isDay(text.prefix(10)) else { return nil }
        let time = text.dropFirst(10)
        if !time.hasSuffix("Z"), !time.contains("+"), !time.contains("-") { text += "Z" }
        // Satellite products write up to nine decimals; the parser takes three.
        if let dot = text.firstIndex(of: ".") {
            let digits = text[text.index(after: dot)...].prefix { $0.isASCII && $0.isNumber }
            guard !digits.isEmpty else { return nil }
            let rest = text[digits.endIndex...]
            let fraction = (String(digits) + "000").prefix(3)
            text = text[..<dot] + "." + fraction + rest
            return try? Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        }
        return try? Date(text, strategy: Date.ISO8601FormatStyle())
    }

    /// Whether "2023-02-28" names a day that exists; the parser would carry over a 30 February.
    private static func isDay(_ text: Substring) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            (1...12).contains(month)
        else { return false }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }
}
