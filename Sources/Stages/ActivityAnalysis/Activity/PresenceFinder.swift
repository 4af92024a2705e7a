import Evidence
public import Findings
import Foundation

/// Finds runs of looks that each saw something, and whether one object explains them.
public struct PresenceFinder: Sendable {
    private let visits: [Visit]

    /// Makes a finder.
    ///
    /// - Parameter visits: Stays of followed objects; none where nobody followed any.
    public init(visits: [Visit]) {
        self.visits = visits
    }

    /// Runs of two looks and more.
    ///
    /// - Parameters:
    ///   - series: A series, ordered by time.
    ///   - scenes: The scene of each look, by the look's id.
    /// - Returns: Runs in the order of time.
    public func runs(in series: ActivitySeries, scenes: [String: String]) -> [Presence] {
        var found: [Presence] = []
        var run: [Int] = []
        var empty: Int?
        func close(with after: Int?) {
            if run.count > 1 {
                found.append(record(series, run: run, before: empty, after: after, scenes: scenes))
            }
            run = []
        }
        for index in series.points.indices {
            guard let count = series.points[index].count else { continue }
            if count.detected > 0 {
                run.append(index)
            } else {
                close(with: index)
                empty = index
            }
        }
        close(with: nil)
        return found
    }

    private func record(
        _ series: ActivitySeries, run: [Int], before: Int?, after: Int?, scenes: [String: String]
    ) -> Presence {
        let points = series.points
        let shown = Set(run.compactMap { scenes[points[$0].look] })
        let className = ActivitySeries.className(of: series.quantity)
        let own = visits.filter { visit in
            visit.zone == series.zone && (className == nil || visit.className == className)
                && visit.sightings.contains { shown.contains($0.scene) }
        }
        // Where many are there at once, whether one of them stayed all the time is no question that a count answers.
        let counts = run.compactMap { points[$0].count?.detected }.sorted()
        let isSingle = counts[counts.count / 2] == 1
        // One object explains the run where it was seen in all of it; how surely, its sightings in the run tell.
        let explaining = own.compactMap { visit -> Double? in
            let inside = visit.sightings.filter { shown.contains($0.scene) }
            guard inside.count == shown.count else { return nil }
            return inside.dropFirst().reduce(1) { $0 * ($1.sameAsBefore ?? 1) }
        }
        return Presence(
            zone: series.zone, quantity: series.quantity, seen: run.map { .init(points[$0]) },
            inDoubt: run.count { !points[$0].isSureOfPresence },
            blind: points[run[0]...run[run.count - 1]].count { $0.count == nil },
            emptyBefore: before.map { .init(points[$0]) }, emptyAfter: after.map { .init(points[$0]) },
            gaps: FirstSinceFinder.gaps(run.map { points[$0].time.middle }),
            sameObject: own.isEmpty || !isSingle ? nil : explaining.max() ?? 0,
            objects: own.sorted {
                ($0.sightings.first?.time.middle ?? .distantPast, $0.object) < (
                    $1.sightings.first?.time.middle ?? .distantPast, $1.object
                )
            }.map(\.object))
    }
}
