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
        guard let alignment = alignments[scene.id], case .ground(let origin) = alignment.frame,
            let correction = alignment.correction
        else { return own }
        return MovedGeoreference(base: own, origin: origin, correction: correction)
    }
}

/// A georeference whose positions are moved by a correction.
struct MovedGeoreference: Georeference {
    let base: any Georeference
    let origin: GeoPoint
    let correction: DisplacementField

    func ground(_ points: [PixelPoint]) throws -> [GeoPoint] {
        try base.ground(points).map(moved)
    }

    func pixels(_ points: [GeoPoint]) throws -> [PixelPoint?] {
        try base.pixels(points.map(told))
    }

    private func moved(_ told: GeoPoint) -> GeoPoint {
        let place = Ellipsoid.wgs84.offset(from: origin, to: told)
        let move = correction.value(x: place.east, y: place.north)
        return Ellipsoid.wgs84.point(from: told, east: move.x, north: move.y)
    }

    /// The position that the scene tells for a place: corrections change so slowly from place to place that three rounds
    /// leave nothing of a centimetre.
    private func told(_ place: GeoPoint) -> GeoPoint {
        var told = place
        for _ in 0..<3 {
            let offset = Ellipsoid.wgs84.offset(from: origin, to: told)
            let move = correction.value(x: offset.east, y: offset.north)
            told = Ellipsoid.wgs84.point(from: place, east: -move.x, north: -move.y)
        }
        return told
    }
}
