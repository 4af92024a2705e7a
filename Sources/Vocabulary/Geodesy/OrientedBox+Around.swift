import Foundation

extension OrientedBox {
    /// The rectangle of least area around some points; nil where they span none.
    ///
    /// One of its sides lies along an edge of the points' convex hull; of equally small ones that of the first edge
    /// is taken, beginning at the leftmost point.
    ///
    /// Source: Freeman & Shapira (1975), Communications of the ACM 18(7), 409–413, theorem 1; the hull by Andrew (1979),
    /// Information Processing Letters 9(5), 216–219.
    public init?(around points: [PixelPoint]) {
        let hull = Self.hull(points)
        guard hull.count > 2 else { return nil }
        var best: OrientedBox?
        for (start, end) in zip(hull, hull.dropFirst() + hull.prefix(1)) {
            let angle = atan2(end.row - start.row, end.column - start.column)
            let (cosine, sine) = (cos(angle), sin(angle))
            var low = (u: Double.infinity, v: Double.infinity)
            var high = (u: -Double.infinity, v: -Double.infinity)
            for point in hull {
                let (x, y) = (point.column - hull[0].column, point.row - hull[0].row)
                let (u, v) = (x * cosine + y * sine, -x * sine + y * cosine)
                low = (min(low.u, u), min(low.v, v))
                high = (max(high.u, u), max(high.v, v))
            }
            let (length, width) = (high.u - low.u, high.v - low.v)
            guard length * width < best?.area ?? .infinity else { continue }
            let (u, v) = ((low.u + high.u) / 2, (low.v + high.v) / 2)
            best = OrientedBox(
                centre: PixelPoint(
                    column: hull[0].column + u * cosine - v * sine, row: hull[0].row + u * sine + v * cosine),
                length: length, width: width, angle: angle)
        }
        guard let best, best.area > 0, best.area.isFinite else { return nil }
        self = best
    }

    /// Corners of the convex hull in turn, the leftmost first; fewer than three where all points lie on a line.
    private static func hull(_ points: [PixelPoint]) -> [PixelPoint] {
        let sorted = Set(points).sorted { ($0.column, $0.row) < ($1.column, $1.row) }
        guard sorted.count > 2 else { return sorted }
        func half(_ points: [PixelPoint]) -> [PixelPoint] {
            var chain: [PixelPoint] = []
            for point in points {
                while chain.count > 1 {
                    let (a, b) = (chain[chain.count - 2], chain[chain.count - 1])
                    let turn =
                        (b.column - a.column) * (point.row - a.row) - (b.row - a.row) * (point.column - a.column)
                    guard turn <= 0 else { break }
                    chain.removeLast()
                }
                chain.append(point)
            }
            return chain.dropLast()
        }
        return half(sorted) + half(sorted.reversed())
    }
}
