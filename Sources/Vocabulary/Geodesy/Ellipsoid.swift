import Foundation

/// An ellipsoid of revolution, to measure short distances on the ground.
public struct Ellipsoid: Hashable, Sendable {
    /// Semi-major axis in metres.
    public let semiMajorAxis: Double
    /// Flattening.
    public let flattening: Double

    /// The ellipsoid of WGS 84 (NGA.STND.0036, table 3.1).
    public static let wgs84 = Ellipsoid(semiMajorAxis: 6_378_137, flattening: 1 / 298.257_223_563)

    /// Metres of northing and of easting for one degree at a latitude.
    ///
    /// From the radii of curvature in the meridian (M) and the prime vertical (N).
    ///
    /// Source: Snyder (1987), USGS Professional Paper 1395, eqs. 4-18 and 4-20.
    public func metresPerDegree(latitude: Double) -> (north: Double, east: Double) {
        let squaredEccentricity = flattening * (2 - flattening)
        let radians = latitude * .pi / 180
        let sine = sin(radians)
        let root = 1 - squaredEccentricity * sine * sine
        let meridian = semiMajorAxis * (1 - squaredEccentricity) / (root * root.squareRoot())
        let primeVertical = semiMajorAxis / root.squareRoot()
        return (north: meridian * .pi / 180, east: primeVertical * cos(radians) * .pi / 180)
    }

    /// East and north components, in metres, of the way from one point to a near one.
    ///
    /// Exact to 1 part in 10⁵ for distances up to some kilometres away from the poles, which is
    /// what objects, pixels and zones need. Crosses the antimeridian the short way.
    public func offset(from: GeoPoint, to: GeoPoint) -> (east: Double, north: Double) {
        let scale = metresPerDegree(latitude: (from.latitude + to.latitude) / 2)
        var longitude = to.longitude - from.longitude
        if longitude > 180 { longitude -= 360 }
        if longitude < -180 { longitude += 360 }
        return (east: longitude * scale.east, north: (to.latitude - from.latitude) * scale.north)
    }

    /// Metres between two near points; see ``offset(from:to:)`` for the range.
    public func distance(_ from: GeoPoint, _ to: GeoPoint) -> Double {
        let (east, north) = offset(from: from, to: to)
        return (east * east + north * north).squareRoot()
    }

    /// The point that lies `east` and `north` metres away from another.
    public func point(from: GeoPoint, east: Double, north: Double) -> GeoPoint {
        let first = metresPerDegree(latitude: from.latitude)
        let latitude = from.latitude + north / first.north
        let scale = metresPerDegree(latitude: (from.latitude + latitude) / 2)
        return GeoPoint(longitude: from.longitude + east / scale.east, latitude: from.latitude + north / scale.north)
    }
}
