import Foundation
public import Geodesy
public import Sites

/// Where a ship lies at a berth.
public struct BerthPlace: Hashable, Sendable {
    /// The berth whose quay line is nearest.
    public var berth: Berth
    /// Metres from the ship's side to the quay line; negative where the box reaches over it.
    public var distance: Double
    /// Degrees between the ship's axis and the quay line, 0…90.
    public var angle: Double
    /// The nearest point of the line.
    public var point: GeoPoint
    /// Probability that no other berth's line is nearer, given how well places are known.
    public var probability: Double

    /// The berth at which a ship lies.
    ///
    /// - Parameters:
    ///   - box: The ship.
    ///   - site: The site.
    ///   - quayDistance: Metres between hull and quay line up to which a ship lies alongside.
    ///   - placementError: Standard error, in metres, of where the scene lies against the site.
    /// - Returns: The place; nil where no quay line is so near.
    public static func of(
        _ box: GroundBox, in site: Site, quayDistance: Double, placementError: Double = 5
    ) -> BerthPlace? {
        let near = site.berths.compactMap { berth -> (berth: Berth, nearest: GroundLine.Nearest)? in
            guard let nearest = GroundLine(berth.line).nearest(to: box.centre), nearest.azimuth != nil else {
                return nil
            }
            return (berth, nearest)
        }.sorted { ($0.nearest.distance, $0.berth.id) < ($1.nearest.distance, $1.berth.id) }
        guard let first = near.first, first.nearest.distance - box.width / 2 <= quayDistance else { return nil }
        var turned = abs(box.azimuth - (first.nearest.azimuth ?? 0)).truncatingRemainder(dividingBy: 180)
        if turned > 90 { turned = 180 - turned }
        var probability = 1.0
        if near.count > 1 {
            let lead = (near[1].nearest.distance - first.nearest.distance) / placementError
            probability = 0.5 * erfc(-lead / 2.0.squareRoot())
        }
        return BerthPlace(
            berth: first.berth, distance: first.nearest.distance - box.width / 2, angle: turned,
            point: Ellipsoid.wgs84.point(
                from: box.centre, east: first.nearest.east, north: first.nearest.north),
            probability: probability)
    }
}
