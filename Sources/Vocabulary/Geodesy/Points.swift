/// A position on a raster's pixel grid: column to the right, row down, in pixels.
///
/// Pixel edges lie on whole numbers: the first pixel covers 0…1 and its centre is (0.5, 0.5).
public struct PixelPoint: Hashable, Codable, Sendable {
    /// Columns from the left edge of the raster.
    public var column: Double
    /// Rows from the upper edge of the raster.
    public var row: Double

    /// Makes a point from its column and row.
    public init(column: Double, row: Double) {
        self.column = column
        self.row = row
    }
}

/// A position in the plane of a scene's coordinate reference system, in the units of that system.
public struct MapPoint: Hashable, Codable, Sendable {
    /// Easting, or longitude where the system is geographic.
    public var x: Double
    /// Northing, or latitude where the system is geographic.
    public var y: Double

    /// Makes a point from its two coordinates, in traditional GIS order.
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A position on the WGS 84 ellipsoid, in degrees.
public struct GeoPoint: Hashable, Codable, Sendable {
    /// Degrees east of Greenwich.
    public var longitude: Double
    /// Degrees north of the equator.
    public var latitude: Double

    /// Makes a point from longitude and latitude in degrees.
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// Whether the point lies in −180…180 and −90…90 degrees.
    public var isOnEarth: Bool {
        longitude.isFinite && latitude.isFinite && abs(longitude) <= 180 && abs(latitude) <= 90
    }
}

/// A point with two planar coordinates, so that polygon arithmetic is written once for all frames.
public protocol PlanarPoint: Sendable {
    /// The first coordinate: column, easting or longitude.
    var horizontal: Double { get }
    /// The second coordinate: row, northing or latitude.
    var vertical: Double { get }
    /// Makes a point of the same frame.
    init(horizontal: Double, vertical: Double)
}

extension PixelPoint: PlanarPoint {
    /// The column.
    public var horizontal: Double { column }
    /// The row.
    public var vertical: Double { row }
    /// Makes a point of its two coordinates.
    public init(horizontal: Double, vertical: Double) {
        self.init(column: horizontal, row: vertical)
    }
}

extension MapPoint: PlanarPoint {
    /// The x coordinate.
    public var horizontal: Double { x }
    /// The y coordinate.
    public var vertical: Double { y }
    /// Makes a point of its two coordinates.
    public init(horizontal: Double, vertical: Double) {
        self.init(x: horizontal, y: vertical)
    }
}

extension GeoPoint: PlanarPoint {
    /// The longitude.
    public var horizontal: Double { longitude }
    /// The latitude.
    public var vertical: Double { latitude }
    /// Makes a point of its two coordinates.
    public init(horizontal: Double, vertical: Double) {
        self.init(longitude: horizontal, latitude: vertical)
    }
}
