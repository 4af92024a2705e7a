import Geodesy

/// A plane of metres around the middle of a site, and its place in a drawing; north is up.
///
/// Degrees are scaled by the lengths of a degree at the middle latitude (equirectangular projection), so
/// meridians and parallels are straight. Within 20 km of the middle, away from the poles, lengths are
/// right to about 1 in 200.
struct SiteProjection {
    let middle: GeoPoint
    /// Pixels of the drawing for one metre.
    let scale: Double
    let width: Double
    let height: Double
    /// Room for coordinates and names around what is drawn.
    let margin = (left: 58.0, top: 16.0, right: 16.0, bottom: 28.0)
    private let degree: (north: Double, east: Double)

    /// Makes a projection that shows all points in a drawing of a width; nil without a point on Earth.
    ///
    /// The map without its margins is as tall as the points ask for, within `heights`.
    init?(showing points: [GeoPoint], width: Double, heights: ClosedRange<Double> = 300...640) {
        let points = points.filter(\.isOnEarth)
        guard let first = points.first else { return nil }
        // Longitudes are taken relative to the first point, so that a site may lie on the antimeridian.
        let longitudes = points.map { first.longitude + Self.turned($0.longitude - first.longitude) }
        let latitudes = points.map(\.latitude)
        let west = longitudes.min() ?? 0
        let east = longitudes.max() ?? 0
        let south = latitudes.min() ?? 0
        let north = latitudes.max() ?? 0
        middle = GeoPoint(longitude: Self.turned((west + east) / 2), latitude: (south + north) / 2)
        let degree = Ellipsoid.wgs84.metresPerDegree(latitude: min(max(middle.latitude, -89), 89))
        self.degree = degree
        // A little room around the outermost corners, and never less than a hundred metres.
        let acrossMetres = max(100, (east - west) * degree.east) * 1.16
        let upMetres = max(100, (north - south) * degree.north) * 1.16
        let innerWidth = width - margin.left - margin.right
        let innerHeight = min(max(innerWidth * upMetres / acrossMetres, heights.lowerBound), heights.upperBound)
        scale = min(innerWidth / acrossMetres, innerHeight / upMetres)
        self.width = width
        self.height = innerHeight + margin.top + margin.bottom
    }

    /// The position of a point in the drawing, right and down.
    func position(_ point: GeoPoint) -> (x: Double, y: Double) {
        (
            centreX + Self.turned(point.longitude - middle.longitude) * degree.east * scale,
            centreY - (point.latitude - middle.latitude) * degree.north * scale
        )
    }

    /// Longitudes and latitudes at the edges of the map; east may lie beyond 180.
    var edges: (west: Double, east: Double, south: Double, north: Double) {
        (
            middle.longitude - (centreX - margin.left) / (degree.east * scale),
            middle.longitude + (centreX - margin.left) / (degree.east * scale),
            middle.latitude - (centreY - margin.top) / (degree.north * scale),
            middle.latitude + (centreY - margin.top) / (degree.north * scale)
        )
    }

    /// A step between lines of longitude and latitude, in degrees, that gives a handful of them.
    var graticuleStep: Double {
        let span = (width - margin.left - margin.right) / (degree.east * scale)
        return Wording.roundLength(notAbove: span / 3) ?? 1
    }

    private var centreX: Double { (margin.left + width - margin.right) / 2 }
    private var centreY: Double { (margin.top + height - margin.bottom) / 2 }

    /// A difference of longitude the short way round.
    static func turned(_ degrees: Double) -> Double {
        var degrees = degrees.truncatingRemainder(dividingBy: 360)
        if degrees > 180 { degrees -= 360 }
        if degrees < -180 { degrees += 360 }
        return degrees
    }
}
