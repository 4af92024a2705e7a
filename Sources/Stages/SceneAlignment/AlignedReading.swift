public import Evidence
import Geodesy
public import Rasters

/// Reads scenes as they lie after alignment: pixels as they are, positions moved.
///
/// Zones, tracks and detections so meet in the reference's frame, and no picture is resampled for it.
public struct AlignedReading: SceneReading {
    private let base: any SceneReading
    private let alignments: [String: Alignment]

    /// Moves the positions of scenes.
    ///
    /// - Parameters:
    ///   - base: Opens scenes.
    ///   - alignments: How scenes lie; those without, and those that were refused, stay where their providers put them.
    public init(_ base: any SceneReading, alignments: [Alignment]) {
        self.base = base
        self.alignments = Dictionary(alignments.map { ($0.scene, $0) }) { first, _ in first }
    }

    /// Opens the bands wanted, as the base does.
    public func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource {
        try await base.source(of: scene, for: request)
    }

    /// How a scene's pixels lie in the frame of its reference; nil where that is not known.
    public func georeference(of scene: Scene) throws -> (any Georeference)? {
        guard let own = try base.georeference(of: scene) else { return nil }
        guard let alignment = alignments[scene.id], alignment.correction != nil else { return own }
        return MovedGeoreference(base: own, alignment: alignment)
    }

    /// Whether a georeference tells positions that alignment moved.
    public static func isMoved(_ georeference: any Georeference) -> Bool { georeference is MovedGeoreference }
}

/// A georeference whose positions are moved as a scene was laid.
private struct MovedGeoreference: Georeference {
    let base: any Georeference
    let alignment: Alignment

    func ground(_ points: [PixelPoint]) throws -> [GeoPoint] { try base.ground(points).map(alignment.moved) }

    func pixels(_ points: [GeoPoint]) throws -> [PixelPoint?] { try base.pixels(points.map(alignment.told)) }
}
