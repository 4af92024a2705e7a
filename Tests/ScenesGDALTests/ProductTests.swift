import Evidence
import Foundation
import Geodesy
import Rasters
import SceneIngest
import ScenesGDAL
import Testing

@Suite("Products", .enabled(if: SharedData.isThere))
struct ProductTests {
    private let files = GDALScenes(root: SharedData.folder + "/products")
    private var ingester: SceneIngester { SceneIngester(files: files, sampleSide: 64) }

    @Test("Pléiades Neo with two image files is one scene of six bands in reflectance")
    func pleiadesNeo() async throws {
        let scene = try await ingester.addScene("gdal_dimap2/vhr2020_ms_fs")
        #expect(scene.bands.map(\.name) == ["R", "G", "B", "NIR", "RE", "DB"])
        #expect(scene.bands.map(\.commonName) == ["red", "green", "blue", "nir", "rededge", "coastal"])
        #expect(scene.constellation == "pleiades-neo")
        #expect(scene.bands.allSatisfy { $0.unit == .reflectance && $0.scale == 1.0 / 10_000 && $0.offset == 0 })
        #expect(scene.bands.allSatisfy { $0.noData == .value(0) })
        // 619…690 nm, given in nanometres; the others in micrometres.
        #expect(scene.bands[0].centreWavelength == 0.6545 && scene.bands[1].centreWavelength == 0.562)
        #expect(scene.time?.iso8601 == "2017-04-12T11:06:02.094Z")
        #expect(abs((scene.geometry.sunElevation ?? 0) - 52.3271354) < 1e-6)
        try expectSun(of: scene, within: 0.1)
        #expect(abs((scene.geometry.offNadir ?? 0) - 10.1231834) < 1e-6)
        #expect(abs((scene.cloudCover ?? 0) - 0.7798127) < 1e-6)
        // 1.0791859e-5 degrees at 45.76° N: 1.2 m down, 0.84 m across.
        #expect(abs((scene.groundSamplingDistance ?? 0) - 1.0031) < 0.001)
        #expect(scene.notes.contains { $0.contains("PAN/DIM_PAN.XML") })
        let files = scene.files.map { URL(fileURLWithPath: $0.path).lastPathComponent }
        #expect(files.contains("IMG_RGB_R1C1.TIF") && files.contains("IMG_NED_R1C1.TIF"))
    }

    @Test("Pléiades in two tiles is one scene, from its folder, its document or one of its tiles")
    func pleiades() async throws {
        let scene = try await ingester.addScene("gdal_dimap2/single_component")
        #expect(scene.bands.map(\.name) == ["B2", "B1", "B0", "B3"])
        #expect(scene.bands.map(\.commonName) == ["red", "green", "blue", "nir"])
        #expect(scene.platform == "pleiades-1a")
        #expect(scene.time?.iso8601 == "2016-06-17T12:34:56Z")
        #expect(scene.size.width == 20 && scene.size.height == 30)
        #expect(scene.bands.allSatisfy { $0.bitDepth == 12 })
        // In sensor geometry: a transform left in the tiles means nothing.
        #expect(scene.transform == nil && scene.placement == .none)
        let again = try await ingester.addScene("gdal_dimap2/single_component/DIM_foo.XML")
        let tile = try await ingester.addScene("gdal_dimap2/single_component/IMG_foo_R2C1.TIF")
        #expect(again.id == scene.id && tile.id == scene.id)
    }

    @Test("A bundle of two components of one time is one scene")
    func bundle() async throws {
        let scene = try await ingester.addScene("gdal_dimap2/bundle")
        #expect(scene.bands.count == 5)
        #expect(Set(scene.bands.map(\.name)).count == 5)
    }

    @Test("A DIMAP whose image is not there says which")
    func absent() async throws {
        let scratch = try Scratch()
        let source = SharedData.folder + "/products/gdal_dimap2/single_component/DIM_foo.XML"
        try scratch.write(try Data(contentsOf: URL(fileURLWithPath: source)), to: "DIM_foo.XML")
        let ingester = SceneIngester(files: GDALScenes(root: scratch.path), sampleSide: 16)
        await #expect(throws: IngestError.missingImage(product: "DIM_foo.XML", file: "IMG_foo_R1C1.TIF")) {
            try await ingester.addScene("DIM_foo.XML")
        }
    }

    /// Our own sun at the scene's middle agrees with what the product tells, which is a mean over the tile.
    private func expectSun(of scene: Scene, within tolerance: Double) throws {
        let corners = try #require(scene.outline).parts[0].outer.corners
        let place = GeoPoint(
            longitude: corners.map(\.longitude).reduce(0, +) / Double(corners.count),
            latitude: corners.map(\.latitude).reduce(0, +) / Double(corners.count))
        let sun = SunPosition(at: place, time: try #require(scene.time).start)
        #expect(abs(sun.elevation - (scene.geometry.sunElevation ?? -99)) < tolerance)
        #expect(abs(sun.azimuth - (scene.geometry.sunAzimuth ?? -99)) < tolerance / cos(sun.elevation * .pi / 180))
    }

    @Test("Sentinel-2 trees agree with stactools: time, angles, cloud, scale, offset, grid")
    func sentinel() async throws {
        let root = SharedData.folder + "/products/sentinel2"
        let trees = try FileManager.default.contentsOfDirectory(atPath: root).filter { $0.hasSuffix(".SAFE") }.sorted()
        #expect(trees.count == 4)
        for tree in trees {
            let scratch = try Scratch()
            try standIns(for: root + "/" + tree, in: scratch, named: tree)
            let files = GDALScenes(root: scratch.path)
            let scene = try await SceneIngester(files: files, sampleSide: 64).addScene(tree)
            let truth = try Expected.load(root + "/" + tree + "/expected_output.json")
            #expect(scene.platform == truth.properties.platform)
            #expect(scene.constellation == "sentinel-2")
            let cover = try #require(scene.cloudCover)
            #expect(abs(cover * 100 - truth.properties.cloudCover) < 1e-4)
            #expect(abs((scene.geometry.sunAzimuth ?? -1) - truth.properties.sunAzimuth) < 1e-9)
            #expect(abs((scene.geometry.sunElevation ?? -1) - truth.properties.sunElevation) < 1e-9)
            #expect(abs((scene.geometry.incidence ?? -1) - truth.properties.incidence) < 1e-9)
            // stactools gives the start of the pass, we the tile's own time, up to a quarter of an hour later.
            let start = try #require(AcquisitionTime(iso8601: truth.properties.datetime))
            let delay = try #require(scene.time).start.timeIntervalSince(start.start)
            #expect(delay >= 0 && delay < 900)
            try expectSun(of: scene, within: 0.25)
            #expect(scene.coordinateSystem.map { "EPSG:\($0.epsg ?? 0)" } == truth.properties.code)
            #expect(scene.bands.count == (tree.contains("MSIL1C") ? 13 : 12))
            var compared = 0
            for asset in truth.assets.values {
                guard let expected = asset.eoBands?.first, asset.eoBands?.count == 1, let spacing = asset.gsd,
                    let numbers = asset.rasterBands?.first, let scale = numbers.scale, let offset = numbers.offset,
                    let missing = numbers.nodata,
                    let band = scene.bands.first(where: { $0.name == expected.name })
                else { continue }
                compared += 1
                #expect(abs((band.scale ?? 0) - scale) < 1e-12)
                #expect(abs((band.offset ?? 1) - offset) < 1e-12)
                #expect(band.noData == .value(missing))
                #expect(band.toReference.columnScale == spacing / 10)
                // UTM stretches by less than 1 in 1000.
                #expect(abs((band.groundSamplingDistance ?? 0) - spacing) < 0.002 * spacing)
                let centre = try #require(band.centreWavelength)
                // The product tells its own satellite's value, stactools a round one: 2.2024 against 2.19 for B12.
                #expect(abs(centre - expected.centre) < 0.02)
                let ours = band.commonName ?? ""
                #expect(ours == expected.commonName || ours.hasPrefix("rededge"))
            }
            #expect(compared >= 10)
        }
    }

    @Test("A Sentinel-2 tree without its images says which is not there")
    func sentinelWithoutImages() async throws {
        let trees = try FileManager.default.contentsOfDirectory(atPath: SharedData.folder + "/products/sentinel2")
        let tree = try #require(trees.first { $0.hasSuffix(".SAFE") })
        await #expect(throws: IngestError.self) { try await ingester.addScene("sentinel2/" + tree) }
    }

    /// A copy of a tree's metadata with small-cost images of the right sizes and places.
    private func standIns(for tree: String, in scratch: Scratch, named name: String) throws {
        let manager = FileManager.default
        for file in try manager.subpathsOfDirectory(atPath: tree) where file.hasSuffix(".xml") {
            try scratch.write(try Data(contentsOf: URL(fileURLWithPath: tree + "/" + file)), to: name + "/" + file)
        }
        let granule = try #require(try manager.contentsOfDirectory(atPath: tree + "/GRANULE").first)
        let metadata = try String(contentsOfFile: tree + "/GRANULE/\(granule)/MTD_TL.xml", encoding: .utf8)
        func number(after key: String) throws -> Double {
            let start = try #require(metadata.range(of: "<\(key)>"))
            return try #require(Double(metadata[start.upperBound...].prefix { $0 != "<" }))
        }
        let x = try number(after: "ULX")
        let y = try number(after: "ULY")
        let epsg = try #require(Int(metadata.split(separator: "EPSG:")[1].prefix { $0.isNumber }))
        let isSurface = tree.contains("MSIL2A")
        let bands = [
            ("B01", 60), ("B02", 10), ("B03", 10), ("B04", 10), ("B05", 20), ("B06", 20), ("B07", 20), ("B08", 10),
            ("B8A", 20), ("B09", 60), ("B10", 60), ("B11", 20), ("B12", 20),
        ]
        for (band, spacing) in bands where !(isSurface && band == "B10") {
            var image = TestImage()
            image.width = 109_800 / spacing
            image.height = 109_800 / spacing
            image.transform = [x, Double(spacing), 0, y, 0, -Double(spacing)]
            image.epsg = epsg
            // Sparse without a nodata value of its own reads as zeros, which the product calls missing.
            image.value = nil
            image.options = ["SPARSE_OK": "TRUE", "TILED": "YES"]
            let folder = "\(scratch.path)/\(name)/GRANULE/\(granule)/IMG_DATA"
            let path = isSurface ? "\(folder)/R\(spacing)m/T_\(band)_\(spacing)m.tif" : "\(folder)/T_\(band).tif"
            try image.write(to: path)
            try image.fillMiddle(of: path)
        }
    }

    /// What stactools made of the same trees.
    private struct Expected: Decodable {
        struct Properties: Decodable {
            var platform: String
            var datetime: String
            var cloudCover: Double
            var sunAzimuth: Double
            var sunElevation: Double
            var incidence: Double
            var code: String
            enum CodingKeys: String, CodingKey {
                case platform, datetime
                case cloudCover = "eo:cloud_cover"
                case sunAzimuth = "view:sun_azimuth"
                case sunElevation = "view:sun_elevation"
                case incidence = "view:incidence_angle"
                case code = "proj:code"
            }
        }
        struct Asset: Decodable {
            struct Colour: Decodable {
                var name: String
                var commonName: String
                var centre: Double
                enum CodingKeys: String, CodingKey {
                    case name
                    case commonName = "common_name"
                    case centre = "center_wavelength"
                }
            }
            struct Numbers: Decodable {
                var nodata: Double?
                var offset: Double?
                var scale: Double?
            }
            var gsd: Double?
            var eoBands: [Colour]?
            var rasterBands: [Numbers]?
            enum CodingKeys: String, CodingKey {
                case gsd
                case eoBands = "eo:bands"
                case rasterBands = "raster:bands"
            }
        }
        var properties: Properties
        var assets: [String: Asset]

        static func load(_ path: String) throws -> Expected {
            try JSONDecoder().decode(Expected.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
        }
    }
}
