import Geodesy

/// One edge of an area, by the corner where it begins.
struct EdgePlace: Hashable {
    var part: Int
    /// 0 is the outer ring, the rest are holes.
    var ring: Int
    /// Index of the corner in the ring as it was given.
    var corner: Int
}

/// Why an area is no area.
enum AreaFlaw {
    /// A ring has fewer than three different corners.
    case tooFewCorners(EdgePlace, found: Int)
    /// All corners of a ring lie on one line.
    case noArea(EdgePlace)
    /// Two edges of one ring cross.
    case crossesItself(EdgePlace, EdgePlace, at: GeoPoint)
    /// A ring comes back to a point where it has been.
    case touchesItself(EdgePlace, EdgePlace, at: GeoPoint)
    /// An edge runs back over another of its ring.
    case runsOverItself(EdgePlace, EdgePlace, at: GeoPoint)
    /// Two rings of a part cross.
    case ringsCross(EdgePlace, EdgePlace, at: GeoPoint)
    /// Two rings of a part share a piece of edge.
    case ringsShareEdge(EdgePlace, EdgePlace, at: GeoPoint)
    /// A hole lies outside its outer ring.
    case holeOutside(EdgePlace)
    /// A hole lies in another hole.
    case holeInHole(EdgePlace, EdgePlace)
    /// Holes cut a part in two.
    case cutApart(EdgePlace, at: GeoPoint)
    /// Two parts overlap.
    case partsOverlap(EdgePlace, EdgePlace, at: GeoPoint)
    /// Two parts share a piece of edge.
    case partsShareEdge(EdgePlace, EdgePlace, at: GeoPoint)
    /// There are too many corners to look at every pair of edges in reasonable time.
    case tooIntricate
}

/// Finds what is wrong with an area by the rules of OGC Simple Features, which GEOS and so QGIS,
/// PostGIS and shapely apply: rings neither cross nor touch themselves, holes lie inside and touch at
/// points only, the inside hangs together, parts touch at points only. Which way round a ring runs
/// does not matter. Signs are exact, so that touching is told from almost touching.
///
/// Source: OGC 06-103r4, Simple Feature Access part 1, sections 6.1.11.1 and 6.1.14.
struct AreaInspector {
    /// More than this is reported no further: one wrong corner often crosses many edges.
    static let limit = 8
    /// Pairs of edges looked at before giving up.
    static let work = 20_000_000

    private struct Edge {
        var place: EdgePlace
        var order: Int
        var count: Int
        var from: GeoPoint
        var to: GeoPoint
        var west: Double { min(from.longitude, to.longitude) }
        var east: Double { max(from.longitude, to.longitude) }
    }

    private struct RingPair: Hashable {
        var a: EdgePlace
        var b: EdgePlace
    }

    private struct Contact: Hashable {
        var ring: EdgePlace
        var point: GeoPoint
    }

    private var rings: [EdgePlace: [GeoPoint]] = [:]
    private var edges: [Edge] = []
    private var flaws: [AreaFlaw] = []
    private var touches: [RingPair: [GeoPoint]] = [:]
    private var broken: Set<RingPair> = []
    private var seen: Set<Contact> = []

    /// All flaws of an area, at most ``limit``; none where the area is sound.
    ///
    /// - Parameters:
    ///   - parts: For each part its rings, the outer first; a last corner that repeats the first is
    ///     dropped. Corners are finite.
    ///   - work: Pairs of edges looked at before giving up.
    /// - Returns: The flaws in the order in which they were found.
    static func flaws(in parts: [[[GeoPoint]]], work: Int = AreaInspector.work) -> [AreaFlaw] {
        var inspector = AreaInspector()
        for (part, given) in parts.enumerated() {
            for (ring, corners) in given.enumerated() {
                inspector.take(corners, EdgePlace(part: part, ring: ring, corner: 0))
            }
        }
        guard inspector.compareEdges(work) else { return inspector.flaws + [.tooIntricate] }
        inspector.compareRings(parts)
        return Array(inspector.flaws.prefix(limit))
    }

    private mutating func take(_ corners: [GeoPoint], _ place: EdgePlace) {
        var kept: [(index: Int, point: GeoPoint)] = []
        for (index, point) in corners.enumerated() where kept.last?.point != point { kept.append((index, point)) }
        while kept.count > 1, kept.first?.point == kept.last?.point { kept.removeLast() }
        guard kept.count > 2 else {
            flaws.append(.tooFewCorners(place, found: kept.count))
            return
        }
        let points = kept.map(\.point)
        guard points.dropFirst(2).contains(where: { side(points[0], points[1], $0) != 0 }) else {
            flaws.append(.noArea(place))
            return
        }
        rings[place] = points
        for (order, corner) in kept.enumerated() {
            var own = place
            own.corner = corner.index
            edges.append(
                Edge(
                    place: own, order: order, count: kept.count, from: corner.point,
                    to: points[(order + 1) % points.count]))
        }
    }

    /// Sweeps from west to east, and compares the edges whose spans of longitude meet.
    private mutating func compareEdges(_ limit: Int) -> Bool {
        let sorted = edges.sorted { $0.west < $1.west }
        var active: [Edge] = []
        var work = 0
        for edge in sorted {
            active.removeAll { $0.east < edge.west }
            work += active.count
            guard work < limit else { return false }
            for other in active {
                compare(other, edge)
                if flaws.count >= Self.limit { return true }
            }
            active.append(edge)
        }
        return true
    }

    private static func ring(_ place: EdgePlace) -> EdgePlace {
        EdgePlace(part: place.part, ring: place.ring, corner: 0)
    }

    private mutating func compare(_ one: Edge, _ two: Edge) {
        let (a, b) =
            (one.place.part, one.place.ring, one.place.corner) < (two.place.part, two.place.ring, two.place.corner)
            ? (one, two) : (two, one)
        let contact = EdgeContact(a.from, a.to, b.from, b.to)
        let (ringA, ringB) = (Self.ring(a.place), Self.ring(b.place))
        if ringA == ringB {
            let neighbours = b.order == a.order + 1 || (a.order == 0 && b.order == a.count - 1)
            switch contact {
            case .none: break
            case .touch(let point):
                if !neighbours, seen.insert(Contact(ring: ringA, point: point)).inserted {
                    flaws.append(.touchesItself(a.place, b.place, at: point))
                }
            case .cross(let point): flaws.append(.crossesItself(a.place, b.place, at: point))
            case .overlap(let point): flaws.append(.runsOverItself(a.place, b.place, at: point))
            }
            return
        }
        let pair = RingPair(a: ringA, b: ringB)
        let samePart = a.place.part == b.place.part
        switch contact {
        case .none: break
        case .touch(let point):
            if touches[pair]?.contains(point) != true { touches[pair, default: []].append(point) }
        case .cross(let point):
            if broken.insert(pair).inserted {
                flaws.append(
                    samePart ? .ringsCross(a.place, b.place, at: point) : .partsOverlap(a.place, b.place, at: point))
            }
        case .overlap(let point):
            if broken.insert(pair).inserted {
                flaws.append(
                    samePart
                        ? .ringsShareEdge(a.place, b.place, at: point) : .partsShareEdge(a.place, b.place, at: point))
            }
        }
    }

    private mutating func compareRings(_ parts: [[[GeoPoint]]]) {
        for part in parts.indices {
            let outer = EdgePlace(part: part, ring: 0, corner: 0)
            let holes = parts[part].indices.dropFirst().map { EdgePlace(part: part, ring: $0, corner: 0) }
            for hole in holes { compareHole(hole, with: outer) }
            for (index, hole) in holes.enumerated() {
                for other in holes[(index + 1)...] { compareHoles(hole, other) }
            }
            if flaws.isEmpty { lookForCut([outer] + holes) }
            for other in parts.indices.dropFirst(part + 1) { compareParts(part, other, parts) }
        }
    }

    private mutating func compareHole(_ hole: EdgePlace, with outer: EdgePlace) {
        guard rings[hole] != nil, rings[outer] != nil, !broken.contains(RingPair(a: outer, b: hole)) else { return }
        let places = sides(of: hole, in: outer)
        if places.contains(.outside) {
            if places.contains(.inside), let point = touches[RingPair(a: outer, b: hole)]?.first {
                flaws.append(.ringsCross(outer, hole, at: point))
            } else {
                flaws.append(.holeOutside(hole))
            }
        }
    }

    private mutating func compareHoles(_ a: EdgePlace, _ b: EdgePlace) {
        let pair = RingPair(a: a, b: b)
        guard rings[a] != nil, rings[b] != nil, !broken.contains(pair) else { return }
        let (first, second) = (sides(of: a, in: b), sides(of: b, in: a))
        guard first.contains(.inside) || second.contains(.inside) else { return }
        if (first.contains(.outside) && first.contains(.inside))
            || (second.contains(.outside) && second.contains(.inside)),
            let point = touches[pair]?.first
        {
            flaws.append(.ringsCross(a, b, at: point))
        } else {
            flaws.append(first.contains(.inside) ? .holeInHole(a, b) : .holeInHole(b, a))
        }
    }

    private mutating func compareParts(_ one: Int, _ two: Int, _ parts: [[[GeoPoint]]]) {
        for (part, other) in [(one, two), (two, one)] {
            let outer = EdgePlace(part: part, ring: 0, corner: 0)
            let others = parts[other].indices.map { EdgePlace(part: other, ring: $0, corner: 0) }
            guard let corners = rings[outer], others.allSatisfy({ rings[$0] != nil }) else { return }
            guard !others.contains(where: { broken.contains(ordered(outer, $0)) }) else { return }
            guard boundsMeet(corners, rings[others[0]] ?? []) else { return }
            let points = others.flatMap { touches[ordered(outer, $0)] ?? [] }
            let probes = Self.probes(of: corners, touching: points)
            for probe in probes where RingSide(of: probe, in: rings[others[0]] ?? []) == .inside {
                if others.dropFirst().allSatisfy({ RingSide(of: probe, in: rings[$0] ?? []) == .outside }) {
                    flaws.append(.partsOverlap(outer, others[0], at: probe))
                    return
                }
            }
        }
    }

    private func ordered(_ a: EdgePlace, _ b: EdgePlace) -> RingPair {
        (a.part, a.ring) < (b.part, b.ring) ? RingPair(a: a, b: b) : RingPair(a: b, b: a)
    }

    private func boundsMeet(_ a: [GeoPoint], _ b: [GeoPoint]) -> Bool {
        guard let first = Ring(a).bounds, let second = Ring(b).bounds else { return false }
        return first.minimum.longitude <= second.maximum.longitude
            && second.minimum.longitude <= first.maximum.longitude
            && first.minimum.latitude <= second.maximum.latitude
            && second.minimum.latitude <= first.maximum.latitude
    }

    /// On which sides of another ring the pieces of a ring lie, which meets it at points only.
    private func sides(of ring: EdgePlace, in other: EdgePlace) -> Set<RingSide> {
        guard let corners = rings[ring], let others = rings[other] else { return [] }
        guard boundsMeet(corners, others) else { return [.outside] }
        let probes = Self.probes(of: corners, touching: touches[ordered(ring, other)] ?? [])
        return Set(probes.map { RingSide(of: $0, in: others) }).subtracting([.boundary])
    }

    /// One point of every piece between two touches; one corner is enough where nothing touches.
    private static func probes(of corners: [GeoPoint], touching points: [GeoPoint]) -> [GeoPoint] {
        guard !points.isEmpty else { return Array(corners.prefix(1)) }
        var probes: [GeoPoint] = []
        for (index, from) in corners.enumerated() {
            let to = corners[(index + 1) % corners.count]
            var stops = [from, to]
            for point in points where point != from && point != to {
                if case .touch = EdgeContact(from, to, point, point) { stops.append(point) }
            }
            stops.sort { ($0.longitude, $0.latitude) < ($1.longitude, $1.latitude) }
            for (first, second) in zip(stops, stops.dropFirst()) {
                probes.append(
                    GeoPoint(
                        longitude: (first.longitude + second.longitude) / 2,
                        latitude: (first.latitude + second.latitude) / 2))
            }
        }
        return probes
    }

    /// Rings that touch in a circle enclose a piece of the inside and cut it off.
    ///
    /// Rings and touching points make a graph; the inside hangs together exactly if it has no cycle.
    private mutating func lookForCut(_ places: [EdgePlace]) {
        var parents: [Int] = Array(places.indices)
        var numbers: [GeoPoint: Int] = [:]
        func root(_ index: Int) -> Int {
            var index = index
            while parents[index] != index {
                parents[index] = parents[parents[index]]
                index = parents[index]
            }
            return index
        }
        var joined: Set<Contact> = []
        for (a, first) in places.enumerated() {
            for (b, second) in places.enumerated().dropFirst(a + 1) {
                for point in touches[RingPair(a: first, b: second)] ?? [] {
                    let number = numbers[point] ?? parents.count
                    if numbers.updateValue(number, forKey: point) == nil { parents.append(number) }
                    for (index, place) in [(a, first), (b, second)]
                    where joined.insert(Contact(ring: place, point: point)).inserted {
                        let (x, y) = (root(index), root(number))
                        if x == y {
                            flaws.append(.cutApart(second, at: point))
                            return
                        }
                        parents[x] = y
                    }
                }
            }
        }
    }
}

extension RingSide: Hashable {}
