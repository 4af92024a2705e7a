import ArrivalDating
import Findings
import Foundation
import Geodesy
import Testing

@Suite("The time of a look by a shadow")
struct ShadowClockTests {
    private let refinery = GeoPoint(longitude: 130.34861, latitude: 42.31194)

    private func clock() throws -> PlaceClock { try #require(PlaceClock(identifier: "Asia/Pyongyang")) }

    @Test("The published shadow of 15 February 2025, 1.73 times the height, was thrown at 10:48 at the refinery")
    func refineryShadow() throws {
        let look = try Date("2025-02-15T01:48:00Z", strategy: .iso8601)
        let shadow = MeasuredShadow(
            height: 10, heightError: 0.05, length: 17.27, lengthError: 0.1, azimuth: 330.35, azimuthError: 2)
        let found = try ShadowClock.time(of: shadow, at: refinery, day: look, clock: clock(), given: look)
        #expect(found.spans.count == 1 && found.agrees)
        #expect(abs(found.elevation - 30.08) < 0.05)
        // The published height is 0.06° above that of better formulas, which is half a minute here.
        #expect(abs(found.spans[0].time.timeIntervalSince(look)) < 90)
        #expect(found.spans[0].start < look && look < found.spans[0].end)
    }

    @Test("Without a direction there is a morning and an afternoon, and a wrong time zone is found")
    func morningAndAfternoon() throws {
        let look = try Date("2025-02-15T01:48:00Z", strategy: .iso8601)
        let shadow = MeasuredShadow(height: 10, heightError: 0.05, length: 17.27, lengthError: 0.1)
        let found = try ShadowClock.time(of: shadow, at: refinery, day: look, clock: clock(), given: look - 3600)
        #expect(found.spans.count == 2 && !found.agrees)
        // The sun stands equally high as long before noon as after; noon of that day by the equation of time of −14.1 min.
        let noon = look.addingTimeInterval((12 - 10.5) * 3600 + 14.1 * 60)
        let middle = (found.spans[0].time.timeIntervalSince(noon) + found.spans[1].time.timeIntervalSince(noon)) / 2
        #expect(abs(middle) < 90)
    }

    @Test("A sun higher than it ever stands, and a direction of another hour, are refused with the reason")
    func refusals() throws {
        let look = try Date("2025-02-15T01:48:00Z", strategy: .iso8601)
        let clock = try clock()
        func reason(_ shadow: MeasuredShadow) -> String {
            let error = #expect(throws: ArrivalDatingError.self) {
                try ShadowClock.time(of: shadow, at: refinery, day: look, clock: clock, given: look)
            }
            return error?.description ?? ""
        }
        #expect(
            reason(.init(height: 10, heightError: 0.1, length: 5, lengthError: 0.1)).contains("rises no higher than 35")
        )
        #expect(
            reason(.init(height: 10, heightError: 0.1, length: 17.3, lengthError: 0.1, azimuth: 90))
                .contains("different times"))
        #expect(reason(.init(height: 10, heightError: 0, length: 17.3, lengthError: 0)).contains("errors"))
    }
}
