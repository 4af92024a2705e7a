import Evidence
import Foundation
import Geodesy
import Rasters
import SceneIngest
import Testing

@Suite("STAC Item")
struct STACItemTests {
    private func scene() -> Scene {
        var band = Band(
            name: "B04", commonName: "red", centreWavelength: 0.6646, fullWidth: 0.031, file: 0, index: 1,
            size: RasterSize(width: 100, height: 80), groundSamplingDistance: 10.00004, dataType: .uint16, bitDepth: 12,
            noData: .value(0), scale: 0.0001, offset: -0.1, unit: .reflectance)
        band.stretch = Band.Stretch(low: 1, high: 2, method: "test")
        let corners = [(129.0, 35.0), (129.1, 35.0), (129.1, 34.9), (129.0, 34.9)]
        return Scene(
            id: "abc", title: "a \"scene\"\n", time: AcquisitionTime(iso8601: "2022-05-14"), platform: "sentinel-2a",
            size: RasterSize(width: 100, height: 80),
            transform: GridTransform(geoTransform: [500_000, 10, 1, 3_900_000, 2, -10]),
            coordinateSystem: CoordinateSystem(
                name: "WGS 84 / UTM zone 52N", epsg: 32652, wkt: "", isGeographic: false),
            placement: .affine, bands: [band],
            files: [Scene.File(path: "B04.tif", sha256: String(repeating: "ab", count: 32), size: 12)],
            geometry: ViewingGeometry(sunElevation: 40), cloudCover: 0.25,
            outline: MultiPolygon([
                Polygon(outer: Ring(corners.map { GeoPoint(longitude: $0.0, latitude: $0.1) }))
            ]),
            isSimulated: true)
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("The same scene gives the same bytes, and they are JSON")
    func deterministic() throws {
        let first = STACItem.json(of: scene(), software: "1.0")
        #expect(first == STACItem.json(of: scene(), software: "1.0"))
        #expect(first.hasSuffix("}\n"))
        let properties = try #require(try object(first)["properties"] as? [String: Any])
        #expect(properties["title"] as? String == "a \"scene\"\n")
        #expect(properties["revisit:simulated"] as? Bool == true)
    }

    @Test("Pixels are data, also where programs open another file of the product")
    func roles() throws {
        var scene = scene()
        scene.files = ["DIM_A.XML", "IMG_A_R1C1.TIF", "README.txt"].map {
            Scene.File(path: $0, sha256: String(repeating: "ab", count: 32), size: 12)
        }
        let assets = try #require(
            try object(STACItem.json(of: scene, software: "1"))["assets"] as? [String: [String: Any]])
        let roles = Dictionary(
            uniqueKeysWithValues: assets.values.map { ($0["href"] as? String, $0["roles"] as? [String]) })
        #expect(roles == ["DIM_A.XML": ["data"], "IMG_A_R1C1.TIF": ["data"], "README.txt": ["metadata"]])
    }

    @Test("A day is a span, with no instant made up")
    func day() throws {
        let properties = try #require(
            try object(STACItem.json(of: scene(), software: "1"))["properties"] as? [String: Any])
        #expect(properties["datetime"] is NSNull)
        #expect(properties["start_datetime"] as? String == "2022-05-14T00:00:00Z")
        #expect(properties["end_datetime"] as? String == "2022-05-14T23:59:59.999Z")
    }

    @Test("Fields of the extensions have the names, types and ranges of their schemas")
    func fields() throws {
        let item = try object(STACItem.json(of: scene(), software: "1"))
        let properties = try #require(item["properties"] as? [String: Any])
        #expect(properties["eo:cloud_cover"] as? Double == 25)
        #expect(properties["proj:code"] as? String == "EPSG:32652")
        #expect(properties["proj:shape"] as? [Int] == [80, 100])
        #expect(properties["proj:transform"] as? [Double] == [10, 1, 500_000, 2, -10, 3_900_000])
        #expect(properties["view:sun_elevation"] as? Double == 40)
        let used = try #require(item["stac_extensions"] as? [String])
        for name in [
            "eo/v2.0.0", "projection/v2.0.0", "raster/v2.0.0", "view/v1.0.0", "file/v2.1.0", "processing/v1.2.0",
        ] {
            #expect(used.contains("https://stac-extensions.github.io/\(name)/schema.json"))
        }
        let asset = try #require((item["assets"] as? [String: Any])?["B04"] as? [String: Any])
        let checksum = try #require(asset["file:checksum"] as? String)
        #expect(checksum == "1220" + String(repeating: "ab", count: 32))
        let band = try #require((asset["bands"] as? [[String: Any]])?.first)
        #expect(band["eo:common_name"] as? String == "red")
        #expect(band["raster:scale"] as? Double == 0.0001 && band["raster:offset"] as? Double == -0.1)
        #expect(band["data_type"] as? String == "uint16" && band["nodata"] as? Double == 0)
        #expect(band["raster:bits_per_sample"] as? Int == 12)
        #expect(item["bbox"] as? [Double] == [129, 34.9, 129.1, 35])
    }

    @Test("Outer rings are closed and turn counter-clockwise")
    func rings() throws {
        let geometry = try #require(try object(STACItem.json(of: scene(), software: "1"))["geometry"] as? [String: Any])
        let ring = try #require((geometry["coordinates"] as? [[[Double]]])?.first)
        #expect(ring.first == ring.last && ring.count == 5)
        let area = zip(ring, ring.dropFirst()).reduce(0) { $0 + $1.0[0] * $1.1[1] - $1.1[0] * $1.0[1] }
        #expect(area > 0)
    }

    @Test("A scene without a place has no box, and across 180° west is the larger number")
    func places() throws {
        var nowhere = scene()
        nowhere.outline = nil
        let item = try object(STACItem.json(of: nowhere, software: "1"))
        #expect(item["geometry"] is NSNull && item["bbox"] == nil)
        var across = scene()
        func part(_ west: Double, _ east: Double) -> Polygon<GeoPoint> {
            Polygon(
                outer: Ring(
                    [(west, 1.0), (east, 1), (east, 2), (west, 2)].map {
                        GeoPoint(longitude: $0.0, latitude: $0.1)
                    }))
        }
        across.outline = MultiPolygon([part(179, 180), part(-180, -178)])
        let box = try object(STACItem.json(of: across, software: "1"))["bbox"] as? [Double]
        #expect(box == [179, 1, -178, 2])
    }
}
