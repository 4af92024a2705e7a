import Evidence
public import Findings
import Foundation
import Statistics

/// Finds how many different objects the looks at a zone show, so that those which stay are not counted again in each look.
///
/// Only looks that counted at least one enter: chances of objects that nobody saw are no sighting. The errors of their counts are taken to
/// depend on each other fully, as those of one network at one place nearly do: where one look counts too few, all do. Which objects stayed
/// is told by the visits of followed objects, those with one probability together, as cars of one train stay and leave together; what a
/// count has beside those detected is taken to have stayed in the same share. Where nobody followed objects, any number from none to all
/// of the look before may have stayed, each as probable as the others, and none where a look between counted none.
public struct DifferentObjectsFinder: Sendable {
    /// Looks with objects above which the period is to be shortened.
    static let mostLooks = 100
    /// Upper ends of counts above which nothing is told.
    static let mostCounted = 1000
    /// Levels at which the counts of all looks are read together.
    static let levels = 200
    /// Probability of the range that is told.
    static let level = 0.8

    private let visits: [Visit]
    private let say: ActivityWording
    private let zones: [String: String]

    /// Makes a finder.
    ///
    /// - Parameters:
    ///   - visits: The visits of followed objects.
    ///   - clock: Whose days are told; nil for those of UTC.
    ///   - zones: What people call zones, by id.
    public init(visits: [Visit], clock: PlaceClock? = nil, zones: [String: String] = [:]) {
        self.visits = visits
        say = ActivityWording(clock: clock)
        self.zones = zones
    }

    private func zoneName(_ id: String) -> String { zones[id] ?? id }

    /// How many there are.
    ///
    /// - Parameters:
    ///   - series: What was counted in the zone, ordered by time.
    ///   - scenes: The scene of each look, by the look's id.
    ///   - days: First and last day, as days from 1970-01-01 in UTC, in which looks count; nil for no bound.
    /// - Returns: The number with its looks, or why nothing is known.
    public func count(
        in series: ActivitySeries, scenes: [String: String], days: (first: Int?, last: Int?) = (nil, nil)
    ) -> DifferentObjects {
        let points = series.points.filter { point in
            let day = point.time.middle.timeIntervalSince1970 / 86_400
            return days.first.map { day >= Double($0) } ?? true && days.last.map { day < Double($0) + 1 } ?? true
        }
        var found = DifferentObjects(
            zone: series.zone, quantity: series.quantity, looks: [],
            empty: points.filter(\.showsNothing).map(\.look),
            blind: Self.blind(points), probabilities: [], middle: nil, range: nil,
            level: Self.level, sentence: "",
            remarks: series.remarks.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." })
        found.looks = points.compactMap(Self.look)
        guard found.blind.count < points.count else {
            found.sentence = sentenceOfNone(found, points)
            return found
        }
        guard found.looks.count <= Self.mostLooks else {
            found.sentence =
                "\(found.looks.count) looks at \(zoneName(series.zone)) counted \(series.quantity); at most "
                + "\(Self.mostLooks) are put together, so that their number is not told: shorten the period."
            return found
        }
        let own = found.looks.compactMap { look in
            CountInterval(
                detected: look.count.detected, low: look.count.low, high: look.count.high, level: look.count.level
            ).distribution
        }
        guard own.count == found.looks.count, found.looks.allSatisfy({ $0.count.high <= Self.mostCounted }) else {
            found.sentence =
                "A look at \(zoneName(series.zone)) counts more than \(Self.mostCounted) \(series.quantity), so that "
                + "their number is not told."
            return found
        }
        let links = links(of: found.looks.map { scenes[$0.look] ?? "" }, in: series)
        let emptyTimes = points.filter(\.showsNothing).map(\.time.middle)
        let isBroken = found.looks.indices.map { index in
            index > 0
                && emptyTimes.contains {
                    $0 > found.looks[index - 1].time.middle && $0 < found.looks[index].time.middle
                }
        }
        for index in found.looks.indices {
            found.looks[index].seenBefore = index == 0 ? 0 : links[index].map { $0.reduce(0) { $0 + $1.probability } }
        }
        let total = StayingObjects(
            counts: own, detected: found.looks.map(\.count.detected), links: links, isBroken: isBroken
        ).total(levels: Self.levels)
        found.probabilities = total.probabilities
        found.middle = total.quantile(0.5)
        // As much is left over on each side, so that of one look the range is its own.
        let outside = (1 - Self.level) / 2
        found.range = total.quantile(outside + 1e-9)...total.quantile(1 - outside - 1e-9)
        found.sentence = sentence(found, isUnfollowed: Self.isUnfollowed(links, isBroken))
        found.remarks += remarks(found)
        return found
    }

    /// The looks that could not tell.
    private static func blind(_ points: [ActivitySeries.Point]) -> [String] {
        points.filter { $0.count == nil }.map(\.look)
    }

    /// A look that counted at least one; nil for others.
    private static func look(_ point: ActivitySeries.Point) -> DifferentObjects.Shown? {
        guard let count = point.count, count.detected > 0 else { return nil }
        return DifferentObjects.Shown(
            look: point.look, time: point.time, count: count, visibleShare: point.visibleShare, seenBefore: nil)
    }

    /// Whether there is a look whose objects nobody followed and which may show those of the look before.
    private static func isUnfollowed(_ links: [[StayingObjects.Link]?], _ isBroken: [Bool]) -> Bool {
        links.indices.dropFirst().contains { links[$0] == nil && !isBroken[$0] }
    }

    /// For each look the followed objects that an earlier one showed too; nil where none of its objects, or of the look before, was
    /// followed.
    private func links(of scenes: [String], in series: ActivitySeries) -> [[StayingObjects.Link]?] {
        let name = ActivitySeries.className(of: series.quantity)
        let places = Dictionary(scenes.enumerated().map { ($1, $0) }) { first, _ in first }
        var followed = [Int](repeating: 0, count: scenes.count)
        var links = [[StayingObjects.Link]](repeating: [], count: scenes.count)
        for visit in visits where visit.zone == series.zone && (name == nil || visit.className == name) {
            var before: Int?
            var probability = 1.0
            for sighting in visit.sightings {
                if let same = sighting.sameAsBefore { probability *= min(1, max(0, same)) }
                guard let place = places[sighting.scene] else { continue }
                followed[place] += 1
                if let before, before < place { links[place].append(.init(look: before, probability: probability)) }
                before = place
                probability = 1
            }
        }
        return scenes.indices.map { place in
            followed[place] > 0 && (place == 0 || followed[place - 1] > 0 || !links[place].isEmpty)
                ? links[place] : nil
        }
    }

    // MARK: Words

    private func sentence(_ found: DifferentObjects, isUnfollowed: Bool) -> String {
        let zone = zoneName(found.zone)
        guard !found.looks.isEmpty else {
            let looks = found.empty.count == 1 ? "The one look" : "All \(found.empty.count) looks"
            return "\(looks) at \(zone) that could tell counted no \(found.quantity)\(blindWords(found))."
        }
        let each = found.looks.map { look in
            let range = look.count.low == look.count.high ? "" : " (\(look.count.low) to \(look.count.high))"
            return "\(say.day(look.time)) \(look.count.detected)\(range)"
        }
        let none =
            found.empty.isEmpty
            ? "" : "; \(found.empty.count == 1 ? "one more look" : "\(found.empty.count) more looks") counted none"
        let how =
            found.looks.count == 1
            ? ""
            : isUnfollowed
                ? "; nobody followed all of them from look to look, so that any number of them may have stayed from one look to the next"
                : "; what stayed from one look to the next counts once"
        let looks = found.looks.count == 1 ? "one look" : "\(found.looks.count) looks"
        return
            "The number rests on \(looks) at \(zone) that counted \(found.quantity): \(each.joined(separator: ", "))\(none)\(how)\(blindWords(found))."
    }

    private func sentenceOfNone(_ found: DifferentObjects, _ points: [ActivitySeries.Point]) -> String {
        let zone = zoneName(found.zone)
        guard !points.isEmpty else {
            return "There is no look at \(zone) in the period, so that it is not known how many \(found.quantity) came."
        }
        var reasons: [String] = []
        for point in points {
            if case .notLooked(let reason) = point.sight, !reasons.contains(reason) { reasons.append(reason) }
        }
        let why = reasons.prefix(3).joined(separator: "; ")
        return
            "\(points.count == 1 ? "The one look" : "None of \(points.count) looks") at \(zone) could\(points.count == 1 ? " not" : "") tell how many \(found.quantity) were there (\(why)): it is not known."
    }

    private func blindWords(_ found: DifferentObjects) -> String {
        found.blind.isEmpty
            ? "" : "; \(found.blind.count == 1 ? "one look" : "\(found.blind.count) looks") could not tell"
    }

    private func remarks(_ found: DifferentObjects) -> [String] {
        var remarks = found.looks.map { look in
            "Look \(look.look), \(say.day(look.time)): \(look.count.detected), \(look.count.low) to \(look.count.high) with probability \(ActivityWording.probability(look.count.level))."
        }
        let partial = found.looks.count { $0.visibleShare < 0.995 }
        if partial > 0 {
            remarks.append(
                "\(partial == 1 ? "One of them" : "\(partial) of them") saw a part of the zone only; what stood elsewhere is not in its count."
            )
        }
        if !found.looks.isEmpty { remarks.append("What came and went between looks is in none of them.") }
        return remarks
    }
}
