public import Geodesy
public import Sites

/// A box in degrees in which scenes are asked for.
public struct SearchBox: Hashable, Sendable {
    /// Western edge, −180…180.
    public var west: Double
    /// Southern edge.
    public var south: Double
    /// Eastern edge, −180…180; less than ``west`` for a box across the antimeridian.
    public var east: Double
    /// Northern edge.
    public var north: Double

    /// Makes a box.
    public init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// Longest side of a box that several places share, in degrees of latitude.
    static let sharedSide = 1.0
    /// Digits behind the point: boxes are rounded outwards to a ten-thousandth of a degree, about ten metres.
    private static let grid = 10_000.0

    /// The boxes of a site: one for all of it where that is small, else one for each group of places that lie together.
    ///
    /// - Parameter site: The site.
    /// - Returns: Boxes in the order of the site's places; none where nothing is drawn.
    public static func boxes(of site: Site) -> [SearchBox] {
        var boxes: [SearchBox] = []
        for place in SitePlace.places(of: site) {
            guard let box = SearchBox(around: areas(of: place.site)) else { continue }
            if let index = boxes.firstIndex(where: { $0.union(box).isSmall }) {
                boxes[index] = boxes[index].union(box)
            } else {
                boxes.append(box)
            }
        }
        return boxes.map(\.rounded)
    }

    /// The areas of which scenes are wanted: the zones, or the facilities of a site without zones.
    ///
    /// - Parameter site: The site.
    /// - Returns: Areas with their ids, in the site's order.
    public static func watched(of site: Site) -> [(id: String, area: MultiPolygon<GeoPoint>)] {
        let zones = site.zones.filter { !$0.area.parts.isEmpty }.map { ($0.id, $0.area) }
        return zones.isEmpty ? site.facilities.filter { !$0.area.parts.isEmpty }.map { ($0.id, $0.area) } : zones
    }

    private static func areas(of site: Site) -> [MultiPolygon<GeoPoint>] { watched(of: site).map(\.area) }

    /// The box around some areas, the short way round; nil for none.
    private init?(around areas: [MultiPolygon<GeoPoint>]) {
        var whole: SearchBox?
        for part in areas.flatMap(\.parts) {
            guard let bounds = part.outer.bounds, bounds.minimum.isOnEarth, bounds.maximum.isOnEarth else { continue }
            let box = SearchBox(
                west: bounds.minimum.longitude, south: bounds.minimum.latitude, east: bounds.maximum.longitude,
                north: bounds.maximum.latitude)
            whole = whole?.union(box) ?? box
        }
        guard let whole else { return nil }
        self = whole
    }

    /// Degrees of longitude from west to east.
    var width: Double { east >= west ? east - west : east - west + 360 }

    /// The smallest box around two.
    func union(_ other: SearchBox) -> SearchBox {
        // Each of the two may be the western one.
        let candidates = [(self, other), (other, self)].map { first, second in
            let shift = Self.turned(second.west - first.west)
            return (west: first.west, width: max(first.width, shift + second.width))
        }
        let best = candidates[0].width <= candidates[1].width ? candidates[0] : candidates[1]
        let width = min(360, best.width)
        let east = best.west + width
        return SearchBox(
            west: width >= 360 ? -180 : best.west, south: min(south, other.south),
            east: width >= 360 ? 180 : east > 180 ? east - 360 : east, north: max(north, other.north))
    }

    /// A difference of longitude, eastwards, 0..<360.
    private static func turned(_ degrees: Double) -> Double {
        let rest = degrees.truncatingRemainder(dividingBy: 360)
        return rest < 0 ? rest + 360 : rest
    }

    private var isSmall: Bool {
        let degree = Ellipsoid.wgs84.metresPerDegree(latitude: (south + north) / 2)
        return north - south <= Self.sharedSide && width * degree.east <= Self.sharedSide * degree.north
    }

    private var rounded: SearchBox {
        // The last digits of the arithmetic are not what an edge lies beyond the grid by.
        func down(_ edge: Double) -> Double { (edge * Self.grid + 1e-4).rounded(.down) / Self.grid }
        func up(_ edge: Double) -> Double { (edge * Self.grid - 1e-4).rounded(.up) / Self.grid }
        return SearchBox(
            west: max(-180, down(west)), south: max(-90, down(south)), east: min(180, up(east)),
            north: min(90, up(north)))
    }

    /// West, south, east, north, as STAC has them.
    public var numbers: [Double] { [west, south, east, north] }
}
