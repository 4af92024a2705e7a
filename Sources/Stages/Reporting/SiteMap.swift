import Foundation
import Geodesy
import Sites

/// The site as a drawing: zones hatched by role, tracks, berths, tanks, links, scale, north, coordinates.
struct SiteMap {
    let site: Site
    let projection: SiteProjection

    /// Makes a map of everything in a site that has a place; nil where nothing has.
    init?(_ site: Site) {
        var points: [GeoPoint] = []
        for zone in site.zones { points += zone.area.parts.flatMap(\.outer.corners) }
        for facility in site.facilities { points += facility.area.parts.flatMap(\.outer.corners) }
        points += site.tracks.flatMap(\.line) + site.berths.flatMap(\.line)
        for tank in site.tanks where tank.centre.isOnEarth {
            for (east, north) in [(1.0, 1.0), (-1, -1)] {
                points.append(
                    Ellipsoid.wgs84.point(
                        from: tank.centre, east: east * tank.diameter / 2, north: north * tank.diameter / 2))
            }
        }
        if points.isEmpty { points = site.links.flatMap(\.line) }
        guard let projection = SiteProjection(showing: points, width: 960) else { return nil }
        self.site = site
        self.projection = projection
    }

    /// The roles that occur, in the order of the vocabulary.
    var roles: [ZoneRole] {
        let present = Set(site.zones.map(\.role))
        return ZoneRole.allCases.filter(present.contains)
    }

    func draw(_ page: inout MarkupWriter) {
        let width = Wording.coordinate(projection.width)
        let height = Wording.coordinate(projection.height)
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(width) \(height)", "class": "map", "role": "img",
                "aria-labelledby": "map-title map-text",
            ]
        ) { page in
            page.element("title", ["id": "map-title"], text: "Map of \(site.name)")
            page.element("desc", ["id": "map-text"], text: description)
            page.element("defs") { page in
                for role in roles { ZoneHatching.pattern(&page, role) }
                page.element("clipPath", ["id": "map-frame"]) { frame(&$0, kind: nil) }
            }
            frame(&page, kind: "sea")
            graticule(&page)
            page.element("g", ["clip-path": "url(#map-frame)"]) { page in
                facilities(&page)
                zones(&page)
                lines(&page)
                tanks(&page)
            }
            frame(&page, kind: "border")
            names(&page)
            MapFurniture.scaleBar(
                &page, metresPerUnit: 1 / projection.scale, x: projection.margin.left + 14,
                y: projection.height - projection.margin.bottom - 16, limit: 190)
            MapFurniture.northArrow(&page, x: projection.width - projection.margin.right - 26, y: 48, direction: 0)
        }
    }

    private var description: String {
        let zones = site.zones.map { "\($0.name) (\($0.role.rawValue))" }
        return (zones.isEmpty ? "No zones." : "Zones: " + Wording.list(zones) + ".")
            + " \(Wording.count(site.tracks.count, "track")), \(Wording.count(site.berths.count, "berth")), "
            + "\(Wording.count(site.tanks.count, "tank")), \(Wording.count(site.links.count, "link"))."
    }

    // MARK: Layers

    private func frame(_ page: inout MarkupWriter, kind: String?) {
        let margin = projection.margin
        page.leaf(
            "rect",
            [
                "class": kind, "x": Wording.coordinate(margin.left), "y": Wording.coordinate(margin.top),
                "width": Wording.coordinate(projection.width - margin.left - margin.right),
                "height": Wording.coordinate(projection.height - margin.top - margin.bottom),
            ])
    }

    private func graticule(_ page: inout MarkupWriter) {
        let step = projection.graticuleStep
        let decimals = max(0, Int((-log10(step)).rounded(.up)))
        let edges = projection.edges
        let margin = projection.margin
        page.element("g", ["class": "graticule"]) { page in
            func each(_ low: Double, _ high: Double, _ body: (Double) -> Void) {
                let first = (low / step).rounded(.up)
                let last = (high / step).rounded(.down)
                guard last >= first, last - first < 100 else { return }
                for index in stride(from: first, through: last, by: 1) { body(index * step) }
            }
            var lines: [(Double, Double, Double, Double)] = []
            var labels: [(Double, Double, String, String)] = []
            each(edges.west, edges.east) { longitude in
                let turned = SiteProjection.turned(longitude)
                let x = projection.position(GeoPoint(longitude: longitude, latitude: projection.middle.latitude)).x
                lines.append((x, margin.top, x, projection.height - margin.bottom))
                let side = turned == 0 || abs(turned) == 180 ? "" : turned > 0 ? " E" : " W"
                labels.append(
                    (
                        x, projection.height - margin.bottom + 16, "middle",
                        Wording.number(abs(turned), decimals: decimals) + "°" + side
                    ))
            }
            each(max(-90, edges.south), min(90, edges.north)) { latitude in
                let y = projection.position(GeoPoint(longitude: projection.middle.longitude, latitude: latitude)).y
                lines.append((margin.left, y, projection.width - margin.right, y))
                let side = latitude == 0 ? "" : latitude > 0 ? " N" : " S"
                labels.append(
                    (
                        margin.left - 5, y + 4, "end",
                        Wording.number(abs(latitude), decimals: decimals) + "°" + side
                    ))
            }
            for (x1, y1, x2, y2) in lines {
                page.leaf(
                    "line",
                    [
                        "x1": Wording.coordinate(x1), "y1": Wording.coordinate(y1), "x2": Wording.coordinate(x2),
                        "y2": Wording.coordinate(y2),
                    ])
            }
            for (x, y, anchor, text) in labels {
                page.element(
                    "text",
                    ["x": Wording.coordinate(x), "y": Wording.coordinate(y), "text-anchor": anchor], text: text)
            }
        }
    }

    private func facilities(_ page: inout MarkupWriter) {
        for facility in site.facilities where !facility.area.parts.isEmpty {
            page.element("path", ["class": "facility", "d": outline(facility.area)]) { page in
                page.element("title", text: "\(facility.name) (\(facility.kind))")
            }
        }
    }

    private func zones(_ page: inout MarkupWriter) {
        for zone in site.zones where !zone.area.parts.isEmpty {
            page.element(
                "path",
                [
                    "class": "zone", "fill-rule": "evenodd", "fill": "url(#\(ZoneHatching.name(zone.role)))",
                    "stroke": ZoneHatching.colour(zone.role), "d": outline(zone.area),
                ]
            ) { $0.element("title", text: "\(zone.name) (\(zone.role.rawValue))") }
        }
    }

    private func lines(_ page: inout MarkupWriter) {
        let groups: [(String, [(String, [GeoPoint])])] = [
            ("link", site.links.map { ("\($0.name) (\($0.kind.rawValue))", $0.line) }),
            ("track", site.tracks.map { ($0.name + " (track)", $0.line) }),
            ("berth", site.berths.map { ($0.name + " (berth)", $0.line) }),
        ]
        for (kind, lines) in groups {
            for (name, line) in lines where line.filter(\.isOnEarth).count > 1 {
                let points = line.filter(\.isOnEarth).map { point -> String in
                    let (x, y) = projection.position(point)
                    return "\(Wording.coordinate(x)),\(Wording.coordinate(y))"
                }
                page.element("polyline", ["class": kind, "points": points.joined(separator: " ")]) { page in
                    page.element("title", text: name)
                }
            }
        }
    }

    private func tanks(_ page: inout MarkupWriter) {
        for tank in site.tanks where tank.centre.isOnEarth {
            let (x, y) = projection.position(tank.centre)
            page.element(
                "circle",
                [
                    "class": "tank", "cx": Wording.coordinate(x), "cy": Wording.coordinate(y),
                    "r": Wording.coordinate(max(1.5, tank.diameter / 2 * projection.scale)),
                ]
            ) {
                $0.element(
                    "title",
                    text: "\(tank.name) (tank, \(Wording.length(tank.diameter)) across, \(tank.roof.rawValue) roof)")
            }
        }
    }

    private func names(_ page: inout MarkupWriter) {
        var placement = LabelPlacement(
            width: projection.width - projection.margin.right, height: projection.height - projection.margin.bottom)
        placement.reserve(
            left: 0, top: projection.height - projection.margin.bottom - 42, right: projection.margin.left + 215,
            bottom: projection.height)
        placement.reserve(left: 0, top: 0, right: projection.margin.left, bottom: projection.height)
        placement.reserve(left: projection.width - 72, top: 0, right: projection.width, bottom: 74)
        page.element("g", ["class": "names"]) { page in
            for zone in site.zones {
                guard let anchor = middle(of: zone.area) else { continue }
                name(&page, zone.name, at: projection.position(anchor), size: 13, kind: nil, &placement)
            }
            for berth in site.berths {
                let line = berth.line.filter(\.isOnEarth).map(projection.position)
                guard line.count > 1 else { continue }
                let (a, b) = (line[(line.count - 1) / 2], line[(line.count - 1) / 2 + 1])
                name(
                    &page, berth.name, at: ((a.x + b.x) / 2, (a.y + b.y) / 2 - 10), size: 11, kind: "minor", &placement)
            }
        }
    }

    private func name(
        _ page: inout MarkupWriter, _ text: String, at point: (x: Double, y: Double), size: Double, kind: String?,
        _ placement: inout LabelPlacement
    ) {
        let place = placement.place(text, size: size, x: point.x, y: point.y)
        if place.isMoved, abs(place.y - point.y) > size * 1.6 || abs(place.x - point.x) > size * 4 {
            page.leaf(
                "line",
                [
                    "class": "leader", "x1": Wording.coordinate(point.x), "y1": Wording.coordinate(point.y),
                    "x2": Wording.coordinate(place.x), "y2": Wording.coordinate(place.y - size * 0.35),
                ])
        }
        page.element(
            "text",
            [
                "class": kind, "x": Wording.coordinate(place.x), "y": Wording.coordinate(place.y),
                "text-anchor": "middle", "font-size": Wording.coordinate(size),
            ], text: text)
    }

    // MARK: Geometry

    private func outline(_ area: MultiPolygon<GeoPoint>) -> String {
        var path = ""
        for ring in area.parts.flatMap(\.rings) {
            for (index, corner) in ring.corners.filter(\.isOnEarth).enumerated() {
                let (x, y) = projection.position(corner)
                path += (index == 0 ? "M" : "L") + Wording.coordinate(x) + " " + Wording.coordinate(y)
            }
            path += "Z"
        }
        return path
    }

    /// A point well inside the largest part: the middle of the widest stretch of it along a parallel.
    private func middle(of area: MultiPolygon<GeoPoint>) -> GeoPoint? {
        guard let part = area.parts.max(by: { $0.area < $1.area }), let bounds = part.outer.bounds else { return nil }
        var best: (width: Double, point: GeoPoint)?
        for share in [0.5, 0.4, 0.6, 0.3, 0.7] {
            let latitude = bounds.minimum.latitude + share * (bounds.maximum.latitude - bounds.minimum.latitude)
            var crossings: [Double] = []
            for ring in part.rings {
                guard var previous = ring.corners.last else { continue }
                for corner in ring.corners {
                    if (corner.latitude > latitude) != (previous.latitude > latitude) {
                        let along = (latitude - previous.latitude) / (corner.latitude - previous.latitude)
                        crossings.append(previous.longitude + along * (corner.longitude - previous.longitude))
                    }
                    previous = corner
                }
            }
            crossings.sort()
            for index in stride(from: 0, to: crossings.count - 1, by: 2) {
                let width = crossings[index + 1] - crossings[index]
                if width > (best?.width ?? 0) * 1.05 {
                    best = (
                        width, GeoPoint(longitude: (crossings[index] + crossings[index + 1]) / 2, latitude: latitude)
                    )
                }
            }
        }
        return best?.point ?? bounds.minimum
    }
}
