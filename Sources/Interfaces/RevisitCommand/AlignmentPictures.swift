import Evidence
import Foundation
import Geodesy
import Rasters
import Reporting
import ReportsGDAL
import SceneAlignment
import ScenesGDAL

/// Checkerboards of a scene and its reference: as the files tell, and as it was laid.
struct AlignmentPictures {
    let reference: Scene
    let files: GDALScenes
    let folder: URL

    /// Writes the picture of one scene.
    ///
    /// - Parameters:
    ///   - scene: The scene.
    ///   - alignment: How it was laid; where it was refused, only what the files tell is shown.
    ///   - number: Its number among all, from 1, for the name.
    /// - Returns: The name of the file; nil where nothing can be seen.
    /// - Throws: What reading, drawing and writing say.
    func write(_ scene: Scene, _ alignment: Alignment, number: Int) async throws -> String? {
        let georeferences = try (files.georeference(of: reference), files.georeference(of: scene))
        var told: (reference: any Georeference, scene: any Georeference)?
        if let first = georeferences.0, let second = georeferences.1 { told = (first, second) }
        // Where only one lies on the ground there is no common grid.
        guard (georeferences.0 == nil) == (georeferences.1 == nil) else { return nil }
        let grid = CommonGrid(of: scene, on: reference, isPlaced: told != nil)
        guard grid.ratio.isFinite else { return nil }
        let names = shownBands(scene)
        let base = try await files.source(
            of: reference,
            for: PixelRequest(
                bands: names.reference, columnStep: grid.referenceStep, rowStep: grid.referenceStep, values: .stored))
        let other = try await files.source(
            of: scene,
            for: PixelRequest(bands: names.scene, columnStep: grid.sceneStep, rowStep: grid.sceneStep, values: .stored))
        var boards: [any RasterSource] = [WarpedSource(other, on: base.size, by: grid.mapping(told))]
        if let correction = alignment.correction {
            var laid = told
            if told != nil, let moved = try AlignedReading(files, alignments: [alignment]).georeference(of: scene) {
                laid?.scene = moved
            }
            boards.append(WarpedSource(other, on: base.size, by: grid.mapping(laid, correction: correction)))
        }
        let shown = try shownPlace(
            of: alignment, in: base.size, step: grid.referenceStep, georeference: told?.reference)
        guard let picture = try await CheckerboardPicture(reference: base, others: boards).picture(around: shown)
        else { return nil }
        let digits = String(number)
        let name = "aligned-\(String(repeating: "0", count: max(0, 3 - digits.count)))\(digits).png"
        try AtomicFile.write(Data(picture.bytes), to: folder.appending(path: name).path)
        return name
    }

    /// Red, green and blue where both have them, else each one's first band.
    private func shownBands(_ scene: Scene) -> (reference: [String], scene: [String]) {
        let colours = ["red", "green", "blue"]
        if [reference, scene].allSatisfy({ one in colours.allSatisfy { one.band(named: $0) != nil } }) {
            return (colours, colours)
        }
        return (reference.bands.prefix(1).map(\.name), scene.bands.prefix(1).map(\.name))
    }

    /// The place that is shown, on the common grid: the compared one whose peak stands out most, so that there is something to see,
    /// among those that agree where any do.
    private func shownPlace(
        of alignment: Alignment, in size: RasterSize, step: Double, georeference: (any Georeference)?
    ) throws -> PixelPoint {
        let whole = PixelPoint(column: Double(size.width) / 2, row: Double(size.height) / 2)
        let agreeing = alignment.points.filter(\.agrees)
        let places = agreeing.isEmpty ? alignment.points : agreeing
        guard let shown = places.max(by: { $0.height < $1.height }) else { return whole }
        switch alignment.frame {
        case .grid: return PixelPoint(column: shown.x / step, row: shown.y / step)
        case .ground(let origin):
            let place = Ellipsoid.wgs84.point(from: origin, east: shown.x, north: shown.y)
            guard let pixel = try georeference?.pixels([place]).first ?? nil else { return whole }
            return PixelPoint(column: pixel.column / step, row: pixel.row / step)
        }
    }
}
