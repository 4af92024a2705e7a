import Evidence
import Foundation
import Foundation
public import Geodesy
import Rasters

/// The centre-line of a railway track as it lies in one scene.
public struct TrackLine: Hashable, Sendable {
    /// Unique among the tracks of a site or file.
    public var id: String
    /// What people call it.
    public var name: String
    /// Points of the centre-line in order, on the scene's reference grid.
    public var line: [PixelPoint]
    /// Whether whoever drew it saw the track all along; false where a part of it was hidden and is guessed.
    public var isSure: Bool

    /// Makes a track.
    public init(id: String, name: String, line: [PixelPoint], isSure: Bool = true) {
        self.id = id
        self.name = name
        self.line = line
        self.isSure = isSure
    }
}

/// How far a step on a scene's grid goes on the ground, in metres east and south.
///
/// East and south, so that right and left are those of the picture where north is up, and those of the
/// ground whatever way the picture lies.
struct GroundScale: Hashable, Sendable {
    /// Metres east for one column, metres east for one row.
    let east: SIMD2<Double>
    /// Metres south for one column, metres south for one row.
    let south: SIMD2<Double>
    /// Whether directions are those of the ground, and not only those of the picture.
    let isOriented: Bool

    /// Square pixels of a picture of which nobody knows how it lies.
    init(groundSamplingDistance: Double) {
        east = [groundSamplingDistance, 0]
        south = [0, groundSamplingDistance]
        isOriented = false
    }

    /// Measures a georeference around a point; nil where it gives no area there.
    init?(_ georeference: any Georeference, around point: PixelPoint) throws {
        let places = try georeference.ground([
            point, PixelPoint(column: point.column + 8, row: point.row),
            PixelPoint(column: point.column, row: point.row + 8),
        ])
        let column = Ellipsoid.wgs84.offset(from: places[0], to: places[1])
        let row = Ellipsoid.wgs84.offset(from: places[0], to: places[2])
        east = [column.east / 8, row.east / 8]
        south = [-column.north / 8, -row.north / 8]
        isOriented = true
        guard determinant.isFinite, abs(determinant) > 1e-9 else { return nil }
    }

    private var determinant: Double { east.x * south.y - east.y * south.x }

    /// Measures a scene where a line lies in it: by its place on the ground, or else by its pixels' size; nil where neither is
    /// known.
    init?(_ scene: Scene, _ georeference: (any Georeference)?, along line: [PixelPoint]) throws {
        let middle = line.isEmpty ? PixelPoint(column: 0, row: 0) : line[line.count / 2]
        // Far outside of the scene a georeference may give nothing.
        let inside = PixelPoint(
            column: min(Double(scene.size.width), max(0, middle.column)),
            row: min(Double(scene.size.height), max(0, middle.row)))
        if let georeference, let scale = try GroundScale(georeference, around: inside) {
            self = scale
            return
        }
        guard let metres = scene.groundSamplingDistance, metres > 0 else { return nil }
        self.init(groundSamplingDistance: metres)
    }

    /// Direction of the picture's upper edge in degrees clockwise from north.
    var azimuthOfUp: Double { atan2(-east.y, south.y) * 180 / .pi }

    /// Metres of a side of a square with a pixel's area.
    var pixel: Double { abs(determinant).squareRoot() }

    /// A position in metres.
    func metres(_ point: PixelPoint) -> SIMD2<Double> {
        [
            east.x * point.column + east.y * point.row,
            south.x * point.column + south.y * point.row,
        ]
    }

    /// The position on the grid of a position in metres.
    func point(_ metres: SIMD2<Double>) -> PixelPoint {
        PixelPoint(
            column: (south.y * metres.x - east.y * metres.y) / determinant,
            row: (east.x * metres.y - south.x * metres.x) / determinant)
    }
}
