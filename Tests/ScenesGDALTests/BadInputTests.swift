import Evidence
import Foundation
import GDAL
import Geodesy
import SceneIngest
import ScenesGDAL
import Testing

@Suite("Bad input gives one sentence")
struct BadInputTests {
    private let scratch: Scratch
    private let ingester: SceneIngester

    init() throws {
        scratch = try Scratch()
        ingester = SceneIngester(files: GDALScenes(root: scratch.path), sampleSide: 64)
    }

    private func failure(_ path: String) async -> IngestError? {
        do {
            _ = try await ingester.addScene(path)
            return nil
        } catch let error as IngestError {
            return error
        } catch {
            Issue.record("\(error) is no sentence of ours")
            return nil
        }
    }

    @Test("Nothing, no bytes, and text with a raster's name")
    func files() async throws {
        #expect(await failure("nowhere.tif") == .nothingThere(path: "nowhere.tif"))
        try scratch.write("", to: "empty.tif")
        #expect(await failure("empty.tif") == .emptyFile(path: "empty.tif"))
        try scratch.write("This is a text.\n", to: "text.tif")
        guard case .notAnImage(path: "text.tif", _)? = await failure("text.tif") else {
            Issue.record("text was taken for an image")
            return
        }
    }

    @Test("A truncated file says that it cannot be read to its end")
    func truncated() async throws {
        var image = TestImage()
        image.width = 500
        image.height = 500
        image.options = ["COMPRESS": "DEFLATE"]
        try image.write(to: scratch.path + "/whole.tif")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/whole.tif"))
        try scratch.write(bytes.prefix(bytes.count * 2 / 3), to: "half.tif")
        let error = try #require(await failure("half.tif"))
        switch error {
        case .unreadable, .notAnImage: break
        default: Issue.record("\(error)")
        }
    }

    @Test("Folders: without images, and with images of different places or acquisitions")
    func folders() async throws {
        try scratch.write("{}", to: "notes/a.json")
        #expect(await failure("notes") == .noImages(folder: "notes"))

        var image = TestImage()
        try image.write(to: scratch.path + "/mixed/red.tif")
        image.transform = [700_000, 10, 0, 3_900_000, 0, -10]
        try image.write(to: scratch.path + "/mixed/green.tif")
        guard case .differentPlaces? = await failure("mixed") else {
            Issue.record("bands of different places were put together")
            return
        }
        image.transform = [500_000, 8.660254, 5, 3_900_000, 5, -8.660254]
        try image.write(to: scratch.path + "/turned/green.tif")
        try TestImage().write(to: scratch.path + "/turned/red.tif")
        guard case .differentGrids? = await failure("turned") else {
            Issue.record("bands turned against each other were put together")
            return
        }
        try TestImage().write(to: scratch.path + "/two/20230101_red.tif")
        try TestImage().write(to: scratch.path + "/two/20230201_red.tif")
        guard case .severalAcquisitions? = await failure("two") else {
            Issue.record("two acquisitions were taken for one")
            return
        }
        #expect(try await ingester.acquisitions(at: "two") == ["two/20230101_red.tif", "two/20230201_red.tif"])
    }

    @Test("A folder of scenes lists each of them, broken ones too, however deep they lie")
    func collections() async throws {
        let image = TestImage()
        try image.write(to: scratch.path + "/alone/one.tif")
        #expect(try await ingester.acquisitions(at: "alone") == ["alone"])
        #expect(try await ingester.acquisitions(at: "alone", isCollection: true) == ["alone/one.tif"])

        // An image, a folder of bands, a year of scenes, a product that lost its images, notes.
        try image.write(to: scratch.path + "/all/scene.tif")
        for band in ["red", "green"] { try image.write(to: "\(scratch.path)/all/bands/\(band).tif") }
        for day in ["a", "b"] { try image.write(to: "\(scratch.path)/all/2023/\(day).tif") }
        try scratch.write("<broken", to: "all/lost.SAFE/MTD_MSIL2A.xml")
        try scratch.write("{}", to: "all/notes/a.json")
        let found = try await ingester.acquisitions(at: "all", isCollection: true)
        #expect(
            Set(found) == ["all/scene.tif", "all/bands", "all/2023/a.tif", "all/2023/b.tif", "all/lost.SAFE"])
        #expect(await failure("all/lost.SAFE") != nil)

        // Bands of two days in one folder cannot be told apart into two scenes by their paths.
        for name in ["20230101_red", "20230101_green", "20230201_red", "20230201_green"] {
            try image.write(to: "\(scratch.path)/days/\(name).tif")
        }
        await #expect(throws: IngestError.self) { try await ingester.acquisitions(at: "days") }
        #expect(try await ingester.acquisitions(at: ".").contains("./days"))
    }

    @Test("All missing, swapped axes, coordinates out of range, complex numbers")
    func pixels() async throws {
        var image = TestImage()
        image.noData = 5
        image.value = { _, _, _ in 5 }
        try image.write(to: scratch.path + "/void.tif")
        #expect(await failure("void.tif") == .noValidPixels(path: "void.tif"))

        image = TestImage()
        image.type = .float32
        image.value = { _, _, _ in .nan }
        try image.write(to: scratch.path + "/nan.tif")
        #expect(await failure("nan.tif") == .noValidPixels(path: "nan.tif"))

        image = TestImage()
        image.epsg = 4326
        image.transform = [35.1, 0.0001, 0, 129.0, 0, -0.0001]
        try image.write(to: scratch.path + "/swapped.tif")
        guard case .outOfRange(_, let reason)? = await failure("swapped.tif") else {
            Issue.record("swapped axes went through")
            return
        }
        #expect(reason.contains("swapped"))

        image.transform = [500_000, 10, 0, 3_900_000, 0, -10]
        try image.write(to: scratch.path + "/metres.tif")
        guard case .outOfRange? = await failure("metres.tif") else {
            Issue.record("metres were taken for degrees")
            return
        }
        image = TestImage()
        image.type = .complexFloat32
        try image.write(to: scratch.path + "/radar.tif")
        guard case .notAnImage? = await failure("radar.tif") else {
            Issue.record("complex numbers were taken")
            return
        }
    }

    @Test("A single pixel is allowed and said; an unknown coordinate system is listed as missing")
    func allowed() async throws {
        var image = TestImage()
        image.width = 1
        image.height = 1
        try image.write(to: scratch.path + "/one.tif")
        let one = try await ingester.addScene("one.tif")
        #expect(one.notes.contains { $0.contains("one pixel") })
        #expect(one.outline?.parts.count == 1)

        image = TestImage()
        image.epsg = nil
        try image.write(to: scratch.path + "/lost.tif")
        let lost = try await ingester.addScene("lost.tif")
        #expect(lost.outline == nil)
        #expect(lost.missing.contains { $0.fact == "coordinate system" && $0.remedy.contains("--crs") })
        var supplied = SuppliedFacts()
        supplied.coordinateSystem = "EPSG:32652"
        let found = try await ingester.addScene("lost.tif", supplied: supplied)
        #expect(found.placement == .affine && found.outline != nil && found.id == lost.id)
        supplied.coordinateSystem = "EPSG:1"
        await #expect(throws: IngestError.self) { try await ingester.addScene("lost.tif", supplied: supplied) }
    }

    /// A VRT of one band of 64 × 48 pixels that are those of another file.
    static func virtual(_ source: String) -> String {
        """
        <VRTDataset rasterXSize="64" rasterYSize="48"><VRTRasterBand dataType="UInt16" band="1"><SimpleSource>
        <SourceFilename relativeToVRT="0">\(source)</SourceFilename><SourceBand>1</SourceBand>
        </SimpleSource></VRTRasterBand></VRTDataset>
        """
    }

    @Test("A VRT may name files in its folder, but none outside, not through another VRT, and no address")
    func virtualRasters() async throws {
        func virtual(_ source: String) -> String { Self.virtual(source) }
        try TestImage().write(to: scratch.path + "/data/secret.tif")
        try TestImage().write(to: scratch.path + "/in/open.tif")
        try scratch.write(virtual(scratch.path + "/in/open.tif"), to: "in/good.vrt")
        #expect(try await ingester.addScene("in/good.vrt").bands.count == 1)
        try scratch.write(virtual(scratch.path + "/data/secret.tif"), to: "in/bad.vrt")
        guard case .refused? = await failure("in/bad.vrt") else {
            Issue.record("a VRT led out of its folder")
            return
        }
        try scratch.write(virtual(scratch.path + "/in/bad.vrt"), to: "in/nested.vrt")
        guard case .refused? = await failure("in/nested.vrt") else {
            Issue.record("a VRT led out of its folder through another")
            return
        }
        // GDAL knows formats by content, so an inner VRT may have any name.
        try scratch.write(virtual(scratch.path + "/data/secret.tif"), to: "in/inner.tif")
        try scratch.write(virtual(scratch.path + "/in/inner.tif"), to: "in/outer.vrt")
        guard case .refused? = await failure("in/outer.vrt") else {
            Issue.record("a VRT led out of its folder through one that is named .tif")
            return
        }
        // Nor may the last of many do so.
        for number in 0..<12 {
            try scratch.write(virtual(scratch.path + "/in/chain\(number + 1).vrt"), to: "in/chain\(number).vrt")
        }
        try scratch.write(virtual(scratch.path + "/in/open.tif"), to: "in/chain12.vrt")
        guard case .refused? = await failure("in/chain0.vrt") else {
            Issue.record("a long chain of VRTs was followed")
            return
        }
        try scratch.write(virtual(scratch.path + "/in/open.tif"), to: "in/short.vrt")
        try scratch.write(virtual(scratch.path + "/in/short.vrt"), to: "in/twice.vrt")
        #expect(try await ingester.addScene("in/twice.vrt").bands.count == 1)
        try scratch.write(virtual("/vsicurl/http://127.0.0.1:9/a.tif"), to: "in/net.vrt")
        #expect(await failure("in/net.vrt") != nil)
    }

    @Test("The same content is the same scene, other content is another")
    func identity() async throws {
        try TestImage().write(to: scratch.path + "/a.tif")
        let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.path + "/a.tif"))
        try scratch.write(bytes, to: "copy/renamed_2020-01-01.tif")
        let first = try await ingester.addScene("a.tif")
        let second = try await ingester.addScene("copy/renamed_2020-01-01.tif")
        #expect(first.id == second.id)
        #expect(first.time == nil && second.time?.iso8601 == "2020-01-01")
        #expect(second.notes.contains { $0.contains("time of day is not known") })
        var other = TestImage()
        other.value = { _, _, _ in 3 }
        try other.write(to: scratch.path + "/b.tif")
        #expect(try await ingester.addScene("b.tif").id != first.id)
    }

    @Test("The TIFF's DateTime is used and noted; a date in a name goes before it")
    func dates() async throws {
        var image = TestImage()
        image.metadata = ["TIFFTAG_DATETIME": "2022:05:14 02:17:01"]
        try image.write(to: scratch.path + "/tagged.tif")
        let tagged = try await ingester.addScene("tagged.tif")
        #expect(tagged.time?.iso8601 == "2022-05-14T02:17:01Z")
        #expect(tagged.notes.contains { $0.contains("DateTime") })
        try image.write(to: scratch.path + "/busan_2022-05-14.tif")
        #expect(try await ingester.addScene("busan_2022-05-14.tif").time?.iso8601 == "2022-05-14T02:17:01Z")
        try image.write(to: scratch.path + "/busan_2022-05-12.tif")
        #expect(try await ingester.addScene("busan_2022-05-12.tif").time?.iso8601 == "2022-05-12")
    }
}
