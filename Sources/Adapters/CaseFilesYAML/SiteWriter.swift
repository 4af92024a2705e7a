import Foundation
import Geodesy
import Sites

/// Degrees with up to seven decimals (about a centimetre), without needless zeros.
func degrees(_ value: Double) -> String {
    let units = Int((abs(value) * 10_000_000).rounded())
    let sign = value < 0 && units > 0 ? "-" : ""
    var decimals = String(units % 10_000_000)
    decimals = String(repeating: "0", count: 7 - decimals.count) + decimals
    while decimals.hasSuffix("0") { decimals.removeLast() }
    return sign + String(units / 10_000_000) + (decimals.isEmpty ? "" : "." + decimals)
}

/// Writes a site as GeoJSON: the same site gives the same bytes.
///
/// Outer rings run counterclockwise, holes clockwise, positions have seven decimals (RFC 7946,
/// sections 3.1.6 and 11.2). One position stands in one line, so that a difference of two versions
/// shows which corner was moved.
struct SiteWriter {
    private var lines: [String] = []
    private let sketched: Set<String>
    private let origins: [String: String]

    private init(_ site: Site) {
        sketched = Set(site.sketched)
        origins = Dictionary(site.origins.map { ($0.id, $0.source) }, uniquingKeysWith: { first, _ in first })
    }

    /// The text of a file.
    static func text(of site: Site) -> String {
        var writer = SiteWriter(site)
        for facility in site.facilities { writer.add(facility) }
        for zone in site.zones { writer.add(zone) }
        for track in site.tracks {
            var properties = writer.head("track", track.id, track.name)
            if let zone = track.zone { properties.append(("zone", writer.quote(zone))) }
            if let gauge = track.gauge { properties.append(("gauge_mm", plain(gauge))) }
            writer.feature(properties, writer.line(track.line))
        }
        for berth in site.berths {
            var properties = writer.head("berth", berth.id, berth.name)
            if let zone = berth.zone { properties.append(("zone", writer.quote(zone))) }
            writer.feature(properties, writer.line(berth.line))
        }
        for tank in site.tanks { writer.add(tank) }
        for link in site.links { writer.add(link) }
        for structure in site.structures {
            var properties = writer.head("structure", structure.id, structure.name)
            if let zone = structure.zone { properties.append(("zone", writer.quote(zone))) }
            if let resembles = structure.resembles { properties.append(("resembles", writer.quote(resembles))) }
            writer.feature(properties, writer.area(structure.area))
        }
        let features = writer.lines.joined(separator: ",\n")
        return "{\n  \"type\": \"FeatureCollection\",\n  \"features\": ["
            + (features.isEmpty ? "" : "\n" + features + "\n  ") + "]\n}\n"
    }

    private mutating func add(_ facility: Facility) {
        feature(
            head("facility", facility.id, facility.name) + [("type", quote(facility.kind))],
            facility.area.parts.isEmpty ? nil : area(facility.area))
    }

    private mutating func add(_ zone: Zone) {
        var properties = head("zone", zone.id, zone.name) + [("role", quote(zone.role.rawValue))]
        if let facility = zone.facility { properties.append(("facility", quote(facility))) }
        if zone.requiredGroundSamplingDistance != zone.role.requiredGroundSamplingDistance {
            properties.append(("required_gsd_m", plain(zone.requiredGroundSamplingDistance)))
        }
        feature(properties, area(zone.area))
    }

    private mutating func add(_ tank: Tank) {
        var properties = head("tank", tank.id, tank.name)
        if let zone = tank.zone { properties.append(("zone", quote(zone))) }
        properties.append(("diameter_m", plain(tank.diameter)))
        if let height = tank.height { properties.append(("height_m", plain(height))) }
        properties.append(("roof", quote(tank.roof.rawValue)))
        feature(properties, ("Point", position(tank.centre)))
    }

    private mutating func add(_ link: Link) {
        var properties = head("link", link.id, link.name) + [("type", quote(link.kind.rawValue))]
        properties += [("from", quote(link.from)), ("to", quote(link.to))]
        if let capacity = link.capacity { properties.append(("capacity", quote(capacity))) }
        if let source = link.source { properties.append(("source", quote(source))) }
        feature(properties, link.line.isEmpty ? nil : line(link.line))
    }

    private func head(_ kind: String, _ id: String, _ name: String) -> [(String, String)] {
        [("kind", quote(kind)), ("id", quote(id)), ("name", quote(name))]
            + (sketched.contains(id) ? [("geometry", quote(SiteReader.Drawing.sketched.rawValue))] : [])
            + (origins[id].map { [("source", quote($0))] } ?? [])
    }

    private mutating func feature(_ properties: [(String, String)], _ geometry: (type: String, coordinates: String)?) {
        let fields = properties.map { "\(quote($0.0)): \($0.1)" }.joined(separator: ", ")
        let shape =
            geometry.map { "{\"type\": \(quote($0.type)), \"coordinates\": \($0.coordinates)}" } ?? "null"
        lines.append(
            "    {\n      \"type\": \"Feature\",\n      \"properties\": {\(fields)},\n      \"geometry\": \(shape)\n    }"
        )
    }

    private func position(_ point: GeoPoint) -> String {
        "[\(degrees(point.longitude)), \(degrees(point.latitude))]"
    }

    private func positions(_ points: [GeoPoint]) -> String {
        "[\n" + points.map { "        " + position($0) }.joined(separator: ",\n") + "\n      ]"
    }

    private func line(_ points: [GeoPoint]) -> (type: String, coordinates: String) { ("LineString", positions(points)) }

    private func area(_ area: MultiPolygon<GeoPoint>) -> (type: String, coordinates: String) {
        let parts = area.parts.map { part in
            let rings = part.rings.enumerated().map { index, ring in
                var corners = ring.corners
                if (ring.signedArea > 0) != (index == 0), let first = corners.first {
                    corners = [first] + corners.dropFirst().reversed()
                }
                if let first = corners.first { corners.append(first) }
                return positions(corners)
            }
            return "[" + rings.joined(separator: ", ") + "]"
        }
        return parts.count == 1 ? ("Polygon", parts[0]) : ("MultiPolygon", "[" + parts.joined(separator: ", ") + "]")
    }

    private func quote(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                result += "\\u00" + (scalar.value < 16 ? "0" : "") + String(scalar.value, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
