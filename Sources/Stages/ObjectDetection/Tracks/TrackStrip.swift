import Foundation
import Geodesy
import Rasters

/// The ground along a track, unrolled: stations along the centre-line, rows from left to right of it.
///
/// A sample `i` lies at station (i + ½) · sampling along the running direction; row `r` lies
/// (r + ½ − across / 2) · sampling to the right of the centre-line. Right and left are those of somebody who
/// runs along, seen from above, so a strip is turned but never mirrored.
struct TrackStrip: Sendable {
    /// Metres between samples, along and across.
    let sampling: Double
    /// Rows.
    let across: Int
    /// Samples along, from the first to the last station that is read.
    let count: Int
    /// Whether the running direction is opposite to that in which the line is drawn.
    let isReversed: Bool
    /// Metres of the line before the first sample, in the running direction.
    let start: Double
    /// Metres of the whole line.
    let length: Double

    /// Longest line in metres that is read: nothing that runs on rails through one scene is longer.
    static let longest = 200_000.0

    private let scale: GroundScale
    private let corners: [SIMD2<Double>]
    /// Station of each corner.
    private let stations: [Double]

    /// Metres along the line over which a direction is taken, to either side: longer than the steps of a hand that
    /// draws, shorter than what bends.
    private static let reach = 4.0

    /// Unrolls a line; nil for one without length.
    ///
    /// - Parameters:
    ///   - line: Its points on the scene's grid.
    ///   - scale: Metres of the grid's steps.
    ///   - isReversed: Whether to run from its last point to its first.
    ///   - sampling: Metres between samples.
    ///   - across: Rows.
    ///   - range: Metres of the line, in its drawn direction, that are wanted; nil for all of it.
    init?(
        _ line: [PixelPoint], scale: GroundScale, isReversed: Bool, sampling: Double, across: Int,
        range: ClosedRange<Double>? = nil
    ) {
        var corners: [SIMD2<Double>] = []
        for point in isReversed ? line.reversed() : line {
            let place = scale.metres(point)
            if let last = corners.last, Self.distance(last, place) < 1e-6 { continue }
            corners.append(place)
        }
        guard corners.count > 1 else { return nil }
        var stations = [0.0]
        for (from, to) in zip(corners, corners.dropFirst()) {
            stations.append((stations.last ?? 0) + Self.distance(from, to))
        }
        let length = stations.last ?? 0
        // No number of samples that a machine could count is worth telling from nonsense.
        guard length.isFinite, length >= sampling, length < 1e12 else { return nil }
        var first = 0.0
        var last = length
        if let range {
            first = isReversed ? length - range.upperBound : range.lowerBound
            last = isReversed ? length - range.lowerBound : range.upperBound
        }
        self.corners = corners
        self.stations = stations
        self.length = length
        self.scale = scale
        self.isReversed = isReversed
        self.sampling = sampling
        self.across = across
        start = max(0, first)
        count = Int(((min(length, last) - max(0, first)) / sampling + 1e-9).rounded(.down))
        guard count > 0 else { return nil }
    }

    /// Metres along the line in its drawn direction, of a boundary between samples in the running direction.
    func station(ofBoundary boundary: Double) -> Double {
        let run = start + boundary * sampling
        return isReversed ? length - run : run
    }

    /// Where the line is at a station in the running direction, and where it goes; straight on beyond its ends.
    func place(at station: Double) -> (centre: SIMD2<Double>, along: SIMD2<Double>) {
        let back = point(at: station - Self.reach)
        let ahead = point(at: station + Self.reach)
        let along = ahead - back
        let length = (along * along).sum().squareRoot()
        return (point(at: station), length > 0 ? along / length : [1, 0])
    }

    /// The scene's positions of one sample's rows.
    func points(ofSample sample: Double) -> (first: PixelPoint, step: (column: Double, row: Double)) {
        let (centre, along) = place(at: start + (sample + 0.5) * sampling)
        let right: SIMD2<Double> = [-along.y, along.x]
        let offset = (0.5 - Double(across) / 2) * sampling
        let first = scale.point(centre + right * offset)
        let second = scale.point(centre + right * (offset + sampling))
        return (first, (second.column - first.column, second.row - first.row))
    }

    /// A box of a length and width in metres around a stretch of the line, on the scene's grid and in metres.
    ///
    /// - Parameters:
    ///   - from: First boundary, in samples.
    ///   - to: Last boundary, in samples.
    ///   - width: Metres.
    /// - Returns: The box in both frames.
    func box(from: Double, to: Double, width: Double) -> (pixels: OrientedBox, metres: OrientedBox) {
        let bow = point(at: start + to * sampling)
        let stern = point(at: start + from * sampling)
        // On a curve the middle of the line lies beside the chord; a vehicle lies between the two.
        let middle = point(at: start + (from + to) / 2 * sampling)
        let centre = (bow + stern) / 4 + middle / 2
        let along = bow - stern
        let metres = OrientedBox(
            centre: PixelPoint(column: centre.x, row: centre.y), length: (along * along).sum().squareRoot(),
            width: width, angle: atan2(along.y, along.x))
        let ends = metres.corners.map { scale.point([$0.column, $0.row]) }
        func middlePoint(_ a: PixelPoint, _ b: PixelPoint) -> PixelPoint {
            PixelPoint(column: (a.column + b.column) / 2, row: (a.row + b.row) / 2)
        }
        let front = middlePoint(ends[0], ends[1])
        let rear = middlePoint(ends[2], ends[3])
        let length = hypot(front.column - rear.column, front.row - rear.row)
        let area = abs(Ring(ends).signedArea)
        let pixels = OrientedBox(
            centre: scale.point(centre), length: length, width: length > 0 ? area / length : 0,
            angle: atan2(front.row - rear.row, front.column - rear.column))
        return (pixels, metres)
    }

    /// The station and the metres to the right of a place, seen from its nearest point on the line; station in samples.
    func nearest(to place: SIMD2<Double>) -> (boundary: Double, offset: Double) {
        var best = (distance: Double.infinity, station: 0.0, offset: 0.0)
        for index in 0..<(corners.count - 1) {
            let from = corners[index]
            let along = corners[index + 1] - from
            let length = stations[index + 1] - stations[index]
            let share = min(1, max(0, ((place - from) * along).sum() / (length * length)))
            let away = place - (from + along * share)
            let distance = (away * away).sum().squareRoot()
            if distance < best.distance {
                let side = along.x * away.y - along.y * away.x
                best = (distance, stations[index] + share * length, side < 0 ? -distance : distance)
            }
        }
        return ((best.station - start) / sampling, best.offset)
    }

    /// The scene's position of a station in the running direction.
    func scenePoint(at station: Double) -> PixelPoint { scale.point(point(at: station)) }

    /// The position in metres of a boundary between samples.
    func metres(atBoundary boundary: Double) -> SIMD2<Double> { point(at: start + boundary * sampling) }

    /// From the line's first point to its last, in metres east and south.
    var chord: SIMD2<Double> { (corners.last ?? .zero) - (corners.first ?? .zero) }

    private func point(at station: Double) -> SIMD2<Double> {
        var low = 0
        var high = corners.count - 2
        while low < high {
            let middle = (low + high + 1) / 2
            if stations[middle] <= station { low = middle } else { high = middle - 1 }
        }
        let share = (station - stations[low]) / (stations[low + 1] - stations[low])
        return corners[low] + (corners[low + 1] - corners[low]) * share
    }

    private static func distance(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Double {
        ((b - a) * (b - a)).sum().squareRoot()
    }
}

/// Which way to run along tracks so that shadows fall to the right.
enum RunningDirection {
    /// Where shadows fall, in metres east and south, with the sun in a direction in degrees clockwise from north.
    static func shadow(sunAzimuth: Double) -> SIMD2<Double> {
        let angle = sunAzimuth * .pi / 180
        return [-sin(angle), cos(angle)]
    }

    /// Whether to run against the drawn direction: where the right of the line's chord has a part towards the sun.
    ///
    /// On a bent track shadows cannot fall to the same side everywhere; the chord decides for the longer part.
    static func isReversed(chord: SIMD2<Double>, shadow: SIMD2<Double>) -> Bool {
        let right: SIMD2<Double> = [-chord.y, chord.x]
        return (right * shadow).sum() < 0
    }
}

extension TrackStrip {
    /// The first and last metre of the line, in the strip's direction, between which all of it that lies in a scene is
    /// found; nil where none does.
    func range(inside size: RasterSize) -> ClosedRange<Double>? {
        func isInside(_ station: Double) -> Bool {
            let point = scenePoint(at: station)
            return point.column >= 0 && point.row >= 0 && point.column <= Double(size.width)
                && point.row <= Double(size.height)
        }
        let steps = max(1, Int(length.rounded(.up)))
        let stations = (0...steps).map { length * Double($0) / Double(steps) }
        guard let first = stations.first(where: isInside), let last = stations.last(where: isInside), last > first
        else { return nil }
        return first...last
    }
}
