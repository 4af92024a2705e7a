import Evidence
public import Findings
import Foundation
import Statistics

/// Finds on which share of days something was there, once what looks miss is taken in.
///
/// Each day with a look that could tell is a site of MacKenzie's model, and its looks are visits to it: presence is taken not to change
/// within a day, which a train that comes at noon breaks. Where each look's probability of detection was measured it is used; else
/// it is estimated from days with several looks, and nothing is told where these are few.
public struct SharePresenceFinder: Sendable {
    /// The settings.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Days with looks below which nothing is told.
        public var leastDays: Int
        /// Days with several looks below which detection is not estimated.
        public var leastRepeated: Int
        /// Days with looks above which only the latest are used.
        public var mostDays: Int
        /// Probability of the intervals.
        public var level: Double

        /// Makes a configuration.
        public init(leastDays: Int = 10, leastRepeated: Int = 10, mostDays: Int = 200, level: Double = 0.9) {
            self.leastDays = leastDays
            self.leastRepeated = leastRepeated
            self.mostDays = mostDays
            self.level = level
        }
    }

    private let configuration: Configuration
    private let calendar: ActivityCalendar

    /// Makes a finder.
    ///
    /// - Parameters:
    ///   - configuration: The settings.
    ///   - clock: Whose days they are; nil for those of UTC.
    public init(configuration: Configuration = .init(), clock: PlaceClock? = nil) {
        self.configuration = configuration
        calendar = ActivityCalendar(clock: clock)
    }

    /// The share of days with presence.
    ///
    /// - Parameter series: A series, ordered by time.
    /// - Returns: Nil with fewer days than wanted, where nothing was seen on any, or where detection is neither measured nor told by
    ///   enough days with several looks.
    public func share(in series: ActivitySeries) -> ShareWithPresence? {
        let (days, isCut) = calendar.latest(
            of: series.points, by: .day, least: 1, most: configuration.mostDays
        ) { $0.count != nil }
        let seen = days.filter { $0.contains(where: \.showsPresence) }
        let repeated = days.count { $0.count > 1 }
        guard days.count >= max(1, configuration.leastDays), !seen.isEmpty, let first = days.first?.first,
            let last = days.last?.last
        else { return nil }
        let isMeasured = days.allSatisfy { $0.allSatisfy { $0.detection != nil } }
        guard isMeasured || repeated >= configuration.leastRepeated else { return nil }
        let estimate =
            isMeasured
            ? try? OccupancyEstimate.known(
                days.map { try $0.map(Self.survey) }, level: configuration.level
            ).estimate
            : try? OccupancyEstimate.constant(
                days.map { $0.map { $0.showsPresence } }, level: configuration.level
            ).estimate
        guard let estimate else { return nil }
        return ShareWithPresence(
            zone: series.zone, quantity: series.quantity, days: days.count, seen: seen.count,
            inDoubt: seen.count { !$0.contains(where: \.isSureOfPresence) }, repeated: repeated,
            isLatestOnly: isCut, share: BoundedEstimate(estimate.occupancy),
            detection: estimate.detection.map { BoundedEstimate($0) }, level: configuration.level, first: .init(first),
            last: .init(last), lookIDs: days.flatMap(\.self).map(\.look))
    }

    private static func survey(_ point: ActivitySeries.Point) throws -> OccupancyEstimate.Survey {
        let detection = min(1, max(0, point.detection ?? 0))
        return try OccupancyEstimate.Survey(
            isDetected: point.showsPresence, detection: point.showsPresence ? max(0.01, detection) : detection)
    }
}
