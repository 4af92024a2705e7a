import Evidence
import Findings
import Foundation
import Inquiry

/// Tells of each look at an indicator's zones whether its condition holds there.
struct SightFinder {
    let record: LookRecord
    /// Only what was known by then counts; nil for all. Of looks it bounds what later ones tell of them, not which there are.
    var limit: Date?

    /// What each look says, ordered by time; looks outside of the indicator's season, too coarse for it or by another sensor are no
    /// opportunity and left out. Of one scene the zone that shows most counts; zones that it could not tell of lower the share of what
    /// it saw, as what is looked for may be there.
    func sights(of rule: IndicatorRule, need: CollectionNeed) -> [LookSight] {
        let opportunities = record.looks.filter { entry in
            rule.zones.contains(entry.look.zone) && isWanted(entry, by: need)
        }.sorted { ($0.time.middle, $0.look.id) < ($1.time.middle, $1.look.id) }
        let told = sights(of: rule.condition, in: opportunities)
        // Zones of one rule stand for each other: one scene is one look.
        var order: [String] = []
        var best: [String: LookSight] = [:]
        var shares: [String: [String: Double]] = [:]
        for (entry, sight) in zip(opportunities, told) {
            let scene = entry.look.scene
            if sight.shown != nil {
                shares[scene, default: [:]][entry.look.zone, default: 0] = max(
                    shares[scene]?[entry.look.zone] ?? 0, sight.share)
            }
            guard let other = best[scene] else {
                order.append(scene)
                best[scene] = sight
                continue
            }
            if (sight.shown ?? -1) > (other.shown ?? -1) { best[scene] = sight }
        }
        let zones = rule.zones.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return order.compactMap { scene in
            guard var sight = best[scene] else { return nil }
            let known = shares[scene] ?? [:]
            sight.share = zones.reduce(0) { $0 + (known[$1] ?? 0) } / Double(max(1, zones.count))
            return sight
        }
    }

    private func isWanted(_ entry: LookRecord.TimedLook, by need: CollectionNeed) -> Bool {
        if !need.months.isEmpty, !need.months.contains(CivilDate(of: entry.time.middle).month) { return false }
        if let needed = need.groundSamplingDistance {
            guard let own = entry.look.groundSamplingDistance, own <= needed else { return false }
        }
        guard !need.sensors.isEmpty else { return true }
        return need.sensors.contains { wanted in
            entry.sensors.contains { $0.lowercased().contains(wanted.lowercased()) }
        }
    }

    private func sights(
        of condition: IndicatorRule.Condition, in looks: [LookRecord.TimedLook]
    ) -> [LookSight] {
        switch condition {
        case .count(let quantity, let least): counted(quantity, least, in: looks)
        case .measured(let quantity, let className, let bounds): measured(quantity, className, bounds, in: looks)
        case .told(let quantity, let words): told(quantity, words, in: looks)
        case .moved(let quantity, let by): moved(quantity, by, in: looks)
        case .ground(let kinds, let area): ground(kinds, area, in: looks)
        case .stayed(let className, let days): stayed(className, days, in: looks)
        }
    }

    /// What a look says, whose share of what was visible is lowered to what was told of it. One that told of nothing and shows
    /// nothing could not tell.
    func sight(
        _ entry: LookRecord.TimedLook, _ shown: Double?, _ words: String, detection: Double? = nil, share: Double = 1
    ) -> LookSight {
        let told = Self.proportion(share) * Self.proportion(entry.look.visibleShare)
        let isBlind = told <= 0 && shown.map { $0 < 0.5 } ?? false
        return LookSight(
            look: entry.look.id, time: entry.time, shown: isBlind ? nil : shown, detection: detection,
            words: isBlind ? "\(words), but nothing of the place could be told" : words, share: told)
    }

    /// A share as catalogues may state it, within 0…1; what is no number is none.
    static func proportion(_ value: Double) -> Double { value.isNaN ? 0 : min(1, max(0, value)) }

    func blind(_ entry: LookRecord.TimedLook, _ reason: String) -> LookSight {
        sight(
            entry, nil,
            entry.look.usability == .notUsable ? entry.look.reasons.joined(separator: "; ") : reason)
    }

    // MARK: Counts

    func counted(_ quantity: String, _ least: Int, in looks: [LookRecord.TimedLook]) -> [LookSight] {
        struct Found {
            var point: ActivitySeries.Point
            var quantity: String
        }
        let isOnRails = record.railClasses.contains { quantity == $0 || quantity == $0 + " on tracks" }
        var points: [String: Found] = [:]
        var rails: [String: Found] = [:]
        for series in record.series {
            if series.quantity == quantity || series.quantity == quantity + " on tracks" {
                for point in series.points where points[point.look]?.point.count == nil {
                    points[point.look] = Found(point: point, quantity: series.quantity)
                }
            }
            if isOnRails, series.quantity == "rail vehicles" {
                for point in series.points where point.count != nil {
                    rails[point.look] = Found(point: point, quantity: series.quantity)
                }
            }
        }
        var reasons: [String: String] = [:]
        for observation in record.observations {
            guard observation.quantity == quantity || observation.quantity == quantity + " on tracks",
                case .undetermined(let because) = observation.result
            else { continue }
            reasons[observation.look] = reasons[observation.look] ?? because
        }
        func told(_ entry: LookRecord.TimedLook, _ found: Found, _ shown: Double, _ words: String) -> LookSight {
            // A point's detection is that in the whole zone, a sight's that in what was told of it.
            let visible = found.point.visibleShare
            return sight(
                entry, shown, words,
                detection: found.point.detection.map { visible > 0 ? Self.proportion($0 / visible) : $0 },
                share: record.readShares[entry.look.id]?[found.quantity] ?? 1)
        }
        return looks.map { entry in
            if let found = points[entry.look.id], let count = found.point.count {
                let shown =
                    count.detected == 0
                    ? 0
                    : IntervalProbability.atLeast(
                        least, detected: count.detected, low: count.low, high: count.high, level: count.level)
                let range = count.low == count.high ? "" : " (\(count.low) to \(count.high))"
                return told(entry, found, shown, "\(quantity): \(count.detected)\(range)")
            }
            // What says of itself that it could not be counted is not counted by the others either.
            // What says of itself that it could not be counted is not counted by the others either.
            if points[entry.look.id] == nil, let rail = rails[entry.look.id] {
                return told(entry, rail, 0, "\(quantity): 0 on the tracks that were read")
            }
            return blind(entry, reasons[entry.look.id] ?? "\(quantity) was not counted in this look")
        }
    }
}
