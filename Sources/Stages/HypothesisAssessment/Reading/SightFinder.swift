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

    func sight(
        _ entry: LookRecord.TimedLook, _ shown: Double?, _ words: String, detection: Double? = nil, share: Double = 1
    ) -> LookSight {
        LookSight(
            look: entry.look.id, time: entry.time, shown: shown, detection: detection, words: words, share: share)
    }

    func blind(_ entry: LookRecord.TimedLook, _ reason: String) -> LookSight {
        sight(
            entry, nil,
            entry.look.usability == .notUsable ? entry.look.reasons.joined(separator: "; ") : reason)
    }

    // MARK: Counts

    func counted(_ quantity: String, _ least: Int, in looks: [LookRecord.TimedLook]) -> [LookSight] {
        var points: [String: ActivitySeries.Point] = [:]
        var rails: [String: ActivitySeries.Point] = [:]
        for series in record.series {
            if series.quantity == quantity || series.quantity == quantity + " on tracks" {
                for point in series.points where points[point.look]?.count == nil { points[point.look] = point }
            }
            if record.railClasses.contains(quantity), series.quantity == "rail vehicles" {
                for point in series.points where point.count != nil { rails[point.look] = point }
            }
        }
        return looks.map { entry in
            let point = points[entry.look.id]
            if let point, let count = point.count {
                let shown =
                    count.detected == 0
                    ? 0
                    : IntervalProbability.atLeast(
                        least, detected: count.detected, low: count.low, high: count.high, level: count.level)
                let range = count.low == count.high ? "" : " (\(count.low) to \(count.high))"
                return sight(entry, shown, "\(quantity): \(count.detected)\(range)", detection: point.detection)
            }
            // What says of itself that it could not be counted is not counted by the others either.
            if case .notLooked(let reason)? = point?.sight { return blind(entry, reason) }
            if let rail = rails[entry.look.id] {
                return sight(entry, 0, "\(quantity): 0 on the tracks that were read", detection: rail.detection)
            }
            return blind(entry, "\(quantity) was not counted in this look")
        }
    }
}
