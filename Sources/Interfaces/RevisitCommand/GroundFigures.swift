import ChangeDetection
import Evidence
import Reporting
import ReportsGDAL
import SceneAlignment
import Workflow

/// Draws what changed on the ground, before beside after, for a report.
struct GroundFigures {
    /// Opens scenes, as they lie after alignment.
    let reader: AlignedReading
    /// Pictures for a comparison at most; all others stand in the table.
    private static let greatestCount = 12

    /// Draws the largest and surest changes of each comparison.
    ///
    /// - Returns: Whether all that were to be drawn are; what is not is told.
    /// - Throws: `CancellationError`.
    func draw(into content: inout ReportContent) async throws -> Bool {
        var isWhole = true
        let scenes = Dictionary(content.scenes.map { ($0.id, $0) }) { first, _ in first }
        for comparison in content.comparisons {
            guard let before = comparison.before.flatMap({ scenes[$0] }), let after = scenes[comparison.scene] else {
                continue
            }
            let chosen = comparison.told.prefix(Self.greatestCount)
            guard !chosen.isEmpty else { continue }
            do {
                let grid = try await PairOnGrid(
                    before: before, after: after, reader: reader, clouds: nil, finest: comparison.pixelSize)
                let painter = ChangePictures(before: grid.colours.before, after: grid.colours.after)
                for placed in chosen {
                    guard let pair = try await painter.pair(of: placed.change.outline) else { continue }
                    var picture = pair.picture
                    if grid.isMeasured { picture.metresPerPixel = grid.ground.pixelSize * pair.gridPixels }
                    if grid.isPlaced {
                        picture.north = (360 - grid.ground.azimuthOfUp).truncatingRemainder(dividingBy: 360)
                    }
                    content.changePictures[placed.change.id] = picture
                }
            } catch let error where !(error is CancellationError) {
                isWhole = false
                Failure.say("No pictures of changes until \(after.title) in the report: \(error)")
            }
        }
        return isWhole
    }
}
