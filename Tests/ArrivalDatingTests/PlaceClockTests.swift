import Findings
import Foundation
import Testing

@Suite("Local time of a place")
struct PlaceClockTests {
    struct Told: Decodable {
        var zone: String
        var instant: String
        var local: String
        var offset: Int
        var midnight: Double
    }

    @Test("Seventy instants in seven zones as Python's zoneinfo tells them, changes of rule among them")
    func zoneinfo() throws {
        let told: [Told] = try BruteForceTests.fixture("clocks")
        #expect(told.count == 70)
        for entry in told {
            let clock = try #require(PlaceClock(identifier: entry.zone))
            let instant = try Date(entry.instant, strategy: .iso8601)
            #expect(clock.offset(at: instant) == entry.offset, "\(entry.zone) \(entry.instant)")
            #expect(clock.text(instant) == entry.local)
            #expect(clock.startOfDay(instant).timeIntervalSince1970 == entry.midnight, "\(entry.zone) \(entry.instant)")
        }
    }

    @Test("Pyongyang was half an hour behind until the evening of 4 May 2018")
    func pyongyang() throws {
        let clock = try #require(PlaceClock(identifier: "Asia/Pyongyang"))
        let change = try Date("2018-05-04T15:00:00Z", strategy: .iso8601)
        #expect(clock.offsetText(at: change - 1) == "UTC+8:30" && clock.text(change - 1) == "2018-05-04 23:29")
        #expect(clock.offsetText(at: change) == "UTC+9" && clock.text(change) == "2018-05-05 00:00")
    }

    @Test(
        "Offsets, abbreviations and paths are no zones",
        arguments: ["UTC+9", "GMT+8", "EST", "", "../../etc/passwd", "Asia/Rason"])
    func noZones(name: String) {
        #expect(PlaceClock(identifier: name) == nil)
    }
}
