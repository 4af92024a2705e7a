import Evidence
import Foundation
import Testing

@testable import Reporting

@Suite struct WordingTests {
    @Test func numbers() {
        #expect(Wording.number(3.14159, decimals: 2) == "3.14")
        #expect(Wording.number(0.05, decimals: 1) == "0.1")
        #expect(Wording.number(-0.001, decimals: 2) == "0.00")
        #expect(Wording.number(-12.5, decimals: 1) == "−12.5")
        #expect(Wording.number(129.0024, decimals: 4) == "129.0024")
        #expect(Wording.number(.nan) == "unknown")
        #expect(Wording.coordinate(-0.05) == "-0.05")
        #expect(Wording.coordinate(1.5) == "1.5")
        #expect(Wording.coordinate(-0.001) == "0")
        #expect(Wording.coordinate(.infinity) == "0")
    }

    @Test func sharesAreNeverRoundedToAllOrNothing() {
        #expect(Wording.percent(1) == "100\u{A0}%")
        #expect(Wording.percent(0.999) == "more than 99\u{A0}%")
        #expect(Wording.percent(0.001) == "less than 1\u{A0}%")
        #expect(Wording.percent(0) == "0\u{A0}%")
    }

    @Test func probabilitiesAreNeverRoundedToCertainty() {
        #expect(Wording.probability(0.10849) == "10.8\u{A0}%")
        #expect(Wording.probability(0.9996) == "more than 99.9\u{A0}%")
        #expect(Wording.probability(0.0004) == "less than 0.1\u{A0}%")
        #expect(Wording.probability(0) == "0\u{A0}%" && Wording.probability(1) == "100\u{A0}%")
        #expect(Wording.probability(.nan) == "unknown")
        #expect(
            Wording.change(from: 0.692, to: 0.364) == "−32.8" && Wording.change(from: 0.1, to: 0.1001) == "no change")
        #expect(Wording.bits(0.0001) == "less than 0.001" && Wording.bits(0.187) == "0.187")
        #expect(Wording.grouped(100_000) == "100\u{A0}000" && Wording.grouped(1500) == "1500")
        #expect(Wording.grouped(.min) == "−9\u{A0}223\u{A0}372\u{A0}036\u{A0}854\u{A0}775\u{A0}808")
    }

    /// The bounds of Kass and Raftery (1995), section 3.2: 3, 20 and 150, in either direction.
    @Test(arguments: [
        (2.99, "2.99 for A (weak)"), (3.01, "3.01 for A (positive)"), (1.0 / 40, "40.0 for B (strong)"),
        (200, "200 for A (very strong)"), (1, "1.00, tells nothing"), (0, "unknown"), (.infinity, "unknown"),
        (.nan, "unknown"), (-1, "unknown"), (nil, "unknown"),
    ])
    func ratiosHaveADirection(_ ratio: Double?, _ text: String) {
        #expect(Wording.direction(ratio, leading: "A", runnerUp: "B") == text)
        #expect(Wording.direction(ratio, leading: "A", runnerUp: nil) == "no other to compare")
    }

    @Test func whatIsExcludedIsNamed() {
        #expect(Wording.direction(nil, excludes: ["B"], leading: "A", runnerUp: "B") == "excludes B")
        #expect(Wording.direction(nil, excludes: ["A", "B"], leading: "A", runnerUp: "B") == "excludes A and B")
    }

    @Test func whatWasKnownOnADayHasNoHour() throws {
        let day = try #require(AcquisitionTime(iso8601: "2025-02-15T00:00:00Z")).start
        #expect(Wording.known(day) == "2025-02-15" && Wording.known(day + 6480) == "2025-02-15 01:48 UTC")
        #expect(Wording.known(nil) == "from the beginning")
    }

    @Test func times() {
        #expect(Wording.time(AcquisitionTime(iso8601: "2023-08-17T12:05:33+02:00")) == "2023-08-17 10:05:33 UTC")
        #expect(Wording.time(AcquisitionTime(iso8601: "2023-08-17")) == "2023-08-17 (time of day not known)")
        #expect(Wording.time(nil) == "time not known")
    }

    @Test func roundLengths() {
        #expect(Wording.roundLength(notAbove: 1234) == 1000)
        #expect(Wording.roundLength(notAbove: 499) == 200)
        #expect(Wording.roundLength(notAbove: 5) == 5)
        #expect(Wording.roundLength(notAbove: 0) == nil)
        #expect(Wording.roundLength(notAbove: .nan) == nil)
    }

    @Test func anchorsNeverMeet() {
        let ids = ["a b", "a_20b", "a-b", "a.b", "ä", "", "A B"]
        #expect(Set(ids.map(Anchor.encoded)).count == ids.count)
    }

    @Test func namesAvoidEachOther() {
        var placement = LabelPlacement(width: 400, height: 300)
        let places = (0..<6).map { _ in placement.place("A zone with a name", size: 12, x: 200, y: 150) }
        for (index, a) in places.enumerated() {
            for b in places.dropFirst(index + 1) { #expect(abs(a.x - b.x) > 100 || abs(a.y - b.y) > 12) }
        }
    }
}
