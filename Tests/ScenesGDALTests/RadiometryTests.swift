import Evidence
import Foundation
import Geodesy
import SceneIngest
import ScenesGDAL
import Testing

@Suite("From stored numbers to reflectance")
struct RadiometryTests {
    /// Published by the U.S. Naval Observatory ("Earth's Seasons"): perihelion 2024-01-03T00:39Z at 147 100 632 km and aphelion
    /// 2024-07-05T05:06Z at 152 099 968 km, of 149 597 870.7 km each.
    @Test(
        "The sun is as far away as the almanac says",
        arguments: [(1_704_242_340.0, 0.9833070), (1_720_155_960.0, 1.0167255)])
    func distance(seconds: Double, wanted: Double) {
        #expect(abs(SunPosition.distance(at: Date(timeIntervalSince1970: seconds)) - wanted) < 1e-4)
    }

    @Test(
        "Pléiades in counts becomes reflectance by its gains, irradiances and the sun", .enabled(if: SharedData.isThere)
    )
    func pleiades() async throws {
        let scratch = try Scratch()
        let source = SharedData.folder + "/products/gdal_dimap2/single_component/"
        for name in ["IMG_foo_R1C1.TIF", "IMG_foo_R2C1.TIF"] {
            try scratch.write(try Data(contentsOf: URL(filePath: source + name)), to: name)
        }
        var text = try String(contentsOf: URL(filePath: source + "DIM_foo.XML"), encoding: .utf8)
        // The product is a template; these are gain, bias and irradiance of band B2 as Pléiades 1A products give them.
        text = text.replacingOccurrences(of: "<GAIN>GAIN</GAIN>", with: "<GAIN>10.42</GAIN>")
            .replacingOccurrences(of: "<BIAS>BIAS</BIAS>", with: "<BIAS>0.5</BIAS>")
            .replacingOccurrences(of: "<VALUE>VALUE</VALUE>", with: "<VALUE>1548</VALUE>")
            .replacingOccurrences(of: "CENTER_SUN_ELEVATION", with: "62.5")
        try scratch.write(text, to: "DIM_foo.XML")
        let scene = try await SceneIngester(files: GDALScenes(root: scratch.path), sampleSide: 64).addScene(
            "DIM_foo.XML")
        let elevation = try #require(scene.geometry.sunElevation)
        // 17 June is day 169. The distance by the usual formula of remote sensing, which is another than the program's.
        let distance = 1 - 0.01672 * cos(0.9856 * (169 - 4) * .pi / 180)
        let radiance = 700 / 10.42 + 0.5
        let wanted = .pi * radiance * distance * distance / (1548 * cos((90 - elevation) * .pi / 180))
        let band = scene.bands[0]
        #expect(scene.bands.allSatisfy { $0.unit == .reflectance })
        let found = 700 * (band.scale ?? 0) + (band.offset ?? 0)
        #expect(abs(found / wanted - 1) < 1e-3, "\(found) \(wanted) \(elevation)")
        #expect(scene.notes.contains { $0.contains("top of the atmosphere") })
    }

    /// Values in the form of a product of collection 1. By the handbook's two ways to reflectance, from its own factors and from
    /// radiance by the irradiance that both factors imply, the same must come out.
    private static let metadata = """
        GROUP = L1_METADATA_FILE
          GROUP = METADATA_FILE_INFO
            LANDSAT_PRODUCT_ID = "LC08_L1TP_107031_20180115_20180120_01_T1"
          END_GROUP = METADATA_FILE_INFO
          GROUP = PRODUCT_METADATA
            DATA_TYPE = "L1TP"
            SPACECRAFT_ID = "LANDSAT_8"
            SENSOR_ID = "OLI_TIRS"
            DATE_ACQUIRED = 2018-01-15
            SCENE_CENTER_TIME = "01:35:10.1234560Z"
            FILE_NAME_BAND_3 = "LC08_B3.TIF"
            FILE_NAME_BAND_4 = "LC08_B4.TIF"
            FILE_NAME_BAND_10 = "LC08_B10.TIF"
            NADIR_OFFNADIR = "NADIR"
          END_GROUP = PRODUCT_METADATA
          GROUP = IMAGE_ATTRIBUTES
            CLOUD_COVER = 7.30
            ROLL_ANGLE = -0.001
            SUN_AZIMUTH = 159.36
            SUN_ELEVATION = 24.17
            EARTH_SUN_DISTANCE = 0.9835907
          END_GROUP = IMAGE_ATTRIBUTES
          GROUP = RADIOMETRIC_RESCALING
            RADIANCE_MULT_BAND_4 = 9.9862E-03
            RADIANCE_MULT_BAND_10 = 3.3420E-04
            RADIANCE_ADD_BAND_4 = -49.93106
            RADIANCE_ADD_BAND_10 = 0.10000
            REFLECTANCE_MULT_BAND_3 = 2.0000E-05
            REFLECTANCE_MULT_BAND_4 = 2.0000E-05
            REFLECTANCE_ADD_BAND_3 = -0.100000
            REFLECTANCE_ADD_BAND_4 = -0.100000
          END_GROUP = RADIOMETRIC_RESCALING
        END_GROUP = L1_METADATA_FILE
        END
        """

    private func product(_ text: String, bands: [String]) throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write(text, to: "LC08_MTL.txt")
        for band in bands { try TestImage().write(to: scratch.path + "/LC08_\(band).TIF") }
        return scratch
    }

    @Test("Landsat of level 1 is read by its text: reflectance with the sun's height, heat as radiance")
    func landsat() async throws {
        let scratch = try product(Self.metadata, bands: ["B3", "B4", "B10"])
        let scene = try await SceneIngester(files: GDALScenes(root: scratch.path), sampleSide: 64).addScene(".")
        #expect(scene.title == "LC08_L1TP_107031_20180115_20180120_01_T1" && scene.platform == "landsat-8")
        #expect(scene.bands.map(\.commonName) == ["green", "red", "lwir11"])
        #expect(scene.bands.map(\.unit) == [.reflectance, .reflectance, .radiance])
        #expect(scene.bands.allSatisfy { $0.noData == .value(0) })
        #expect(scene.time?.iso8601.hasPrefix("2018-01-15T01:35:10") == true)
        #expect(abs((scene.cloudCover ?? 0) - 0.073) < 1e-9)
        let red = scene.bands[1]
        let found = 12_000 * (red.scale ?? 0) + (red.offset ?? 0)
        // By radiance: E₀ = π d² M_L / M_ρ is what the factors imply (1 517 W/m²/µm, where tables for band 4 give some 1 550).
        let irradiance = .pi * 0.9835907 * 0.9835907 * 9.9862e-3 / 2e-5
        let radiance = 12_000 * 9.9862e-3 - 49.93106
        let distance = SunPosition.distance(at: try #require(scene.time).start)
        let wanted = .pi * radiance * distance * distance / (irradiance * cos((90 - 24.17) * .pi / 180))
        #expect(abs(irradiance - 1550) < 50)
        #expect(abs(found - wanted) < 2e-4, "\(found) \(wanted)")
        #expect(abs((scene.bands[2].scale ?? 0) - 3.342e-4) < 1e-12)
    }

    @Test(
        "Landsat of level 2 is reflectance of the ground, whatever factors of level 1 it repeats; files left out are told"
    )
    func surface() async throws {
        let text = Self.metadata.replacingOccurrences(of: "DATA_TYPE = \"L1TP\"", with: "PROCESSING_LEVEL = \"L2SP\"")
            .replacingOccurrences(
                of: "END_GROUP = L1_METADATA_FILE",
                with: """
                      GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS
                        REFLECTANCE_MULT_BAND_4 = 2.75e-05
                        REFLECTANCE_ADD_BAND_4 = -0.2
                      END_GROUP = LEVEL2_SURFACE_REFLECTANCE_PARAMETERS
                    END_GROUP = L1_METADATA_FILE
                    """)
        let scratch = try product(text, bands: ["B4"])
        let scene = try await SceneIngester(files: GDALScenes(root: scratch.path), sampleSide: 64).addScene(".")
        #expect(scene.bands.count == 1 && scene.bands[0].unit == .reflectance)
        #expect(scene.bands[0].scale == 2.75e-5 && scene.bands[0].offset == -0.2)
        #expect(scene.notes.contains { $0.contains("LC08_B3.TIF") && $0.contains("not delivered") })
    }

    @Test("A Landsat text that names another satellite or files outside of its folder is refused")
    func broken() async throws {
        for (from, to) in [("LANDSAT_8", "SPOT"), ("LC08_B4.TIF", "../LC08_B4.TIF")] {
            let scratch = try product(Self.metadata.replacingOccurrences(of: from, with: to), bands: ["B3", "B4"])
            await #expect(throws: IngestError.self) {
                try await SceneIngester(files: GDALScenes(root: scratch.path), sampleSide: 64).addScene("LC08_MTL.txt")
            }
        }
    }
}
