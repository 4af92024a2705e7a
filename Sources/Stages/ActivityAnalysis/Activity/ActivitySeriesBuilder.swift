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
        Dictionary(grouping: looks.indices, by: { looks[$0].zone }).sorted { $0.key < $1.key }.map { zone, indices in
            let found = ordered(indices, of: looks, times: times)
            let entries = found.looks.map { item in
                ZoneLooks.Entry(
                    look: looks[item.index].id, time: item.time, visibleShare: looks[item.index].visibleShare,
                    usability: looks[item.index].usability)
            }
            return ZoneLooks(
                zone: zone, looks: entries,
                gaps: FirstSinceFinder.gaps(entries.filter { $0.usability != .notUsable }.map(\.time.middle)),
                remarks: found.remarks)
        }
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
        var indices: [String: Int] = [:]
        indices.reserveCapacity(looks.count)
        for (index, look) in looks.enumerated() { indices[look.id] = index }
        // What each look counted, by quantity: a name is one number from here on.
        var names: [String: Int] = [:]
        var quantities: [String] = []
        var counted: [[(quantity: Int, sight: ActivitySeries.Sight)]] = Array(repeating: [], count: looks.count)
        var isCounted: [Set<Int>] = []
        var zones: [String: Int] = [:]
        var looksOfZone: [[Int]] = []
        var zoneOfLook = [Int](repeating: 0, count: looks.count)
        for (index, look) in looks.enumerated() {
            let zone = zones[look.zone] ?? looksOfZone.count
            if zone == looksOfZone.count {
                zones[look.zone] = zone
                looksOfZone.append([])
                isCounted.append([])
            }
            looksOfZone[zone].append(index)
            zoneOfLook[index] = zone
        }
        for observation in observations where observation.subject == nil {
            guard let index = indices[observation.look], let sight = Self.sight(observation.result) else { continue }
            let name = names[observation.quantity] ?? quantities.count
            if name == quantities.count {
                names[observation.quantity] = name
                quantities.append(observation.quantity)
            }
            counted[index].append((name, sight))
            if case .counted = sight { isCounted[zoneOfLook[index]].insert(name) }
        }
        let rail = names[Self.railVehicles]
        return zones.sorted { $0.key < $1.key }.flatMap { zone, number in
            let ordered = ordered(looksOfZone[number], of: looks, times: times)
            return isCounted[number].sorted { quantities[$0] < quantities[$1] }.map { quantity in
                one(
                    zone: zone, quantity: quantities[quantity], number: quantity, ordered: ordered, looks: looks,
                    counted: counted, rail: rail)
            }
        }
    }

    /// What all vehicles on tracks are counted as.
    private static let railVehicles = "rail vehicles"

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
            let (first, second) = (looks[$0.index], looks[$1.index])
            return first.visibleShare != second.visibleShare
                ? first.visibleShare > second.visibleShare : first.id < second.id
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
        zone: String, quantity: String, number: Int, ordered: Ordered, looks: [Look],
        counted: [[(quantity: Int, sight: ActivitySeries.Sight)]], rail: Int?
    ) -> ActivitySeries {
        let isOnTracks = quantity.contains(" on tracks") && !quantity.contains("(track ")
        var known: [(distance: Double?, recall: Double?)] = []
        let points = ordered.looks.map { item in
            let look = looks[item.index]
            let told = counted[item.index]
            var sight = told.first { $0.quantity == number }?.sight
            if sight == nil, isOnTracks, case .counted(let all)? = told.first(where: { $0.quantity == rail })?.sight {
                // Classes that cannot be on what was read of the tracks are not listed one by one.
                sight = .counted(.init(detected: 0, low: 0, high: 0, level: all.level))
            }
            var own: Double?
            if let entry = known.first(where: { $0.distance == look.groundSamplingDistance }) {
                own = entry.recall
            } else {
                own = recall(quantity, look.groundSamplingDistance)
                known.append((look.groundSamplingDistance, own))
            }
            return ActivitySeries.Point(
                look: look.id, time: item.time, visibleShare: look.visibleShare,
                sight: sight
                    ?? .notLooked(
                        because: look.usability == .notUsable
                            ? look.reasons.joined(separator: "; ") : "it was not counted in this look"),
                detection: own.map { min(1, max(0, $0 * look.visibleShare)) })
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
