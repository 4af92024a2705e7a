import Evidence
import Foundation
import GDAL
import Geodesy
import Rasters
import Reporting
import ReportsGDAL
import Testing

@Suite("Files for other programs")
struct FileTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func write(_ pixels: [Float], to path: String) throws {
        try SceneFile.write(
            Raster(bandCount: 1, size: RasterSize(width: pixels.count, height: 1), pixels: pixels), bands: ["red"],
            transform: Geodesy.GridTransform(
                originX: 400_000, columnX: 10, rowX: 0, originY: 3_800_000, columnY: 0, rowY: -10), epsg: 32652,
            reflectanceScale: 0.0001, metadata: [:], to: path)
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

    @Test("A detection across the antimeridian is a small shape in the layer, one off the Earth has none")
    func antimeridian() throws {
        func detection(_ id: String, _ longitudes: [Double]) -> Detection {
            let latitudes = [51.01, 50.99, 50.99, 51.01]
            let box = GroundBox(
                centre: GeoPoint(longitude: 180, latitude: 51),
                corners: zip(longitudes, latitudes).map { GeoPoint(longitude: $0, latitude: $1) })
            return Detection(
                id: id, scene: "s", className: "ship", score: 1,
                pixelBox: OrientedBox(left: 0, top: 0, right: 4, bottom: 2), groundBox: box,
                model: ModelReference(name: "m", sha256: ""))
        }
        let scene = Scene(id: "s", title: "s", size: RasterSize(width: 9, height: 9), bands: [], files: [])
        let table = DetectionTable([
            DetectionTable.SceneDetections(
                scene: scene,
                detections: [
                    detection("across", [-179.75, -179.75, 179.75, 179.75]),
                    detection("nowhere", [.nan, .nan, .nan, .nan]),
                ],
                processedShare: 1)
        ])
        let path = scratch.path + "/detections.gpkg"
        // The second one replaces the first.
        for _ in 0..<2 { try DetectionLayer.write(table.rows, to: path) }
        #expect(try scratch.contents == ["detections.gpkg"])
        let features = try VectorDataset(opening: path).features(in: "detection")
        let envelope = try #require(features.first?.geometry?.envelope)
        #expect(envelope.minimumX == 179.75 && envelope.maximumX == 180.25)
        #expect(features.count == 2 && features.last?.geometry == nil)
    }
}
