/// The affine map from pixels to the coordinates of a CRS, in GDAL's order of coefficients.
///
/// `x = originX + column · columnX + row · rowX`, `y = originY + column · columnY + row · rowY`,
/// where column 0, row 0 is the outer corner of the first pixel and its centre is at 0.5, 0.5.
public struct GeoTransform: Sendable, Hashable {
    /// x of the outer corner of the first pixel (coefficient 0).
    public var originX: Double
    /// x per column (coefficient 1).
    public var columnX: Double
    /// x per row; 0 unless rotated (coefficient 2).
    public var rowX: Double
    /// y of the outer corner of the first pixel (coefficient 3).
    public var originY: Double
    /// y per column; 0 unless rotated (coefficient 4).
    public var columnY: Double
    /// y per row; negative where north is up (coefficient 5).
    public var rowY: Double

    /// From the six coefficients by name.
    public init(originX: Double, columnX: Double, rowX: Double, originY: Double, columnY: Double, rowY: Double) {
        self.originX = originX
        self.columnX = columnX
        self.rowX = rowX
        self.originY = originY
        self.columnY = columnY
        self.rowY = rowY
    }

    /// From GDAL's array of six.
    public init?(coefficients: [Double]) {
        guard coefficients.count == 6 else { return nil }
        self.init(
            originX: coefficients[0], columnX: coefficients[1], rowX: coefficients[2], originY: coefficients[3],
            columnY: coefficients[4], rowY: coefficients[5])
    }

    /// GDAL's array of six.
    public var coefficients: [Double] { [originX, columnX, rowX, originY, columnY, rowY] }

    /// Maps pixels onto themselves.
    static let identity = GeoTransform(originX: 0, columnX: 1, rowX: 0, originY: 0, columnY: 0, rowY: 1)

    /// Signed area of a pixel in units of the CRS, negative where north is up; 0 cannot be inverted.
    public var determinant: Double { columnX * rowY - rowX * columnY }

    /// Coordinates of a place in the raster.
    public func coordinate(column: Double, row: Double) -> Coordinate {
        Coordinate(
            x: originX + column * columnX + row * rowX, y: originY + column * columnY + row * rowY)
    }

    /// The place in the raster of coordinates; nil if the transform cannot be inverted.
    public func pixel(of coordinate: Coordinate) -> (column: Double, row: Double)? {
        guard determinant != 0, determinant.isFinite else { return nil }
        let x = coordinate.x - originX
        let y = coordinate.y - originY
        return ((x * rowY - y * rowX) / determinant, (y * columnX - x * columnY) / determinant)
    }
}

/// A place in the coordinates of some CRS: x east or longitude, y north or latitude, z up in metres.
public struct Coordinate: Sendable, Hashable {
    /// East, or longitude in degrees.
    public var x: Double
    /// North, or latitude in degrees.
    public var y: Double
    /// Up; 0 where there is none.
    public var z: Double

    /// A place; the CRS is told elsewhere.
    public init(x: Double, y: Double, z: Double = 0) {
        self.x = x
        self.y = y
        self.z = z
    }
}
