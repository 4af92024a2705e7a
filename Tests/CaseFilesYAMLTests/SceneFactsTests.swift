import Foundation
import SceneIngest
import Testing

@testable import CaseFilesYAML

@Suite("scene.yaml")
struct SceneFactsTests {
    private func complete(_ value: String) -> String {
        """
        time: 2023-08-17T10:05:33Z
        platform: pneo-3
        constellation: pneo
        instruments: [pneo]
        processing_level: ORTHO
        bands:
          - name: R
            common_name: red
            center_wavelength: 0.65
            full_width_half_max: 0.07
            reflectance_scale: 0.0001
            reflectance_offset: -0.1
            nodata: 0
            gsd: 1.2
            index: 1
        reflectance_scale: 0.0001
        reflectance_offset: 0
        nodata: .nan
        gsd: \(value)
        credit: © Airbus
        sun_azimuth: 160
        sun_elevation: 41.5
        off_nadir: 12
        incidence_angle: 13
        view_azimuth: 90
        cloud_cover: 3
        dem: dem.tif
        height: 12.5
        height_error: 4
        crs: EPSG:32652
        cloud_mask: imagery/clouds.gpkg
        simulated: true

        """
    }

    @Test("Every fact is read")
    func allFacts() throws {
        let bench = try CaseBench(["scene.yaml": complete("0.3")])
        let facts = try SceneFactsFile.read(bench.folder.path + "/scene.yaml")
        #expect(facts.time == "2023-08-17T10:05:33Z")
        #expect(facts.instruments == ["pneo"])
        #expect(facts.noData?.isNaN == true)
        #expect(facts.groundSamplingDistance == 0.3)
        #expect(facts.sunElevation == 41.5)
        #expect(facts.cloudMask == "imagery/clouds.gpkg")
        #expect(facts.isSimulated == true)
        #expect(facts.bands?.first?.index == 1)
        #expect(facts.bands?.first?.reflectanceOffset == -0.1)
        // Written back as JSON, nothing that the file gives is missing.
        var plainFacts = facts
        plainFacts.noData = 0
        let keys = try JSONSerialization.jsonObject(with: JSONEncoder().encode(plainFacts)) as? [String: Any]
        #expect(Set(keys.map { Array($0.keys) } ?? []) == Set(SuppliedFacts.CodingKeys.allCases.map(\.rawValue)))
    }

    @Test(
        "Each mistake is told at its line and column",
        arguments: [
            ("gsd: 0\n", 1, 6, "'gsd' is 0; expected metres on the ground above 0"),
            ("gsd: 0,3\n", 1, 6, "'gsd' is '0,3'"),
            ("time: yesterday\n", 1, 7, "'time' is 'yesterday'"),
            ("simulated: perhaps\n", 1, 12, "expected true or false"),
            ("sun-elevation: 3\n", 1, 1, "did you mean 'sun_elevation'?"),
            ("bands: {B04: {}}\n", 1, 8, "'bands' is a set of keys"),
            ("bands:\n  - nam: B04\n", 2, 5, "did you mean 'name'?"),
            ("bands:\n  - index: 1.5\n", 2, 12, "expected a whole number"),
            ("sun_azimuth: [1]\n", 1, 14, "'sun_azimuth' is a list"),
        ])
    func mistakes(text: String, line: Int, column: Int, fragment: String) throws {
        let bench = try CaseBench(["imagery/a/scene.yaml": text])
        expectOne(bench.check(), "imagery/a/scene.yaml", line, column, fragment)
    }

    @Test("Facts of one image go before those of its folder")
    func besideAnImage() throws {
        let bench = try CaseBench([
            "imagery/a.tif": "", "imagery/a.scene.yaml": "gsd: 1\n", "imagery/scene.yaml": "gsd: 2\nplatform: x\n",
        ])
        let facts = try SceneFactsFile.facts(beside: bench.folder.path + "/imagery/a.tif")
        #expect(facts?.groundSamplingDistance == 1)
        #expect(facts?.platform == "x")
        #expect(try SceneFactsFile.facts(beside: bench.folder.path + "/imagery")?.groundSamplingDistance == 2)
        #expect(try SceneFactsFile.facts(beside: bench.folder.path + "/case.yaml") == nil)
    }
}
