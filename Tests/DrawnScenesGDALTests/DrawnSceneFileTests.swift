import DrawnScenesGDAL
import Foundation
import GDAL
import Geodesy
import Rasters
import Testing

@Suite("Files of drawn scenes")
struct DrawnSceneFileTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func description(_ size: RasterSize) -> DrawnSceneFile.Description {
        DrawnSceneFile.Description(
            size: size,
            transform: Geodesy.GridTransform(
                originX: 400_000, columnX: 10, rowX: 0, originY: 3_800_000, columnY: 0, rowY: -10), epsg: 32652,
            bands: ["red"], metadata: [:], hasOverviews: false)
    }

    private func write(_ pixels: [Float], to path: String) throws {
        let size = RasterSize(width: pixels.count, height: 1)
        try DrawnSceneFile.write(
            Raster(bandCount: 1, size: size, pixels: pixels), description(size), reflectanceScale: 0.0001, threads: 2,
            to: path)
    }

    @Test("A drawn scene stores 0 for missing pixels only, and says so")
    func missing() throws {
        let path = scratch.path + "/drawn.tif"
        try write([0, 0.00004, 0.1, 1, 7, .nan, .infinity, -.infinity], to: path)
        let dataset = try Dataset(opening: path)
        let stored: [UInt16] = try dataset.read()
        #expect(stored == [1, 1, 1000, 10_000, 65_535, 0, 0, 0])
        #expect(try dataset.band(1).noData == .real(0))
        #expect(try dataset.band(1).title == "red")
        #expect(dataset.geoTransform?.coefficients == [400_000, 10, 0, 3_800_000, 0, -10])
    }

    @Test("A drawn scene replaces what is there, and what an ended run left beside it")
    func replaced() throws {
        let path = scratch.path + "/drawn.tif"
        try Data("left over".utf8).write(to: URL(filePath: path + ".part.tif"))
        try write([0.1], to: path)
        try write([0.2, 0.3], to: path)
        let stored: [UInt16] = try Dataset(opening: path).read()
        #expect(stored == [2000, 3000])
        #expect(try scratch.contents == ["drawn.tif"])
    }

    @Test("Where a drawn scene cannot be written, what was there stays")
    func untouched() throws {
        let path = scratch.path + "/drawn.tif"
        try write([0.1], to: path)
        #expect(throws: GDALError.self) { try write([], to: path) }
        let stored: [UInt16] = try Dataset(opening: path).read()
        #expect(stored == [1000])
        #expect(try scratch.contents == ["drawn.tif"])
    }

    @Test("A scene of which only a part was written leaves what was there and nothing beside it")
    func interrupted() throws {
        let path = scratch.path + "/drawn.tif"
        try write([0.1], to: path)
        do {
            let file = try DrawnSceneFile(path, description(RasterSize(width: 4, height: 300)), threads: 1)
            try file.write(
                [UInt16](repeating: 7, count: 1024), window: RasterWindow(column: 0, row: 0, width: 4, height: 256))
        }
        let stored: [UInt16] = try Dataset(opening: path).read()
        #expect(stored == [1000])
        #expect(try scratch.contents == ["drawn.tif"])
    }
}
