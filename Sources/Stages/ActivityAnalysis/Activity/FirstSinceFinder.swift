import Evidence
public import Findings
import Foundation
import Statistics

/// Finds since when something is seen for the first time, or was not seen any more, and what the looks between exclude.
///
/// A look that counted something, be it in doubt, ends an absence: a first time is never claimed over a look on which
/// something may have been seen.
public struct FirstSinceFinder: Sendable {
    /// How rates are excluded.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Lengths of a visit in days for which rates are told, by class; others have ``otherDwells``. Assumptions.
        public var dwells: [String: [Double]]
        /// Lengths of a visit in days for other classes.
        public var otherDwells: [Double]
        /// Confidence with which a rate is excluded.
        public var level: Double
        /// Probability of detection where nobody measured the network: an assumption, told wherever it is used.
        public var unmeasuredDetection: Double

        /// Makes a configuration.
        public init(
            dwells: [String: [Double]] = ["ship": [1, 3, 10]], otherDwells: [Double] = [0.5, 2, 7],
            level: Double = 0.95, unmeasuredDetection: Double = 0.5
        ) {
            self.dwells = dwells
            self.otherDwells = otherDwells
            self.level = level
            self.unmeasuredDetection = unmeasuredDetection
        }
    }

    /// The settings in use.
    public let configuration: Configuration

    /// Days of a month, as rates a month are told: 365.25 / 12.
    public static let daysOfMonth = 30.4375

    /// Makes a finder.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// What a series tells.
    ///
    /// - Parameter series: A series, ordered by time.
    /// - Returns: One record for each time something was seen after looks that saw nothing, and one for the looks at the end that
    ///   see nothing; none where no look could tell, or each saw something.
    public func findings(in series: ActivitySeries) -> [FirstSince] {
        let dwells =
            ActivitySeries.className(of: series.quantity).flatMap { configuration.dwells[$0] }
            ?? configuration.otherDwells
        var found: [FirstSince] = []
        var previous: Int?
        var absent: [Int] = []
        var wasSeen = false
        for index in series.points.indices {
            guard let count = series.points[index].count else { continue }
            if count.detected > 0 {
                if !absent.isEmpty {
                    found.append(
                        record(series, .firstSince, seen: index, previous: previous, between: absent, dwells: dwells))
                }
                absent = []
                previous = index
                wasSeen = true
            } else {
                absent.append(index)
            }
        }
        if !absent.isEmpty {
            found.append(
                record(
                    series, wasSeen ? .notSince : .never, seen: wasSeen ? absent[0] : nil, previous: previous,
                    between: absent, dwells: dwells))
        }
        return found
    }

    private func record(
        _ series: ActivitySeries, _ kind: FirstSince.Kind, seen: Int?, previous: Int?, between: [Int],
        dwells: [Double]
    ) -> FirstSince {
        let first = previous ?? between[0]
        let last = kind == .firstSince ? seen ?? between[between.count - 1] : between[between.count - 1]
        var marks = between
        if let previous { marks.insert(previous, at: 0) }
        if kind == .firstSince, let seen { marks.append(seen) }
        let points = series.points
        return FirstSince(
            zone: series.zone, quantity: series.quantity, kind: kind, seen: seen.map { .init(points[$0]) },
            previous: previous.map { .init(points[$0]) },
            isPreviousInDoubt: previous.map { !points[$0].isSureOfPresence } ?? false,
            between: between.map { .init(points[$0]) },
            blind: points[first...last].count { $0.count == nil },
            gaps: Self.gaps(marks.map { points[$0].time.middle }),
            exclusions: exclusions(of: series, between: between, from: first, to: last, dwells: dwells))
    }

    static func gaps(_ times: [Date]) -> FirstSince.Gaps? {
        let gaps = zip(times, times.dropFirst()).map { ($1.timeIntervalSince($0) / 86_400, $0, $1) }
        guard let longest = gaps.max(by: { $0.0 < $1.0 }) else { return nil }
        let sorted = gaps.map(\.0).sorted()
        let middle = sorted.count / 2
        return FirstSince.Gaps(
            count: gaps.count, shortest: sorted[0],
            median: sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2,
            longest: longest.0, longestAfter: longest.1, longestUntil: longest.2)
    }

    private func exclusions(
        of series: ActivitySeries, between: [Int], from first: Int, to last: Int, dwells: [Double]
    ) -> [FirstSince.Exclusion] {
        let origin = series.points[first].time.middle
        func day(_ index: Int) -> Double { series.points[index].time.middle.timeIntervalSince(origin) / 86_400 }
        let looks = between.map { index in
            WatchedInstant(
                day: day(index), detection: series.points[index].detection ?? configuration.unmeasuredDetection)
        }
        let capture = VisitCapture(looks: looks)
        return dwells.map { dwell in
            let rate = UnseenVisits(looks: looks, dwell: dwell).excludedRate(level: configuration.level)
            return FirstSince.Exclusion(
                dwell: dwell, ratePerMonth: rate.map { $0 * Self.daysOfMonth },
                presence: rate.map { -expm1(-$0 * dwell) }, level: configuration.level,
                capture: capture.probability(dwell: dwell, from: day(first), to: day(last)))
        }
    }
}
