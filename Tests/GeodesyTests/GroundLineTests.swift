import Testing

@testable import Geodesy

@Suite("Lines on the ground")
struct GroundLineTests {
    /// At the equator a degree of longitude measures 111 319.49 m, one of latitude 110 574.28 m (WGS 84).
    private func point(_ east: Double, _ north: Double) -> GeoPoint {
        GeoPoint(longitude: 179.9995 + east / 111_319.49, latitude: north / 110_574.28)
    }

    @Test("half of the length is not the middle of the points")
    func middle() throws {
        let line = GroundLine([point(0, 0), point(10, 0), point(10, 30)])
        #expect(abs(line.length - 40) < 1e-3)
        let middle = try #require(line.middle)
        #expect(Ellipsoid.wgs84.distance(middle, point(10, 10)) < 1e-3)
        #expect(line.point(at: -5) == line.points[0] && line.point(at: 50) == line.points[2])
        #expect(GroundLine([]).middle == nil && GroundLine([point(1, 1)]).middle == point(1, 1))
    }

    @Test("the nearest place lies on the nearest step, beyond an end at that end, and across the antimeridian")
    func nearest() throws {
        let line = GroundLine([point(0, 0), point(100, 0), point(100, 0), point(100, 50)])
        let beside = try #require(line.nearest(to: point(60, 3)))
        #expect(abs(beside.station - 60) < 1e-2 && abs(beside.distance - 3) < 1e-3)
        #expect(abs(beside.north + 3) < 1e-3 && abs(beside.east) < 1e-2)
        #expect(abs((beside.azimuth ?? 0) - 90) < 1e-6)
        let beyond = try #require(line.nearest(to: point(103, 54)))
        #expect(abs(beyond.station - 150) < 1e-2 && abs(beyond.distance - 5) < 1e-3)
        let far = try #require(line.nearest(to: GeoPoint(longitude: -179.9995, latitude: 0)))
        #expect(abs(far.station - 100) < 1e-2 && abs(far.distance - 11.32) < 0.01)
        #expect(GroundLine([]).nearest(to: point(0, 0)) == nil)
        let single = try #require(GroundLine([point(3, 4)]).nearest(to: point(0, 0)))
        #expect(abs(single.distance - 5) < 1e-3 && single.azimuth == nil)
    }
}
