import Foundation
public import Geodesy
public import Sites

/// What a ship was doing, as far as one picture and the site's geometry tell.
public enum MooringState: String, Codable, CaseIterable, Sendable {
    /// Along a quay.
    case atBerth = "at berth"
    /// Where ships wait at anchor.
    case atAnchor = "at anchor"
    /// Where ships are on their way.
    case underWay = "under way"
    /// Nowhere that the site file has a name for.
    case elsewhere

    /// Tells the state of a ship by where it lies.
    ///
    /// In this order: at berth where its centre lies in a berth zone or its box comes within
    /// `quayDistance` of a quay line; at anchor where its centre lies in an anchorage; under way where
    /// it lies in a fairway; else elsewhere. Whether a ship really moves is not measured: one that
    /// drifts in a fairway counts as under way.
    ///
    /// - Parameters:
    ///   - box: The ship.
    ///   - site: The site.
    ///   - quayDistance: Metres between hull and quay line up to which a ship lies alongside.
    /// - Returns: The first state whose rule fits.
    public static func of(_ box: GroundBox, in site: Site, quayDistance: Double) -> MooringState {
        func lies(in role: ZoneRole) -> Bool {
            site.zones.contains { $0.role == role && $0.area.contains(box.centre) }
        }
        if lies(in: .berth) { return .atBerth }
        let reach = quayDistance + box.width / 2
        if site.berths.contains(where: { distance(from: box.centre, to: $0.line) <= reach }) { return .atBerth }
        if lies(in: .anchorage) { return .atAnchor }
        if lies(in: .fairway) { return .underWay }
        return .elsewhere
    }

    /// Metres from a place to the nearest point of a line; infinite for a line without points.
    static func distance(from place: GeoPoint, to line: [GeoPoint]) -> Double {
        GroundLine(line).nearest(to: place)?.distance ?? .infinity
    }
}
