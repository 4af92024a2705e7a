import Geodesy
import Sites

/// The centre-lines of a site's tracks, to tell on which one something stands.
struct SiteTracks: Sendable {
    /// Metres between something's middle and a track's line up to which it stands on that track.
    static let reach = 2.4

    private let lines: [(id: String, line: GroundLine)]

    init(_ tracks: [Track]) { lines = tracks.map { (id: $0.id, line: GroundLine($0.line)) } }

    /// The line of a track; nil where there is none of that id.
    func line(of id: String) -> GroundLine? { lines.first { $0.id == id }?.line }

    /// The track on which something with this middle stands, the nearest of several; nil beside all.
    func track(at middle: GeoPoint) -> String? {
        let near = lines.compactMap { id, line in line.nearest(to: middle).map { (id: id, distance: $0.distance) } }
            .min { ($0.distance, $0.id) < ($1.distance, $1.id) }
        return near.flatMap { $0.distance <= Self.reach ? $0.id : nil }
    }
}
