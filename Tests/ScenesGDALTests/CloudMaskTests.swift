import ActivityAnalysis
import Evidence
import Foundation
import GDAL
import Geodesy
import Rasters
import SceneIngest
import ScenesGDAL
import Testing

@Suite("Cloud masks in files")
struct CloudMaskTests {
    private let scratch: Scratch
    private let files: GDALScenes

    init() throws {
        scratch = try Scratch()
        files = GDALScenes(root: scratch.path)
    }

    private func failure(_ path: String) async -> IngestError? {
        do {
            _ = try await CloudMaskFile.open(path, in: files)
            return nil
        } catch let error as IngestError {
            return error
        } catch {
            Issue.record("\(error) is no sentence of ours")
            return nil
        }
    }

    /// A polygon file; coordinates are those of a GeoJSON polygon.
    private func polygons(_ coordinates: String, system: String? = nil) -> String {
        let system = system.map {
            "\"crs\": {\"type\": \"name\", \"properties\": {\"name\": \"urn:ogc:def:crs:EPSG::\($0)\"}}, "
        }
        return
            "{\"type\": \"FeatureCollection\", \(system ?? "")\"features\": [{\"type\": \"Feature\", \"properties\": "
            + "{}, \"geometry\": {\"type\": \"Polygon\", \"coordinates\": \(coordinates)}}]}"
    }

    @Test("Polygons with holes, and a raster with an alpha band, tell what is cloud")
    func sound() async throws {
        try scratch.write(
            polygons(
                "[[[129,35],[130,35],[130,36],[129,36],[129,35]],[[129.4,35.4],[129.6,35.4],[129.6,35.6],[129.4,35.4]]]"
            ),
            to: "clouds.geojson")
        let clouds = try await CloudMaskFile.open("clouds.geojson", in: files)
        let places = [(129.1, 35.1), (129.55, 35.5), (131, 35.1)].map { GeoPoint(longitude: $0.0, latitude: $0.1) }
        #expect(try clouds.isCloudy(places) == [true, false, false])

        var image = TestImage()
        image.type = .uint8
        image.bands = 2
        image.epsg = 4326
        image.transform = [129, 1.0 / 64, 0, 36, 0, -1.0 / 48]
        image.options = ["ALPHA": "YES"]
        // Cloud in the western half; nothing is known of the southern half.
        image.value = { band, column, row in band == 1 ? (column < 32 ? 1 : 0) : (row < 24 ? 255 : 0) }
        try image.write(to: scratch.path + "/mask.tif")
        let mask = try await CloudMaskFile.open("mask.tif", in: files)
        let corners = [(129.1, 35.9), (129.9, 35.9), (129.1, 35.1), (128, 35)]
        #expect(
            try mask.isCloudy(corners.map { GeoPoint(longitude: $0.0, latitude: $0.1) }) == [true, false, nil, nil])
    }

    @Test("Broken polygons are told in GDAL's words, and a corner that cannot be placed makes no smaller cloud")
    func brokenPolygons() async throws {
        try scratch.write(String(polygons("[[[129,35],[130,35],[130,36]]]").dropLast(20)), to: "broken.geojson")
        guard case .unreadable(path: "broken.geojson", let reason)? = await failure("broken.geojson") else {
            Issue.record("broken GeoJSON was taken")
            return
        }
        #expect(reason.contains("JSON"), "\(reason)")
        try scratch.write(
            polygons("[[[500000,3900000],[500100,3900000],[1e12,3900100],[500000,3900000]]]", system: "32652"),
            to: "far.geojson")
        guard case .outOfRange(path: "far.geojson", let reason)? = await failure("far.geojson") else {
            Issue.record("a cloud lost a corner")
            return
        }
        #expect(reason.contains("1000000000000"), "\(reason)")
        try scratch.write("no mask at all", to: "text.tif")
        guard case .unreadable(path: "text.tif", _)? = await failure("text.tif") else {
            Issue.record("text was taken for a mask")
            return
        }
    }

    @Test("A raster of several bands, or without a place, is refused by a sentence that names it")
    func brokenRasters() async throws {
        var image = TestImage()
        image.bands = 3
        try image.write(to: scratch.path + "/three.tif")
        guard case .refused(path: "three.tif", let reason)? = await failure("three.tif") else {
            Issue.record("three bands were taken for a mask")
            return
        }
        #expect(reason.contains("3 bands"))
        image = TestImage()
        image.epsg = nil
        try image.write(to: scratch.path + "/lost.tif")
        let lost = await failure("lost.tif")
        #expect(lost?.description.hasPrefix("lost.tif cannot be placed on the ground: ") == true)
        #expect(lost?.description.contains("nowhere on the Earth") == false)
    }

    @Test("A mask whose pixels are broken is named when they are read")
    func truncated() async throws {
        var image = TestImage()
        image.width = 500
        image.height = 500
        image.options = ["COMPRESS": "DEFLATE"]
        image.value = { _, column, row in Float((column * column * 31 + row * 17) % 2) }
        try image.write(to: scratch.path + "/whole.tif")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/whole.tif"))
        // The directory stands in front; the last strips are cut off.
        try scratch.write(bytes.prefix(bytes.count - bytes.count / 3), to: "half.tif")
        let mask = try await CloudMaskFile.open("half.tif", in: files)
        // The corners of the raster: zone 52 N, 500 000…505 000 m east, 3 895 000…3 900 000 m north.
        let places = [(129.001, 35.241), (129.05, 35.2)].map { GeoPoint(longitude: $0.0, latitude: $0.1) }
        let error = #expect(throws: IngestError.self) { try mask.isCloudy(places) }
        #expect(
            error?.description.hasPrefix("half.tif cannot be read to its end") == true, "\(String(describing: error))")
    }

    @Test("A mask may not lead out of its folder: not by a raster, not by a layer, whatever it is named")
    func references() async throws {
        try TestImage().write(to: scratch.path + "/data/secret.tif")
        try scratch.write(polygons("[[[129,35],[130,35],[130,36],[129,35]]]"), to: "data/secret.geojson")
        try scratch.write(BadInputTests.virtual(scratch.path + "/data/secret.tif"), to: "in/raster.tif")
        guard case .refused(path: "in/raster.tif", _)? = await failure("in/raster.tif") else {
            Issue.record("a raster led out of its folder")
            return
        }
        for source in [scratch.path + "/data/secret.geojson", scratch.path + "/in/own.geojson"] {
            try scratch.write(
                """
                <OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>\(source)</SrcDataSource>
                </OGRVRTLayer></OGRVRTDataSource>
                """, to: "in/layer.geojson")
            guard case .refused(path: "in/layer.geojson", let reason)? = await failure("in/layer.geojson") else {
                Issue.record("a layer led out of its folder")
                return
            }
            #expect(reason.contains("--allow-outside-files"))
        }
        let open = GDALScenes(root: scratch.path, allowsOutsideFiles: true)
        try scratch.write(
            """
            <OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>\(scratch.path)/data/secret.geojson</SrcDataSource>
            </OGRVRTLayer></OGRVRTDataSource>
            """, to: "in/layer.geojson")
        let allowed = try await CloudMaskFile.open("in/layer.geojson", in: open)
        #expect(try allowed.isCloudy([GeoPoint(longitude: 129.9, latitude: 35.5)]) == [true])
    }
}
