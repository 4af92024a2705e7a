import Evidence
import Findings
import Foundation
import Inquiry
import Testing

@testable import HypothesisAssessment

/// Looks that saw a part only of what a rule asks about.
@Suite struct HalfSeenPlaceTests {
    private func length(_ day: Double, _ subject: String, _ value: Double?) -> Observation {
        Observation(
            id: "o\(day)\(subject)", look: "spur@\(day)", subject: subject,
            quantity: "length",
            result: value.map { .measured(value: $0, low: $0, high: $0, level: 0.8, unit: "m", method: "") }
                ?? .undetermined(because: "cut off by a cloud"), detections: [], model: nil)
    }

    @Test func aZoneUnderCloudIsNoZoneWithoutAnything() throws {
        // Of two berths one is always clear and empty, the other never seen: the looks covered half of the places.
        let days = (0..<6).map(Double.init)
        let record = LookRecord(
            looks: days.flatMap {
                [DrawnLooks.look($0), DrawnLooks.look($0, zone: "other", usability: .notUsable)]
            }, series: [DrawnLooks.series(days.map { ($0, 0) })])
        for sense in [IndicatorRule.Sense.shown(atLeast: 1, ofLatest: nil), .notShown(inAtLeast: 3)] {
            let rule = IndicatorRule(
                zones: ["spur", "other"], condition: .count(of: "tank-car", atLeast: 1), sense: sense)
            let reading = try #require(DrawnLooks.reader(record).reading(of: DrawnLooks.indicator(rule)))
            #expect(abs(reading.detection - 0.45) < 1e-12)
            #expect(reading.detectionBasis.contains("0.5 of its zones"))
        }
    }

    @Test func tracksThatCouldNotBeReadAreNoTracksWithoutCars() throws {
        // Nothing on the tracks that were read, a quarter of what could be seen: worth a quarter of a look, however it is counted.
        let days = (0..<6).map(Double.init)
        for quantity in ["tank-car on tracks", "rail vehicles"] {
            var record = LookRecord(
                looks: days.map { DrawnLooks.look($0) },
                series: [DrawnLooks.series(days.map { ($0, 0) }, of: quantity)], railClasses: ["tank-car"])
            let rule = IndicatorRule(zones: ["spur"], condition: .count(of: "tank-car", atLeast: 1))
            func reading() throws -> IndicatorReading {
                try #require(DrawnLooks.reader(record).reading(of: DrawnLooks.indicator(rule)))
            }
            #expect(abs(try reading().detection - 0.9) < 1e-12)
            for day in days { record.readShares["spur@\(day)"] = [quantity: 0.25] }
            let quarter = try reading()
            #expect(quarter.outcome == .notSeen)
            #expect(abs(quarter.whenTrue - (1 - 0.9 * 0.25)) < 1e-12)
            #expect(quarter.detectionBasis.contains("with 0.25 of its zones"))
            for day in days { record.readShares["spur@\(day)"] = [quantity: 0] }
            #expect(try reading().outcome == .notJudged)
        }
    }

    @Test func whatTheCaseSaysOfDetectionHoldsForWhatWasTold() throws {
        let days = (0..<6).map(Double.init)
        let record = LookRecord(
            looks: days.flatMap {
                [DrawnLooks.look($0), DrawnLooks.look($0, zone: "other", usability: .notUsable)]
            }, series: [DrawnLooks.series(days.map { ($0, 0) })])
        let one = IndicatorRule(zones: ["spur"], condition: .count(of: "tank-car", atLeast: 1))
        var two = one
        two.zones.append("other")
        func reading(_ rule: IndicatorRule) throws -> IndicatorReading {
            try #require(DrawnLooks.reader(record).reading(of: DrawnLooks.indicator(rule, detection: 0.8)))
        }
        #expect(try reading(one).detection == 0.8)
        #expect(try reading(one).detectionBasis == "as the case says")
        #expect(abs(try reading(two).detection - 0.4) < 1e-12)
        #expect(try reading(two).detectionBasis.contains("0.5 of its zones"))
    }

    @Test func aZoneHalfUnderCloudIsHalfALookThoughNobodyMeasuredTheNetwork() throws {
        var look = DrawnLooks.look(0, usability: .partial)
        look.look.visibleShare = 0.5
        var settings = AssessmentSettings()
        settings.seasonLooks = 1
        var series = DrawnLooks.series([(0, 0)], detection: nil)
        series.points[0].visibleShare = 0.5
        let rule = IndicatorRule(zones: ["spur"], condition: .count(of: "tank-car", atLeast: 1))
        func detection() throws -> Double {
            let record = LookRecord(looks: [look], series: [series])
            return try #require(
                DrawnLooks.reader(record, settings: settings).reading(of: DrawnLooks.indicator(rule))
            ).detection
        }
        #expect(abs(try detection() - 0.5 * settings.unmeasuredDetection) < 1e-12)
        // Measured recall comes with the visible share in it, which is not to count twice.
        series.points[0].detection = 0.9 * 0.5
        #expect(abs(try detection() - 0.45) < 1e-12)
    }

    @Test func whatCouldNotBeMeasuredMayBeWhatIsLookedFor() throws {
        let rule = IndicatorRule(
            zones: ["spur"],
            condition: .measured(
                quantity: "length", className: nil, bounds: .init(above: 150, below: nil, unit: "m")))
        func detection(_ observations: [Observation]) throws -> Double {
            let record = LookRecord(looks: [DrawnLooks.look(0)], observations: observations)
            var settings = AssessmentSettings()
            settings.seasonLooks = 1
            let reading = try #require(
                DrawnLooks.reader(record, settings: settings).reading(of: DrawnLooks.indicator(rule)))
            #expect(reading.outcome == .notSeen)
            return reading.detection
        }
        #expect(try detection([length(0, "a", 90)]) == 1)
        #expect(try detection([length(0, "a", 90), length(0, "b", nil)]) == 0.5)
    }

    @Test func shipsThatTheNetworkMissesWereNotMeasuredEither() throws {
        let rule = IndicatorRule(
            zones: ["spur"],
            condition: .measured(
                quantity: "length", className: "ship", bounds: .init(above: 150, below: nil, unit: "m")))
        var settings = AssessmentSettings()
        settings.seasonLooks = 1
        let record = LookRecord(
            looks: [DrawnLooks.look(0)], series: [DrawnLooks.series([(0, 1)], of: "ship", detection: 0.7)],
            observations: [length(0, "a", 90)], classes: ["a": "ship"])
        let reading = try #require(
            DrawnLooks.reader(record, settings: settings).reading(of: DrawnLooks.indicator(rule)))
        #expect(abs(reading.detection - 0.7) < 1e-12)
    }

    @Test func looksThatLieFurtherApartThanAStayCannotTellThatNothingStayed() throws {
        let rule = IndicatorRule(zones: ["spur"], condition: .stayed(className: "tank-car", days: 45))
        func outcome(_ days: [Double]) -> IndicatorOutcome? {
            DrawnLooks.reader(DrawnLooks.record(days.map { ($0, 0) })).reading(of: DrawnLooks.indicator(rule))?.outcome
        }
        // A stay from day 5 to day 55 meets none of them.
        #expect(outcome([0, 60]) == .notJudged)
        #expect(outcome([0, 20, 40, 60]) == .notSeen)
    }

    @Test func aZoneThatWasFirstSeenTodayTellsNothingOfStays() throws {
        let record = LookRecord(
            looks: [
                DrawnLooks.look(0), DrawnLooks.look(20), DrawnLooks.look(40, usability: .notUsable),
                DrawnLooks.look(40, zone: "other"),
            ],
            series: [
                DrawnLooks.series([(0, 0), (20, 0), (40, nil)]), DrawnLooks.series([(40, 0)], zone: "other"),
            ])
        let rule = IndicatorRule(zones: ["spur", "other"], condition: .stayed(className: "tank-car", days: 30))
        #expect(DrawnLooks.reader(record).reading(of: DrawnLooks.indicator(rule))?.outcome == .notJudged)
    }

    @Test func absurdCountsOfACatalogueAreNoTrap() {
        for (low, high) in [(0, Int.max), (Int.min, Int.max), (Int.max, Int.min)] {
            for detected in [Int.min, 0, Int.max] {
                for least in [1, Int.max] {
                    let found = IntervalProbability.atLeast(least, detected: detected, low: low, high: high, level: 0.8)
                    #expect(found >= 0 && found <= 1)
                }
            }
        }
        #expect(!IntervalProbability.atLeast(1, detected: 2, low: 1, high: 3, level: .nan).isNaN)
    }

    @Test func whatLaterScenesTellOfTheGroundWasNotKnownBefore() throws {
        // A change that looks lasting on day 1 turns out to be restless with the scene of day 9.
        let rule = IndicatorRule(zones: ["spur"], condition: .ground(kinds: [], leastArea: 100))
        let record = LookRecord(
            looks: [DrawnLooks.look(1), DrawnLooks.look(9)],
            changes: [
                .init(
                    scene: "scene@1.0", zone: "spur", kind: "removed", area: 400, probability: 0.2,
                    standings: [
                        .init(since: DrawnLooks.time(1).start, probability: 0.8),
                        .init(since: DrawnLooks.time(9).start, probability: 0.2),
                    ])
            ], comparedWith: ["scene@1.0": "scene@0.0", "scene@9.0": "scene@1.0"])
        let reader = DrawnLooks.reader(record)
        let indicator = DrawnLooks.indicator(rule)
        #expect(reader.reading(of: indicator, asOf: DrawnLooks.time(5).start)?.shown == 0.8)
        #expect(reader.reading(of: indicator)?.shown == 0.2)
        #expect(reader.reading(of: indicator, asOf: DrawnLooks.time(9).start) == reader.reading(of: indicator))
        #expect(reader.history(of: indicator, until: nil).map { $0.reading?.outcome } == [.notJudged, .seen, .notSeen])
    }

    @Test func groundIsComparedWhereBothScenesSawIt() throws {
        // No change between two scenes, of which the one sees all and the other three quarters.
        let rule = IndicatorRule(zones: ["spur"], condition: .ground(kinds: [], leastArea: 100))
        var settings = AssessmentSettings()
        settings.seasonLooks = 1
        for cloudy in 0...1 {
            var looks = [DrawnLooks.look(0), DrawnLooks.look(1)]
            looks[cloudy].look.visibleShare = 0.75
            func reading() throws -> IndicatorReading {
                let record = LookRecord(looks: looks, comparedWith: ["scene@1.0": "scene@0.0"])
                return try #require(
                    DrawnLooks.reader(record, settings: settings).reading(of: DrawnLooks.indicator(rule)))
            }
            #expect(try reading().outcome == .notSeen)
            #expect(abs(try reading().detection - 0.75 * settings.unmeasuredDetection) < 1e-12)
            looks[cloudy].look.usability = .notUsable
            #expect(try reading().outcome == .notJudged)
        }
    }

    @Test func aClassThatCouldNotBeCountedIsNotMissingBecauseOthersWereCounted() throws {
        let days: [(day: Double, count: Int?)] = [(0, 2), (1, nil)]
        var record = LookRecord(
            looks: [DrawnLooks.look(0), DrawnLooks.look(1)],
            series: [
                DrawnLooks.series(days, of: "tank-car on tracks"),
                DrawnLooks.series([(0, 4), (1, 4)], of: "rail vehicles"),
            ], railClasses: ["tank-car"])
        let rule = IndicatorRule(zones: ["spur"], condition: .count(of: "tank-car", atLeast: 3))
        let reading = try #require(DrawnLooks.reader(record).reading(of: DrawnLooks.indicator(rule)))
        #expect(reading.usableLooks == 1 && reading.blindLooks == 1)
        // Of a class that no look lists, the tracks that were read say that it is not there.
        record.series.removeFirst()
        let unlisted = try #require(DrawnLooks.reader(record).reading(of: DrawnLooks.indicator(rule)))
        #expect(unlisted.usableLooks == 2 && unlisted.outcome == .notSeen)
    }
}
