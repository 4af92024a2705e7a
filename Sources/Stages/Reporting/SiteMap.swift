import Foundation
import Geodesy
import Sites

/// A place as a drawing: zones hatched by role, tracks, berths, tanks, links, scale, north, coordinates.
///
/// The hatching itself is not in the drawing: ``ZoneHatching`` writes it once for all maps of a page.
struct SiteMap {
    let place: SitePlace
    /// Names the drawing's parts uniquely in the document.
    let id: String
    var site: Site { place.site }
    let projection: SiteProjection

    /// Makes a map of all in a place that lies somewhere; nil where nothing does. A small one is for two
    /// columns, and all small ones are equally tall.
    init?(_ place: SitePlace, id: String = "map", isSmall: Bool = false) {
        let site = place.site
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
        let shown =
            isSmall
            ? SiteProjection(showing: points, width: 520, heights: 330...330)
            : SiteProjection(showing: points, width: 960)
        guard let projection = shown else { return nil }
        self.place = place
        self.id = id
        self.projection = projection
    }

    func draw(_ page: inout MarkupWriter) {
        let width = Wording.coordinate(projection.width)
        let height = Wording.coordinate(projection.height)
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(width) \(height)", "class": "map", "role": "img",
                "aria-labelledby": "\(id)-title \(id)-text",
            ]
        ) { page in
            page.element("title", ["id": id + "-title"], text: "Map of \(place.title)")
            page.element("desc", ["id": id + "-text"], text: description)
            page.element("defs") { page in
                page.element("clipPath", ["id": id + "-frame"]) { frame(&$0, kind: nil) }
            }
            frame(&page, kind: "sea")
            MapFurniture.graticule(&page, projection)
            page.element("g", ["clip-path": "url(#\(id)-frame)"]) { page in
                facilities(&page)
                zones(&page)
                lines(&page)
                tanks(&page)
            }
            frame(&page, kind: "border")
            names(&page)
            MapFurniture.scaleBar(
                &page, metresPerUnit: 1 / projection.scale, x: projection.margin.left + 14,
                y: projection.height - projection.margin.bottom - 16, limit: projection.width / 5)
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
            left: 0, top: projection.height - projection.margin.bottom - 42,
            right: projection.margin.left + projection.width / 5 + 30,
            bottom: projection.height)
        placement.reserve(left: 0, top: 0, right: projection.margin.left, bottom: projection.height)
        placement.reserve(left: projection.width - 72, top: 0, right: projection.width, bottom: 74)
        page.element("g", ["class": "names"]) { page in
            for zone in site.zones {
                guard let anchor = middle(of: zone.area) else { continue }
                name(&page, place.shortName(zone), at: projection.position(anchor), size: 13, kind: nil, &placement)
            }
            // Grounds without zones would have no name else.
            let owners = Set(site.zones.compactMap(\.facility))
            for facility in site.facilities where !owners.contains(facility.id) {
                guard let anchor = middle(of: facility.area) else { continue }
                name(&page, facility.name, at: projection.position(anchor), size: 11, kind: "minor", &placement)
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
