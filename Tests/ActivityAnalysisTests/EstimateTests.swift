import Evidence
import Findings
import Foundation
import Geodesy
import Sites
import Statistics
import Testing

@testable import ActivityAnalysis

/// Worlds with a known truth, drawn by their own rules: what is estimated from their looks must hold it.
@Suite("Estimates through time")
struct EstimateTests {
    private static let start = Date(timeIntervalSince1970: 1_720_000_000)

    private static func point(
        _ day: Double, _ count: Int?, detection: Double? = 1, visible: Double = 1
    )
        -> ActivitySeries.Point
    {
        ActivitySeries.Point(
            look: "look \(day)", time: AcquisitionTime(instant: start + day * 86_400), visibleShare: visible,
            sight: count.map { .counted(.init(detected: $0, low: $0, high: $0, level: 0.8)) }
                ?? .notLooked(because: "cloud"), detection: detection)
    }

    private static func series(
        _ points: [ActivitySeries.Point], _ quantity: String = "ship at berth"
    )
        -> ActivitySeries
    {
        ActivitySeries(zone: "quay", quantity: quantity, points: points)
    }

    /// Ships that come at a constant rate and stay so long, at looks of which each sees all that is there.
    private static func port(
        _ stream: inout RandomStream, mean: Double, ships: Int, gap: ClosedRange<Double>, period: Double
    ) -> (points: [ActivitySeries.Point], visits: [Visit], bare: Double) {
        var days: [Double] = [0]
        while days[days.count - 1] < period {
            days.append(
                days[days.count - 1] + gap.lowerBound + stream.uniform() * (gap.upperBound - gap.lowerBound))
        }
        var counts = Array(repeating: 0, count: days.count)
        var visits: [Visit] = []
        // Long before the first look on, so that some are there at it.
        for ship in 0..<ships {
            let arrival = -20 * mean + stream.uniform() * (period + 20 * mean)
            let departure = arrival - mean * log(1 - stream.uniform())
            let seen = days.indices.filter { days[$0] >= arrival && days[$0] < departure }
            guard !seen.isEmpty else { continue }
            for index in seen { counts[index] += 1 }
            visits.append(visit("ship \(ship)", at: seen.map { days[$0] }))
        }
        return (days.indices.map { point(days[$0], counts[$0]) }, visits, mean)
    }

    private static func visit(
        _ name: String, at days: [Double], same: Double = 0.9, className: String = "ship"
    )
        -> Visit
    {
        Visit(
            object: name, className: className, zone: "quay",
            sightings: days.enumerated().map { index, day in
                .init(
                    scene: "scene \(day)", time: AcquisitionTime(instant: start + day * 86_400), detection: "",
                    sameAsBefore: index == 0 ? nil : same)
            }, arrivedAfter: nil, departedBefore: nil, longestGap: nil, sameObject: nil, remarks: [])
    }

    @Test("Mean stays of drawn ports lie within their 90 % intervals most often, and bare means are too long")
    func stays() throws {
        var stream = RandomStream(seed: 5_510)
        var (held, told) = (0, 0)
        var (corrected, bare) = (0.0, 0.0)
        for _ in 0..<6 {
            let port = Self.port(&stream, mean: 3, ships: 60, gap: 0.5...4, period: 120)
            let found = try #require(
                StayLengthFinder(unmeasuredDetection: 0.5).stayLength(
                    in: Self.series(port.points), visits: port.visits, groups: false))
            #expect(found.stays == port.visits.count)
            guard case .estimated(let mean, _, _) = found.outcome else { continue }
            told += 1
            corrected += mean.value
            bare += found.uncorrectedMean
            if mean.low <= 3 && 3 <= mean.high ?? .infinity { held += 1 }
        }
        try #require(told >= 5)
        // Of six with 0.9 each, fewer than three come in one case of a thousand.
        #expect(held >= told - 3)
        #expect(abs(corrected / Double(told) - 3) < 1)
        #expect(bare / Double(told) > corrected / Double(told))
    }

    @Test(
        "Too few stays give nothing; those still there at each look give the reason; doubtful sightings are two stays")
    func fewStays() throws {
        let points = (0..<12).map { Self.point(Double($0) * 3, 1) }
        let finder = StayLengthFinder(unmeasuredDetection: 0.5)
        let four = (0..<4).map { Self.visit("\($0)", at: [Double($0) * 3, Double($0) * 3 + 3]) }
        #expect(finder.stayLength(in: Self.series(points), visits: four, groups: false) == nil)
        let still = (0..<6).map { first in Self.visit("\(first)", at: (first..<12).map { Double($0) * 3 }) }
        let found = try #require(finder.stayLength(in: Self.series(points), visits: still, groups: false))
        #expect(found.cutOff == 6 && found.showing == points.map(\.look))
        guard case .undetermined(let reason) = found.outcome else {
            Issue.record("six stays that nobody saw end were given a length")
            return
        }
        #expect(reason.contains("last look"))
        // Six pairs of looks that are more probably of two ships each: twelve stays.
        let doubtful = (0..<6).map { Self.visit("\($0)", at: [Double($0) * 6, Double($0) * 6 + 3], same: 0.2) }
        let cut = try #require(finder.stayLength(in: Self.series(points), visits: doubtful, groups: false))
        #expect(cut.stays == 12 && cut.separated == 6)
        // Vehicles of one train are one stay: 30 of them are six.
        let trains = (0..<30).map { number in
            Self.visit("\(number)", at: [Double(number / 5) * 6, Double(number / 5) * 6 + 3], className: "tank-car")
        }
        let grouped = try #require(
            finder.stayLength(in: Self.series(points, "tank-car on tracks"), visits: trains, groups: true))
        #expect(grouped.stays == 6 && grouped.countsGroups)
    }

    @Test("The share of days with presence holds the truth in drawn worlds in which looks miss half of what is there")
    func share() throws {
        var stream = RandomStream(seed: 5_511)
        for isMeasured in [true, false] {
            var held = 0
            for _ in 0..<60 {
                var points: [ActivitySeries.Point] = []
                for day in 0..<60 {
                    let isThere = stream.uniform() < 0.4
                    for hour in [0.1, 0.15, 0.2] {
                        let isSeen = isThere && stream.uniform() < 0.5
                        points.append(
                            Self.point(
                                Double(day) + hour, isSeen ? 1 : 0, detection: isMeasured ? 0.5 : nil))
                    }
                }
                let found = try #require(SharePresenceFinder().share(in: Self.series(points)))
                #expect(found.lookIDs == points.map(\.look))
                #expect(found.days == 60 && found.repeated == 60 && (found.detection == nil) == isMeasured)
                if found.share.low <= 0.4 && 0.4 <= found.share.high ?? 1 { held += 1 }
            }
            // Of 60 with 0.9 each, fewer than 47 come in two cases of a thousand.
            #expect(held >= 47)
        }
    }

    @Test("Presence on days without enough looks, never seen, or neither measured nor repeated is not estimated")
    func noShare() {
        let finder = SharePresenceFinder()
        let seen = (0..<20).map { Self.point(Double($0), $0 % 3 == 0 ? 1 : 0, detection: 0.8) }
        #expect(finder.share(in: Self.series(seen)) != nil)
        #expect(finder.share(in: Self.series(Array(seen.prefix(9)))) == nil)
        #expect(finder.share(in: Self.series((0..<20).map { Self.point(Double($0), 0, detection: 0.8) })) == nil)
        #expect(
            finder.share(in: Self.series((0..<20).map { Self.point(Double($0), $0 % 3, detection: nil) })) == nil)
    }

    @Test("Numbers from repeated counts hold the truth in drawn worlds in which each look counts 0.6 of what is there")
    func counts() throws {
        var stream = RandomStream(seed: 5_512)
        var (held, told) = (0, 0)
        for _ in 0..<30 {
            var points: [ActivitySeries.Point] = []
            for day in 0..<60 {
                var there = 0
                // Poisson with mean 4, by the waiting times of its events.
                var sum = -log(1 - stream.uniform())
                while sum < 4 {
                    there += 1
                    sum -= log(1 - stream.uniform())
                }
                for hour in [0.1, 0.15, 0.2] {
                    let counted = (0..<there).count { _ in stream.uniform() < 0.6 }
                    points.append(Self.point(Double(day) + hour, counted))
                }
            }
            let found = try #require(RepeatedCountFinder().count(in: Self.series(points)))
            #expect(found.period == .day && found.repeated == 60 && found.looks == 180)
            guard case .estimated(let mean, _) = found.outcome else { continue }
            told += 1
            if mean.low <= 4 && 4 <= mean.high ?? .infinity { held += 1 }
        }
        #expect(told >= 28)
        // Of 30 with 0.9 each, fewer than 22 come in five cases of a thousand.
        #expect(held >= told - 8)
    }

    @Test("Counts that do not vary together set no bound, and the sentence says so; few repeated days are not told")
    func unbounded() throws {
        // Each day the one look counts what the other does not: covariance below 0.
        var points: [ActivitySeries.Point] = []
        for day in 0..<20 {
            let first = day % 2 == 0 ? 4 : 0
            points.append(Self.point(Double(day) + 0.1, first))
            points.append(Self.point(Double(day) + 0.2, 4 - first))
        }
        let found = try #require(RepeatedCountFinder().count(in: Self.series(points)))
        guard case .unbounded = found.outcome else {
            Issue.record("counts that do not vary together were given a number")
            return
        }
        let words = ActivitySentences(zones: [:], unmeasuredDetection: 0.5, say: ActivityWording(clock: nil))
        #expect(words.sentence(found).contains("cannot be bounded from above"))
        #expect(RepeatedCountFinder().count(in: Self.series(Array(points.prefix(18)))) == nil)
        // Looks that show half of the zone are no replicates of those that show all of it.
        let half = points.map { point in
            ActivitySeries.Point(
                look: point.look, time: point.time, visibleShare: 0.5, sight: point.sight, detection: 1)
        }
        #expect(RepeatedCountFinder().count(in: Self.series(half)) == nil)
    }

    @Test("Days are those of the place: 16:00 UTC is the next day in Pyongyang, and 15:15 UTC only since May 2018")
    func localDays() throws {
        let clock = try #require(PlaceClock(identifier: "Asia/Pyongyang"))
        let (local, utc) = (ActivityWording(clock: clock), ActivityWording(clock: nil))
        // 2025-02-14T16:00:00Z.
        let evening = Date(timeIntervalSince1970: 1_739_548_800)
        #expect(utc.day(evening) == "14 February 2025" && local.day(evening) == "15 February 2025")
        // 2018-04-30T15:15:00Z, at UTC+8:30 still the 30th; a month later, at UTC+9, 00:15 of the 31st.
        let before = Date(timeIntervalSince1970: 1_525_101_300)
        #expect(local.day(before) == "30 April 2018")
        #expect(local.day(before + 30 * 86_400) == "31 May 2018")
        // 2025-02-16T16:00:00Z is Monday at the place and Sunday in UTC: another week.
        let sunday = [evening + 2 * 86_400].map { time in
            ActivitySeries.Point(
                look: "a", time: AcquisitionTime(instant: time), visibleShare: 1,
                sight: .counted(.init(detected: 1, low: 1, high: 1, level: 0.8)), detection: 1)
        }
        let series = Self.series(sunday)
        #expect(ActivityPeriods(.week, latitude: 42).periods(of: series).map(\.name) == ["2025-W07"])
        #expect(ActivityPeriods(.week, latitude: 42, clock: clock).periods(of: series).map(\.name) == ["2025-W08"])
        #expect(ActivityCalendar(clock: nil).day(of: evening) + 1 == ActivityCalendar(clock: clock).day(of: evening))
    }
}
