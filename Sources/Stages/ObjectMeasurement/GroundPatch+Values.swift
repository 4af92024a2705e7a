import Geodesy
import Rasters

extension GroundPatch {
    /// The mean of some bands at a place, between the middles of the four pixels around it.
    ///
    /// - Parameters:
    ///   - bands: Which bands; all of them where left out.
    ///   - place: Metres east and north.
    /// - Returns: The value; nil where one of the four pixels is missing.
    func value(_ bands: Range<Int>? = nil, at place: SIMD2<Double>) -> Double? {
        let point = toGround.pixel(MapPoint(x: place.x, y: place.y))
        let column = (point.column - 0.5).rounded(.down)
        let row = (point.row - 0.5).rounded(.down)
        guard column >= 0, row >= 0, column < Double(size.width - 1), row < Double(size.height - 1) else { return nil }
        let first = Int(row) * size.width + Int(column)
        let below = first + size.width
        guard validity[first] & validity[first + 1] & validity[below] & validity[below + 1] == 1 else { return nil }
        let right = point.column - 0.5 - column
        let down = point.row - 0.5 - row
        let bands = bands ?? 0..<bandCount
        var sum = 0.0
        for band in bands {
            let plane = band * size.count
            let upper = Double(values[plane + first]) * (1 - right) + Double(values[plane + first + 1]) * right
            let lower = Double(values[plane + below]) * (1 - right) + Double(values[plane + below + 1]) * right
            sum += upper * (1 - down) + lower * down
        }
        return sum / Double(bands.count)
    }
}

/// A straight piece of a line.
struct LineSegment {
    private let start: SIMD2<Double>
    private let way: SIMD2<Double>
    private let squared: Double

    init(from start: SIMD2<Double> = .zero, to end: SIMD2<Double>) {
        self.start = start
        way = end - start
        squared = way.x * way.x + way.y * way.y
    }

    /// Distance from a place to the nearest of its places.
    @inline(__always)
    func distance(to place: SIMD2<Double>) -> Double {
        let p = place - start
        guard squared > 1e-9 else { return p.length }
        let share = min(1, max(0, (p.x * way.x + p.y * way.y) / squared))
        return (p - way * share).length
    }
}
