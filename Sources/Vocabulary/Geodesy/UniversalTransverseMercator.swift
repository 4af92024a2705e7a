import Foundation

/// A zone of the Universal Transverse Mercator grid on the WGS 84 ellipsoid.
///
/// Exact to less than a millimetre within 10° of the zone's meridian.
///
/// Source: Krüger (1912), Konforme Abbildung des Erdellipsoids in der Ebene, in the series to the fourth order of the third
/// flattening as given by Karney (2011), Journal of Geodesy 85, 475–485, equations 35 and 36; the latitude from its
/// conformal one after Kawase (2011), Bulletin of the Geospatial Information Authority of Japan 59, 1–13.
public struct UniversalTransverseMercator: Hashable, Sendable {
    /// Number of the zone, 1…60.
    public let zone: Int
    /// Whether northings are counted from the equator, as in the north, and not from 10 000 km south of it.
    public let isNorth: Bool

    /// The zone of six degrees in which a place lies; the wider zones around Norway are not observed.
    public init(around place: GeoPoint) {
        var longitude = place.longitude.truncatingRemainder(dividingBy: 360)
        if longitude < -180 { longitude += 360 }
        if longitude >= 180 { longitude -= 360 }
        zone = min(60, max(1, Int(((longitude + 180) / 6).rounded(.down)) + 1))
        isNorth = place.latitude >= 0
    }

    /// Number of the grid in the registry of EPSG.
    public var epsg: Int { (isNorth ? 32_600 : 32_700) + zone }

    private static let scale = 0.9996
    private static let falseEasting = 500_000.0
    private var falseNorthing: Double { isNorth ? 0 : 10_000_000 }
    private var meridian: Double { Double(zone) * 6 - 183 }

    /// Third flattening of WGS 84.
    private static let n: Double = {
        let flattening = 1 / 298.257223563
        return flattening / (2 - flattening)
    }()
    /// Radius of a sphere whose meridians are as long as the ellipsoid's.
    private static let radius = 6_378_137 / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64)
    private static let forward: [Double] = [
        n / 2 - 2 * n * n / 3 + 5 * n * n * n / 16 + 41 * n * n * n * n / 180,
        13 * n * n / 48 - 3 * n * n * n / 5 + 557 * n * n * n * n / 1440,
        61 * n * n * n / 240 - 103 * n * n * n * n / 140, 49_561 * n * n * n * n / 161_280,
    ]
    private static let backward: [Double] = [
        n / 2 - 2 * n * n / 3 + 37 * n * n * n / 96 - n * n * n * n / 360,
        n * n / 48 + n * n * n / 15 - 437 * n * n * n * n / 1440, 17 * n * n * n / 480 - 37 * n * n * n * n / 840,
        4397 * n * n * n * n / 161_280,
    ]
    private static let latitude: [Double] = [
        2 * n - 2 * n * n / 3 - 2 * n * n * n + 116 * n * n * n * n / 45,
        7 * n * n / 3 - 8 * n * n * n / 5 - 227 * n * n * n * n / 45, 56 * n * n * n / 15 - 136 * n * n * n * n / 35,
        4279 * n * n * n * n / 630,
    ]

    /// The place on the grid, in metres.
    ///
    /// - Parameter place: A place of the zone or near it.
    /// - Returns: Easting and northing; not finite at 90° from the zone's meridian.
    public func map(_ place: GeoPoint) -> MapPoint {
        let phi = place.latitude * .pi / 180
        var degrees = (place.longitude - meridian).truncatingRemainder(dividingBy: 360)
        if degrees > 180 { degrees -= 360 }
        if degrees < -180 { degrees += 360 }
        let lambda = degrees * .pi / 180
        let excentricity = 2 * Self.n.squareRoot() / (1 + Self.n)
        let t = sinh(atanh(sin(phi)) - excentricity * atanh(excentricity * sin(phi)))
        let xi = atan2(t, cos(lambda))
        let eta = atanh(sin(lambda) / (1 + t * t).squareRoot())
        var (northing, easting) = (xi, eta)
        for (index, factor) in Self.forward.enumerated() {
            let order = 2 * Double(index + 1)
            northing += factor * sin(order * xi) * cosh(order * eta)
            easting += factor * cos(order * xi) * sinh(order * eta)
        }
        return MapPoint(
            x: Self.falseEasting + Self.scale * Self.radius * easting,
            y: falseNorthing + Self.scale * Self.radius * northing)
    }

    /// The place on the Earth of a place on the grid.
    public func ground(_ point: MapPoint) -> GeoPoint {
        let xi = (point.y - falseNorthing) / (Self.scale * Self.radius)
        let eta = (point.x - Self.falseEasting) / (Self.scale * Self.radius)
        var (north, east) = (xi, eta)
        for (index, factor) in Self.backward.enumerated() {
            let order = 2 * Double(index + 1)
            north -= factor * sin(order * xi) * cosh(order * eta)
            east -= factor * cos(order * xi) * sinh(order * eta)
        }
        let conformal = asin(sin(north) / cosh(east))
        var phi = conformal
        for (index, factor) in Self.latitude.enumerated() {
            phi += factor * sin(2 * Double(index + 1) * conformal)
        }
        let lambda = atan2(sinh(east), cos(north))
        var longitude = meridian + lambda * 180 / .pi
        if longitude > 180 { longitude -= 360 }
        if longitude < -180 { longitude += 360 }
        return GeoPoint(longitude: longitude, latitude: phi * 180 / .pi)
    }

    /// Degrees by which the grid's north lies clockwise of true north at a place.
    public func convergence(at place: GeoPoint) -> Double {
        let step = 1e-4
        let (a, b) = (map(place), map(GeoPoint(longitude: place.longitude, latitude: place.latitude + step)))
        // True north as seen on the grid lies to its left where the grid's north lies to the right.
        return -atan2(b.x - a.x, b.y - a.y) * 180 / .pi
    }
}
