public import Evidence
import Foundation
public import Geodesy
public import Rasters

/// The pixels around an object, in a level plane of metres east and north of a place.
///
/// Over the few hundred metres of a patch the grid is taken for an affine one, which for satellite images holds to
/// a few centimetres.
public struct GroundPatch: Sendable {
    /// Where east and north are zero.
    public let origin: GeoPoint
    /// Columns and rows.
    public let size: RasterSize
    /// Number of bands.
    public let bandCount: Int
    /// Values, row-major `[band][row][column]`.
    public let values: [Float]
    /// 1 where all bands have a value, else 0; row-major.
    public let validity: [UInt8]
    /// From positions on the patch (pixel edges on whole numbers) to metres: x east, y north.
    public let toGround: GridTransform

    /// Joins pixels to where they lie.
    ///
    /// - Parameters:
    ///   - origin: Where east and north are zero.
    ///   - size: Columns and rows.
    ///   - bandCount: Number of bands.
    ///   - values: Row-major `[band][row][column]`.
    ///   - validity: 1 for each pixel that is there, row-major.
    ///   - toGround: From positions on the patch to metres east and north; it must be invertible.
    public init(
        origin: GeoPoint, size: RasterSize, bandCount: Int, values: [Float], validity: [UInt8], toGround: GridTransform
    ) {
        precondition(
            values.count == bandCount * size.count && validity.count == size.count && toGround.isInvertible,
            "A patch has a value for each band and pixel, and lies somewhere.")
        self.origin = origin
        self.size = size
        self.bandCount = bandCount
        self.values = values
        self.validity = validity
        self.toGround = toGround
    }

    /// Metres of a pixel: the geometric mean of both directions.
    public var pixel: Double { abs(toGround.determinant).squareRoot() }

    /// Reads what lies within some metres of a place.
    ///
    /// - Parameters:
    ///   - place: The middle.
    ///   - reach: Metres to each side.
    ///   - source: Pixels on the scene's reference grid.
    ///   - georeference: How that grid lies on the ground.
    /// - Returns: The patch; nil where the place has no pixel, or pixels there have no area.
    /// - Throws: What source and georeference say.
    public static func read(
        around place: GeoPoint, reach: Double, from source: any RasterSource, georeference: any Georeference
    ) async throws -> GroundPatch? {
        guard let middle = try georeference.pixels([place]).first ?? nil, middle.column.isFinite, middle.row.isFinite,
            abs(middle.column) < 1e9, abs(middle.row) < 1e9
        else { return nil }
        // Differences over some pixels, so that rounding of degrees does not show.
        let step = 16.0
        let ground = try georeference.ground([
            PixelPoint(column: middle.column - step, row: middle.row),
            PixelPoint(column: middle.column + step, row: middle.row),
            PixelPoint(column: middle.column, row: middle.row - step),
            PixelPoint(column: middle.column, row: middle.row + step),
        ])
        let earth = Ellipsoid.wgs84
        let right = earth.offset(from: ground[0], to: ground[1])
        let down = earth.offset(from: ground[2], to: ground[3])
        let column = (east: right.east / (2 * step), north: right.north / (2 * step))
        let row = (east: down.east / (2 * step), north: down.north / (2 * step))
        let area = abs(column.east * row.north - column.north * row.east)
        guard area.isFinite, area > 1e-8 else { return nil }
        let smallest = area / max(hypot(column.east, column.north), hypot(row.east, row.north))
        let half = min(2048, Int((reach / smallest).rounded(.up)))
        let window = RasterWindow(
            column: Int(middle.column.rounded(.down)) - half, row: Int(middle.row.rounded(.down)) - half,
            width: 2 * half, height: 2 * half)
        let block = try await source.read(window)
        let left = Double(window.column) - middle.column
        let top = Double(window.row) - middle.row
        return GroundPatch(
            origin: place, size: window.size, bandCount: block.bandCount, values: block.values,
            validity: block.validity,
            toGround: GridTransform(
                originX: left * column.east + top * row.east, columnX: column.east, rowX: row.east,
                originY: left * column.north + top * row.north, columnY: column.north, rowY: row.north))
    }
}
