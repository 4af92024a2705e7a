import Foundation

extension GeoPoint {
    /// Metres to another point along a great circle of a sphere, for distances of any length.
    ///
    /// The sphere has the Earth's mean radius of 6 371 008.8 m, so the result is off by at most 0.6 % from that on the
    /// ellipsoid; for short distances ``Ellipsoid/distance(_:_:)`` is exact.
    ///
    /// Source: Sinnott (1984), Virtues of the haversine, Sky and Telescope 68, 159; mean radius: Moritz (2000), Geodetic Reference
    /// System 1980, Journal of Geodesy 74, 128–133.
    public func greatCircleDistance(to other: GeoPoint) -> Double {
        let radians = Double.pi / 180
        let alongMeridian = sin((other.latitude - latitude) * radians / 2)
        let acrossMeridians = sin((other.longitude - longitude) * radians / 2)
        let haversine =
            alongMeridian * alongMeridian
            + cos(latitude * radians) * cos(other.latitude * radians) * acrossMeridians * acrossMeridians
        return 2 * 6_371_008.8 * asin(min(1, haversine.squareRoot()))
    }
}
