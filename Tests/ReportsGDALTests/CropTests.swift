import Evidence
import Foundation
import GDAL
import Geodesy
import Rasters
import Reporting
import ReportsGDAL
import ScenesGDAL
import Testing

@Suite("Small pictures of detections")
struct CropTests {
    private static let size = RasterSize(width: 1600, height: 1500)

    /// A dark sea with a bright ship of 600 × 80 pixels about (800, 760), as 300 m are at 0.5 m, and a boat of
    /// 20 × 6 pixels about (100, 100).
    private func scene(in scratch: Scratch) throws -> Scene {
        var pixels = [UInt8](repeating: 0, count: Self.size.count)
        for (columns, rows) in [(500..<1100, 720..<800), (90..<110, 97..<103)] {
            for row in rows {
                for column in columns { pixels[row * Self.size.width + column] = 200 }
            }
        }
        let dataset = try Dataset.create(
            scratch.path + "/sea.tif", width: Self.size.width, height: Self.size.height, bands: 1, type: .uint8)
        try dataset.write(pixels)
        try dataset.close()
        let band = Band(
            name: "B1", file: 0, index: 1, size: Self.size, dataType: .uint8,
            stretch: Band.Stretch(low: 0, high: 200, method: "drawn"))
        return Scene(
            id: "s", title: "sea", size: Self.size, bands: [band],
            files: [Scene.File(path: "sea.tif", sha256: "", size: nil)])
    }

    private func detection(_ id: String, _ box: OrientedBox) -> Detection {
        Detection(
            id: id, scene: "s", className: "ship", score: 1, pixelBox: box, groundBox: nil,
            model: ModelReference(name: "m", sha256: ""))
    }

    @Test("The whole ship is shown with as much again around it, however long it is")
    func largeAndSmall() async throws {
        let scratch = try Scratch()
        let scene = try scene(in: scratch)
        let crops = try await ScenePictures(reader: GDALScenes(root: scratch.path)).crops(
            of: [
                detection("ship", OrientedBox(left: 500, top: 720, right: 1100, bottom: 800)),
                detection("boat", OrientedBox(left: 90, top: 97, right: 110, bottom: 103)),
            ], in: scene)
        // 1200 pixels of the scene in 192 at most: every 7th, so 171 a side, of which the ship has 86 × 11.
        let ship = try #require(crops["ship"])
        #expect(ship.width == 171 && ship.height == 171)
        let bright = try brightExtent(ship, in: scratch)
        #expect((84...88).contains(bright.columns.count) && (10...14).contains(bright.rows.count))
        #expect(abs((bright.columns.lowerBound + bright.columns.upperBound) / 2 - 85) <= 1)
        #expect(abs((bright.rows.lowerBound + bright.rows.upperBound) / 2 - 85) <= 1)
        // The boat is shown pixel by pixel.
        let boat = try #require(crops["boat"])
        #expect(boat.width == 40 && boat.height == 40)
        #expect(try brightExtent(boat, in: scratch) == (10..<30, 17..<23))
    }

    /// Columns and rows of a picture in which something is brighter than half.
    private func brightExtent(
        _ picture: EncodedPicture, in scratch: Scratch
    ) throws -> (columns: Range<Int>, rows: Range<Int>) {
        let path = scratch.path + "/crop-\(UUID().uuidString).png"
        try Data(picture.bytes).write(to: URL(filePath: path))
        let pixels: [UInt8] = try Dataset(opening: path).read(bands: [1])
        let bright = pixels.indices.filter { pixels[$0] > 127 }
        let columns = bright.map { $0 % picture.width }
        let rows = bright.map { $0 / picture.width }
        return (
            try #require(columns.min())..<(try #require(columns.max()) + 1),
            try #require(rows.min())..<(try #require(rows.max()) + 1)
        )
    }
}
