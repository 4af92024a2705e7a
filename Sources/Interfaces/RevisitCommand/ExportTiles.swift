import Evidence
import Foundation
import Geodesy
import Rasters
import Reporting
import ReportsGDAL
import ScenesGDAL
import Workflow

/// Cuts a scene into pictures for training, each with the objects that lie in it.
struct ExportTiles {
    let scene: Scene
    /// Beginning of the pictures' names.
    let stem: String
    let side: Int
    /// Pixels that neighbours share.
    let overlap: Int
    /// Objects that are written.
    let chosen: [Detection]
    /// Detections that may be objects as well and are not written.
    let open: [Detection]
    let standing: [String: ReviewDecision]

    /// Share of an object from which on it belongs to a tile.
    private static let belongs = 0.5
    /// Share of a detection from which on a tile shows it.
    private static let shows = 0.1

    /// Writes the pictures; those without an object are written too, since they show what is none, and those that show
    /// something nobody decided on are left out, since nobody knows what they show.
    func images(
        reader: any SceneReading, into folder: ExportFolder
    ) async throws -> (images: [LabelExport.Image], left: Int) {
        let painter = ScenePictures(reader: reader)
        var images: [LabelExport.Image] = []
        var left = 0
        for row in stride(from: 0, to: scene.size.height, by: side - overlap) {
            for column in stride(from: 0, to: scene.size.width, by: side - overlap) {
                let window = RasterWindow(column: column, row: row, width: side, height: side)
                    .intersection(scene.size.window)
                let frame = OrientedBox(
                    left: Double(window.column), top: Double(window.row), right: Double(window.endColumn),
                    bottom: Double(window.endRow))
                if open.contains(where: { share(of: $0, in: frame) >= Self.shows }) {
                    left += 1
                    continue
                }
                guard let picture = try await painter.tile(window, of: scene) else { continue }
                let name = "\(stem)_\(column)_\(row).png"
                try folder.write(Data(picture.bytes), "images/\(name)")
                images.append(
                    LabelExport.Image(
                        fileName: name, width: window.width, height: window.height,
                        groundSamplingDistance: scene.groundSamplingDistance, objects: objects(in: frame)))
            }
        }
        return (images, left)
    }

    private func objects(in frame: OrientedBox) -> [LabelExport.Object] {
        let corner = frame.bounds
        return chosen.compactMap { detection in
            let share = share(of: detection, in: frame)
            guard share >= Self.belongs else { return nil }
            var box = detection.pixelBox
            box.centre.column -= corner.left
            box.centre.row -= corner.top
            return .init(
                detection: detection, box: box, isCut: share < 1 - 1e-9 || detection.isCutOff,
                decision: standing[detection.id])
        }
    }

    private func share(of detection: Detection, in frame: OrientedBox) -> Double {
        detection.pixelBox.intersectionArea(frame) / detection.pixelBox.area
    }
}
