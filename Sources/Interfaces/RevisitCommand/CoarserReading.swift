import Evidence
import Foundation
import Geodesy
import Rasters

/// Reads one scene as if its file held larger pixels.
struct CoarserReading: SceneReading {
    let base: any SceneReading
    /// The scene as its file holds it.
    let original: Scene
    /// Pixels of the file for one pixel wanted.
    let step: Double

    /// Makes a scene coarser.
    ///
    /// - Parameters:
    ///   - scene: The scene.
    ///   - metres: Size of a pixel wanted; nil to leave the scene as it is.
    ///   - base: Reads it as it is.
    /// - Returns: The scene with such pixels, what reads it, and how many pixels of the file make one of its own; as they
    ///   were where pixels are as coarse already or their size is not known. The last pixel of a row or column may reach
    ///   beyond the file.
    static func coarsened(
        _ scene: Scene, to metres: Double?, base: any SceneReading
    ) -> (scene: Scene, reader: any SceneReading, step: Double) {
        guard let metres, let own = scene.groundSamplingDistance, metres > own * 1.001 else { return (scene, base, 1) }
        let step = metres / own
        var coarse = scene
        coarse.size = RasterSize(
            width: max(1, Int((Double(scene.size.width) / step - 1e-9).rounded(.up))),
            height: max(1, Int((Double(scene.size.height) / step - 1e-9).rounded(.up))))
        coarse.transform = scene.transform?.scaled(columnFactor: step, rowFactor: step)
        for index in coarse.bands.indices {
            coarse.bands[index].groundSamplingDistance = scene.bands[index].groundSamplingDistance.map { $0 * step }
        }
        return (coarse, CoarserReading(base: base, original: scene, step: step), step)
    }

    func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource {
        var request = request
        request.columnStep *= step
        request.rowStep *= step
        return try await base.source(of: original, for: request)
    }

    func georeference(of scene: Scene) throws -> (any Georeference)? {
        try base.georeference(of: original).map { Scaled(base: $0, step: step) }
    }

    private struct Scaled: Georeference {
        let base: any Georeference
        let step: Double

        func ground(_ points: [PixelPoint]) throws -> [GeoPoint] {
            try base.ground(points.map { PixelPoint(column: $0.column * step, row: $0.row * step) })
        }

        func pixels(_ points: [GeoPoint]) throws -> [PixelPoint?] {
            try base.pixels(points).map { point in
                point.map { PixelPoint(column: $0.column / step, row: $0.row / step) }
            }
        }
    }
}
