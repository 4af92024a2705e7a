import GDAL
import Testing

@Suite("Masks and outlines")
struct OutlineTests {
    /// A ring of pixels around a hole, and a pixel that touches it at a corner only.
    private let mask: [UInt8] = [
        1, 1, 1, 0, 0,
        1, 0, 255, 0, 0,
        7, 1, 1, 0, 0,
        0, 0, 0, 1, 0,
    ]
    private let size = PixelSize(width: 5, height: 4)

    @Test func outlinesHaveHolesAndAreValid() throws {
        let four = try Geometry.outlines(of: mask, size: size)
        #expect(four.map(\.area).sorted() == [1, 8])
        #expect(four.allSatisfy { $0.invalidityReason == nil })
        let ring = try #require(four.max { $0.area < $1.area })
        guard case .polygon(let rings)? = ring.parts.first else {
            Issue.record("no polygon")
            return
        }
        #expect(rings.count == 2)
        let eight = try Geometry.outlines(of: mask, size: size, connectedness: .eight)
        #expect(eight.map(\.area) == [9])
    }

    @Test func placesFollowTheTransform() throws {
        let transform = GeoTransform(originX: 100, columnX: 2, rowX: 0, originY: 200, columnY: 0, rowY: -3)
        let outlines = try Geometry.outlines(of: mask, size: size, transform: transform)
        #expect(outlines.map(\.area).sorted() == [6, 48])
        let single = try #require(outlines.min { $0.area < $1.area })
        let envelope = Envelope(minimumX: 106, minimumY: 188, maximumX: 108, maximumY: 191)
        #expect(single.envelope == envelope)
    }

    @Test func stairsAreSimplified() throws {
        let triangle = (0..<10_000).map { UInt8($0 % 100 <= $0 / 100 ? 1 : 0) }
        let square = PixelSize(width: 100, height: 100)
        let exact = try #require(Geometry.outlines(of: triangle, size: square).first)
        let simple = try #require(Geometry.outlines(of: triangle, size: square, tolerance: 1.5).first)
        #expect(simple.wkb.count < exact.wkb.count / 10)
        #expect(abs(simple.area - exact.area) < 150)
        #expect(simple.invalidityReason == nil)
    }

    @Test func nothingHasNoOutline() throws {
        #expect(try Geometry.outlines(of: [0, 0], size: PixelSize(width: 2, height: 1)).isEmpty)
    }

    @Test func drawingIsTheInverse() throws {
        for transform in [
            nil, GeoTransform(originX: 100, columnX: 2, rowX: 1, originY: 200, columnY: 0.5, rowY: -3),
            GeoTransform(originX: 0, columnX: 1, rowX: 0, originY: 0, columnY: 0, rowY: 1),
        ] {
            let outlines = try Geometry.outlines(of: mask, size: size, transform: transform)
            let drawn = try Geometry.mask(covering: outlines, size: size, transform: transform)
            #expect(drawn == mask.map { $0 == 0 ? 0 : 255 })
        }
    }

    @Test func valuesAndTouchedPixels() throws {
        let left = try Geometry(wkt: "POLYGON ((0 0,2 0,2 3,0 3,0 0))")
        let right = try Geometry(wkt: "POLYGON ((1 0,3.2 0,3.2 3,1 3,1 0))")
        var pixels = [UInt16](repeating: 9, count: 12)
        let size = PixelSize(width: 4, height: 3)
        try Geometry.rasterize([left, right], values: [1, 300], into: &pixels, size: size)
        #expect(pixels == [1, 300, 300, 9, 1, 300, 300, 9, 1, 300, 300, 9])
        let touched = try Geometry.mask(covering: [right], size: size, allTouched: true)
        #expect(touched[3] == 255)
        var none: [UInt16] = [5]
        try Geometry.rasterize([], values: [], into: &none, size: PixelSize(width: 1, height: 1))
        #expect(none == [5])
        let flat = GeoTransform(originX: 0, columnX: 1, rowX: 1, originY: 0, columnY: 1, rowY: 1)
        let error = gdalError { _ = try Geometry.mask(covering: [left], size: size, transform: flat) }
        #expect(error?.code == .notGeoreferenced)
    }
}
