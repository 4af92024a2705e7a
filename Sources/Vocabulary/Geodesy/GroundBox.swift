import Foundation

/// An oriented rectangle on the ground: where an object lies, how large it is and which way it points.
public struct GroundBox: Hashable, Codable, Sendable {
    /// Where the diagonals cross.
    public var centre: GeoPoint
    /// The four corners on the ellipsoid, in the order of ``OrientedBox/corners``.
    public var corners: [GeoPoint]
    /// Metres along the long axis.
    public var length: Double
    /// Metres across the long axis.
    public var width: Double
    /// Direction of the long axis in degrees clockwise from north, 0 ..< 180: which end is the bow
    /// is not told.
    public var azimuth: Double

    /// Measures a box on the ground from its corners.
    ///
    /// - Parameters:
    ///   - centre: Position of the centre.
    ///   - corners: Four corners in the order of ``OrientedBox/corners``.
    ///
    /// Opposite sides are averaged, since a pixel grid's rectangle is not quite one on the ground.
    /// Where pixels are not square the sides may exchange: the longer one on the ground is the length.
    public init(centre: GeoPoint, corners: [GeoPoint]) {
        precondition(corners.count == 4, "A box has four corners, found \(corners.count).")
        let earth = Ellipsoid.wgs84
        func mean(_ a: (east: Double, north: Double), _ b: (east: Double, north: Double)) -> (Double, Double) {
            ((a.east + b.east) / 2, (a.north + b.north) / 2)
        }
        let along = mean(
            earth.offset(from: corners[3], to: corners[0]), earth.offset(from: corners[2], to: corners[1]))
        let across = mean(
            earth.offset(from: corners[1], to: corners[0]), earth.offset(from: corners[2], to: corners[3]))
        let alongLength = hypot(along.0, along.1)
        let acrossLength = hypot(across.0, across.1)
        let axis = alongLength >= acrossLength ? along : across
        self.centre = centre
        self.corners = corners
        self.length = max(alongLength, acrossLength)
        self.width = min(alongLength, acrossLength)
        var azimuth = atan2(axis.0, axis.1) * 180 / .pi
        if azimuth < 0 { azimuth += 180 }
        if azimuth >= 180 { azimuth -= 180 }
        self.azimuth = azimuth
    }

    /// The corners as a map of longitudes draws them; nil where one of them is no number.
    ///
    /// Where the box crosses the antimeridian, western longitudes are raised by 360 degrees, so that it is
    /// drawn as a small box and not around the Earth.
    public var drawnCorners: [GeoPoint]? {
        guard corners.allSatisfy({ $0.longitude.isFinite && $0.latitude.isFinite }) else { return nil }
        let longitudes = corners.map(\.longitude)
        guard let west = longitudes.min(), let east = longitudes.max(), east - west > 180 else { return corners }
        return corners.map {
            $0.longitude < 0 ? GeoPoint(longitude: $0.longitude + 360, latitude: $0.latitude) : $0
        }
    }

    /// The corners as an area.
    public var polygon: Polygon<GeoPoint> { Polygon(outer: Ring(corners)) }
}
