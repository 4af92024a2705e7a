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
    public var tries = 6
    /// Share of the variance that two scenes must have in common for no earlier one to be tried.
    public var goodAgreement = 0.6
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

    /// Compares a scene with the latest earlier one that agrees well with it at large, else with that which agrees best.
    ///
    /// A scene in snow and one without still compare, but under their difference nothing small is seen; so earlier scenes are tried
    /// until one agrees.
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
        var tried: [(scene: String, outcome: Outcome)] = []
        for before in earlier.reversed().prefix(configuration.tries) {
            let outcome = try await comparison(of: look, with: before, reader: reader)
            tried.append((before.scene.id, outcome))
            if case .compared(_, let agreement) = outcome, agreement >= configuration.goodAgreement { break }
        }
        var best: (found: GroundComparison, agreement: Double)?
        for case (_, .compared(let found, let agreement)) in tried where agreement > best?.agreement ?? -1 {
            best = (found, agreement)
        }
        var found =
            best?.found
            ?? GroundComparison(
                scene: look.scene.id, before: nil, refused: [], comparedShare: 0, margin: 0, pixelSize: 0, remarks: [],
                changes: [])
        found.refused = tried.compactMap { scene, outcome in
            if scene == found.before { return nil }
            switch outcome {
            case .compared(_, let agreement):
                return .init(
                    scene: scene,
                    reason:
                        "It agrees in \(Int((100 * agreement).rounded())) % of the variance, less than the one taken.")
            case .refused(let reason): return .init(scene: scene, reason: reason)
            }
        }
        return found
    }

    /// What came of comparing two scenes.
    private enum Outcome {
        /// What changed, and which share of the variance both have in common.
        case compared(GroundComparison, agreement: Double)
        /// Why they do not compare, a sentence.
        case refused(String)
    }

    private func comparison(
        of look: Look, with before: Look, reader: any SceneReading
    ) async throws -> Outcome {
        let margin = (before.margin * before.margin + look.margin * look.margin).squareRoot()
        let grid: PairOnGrid
        let told: SurfaceComparison
        do {
            grid = try await PairOnGrid(
                before: before.scene, after: look.scene, reader: reader, clouds: (before.clouds, look.clouds),
                finest: configuration.finest)
            guard grid.isPlaced else {
                return .refused("Where both lie on the ground is not known.")
            }
            told = try await SurfaceChangeFinder(configuration: configuration.changes).comparison(
                of: grid.pair, ground: grid.ground, margin: grid.pixels(ofMargin: margin), zones: try watched(on: grid))
        } catch let error as ChangeError {
            return .refused(error.description)
        }
        if let reason = told.refusal { return .refused(reason) }
        let boxes = (before.detections + look.detections).compactMap { detection in
            detection.groundBox.map { (id: detection.id, area: $0.polygon) }
        }
        let changes = try told.changes.compactMap { change -> PlacedChange? in
            guard change.zone != nil || site.zones.isEmpty, let area = try grid.placed(change.outline) else {
                return nil
            }
            return PlacedChange(change: change, area: area, objects: explaining(area, among: boxes))
        }
        let comparison = GroundComparison(
            scene: look.scene.id, before: before.scene.id, refused: [], comparedShare: told.comparedShare,
            margin: margin, pixelSize: grid.ground.pixelSize, remarks: Self.remarks(grid), changes: changes)
        return .compared(comparison, agreement: told.transform?.explainedShare ?? 0)
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
        let places = area.lattice(side: 24)
        var covered = 0
        var explaining: Set<String> = []
        for place in places {
            let own = near.filter { $0.area.contains(place) }
            if !own.isEmpty { covered += 1 }
            explaining.formUnion(own.map(\.id))
        }
        return Double(covered) >= configuration.explainedShare * Double(max(1, places.count)) ? explaining.sorted() : []
    }
}
