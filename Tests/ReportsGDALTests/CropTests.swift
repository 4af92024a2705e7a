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

    @Test("A zone is shown with a little around it, at its place in the scene, and tells where its corners lie")
    func zone() async throws {
        let scratch = try Scratch()
        var scene = try scene(in: scratch)
        // Pixels of 1e-5 degrees from 130.0 E, 42.015 N: about 1.1 m from north to south.
        let transform = Geodesy.GridTransform(
            originX: 130, columnX: 1e-5, rowX: 0, originY: 42.015, columnY: 0, rowY: -1e-5)
        scene.transform = transform
        scene.coordinateSystem = CoordinateSystem(
            name: "WGS 84", epsg: 4326, wkt: try #require(try SpatialReference(epsg: 4326).wkt), isGeographic: true)
        scene.placement = .affine
        func area(_ columns: ClosedRange<Double>, _ rows: ClosedRange<Double>) -> MultiPolygon<GeoPoint> {
            let corners = [
                (columns.lowerBound, rows.lowerBound), (columns.upperBound, rows.lowerBound),
                (columns.upperBound, rows.upperBound), (columns.lowerBound, rows.upperBound),
            ]
            return MultiPolygon([
                Polygon(
                    outer: Ring(
                        corners.map { GeoPoint(longitude: 130 + 1e-5 * $0.0, latitude: 42.015 - 1e-5 * $0.1) }))
            ])
        }
        let painter = ScenePictures(reader: GDALScenes(root: scratch.path))
        // The ship's own outline, with a margin of 30 pixels, a twentieth of its length.
        let view = try #require(try await painter.view(of: area(500...1100, 720...800), in: scene))
        #expect(view.image.width == 660 && view.image.height == 140)
        let bright = try brightExtent(view.image, in: scratch)
        #expect(abs(bright.columns.lowerBound - 30) <= 1 && abs(bright.columns.upperBound - 630) <= 1)
        #expect(abs(bright.rows.lowerBound - 30) <= 1 && abs(bright.rows.upperBound - 110) <= 1)
        let middle = view.toPicture.map(PixelPoint(column: 800, row: 760))
        #expect(abs(middle.x - 330) < 1e-9 && abs(middle.y - 70) < 1e-9)
        for (corner, place) in zip(view.corners, [(470.0, 690.0), (1130, 690), (1130, 830), (470, 830)]) {
            #expect(abs(corner.longitude - 130 - 1e-5 * place.0) < 1e-9)
            #expect(abs(corner.latitude - 42.015 + 1e-5 * place.1) < 1e-9)
        }
        // What goes over the edge is cut there, what is large comes coarser, and what lies elsewhere is not shown.
        let edge = try #require(try await painter.view(of: area(-400...100, 50...150), in: scene))
        #expect(edge.image.width == 125 && edge.image.height == 150)
        let coarse = try #require(
            try await ScenePictures(reader: GDALScenes(root: scratch.path), longestSide: 330).view(
                of: area(500...1100, 720...800), in: scene))
        #expect(coarse.image.width == 330 && coarse.image.height == 70)
        #expect(try await painter.view(of: area(5000...5100, 50...150), in: scene) == nil)
        scene.placement = .none
        scene.transform = nil
        #expect(try await painter.view(of: area(500...1100, 720...800), in: scene) == nil)
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
