import Testing

@testable import Geodesy

@Suite("Distances along great circles")
struct GreatCircleTests {
    @Test(
        "agree with geodesics on WGS 84 by pyproj 3.7.2 to 0.6 %, across the antimeridian, a pole and half the Earth",
        arguments: [
            (130.349, 42.312, 130.8, 42.65, 52_771.457), (130.349, 42.312, 129.817, 41.783, 73_432.527),
            (130.349, 42.312, 131.933, 43.117, 157_582.790), (179.5, 10, -179.5, -10, 2_214_481.072),
            (0, 0, 180, 0.5, 19_948_644.307),
            (10, 89.9, 190, 89.9, 22_338.796),
        ])
    func geodesics(fromEast: Double, fromNorth: Double, toEast: Double, toNorth: Double, metres: Double) {
        let from = GeoPoint(longitude: fromEast, latitude: fromNorth)
        let to = GeoPoint(longitude: toEast, latitude: toNorth)
        #expect(abs(from.greatCircleDistance(to: to) / metres - 1) < 0.006)
        #expect(from.greatCircleDistance(to: to) == to.greatCircleDistance(to: from))
        #expect(from.greatCircleDistance(to: from) == 0)
    }
}
