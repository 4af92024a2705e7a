import Geodesy
import Testing

@Suite struct BoxTests {
    @Test func widthNeverExceedsLength() {
        let box = OrientedBox(centre: PixelPoint(column: 0, row: 0), length: 2, width: 10, angle: 0)
        #expect(box.length == 10 && box.width == 2)
        #expect(abs(abs(box.angle) - .pi / 2) < 1e-12)
    }

    @Test func uprightBoxKeepsItsEdges() {
        let box = OrientedBox(left: 3, top: 4, right: 9, bottom: 20)
        let bounds = box.bounds
        #expect(abs(bounds.left - 3) < 1e-12 && abs(bounds.right - 9) < 1e-12)
        #expect(abs(bounds.top - 4) < 1e-12 && abs(bounds.bottom - 20) < 1e-12)
    }

    @Test func groundBoxMeasuresLengthWidthAndAzimuth() {
        // 200 m by 30 m, pointing 30 degrees east of north, built from metres about a point at 35° N.
        let centre = GeoPoint(longitude: 129, latitude: 35)
        func corner(_ along: Double, _ across: Double) -> GeoPoint {
            let sine = 0.5
            let cosine = 3.0.squareRoot() / 2
            return Ellipsoid.wgs84.point(
                from: centre, east: along * sine + across * cosine, north: along * cosine - across * sine)
        }
        let box = GroundBox(
            centre: centre, corners: [corner(100, 15), corner(100, -15), corner(-100, -15), corner(-100, 15)])
        #expect(abs(box.length - 200) < 0.01)
        #expect(abs(box.width - 30) < 0.01)
        #expect(abs(box.azimuth - 30) < 0.01)
    }

    @Test func aBoxAcrossTheAntimeridianIsDrawnSmall() {
        func box(_ longitudes: [Double]) -> GroundBox {
            let latitudes = [51.02, 50.98, 50.98, 51.02]
            return GroundBox(
                centre: GeoPoint(longitude: 180, latitude: 51),
                corners: zip(longitudes, latitudes).map { GeoPoint(longitude: $0, latitude: $1) })
        }
        #expect(
            box([-179.75, -179.75, 179.75, 179.75]).drawnCorners?.map(\.longitude) == [180.25, 180.25, 179.75, 179.75])
        #expect(box([-0.25, -0.25, 0.25, 0.25]).drawnCorners?.map(\.longitude) == [-0.25, -0.25, 0.25, 0.25])
        #expect(box([-179.75, .nan, 179.75, 179.75]).drawnCorners == nil)
    }

    @Test func affineTransformTurnsRound() {
        // A rotated, south-up grid with non-square pixels; the expected numbers are worked out by hand.
        let transform = GridTransform(originX: 100, columnX: 3, rowX: 1, originY: 200, columnY: 2, rowY: 4)
        #expect(transform.map(PixelPoint(column: 2, row: 5)) == MapPoint(x: 111, y: 224))
        let back = transform.pixel(MapPoint(x: 111, y: 224))
        #expect(abs(back.column - 2) < 1e-12 && abs(back.row - 5) < 1e-12)
    }

    @Test func polygonWithHoleContainsOnlyItsBody() {
        func square(_ low: Double, _ high: Double) -> Ring<MapPoint> {
            Ring([(low, low), (high, low), (high, high), (low, high)].map { MapPoint(x: $0.0, y: $0.1) })
        }
        let polygon = Polygon(outer: square(0, 10), holes: [square(4, 6)])
        #expect(polygon.area == 96)
        #expect(polygon.contains(MapPoint(x: 1, y: 1)))
        #expect(!polygon.contains(MapPoint(x: 5, y: 5)))
        #expect(!polygon.contains(MapPoint(x: 11, y: 5)))
    }
}
