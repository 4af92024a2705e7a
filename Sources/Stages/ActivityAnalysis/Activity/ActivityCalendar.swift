import Evidence
import Findings
import Foundation

/// Days and weeks of a place, or of UTC where nobody named one.
struct ActivityCalendar: Sendable {
    private let clock: PlaceClock?

    init(clock: PlaceClock?) { self.clock = clock }

    /// The number of the local day, counted from 1 January 1970.
    func day(of time: Date) -> Int {
        let local = time.timeIntervalSince1970 + Double(clock?.offset(at: time) ?? 0)
        return Int((local / 86_400).rounded(.down))
    }

    /// The latest periods with as many points as wanted, each with its points, both in the order of time.
    ///
    /// Begins at the end and stops where enough were found: of ten thousand looks few are needed.
    ///
    /// - Parameters:
    ///   - points: Ordered by time.
    ///   - period: How long a period is.
    ///   - least: Points that a period must have.
    ///   - most: Periods that are wanted.
    ///   - isWanted: Whether a point counts.
    /// - Returns: The periods, and whether there are points before them that were not looked at.
    func latest(
        of points: [ActivitySeries.Point], by period: RepeatedCount.Period, least: Int, most: Int,
        where isWanted: (ActivitySeries.Point) -> Bool
    ) -> (groups: [[ActivitySeries.Point]], isCut: Bool) {
        var groups: [[ActivitySeries.Point]] = []
        var group: [ActivitySeries.Point] = []
        var current: Int?
        func close() {
            if !group.isEmpty, group.count >= least { groups.append(group.reversed()) }
            group = []
        }
        var isCut = false
        for point in points.reversed() where isWanted(point) {
            let day = day(of: point.time.middle)
            // 1 January 1970 was a Thursday, three days after a Monday.
            let number = period == .day ? day : Int((Double(day + 3) / 7).rounded(.down))
            if number != current {
                close()
                if groups.count >= most {
                    isCut = true
                    break
                }
                current = number
            }
            group.append(point)
        }
        close()
        return (groups.reversed(), isCut)
    }
}
