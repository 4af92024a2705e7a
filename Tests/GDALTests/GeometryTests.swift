import GDAL
import Testing

@Suite("Geometries")
struct GeometryTests {
    private let square = [
        Coordinate(x: 0, y: 0), Coordinate(x: 4, y: 0), Coordinate(x: 4, y: 4), Coordinate(x: 0, y: 4),
    ]

    @Test func formsOfTheSameGeometry() throws {
        let polygon = try Geometry(polygon: [square])
        #expect(polygon.kind == .polygon)
        #expect(polygon.wkt == "POLYGON ((0 0,4 0,4 4,0 4,0 0))")
        #expect(try Geometry(wkt: polygon.wkt) == polygon)
        #expect(try Geometry(wkb: polygon.wkb) == polygon)
        #expect(try Geometry(geoJSON: polygon.geoJSON()) == polygon)
        #expect(polygon.parts == [.polygon([square + [square[0]]])])
        let envelope = Envelope(minimumX: 0, minimumY: 0, maximumX: 4, maximumY: 4)
        #expect(polygon.envelope == envelope)
    }

    @Test func partsOfCollectionsAndCurves() throws {
        let mixed = try Geometry(wkt: "GEOMETRYCOLLECTION (POINT Z (1 2 3),MULTILINESTRING ((0 0,1 1),(2 2,3 3)))")
        #expect(
            mixed.parts == [
                .point(Coordinate(x: 1, y: 2, z: 3)), .line([Coordinate(x: 0, y: 0), Coordinate(x: 1, y: 1)]),
                .line([Coordinate(x: 2, y: 2), Coordinate(x: 3, y: 3)]),
            ])
        let arc = try Geometry(wkt: "CIRCULARSTRING (0 0,1 1,2 0)")
        guard case .line(let points)? = arc.parts.first else {
            Issue.record("an arc is not a line")
            return
        }
        #expect(points.count > 10)
        let empty = try Geometry(wkt: "POLYGON EMPTY")
        #expect(empty.isEmpty && empty.envelope == nil && empty.centroid == nil && empty.area == 0)
        #expect(try Geometry(wkt: "POINT EMPTY").parts.isEmpty)
    }

    @Test func measures() throws {
        let hole = [
            Coordinate(x: 1, y: 1), Coordinate(x: 1, y: 2), Coordinate(x: 2, y: 2), Coordinate(x: 2, y: 1),
        ]
        let polygon = try Geometry(polygon: [square, hole])
        #expect(polygon.area == 15)
        #expect(try Geometry(wkt: "LINESTRING (0 0,3 4,3 5)").length == 6)
        #expect(try Geometry(polygon: [square]).centroid == Coordinate(x: 2, y: 2))
        let point = try Geometry(point: Coordinate(x: 7, y: 8))
        #expect(polygon.distance(to: point) == 5)
    }

    @Test func combinations() throws {
        let first = try Geometry(polygon: [square])
        let second = try Geometry(wkt: "POLYGON ((2 2,6 2,6 6,2 6,2 2))")
        #expect(try first.intersection(second).area == 4)
        #expect(try first.union(second).area == 28)
        #expect(try first.difference(second).area == 12)
        #expect(first.intersects(second) && !first.contains(second))
        #expect(first.contains(try Geometry(point: Coordinate(x: 1, y: 1))))
        #expect(try first.intersection(try Geometry(wkt: "POINT (9 9)")).isEmpty)
        #expect(try first.union(second).convexHull().area == 32)
        let grown = try first.buffered(by: 1)
        #expect(abs(grown.area - (16 + 16 + Double.pi)) < 0.05)
        let nearlyStraight = try Geometry(wkt: "LINESTRING (0 0,5 0.1,10 0)")
        #expect(try nearlyStraight.simplified(by: 0.2).wkt == "LINESTRING (0 0,10 0)")
    }

    @Test func invalidityHasAReason() throws {
        let bow = try Geometry(wkt: "POLYGON ((0 0,2 2,2 0,0 2,0 0))")
        #expect(bow.invalidityReason == "Self-intersection at or near point 1 1")
        #expect(try Geometry(polygon: [square]).invalidityReason == nil)
        let mended = try bow.madeValid()
        #expect(mended.invalidityReason == nil && mended.area == 2)
        let error = gdalError { _ = try bow.intersection(Geometry(wkt: "POLYGON ((0 0,2 0,1 2,0 0))")) }
        #expect(error == nil || error?.function == "OGR_G_Intersection")
    }

    @Test(arguments: [
        [], [1], [1, 3, 0, 0, 0, 255, 255, 255, 255], [1, 1, 0, 0, 0, 0, 0], [9, 9, 9, 9, 9, 9, 9, 9, 9],
    ])
    func brokenBytesAreRefused(bytes: [UInt8]) {
        #expect(gdalError { _ = try Geometry(wkb: bytes) }?.function == "OGR_G_CreateFromWkb")
    }

    @Test(arguments: ["", "POINT", "POLYGON ((0 0,1", "nonsense"])
    func brokenTextsAreRefused(text: String) {
        #expect(gdalError { _ = try Geometry(wkt: text) }?.function == "OGR_G_CreateFromWkt")
        #expect(gdalError { _ = try Geometry(geoJSON: text) }?.function == "OGR_G_CreateGeometryFromJson")
    }

    @Test func transformation() throws {
        let transformation = try CoordinateTransformation(
            from: SpatialReference.wgs84(), to: SpatialReference(epsg: 32652))
        let moved = try Geometry(wkt: "LINESTRING (129 35,129 36)").transformed(by: transformation)
        let length = moved.length
        #expect(abs(length - 110_911) < 100)
        let back = try CoordinateTransformation(from: SpatialReference(epsg: 3857), to: SpatialReference.wgs84())
        let far = try Geometry(wkt: "POINT (1e30 1)")
        #expect(gdalError { _ = try far.transformed(by: back) }?.function == "OGR_G_Transform")
    }
}
