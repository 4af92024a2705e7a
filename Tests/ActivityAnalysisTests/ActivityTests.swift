import Evidence
import Findings
import Foundation
import Geodesy
import Sites
import Statistics
import Testing

@testable import ActivityAnalysis

@Suite("Activity through time")
struct ActivityTests {
    private static let start = Date(timeIntervalSince1970: 1_720_000_000)

    private static func look(_ name: String, zone: String = "spur", visible: Double = 1) -> Look {
        Look(
            id: zone + name, scene: name, zone: zone, coveredShare: 1, cloudShare: 1 - visible, visibleShare: visible,
            groundSamplingDistance: 0.3, requiredGroundSamplingDistance: 0.7,
            usability: visible < 0.2 ? .notUsable : visible < 0.95 ? .partial : .usable,
            reasons: visible < 0.2 ? ["cloud"] : [])
    }

    private static func count(_ number: Int, in look: Look, _ quantity: String = "rail vehicles") -> Observation {
        Observation(
            id: look.id + quantity, look: look.id, quantity: quantity,
            result: look.usability == .notUsable
                ? .undetermined(because: "cloud")
                : .count(detected: number, low: max(0, number - 1), high: number + 1, level: 0.8, method: "drawn"),
            detections: [], model: nil)
    }

    private static func times(_ days: [(String, Double)]) -> [String: AcquisitionTime] {
        Dictionary(
            uniqueKeysWithValues: days.map { ($0.0, AcquisitionTime(instant: start + $0.1 * 86_400)) })
    }

    private static func series(_ days: [(day: Double, count: Int, visible: Double)]) -> ActivitySeries? {
        let looks = days.indices.map { look("s\($0)", visible: days[$0].visible) }
        let observations = days.indices.map { count(days[$0].count, in: looks[$0]) }
        return ActivitySeriesBuilder { _, _ in 0.9 }.series(
            looks: looks, times: times(days.indices.map { ("s\($0)", days[$0].day) }), observations: observations
        ).first
    }

    @Test("Zones that are worked on side by side tell what each tells alone, whatever the order of the looks")
    func sideBySide() throws {
        var looks: [Look] = []
        var observations: [Observation] = []
        var scenes: [String: VisitFinder.SceneFacts] = [:]
        for number in 0..<30 {
            scenes["s\(number)"] = .init(
                time: AcquisitionTime(instant: Self.start + Double(number * number) * 3600), pixel: 0.3, placeError: 1)
            for zone in 0..<7 {
                let look = Self.look("s\(number)", zone: "zone\(zone)", visible: (number + zone) % 5 == 0 ? 0.1 : 1)
                looks.append(look)
                for quantity in ["vehicle", "rail vehicles", "tank-car on tracks"]
                where quantity == "vehicle" || number % 3 > 0 {
                    let count = number % (zone + 2) == 1 ? number / 9 : 0
                    observations.append(Self.count(count, in: look, quantity))
                }
            }
        }
        let area = MultiPolygon([
            Polygon(
                outer: Ring([
                    GeoPoint(longitude: 130, latitude: 42), GeoPoint(longitude: 130.01, latitude: 42),
                    GeoPoint(longitude: 130.01, latitude: 42.01),
                ]))
        ])
        let site = Site(
            name: "drawn", zones: (0..<7).map { Zone(id: "zone\($0)", name: "Zone \($0)", role: .other, area: area) })
        let analyst = ActivityAnalyst(site: site) { _, _ in 0.9 }
        let all = analyst.activity(of: .init(looks: looks, observations: observations, scenes: scenes))
        let turned = analyst.activity(
            of: .init(looks: looks.reversed(), observations: observations.reversed(), scenes: scenes))
        #expect(all == turned)
        // How unusual a look is depends on how many series are tested; all else is the zone's own.
        func own(_ findings: [Finding]) -> [Finding] { findings.filter { $0.content.kind != "unusual" } }
        var (series, findings, zoneLooks) = ([ActivitySeries](), [Finding](), [ZoneLooks]())
        for zone in 0..<7 {
            let mine = looks.filter { $0.zone == "zone\(zone)" }
            let ids = Set(mine.map(\.id))
            let alone = analyst.activity(
                of: .init(looks: mine, observations: observations.filter { ids.contains($0.look) }, scenes: scenes))
            series += alone.series
            findings += own(alone.findings)
            zoneLooks += alone.looks
        }
        let (isSameSeries, isSameFindings) = (all.series == series, own(all.findings) == findings)
        #expect(isSameSeries && series.count == 21)
        #expect(isSameFindings && findings.count > 21)
        #expect(all.looks == zoneLooks)
    }

    @Test(
        "Looks in any order give one series; two looks at one instant are one, and what lies in the future is left out")
    func order() throws {
        let days: [(String, Double)] = [
            ("c", 20), ("a", 0), ("d", 30), ("b", 10), ("twin", 10), ("future", 400), ("timeless", 0),
        ]
        let looks = days.map { Self.look($0.0, visible: $0.0 == "twin" ? 0.5 : 1) }
        let observations = looks.map { Self.count($0.scene == "b" ? 3 : 0, in: $0) }
        let times = Self.times(days.filter { $0.0 != "timeless" })
        let builder = ActivitySeriesBuilder(until: Self.start + 100 * 86_400) { _, _ in 0.9 }
        let series = builder.series(looks: looks, times: times, observations: observations)
        #expect(series.count == 1)
        #expect(series[0].points.map(\.look) == ["spura", "spurb", "spurc", "spurd"])
        #expect(series[0].remarks.count == 3)
        #expect(series[0].points[1].count?.detected == 3)
        let turned = builder.series(
            looks: looks.reversed(), times: times, observations: observations.reversed())
        #expect(turned == series)
        let zone = try #require(builder.looks(looks, times: times).first)
        #expect(
            zone.gaps
                == .init(
                    count: 3, shortest: 10, median: 10, longest: 10, longestAfter: zone.gaps?.longestAfter ?? .now,
                    longestUntil: zone.gaps?.longestUntil ?? .now))
    }

    @Test("A first time names the last look with any, the clear looks between, and not those that could not see")
    func firstSince() throws {
        let series = try #require(
            Self.series([
                (0, 4, 1), (10, 0, 1), (25, 0, 0.1), (30, 0, 0.5), (80, 0, 1), (90, 5, 1), (95, 6, 1), (120, 0, 1),
            ]))
        let found = FirstSinceFinder().findings(in: series)
        #expect(found.map(\.kind) == [.firstSince, .notSince])
        let first = found[0]
        #expect(first.previous?.look == "spurs0" && first.seen?.look == "spurs5")
        #expect(first.between.map(\.look) == ["spurs1", "spurs3", "spurs4"])
        #expect(first.blind == 1)
        // Gaps of clear looks: 10, 20, 50, 10 days.
        #expect(
            first.gaps?.count == 4 && first.gaps?.shortest == 10 && first.gaps?.longest == 50
                && first.gaps?.median == 15)
        #expect(first.between[1].detection == 0.45)
        #expect(found[1].between.map(\.look) == ["spurs7"] && found[1].previous?.look == "spurs6")
        // Three looks far apart with 0.9, 0.45, 0.9: the rate at which all miss in one case of twenty.
        let exclusion = try #require(first.exclusions.first { $0.dwell == 0.5 })
        let presence = try #require(exclusion.presence)
        #expect(abs((1 - 0.9 * presence) * (1 - 0.45 * presence) * (1 - 0.9 * presence) - 0.05) < 1e-6)
    }

    @Test("What was counted in doubt ends an absence, and a series without a look that saw gives nothing")
    func doubt() throws {
        let series = try #require(Self.series([(0, 0, 1), (5, 1, 1), (9, 0, 1), (12, 5, 1)]))
        let found = FirstSinceFinder().findings(in: series)
        #expect(found.count == 2)
        #expect(found[1].previous?.look == "spurs1" && found[1].isPreviousInDoubt)
        #expect(Self.series([(0, 3, 0.1), (5, 2, 0.05)]) == nil)
        let never = try #require(Self.series([(0, 0, 1), (5, 0, 1)]))
        #expect(FirstSinceFinder().findings(in: never).map(\.kind) == [.never])
    }

    @Test("No first time is named over a usable look on which something was there to be seen, in 300 drawn worlds")
    func honest() throws {
        var stream = RandomStream(seed: 9041)
        var claims = 0
        for _ in 0..<300 {
            // Visits of some days, looks at irregular times of which cloud spoils some; what is there and visible is counted.
            let visits = (0..<6).map { _ in (begin: stream.uniform() * 300, length: 0.5 + stream.uniform() * 20) }
            var days = (0..<30).map { _ in stream.uniform() * 300 }
            days.sort()
            let truth = days.map { day in visits.contains { $0.begin <= day && day < $0.begin + $0.length } }
            let visible = days.map { _ in stream.uniform() < 0.4 ? 0.1 : 1.0 }
            guard
                let series = Self.series(
                    days.indices.map {
                        (day: days[$0], count: truth[$0] ? 1 + Int(stream.uniform() * 9) : 0, visible: visible[$0])
                    })
            else { continue }
            for found in FirstSinceFinder().findings(in: series) {
                claims += 1
                let from = found.previous.flatMap { Int($0.look.dropFirst(5)) } ?? -1
                let until =
                    found.kind == .firstSince ? found.seen.flatMap { Int($0.look.dropFirst(5)) } ?? 0 : days.count
                for index in (from + 1)..<until where truth[index] && visible[index] > 0.2 {
                    Issue.record("look \(index) shows what is told as absent")
                }
                #expect(found.between.count == ((from + 1)..<until).count { visible[$0] > 0.2 })
            }
        }
        #expect(claims > 500)
    }

    @Test(
        "Two ships of different length on two looks are not one stay; one of the same length at the same place may be")
    func sameShip() {
        func probability(_ second: Double, _ distance: Double, days: Double, missed: [Double] = []) -> Double {
            SameObject().probability(
                of: .init(
                    lengths: (120, second), distance: distance, placeError: 2, pixel: 0.5, days: days, missed: missed,
                    hasMoved: false),
                className: "ship", lengths: [], presence: 0.5, zoneSize: 400, patience: .init(0.3...365))
        }
        #expect(probability(120, 1, days: 5) > 0.95)
        #expect(probability(160, 1, days: 5) < 0.2)
        #expect(probability(120, 60, days: 5) < 0.2)
        #expect(probability(120, 1, days: 200) < probability(120, 1, days: 5))
        #expect(probability(120, 1, days: 5, missed: [0.95, 0.95]) < 0.9 * probability(120, 1, days: 5))
    }

    @Test("What is said of one ship or two is right as often as it says, in drawn berths")
    func calibrated() {
        // Ships of lognormal length berth at habitual places, stay for hours to months, and the next comes some days after.
        var stream = RandomStream(seed: 60_417)
        let same = SameObject()
        var told: [(probability: Double, isSame: Bool)] = []
        for _ in 0..<500 {
            var day = 0.0
            var ships: [(begin: Double, end: Double, length: Double, place: Double)] = []
            // How long ships stay differs from berth to berth.
            let mean = exp(log(1) + stream.uniform() * log(100))
            while day < 600 {
                day += -log(1 - stream.uniform()) * 6
                let stay = -log(1 - stream.uniform()) * mean
                let length = 90 * exp(0.6 * stream.normal())
                let place =
                    stream.uniform() < 0.8 ? max(4, 0.05 * length) * stream.normal() : 400 * (stream.uniform() - 0.5)
                ships.append((day, day + stay, length, place))
                day += stay
            }
            var looks = (0..<60).map { _ in stream.uniform() * 600 }
            looks.sort()
            let seen = looks.compactMap { look in
                ships.firstIndex { $0.begin <= look && look < $0.end }.map { (look: look, ship: $0) }
            }
            let presence = Double(seen.count) / Double(looks.count)
            var patience = SameObject.Patience(same.configuration.stay(of: "ship"))
            for (first, second) in zip(seen, seen.dropFirst()) {
                let measured = { (ship: Int) in ships[ship].length * (1 + 0.02 * stream.normal()) }
                let apart = ships[second.ship].place - ships[first.ship].place + 2 * stream.normal()
                let probability = same.probability(
                    of: .init(
                        lengths: (measured(first.ship), measured(second.ship)), distance: abs(apart), placeError: 2,
                        pixel: 0.5,
                        days: second.look - first.look, missed: [], hasMoved: false),
                    className: "ship", lengths: [], presence: presence, zoneSize: 400, patience: patience)
                told.append((probability, first.ship == second.ship))
                if first.ship == second.ship {
                    patience.stayed(for: second.look - first.look)
                } else {
                    patience = SameObject.Patience(same.configuration.stay(of: "ship"))
                }
            }
        }
        let share = Double(told.count { $0.isSame }) / Double(told.count)
        let brier = told.reduce(0) { $0 + pow($1.probability - ($1.isSame ? 1 : 0), 2) } / Double(told.count)
        #expect(told.count > 2000)
        #expect(brier < 0.3 * share * (1 - share))
        for (low, high) in [(0.0, 0.2), (0.2, 0.8), (0.8, 1.01)] {
            let bin = told.filter { $0.probability >= low && $0.probability < high }
            let mean = bin.reduce(0) { $0 + $1.probability } / Double(max(1, bin.count))
            let right = Double(bin.count { $0.isSame }) / Double(max(1, bin.count))
            #expect(abs(mean - right) < 0.15, "\(low): told \(mean), true \(right) of \(bin.count)")
        }
    }

    @Test("A look far above its history is unusual, one of many like it is not, and Holm's rule counts the series")
    func unusual() throws {
        var days: [(day: Double, count: Int, visible: Double)] = (0..<30).map {
            (Double($0) * 7, [0, 1, 0, 2, 1][$0 % 5], 1)
        }
        days.append((220, 12, 1))
        let high = try #require(Self.series(days))
        let found = BaselineComparison(latitude: 42).latestLooks(of: [high])
        #expect(found.count == 1 && found[0].isUnusual && found[0].history == 30)
        days[30].count = 1
        let like = try #require(Self.series(days))
        #expect(!BaselineComparison(latitude: 42).latestLooks(of: [like])[0].isUnusual)
        // Rank alone: one of 31, which is above 5 % once two series are tested.
        let both = BaselineComparison(latitude: 42).latestLooks(of: [high, like])
        #expect(both.allSatisfy { $0.tests == 2 } && abs(both[0].corrected - 2.0 / 31) < 1e-12)
    }

    @Test("A rate that rose is told with the looks between which it did")
    func rise() throws {
        func series(_ counts: [Int]) throws -> ActivitySeries {
            try #require(
                Self.series(counts.enumerated().map { (day: Double($0.offset) * 7, count: $0.element, visible: 1) }))
        }
        let (few, many) = ([0, 1, 0, 0, 1, 0], [5, 7, 6, 6, 5, 7])
        let rising = try series(few + few + few + many + many)
        let change = try #require(BaselineComparison(latitude: 42).change(in: rising))
        #expect(change.before.look == "spurs17" && change.after.look == "spurs18")
        #expect(change.probability > 0.99 && change.rateBefore < 1 && change.rateAfter > 5)
        let even = try series([3, 2, 4, 3, 2, 4, 3, 2, 4, 3, 2, 4, 3, 2, 4])
        #expect(BaselineComparison(latitude: 42).change(in: even) == nil)
    }

    @Test("Weeks, months and seasons count looks that saw, those that could not, and periods without any")
    func periods() throws {
        // 1 December 2024 is a Sunday.
        let first = Date(timeIntervalSince1970: 1_733_011_200)
        let looks = (0..<4).map { Self.look("s\($0)", visible: $0 == 2 ? 0.1 : 1) }
        let days = [0.0, 1, 20, 100]
        let series = try #require(
            ActivitySeriesBuilder { _, _ in nil }.series(
                looks: looks,
                times: Dictionary(
                    uniqueKeysWithValues: days.indices.map {
                        ("s\($0)", AcquisitionTime(instant: first + days[$0] * 86_400))
                    }),
                observations: looks.indices.map { Self.count($0, in: looks[$0]) }
            ).first)
        let weeks = ActivityPeriods(.week, latitude: 42).periods(of: series)
        #expect(weeks.prefix(2).map(\.name) == ["2024-W48", "2024-W49"])
        #expect(weeks.count == 16)
        let months = ActivityPeriods(.month, latitude: 42).periods(of: series)
        #expect(months.map(\.name) == ["2024-12", "2025-01", "2025-02", "2025-03"])
        #expect(months.map(\.looks) == [2, 0, 0, 1] && months.map(\.blind) == [1, 0, 0, 0])
        #expect(months[1].presence == nil && months[1].mean == nil)
        #expect(
            ActivityPeriods(.season, latitude: 42).periods(of: series).map(\.name) == ["winter 2024/25", "spring 2025"])
        #expect(ActivityPeriods(.season, latitude: -42).periods(of: series).map(\.name).first == "summer 2024/25")
    }

    @Test("A plan is worth what visits begun on a fine grid say, and a claim needs as many looks as the bound tells")
    func plan() throws {
        let plan = try CollectionPlan(cloudShares: Array(repeating: 0.5, count: 12), detection: 0.9)
        // Twenty looks far apart exclude 0.0840 visits a day of two days: the dossier's value.
        #expect(
            try CollectionPlan(cloudShares: Array(repeating: 0, count: 12), detection: 0.9)
                .clearLooks(toExclude: 0.08401 * 30.4375, dwell: 2) == 20)
        let dates = (0..<10).map { Self.start + Double($0) * 10 * 86_400 }
        let worth = try plan.worth(of: dates, dwells: [2, 25])
        // Looks ten days apart, each clear in one case of two: a visit of two days meets one of them in a fifth of all cases.
        #expect(abs(worth.capture[0].probability - 0.2 * 0.45) < 1e-12)
        #expect(abs(worth.clearLooks - 5) < 1e-9)
        #expect(throws: CollectionPlan.Flaw.self) { try plan.worth(of: [], dwells: [2]) }
        #expect(throws: CollectionPlan.Flaw.self) { try plan.worth(of: dates, dwells: [0]) }
        #expect(throws: CollectionPlan.Flaw.self) { try CollectionPlan(cloudShares: [0.4], detection: 0.9) }
    }
}
