public import Evidence
import Foundation
public import Geodesy
public import Rasters

/// The grid on which two scenes are compared: that of the reference, as coarse as the coarser of both.
public struct CommonGrid: Sendable {
    /// Own pixels of the reference for one of the grid.
    public let referenceStep: Double
    /// Own pixels of the scene for one of the grid.
    public let sceneStep: Double
    /// How many times larger the pixels of one scene are than those of the other.
    public let ratio: Double
    /// Side of a pixel of the grid in metres; nil where pixel sizes are not known in metres.
    public let metres: Double?

    /// Settles the grid of two scenes.
    ///
    /// - Parameters:
    ///   - scene: The scene that is brought to the grid.
    ///   - reference: The scene whose grid it is.
    ///   - isPlaced: Whether both lie on the ground.
    public init(of scene: Scene, on reference: Scene, isPlaced: Bool) {
        let first: Double
        let second: Double
        switch (reference.groundSamplingDistance, scene.groundSamplingDistance) {
        case (let one?, let other?): (first, second) = (one, other)
        // Pictures that lie nowhere and have one form are taken for the same view, drawn larger or smaller; whether they
        // are is seen when they are compared.
        case (nil, nil) where !isPlaced && Self.haveOneForm(scene.size, reference.size):
            (first, second) = (1, Double(reference.size.width) / Double(scene.size.width))
        default: (first, second) = (1, 1)
        }
        let coarser = max(first, second)
        ratio = coarser / min(first, second)
        // Nearly equal pixels are left as they are: each is then read without resampling.
        let steps = (coarser / first > 1.05 ? coarser / first : 1, coarser / second > 1.05 ? coarser / second : 1)
        (referenceStep, sceneStep) = steps
        metres =
            reference.groundSamplingDistance.map { $0 * steps.0 } ?? scene.groundSamplingDistance.map { $0 * steps.1 }
    }

    /// Whether columns and rows stand in the same proportion, to a hundredth.
    private static func haveOneForm(_ a: RasterSize, _ b: RasterSize) -> Bool {
        guard a.width > 0, a.height > 0, b.width > 0, b.height > 0 else { return false }
        let across = Double(a.width) / Double(b.width)
        let down = Double(a.height) / Double(b.height)
        return abs(across / down - 1) < 0.01
    }

    /// From the grid's pixels to the scene's, both some times coarser.
    ///
    /// - Parameters:
    ///   - georeferences: Those of both, moved already where the scene was laid; nil where positions are pixels, which then lie
    ///     corner on corner.
    ///   - correction: Where positions are pixels, what must be added to what the scene tells.
    ///   - coarser: Pixels of the grid for one that is asked for, in both scenes.
    /// - Returns: The mapping, for `WarpedSource` and its like.
    public func mapping(
        _ georeferences: (reference: any Georeference, scene: any Georeference)?,
        correction: DisplacementField? = nil, coarser: Double = 1
    ) -> GridMapping {
        GridMapping(grid: self, coarser: coarser, georeferences: georeferences, correction: correction)
    }
}

/// From a common grid to a scene's pixels, by georeferences where both have one, else corner on corner.
public struct GridMapping: PixelMapping {
    let grid: CommonGrid
    let coarser: Double
    let georeferences: (reference: any Georeference, scene: any Georeference)?
    let correction: DisplacementField?

    /// Positions on the scene, in its pixels as coarse as they are read; nil where it has none.
    public func positions(of points: [PixelPoint]) throws -> [PixelPoint?] {
        let steps = (grid.referenceStep * coarser, grid.sceneStep * coarser)
        let own = points.map { PixelPoint(column: $0.column * steps.0, row: $0.row * steps.0) }
        let found: [PixelPoint?]
        if let georeferences {
            found = try georeferences.scene.pixels(georeferences.reference.ground(own))
        } else {
            let scale = grid.sceneStep / grid.referenceStep
            found = own.map { point in
                let move = correction?.value(x: point.column, y: point.row) ?? .zero
                return PixelPoint(column: (point.column - move.x) * scale, row: (point.row - move.y) * scale)
            }
        }
        return found.map { point in
            guard let point, point.column.isFinite, point.row.isFinite else { return nil }
            return PixelPoint(column: point.column / steps.1, row: point.row / steps.1)
        }
    }
}
