import Geodesy
import Sites

/// A part of a site that fits on one map: everything in it has a neighbour less than 50 km away.
struct SitePlace {
    /// What it is called: the facilities that lie in it.
    let title: String
    /// Only what lies in it, in the site's order.
    let site: Site

    /// Metres between two things up to which they belong on one map.
    static let reach = 50_000.0

    /// What a zone is called where the place is told already: "Inner quays" for "Busan: Inner quays".
    func shortName(_ zone: Zone) -> String {
        for facility in site.facilities where facility.id == zone.facility {
            for mark in [": ", " – ", ", "] where zone.name.hasPrefix(facility.name + mark) {
                let rest = zone.name.dropFirst(facility.name.count + mark.count)
                if !rest.isEmpty { return rest.prefix(1).uppercased() + rest.dropFirst() }
            }
        }
        return zone.name
    }

    /// The places of a site, in the order of their first zone, facility, track, berth or tank.
    ///
    /// Two things belong together where the gap between the boxes around them is at most ``reach``, and so
    /// do the neighbours of neighbours. What has no place on Earth goes with its facility, else comes last.
    /// Links join nothing: a sea lane may lead round the world. Each goes with the places that it touches.
    static func places(of site: Site) -> [SitePlace] {
        var things = Things(site)
        things.joinNeighbours()
        var groups: [Int] = []
        for index in things.extents.indices where !groups.contains(things.root(index)) {
            groups.append(things.root(index))
        }
        let placed = groups.filter(things.hasExtent)
        guard placed.count > 1 else { return [SitePlace(title: site.name, site: site)] }
        let order = placed + groups.filter { !things.hasExtent($0) }
        let parts = order.map { things.part($0) }
        let titles = parts.map { title($0) }
        return zip(parts, titles).enumerated().map { index, entry in
            let (part, title) = entry
            var name = title
            if titles.filter({ $0 == title }).count > 1 {
                name += ", part \(titles[...index].filter { $0 == title }.count)"
            }
            return SitePlace(title: name, site: part)
        }
    }

    private static func title(_ part: Site) -> String {
        if !part.facilities.isEmpty { return Wording.list(part.facilities.map(\.name)) }
        let names = part.zones.map(\.name) + part.berths.map(\.name) + part.tracks.map(\.name) + part.tanks.map(\.name)
        guard let first = names.first else { return part.name }
        return names.count > 2 ? "\(first) and \(names.count - 1) more" : Wording.list(names)
    }
}

/// A box in degrees; east may lie beyond 180.
private struct Extent {
    var west: Double
    var east: Double
    var south: Double
    var north: Double

    init?(_ points: [GeoPoint]) {
        let points = points.filter(\.isOnEarth)
        guard let first = points.first else { return nil }
        // Relative to the first point, so that a zone may lie on the antimeridian.
        let longitudes = points.map { first.longitude + SiteProjection.turned($0.longitude - first.longitude) }
        west = longitudes.min() ?? 0
        east = longitudes.max() ?? 0
        south = points.map(\.latitude).min() ?? 0
        north = points.map(\.latitude).max() ?? 0
    }

    /// Metres between two boxes, the short way round; 0 where they touch.
    func gap(to other: Extent) -> Double {
        let up = max(0, max(south, other.south) - min(north, other.north))
        let across = [-360.0, 0, 360].map { max(0, max(west, other.west + $0) - min(east, other.east + $0)) }
        let middle = (max(south, other.south) + min(north, other.north)) / 2
        let degree = Ellipsoid.wgs84.metresPerDegree(latitude: min(max(middle, -90), 90))
        let right = (across.min() ?? 0) * degree.east
        return (right * right + up * up * degree.north * degree.north).squareRoot()
    }
}

/// All that a site has, one after the other, and which of it belongs together.
private struct Things {
    let site: Site
    let extents: [Extent?]
    private let firstFacility: Int
    private let firstTrack: Int
    private let firstBerth: Int
    private let firstTank: Int
    private var parents: [Int]

    init(_ site: Site) {
        self.site = site
        firstFacility = site.zones.count
        firstTrack = firstFacility + site.facilities.count
        firstBerth = firstTrack + site.tracks.count
        firstTank = firstBerth + site.berths.count
        var extents = site.zones.map { Extent($0.area.parts.flatMap(\.outer.corners)) }
        extents += site.facilities.map { Extent($0.area.parts.flatMap(\.outer.corners)) }
        extents += site.tracks.map { Extent($0.line) }
        extents += site.berths.map { Extent($0.line) }
        extents += site.tanks.map { Extent([$0.centre]) }
        self.extents = extents
        parents = Array(extents.indices)
    }

    func root(_ index: Int) -> Int {
        var index = index
        while parents[index] != index { index = parents[index] }
        return index
    }

    func hasExtent(_ root: Int) -> Bool {
        extents.indices.contains { extents[$0] != nil && self.root($0) == root }
    }

    private mutating func join(_ a: Int, _ b: Int) {
        let (a, b) = (root(a), root(b))
        // The lower stays the root, so the result does not depend on the order of joining.
        if a != b { parents[max(a, b)] = min(a, b) }
    }

    mutating func joinNeighbours() {
        for (a, first) in extents.enumerated() {
            guard let first else { continue }
            for (b, second) in extents.enumerated().dropFirst(a + 1) {
                guard let second, root(a) != root(b) else { continue }
                if first.gap(to: second) <= SitePlace.reach { join(a, b) }
            }
        }
        // What has no place of its own goes with what it belongs to.
        for (index, facility) in site.facilities.enumerated() where extents[firstFacility + index] == nil {
            if let zone = site.zones.indices.first(where: {
                site.zones[$0].facility == facility.id && extents[$0] != nil
            }) {
                join(firstFacility + index, zone)
            }
        }
        for (index, zone) in site.zones.enumerated() where extents[index] == nil {
            if let facility = site.facilities.firstIndex(where: { $0.id == zone.facility }) {
                join(index, firstFacility + facility)
            }
        }
        let parts: [(first: Int, zones: [String?])] = [
            (firstTrack, site.tracks.map(\.zone)), (firstBerth, site.berths.map(\.zone)),
            (firstTank, site.tanks.map(\.zone)),
        ]
        for (first, zones) in parts {
            for (index, id) in zones.enumerated() where extents[first + index] == nil {
                if let zone = site.zones.firstIndex(where: { $0.id == id }) { join(first + index, zone) }
            }
        }
        // The rest lies nowhere: one group of its own.
        let lost = extents.indices.filter { index in !hasExtent(root(index)) }
        for index in lost.dropFirst() { join(lost[0], index) }
    }

    /// What belongs to a group; a facility without grounds is in every group that holds a zone of it.
    func part(_ group: Int) -> Site {
        func kept<Element>(_ elements: [Element], from first: Int) -> [Element] {
            elements.enumerated().filter { root(first + $0.offset) == group }.map(\.element)
        }
        var part = Site(name: site.name)
        part.zones = kept(site.zones, from: 0)
        let owners = Set(part.zones.compactMap(\.facility))
        part.facilities = site.facilities.enumerated().filter { index, facility in
            root(firstFacility + index) == group
                || (extents[firstFacility + index] == nil && owners.contains(facility.id))
        }.map(\.element)
        part.tracks = kept(site.tracks, from: firstTrack)
        part.berths = kept(site.berths, from: firstBerth)
        part.tanks = kept(site.tanks, from: firstTank)
        let ids = Set(part.zones.map(\.id) + part.facilities.map(\.id))
        let here = extents.indices.filter { root($0) == group }.compactMap { extents[$0] }
        part.links = site.links.filter { link in
            ids.contains(link.from) || ids.contains(link.to)
                || link.line.contains { point in
                    guard let extent = Extent([point]) else { return false }
                    return here.contains { $0.gap(to: extent) == 0 }
                }
        }
        return part
    }
}
