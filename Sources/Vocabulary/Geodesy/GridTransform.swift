/// The map from pixel to map coordinates of a georeferenced raster.
///
/// `x = originX + column · columnX + row · rowX`, `y = originY + column · columnY + row · rowY`:
/// GDAL's six numbers in GDAL's order, so rotated, south-up and non-square pixels are all the same
/// case.
///
/// Source: GDAL Raster Data Model, "Affine GeoTransform".
public struct GridTransform: Hashable, Codable, Sendable {
    /// Map x of the outer corner of the first pixel.
    public var originX: Double
    /// Change of x for one column to the right.
    public var columnX: Double
    /// Change of x for one row down.
    public var rowX: Double
    /// Map y of the outer corner of the first pixel.
    public var originY: Double
    /// Change of y for one column to the right.
    public var columnY: Double
    /// Change of y for one row down; negative where north is up.
    public var rowY: Double

    /// Makes a transform from its coefficients, in GDAL's order.
    public init(originX: Double, columnX: Double, rowX: Double, originY: Double, columnY: Double, rowY: Double) {
        self.originX = originX
        self.columnX = columnX
        self.rowX = rowX
        self.originY = originY
        self.columnY = columnY
        self.rowY = rowY
    }

    /// Makes a transform from GDAL's array of six; nil for another count.
    public init?(geoTransform: [Double]) {
        guard geoTransform.count == 6 else { return nil }
        self.init(
            originX: geoTransform[0], columnX: geoTransform[1], rowX: geoTransform[2],
            originY: geoTransform[3], columnY: geoTransform[4], rowY: geoTransform[5])
    }

    /// The six coefficients in GDAL's order.
    public var geoTransform: [Double] { [originX, columnX, rowX, originY, columnY, rowY] }

    /// Signed area of one pixel in square map units; negative where north is up.
    public var determinant: Double { columnX * rowY - rowX * columnY }

    /// Whether the transform can be turned round; false for a degenerate or non-finite one.
    public var isInvertible: Bool {
        determinant.isFinite && determinant != 0 && originX.isFinite && originY.isFinite
    }

    /// The map position of a pixel position.
    public func map(_ point: PixelPoint) -> MapPoint {
        MapPoint(
            x: originX + point.column * columnX + point.row * rowX,
            y: originY + point.column * columnY + point.row * rowY)
    }

    /// The pixel position of a map position.
    ///
    /// - Precondition: ``isInvertible``.
    public func pixel(_ point: MapPoint) -> PixelPoint {
        precondition(isInvertible, "A degenerate geotransform cannot be inverted; check isInvertible first.")
        let x = point.x - originX
        let y = point.y - originY
        return PixelPoint(
            column: (x * rowY - y * rowX) / determinant,
            row: (y * columnX - x * columnY) / determinant)
    }

    /// The transform of the same raster resampled so that one new pixel covers
    /// `columnFactor` × `rowFactor` old ones; the outer corner stays.
    public func scaled(columnFactor: Double, rowFactor: Double) -> GridTransform {
        GridTransform(
            originX: originX, columnX: columnX * columnFactor, rowX: rowX * rowFactor,
            originY: originY, columnY: columnY * columnFactor, rowY: rowY * rowFactor)
    }
}
