import ActivityAnalysis
import ChangeDetection
import Evidence
import Foundation
import Geodesy
import Rasters
import SceneAlignment
import ScenesGDAL
import Workflow

/// Two scenes laid on each other, and what a person should know of that.
struct AlignedLooks {
    /// Both on one grid.
    let grid: PairOnGrid
    /// Pixels of the common grid by which places may be off.
    let margin: Double
    /// How the later one was aligned; nil where the margin was told.
    let alignment: Alignment?
    /// What a person should know, in sentences.
    let remarks: [String]

    /// Opens and aligns two scenes.
    ///
    /// - Parameters:
    ///   - before: The earlier scene.
    ///   - after: The later scene.
    ///   - margin: Metres, or pixels without georeference; nil where it is to be measured.
    ///   - files: Reads them.
    ///   - clouds: The cloud masks that were delivered with them; nil where nothing shall be masked.
    /// - Throws: ``Flaw`` where the two cannot be aligned, and what opening them on one grid throws.
    init(
        before: Scene, after: Scene, margin: Double?, files: GDALScenes, clouds: DeliveredClouds?
    ) async throws {
        var aligned: Alignment?
        if margin == nil {
            let found = try await SceneAligner().alignment(of: after, to: before, reader: files)
            guard found.isUsable, found.correction != nil, found.margin != nil else {
                throw Flaw(
                    reason:
                        "\(after.title) cannot be laid on \(before.title): \(found.reasons.joined(separator: "; ")). No "
                        + "change can be told; where you know how far places are off, give --margin.")
            }
            aligned = found
        }
        grid = try await PairOnGrid(
            before: before, after: after, reader: files, alignment: aligned,
            clouds: clouds.map { ($0.before, $0.after) })
        let metres = margin ?? aligned?.margin ?? 0
        // Without a georeference margins are told in pixels.
        self.margin = grid.pixels(ofMargin: metres)
        alignment = aligned
        var remarks: [String] = []
        if let aligned {
            remarks.append(
                "Aligned: \(aligned.verdict.rawValue), margin \((metres * 100).rounded() / 100) \(grid.isPlaced ? "m" : "pixels")."
            )
        }
        if !grid.isReflectance {
            remarks.append(
                "Stored numbers are compared, since not all bands tell reflectance; plants and snow are not told.")
        }
        if !grid.isMeasured {
            remarks.append(
                "The size of a pixel is not known, so areas are in square pixels, and nothing is allowed for tall things that lean, "
                    + "or shadows that move; give --gsd.")
        }
        if before.time == nil || after.time == nil {
            remarks.append("When they were taken is not known for both; which is the earlier one is taken as given.")
        }
        if before.geometry.sunAzimuth == nil || after.geometry.sunAzimuth == nil {
            remarks.append(
                "Where the sun stood is not known for both, so "
                    + (grid.masks.contains(where: \.masksShadow)
                        ? "nothing is compared in shadows." : "shadows that moved are told as doubtful changes."))
        }
        for mask in grid.masks {
            if mask.source.hasPrefix("none") {
                remarks.append("\(mask.scene) is not masked: cloud may be told as change.")
            } else if mask.hiddenShare > 0 {
                remarks.append(
                    "\(mask.scene): \(Int((100 * mask.hiddenShare).rounded(.up))) % of it lies under cloud, in its shadow or in "
                        + "haze, \(mask.source), and is not compared.")
            }
        }
        self.remarks = remarks
    }

    /// Why two scenes cannot be compared.
    struct Flaw: Error, CustomStringConvertible {
        let reason: String
        var description: String { reason }
    }
}
