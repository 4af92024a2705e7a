import Geodesy

/// All that a site has, one after the other, and which of it belongs together.
struct SiteThings {
    let site: Site
    let extents: [SiteExtent?]
    let firstFacility: Int
    let firstTrack: Int
    let firstBerth: Int
    let firstTank: Int
    private var parents: [Int]

    init(_ site: Site) {
        self.site = site
        firstFacility = site.zones.count
        firstTrack = firstFacility + site.facilities.count
        firstBerth = firstTrack + site.tracks.count
        firstTank = firstBerth + site.berths.count
        var extents = site.zones.map { SiteExtent($0.area.parts.flatMap(\.outer.corners)) }
        extents += site.facilities.map { SiteExtent($0.area.parts.flatMap(\.outer.corners)) }
        extents += site.tracks.map { SiteExtent($0.line) }
        extents += site.berths.map { SiteExtent($0.line) }
        extents += site.tanks.map { SiteExtent([$0.centre]) }
        self.extents = extents
        parents = Array(extents.indices)
    }

    func root(_ index: Int) -> Int {
        var index = index
        while parents[index] != index { index = parents[index] }
        return index
    }

    /// Groups of which something has a place on Earth.
    var rootsWithExtent: Set<Int> { Set(extents.indices.filter { extents[$0] != nil }.map(root)) }

    mutating func join(_ a: Int, _ b: Int) {
        let (a, b) = (root(a), root(b))
        // The lower stays the root, so the result does not depend on the order of joining.
        if a != b { parents[max(a, b)] = min(a, b) }
    }

    mutating func joinNeighbours() {
        for group in mapGroups() { for index in group.dropFirst() { join(group[0], index) } }
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
        let placed = rootsWithExtent
        let lost = extents.indices.filter { index in !placed.contains(root(index)) }
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
                    guard let extent = SiteExtent([point]) else { return false }
                    return here.contains { $0.gap(to: extent) == 0 }
                }
        }
        return part
    }
}
