import GDAL
import Geodesy
import Testing

/// Against PROJ, which knows the grid by its number only.
@Suite("UTM grid against PROJ")
struct UniversalTransverseMercatorTests {
    @Test(
        "Places, zones and the way back agree to a millimetre",
        arguments: [
            (134.2, 41.6, 32653), (130.34861, 42.31194, 32652), (-179.99, 12.5, 32601), (179.99, -45, 32760),
            (8.5, 47.4, 32632), (-58.4, -34.6, 32721), (0, 0, 32631), (-0.1, 79.9, 32630), (137.9, -0.001, 32753),
        ])
    func places(longitude: Double, latitude: Double, epsg: Int) throws {
        let place = GeoPoint(longitude: longitude, latitude: latitude)
        let grid = UniversalTransverseMercator(around: place)
        #expect(grid.epsg == epsg)
        let change = try CoordinateTransformation(
            from: SpatialReference(epsg: 4326), to: SpatialReference(epsg: grid.epsg))
        // At the place itself and two degrees beyond the zone's edge.
        for shift in [0.0, 2, -2] {
            let near = GeoPoint(longitude: longitude + shift, latitude: latitude)
            let moved = change.transform(Coordinate(x: near.longitude, y: near.latitude))
            let expected = try #require(moved)
            let found = grid.map(near)
            #expect(abs(found.x - expected.x) < 1e-3 && abs(found.y - expected.y) < 1e-3, "\(found) for \(expected)")
            let back = grid.ground(found)
            #expect(abs(back.latitude - near.latitude) < 1e-8)
            let around = (back.longitude - near.longitude).remainder(dividingBy: 360)
            #expect(abs(around) < 1e-8)
        }
    }

    @Test("The grid's north lies east of true north to the right of the meridian, west of it to the left")
    func convergence() {
        // On the sphere tan γ = tan(λ − λ₀) sin φ, which is 1.660° at 2.5° from the meridian.
        let place = GeoPoint(longitude: 137.5, latitude: 41.6)
        let found = UniversalTransverseMercator(around: place).convergence(at: place)
        #expect(abs(found - 1.661) < 0.01, "\(found)")
        let west = GeoPoint(longitude: 132.5, latitude: 41.6)
        #expect(UniversalTransverseMercator(around: west).convergence(at: west) < -1.6)
    }
}
