import Foundation
public import Geodesy

/// The flat frame in which a site is drawn: metres east and north on the UTM grid from a whole metre near its middle.
///
/// A metre of the grid is longer or shorter than one of the ground by 0.04 % in the middle of a zone, 0.1 % at its edge.
public struct SiteGrid: Hashable, Sendable {
    /// The zone of the grid.
    public let projection: UniversalTransverseMercator
    /// Where the frame begins.
    public let origin: MapPoint
    /// Degrees by which the grid's north lies clockwise of true north.
    public let convergence: Double

    /// Makes a frame around a place.
    public init(around place: GeoPoint) {
        projection = UniversalTransverseMercator(around: place)
        let middle = projection.map(place)
        origin = MapPoint(x: middle.x.rounded(), y: middle.y.rounded())
        convergence = projection.convergence(at: place)
    }

    /// Metres east and north of the frame's origin.
    public func frame(_ place: GeoPoint) -> SIMD2<Double> {
        let point = projection.map(place)
        return SIMD2(point.x - origin.x, point.y - origin.y)
    }

    /// The place on the Earth of a place in the frame.
    public func ground(_ place: SIMD2<Double>) -> GeoPoint {
        projection.ground(MapPoint(x: origin.x + place.x, y: origin.y + place.y))
    }

    /// A direction in degrees clockwise from true north as radians from the frame's east towards its north.
    func heading(ofAzimuth azimuth: Double) -> Double { (90 - (azimuth - convergence)) * .pi / 180 }

    /// The direction in degrees clockwise from true north, 0..<360, of radians from east towards north.
    func azimuth(ofHeading heading: Double) -> Double {
        let azimuth = (90 - heading * 180 / .pi + convergence).truncatingRemainder(dividingBy: 360)
        return azimuth < 0 ? azimuth + 360 : azimuth
    }
}

/// A line of the frame, by its corners.
struct FrameLine: Sendable {
    let points: [SIMD2<Double>]
    /// Metres from the beginning to each corner.
    let stations: [Double]

    init(_ points: [SIMD2<Double>]) {
        self.points = points
        var stations = [0.0]
        for (a, b) in zip(points, points.dropFirst()) {
            let step = b - a
            stations.append(stations[stations.count - 1] + (step.x * step.x + step.y * step.y).squareRoot())
        }
        self.stations = stations
    }

    var length: Double { stations.last ?? 0 }

    /// Place and direction at a distance along the line; beyond its ends, on its straight continuation.
    func pose(at station: Double) -> (place: SIMD2<Double>, way: SIMD2<Double>) {
        guard points.count > 1 else { return (points.first ?? .zero, SIMD2(1, 0)) }
        var index = 0
        while index < points.count - 2, stations[index + 1] < station { index += 1 }
        let step = points[index + 1] - points[index]
        let length = max(1e-9, stations[index + 1] - stations[index])
        return (points[index] + step * ((station - stations[index]) / length), step / length)
    }

    /// The place on the line that lies nearest to another place: metres along the line to it, and metres between them.
    func nearest(to place: SIMD2<Double>) -> (station: Double, distance: Double) {
        var best = (station: 0.0, distance: Double.infinity)
        for (index, from) in points.dropLast().enumerated() {
            let chord = points[index + 1] - from
            let length = (chord * chord).sum().squareRoot()
            guard length > 0 else { continue }
            let along = min(length, max(0, ((place - from) * chord).sum() / length))
            let away = place - from - chord / length * along
            let distance = (away * away).sum().squareRoot()
            if distance < best.distance { best = (stations[index] + along, distance) }
        }
        return best
    }

    /// Whether an end of the one line lies on the other, as rails do where tracks join.
    ///
    /// - Parameters:
    ///   - other: The other line.
    ///   - reach: Metres that may lie between.
    /// - Returns: False for lines that only cross or run side by side.
    func joins(_ other: FrameLine, within reach: Double) -> Bool {
        func ends(_ one: FrameLine, on two: FrameLine) -> Bool {
            [one.points.first, one.points.last].contains { end in
                end.map { two.nearest(to: $0).distance <= reach } ?? false
            }
        }
        return ends(self, on: other) || ends(other, on: self)
    }
}

/// A rectangle of the frame.
struct FrameBox: Sendable {
    var centre: SIMD2<Double>
    /// Radians from east towards north.
    var heading: Double
    var length: Double
    var width: Double

    /// Whether a place lies in it, or within a distance of its sides.
    func contains(_ place: SIMD2<Double>, within reach: Double = 0) -> Bool {
        let offset = place - centre
        let (c, s) = (cos(heading), sin(heading))
        return abs(offset.x * c + offset.y * s) <= length / 2 + reach
            && abs(offset.y * c - offset.x * s) <= width / 2 + reach
    }

    /// Whether two boxes have a place in common, or come nearer than a distance: no line between two of their sides parts
    /// them (Gottschalk, Lin & Manocha, 1996, SIGGRAPH, section 4, in the plane).
    func meets(_ other: FrameBox, within reach: Double = 0) -> Bool {
        let offset = other.centre - centre
        for heading in [heading, heading + .pi / 2, other.heading, other.heading + .pi / 2] {
            let axis = SIMD2(cos(heading), sin(heading))
            let distance = abs(offset.x * axis.x + offset.y * axis.y)
            if distance > extent(along: axis) + other.extent(along: axis) + reach { return false }
        }
        return true
    }

    /// Half of what it covers of a line in a direction.
    private func extent(along axis: SIMD2<Double>) -> Double {
        let (c, s) = (cos(heading), sin(heading))
        return abs(axis.x * c + axis.y * s) * length / 2 + abs(axis.y * c - axis.x * s) * width / 2
    }

    /// Half its extent from west to east and from south to north.
    var reach: SIMD2<Double> { SIMD2(extent(along: SIMD2(1, 0)), extent(along: SIMD2(0, 1))) }

    /// Front left, rear left, rear right, front right: counter-clockwise as GeoJSON wants outer rings.
    var corners: [SIMD2<Double>] {
        let along = SIMD2(cos(heading), sin(heading)) * (length / 2)
        let across = SIMD2(-sin(heading), cos(heading)) * (width / 2)
        return [centre + along + across, centre - along + across, centre - along - across, centre + along - across]
    }
}
