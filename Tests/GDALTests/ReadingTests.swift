import GDAL
import Testing

@Suite("Reading by window")
struct ReadingTests {
    @Test func everyPixelTypeGivesTheSameNumbers() throws {
        let dataset = try Dataset(opening: Fixtures.path("twelve_bit.tif"))
        let truth: [Double] = try dataset.read()
        func compare<Pixel: GDALPixel & BinaryInteger>(_ type: Pixel.Type) throws {
            #expect(try dataset.read(as: type).map { Double($0) } == truth)
        }
        try compare(UInt16.self)
        try compare(Int16.self)
        try compare(UInt32.self)
        try compare(Int32.self)
        try compare(UInt64.self)
        try compare(Int64.self)
        #expect(try dataset.read(as: Float.self).map { Double($0) } == truth)
        #expect(try dataset.read(as: UInt8.self).map { Double($0) } == truth.map { min($0, 255) })
    }

    @Test func bandsComeInTheOrderAskedFor() throws {
        let dataset = try Dataset(opening: Fixtures.path("tiled.tif"))
        let window = PixelWindow(column: 15, row: 14, width: 4, height: 5)
        let both: [UInt16] = try dataset.read(window, bands: [3, 1])
        #expect(both == (try dataset.read(window, bands: [3])) + (try dataset.read(window, bands: [1])))
        #expect(both.count == 40)
    }

    @Test func readsIntoMemoryOfTheCaller() throws {
        let dataset = try Dataset(opening: Fixtures.path("tiled.tif"))
        let window = PixelWindow(column: 1, row: 2, width: 3, height: 4)
        var array = [Float](repeating: -1, count: 12)
        try dataset.read(window, bands: [2], into: &array)
        #expect(array == (try dataset.read(window, bands: [2], as: Float.self)))
        var again = [Float](repeating: -1, count: 12)
        var span = again.mutableSpan
        try dataset.read(window, bands: [2], into: &span)
        #expect(again == array)
        var larger = [Float](repeating: -1, count: 13)
        let error = gdalError { try dataset.read(window, bands: [2], into: &larger) }
        #expect(error?.code == .invalidArgument)
    }

    @Test func smallerSizeComesFromOverviews() throws {
        let expected: Expected = try Fixtures.json("overviews.tif.json")
        let dataset = try Dataset(opening: Fixtures.path("overviews.tif"))
        let quarter: [Double] = try dataset.read(bufferSize: PixelSize(width: 16, height: 16))
        #expect(quarter == expected.quarter)
    }

    @Test func windowsMayBeginInsideOfPixels() throws {
        let expected: Expected = try Fixtures.json("overviews.tif.json")
        let dataset = try Dataset(opening: Fixtures.path("overviews.tif"))
        let part: [Double] = try dataset.read(
            PixelWindow(column: 8.5, row: 4.25, width: 16, height: 16), bufferSize: PixelSize(width: 16, height: 16),
            resampling: .bilinear)
        #expect(part == expected.part)
    }

    @Test func missingPixelsDoNotCountInMeans() throws {
        let expected: Expected = try Fixtures.json("nodata.tif.json")
        let dataset = try Dataset(opening: Fixtures.path("nodata.tif"))
        let means: [Double] = try dataset.read(
            PixelWindow(column: 0, row: 0, width: 6, height: 6), bufferSize: PixelSize(width: 3, height: 3),
            resampling: .average)
        #expect(means == expected.means)
        let validity = try dataset.readMask(
            band: 1, window: PixelWindow(column: 3, row: 2, width: 2, height: 2),
            bufferSize: PixelSize(width: 1, height: 1))
        #expect(validity == [0])
    }

    @Test(arguments: [
        PixelWindow(column: 0, row: 0, width: 37, height: 1), PixelWindow(column: -1, row: 0, width: 2, height: 1),
        PixelWindow(column: 0, row: 0, width: 0, height: 1), PixelWindow(column: 36, row: 0, width: 1, height: 1),
        PixelWindow(column: .nan, row: 0, width: 1, height: 1), PixelWindow(column: 0, row: 0, width: 1e300, height: 1),
        PixelWindow(column: 0, row: 0, width: .infinity, height: 1),
        PixelWindow(column: Int.max, row: Int.max, width: Int.max, height: Int.max),
    ])
    func windowsOutsideAreRefused(window: PixelWindow) throws {
        let dataset = try Dataset(opening: Fixtures.path("tiled.tif"))
        let error = gdalError { _ = try dataset.read(window, bands: [1], as: UInt8.self) }
        #expect(error?.function == "GDALDatasetRasterIOEx")
        #expect(error?.code == .invalidArgument)
    }

    @Test(arguments: [0, 4, -1, Int.max])
    func bandsThatAreNotThereAreRefused(band: Int) throws {
        let dataset = try Dataset(opening: Fixtures.path("tiled.tif"))
        #expect(gdalError { _ = try dataset.band(band) }?.code == .notFound)
        #expect(gdalError { _ = try dataset.read(bands: [band], as: UInt8.self) }?.code == .invalidArgument)
    }

    @Test func sizesThatFitNowhereAreRefused() throws {
        let dataset = try Dataset(opening: Fixtures.path("tiled.tif"))
        let huge = PixelSize(width: Int(Int32.max), height: Int(Int32.max))
        #expect(gdalError { _ = try dataset.read(bufferSize: huge, as: Double.self) }?.code == .outOfMemory)
    }
}
