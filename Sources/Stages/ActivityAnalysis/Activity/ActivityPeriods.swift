public import Findings
import Foundation
import Evidence
import Statistics

/// Sums up a series by weeks, months or seasons, of a place or of UTC.
public struct ActivityPeriods: Sendable {
    /// How long a period is.
    public enum Length: String, CaseIterable, Sendable {
        /// From Monday, numbered by ISO 8601.
        case week
        /// A month of the calendar.
        case month
        /// Three months: December to February is one.
        case season
    }

    private let length: Length
    private let latitude: Double
    private let calendar: Calendar

    /// Makes a summary.
    ///
    /// - Parameters:
    ///   - length: How long a period is.
    ///   - latitude: Degrees north of the equator of the place; south of it seasons are turned round.
    ///   - clock: Whose days they are; nil for those of UTC.
    public init(_ length: Length, latitude: Double, clock: PlaceClock? = nil) {
        self.length = length
        self.latitude = latitude
        var calendar = Calendar(identifier: length == .week ? .iso8601 : .gregorian)
        calendar.timeZone = clock.flatMap { TimeZone(identifier: $0.identifier) } ?? .gmt
        self.calendar = calendar
    }

    /// The periods from the first look to the last, those without looks too: what nobody looked at is not nothing.
    ///
    /// - Parameter series: A series, ordered by time.
    /// - Returns: Periods in order; none for an empty series.
    public func periods(of series: ActivitySeries) -> [ActivityPeriod] {
        guard let first = series.points.first?.time.middle, let last = series.points.last?.time.middle else {
            return []
        }
        var found: [ActivityPeriod] = []
        var index = 0
        var span = span(of: first)
        // Ten thousand periods are 190 years of weeks: a time that was read wrongly must not fill the memory.
        for _ in 0..<10_000 where span.start <= last {
            let begin = index
            while index < series.points.count, series.points[index].time.middle < span.end { index += 1 }
            found.append(period(span, series.points[begin..<index]))
            span = self.span(of: span.end)
        }
        return found
    }

    private func span(of date: Date) -> DateInterval {
        switch length {
        case .week, .month:
            return calendar.dateInterval(of: length == .week ? .weekOfYear : .month, for: date)
                ?? DateInterval(start: date, duration: 86_400)
        case .season:
            let parts = calendar.dateComponents([.year, .month], from: date)
            let month = parts.month ?? 1
            // Months before the season's first, counted from December.
            let back = month % 12 % 3
            guard
                let start = calendar.date(from: DateComponents(year: parts.year, month: month - back, day: 1)),
                let end = calendar.date(byAdding: .month, value: 3, to: start)
            else { return DateInterval(start: date, duration: 86_400) }
            return DateInterval(start: start, end: end)
        }
    }

    private func name(of start: Date) -> String {
        let parts = calendar.dateComponents([.year, .month, .weekOfYear, .yearForWeekOfYear], from: start)
        func two(_ number: Int?) -> String {
            let text = String(number ?? 0)
            return text.count < 2 ? "0" + text : text
        }
        switch length {
        case .week: return "\(parts.yearForWeekOfYear ?? 0)-W\(two(parts.weekOfYear))"
        case .month: return "\(parts.year ?? 0)-\(two(parts.month))"
        case .season:
            let year = parts.year ?? 0
            let season = Season(of: start, latitude: latitude)
            return parts.month == 12
                ? "\(season.rawValue) \(year)/\(two((year + 1) % 100))" : "\(season.rawValue) \(year)"
        }
    }

    private func period(_ span: DateInterval, _ points: ArraySlice<ActivitySeries.Point>) -> ActivityPeriod {
        let counts = points.compactMap(\.count)
        let present = counts.count { $0.detected > 0 }
        return ActivityPeriod(
            name: name(of: span.start), start: span.start, end: span.end, looks: counts.count,
            blind: points.count - counts.count, withPresence: present,
            presence: counts.isEmpty ? nil : Self.share(present, of: counts.count),
            highest: counts.max { ($0.detected, $0.high) < ($1.detected, $1.high) },
            mean: counts.isEmpty ? nil : Double(counts.reduce(0) { $0 + $1.detected }) / Double(counts.count))
    }

    /// Jeffreys' interval of a share: Brown, Cai and DasGupta (2001), Statistical Science 16(2), section 4.
    private static func share(_ part: Int, of whole: Int) -> ClosedRange<Double> {
        let posterior = BetaDistribution(alpha: Double(part) + 0.5, beta: Double(whole - part) + 0.5)
        let low = part == 0 ? 0 : posterior.quantile(0.05)
        let high = part == whole ? 1 : posterior.quantile(0.95)
        return low...max(low, high)
    }
}
