public import Evidence
public import Findings
public import Foundation

/// Puts looks and counts in the order of time: one series for each zone and quantity.
public struct ActivitySeriesBuilder: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 1

    /// Probability that an object of what a quantity counts is detected at a ground sampling distance in metres, where all of it
    /// can be seen; nil where nobody measured.
    public typealias Recall = @Sendable (_ quantity: String, _ groundSamplingDistance: Double?) -> Double?

    private let recall: Recall
    private let limit: Date?

    /// Makes a builder.
    ///
    /// - Parameters:
    ///   - limit: Looks later than this are left out and told; nil for none.
    ///   - recall: How well objects are detected.
    public init(until limit: Date? = nil, recall: @escaping Recall) {
        self.limit = limit
        self.recall = recall
    }

    /// The looks at each zone, whatever was counted in them.
    ///
    /// - Parameters:
    ///   - looks: Looks in any order.
    ///   - times: When each scene was taken, by its id.
    /// - Returns: One record for each zone that was looked at, ordered by zone.
    public func looks(_ looks: [Look], times: [String: AcquisitionTime]) -> [ZoneLooks] {
        zones(looks: looks, times: times, observations: []).map(\.looks)
    }

    /// The series of all zones.
    ///
    /// Only what was counted at least once gives a series; a look that could not tell is a point without a count. Of two looks at
    /// one zone at the same instant, such as two products of one acquisition, the one that shows more of it counts.
    ///
    /// - Parameters:
    ///   - looks: Looks in any order.
    ///   - times: When each scene was taken, by its id; looks of scenes that are not here are left out and told.
    ///   - observations: What was counted in the looks; other measurements are passed over.
    /// - Returns: Series ordered by zone and quantity.
    public func series(
        looks: [Look], times: [String: AcquisitionTime], observations: [Observation]
    ) -> [ActivitySeries] {
        zones(looks: looks, times: times, observations: observations).flatMap(\.series)
    }

    /// Looks and series of each zone, ordered by zone: both from one ordering, zones side by side.
    func zones(
        looks: [Look], times: [String: AcquisitionTime], observations: [Observation]
    ) -> [(looks: ZoneLooks, series: [ActivitySeries])] {
        let counts = CountsOfLooks(looks: looks, observations: observations)
        let order = counts.zones.keys.sorted()
        return sideBySide(order.count) { place in
            let zone = order[place]
            guard let number = counts.zones[zone] else { preconditionFailure("Each zone has its number.") }
            let ordered = ordered(counts.looksOfZone[number], of: looks, times: times)
            let entries = ordered.looks.map { item in
                ZoneLooks.Entry(
                    look: looks[item.index].id, time: item.time, visibleShare: looks[item.index].visibleShare,
                    usability: looks[item.index].usability)
            }
            let zoneLooks = ZoneLooks(
                zone: zone, looks: entries,
                gaps: FirstSinceFinder.gaps(entries.filter { $0.usability != .notUsable }.map(\.time.middle)),
                remarks: ordered.remarks)
            let series = counts.countedInZone[number].sorted { counts.quantities[$0] < counts.quantities[$1] }.map {
                one(
                    zone: zone, quantity: counts.quantities[$0], number: $0, ordered: ordered, looks: looks,
                    observations: observations, counts: counts)
            }
            return (zoneLooks, series)
        }
    }

    private struct Ordered {
        var looks: [(index: Int, time: AcquisitionTime)]
        var remarks: [String]
    }

    private func ordered(_ indices: [Int], of looks: [Look], times: [String: AcquisitionTime]) -> Ordered {
        var timed: [(index: Int, time: AcquisitionTime, middle: Date)] = []
        var timeless = 0
        var late = 0
        for index in indices {
            guard let time = times[looks[index].scene] else {
                timeless += 1
                continue
            }
            if let limit, time.start > limit {
                late += 1
                continue
            }
            timed.append((index, time, time.middle))
        }
        timed.sort {
            if $0.middle != $1.middle { return $0.middle < $1.middle }
            let (first, second) = (looks[$0.index].visibleShare, looks[$1.index].visibleShare)
            return first != second ? first > second : looks[$0.index].id < looks[$1.index].id
        }
        var found: [(index: Int, time: AcquisitionTime)] = []
        var last: Date?
        for item in timed where item.middle != last {
            found.append((item.index, item.time))
            last = item.middle
        }
        var remarks: [String] = []
        func tell(_ count: Int, _ one: String, _ many: String) {
            if count > 0 { remarks.append(count == 1 ? "one look \(one)" : "\(count) looks \(many)") }
        }
        tell(timeless, "has no time and is left out", "have no time and are left out")
        tell(late, "lies in the future and is left out", "lie in the future and are left out")
        tell(
            timed.count - found.count, "shows the same instant as another and is left out",
            "show the same instants as others and are left out")
        return Ordered(looks: found, remarks: remarks)
    }

    private func one(
        zone: String, quantity: String, number: Int, ordered: Ordered, looks: [Look], observations: [Observation],
        counts: CountsOfLooks
    ) -> ActivitySeries {
        let isOnTracks = quantity.contains(" on tracks") && !quantity.contains("(track ")
        var known: [(distance: Double?, recall: Double?)] = []
        func told(_ quantity: Int, in look: Int) -> ActivitySeries.Sight? {
            counts.observation(of: quantity, in: look).flatMap { Self.sight(observations[$0].result) }
        }
        let points = ordered.looks.map { item in
            let index = item.index
            let (distance, visibleShare) = (looks[index].groundSamplingDistance, looks[index].visibleShare)
            var sight = told(number, in: index)
            if sight == nil, isOnTracks, let rail = counts.rail, case .counted(let all)? = told(rail, in: index) {
                // Classes that cannot be on what was read of the tracks are not listed one by one.
                sight = .counted(.init(detected: 0, low: 0, high: 0, level: all.level))
            }
            var own: Double?
            if let entry = known.first(where: { $0.distance == distance }) {
                own = entry.recall
            } else {
                own = recall(quantity, distance)
                known.append((distance, own))
            }
            return ActivitySeries.Point(
                look: looks[index].id, time: item.time, visibleShare: visibleShare,
                sight: sight
                    ?? .notLooked(
                        because: looks[index].usability == .notUsable
                            ? looks[index].reasons.joined(separator: "; ") : "it was not counted in this look"),
                detection: own.map { min(1, max(0, $0 * visibleShare)) })
        }
        return ActivitySeries(zone: zone, quantity: quantity, points: points, remarks: ordered.remarks)
    }

    private static func sight(_ result: Observation.Result) -> ActivitySeries.Sight? {
        switch result {
        case .count(let detected, let low, let high, let level, _):
            .counted(.init(detected: detected, low: low, high: high, level: level))
        case .undetermined(let reason): .notLooked(because: reason)
        case .measured, .told, .notApplicable: nil
        }
    }
}

extension ActivitySeries {
    /// The class of objects that a quantity counts: "ship" of "ship at berth", "tank-car" of "tank-car on tracks"; nil for
    /// all vehicles on tracks.
    public static func className(of quantity: String) -> String? {
        if quantity.hasPrefix("rail vehicles") { return nil }
        for part in [" on tracks", " at ", " under way", " elsewhere", " ("] {
            if let range = quantity.range(of: part) { return String(quantity[..<range.lowerBound]) }
        }
        return quantity
    }
}
