import Geodesy

/// A box in degrees; east may lie beyond 180.
struct SiteExtent {
    var west: Double
    var east: Double
    var south: Double
    var north: Double

    init?(_ points: [GeoPoint]) {
        let points = points.filter(\.isOnEarth)
        guard let first = points.first else { return nil }
        // Relative to the first point, so that a zone may lie on the antimeridian.
        let longitudes = points.map { first.longitude + Self.turned($0.longitude - first.longitude) }
        west = longitudes.min() ?? 0
        east = longitudes.max() ?? 0
        south = points.map(\.latitude).min() ?? 0
        north = points.map(\.latitude).max() ?? 0
    }

    /// Metres between two boxes, the short way round; 0 where they touch.
    func gap(to other: SiteExtent) -> Double {
        let up = max(0, max(south, other.south) - min(north, other.north))
        let across = [-360.0, 0, 360].map { max(0, max(west, other.west + $0) - min(east, other.east + $0)) }
        let middle = (max(south, other.south) + min(north, other.north)) / 2
        let degree = Ellipsoid.wgs84.metresPerDegree(latitude: min(max(middle, -90), 90))
        let right = (across.min() ?? 0) * degree.east
        return (right * right + up * up * degree.north * degree.north).squareRoot()
    }

    /// The box around two boxes, the short way round.
    func union(_ other: SiteExtent) -> SiteExtent {
        var whole = self
        let shift = Self.turned(other.west - west) - (other.west - west)
        whole.west = min(west, other.west + shift)
        whole.east = max(east, other.east + shift)
        whole.south = min(south, other.south)
        whole.north = max(north, other.north)
        return whole
    }

    /// Metres across and up, at the middle latitude.
    var sides: (across: Double, up: Double) {
        let degree = Ellipsoid.wgs84.metresPerDegree(latitude: min(max((south + north) / 2, -90), 90))
        return ((east - west) * degree.east, (north - south) * degree.north)
    }

    /// A difference of longitude the short way round.
    private static func turned(_ degrees: Double) -> Double {
        let degrees = degrees.truncatingRemainder(dividingBy: 360)
        return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees
    }
}
