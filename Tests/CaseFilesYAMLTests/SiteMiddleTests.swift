import Geodesy
import Sites
import Testing

@Suite("The middle of a site")
struct SiteMiddleTests {
    private func zone(_ west: Double, _ east: Double, _ south: Double, _ north: Double) -> Zone {
        let ring = Ring(
            [(west, south), (east, south), (east, north), (west, north)].map {
                GeoPoint(longitude: $0.0, latitude: $0.1)
            })
        return Zone(id: "a", name: "A", role: .other, facility: nil, area: MultiPolygon([Polygon(outer: ring)]))
    }

    @Test("lies half-way between the outermost points of all that is drawn, across the antimeridian too")
    func middle() {
        #expect(Site(name: "Empty").middle == nil)
        #expect(
            Site(name: "One", zones: [zone(130, 130.5, 42, 42.25)]).middle
                == GeoPoint(longitude: 130.25, latitude: 42.125))
        let track = Track(
            id: "t", name: "T",
            line: [GeoPoint(longitude: 131, latitude: 41.75), GeoPoint(longitude: 130.5, latitude: 42)])
        #expect(
            Site(name: "Two", zones: [zone(130, 130.5, 42, 42.25)], tracks: [track]).middle
                == GeoPoint(longitude: 130.5, latitude: 42))
        let across = [GeoPoint(longitude: 179.5, latitude: 0), GeoPoint(longitude: -179.25, latitude: 1)]
        #expect(
            Site(name: "Across", tracks: [Track(id: "t", name: "T", line: across)]).middle
                == GeoPoint(longitude: -179.875, latitude: 0.5))
    }
}
