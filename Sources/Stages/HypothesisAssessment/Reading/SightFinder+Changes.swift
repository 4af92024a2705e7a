import Evidence
import Findings
import Foundation
import Inquiry

/// Changes of the ground, and objects that stayed.
extension SightFinder {
    func ground(_ kinds: [String], _ area: Double, in looks: [LookRecord.TimedLook]) -> [LookSight] {
        let seen = Dictionary(grouping: record.looks.map(\.look), by: \.scene).mapValues { looks in
            Dictionary(looks.map { ($0.zone, $0) }) { first, _ in first }
        }
        return looks.map { entry in
            guard entry.look.usability != .notUsable, let before = record.comparedWith[entry.look.scene] else {
                return blind(entry, "its ground was compared with no earlier scene")
            }
            // What the earlier scene could not see was compared as little as what this one could not.
            let earlier = seen[before]?[entry.look.zone]
            guard earlier?.usability != .notUsable else {
                return blind(entry, "the scene that its ground was compared with could not see it")
            }
            let share = earlier?.visibleShare ?? 1
            let found = record.changes.filter { change in
                change.scene == entry.look.scene && change.zone == entry.look.zone && change.area >= area
                    && (kinds.isEmpty || kinds.contains(change.kind))
            }.max { ($0.probability(asOf: limit), $0.area) < ($1.probability(asOf: limit), $1.area) }
            guard let found else {
                return sight(entry, 0, "no such change of the ground", share: share)
            }
            return sight(
                entry, min(1, max(0, found.probability(asOf: limit))),
                "\(found.kind) over \(Self.text(found.area, "m²"))", share: share)
        }
    }

    func stayed(_ className: String, _ days: Double, in looks: [LookRecord.TimedLook]) -> [LookSight] {
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
            // How visits are put together, and what later looks add to them, is not known yet in this one.
            let visits = record.visits.last { $0.since <= now }?.visits ?? []
            for visit in visits where visit.className == className && visit.zone == entry.look.zone {
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
            var sight = counted
            sight.shown = best?.shown ?? 0
            sight.words =
                best.map { "\(className) seen over \(Self.text($0.shortest, "days"))" } ?? "no \(className) stayed"
            return sight
        }
    }
}
