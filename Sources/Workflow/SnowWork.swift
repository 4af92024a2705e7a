import ActivityAnalysis
import Evidence
import Foundation
import Geodesy
import SceneMasks
import Sites

/// The snow in the zones of one scene.
struct SnowWork: Sendable {
    let scene: Scene
    let site: Site
    let looks: [Look]
    let configuration: SnowMeasurer.Configuration
    let masks: MaskShelf
    /// The cloud mask that was delivered; nil where none can be used.
    let clouds: (any CloudMask)?
    /// Rail vehicles of the scene, whose roofs tell when they came.
    var vehicles: [Detection] = []

    /// Metres that a tank rises where nobody says how high it is.
    static let usualTankHeight = 12.0

    /// Zones whose snow is measured: those on land.
    static func zones(of site: Site) -> [Zone] { site.zones.filter { !$0.role.isWater } }

    /// Measures all zones together; tiles are worked on side by side.
    ///
    /// - Returns: Observations: first why nothing is told of some zones, then what is told of the others, in the site's order.
    func observations(reader: any SceneReading) async throws -> [Observation] {
        let lookOfZone = Dictionary(looks.map { ($0.zone, $0) }, uniquingKeysWith: { first, _ in first })
        let wanted = Self.zones(of: site).compactMap { zone in lookOfZone[zone.id].map { (zone, $0) } }
        var found: [Observation] = []
        let usable = wanted.filter { $0.1.usability != .notUsable }
        for (zone, look) in wanted where look.usability == .notUsable {
            found.append(Self.nothing(of: zone, look, because: look.reasons.joined(separator: "; ")))
        }
        guard !usable.isEmpty else { return found }
        let work: MaskWork
        do {
            work = try await masks.work(of: scene, reader: reader, clouds: clouds)
        } catch let refusal as MaskWork.Refusal {
            return found + usable.map { Self.nothing(of: $0.0, $0.1, because: refusal.reason) }
        }
        guard let georeference = try reader.georeference(of: scene) else {
            return found
                + usable.map {
                    Self.nothing(of: $0.0, $0.1, because: "where the scene lies on the ground is not known")
                }
        }
        var placed: [(zone: SnowZone, look: Look)] = []
        for (zone, look) in usable {
            if let place = try self.place(zone, georeference, bands: work.bands) {
                placed.append((place, look))
            } else {
                found.append(Self.nothing(of: zone, look, because: "the scene gives the zone's outline no place"))
            }
        }
        let measurements = try await SnowMeasurer(configuration: configuration).measure(
            placed.map(\.zone), in: work.source, by: work.classifier,
            jobs: ProcessInfo.processInfo.activeProcessorCount)
        for ((zone, look), measurement) in zip(placed, measurements) {
            found += measurement.observations(of: look.id, zone: zone.id)
        }
        return found
    }

    private static func nothing(of zone: Zone, _ look: Look, because reason: String) -> Observation {
        SnowMeasurement.observation(
            SnowMeasurement.coveredQuantity, .undetermined(because: reason), look: look.id, of: zone.id)
    }

    /// A zone on the scene's pixels; nil where a corner has none.
    private func place(_ zone: Zone, _ georeference: any Georeference, bands: ObservedBands) throws -> SnowZone? {
        guard let area = try zone.area.onPixels(georeference) else { return nil }
        var footprints: [SnowZone.Footprint] = []
        for tank in site.tanks where tank.zone == zone.id || (tank.zone == nil && zone.area.contains(tank.centre)) {
            let circle = Ring<GeoPoint>(
                (0..<32).map { step in
                    let angle = Double(step) / 32 * 2 * .pi
                    // The rim and what lies at it are left out: half its sides are walls.
                    return Ellipsoid.wgs84.point(
                        from: tank.centre, east: cos(angle) * tank.diameter * 0.45,
                        north: sin(angle) * tank.diameter * 0.45)
                })
            guard let outline = try MultiPolygon([Polygon(outer: circle)]).onPixels(georeference)?.parts.first else {
                continue
            }
            let shift = bands.lean * ((tank.height ?? Self.usualTankHeight) / bands.pixel)
            footprints.append(
                SnowZone.Footprint(
                    id: tank.id, kind: .tank,
                    outline: outline.mapped { PixelPoint(column: $0.column + shift.x, row: $0.row + shift.y) },
                    remark: tank.roof == .floating
                        ? "the roof floats, so its shell shades it and it lies lower than the rim" : nil))
        }
        for structure in site.structures where Self.stands(structure, in: zone) {
            for (number, part) in (try structure.area.onPixels(georeference)?.parts ?? []).enumerated() {
                let name = number == 0 ? structure.id : "\(structure.id) \(number + 1)"
                footprints.append(SnowZone.Footprint(id: name, kind: .building, outline: part))
            }
        }
        for vehicle in vehicles {
            guard let centre = vehicle.groundBox?.centre, zone.area.contains(centre) else { continue }
            footprints.append(
                SnowZone.Footprint(id: vehicle.id, kind: .vehicle, outline: Self.roof(of: vehicle.pixelBox)))
        }
        return SnowZone(id: zone.id, area: area, footprints: footprints)
    }

    /// The inner part of a vehicle's outline, where it is seen: walls, couplings and what lies beside it are left out.
    private static func roof(of box: OrientedBox) -> Polygon<PixelPoint> {
        var inner = box
        inner.length *= 0.85
        inner.width *= 0.6
        return Polygon(outer: Ring(inner.corners))
    }

    /// Whether a structure belongs to a zone: as the site file says, or else by its first corner.
    private static func stands(_ structure: Structure, in zone: Zone) -> Bool {
        if let named = structure.zone { return named == zone.id }
        return structure.area.parts.first?.outer.corners.first.map(zone.area.contains) ?? false
    }
}

extension MultiPolygon<GeoPoint> {
    /// The same area on a scene's pixels; nil where one of its corners has no place there.
    fileprivate func onPixels(_ georeference: any Georeference) throws -> MultiPolygon<PixelPoint>? {
        var moved: [Polygon<PixelPoint>] = []
        for part in parts {
            var rings: [Ring<PixelPoint>] = []
            for ring in part.rings {
                let points = try georeference.pixels(ring.corners).compactMap { $0 }
                guard points.count == ring.corners.count else { return nil }
                rings.append(Ring(points))
            }
            moved.append(Polygon(outer: rings[0], holes: Array(rings.dropFirst())))
        }
        return MultiPolygon<PixelPoint>(moved)
    }
}
