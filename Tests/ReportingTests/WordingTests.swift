import Evidence
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
