import Evidence
import Findings
import Foundation
import Inquiry
import Testing

@testable import HypothesisAssessment

@Suite struct IndicatorReaderTests {
    private func rule(
        _ least: Int = 5, sense: IndicatorRule.Sense = .shown(atLeast: 1, ofLatest: nil)
    ) -> IndicatorRule {
        IndicatorRule(zones: ["spur"], condition: .count(of: "tank-car", atLeast: least), sense: sense)
    }

    private func read(
        _ counts: [(day: Double, count: Int?)], _ rule: IndicatorRule, detection: Double? = 0.9, spread: Int = 0,
        need: CollectionNeed = CollectionNeed(), settings: AssessmentSettings = AssessmentSettings()
    ) throws -> IndicatorReading {
        let reader = DrawnLooks.reader(
            DrawnLooks.record(counts, detection: detection, spread: spread), settings: settings)
        return try #require(reader.reading(of: DrawnLooks.indicator(rule, need: need)))
    }

    @Test func isSeenWhereOneLookShowsIt() throws {
        let reading = try read([(0, 0), (1, 6), (2, 1)], rule())
        #expect(reading.outcome == .seen)
        #expect(reading.shown == 1)
        #expect(reading.looks == ["spur@1.0"])
        #expect(reading.sentence.contains("tank-car: 6 on 2025-01-02"))
        // Detection of what is seen is the same under all hypotheses and drops out.
        #expect(reading.whenFalse == 0)
    }

    @Test func isNotSeenOnlyInLooksThatCouldShowIt() throws {
        let reading = try read([(0, 0), (1, nil), (2, 3), (3, nil)], rule())
        #expect(reading.outcome == .notSeen)
        #expect(reading.usableLooks == 2)
        #expect(reading.blindLooks == 2)
    }

    @Test func missedLooksNeverCountAsNegatives() throws {
        // However many blind looks come, the answer stays what the priors say.
        for blind in [1, 5, 50] {
            let counts = (0..<blind).map { (day: Double($0), count: Int?.none) }
            let reading = try read(counts, rule())
            #expect(reading.outcome == .notJudged)
            #expect(reading.whenTrue == reading.whenFalse)
            let inquiry = HypothesisInquiry(
                hypotheses: DrawnLooks.hypotheses([0.3, 0.7]), indicators: [DrawnLooks.indicator(rule())],
                settings: AssessmentSettings(samples: 10))
            let found = try DossierCase.assessment(inquiry, record: DrawnLooks.record(counts))
            #expect(found.hypotheses.map(\.posterior) == [0.3, 0.7])
            #expect(found.evidence.isEmpty)
        }
    }

    @Test func blindLooksChangeNothingBesideClearOnes() throws {
        let clear: [(day: Double, count: Int?)] = [(0, 0), (1, 0), (2, 0)]
        let more = clear + (3..<20).map { (day: Double($0), count: Int?.none) }
        for counts in [clear, more] {
            let reading = try read(counts, rule())
            #expect(abs(reading.whenTrue - (1 - reading.detection)) < 1e-12)
            #expect(reading.whenFalse == 1)
            // Three of six looks that make a season, each with 0.9.
            #expect(abs(reading.detection - 0.45) < 1e-12)
        }
    }

    @Test func notSeenIsWorthOneMinusProbabilityTimesDetection() throws {
        // The dossier's rule, worked out by hand: P = 0.6 and 0.2, detection 0.45: 0.73 and 0.91.
        let inquiry = HypothesisInquiry(
            hypotheses: DrawnLooks.hypotheses(), indicators: [DrawnLooks.indicator(rule())],
            settings: AssessmentSettings(samples: 10))
        let found = try DossierCase.assessment(inquiry, record: DrawnLooks.record([(0, 0), (1, 0), (2, 0)]))
        #expect(isNear(found.evidence[0].likelihoods, [0.73, 0.91], within: 1e-12))
        #expect(isNear(found.hypotheses.map(\.posterior), [0.73 / 1.64, 0.91 / 1.64], within: 1e-12))
    }

    @Test func severalLooksOfTheLatestAreCounted() throws {
        let sense = IndicatorRule.Sense.shown(atLeast: 3, ofLatest: 6)
        let seen = try read([(0, 9), (1, 0), (2, 1), (3, 0), (4, 2), (5, 0), (6, 1)], rule(1, sense: sense))
        #expect(seen.outcome == .seen)
        let not = try read([(0, 9), (1, 0), (2, 1), (3, 0), (4, 2), (5, 0), (6, 0)], rule(1, sense: sense))
        #expect(not.outcome == .notSeen)
        // Five looks cannot say that fewer than three of six show some, but three of five settle it.
        let few = try read([(0, 0), (1, 1), (2, nil), (3, 1), (4, 0), (5, 0)], rule(1, sense: sense))
        #expect(few.outcome == .notJudged)
        let enough = try read([(0, 1), (1, 1), (2, 1)], rule(1, sense: sense))
        #expect(enough.outcome == .seen)
    }

    @Test func absenceNeedsLooks() throws {
        let sense = IndicatorRule.Sense.notShown(inAtLeast: 4)
        let few = try read([(0, 0), (1, 0), (2, 0), (3, nil)], rule(1, sense: sense))
        #expect(few.outcome == .notJudged)
        let enough = try read([(0, 0), (1, 0), (2, 0), (3, nil), (4, 0)], rule(1, sense: sense))
        #expect(enough.outcome == .seen)
        // If something is there all the same, the looks would have shown it with the detection's probability.
        #expect(enough.whenTrue == 1)
        #expect(abs(enough.whenFalse - (1 - enough.detection)) < 1e-12)
        let broken = try read([(0, 0), (1, 2)], rule(1, sense: sense))
        #expect(broken.outcome == .notSeen)
        #expect(broken.whenTrue == 0)
        #expect(broken.sentence.hasPrefix("the contrary was shown"))
    }

    @Test func countsInDoubtAreEvidenceInDoubt() throws {
        // Six, four to eight: whether it is five or more is likely, not sure.
        let reading = try read([(0, 6)], rule(), spread: 2)
        #expect(reading.outcome == .seen)
        #expect(reading.shown > 0.6 && reading.shown < 0.95)
        #expect(reading.whenFalse > 0)
        #expect(!reading.remarks.isEmpty)
    }

    @Test func smallDoubtsOfManyLooksAreNoSighting() throws {
        let reading = try read((0..<200).map { (day: Double($0), count: 2) }, rule(), spread: 2)
        #expect(reading.outcome == .notSeen)
        #expect(reading.shown < 0.2)
    }

    @Test func seasonsSensorsAndPixelsThatDoNotFitAreNoOpportunity() throws {
        let record = LookRecord(
            looks: [
                DrawnLooks.look(0), DrawnLooks.look(200), DrawnLooks.look(3, distance: 10),
                DrawnLooks.look(4, sensor: "sentinel-2a"),
            ],
            series: [DrawnLooks.series([(0, 0), (3, 0), (4, 0), (200, 9)])])
        let need = CollectionNeed(months: [12, 1, 2], groundSamplingDistance: 0.7, sensors: ["PNEO"])
        let reading = try #require(DrawnLooks.reader(record).reading(of: DrawnLooks.indicator(rule(), need: need)))
        #expect(reading.outcome == .notSeen)
        #expect(reading.usableLooks == 1)
        #expect(reading.blindLooks == 0)
    }

    @Test func whatStaysForDaysIsMetByChance() throws {
        // A stay of one day, three looks ten days apart from day 5: worked out by steps of a minute.
        let counts: [(day: Double, count: Int?)] = [(5, 0), (15, 0), (25, 0)]
        let settings = AssessmentSettings()
        let start = DrawnLooks.start
        let reader = IndicatorReader(
            record: DrawnLooks.record(counts), settings: settings, period: start...(start + 30 * 86_400)
        ) { _ in ElicitedProbability(1) }
        let reading = try #require(
            reader.reading(of: DrawnLooks.indicator(rule(), need: CollectionNeed(stayDays: 1))))
        var met = 0.0
        let steps = 25 * 24 * 60
        for step in 0..<steps {
            let begin = Double(step) / Double(24 * 60)
            if [5.0, 15, 25].contains(where: { $0 >= begin && $0 <= begin + 1 }) { met += 0.9 }
        }
        #expect(abs(reading.detection - met / Double(steps)) < 1e-3)
    }

    @Test func onlyWhatWasKnownByThenCounts() throws {
        let record = DrawnLooks.record([(0, 0), (10, 7)])
        let reader = DrawnLooks.reader(record)
        let indicator = DrawnLooks.indicator(rule())
        let before = try #require(reader.reading(of: indicator, asOf: DrawnLooks.start + 5 * 86_400))
        #expect(before.outcome == .notSeen)
        let after = try #require(reader.reading(of: indicator, asOf: DrawnLooks.start + 10 * 86_400))
        #expect(after.outcome == .seen)
        let said = DrawnLooks.indicator(
            nil, statements: [IndicatorStatement(outcome: .seen, sources: ["S1"], knownFrom: "2025-01-08")])
        #expect(reader.reading(of: said, asOf: DrawnLooks.start + 5 * 86_400) == nil)
        #expect(reader.reading(of: said, asOf: DrawnLooks.start + 8 * 86_400)?.outcome == .seen)
    }

    @Test func sourcesThatContradictEachOtherAreBothKept() throws {
        let indicator = DrawnLooks.indicator(
            nil,
            statements: [
                IndicatorStatement(outcome: .seen, sources: ["S1"], note: "cars were seen"),
                IndicatorStatement(outcome: .notSeen, sources: ["S2"], note: "none were there"),
            ])
        let reader = DrawnLooks.reader(LookRecord(looks: []), reliability: 0.8)
        let reading = try #require(reader.reading(of: indicator))
        #expect(reading.shown == 0.5)
        #expect(reading.sources == ["S1", "S2"])
        #expect(reading.sentence.contains("cars were seen") && reading.sentence.contains("none were there"))
        #expect(!reading.remarks.isEmpty)
    }

    @Test func measurementsWithinBoundsAreRead() throws {
        func observation(_ look: String, _ length: Double, _ subject: String) -> Observation {
            Observation(
                id: look + subject, look: look, subject: subject, quantity: "length",
                result: .measured(
                    value: length, low: length - 6.407758, high: length + 6.407758, level: 0.8, unit: "m", method: ""),
                detections: [subject], model: nil)
        }
        let looks = [DrawnLooks.look(0, zone: "berth"), DrawnLooks.look(1, zone: "berth")]
        let record = LookRecord(
            looks: looks, observations: [observation("berth@0.0", 110, "a"), observation("berth@1.0", 155, "b")],
            classes: ["a": "ship", "b": "ship"])
        let rule = IndicatorRule(
            zones: ["berth"],
            condition: .measured(
                quantity: "length", className: "ship", bounds: .init(above: 150, below: nil, unit: "m")))
        let reading = try #require(DrawnLooks.reader(record).reading(of: DrawnLooks.indicator(rule)))
        #expect(reading.outcome == .seen)
        // 80 % within 6.407758 m is a standard deviation of 5 m: 155 m is above 150 m with Φ(1).
        #expect(abs(reading.shown - 0.841_344_746) < 1e-6)
        let boats = IndicatorRule(
            zones: ["berth"],
            condition: .measured(
                quantity: "length", className: "boat", bounds: .init(above: 150, below: nil, unit: "m")))
        #expect(DrawnLooks.reader(record).reading(of: DrawnLooks.indicator(boats))?.outcome == .notJudged)
    }

    @Test func anotherWordCountsAsFarAsItIsSure() throws {
        let rule = IndicatorRule(zones: ["farm"], condition: .told(quantity: "contents", words: ["crude"]))
        var settings = AssessmentSettings()
        settings.seasonLooks = 1
        func reading(_ told: [(word: String, probability: Double)]) throws -> IndicatorReading {
            let record = LookRecord(
                looks: [DrawnLooks.look(0, zone: "farm")],
                observations: told.enumerated().map { number, told in
                    Observation(
                        id: "o\(number)", look: "farm@0.0", subject: "t\(number)", quantity: "contents",
                        result: .told(told.word, probability: told.probability, method: ""), detections: [], model: nil)
                })
            return try #require(
                DrawnLooks.reader(record, settings: settings).reading(of: DrawnLooks.indicator(rule)))
        }
        // Bayes' rule by hand: of two words with the same prior, water told with p leaves odds of (1 − p) : p to crude.
        for probability in [0.51, 0.6, 0.8, 0.99] {
            let other = try reading([("water", probability)])
            #expect(other.outcome == .notSeen)
            #expect(abs(other.whenTrue / other.whenFalse - (1 - probability) / probability) < 1e-12)
        }
        #expect(try reading([("water", 1)]).whenTrue == 0)
        #expect(try reading([("water", 0.5)]).outcome == .notJudged)
        #expect(try reading([("water", 0.3)]).outcome == .notJudged)
        #expect(try reading([("crude", 0.8)]).shown == 0.8)
        // Two tanks: one surely of water, of the other nobody knows.
        #expect(abs(try reading([("water", 1), ("fuel", 0.4)]).whenTrue - 0.5) < 1e-12)
    }

    @Test func levelsThatMovedBetweenLooksAreRead() throws {
        func fill(_ day: Double, _ value: Double) -> Observation {
            Observation(
                id: "fill\(day)", look: "farm@\(day)", subject: "t1", quantity: "fill",
                result: .measured(value: value, low: value, high: value, level: 0.8, unit: "1", method: ""),
                detections: [], model: nil)
        }
        let looks = (0..<3).map { DrawnLooks.look(Double($0), zone: "farm") }
        let rule = IndicatorRule(zones: ["farm"], condition: .moved(quantity: "fill", by: 0.2))
        let still = LookRecord(looks: looks, observations: [fill(0, 0.5), fill(1, 0.6), fill(2, 0.55)])
        #expect(DrawnLooks.reader(still).reading(of: DrawnLooks.indicator(rule))?.outcome == .notSeen)
        let moved = LookRecord(looks: looks, observations: [fill(0, 0.5), fill(1, 0.6), fill(2, 0.25)])
        let reading = try #require(DrawnLooks.reader(moved).reading(of: DrawnLooks.indicator(rule)))
        #expect(reading.outcome == .seen)
        #expect(reading.looks == ["farm@2.0"])
        let alone = LookRecord(looks: looks, observations: [fill(0, 0.5)])
        #expect(DrawnLooks.reader(alone).reading(of: DrawnLooks.indicator(rule))?.outcome == .notJudged)
    }

    @Test func staysAreReadFromWhatWasKnownInEachLook() throws {
        func sighting(_ day: Double) -> Visit.Sighting {
            .init(
                scene: "scene@\(day)", time: DrawnLooks.time(day), detection: "d\(day)",
                sameAsBefore: day > 0 ? 0.9 : nil)
        }
        let days = [0.0, 30, 60, 90]
        let visit = Visit(
            object: "o", className: "ship", zone: "berth", sightings: days.prefix(3).map(sighting), arrivedAfter: nil,
            departedBefore: DrawnLooks.time(90), longestGap: 30, sameObject: 0.81, remarks: [])
        let record = LookRecord(
            looks: days.map { DrawnLooks.look($0, zone: "berth") },
            series: [DrawnLooks.series([(0, 1), (30, 1), (60, 1), (90, 0)], of: "ship", zone: "berth")],
            visits: [.init(since: .distantPast, visits: [visit])]
        )
        let rule = IndicatorRule(zones: ["berth"], condition: .stayed(className: "ship", days: 45))
        let reader = DrawnLooks.reader(record)
        let indicator = DrawnLooks.indicator(rule)
        #expect(reader.reading(of: indicator, asOf: DrawnLooks.time(30).start)?.outcome == .notJudged)
        let after = try #require(reader.reading(of: indicator, asOf: DrawnLooks.time(60).start))
        #expect(after.outcome == .seen)
        #expect(abs(after.shown - 0.81) < 1e-12)
    }

    @Test func groundThatChangedIsRead() throws {
        let looks = [DrawnLooks.look(0, zone: "process"), DrawnLooks.look(1, zone: "process")]
        let rule = IndicatorRule(zones: ["process"], condition: .ground(kinds: ["removed"], leastArea: 100))
        func reading(_ changes: [LookRecord.GroundChange], compared: [String: String]) -> IndicatorReading? {
            DrawnLooks.reader(LookRecord(looks: looks, changes: changes, comparedWith: compared)).reading(
                of: DrawnLooks.indicator(rule))
        }
        let change = LookRecord.GroundChange(
            scene: "scene@1.0", zone: "process", kind: "removed", area: 400, probability: 0.8)
        #expect(reading([change], compared: ["scene@1.0": "scene@0.0"])?.outcome == .seen)
        #expect(reading([], compared: ["scene@1.0": "scene@0.0"])?.outcome == .notSeen)
        #expect(reading([change], compared: [:])?.outcome == .notJudged)
        var other = change
        other.kind = "built"
        #expect(reading([other], compared: ["scene@1.0": "scene@0.0"])?.outcome == .notSeen)
    }
}
