import Geodesy
import Sites

/// The places of a site as marks on a map of its area, and which mark each facility and zone has.
struct AreaMarks {
    /// A mark.
    struct Mark {
        let name: String
        /// What it is, in words: "refinery, 5 zones".
        let words: String
        let isFacility: Bool
        let x: Double
        let y: Double
    }

    private(set) var marks: [Mark] = []
    /// The mark of each facility and zone that has one, by id.
    private(set) var markByID: [String: Int] = [:]
    /// Facilities and zones of which nobody told where they lie, by name.
    private(set) var placeless: [String] = []
    /// Zones beyond the number that is looked at.
    private(set) var leftOut = 0

    /// Units between two zones below which one mark stands for their facility.
    private static let crowd = 30.0
    /// Facilities and zones that are looked at, of each kind.
    private static let most = 1500

    /// Where something lies: the middle of the box around it.
    static func middle(_ area: MultiPolygon<GeoPoint>) -> GeoPoint? { middle(area.parts.flatMap(\.outer.corners)) }

    static func middle(_ points: [GeoPoint]) -> GeoPoint? {
        let points = points.filter(\.isOnEarth)
        guard let first = points.first else { return nil }
        let longitudes = points.map { first.longitude + SiteProjection.turned($0.longitude - first.longitude) }
        let latitudes = points.map(\.latitude)
        guard let west = longitudes.min(), let east = longitudes.max(), let south = latitudes.min(),
            let north = latitudes.max()
        else { return nil }
        return GeoPoint(longitude: SiteProjection.turned((west + east) / 2), latitude: (south + north) / 2)
    }

    /// Where each facility lies: on its grounds, else amid its zones; nil where neither is known.
    static func places(_ site: Site) -> [GeoPoint?] {
        var zones: [String: [GeoPoint]] = [:]
        for zone in site.zones.prefix(most) {
            if let facility = zone.facility, let middle = middle(zone.area) {
                zones[facility, default: []].append(middle)
            }
        }
        return site.facilities.prefix(most).map { middle($0.area) ?? zones[$0.id].flatMap { middle($0) } }
    }

    /// Puts marks on a map.
    init(_ site: Site, on projection: SiteProjection) {
        let facilities = Array(site.facilities.prefix(Self.most))
        let zones = Array(site.zones.prefix(Self.most))
        leftOut = site.zones.count - zones.count + site.facilities.count - facilities.count
        let places = Self.places(site)
        let zonePlaces = zones.map { Self.middle($0.area).map(projection.position) }
        let wanted = Set(site.links.flatMap { [$0.from, $0.to] })
        var owned: [String: [Int]] = [:]
        let known = Set(facilities.map(\.id))
        for (number, zone) in zones.enumerated() {
            if let facility = zone.facility, known.contains(facility) { owned[facility, default: []].append(number) }
        }
        var isOwn = zones.map { _ in true }
        for (facility, place) in zip(facilities, places) where markByID[facility.id] == nil {
            let members = owned[facility.id] ?? []
            let spots = members.compactMap { zonePlaces[$0] }
            guard let place else {
                placeless.append(facility.name)
                continue
            }
            var (x, y) = projection.position(place)
            let isCrowded =
                spots.count == 1 ? Self.isNear(spots[0], (x, y), by: Self.crowd) : Self.isCrowded(spots)
            // A facility whose zones have marks needs none, but for links that lead to it.
            guard isCrowded || spots.isEmpty || wanted.contains(facility.id) else { continue }
            // Amid its zones, but not upon one of them.
            if !isCrowded, spots.contains(where: { Self.isNear($0, (x, y), by: 14) }) { y -= 22 }
            markByID[facility.id] = marks.count
            let count = isCrowded && members.count > 1 ? ", \(Wording.count(members.count, "zone"))" : ""
            marks.append(
                Mark(
                    name: facility.name, words: "\(facility.name) (\(facility.kind)\(count))", isFacility: true, x: x,
                    y: y))
            guard isCrowded else { continue }
            for member in members {
                isOwn[member] = false
                if markByID[zones[member].id] == nil { markByID[zones[member].id] = marks.count - 1 }
            }
        }
        for (number, zone) in zones.enumerated() where isOwn[number] && markByID[zone.id] == nil {
            guard let (x, y) = zonePlaces[number] else {
                placeless.append(zone.name)
                continue
            }
            markByID[zone.id] = marks.count
            marks.append(
                Mark(name: zone.name, words: "\(zone.name) (\(zone.role.rawValue))", isFacility: false, x: x, y: y))
        }
    }

    private static func isNear(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double), by limit: Double) -> Bool {
        abs(a.x - b.x) < limit && abs(a.y - b.y) < limit
    }

    /// Whether two of several marks stand so near to each other that their names would not fit.
    private static func isCrowded(_ spots: [(x: Double, y: Double)]) -> Bool {
        guard spots.count > 1 else { return false }
        let order = spots.sorted { $0.x < $1.x }
        for (number, spot) in order.enumerated() {
            for other in order[(number + 1)...] {
                guard other.x - spot.x < crowd else { break }
                if abs(other.y - spot.y) < crowd { return true }
            }
        }
        return false
    }
}
