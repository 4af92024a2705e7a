import ChangeDetection
import Evidence
import Findings
import Foundation
import HypothesisAssessment
import Inquiry
import Testing

@testable import Workflow

@Suite("Answers as of a day")
struct AssessmentAsOfTests {
    private static let indicators = [
        DrawnPlace.indicator("ships", .count(of: "ship", atLeast: 3)),
        DrawnPlace.indicator("cars", .count(of: "tank-car", atLeast: 1)),
        DrawnPlace.indicator("cars on tracks", .count(of: "tank-car on tracks", atLeast: 3)),
        DrawnPlace.indicator("stay", .stayed(className: "ship", days: 30)),
        DrawnPlace.indicator("boat", .stayed(className: "boat", days: 40)),
        DrawnPlace.indicator("fill", .moved(quantity: "fill", by: 0.2)),
        DrawnPlace.indicator("contents", .told(quantity: "contents", words: ["crude"])),
        DrawnPlace.indicator("ground", .ground(kinds: [], leastArea: 100)),
        DrawnPlace.indicator("built", .ground(kinds: ["built"], leastArea: 100)),
    ]

    @Test(
        "An answer as of a day is that of a catalogue which holds nothing later", arguments: 1...DrawnPlace.mostScenes)
    func nothingLater(_ scenes: Int) async throws {
        let limit = DrawnPlace.time(scenes - 1).middle
        let whole = try await DrawnPlace(scenes: DrawnPlace.mostScenes).assessment(Self.indicators, asOf: limit)
        let part = try await DrawnPlace(scenes: scenes).assessment(Self.indicators, asOf: limit)
        #expect(whole.evidence.map(\.reading) == part.evidence.map(\.reading))
        #expect(whole.notJudged == part.notJudged)
        #expect(whole.course == part.course)
        #expect(whole == part)
        // Without a day it is the same, but that it names none.
        var open = try await DrawnPlace(scenes: scenes).assessment(Self.indicators)
        open.asOf = limit
        #expect(open == part)
    }

    @Test("A ship that stayed is one though later looks take it for a boat")
    func visits() async throws {
        let stay = Self.indicators.filter { $0.id == "stay" || $0.id == "boat" }
        func outcomes(_ number: Int) async throws -> [String: IndicatorOutcome] {
            let found = try await DrawnPlace(scenes: DrawnPlace.mostScenes).assessment(
                stay, asOf: DrawnPlace.time(number).middle)
            return Dictionary(
                (found.evidence.map(\.reading) + found.notJudged).map { ($0.indicator, $0.outcome) }
            ) { first, _ in first }
        }
        #expect(try await outcomes(3)["stay"] == .seen)
        #expect(try await outcomes(3)["boat"] != .seen)
        #expect(try await outcomes(8)["boat"] == .seen)
    }

    @Test("Changes of the ground are read with what comparisons up to the day tell of them")
    func ground() async throws {
        let any = [DrawnPlace.indicator("any", .ground(kinds: ["changed surface"], leastArea: 100))]
        let built = [DrawnPlace.indicator("built", .ground(kinds: ["built"], leastArea: 100))]
        let large = [DrawnPlace.indicator("large", .ground(kinds: [], leastArea: 1000))]
        func reading(_ indicators: [Indicator], _ number: Int) async throws -> IndicatorReading {
            let found = try await DrawnPlace(scenes: DrawnPlace.mostScenes).assessment(
                indicators, asOf: DrawnPlace.time(number).middle)
            return try #require((found.evidence.map(\.reading) + found.notJudged).first)
        }
        // The first scene was compared with none.
        #expect(try await reading(any, 0).outcome == .notJudged)
        #expect(try await reading(any, 1).outcome == .notSeen)
        #expect(try await reading(large, 8).outcome == .notSeen)
        for number in 2..<DrawnPlace.mostScenes {
            // What the comparisons up to the day settle when there are no others.
            let settled = GroundUnrest.settled((1...number).map(DrawnPlace.comparison)).flatMap(\.changes)
            let restless = settled.filter { $0.change.kind == .changedSurface }.map(\.probability).max() ?? 0
            #expect(abs(try await reading(any, number).shown - restless) < 1e-12)
            let lasting = settled.filter { $0.change.kind == .built }.map(\.probability).max() ?? 0
            #expect(abs(try await reading(built, number).shown - lasting) < 1e-12)
        }
        let found = try await reading(built, 8)
        #expect(found.outcome == .seen)
        #expect(found.looks == ["look 5"])
        // A place that changes in most comparisons is told ever less surely.
        #expect(try await reading(any, 8).shown < reading(any, 2).shown)
    }
}
