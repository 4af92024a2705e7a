import Evidence
import Foundation
import Geodesy
import Sites
import Testing

@testable import ActivityAnalysis

@Suite("Places at berths")
struct BerthPlaceTests {
    private let origin = GeoPoint(longitude: 130.4, latitude: 42.3)

    private func point(_ east: Double, _ north: Double) -> GeoPoint {
        Ellipsoid.wgs84.point(from: origin, east: east, north: north)
    }

    /// A ship 100 m long and 16 m broad whose axis points so many degrees from north.
    private func ship(_ east: Double, _ north: Double, azimuth: Double) -> GroundBox {
        let angle = azimuth * .pi / 180
        let corners = [(50.0, 8.0), (50, -8), (-50, -8), (-50, 8)].map { u, v in
            point(east + u * sin(angle) + v * cos(angle), north + u * cos(angle) - v * sin(angle))
        }
        return GroundBox(centre: point(east, north), corners: corners)
    }

    @Test("The nearest quay line, the gap beside the hull and the angle are those of plane geometry")
    func place() throws {
        let site = Site(
            name: "s",
            berths: [
                Berth(id: "n", name: "North quay", line: [point(-200, 20), point(200, 20)]),
                Berth(id: "s", name: "South quay", line: [point(-200, -60), point(200, -60)]),
            ])
        let place = try #require(BerthPlace.of(ship(0, 0, azimuth: 86), in: site, quayDistance: 40))
        #expect(place.berth.id == "n")
        #expect(abs(place.distance - 12) < 0.05 && abs(place.angle - 4) < 0.05)
        #expect(place.probability > 0.999)
        let between = try #require(BerthPlace.of(ship(0, -19, azimuth: 90), in: site, quayDistance: 40))
        #expect(abs(between.probability - 0.655) < 0.01, "39 m and 41 m away: Φ(0.4)")
        #expect(BerthPlace.of(ship(0, 300, azimuth: 90), in: site, quayDistance: 40) == nil)
    }
}
