import Evidence
import Geodesy
import Rasters
import Testing

@testable import SceneIngest

@Suite("Outline of valid pixels")
struct OutlineTests {
    private func mask(_ width: Int, _ height: Int, _ isValid: (Int, Int) -> Bool) -> [UInt8] {
        (0..<(width * height)).map { isValid($0 % width, $0 / width) ? 1 : 0 }
    }

    @Test("A full raster has its four corners")
    func full() {
        let found = ValidOutline.polygons(
            of: mask(40, 30) { _, _ in true }, size: RasterSize(width: 40, height: 30))
        #expect(found.parts.count == 1)
        #expect(found.parts[0].outer.corners.count == 4)
        #expect(found.area == 1200)
        #expect(found.parts[0].outer.signedArea > 0)
    }

    @Test("A hole stays a hole, and two islands stay two")
    func holes() {
        let found = ValidOutline.polygons(
            of: mask(60, 40) { column, row in
                (column < 25 && !(column >= 8 && column < 16 && row >= 10 && row < 20)) || column >= 40
            }, size: RasterSize(width: 60, height: 40))
        #expect(found.parts.count == 2)
        #expect(found.parts.map(\.holes.count).sorted() == [0, 1])
        #expect(found.area == 25 * 40 - 80 + 20 * 40)
        #expect(!found.contains(PixelPoint(column: 12, row: 15)))
        #expect(found.contains(PixelPoint(column: 50, row: 5)))
    }

    @Test("A rotated scene in its raster has few corners and the right area")
    func rotated() {
        // A square of side 200 turned by 27° in a raster of 300.
        func isInside(_ column: Int, _ row: Int) -> Bool {
            let x = Double(column) + 0.5 - 150
            let y = Double(row) + 0.5 - 150
            let u = x * 0.891 + y * 0.454
            let v = -x * 0.454 + y * 0.891
            return abs(u) < 100 && abs(v) < 100
        }
        let mask = mask(300, 300, isInside)
        let found = ValidOutline.polygons(of: mask, size: RasterSize(width: 300, height: 300))
        let cells = mask.reduce(0) { $0 + Int($1) }
        #expect(found.parts.count == 1)
        #expect(found.parts[0].outer.corners.count <= 12)
        #expect(abs(found.area - Double(cells)) < 0.01 * Double(cells))
    }

    @Test("Scattered missing pixels do not make it large, and cells that touch at a corner are apart")
    func bounded() {
        var state: UInt64 = 7
        let noisy = mask(256, 256) { _, _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % 10 < 6
        }
        let found = ValidOutline.polygons(of: noisy, size: RasterSize(width: 256, height: 256))
        let corners = found.parts.reduce(0) { $0 + $1.rings.reduce(0) { $0 + $1.corners.count } }
        #expect(corners <= ValidOutline.cornerLimit)

        let board = ValidOutline.polygons(
            of: mask(20, 20) { column, row in (column < 10) == (row < 10) }, size: RasterSize(width: 20, height: 20))
        #expect(board.parts.count == 2)
        #expect(board.area == 200)
    }

    @Test("A scene across 180° is cut in two parts that keep its area")
    func antimeridian() {
        let ring = Ring(
            [(179.5, 10.0), (-179.0, 10), (-179.0, 11), (179.5, 11)].map {
                GeoPoint(longitude: $0.0, latitude: $0.1)
            })
        let parts = Polygon(outer: ring).cutAtAntimeridian()
        #expect(parts.count == 2)
        #expect(abs(MultiPolygon(parts).area - 1.5) < 1e-9)
        #expect(parts.allSatisfy { $0.outer.corners.allSatisfy(\.isOnEarth) })
    }
}
