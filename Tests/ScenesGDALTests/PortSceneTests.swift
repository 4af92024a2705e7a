import Evidence
import Foundation
import Geodesy
import Rasters
import SceneIngest
import ScenesGDAL
import Testing

@Suite("Folders of band files: the real ports", .enabled(if: SharedData.isThere))
struct PortSceneTests {
    let files = GDALScenes(root: SharedData.folder)

    @Test("Busan is one scene with facts from names, and what is missing is listed")
    func busan() async throws {
        let scene = try await SceneIngester(files: files, sampleSide: 256).addScene("ports/busan_2022-05-14")
        #expect(scene.bands.map(\.name) == ["B02", "B03", "B04", "B08", "B11"])
        #expect(scene.bands.map(\.commonName) == ["blue", "green", "red", "nir", "swir16"])
        #expect(scene.time?.iso8601 == "2022-05-14")
        #expect(scene.coordinateSystem?.epsg == 3857)
        for band in scene.bands {
            let distance = try #require(band.groundSamplingDistance)
            #expect(abs(distance - 8.2) < 0.1)
        }
        #expect(scene.missing.map(\.fact).contains("reflectance scale"))
        #expect(!scene.missing.map(\.fact).contains("time"))
        let outline = try #require(scene.outline)
        #expect(outline.parts.count == 1)
        #expect(outline.parts[0].outer.corners.count == 4)
        #expect(outline.contains(GeoPoint(longitude: 129.064, latitude: 35.1057)))
        #expect(scene.files.map(\.path).allSatisfy { $0.hasPrefix("ports/busan_2022-05-14/B") })
    }

    @Test("Reflectance without a scale is refused with the flag that supplies it")
    func refused() async throws {
        let scene = try await SceneIngester(files: files, sampleSide: 256).addScene("ports/busan_2022-05-14")
        await #expect(throws: IngestError.reflectanceUnknown(band: "B04", scene: "busan_2022-05-14")) {
            try await files.source(of: scene, for: PixelRequest(bands: ["red"], values: .reflectance))
        }
        var supplied = SuppliedFacts()
        supplied.reflectanceScale = 1.0 / 65_535
        let known = try await SceneIngester(files: files, sampleSide: 256).addScene(
            "ports/busan_2022-05-14", supplied: supplied)
        #expect(known.id == scene.id)
        let source = try await files.source(
            of: known, for: PixelRequest(bands: ["red", "nir"], values: .reflectance))
        let block = try await source.read(RasterWindow(column: 1000, row: 600, width: 100, height: 100))
        #expect(block.validity[0] == 1)
        #expect(block.validity[42] == 0)
    }
}
