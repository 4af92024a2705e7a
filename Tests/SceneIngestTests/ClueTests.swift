import Evidence
import Geodesy
import Rasters
import Testing

@testable import SceneIngest

@Suite("What names and metadata tell")
struct ClueTests {
    @Test(
        "Dates in names",
        arguments: [
            ("busan_2022-05-14", "2022-05-14"), ("20220514T021701_B02", "2022-05-14T02:17:01Z"),
            ("T33XWJ_20220413T150759_B04_10m.jp2", "2022-04-13T15:07:59Z"), ("scene_20220514.tif", "2022-05-14"),
            ("x_2022_05_14_y", "2022-05-14"), ("LC08_L1TP_114036_20210908_20210916_02_T1_B4.TIF", "2021-09-08"),
        ])
    func dates(name: String, expected: String) {
        #expect(NameClues.time(in: name)?.iso8601 == expected)
    }

    @Test(
        "Numbers that are no dates",
        arguments: [
            "18991231", "20221314", "20220532", "123456789", "20220230.tif", "red.tif", "", "2022-05", "tile_00012345",
        ])
    func noDates(name: String) {
        #expect(NameClues.time(in: name) == nil)
    }

    @Test("Bands in names of files")
    func bands() {
        #expect(NameClues.band(inFile: "B8A.jp2")?.band == "B8A")
        #expect(NameClues.band(inFile: "T33XWJ_20220413T150759_B04_10m.jp2")?.rest == ["T33XWJ", "20220413T150759"])
        #expect(NameClues.band(inFile: "red.tif")?.band == "red")
        #expect(NameClues.band(inFile: "LC08_X_SR_B4.TIF")?.band == "B4")
        #expect(NameClues.band(inFile: "harbour.tif") == nil)
        #expect(NameClues.isAuxiliary("T33XWJ_20220413T150759_SCL_20m.jp2"))
        #expect(!NameClues.isAuxiliary("B02.tif"))
        // B4 is red on Landsat and not on Sentinel-2, whose bands are written with two digits.
        #expect(NameClues.table(for: ["B4", "B5"], context: []) == nil)
        #expect(NameClues.table(for: ["B4"], context: ["LC08"])?.constellation == "landsat")
        #expect(NameClues.table(for: ["B02", "B8A"], context: ["busan"])?.constellation == "sentinel-2")
    }

    @Test("Percentiles are those of numpy")
    func percentiles() {
        // numpy.percentile([1, 2, 4, 8, 16, 32], [2, 50, 98]) is [1.1, 6.0, 30.4], and that of a half of each is half.
        for factor in [1, 0.5] as [Float] {
            let numbers: [Float] = [32, 1, 8, 2, 16, 4].map { $0 * factor }
            let sample = BandSample(
                size: RasterSize(width: 7, height: 1), values: numbers + [1000], validity: [1, 1, 1, 1, 1, 1, 0])
            // Whole numbers are counted, others are sorted.
            let values = OrderedNumbers(of: sample)
            #expect(values.count == 6 && values[0] == factor && values[5] == 32 * factor)
            for (share, expected) in [(0.02, 1.1), (0.5, 6), (0.98, 30.4)] {
                let found = BandMeasurement.percentile(share, of: values)
                #expect(abs(found - expected * Double(factor)) < 1e-5)
            }
        }
    }

    @Test("A band of one number, and one without valid pixels")
    func flat() {
        let size = RasterSize(width: 2, height: 1)
        let flat = BandMeasurement.stretch(of: BandSample(size: size, values: [7, 7], validity: [1, 1]))
        #expect(flat?.low == 7 && flat?.high == 8)
        #expect(BandMeasurement.stretch(of: BandSample(size: size, values: [7, 7], validity: [0, 0])) == nil)
    }

    @Test(
        "Metadata that tries to harm is refused with the reason",
        arguments: [
            "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
            "<!DOCTYPE a [<!ENTITY x \"aaaa\"><!ENTITY y \"&x;&x;\">]><a>&y;</a>",
            "<a><b>", "", "no markup at all", String(repeating: "<a>", count: 1000),
        ])
    func hostile(text: String) {
        #expect(throws: IngestError.self) { try MarkupReader.root(of: Array(text.utf8), file: "x.xml") }
    }

    @Test("WorldView metadata: time, angles, bands and radiance")
    func worldView() throws {
        let text = """
            version = "22.3";
            productLevel = "LV2A";
            BEGIN_GROUP = BAND_C
            \tULLon = 129.0;
            \tabsCalFactor = 9.295654e-03;
            \teffectiveBandwidth = 4.730000e-02;
            END_GROUP = BAND_C
            BEGIN_GROUP = BAND_R
            \tabsCalFactor = 1.100000e-02;
            \teffectiveBandwidth = 5.740000e-02;
            END_GROUP = BAND_R
            BEGIN_GROUP = IMAGE_1
            \tsatId = "WV02";
            \tfirstLineTime = 2015-03-04T02:11:09.123456Z;
            \tmeanSunAz = 152.1;
            \tmeanSunEl = 44.5;
            \tmeanSatAz = 301.2;
            \tmeanSatEl = 71.0;
            \tmeanOffNadirViewAngle = 17.2;
            \tcloudCover = -999;
            END_GROUP = IMAGE_1
            END;
            """
        let document = try WorldViewProduct.element(ofText: Array(text.utf8), file: "a.IMD")
        let facts = WorldViewProduct.facts(of: document, path: "a.IMD")
        #expect(facts.platform == "worldview-2" && facts.constellation == "worldview")
        #expect(facts.time?.iso8601 == "2015-03-04T02:11:09.123Z")
        #expect(
            facts.geometry.sunElevation == 44.5 && facts.geometry.incidence == 19 && facts.geometry.offNadir == 17.2)
        #expect(facts.cloudCover == nil)
        let bands = WorldViewProduct.bands(of: document)
        #expect(bands.map(\.commonName) == ["coastal", "red"])
        #expect(bands[0].unit == .radiance)
        #expect(abs((bands[0].scale ?? 0) - 0.196525) < 1e-6)
        #expect(throws: IngestError.self) {
            try WorldViewProduct.element(ofText: Array("BEGIN_GROUP = A\n".utf8), file: "a.IMD")
        }
    }

    @Test("Paths from metadata stay in their folder")
    func paths() {
        #expect(PathText.inside("a/b", "c.tif") == "a/b/c.tif")
        #expect(PathText.inside("a/b", "./c/d.tif") == "a/b/c/d.tif")
        #expect(PathText.inside("a/b", "../c.tif") == nil)
        #expect(PathText.inside("a/b", "/etc/passwd") == nil)
        #expect(PathText.inside("a/b", "http://example.com/c.tif") == nil)
    }

    @Test("Flags go over the file, key by key")
    func supplied() {
        var flags = SuppliedFacts()
        flags.time = "2020-01-01"
        var file = SuppliedFacts()
        file.time = "2019-01-01"
        file.credit = "somebody"
        let facts = flags.completed(by: file)
        #expect(facts.time == "2020-01-01" && facts.credit == "somebody")
    }
}
