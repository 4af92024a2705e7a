import Foundation
import Geodesy
import Testing

@Suite("Where the sun stands")
struct SunPositionTests {
    private func time(_ text: String) throws -> Date {
        try Date(text, strategy: .iso8601)
    }

    @Test("Reda & Andreas (2008), NREL/TP-560-34302, appendix A.5: the published example, without refraction")
    func publishedExample() throws {
        let sun = SunPosition(
            at: GeoPoint(longitude: -105.1786, latitude: 39.742476), time: try time("2003-10-17T19:30:30Z"))
        #expect(abs(sun.elevation - 39.872046) < 0.01)
        #expect(abs(sun.azimuth - 194.340241) < 0.01)
    }

    @Test(
        "The sun over Rason as pvlib 0.16.1's spa_python gives it",
        arguments: [
            ("2025-02-15T01:48:00Z", 30.01604649, 150.19410288), ("2025-01-15T01:48:00Z", 22.51576229, 154.74935635),
            ("2025-02-15T02:16:00Z", 32.29644156, 157.72058506),
        ])
    func rason(instant: String, elevation: Double, azimuth: Double) throws {
        let sun = SunPosition(at: GeoPoint(longitude: 130.34861, latitude: 42.31194), time: try time(instant))
        #expect(abs(sun.elevation - elevation) < 0.01 && abs(sun.azimuth - azimuth) < 0.01)
    }

    @Test("The published values of the worked example, which a formula good to 0.15° gave")
    func workedExample() throws {
        let sun = SunPosition(
            at: GeoPoint(longitude: 130.34861, latitude: 42.31194), time: try time("2025-02-15T01:48:00Z"))
        #expect(abs(sun.elevation - 30.08) < 0.15 && abs(sun.azimuth - 150.35) < 0.2)
        let published = SunPosition(
            at: GeoPoint(longitude: -105.1786, latitude: 39.742476), time: try time("2003-10-17T19:30:30Z"))
        // 39.888° is the height with refraction, which is 0.016° there.
        #expect(abs(published.elevation + 0.0162 - 39.888) < 0.01 && abs(published.azimuth - 194.340) < 0.01)
    }

    @Test(
        "Sunrise at the refinery, published to the minute, and sunset as astral 3.2 gives it",
        arguments: [
            ("2025-01-14T15:00:00Z", "2025-01-14T22:46:00Z", "2025-01-15T08:10:52Z"),
            ("2025-02-14T15:00:00Z", "2025-02-14T22:16:00Z", "2025-02-15T08:50:27Z"),
        ])
    func sunrise(midnight: String, rise: String, set: String) throws {
        let start = try time(midnight)
        let found = SunPosition.crossings(
            of: SunPosition.elevationAtSunrise, at: GeoPoint(longitude: 130.34861, latitude: 42.31194), from: start,
            to: start.addingTimeInterval(86_400))
        try #require(found.map(\.isRising) == [true, false])
        #expect(abs(found[0].time.timeIntervalSince(try time(rise))) < 75)
        #expect(abs(found[1].time.timeIntervalSince(try time(set))) < 75)
    }

    @Test("In the polar night the sun does not rise")
    func polarNight() throws {
        let start = try time("2024-12-20T00:00:00Z")
        let found = SunPosition.crossings(
            of: SunPosition.elevationAtSunrise, at: GeoPoint(longitude: 15, latitude: 78), from: start,
            to: start.addingTimeInterval(86_400))
        #expect(found.isEmpty)
    }

    @Test("The Almanac's solstice noon: the sun stands over the tropic, on the meridian")
    func solstice() throws {
        // 20 June 2024, 20:51 UTC; equation of time −1 min 50 s, so noon at Greenwich is at 12:01:50.
        let sun = SunPosition(at: GeoPoint(longitude: 0, latitude: 51.4779), time: try time("2024-06-20T12:01:50Z"))
        #expect(abs(sun.elevation - (90 - 51.4779 + 23.436)) < 0.02)
        #expect(abs(sun.azimuth - 180) < 0.1)
    }

    @Test(
        "South of the sun, at night and across the date line the angles stay in their ranges",
        arguments: [(0.0, -80.0), (179.9, 10), (-179.9, 10), (45, 89.9), (12, 0)])
    func ranges(longitude: Double, latitude: Double) throws {
        let start = try time("2024-03-20T00:00:00Z")
        for hour in 0..<48 {
            let sun = SunPosition(
                at: GeoPoint(longitude: longitude, latitude: latitude),
                time: start.addingTimeInterval(Double(hour) * 3600))
            #expect((0..<360).contains(sun.azimuth))
            #expect((-90...90).contains(sun.elevation))
        }
    }

    @Test("Both sides of the date line see the same sun")
    func dateLine() throws {
        let instant = try time("2024-08-02T23:10:00Z")
        let east = SunPosition(at: GeoPoint(longitude: 180, latitude: -17), time: instant)
        let west = SunPosition(at: GeoPoint(longitude: -180, latitude: -17), time: instant)
        #expect(abs(east.azimuth - west.azimuth) < 1e-9 && abs(east.elevation - west.elevation) < 1e-9)
    }
}
