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
