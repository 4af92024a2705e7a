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

    private func sight(
        _ entry: LookRecord.TimedLook, _ shown: Double?, _ words: String, detection: Double? = nil, share: Double = 1
    ) -> LookSight {
        LookSight(
            look: entry.look.id, time: entry.time, shown: shown, detection: detection, words: words, share: share)
    }

    private func blind(_ entry: LookRecord.TimedLook, _ reason: String) -> LookSight {
        sight(
            entry, nil,
            entry.look.usability == .notUsable ? entry.look.reasons.joined(separator: "; ") : reason)
    }

    // MARK: Counts

    private func counted(_ quantity: String, _ least: Int, in looks: [LookRecord.TimedLook]) -> [LookSight] {
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
            if let rail = rails[entry.look.id] {
                return sight(entry, 0, "\(quantity): 0 on the tracks that were read", detection: rail.detection)
            }
            if case .notLooked(let reason)? = point?.sight { return blind(entry, reason) }
            return blind(entry, "\(quantity) was not counted in this look")
        }
    }

    // MARK: Measurements

    /// Observations of one quantity by look.
    private func observations(of quantity: String) -> [String: [Observation]] {
        Dictionary(grouping: record.observations.filter { $0.quantity == quantity }, by: \.look)
    }

    private func measured(
        _ quantity: String, _ className: String?, _ bounds: IndicatorRule.Bounds, in looks: [LookRecord.TimedLook]
    ) -> [LookSight] {
        let known = observations(of: quantity)
        let counts = className.map { counted($0, 1, in: looks) }
        return looks.enumerated().map { number, entry in
            var best: (shown: Double, value: Double)?
            var reason: String?
            var told = 0
            var untold = 0
            for observation in known[entry.look.id] ?? [] {
                if let className, record.classes[observation.subject ?? ""] != className { continue }
                switch observation.result {
                case .measured(let value, let low, let high, let level, let unit, _):
                    guard unit == bounds.unit else {
                        reason = "\(quantity) is measured in \(unit), not in \(bounds.unit)"
                        untold += 1
                        continue
                    }
                    told += 1
                    let shown = Self.within(bounds, value: value, low: low, high: high, level: level)
                    if shown > best?.shown ?? -1 { best = (shown, value) }
                case .undetermined(let because):
                    reason = reason ?? because
                    untold += 1
                case .notApplicable(let because): reason = reason ?? because
                case .count, .told: continue
                }
            }
            if let best {
                // Of a class what the network misses was not measured either; what could not be measured may be what is looked for.
                return sight(
                    entry, best.shown, "\(quantity) \(Self.text(best.value, bounds.unit))",
                    detection: counts.map { $0[number].detection } ?? entry.look.visibleShare,
                    share: Double(told) / Double(told + untold))
            }
            // Where none of the class was counted nothing was there to be measured.
            if let counted = counts?[number], counted.shown == 0 {
                return sight(entry, 0, counted.words, detection: counted.detection)
            }
            return blind(entry, reason ?? "\(quantity) was not measured in this look")
        }
    }

    static func within(
        _ bounds: IndicatorRule.Bounds, value: Double, low: Double, high: Double, level: Double
    ) -> Double {
        let above =
            bounds.above.map {
                IntervalProbability.above($0, value: value, low: low, high: high, level: level)
            } ?? 1
        let beyond =
            bounds.below.map {
                IntervalProbability.above($0, value: value, low: low, high: high, level: level)
            } ?? 0
        return max(0, above - beyond)
    }

    static func text(_ value: Double, _ unit: String) -> String {
        if unit == "1" { return "\(Int((min(max(value, -10), 10) * 100).rounded())) %" }
        guard abs(value) < 1e12 else { return "\(value) \(unit)" }
        return "\((value * 10).rounded() / 10) \(unit)"
    }

    private func told(_ quantity: String, _ words: [String], in looks: [LookRecord.TimedLook]) -> [LookSight] {
        let known = observations(of: quantity)
        return looks.map { entry in
            var best: (shown: Double, word: String)?
            var others: [String] = []
            var reason: String?
            var untold = 0
            var isOther = 0
            for observation in known[entry.look.id] ?? [] {
                switch observation.result {
                case .told(let word, let probability, _):
                    if words.contains(word) {
                        if probability > best?.shown ?? -1 { best = (probability, word) }
                    } else {
                        isOther += 1
                        if !others.contains(word) { others.append(word) }
                    }
                case .undetermined(let because):
                    reason = reason ?? because
                    untold += 1
                case .notApplicable(let because): reason = reason ?? because
                case .count, .measured: continue
                }
            }
            if let best {
                return sight(
                    entry, best.shown, "\(quantity): \(best.word)", detection: entry.look.visibleShare)
            }
            if !others.isEmpty {
                return sight(
                    entry, 0, "\(quantity): \(WordList.joined(others))", detection: entry.look.visibleShare,
                    share: Double(isOther) / Double(isOther + untold))
            }
            return blind(entry, reason ?? "\(quantity) was not told in this look")
        }
    }

    private func moved(_ quantity: String, _ by: Double, in looks: [LookRecord.TimedLook]) -> [LookSight] {
        struct Value {
            var value: Double
            var deviation: Double
            var unit: String
        }
        let known = observations(of: quantity)
        var earlier: [String: [Value]] = [:]
        return looks.map { entry in
            var best: (shown: Double, subject: String, from: Value, to: Value)?
            var isMeasured = false
            var reason: String?
            var compared = 0
            var uncompared = 0
            for observation in (known[entry.look.id] ?? []).sorted(by: { $0.id < $1.id }) {
                switch observation.result {
                case .measured(let value, let low, let high, let level, let unit, _):
                    isMeasured = true
                    let subject = observation.subject ?? ""
                    let half = IntervalProbability.halfWidths(of: level)
                    let now = Value(value: value, deviation: (high - low) / (2 * half), unit: unit)
                    let before = (earlier[subject] ?? []).filter { $0.unit == unit }
                    if before.isEmpty { uncompared += 1 } else { compared += 1 }
                    for before in before {
                        let shown = IntervalProbability.differ(
                            by: by, now.value - before.value,
                            deviation: (now.deviation * now.deviation + before.deviation * before.deviation)
                                .squareRoot())
                        if shown > best?.shown ?? -1 { best = (shown, subject, before, now) }
                    }
                    earlier[subject, default: []].append(now)
                case .undetermined(let because):
                    reason = reason ?? because
                    uncompared += 1
                case .notApplicable(let because): reason = reason ?? because
                case .count, .told: continue
                }
            }
            if let best {
                return sight(
                    entry, best.shown,
                    "\(quantity) of \(best.subject) \(Self.text(best.from.value, best.from.unit)) before, "
                        + "\(Self.text(best.to.value, best.to.unit)) now", detection: entry.look.visibleShare,
                    share: Double(compared) / Double(compared + uncompared))
            }
            return blind(
                entry,
                isMeasured
                    ? "no earlier look measured \(quantity) there"
                    : reason ?? "\(quantity) was not measured in this look")
        }
    }

    // MARK: Ground and stays

    private func ground(_ kinds: [String], _ area: Double, in looks: [LookRecord.TimedLook]) -> [LookSight] {
        looks.map { entry in
            guard entry.look.usability != .notUsable, record.comparedScenes.contains(entry.look.scene) else {
                return blind(entry, "its ground was compared with no earlier scene")
            }
            let found = record.changes.filter { change in
                change.scene == entry.look.scene && change.zone == entry.look.zone && change.area >= area
                    && (kinds.isEmpty || kinds.contains(change.kind))
            }.max { ($0.probability(asOf: limit), $0.area) < ($1.probability(asOf: limit), $1.area) }
            guard let found else {
                return sight(entry, 0, "no such change of the ground")
            }
            return sight(
                entry, min(1, max(0, found.probability(asOf: limit))),
                "\(found.kind) over \(Self.text(found.area, "m²"))")
        }
    }

    private func stayed(_ className: String, _ days: Double, in looks: [LookRecord.TimedLook]) -> [LookSight] {
        let zones = Set(looks.map(\.look.zone))
        let visits = record.visits.filter { $0.className == className && $0.zone.map(zones.contains) ?? false }
        let seeing = counted(className, 1, in: looks)
        // By zone: the first look at it, and the last before the one in turn.
        var firsts: [String: Date] = [:]
        var lasts: [String: Date] = [:]
        return zip(looks, seeing).map { entry, counted in
            guard counted.shown != nil else { return blind(entry, counted.words) }
            let now = entry.time.middle
            let first = firsts[entry.look.zone] ?? now
            let gap = now.timeIntervalSince(lasts[entry.look.zone] ?? now) / 86_400
            firsts[entry.look.zone] = first
            lasts[entry.look.zone] = now
            guard now.timeIntervalSince(first) >= days * 86_400 else {
                return blind(entry, "the looks up to it span fewer than \(Self.text(days, "days"))")
            }
            var best: (shown: Double, shortest: Double)?
            for visit in visits where visit.zone == entry.look.zone {
                // What later looks add to a visit is not known yet in this one.
                let known = visit.sightings.filter { $0.time.middle <= now }
                guard let start = known.first, let end = known.last else { continue }
                let shortest = max(0, end.time.start.timeIntervalSince(start.time.end)) / 86_400
                let same = known.reduce(1) { $0 * ($1.sameAsBefore ?? 1) }
                var shown = shortest >= days ? same : 0
                if shortest < days, let after = visit.arrivedAfter, let before = visit.departedBefore,
                    before.middle <= now
                {
                    let longest = before.end.timeIntervalSince(after.start) / 86_400
                    // Between both ends each length is as good as another.
                    if longest > days { shown = same * (longest - days) / (longest - shortest) }
                }
                if shown > best?.shown ?? -1 { best = (shown, shortest) }
            }
            // What came and went between two looks was met by neither.
            if best?.shown ?? 0 < 0.5, gap > days {
                return blind(
                    entry,
                    "the look before it lies \(Self.text(gap, "days")) back, in which a stay may have passed unseen")
            }
            guard let best else { return sight(entry, 0, "no \(className) stayed", detection: counted.detection) }
            return sight(
                entry, best.shown, "\(className) seen over \(Self.text(best.shortest, "days"))",
                detection: counted.detection)
        }
    }
}
