import Foundation
import Geodesy
import Testing

/// What shapely and pyproj say, written by Fixtures/make_fixtures.py.
private struct Truth: Decodable {
    struct Pair: Decodable {
        var a: [Double]
        var b: [Double]
        var area: Double
        var iou: Double
        var ios: Double
    }
    struct RingCase: Decodable {
        var points: [[Double]]
        var simple: Bool
        var probe: [Double]
        var area: Double?
        var inside: Bool?
        var clipped: Double?
    }
    struct Distance: Decodable {
        var from: [Double]
        var to: [Double]
        var metres: Double
        var azimuth: Double
    }
    var pairs: [Pair]
    var rings: [RingCase]
    var distances: [Distance]

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "geodesy", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

private func box(_ values: [Double]) -> OrientedBox {
    OrientedBox(
        centre: PixelPoint(column: values[0], row: values[1]), length: values[2], width: values[3], angle: values[4])
}

@Test func rotatedBoxesShareWhatShapelySays() throws {
    let truth = try Truth.load()
    #expect(truth.pairs.count == 300)
    for pair in truth.pairs {
        let a = box(pair.a)
        let b = box(pair.b)
        #expect(abs(a.intersectionArea(b) - pair.area) < 1e-9)
        #expect(abs(a.intersectionOverUnion(b) - pair.iou) < 1e-9)
        #expect(abs(a.intersectionOverSmaller(b) - pair.ios) < 1e-9)
    }
}

@Test func ringsAreSimpleWhereShapelySaysSo() throws {
    let truth = try Truth.load()
    #expect(truth.rings.contains { $0.simple } && truth.rings.contains { !$0.simple })
    for entry in truth.rings {
        let ring = Ring(entry.points.map { MapPoint(x: $0[0], y: $0[1]) })
        #expect((ring.firstSelfIntersection == nil) == entry.simple, "\(entry.points)")
        if let area = entry.area { #expect(abs(abs(ring.signedArea) - area) < 1e-9) }
        if let inside = entry.inside {
            #expect(ring.contains(MapPoint(x: entry.probe[0], y: entry.probe[1])) == inside)
        }
        if let clipped = entry.clipped {
            let window = Ring([(2.0, 1.0), (8.0, 2.0), (7.0, 8.0), (1.0, 6.0)].map { MapPoint(x: $0.0, y: $0.1) })
            #expect(abs(abs(ring.clipped(toConvex: window).signedArea) - clipped) < 1e-9)
        }
    }
}

@Test func shortDistancesAgreeWithGeodesics() throws {
    for entry in try Truth.load().distances {
        let from = GeoPoint(longitude: entry.from[0], latitude: entry.from[1])
        let to = GeoPoint(longitude: entry.to[0], latitude: entry.to[1])
        let metres = Ellipsoid.wgs84.distance(from, to)
        #expect(abs(metres - entry.metres) < entry.metres * 2e-5 + 1e-6, "\(entry.from) \(entry.metres)")
        let (east, north) = Ellipsoid.wgs84.offset(from: from, to: to)
        let back = Ellipsoid.wgs84.point(from: from, east: east, north: north)
        #expect(Ellipsoid.wgs84.distance(back, to) < entry.metres * 1e-3 + 1e-6)
    }
}

@Test func offsetCrossesTheAntimeridianTheShortWay() {
    let west = GeoPoint(longitude: 179.999, latitude: 0)
    let east = GeoPoint(longitude: -179.999, latitude: 0)
    // 0.002 degrees of the equator's 40 075 016.686 m.
    #expect(abs(Ellipsoid.wgs84.distance(west, east) - 0.002 / 360 * 40_075_016.686) < 0.001)
}
