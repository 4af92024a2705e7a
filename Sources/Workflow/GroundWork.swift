import ActivityAnalysis
public import ChangeDetection
import Evidence
import Geodesy
import Sites

/// How the ground of two scenes is compared.
public struct GroundConfiguration: Hashable, Codable, Sendable {
    /// When something is a change.
    public var changes = SurfaceChangeFinder.Configuration()
    /// Least side of a compared pixel in metres: what is built, dug or cleared is metres wide, and vehicles are told as objects.
    public var finest = 0.9
    /// Earlier scenes that are tried at most.
    public var tries = 4
    /// Share of a change that detections must cover to explain it.
    public var explainedShare = 0.3

    /// Makes a configuration with the values that stand at each.
    public init() {}
}

/// What changed on the ground between one scene and the latest earlier one that compares with it.
struct GroundWork: Sendable {
    /// A scene of one place, and what is known of it.
    struct Look: Sendable {
        var scene: Scene
        /// Metres within which it lies on its reference.
        var margin: Double
        var detections: [Detection]
        /// The cloud mask that was delivered; nil where none can be used.
        var clouds: (any CloudMask)?
    }

    let site: Site
    let configuration: GroundConfiguration

    /// Zones in which the ground is watched: those on land.
    static func zones(of site: Site) -> [Zone] { site.zones.filter { !$0.role.isWater } }

    /// Compares a scene with earlier ones until one compares.
    ///
    /// - Parameters:
    ///   - look: The scene.
    ///   - earlier: Earlier scenes of its place, the latest last.
    ///   - reader: Opens scenes, as they lie after alignment.
    /// - Returns: What changed, in zones on land only where the site has some.
    /// - Throws: What reading throws.
    func comparison(
        of look: Look, with earlier: [Look], reader: any SceneReading
    ) async throws -> GroundComparison {
        var found = GroundComparison(
            scene: look.scene.id, before: nil, refused: [], comparedShare: 0, margin: 0, pixelSize: 0, remarks: [],
            changes: [])
        for before in earlier.reversed().prefix(configuration.tries) {
            let grid: PairOnGrid
            let told: SurfaceComparison
            let margin = (before.margin * before.margin + look.margin * look.margin).squareRoot()
            do {
                grid = try await PairOnGrid(
                    before: before.scene, after: look.scene, reader: reader, clouds: (before.clouds, look.clouds),
                    finest: configuration.finest)
                guard grid.isPlaced else {
                    found.refused.append(
                        .init(scene: before.scene.id, reason: "Where both lie on the ground is not known."))
                    continue
                }
                told = try await SurfaceChangeFinder(configuration: configuration.changes).comparison(
                    of: grid.pair, ground: grid.ground, margin: grid.pixels(ofMargin: margin),
                    zones: try watched(on: grid))
            } catch let error as ChangeError {
                found.refused.append(.init(scene: before.scene.id, reason: error.description))
                continue
            }
            if let reason = told.refusal {
                found.refused.append(.init(scene: before.scene.id, reason: reason))
                continue
            }
            found.before = before.scene.id
            found.comparedShare = told.comparedShare
            found.margin = margin
            found.pixelSize = grid.ground.pixelSize
            found.remarks = Self.remarks(grid)
            let boxes = (before.detections + look.detections).compactMap { detection in
                detection.groundBox.map { (id: detection.id, area: $0.polygon) }
            }
            found.changes = try told.changes.compactMap { change in
                guard change.zone != nil || site.zones.isEmpty, let area = try grid.placed(change.outline) else {
                    return nil
                }
                return PlacedChange(change: change, area: area, objects: explaining(area, among: boxes))
            }
            break
        }
        return found
    }

    private func watched(on grid: PairOnGrid) throws -> [SurfaceChangeFinder.WatchedArea] {
        guard let georeference = grid.georeference else { return [] }
        return try Self.zones(of: site).compactMap { zone in
            let parts = try zone.area.parts.compactMap { part -> Polygon<PixelPoint>? in
                let rings = try part.rings.map { ring in
                    Ring(
                        try georeference.pixels(ring.corners).compactMap { $0 }.map {
                            PixelPoint(column: $0.column / grid.step, row: $0.row / grid.step)
                        })
                }
                guard rings[0].corners.count >= 3 else { return nil }
                return Polygon(outer: rings[0], holes: Array(rings.dropFirst()))
            }
            return parts.isEmpty ? nil : SurfaceChangeFinder.WatchedArea(id: zone.id, area: MultiPolygon(parts))
        }
    }

    private static func remarks(_ grid: PairOnGrid) -> [String] {
        var remarks: [String] = []
        if !grid.isReflectance {
            remarks.append(
                "Stored numbers were compared, since not all bands tell reflectance; plants and snow are not told.")
        }
        for mask in grid.masks where mask.source.hasPrefix("none") {
            remarks.append("\(mask.scene) was not masked: cloud may be told as change.")
        }
        return remarks
    }

    /// Detections that lie on an area, where they cover enough of it: told by a lattice of places over it.
    private func explaining(
        _ area: MultiPolygon<GeoPoint>, among boxes: [(id: String, area: Polygon<GeoPoint>)]
    ) -> [String] {
        guard let bounds = area.bounds else { return [] }
        let near = boxes.filter { box in
            guard let own = box.area.outer.bounds else { return false }
            return own.minimum.longitude <= bounds.maximum.longitude
                && own.maximum.longitude >= bounds.minimum.longitude
                && own.minimum.latitude <= bounds.maximum.latitude && own.maximum.latitude >= bounds.minimum.latitude
        }
        guard !near.isEmpty else { return [] }
        let side = 24
        var inside = 0
        var covered = 0
        var explaining: Set<String> = []
        for row in 0..<side {
            for column in 0..<side {
                let (x, y) = ((Double(column) + 0.5) / Double(side), (Double(row) + 0.5) / Double(side))
                let place = GeoPoint(
                    longitude: bounds.minimum.longitude + x * (bounds.maximum.longitude - bounds.minimum.longitude),
                    latitude: bounds.minimum.latitude + y * (bounds.maximum.latitude - bounds.minimum.latitude))
                guard area.contains(place) else { continue }
                inside += 1
                let own = near.filter { $0.area.contains(place) }
                if !own.isEmpty { covered += 1 }
                explaining.formUnion(own.map(\.id))
            }
        }
        return Double(covered) >= configuration.explainedShare * Double(max(1, inside)) ? explaining.sorted() : []
    }
}
