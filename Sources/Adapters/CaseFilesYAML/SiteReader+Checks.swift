import Foundation
import Geodesy
import Sites

// Checks that need more than one feature.
extension SiteReader {
    /// Farther than this from the rest of its site, a feature is probably misplaced. In metres.
    static let siteReach = 300_000.0
    /// Smaller overlaps of zones come from drawing by hand and hold no ship. In square metres.
    static let overlapAllowed = 100.0

    mutating func lookUpReferences() {
        for reference in references {
            let kinds = alternatives(reference.kinds.map(\.rawValue))
            if let found = named[reference.id] {
                guard !reference.kinds.contains(found.kind) else { continue }
                log.error(
                    at: reference.offset,
                    "'\(reference.property)' names '\(reference.id)', which is a \(found.kind.rawValue)",
                    "expected the id of a \(kinds)")
            } else {
                let known = named.filter { reference.kinds.contains($0.value.kind) }.keys.sorted()
                log.error(
                    at: reference.offset,
                    "'\(reference.property)' names \(quoted(reference.id)), which is not in the site",
                    known.isEmpty
                        ? "expected the id of a \(kinds), but the site has none"
                        : proposal(for: reference.id, among: known))
            }
        }
    }

    /// A feature far from all others is misplaced; most often latitude and longitude were exchanged. Two
    /// features near each other are a second place of the site, and meant so.
    mutating func lookForDistantFeatures() {
        guard placed.count > 1 else { return }
        for (index, feature) in placed.enumerated() {
            let others = placed.indices.filter { $0 != index }.map { placed[$0].centre }
            guard let distance = others.map({ roughDistance(feature.centre, $0) }).min(), distance > Self.siteReach
            else { continue }
            let swapped = GeoPoint(longitude: feature.centre.latitude, latitude: feature.centre.longitude)
            if swapped.isOnEarth, others.contains(where: { roughDistance(swapped, $0) <= Self.siteReach }) {
                log.error(
                    at: feature.offset,
                    "latitude and longitude of '\(feature.id)' look exchanged: it lies "
                        + "\(Int(distance / 1000)) km from the rest of the site, and among it when they are turned round",
                    "expected [longitude, latitude]")
            } else if feature.kind != .link, placed.count > 2 || index > 0 {
                log.warning(
                    at: feature.offset,
                    "'\(feature.id)' lies \(Int(distance / 1000)) km from the rest of the site",
                    "check its positions, or make it a case of its own")
            }
        }
    }

    /// Metres along a great circle, on a sphere: good to half a percent.
    ///
    /// Source: Sinnott (1984), Virtues of the Haversine, Sky and Telescope 68(2), 158.
    private func roughDistance(_ a: GeoPoint, _ b: GeoPoint) -> Double {
        let radians = Double.pi / 180
        let latitude = sin((b.latitude - a.latitude) * radians / 2)
        let longitude = sin((b.longitude - a.longitude) * radians / 2)
        let h =
            latitude * latitude + cos(a.latitude * radians) * cos(b.latitude * radians) * longitude * longitude
        return 2 * 6_371_000 * asin(min(1, h.squareRoot()))
    }

    /// What lies in two zones that count the same things is counted twice.
    mutating func lookForOverlaps() {
        let order = site.zones.indices.compactMap { index in
            site.zones[index].area.bounds.map { (index: index, bounds: $0) }
        }.sorted { ($0.bounds.minimum.longitude, $0.index) < ($1.bounds.minimum.longitude, $1.index) }
        for (rank, one) in order.enumerated() {
            for two in order[(rank + 1)...] {
                guard two.bounds.minimum.longitude < one.bounds.maximum.longitude else { break }
                let (first, second) = (min(one.index, two.index), max(one.index, two.index))
                let (a, b) = (site.zones[first], site.zones[second])
                guard (a.role.isWater && b.role.isWater) || a.role == b.role else { continue }
                let shared = a.area.squareMetresShared(with: b.area)
                guard shared > Self.overlapAllowed else { continue }
                let size = shared < 10_000 ? "\(Int(shared)) m²" : "\(plain((shared / 1000).rounded() / 10)) ha"
                log.warning(
                    at: zoneOffsets[second],
                    "the zone '\(b.id)' overlaps the zone '\(a.id)' of line "
                        + "\(log.source.position(of: zoneOffsets[first]).line) by \(size), so that "
                        + "\(a.role.isWater ? "a ship" : "what lies") there counts twice",
                    "expected zones of such roles that lie side by side")
            }
        }
    }
}
