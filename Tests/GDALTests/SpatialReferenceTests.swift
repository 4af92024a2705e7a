import GDAL
import Testing

@Suite("Coordinate reference systems")
struct SpatialReferenceTests {
    @Test func kindsAndUnits() throws {
        let utm = try SpatialReference(epsg: 32652)
        #expect(utm.isProjected && !utm.isGeographic && !utm.isLocal)
        #expect(utm.metresPerUnit == 1)
        #expect(utm.name == "WGS 84 / UTM zone 52N")
        let wgs84 = try SpatialReference("EPSG:4326")
        #expect(wgs84.isGeographic && wgs84.metresPerUnit == nil)
        // US survey feet: exactly 1200/3937 m.
        let feet = try SpatialReference(epsg: 2263)
        #expect(abs(try #require(feet.metresPerUnit) - 1200.0 / 3937.0) < 1e-12)
        let local = try SpatialReference(#"LOCAL_CS["plan",UNIT["metre",1]]"#)
        #expect(local.isLocal && local.epsgCode == nil)
    }

    @Test(arguments: [
        "EPSG:32652", "urn:ogc:def:crs:EPSG::32652", "http://www.opengis.net/def/crs/EPSG/0/32652",
        "+proj=utm +zone=52 +datum=WGS84 +units=m +no_defs",
    ])
    func textsOfTheSameReference(text: String) throws {
        let reference = try SpatialReference(text)
        #expect(reference.epsgCode == 32652)
        let utm = try SpatialReference(epsg: 32652)
        #expect(reference.isSame(as: utm))
    }

    @Test func exportsComeBack() throws {
        let utm = try SpatialReference(epsg: 32652)
        for text in [utm.wkt, utm.wkt1, utm.projJSON] {
            #expect(try SpatialReference(try #require(text)).epsgCode == 32652)
        }
        #expect(try #require(utm.wkt).hasPrefix("PROJCRS["))
        #expect(try #require(utm.wkt1).hasPrefix("PROJCS["))
        #expect(try #require(utm.projJSON).hasPrefix("{"))
    }

    @Test(arguments: [
        "/etc/passwd", "http://127.0.0.1/a.wkt", "a.prj", "", "EPSG:", "EPSG:../../x", "+init=epsg:4326",
        "ESRI::/etc/passwd", "EPSG:999999", "GEOGCS[", "{}", "PROJCS[\"x\"]",
    ])
    func textsOfNoReference(text: String) {
        let error = gdalError { _ = try SpatialReference(text) }
        #expect(error != nil, "\(text)")
        #expect(error?.message.isEmpty == false)
    }

    @Test func numbersThatAreNoCode() {
        #expect(gdalError { _ = try SpatialReference(epsg: 999_999) }?.function == "OSRImportFromEPSG")
        #expect(gdalError { _ = try SpatialReference(epsg: .max) }?.code == .invalidArgument)
    }

    /// The value of PROJ's `cs2cs EPSG:4326 EPSG:32652`, which takes latitude first.
    @Test func longitudeIsFirst() throws {
        let transformation = try CoordinateTransformation(
            from: SpatialReference.wgs84(), to: SpatialReference(epsg: 32652))
        let place = transformation.transform(Coordinate(x: 129, y: 35))
        #expect(abs(try #require(place).x - 500_000) < 1e-6)
        #expect(abs(try #require(place).y - 3_873_043.064534) < 1e-5)
    }

    @Test func pointsThatCannotBeTransformedAreTold() throws {
        let transformation = try CoordinateTransformation(
            from: SpatialReference(epsg: 3857), to: SpatialReference.wgs84())
        let points = [
            Coordinate(x: 0, y: 0), Coordinate(x: 1e30, y: 0), Coordinate(x: .nan, y: 0),
            Coordinate(x: 0, y: .infinity), Coordinate(x: 1_000_000, y: 1_000_000),
        ]
        let result = transformation.transform(points)
        #expect(result.map { $0 != nil } == [true, false, false, false, true])
        var (x, y, z) = ([0, 1e30], [0.0, 0.0], [Double]?.none)
        #expect(transformation.transform(x: &x, y: &y, z: &z) == [true, false])
        #expect(x[1] == .infinity && z == nil)
        let polar = try CoordinateTransformation(from: SpatialReference.wgs84(), to: SpatialReference(epsg: 3857))
        #expect(polar.transform(Coordinate(x: 0, y: 91)) == nil)
    }

    @Test func anAreaChoosesTheOperation() throws {
        let wgs84 = try SpatialReference.wgs84()
        let korean = try SpatialReference(epsg: 5178)
        let busan = CoordinateTransformation.AreaOfInterest(west: 128.9, south: 35, east: 129.2, north: 35.3)
        let there = try CoordinateTransformation(from: korean, to: wgs84, area: busan)
        let back = try CoordinateTransformation(from: wgs84, to: korean, area: busan)
        let place = Coordinate(x: 129.05, y: 35.1)
        let projected = back.transform(place)
        let returned = there.transform(try #require(projected))
        #expect(abs(try #require(returned).x - place.x) < 1e-6)
        #expect(abs(try #require(returned).y - place.y) < 1e-6)
        let nowhere = CoordinateTransformation.AreaOfInterest(west: 0, south: 100, east: 1, north: 200)
        #expect(gdalError { _ = try CoordinateTransformation(from: korean, to: wgs84, area: nowhere) } != nil)
    }
}
