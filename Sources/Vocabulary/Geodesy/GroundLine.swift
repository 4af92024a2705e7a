import Foundation

/// A line on the ground, with stations in metres from its first point: a track, a quay.
///
/// Its steps must be short enough for `Ellipsoid.offset(from:to:)`, which lines of sites are.
public struct GroundLine: Hashable, Sendable {
    /// Its corners in order.
    public let points: [GeoPoint]
    /// Station of each corner.
    private let stations: [Double]

    /// Makes a line through points.
    public init(_ points: [GeoPoint]) {
        self.points = points
        var stations: [Double] = []
        for (index, point) in points.enumerated() {
            stations.append(
                index == 0 ? 0 : (stations.last ?? 0) + Ellipsoid.wgs84.distance(points[index - 1], point))
        }
        self.stations = stations
    }

    /// Metres from the first point to the last.
    public var length: Double { stations.last ?? 0 }

    /// The point at half of its length; nil for a line without points.
    public var middle: GeoPoint? { point(at: length / 2) }

    /// The point at a station; one of the ends for stations beyond them, nil for a line without points.
    public func point(at station: Double) -> GeoPoint? {
        guard let first = points.first, let last = points.last else { return nil }
        guard station > 0 else { return first }
        guard let next = stations.firstIndex(where: { $0 >= station }), next > 0 else { return last }
        let step = stations[next] - stations[next - 1]
        let share = step > 0 ? (station - stations[next - 1]) / step : 0
        let way = Ellipsoid.wgs84.offset(from: points[next - 1], to: points[next])
        return Ellipsoid.wgs84.point(from: points[next - 1], east: way.east * share, north: way.north * share)
    }

    /// The place of a line that is nearest to a point.
    public struct Nearest: Hashable, Sendable {
        /// Metres from the line's first point.
        public var station: Double
        /// Metres from the point to there.
        public var distance: Double
        /// Metres east from the point to there.
        public var east: Double
        /// Metres north from the point to there.
        public var north: Double
        /// Direction of the line there in degrees clockwise from north, 0 ..< 180; nil where it has none.
        public var azimuth: Double?
    }

    /// The place of the line that is nearest to a point; nil for a line without points.
    public func nearest(to place: GeoPoint) -> Nearest? {
        let ways = points.map { Ellipsoid.wgs84.offset(from: place, to: $0) }
        guard let first = ways.first else { return nil }
        var best = Nearest(
            station: 0, distance: hypot(first.east, first.north), east: first.east, north: first.north, azimuth: nil)
        for (index, (start, end)) in zip(ways, ways.dropFirst()).enumerated() {
            let (east, north) = (end.east - start.east, end.north - start.north)
            let square = east * east + north * north
            guard square > 0 else { continue }
            let share = min(1, max(0, -(start.east * east + start.north * north) / square))
            let way = (east: start.east + share * east, north: start.north + share * north)
            let distance = hypot(way.east, way.north)
            guard distance < best.distance || best.azimuth == nil else { continue }
            best = Nearest(
                station: stations[index] + share * (stations[index + 1] - stations[index]), distance: distance,
                east: way.east, north: way.north,
                azimuth: (atan2(east, north) * 180 / .pi + 360).truncatingRemainder(dividingBy: 180))
        }
        return best
    }
}
