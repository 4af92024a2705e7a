import Evidence
public import Findings
import Foundation
import Statistics

/// Finds how many objects there are on the mean from counts repeated within days, or else within weeks.
///
/// Only looks that show nearly all of a zone count, as one probability of counting an object is taken for all of them. Days are taken
/// where enough of them have several looks, and weeks otherwise; that none comes or goes within one is an assumption, which the sentence
/// tells, and counts that do not vary together, as they would if it held, are told as setting no bound.
public struct RepeatedCountFinder: Sendable {
    /// The settings.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Periods with several looks below which nothing is told.
        public var leastRepeated: Int
        /// Periods above which only the latest are used.
        public var mostRepeated: Int
        /// Visible share of the zone from which a look counts.
        public var leastVisible: Double
        /// Probability of the intervals.
        public var level: Double

        /// Makes a configuration.
        public init(
            leastRepeated: Int = 10, mostRepeated: Int = 60, leastVisible: Double = 0.95, level: Double = 0.9
        ) {
            self.leastRepeated = leastRepeated
            self.mostRepeated = mostRepeated
            self.leastVisible = leastVisible
            self.level = level
        }
    }

    /// Counts above this would take long and tell nothing of what is missed.
    private static let mostCounted = 500

    private let configuration: Configuration
    private let calendar: ActivityCalendar

    /// Makes a finder.
    ///
    /// - Parameters:
    ///   - configuration: The settings.
    ///   - clock: Whose days and weeks they are; nil for those of UTC.
    public init(configuration: Configuration = .init(), clock: PlaceClock? = nil) {
        self.configuration = configuration
        calendar = ActivityCalendar(clock: clock)
    }

    /// The number that is there.
    ///
    /// - Parameter series: A series, ordered by time.
    /// - Returns: Nil with fewer periods than wanted, neither days nor weeks, or where nothing was counted in them.
    public func count(in series: ActivitySeries) -> RepeatedCount? {
        for period in [RepeatedCount.Period.day, .week] {
            let repeated = calendar.latest(
                of: series.points, by: period, least: 2, most: configuration.mostRepeated
            ) { $0.count != nil && $0.visibleShare >= configuration.leastVisible }.groups
            guard repeated.count >= max(1, configuration.leastRepeated) else { continue }
            return count(in: series, repeated, period)
        }
        return nil
    }

    private func count(
        in series: ActivitySeries, _ repeated: [[ActivitySeries.Point]], _ period: RepeatedCount.Period
    ) -> RepeatedCount? {
        let counts = repeated.map { $0.map { $0.count?.detected ?? 0 } }
        let all = counts.flatMap(\.self)
        guard let most = all.max(), most > 0, most <= Self.mostCounted, let first = repeated.first?.first,
            let last = repeated.last?.last,
            let found = try? NMixtureEstimate.estimate(counts, level: configuration.level)
        else { return nil }
        let outcome: RepeatedCount.Outcome =
            switch found {
            case .determined(let estimate):
                .estimated(
                    mean: BoundedEstimate(estimate.abundance), detection: BoundedEstimate(estimate.detection))
            case .undetermined(let reason): .unbounded(because: reason)
            }
        return RepeatedCount(
            zone: series.zone, quantity: series.quantity, period: period, repeated: repeated.count, looks: all.count,
            meanCount: Double(all.reduce(0, +)) / Double(all.count), level: configuration.level, first: .init(first),
            last: .init(last), lookIDs: repeated.flatMap(\.self).map(\.look), outcome: outcome)
    }
}
