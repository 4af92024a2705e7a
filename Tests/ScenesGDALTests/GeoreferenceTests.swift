import Evidence
import Foundation
import GDAL
import Geodesy
import Rasters
import SceneIngest
import ScenesGDAL
import Testing

/// Numbers of rasterio, pyproj and numpy; see `Truth/make_truth.py`.
struct Truth: Decodable {
    struct Place: Decodable, CustomTestStringConvertible {
        var name: String
        var epsg: Int
        var geotransform: [Double]
        var pixels: [[Double]]
        var ground: [[Double]]
        var testDescription: String { name }
    }
    struct Polynomials: Decodable {
        var height: Double
        var pixels: [[Double]]
        var ground: [[Double]]
    }
    struct Band: Decodable {
        var percentile2: Double
        var percentile98: Double
        var window: RasterWindow
        var values: [Float]
    }
    var places: [Place]
    var spacing: [String: Double]
    var busanB04: Band
    var rpc: [Polynomials]

    enum CodingKeys: String, CodingKey {
        case places, spacing, rpc
        case busanB04 = "busan_B04"
    }

    static func load() throws -> Truth {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Truth/truth.json")
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

@Suite("Positions on the ground")
struct GeoreferenceTests {
    @Test("What cannot be placed is named, with the reason")
    func notPlaced() throws {
        let scratch = try Scratch()
        let files = GDALScenes(root: scratch.path)
        func scene(_ transform: [Double], _ wkt: String) -> Scene {
            Scene(
                id: "x", title: "x", size: RasterSize(width: 4, height: 4),
                transform: Geodesy.GridTransform(geoTransform: transform),
                coordinateSystem: CoordinateSystem(name: "", epsg: nil, wkt: wkt, isGeographic: false),
                placement: .affine, bands: [], files: [Scene.File(path: "flat.tif", sha256: "", size: nil)])
        }
        for flawed in [scene([0, 1, 1, 0, 1, 1], "EPSG:32652"), scene([0, 1, 0, 0, 0, -1], "no system")] {
            let error = #expect(throws: IngestError.self) { try files.georeference(of: flawed) }
            #expect(error?.description.hasPrefix("flat.tif cannot be placed on the ground: ") == true)
        }
    }

    @Test("Rotated, south-up, sheared and non-square rasters agree with pyproj to a tenth of a pixel, both ways")
    func places() async throws {
        for place in try Truth.load().places {
            let scratch = try Scratch()
            var image = TestImage()
            image.width = 1000
            image.height = 800
            image.transform = place.geotransform
            image.epsg = place.epsg
            image.value = nil
            image.options = ["SPARSE_OK": "TRUE"]
            try image.write(to: scratch.path + "/image.tif")
            let files = GDALScenes(root: scratch.path)
            let scene = try await SceneIngester(files: files, sampleSide: 16).addScene("image.tif")
            let georeference = try #require(try files.georeference(of: scene))
            let pixels = place.pixels.map { PixelPoint(column: $0[0], row: $0[1]) }
            let expected = place.ground.map { GeoPoint(longitude: $0[0], latitude: $0[1]) }
            let back = try georeference.pixels(expected)
            for (pixel, found) in zip(pixels, back) {
                let found = try #require(found)
                #expect(abs(found.column - pixel.column) < 0.1 && abs(found.row - pixel.row) < 0.1, "\(place.name)")
            }
            for (there, expected) in zip(try georeference.ground(pixels), expected) {
                let distance = Ellipsoid.wgs84.distance(there, expected)
                #expect(distance < 0.1 * (scene.groundSamplingDistance ?? 0), "\(place.name): \(distance) m")
            }
        }
    }

    @Test("Pixels are measured on the ground, not on the map", .enabled(if: SharedData.isThere))
    func spacing() async throws {
        let files = GDALScenes(root: SharedData.folder)
        let truth = try Truth.load().spacing
        #expect(abs((truth["busan_2022-05-14"] ?? 0) - 8.2) < 0.1)
        for (port, expected) in truth {
            let scene = try await SceneIngester(files: files, sampleSide: 16).addScene("ports/\(port)/B04.tif")
            let found = try #require(scene.groundSamplingDistance)
            #expect(abs(found - expected) < 0.001 * expected, "\(port)")
        }
    }

    @Test(
        "Rational polynomials are not placed without a height, and with one agree with rasterio",
        .enabled(if: SharedData.isThere))
    func polynomials() async throws {
        let files = GDALScenes(root: SharedData.folder)
        let ingester = SceneIngester(files: files, sampleSide: 64)
        do {
            let scene = try await ingester.addScene("products/wv3_20.NTF")
            #expect(scene.placement == .none)
            #expect(scene.outline == nil)
            let remedy = try #require(scene.missing.first { $0.fact == "terrain" }?.remedy)
            #expect(remedy.contains("--dem") && remedy.contains("--height"))
            // The file's date is GDAL's stand-in and no acquisition.
            #expect(scene.time == nil)
            #expect(scene.notes.contains { $0.contains("date") })
        } catch IngestError.noValidPixels {
            Issue.record("the test image has pixels")
        }
        for truth in try Truth.load().rpc {
            var supplied = SuppliedFacts()
            supplied.height = truth.height
            let scene = try await ingester.addScene("products/wv3_20.NTF", supplied: supplied)
            #expect(scene.placement == .rationalPolynomialsAtHeight(truth.height))
            let georeference = try #require(try files.georeference(of: scene))
            let pixels = truth.pixels.map { PixelPoint(column: $0[0], row: $0[1]) }
            for (found, expected) in zip(try georeference.ground(pixels), truth.ground) {
                let expected = GeoPoint(longitude: expected[0], latitude: expected[1])
                #expect(Ellipsoid.wgs84.distance(found, expected) < 0.03)
            }
        }
    }

    @Test("Ground control points place an image")
    func controlPoints() async throws {
        let scratch = try Scratch()
        let path = scratch.path + "/points.tif"
        let dataset = try Dataset.create(path, width: 100, height: 80, bands: 1, type: .uint8)
        try dataset.fill(band: 1, with: 7)
        let points = [(0.0, 0.0), (100, 0), (100, 80), (0, 80), (50, 40)].map { column, row in
            GroundControlPoint(
                column: column, row: row, coordinate: Coordinate(x: 129 + column * 0.0001, y: 35 - row * 0.0001))
        }
        try dataset.setGroundControlPoints(points, in: try SpatialReference(epsg: 4326))
        try dataset.close()
        let files = GDALScenes(root: scratch.path)
        let scene = try await SceneIngester(files: files, sampleSide: 16).addScene("points.tif")
        #expect(scene.placement == .controlPoints)
        let georeference = try #require(try files.georeference(of: scene))
        let found = try georeference.ground([PixelPoint(column: 30, row: 20)])[0]
        #expect(abs(found.longitude - 129.003) < 1e-7 && abs(found.latitude - 34.998) < 1e-7)
    }

    @Test("The sun's direction is computed where time and place are known, and missing where only the day is")
    func sun() async throws {
        let scratch = try Scratch()
        // A degree and a half around the central meridian of zone 52 N at 35.24° N.
        try TestImage().write(to: scratch.path + "/image.tif")
        let ingester = SceneIngester(files: GDALScenes(root: scratch.path), sampleSide: 16)
        var supplied = SuppliedFacts()
        supplied.time = "2024-03-20T03:31:00Z"
        let scene = try await ingester.addScene("image.tif", supplied: supplied)
        // Near noon of an equinox the sun stands in the south, as high as the place is far from the pole.
        #expect(abs((scene.geometry.sunElevation ?? 0) - (90 - 35.24)) < 0.3)
        #expect(abs((scene.geometry.sunAzimuth ?? 0) - 180) < 1)
        #expect(scene.notes.contains { $0.contains("computed from time and place") })
        #expect(!scene.missing.map(\.fact).contains("sun direction"))
        supplied.time = "2024-03-20"
        let day = try await ingester.addScene("image.tif", supplied: supplied)
        #expect(day.geometry.sunElevation == nil && day.missing.map(\.fact).contains("sun direction"))
        supplied.sunElevation = 12
        supplied.time = "2024-03-20T03:31:00Z"
        let told = try await ingester.addScene("image.tif", supplied: supplied)
        #expect(told.geometry.sunElevation == 12 && told.geometry.sunAzimuth == nil)
    }
}
