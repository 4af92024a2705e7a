import Geodesy

/// The geometry of a feature, with the place of each position in the file.
struct SiteGeometry {
    /// One position of the file.
    struct Position {
        var point: GeoPoint
        var offset: Int
    }

    /// Where the geometry begins.
    var offset: Int
    /// For areas: parts, rings, positions.
    var parts: [[[Position]]] = []
    /// For lines, and for a point as one.
    var line: [GeoPoint] = []

    /// The area without repeated last corners, outer rings as they were drawn.
    var area: MultiPolygon<GeoPoint> {
        MultiPolygon(
            parts.compactMap { rings in
                let moved = rings.map { Ring($0.map(\.point)) }
                return moved.first.map { Polygon(outer: $0, holes: Array(moved.dropFirst())) }
            })
    }

    /// Middle of the box around all positions; nil where there are none.
    var middle: GeoPoint? {
        let points = line + parts.flatMap { $0.first ?? [] }.map(\.point)
        guard let bounds = Ring(points).bounds else { return nil }
        return GeoPoint(
            longitude: (bounds.minimum.longitude + bounds.maximum.longitude) / 2,
            latitude: (bounds.minimum.latitude + bounds.maximum.latitude) / 2)
    }
}

extension SiteReader {
    /// Counts what is wrong with the positions of one feature, so that each thing is said once.
    private struct PositionFlaws {
        var swapped: (offset: Int, x: Double, y: Double, count: Int)?
        var beyond: (offset: Int, x: Double, y: Double, count: Int)?
        var hasMetres = false
        var isBroken = false
    }

    /// Reads a geometry; nil where there is none or, after a mistake, none that can be used.
    mutating func readGeometry(_ node: JSONNode?, kind: Kind, feature: Int) -> SiteGeometry? {
        let expected = "expected a \(alternatives(kind.geometries))"
        guard let node, !node.isNull else {
            if !kind.mayLackGeometry { log.error(at: feature, "this \(kind.rawValue) has no geometry", expected) }
            return nil
        }
        guard let type = node["type"]?.string else {
            log.error(at: node["type"]?.offset ?? node.offset, "the geometry has no type", expected)
            return nil
        }
        guard kind.geometries.contains(type) else {
            let hint =
                type.hasPrefix("Multi") && kind.geometries.contains(String(type.dropFirst(5)))
                ? "; split it into features of its own" : ""
            log.error(
                at: node["type"]?.offset ?? node.offset, "a \(kind.rawValue) is drawn as \(quoted(type))",
                expected + hint)
            return nil
        }
        guard let coordinates = node["coordinates"] else {
            log.error(at: node.offset, "the geometry has no 'coordinates'", "expected \"coordinates\": […]")
            return nil
        }
        var flaws = PositionFlaws()
        var geometry = SiteGeometry(offset: coordinates.offset)
        switch type {
        case "Point":
            if let position = position(coordinates, &flaws) { geometry.line = [position.point] }
        case "LineString":
            readLine(coordinates, into: &geometry, &flaws)
        case "Polygon":
            geometry.parts = [rings(coordinates, &flaws)]
        default:
            guard let parts = coordinates.array, !parts.isEmpty else {
                log.error(at: coordinates.offset, "the area has no parts", "expected a list of polygons")
                return nil
            }
            geometry.parts = parts.map { rings($0, &flaws) }
        }
        report(flaws)
        guard !flaws.isBroken, flaws.swapped == nil, flaws.beyond == nil, !flaws.hasMetres, isGeographic else {
            return nil
        }
        return inspect(geometry) ? geometry : nil
    }

    private mutating func readLine(_ node: JSONNode, into geometry: inout SiteGeometry, _ flaws: inout PositionFlaws) {
        let positions = list(node, &flaws)
        geometry.line = positions.map(\.point)
        guard !flaws.isBroken else { return }
        if positions.allSatisfy({ $0.point == positions.first?.point }) {
            log.error(at: node.offset, "the line has no length", "expected two or more different positions")
            flaws.isBroken = true
        }
        if !jumpsOver180(positions) { return }
        flaws.isBroken = true
    }

    /// The rings of one polygon, each closed or not as it was drawn.
    private mutating func rings(_ node: JSONNode, _ flaws: inout PositionFlaws) -> [[SiteGeometry.Position]] {
        guard let rings = node.array, !rings.isEmpty else {
            log.error(at: node.offset, "the polygon has no rings", "expected a list of rings, each a list of positions")
            flaws.isBroken = true
            return []
        }
        var result: [[SiteGeometry.Position]] = []
        for ring in rings {
            let positions = list(ring, &flaws)
            result.append(positions)
            guard !flaws.isBroken, let first = positions.first, let last = positions.last else { continue }
            let isClosed = positions.count > 1 && first.point == last.point
            let corners = Set(positions.map(\.point)).count
            if corners < 3 {
                log.error(
                    at: ring.offset, "the ring has \(corners) different corner\(corners == 1 ? "" : "s")",
                    "expected at least 3 and the first one repeated, 4 positions in all")
                flaws.isBroken = true
            } else if !isClosed {
                log.warning(
                    at: last.offset, "the ring is not closed; it was closed for you",
                    "expected the first position repeated at the end")
            }
            if jumpsOver180(positions) { flaws.isBroken = true }
        }
        return result
    }

    private mutating func jumpsOver180(_ positions: [SiteGeometry.Position]) -> Bool {
        for (one, next) in zip(positions, positions.dropFirst())
        where one.point.isOnEarth && next.point.isOnEarth && abs(one.point.longitude - next.point.longitude) > 180 {
            log.error(
                at: next.offset,
                "the line from longitude \(plain(one.point.longitude)) to \(plain(next.point.longitude)) crosses the "
                    + "antimeridian",
                "cut the geometry at 180° into parts (RFC 7946, section 3.1.9); run: "
                    + "ogr2ogr -wrapdateline -lco RFC7946=YES cut.geojson \(log.source.file)")
            return true
        }
        return false
    }

    private mutating func list(_ node: JSONNode, _ flaws: inout PositionFlaws) -> [SiteGeometry.Position] {
        guard let items = node.array, !items.isEmpty else {
            log.error(
                at: node.offset, "\(node.noun) stands where positions belong", "expected [[longitude, latitude], …]")
            flaws.isBroken = true
            return []
        }
        return items.compactMap { position($0, &flaws) }
    }

    private mutating func position(_ node: JSONNode, _ flaws: inout PositionFlaws) -> SiteGeometry.Position? {
        guard let numbers = node.array, numbers.count >= 2 else {
            log.error(at: node.offset, "\(node.noun) stands where a position belongs", "expected [longitude, latitude]")
            flaws.isBroken = true
            return nil
        }
        for number in numbers where number.number == nil {
            log.error(
                at: number.offset, "\(number.noun) stands where a coordinate belongs", "expected a number of degrees")
            flaws.isBroken = true
            return nil
        }
        guard let x = numbers[0].number, let y = numbers[1].number else { return nil }
        let position = SiteGeometry.Position(point: GeoPoint(longitude: x, latitude: y), offset: node.offset)
        guard isGeographic, !position.point.isOnEarth else { return position }
        if abs(x) > 360 || abs(y) > 360 {
            if !flaws.hasMetres {
                metres = (metres?.offset ?? node.offset, metres?.x ?? x, metres?.y ?? y, (metres?.features ?? 0) + 1)
            }
            flaws.hasMetres = true
        } else if abs(y) > 90, abs(y) <= 180, abs(x) <= 90 {
            flaws.swapped = (
                flaws.swapped?.offset ?? node.offset, flaws.swapped?.x ?? x, flaws.swapped?.y ?? y,
                (flaws.swapped?.count ?? 0) + 1
            )
        } else {
            flaws.beyond = (
                flaws.beyond?.offset ?? node.offset, flaws.beyond?.x ?? x, flaws.beyond?.y ?? y,
                (flaws.beyond?.count ?? 0) + 1
            )
        }
        return position
    }

    private mutating func report(_ flaws: PositionFlaws) {
        func more(_ count: Int) -> String { count > 1 ? " (and \(count - 1) more in this feature)" : "" }
        if let (offset, x, y, count) = flaws.swapped {
            log.error(
                at: offset,
                "latitude and longitude look exchanged: [\(plain(x)), \(plain(y))] has a latitude beyond 90"
                    + more(count),
                "expected longitude first, [\(plain(y)), \(plain(x))]; in QGIS: "
                    + "'Swap X and Y coordinates'")
        }
        if let (offset, x, y, count) = flaws.beyond {
            log.error(
                at: offset, "the position [\(plain(x)), \(plain(y))] lies nowhere on the Earth" + more(count),
                abs(y) <= 90 && abs(x) <= 360
                    ? "expected a longitude from -180 to 180, here \(plain(x > 0 ? x - 360 : x + 360))"
                    : "expected a longitude from -180 to 180 and a latitude from -90 to 90")
        }
    }

    mutating func reportMetres() {
        guard let metres else { return }
        log.error(
            at: metres.offset,
            "the position [\(plain(metres.x)), \(plain(metres.y))] looks like metres of a projected system"
                + (metres.features > 2
                    ? " (so do those of \(metres.features - 1) more features)"
                    : metres.features > 1 ? " (so does one more feature)" : ""),
            "expected degrees in WGS 84; run: ogr2ogr -s_srs EPSG:<code of that system> -t_srs EPSG:4326 "
                + "-lco RFC7946=YES wgs84.geojson \(log.source.file)")
    }

    /// Looks for flaws of an area's shape; true where it can be used.
    private mutating func inspect(_ geometry: SiteGeometry) -> Bool {
        let flaws = AreaInspector.flaws(in: geometry.parts.map { $0.map { $0.map(\.point) } })
        for flaw in flaws { report(flaw, geometry) }
        return flaws.allSatisfy { if case .tooIntricate = $0 { true } else { false } }
    }

    private mutating func report(_ flaw: AreaFlaw, _ geometry: SiteGeometry) {
        func offset(_ place: EdgePlace) -> Int {
            let ring = geometry.parts[place.part][place.ring]
            return place.corner < ring.count ? ring[place.corner].offset : geometry.offset
        }
        func ring(_ place: EdgePlace) -> String {
            let part = geometry.parts.count > 1 ? " of part \(place.part + 1)" : ""
            return place.ring == 0 ? "the outline\(part)" : "hole \(place.ring)\(part)"
        }
        let source = log.source
        func lines(_ one: EdgePlace, _ two: EdgePlace) -> String {
            let places = [source.position(of: offset(one)), source.position(of: offset(two))]
            return "its edges from \(places[0].line):\(places[0].column) and \(places[1].line):\(places[1].column)"
        }
        func near(_ point: GeoPoint) -> String { "near [\(degrees(point.longitude)), \(degrees(point.latitude))]" }
        switch flaw {
        case .tooFewCorners(let place, let found):
            log.error(
                at: offset(place), "\(ring(place)) has \(found) different corners", "expected at least 3")
        case .noArea(let place):
            log.error(
                at: offset(place), "\(ring(place)) has no area: all its corners lie on one line", "expected an area")
        case .crossesItself(let one, let two, let point):
            log.error(
                at: offset(one), "\(ring(one)) crosses itself \(near(point)): \(lines(one, two))",
                "expected edges that meet at their ends only; are two corners exchanged?")
        case .touchesItself(let one, let two, let point):
            log.error(
                at: offset(one), "\(ring(one)) touches itself \(near(point)): \(lines(one, two))",
                "expected edges that meet at their ends only; draw two parts, or a hole")
        case .runsOverItself(let one, let two, let point):
            log.error(
                at: offset(one), "\(ring(one)) runs back over itself \(near(point)): \(lines(one, two))",
                "remove the corner that sticks out or comes twice")
        case .ringsCross(let one, let two, let point):
            log.error(
                at: offset(two), "\(ring(two)) crosses \(ring(one)) \(near(point))",
                "expected holes that lie inside and apart from each other")
        case .ringsShareEdge(let one, let two, let point):
            log.error(
                at: offset(two), "\(ring(two)) shares an edge with \(ring(one)) \(near(point))",
                "expected rings that touch at points only")
        case .holeOutside(let place):
            log.error(at: offset(place), "\(ring(place)) lies outside its outline", "draw it as a part of its own")
        case .holeInHole(let inner, let outer):
            log.error(
                at: offset(inner), "\(ring(inner)) lies in \(ring(outer))", "remove it, or draw it as a part of its own"
            )
        case .cutApart(let place, let point):
            log.error(
                at: offset(place), "\(ring(place)) cuts the area apart \(near(point))", "draw the pieces as parts")
        case .partsOverlap(let one, let two, let point):
            log.error(
                at: offset(two), "\(ring(two)) overlaps \(ring(one)) \(near(point))",
                "expected parts that lie apart; join them")
        case .partsShareEdge(let one, let two, let point):
            log.error(
                at: offset(two), "\(ring(two)) shares an edge with \(ring(one)) \(near(point))",
                "expected parts that lie apart; join them")
        case .tooIntricate:
            log.warning(
                at: geometry.offset, "the area has too many corners to look whether it crosses itself",
                "simplify it: zones of some hundred corners are plenty")
        }
    }
}
