import Geodesy

/// A part of a site that fits on one map, on which each of its zones can be made out.
public struct SitePlace: Sendable {
    /// What it is called: the facilities that lie in it.
    public let title: String
    /// Only what lies in it, in the site's order.
    public let site: Site

    /// Metres between two things up to which they may belong on one map.
    public static let reach = 50_000.0
    /// Metres between two things up to which they are never put on two maps.
    public static let leastReach = 1000.0
    /// How many times as long as the shorter side of a zone a map may be.
    public static let greatestRatio = 60.0

    /// Makes a place.
    ///
    /// - Parameters:
    ///   - title: What it is called.
    ///   - site: Only what lies in it.
    public init(title: String, site: Site) {
        self.title = title
        self.site = site
    }

    /// Whether anything in it has a place on Earth, so that there is a map of it.
    public var isPlaced: Bool {
        SiteThings(site).extents.contains { $0 != nil }
            || site.links.contains { $0.line.contains(where: \.isOnEarth) }
    }

    /// What a zone is called where the place is told already: "Inner quays" for "Busan: Inner quays".
    ///
    /// - Parameter zone: A zone of the place.
    /// - Returns: Its name without the name of its facility, where it begins with that.
    public func shortName(_ zone: Zone) -> String {
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
    /// Two things belong together where the gap between the boxes around them is at most ``reach``, and so do the neighbours of
    /// neighbours. Where the shorter side of some zone would be less than one ``greatestRatio``-th of the longer side of the map,
    /// the place comes apart at its widest gap, and so on with its parts, but not at a gap of ``leastReach`` or less. What has no
    /// place on Earth goes with its facility, else comes last. Links join nothing: a sea lane may lead round the world. Each goes
    /// with the places that it touches.
    ///
    /// - Parameter site: The site.
    /// - Returns: At least one place; the whole site where all of it fits on one map.
    /// - Complexity: Quadratic in things that have a place.
    public static func places(of site: Site) -> [SitePlace] {
        var things = SiteThings(site)
        things.joinNeighbours()
        var known: Set<Int> = []
        let groups = things.extents.indices.map { things.root($0) }.filter { known.insert($0).inserted }
        let withExtent = things.rootsWithExtent
        let placed = groups.filter(withExtent.contains)
        guard placed.count > 1 else { return [SitePlace(title: site.name, site: site)] }
        let order = placed + groups.filter { !withExtent.contains($0) }
        let parts = order.map { things.part($0) }
        let titles = parts.map { title($0) }
        let uses = Dictionary(grouping: titles) { $0 }.mapValues(\.count)
        var met: [String: Int] = [:]
        return zip(parts, titles).map { part, title in
            let number = (met[title] ?? 0) + 1
            met[title] = number
            return SitePlace(title: title + (uses[title] ?? 1 > 1 ? ", part \(number)" : ""), site: part)
        }
    }

    private static func title(_ part: Site) -> String {
        if !part.facilities.isEmpty { return list(part.facilities.map(\.name)) }
        let names = part.zones.map(\.name) + part.berths.map(\.name) + part.tracks.map(\.name) + part.tanks.map(\.name)
        guard let first = names.first else { return part.name }
        return names.count > 2 ? "\(first) and \(names.count - 1) more" : list(names)
    }

    /// "a", "a and b", "a, b and c".
    private static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
