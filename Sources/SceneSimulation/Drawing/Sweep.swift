/// The convex ground that a rectangle sweeps over as it is moved along lines: what a solid, its leaning or its shadow can reach.
///
/// The sum of Minkowski of line segments, a zonotope: its sides are those segments twice, in the order of their angles.
struct Sweep: Sendable {
    /// Corners counter-clockwise, from the southernmost.
    private let corners: [SIMD2<Float>]
    let bounds: (west: Float, south: Float, east: Float, north: Float)

    /// Makes the sum of segments by their middles, all added, and their halves.
    init(centre: SIMD2<Float>, halves: [SIMD2<Float>]) {
        // Each half points north, or east, so that going along them in the order of their angles leads up the eastern side.
        let upwards = halves.filter { $0 != .zero }.map { $0.y < 0 || $0.y == 0 && $0.x < 0 ? -$0 : $0 }
            .sorted { $0.x * $1.y - $0.y * $1.x > 0 }
        var corner = centre - upwards.reduce(.zero, +)
        var corners: [SIMD2<Float>] = []
        for half in upwards {
            corners.append(corner)
            corner += half + half
        }
        for half in upwards {
            corners.append(corner)
            corner -= half + half
        }
        self.corners = corners
        let xs = corners.map(\.x)
        let ys = corners.map(\.y)
        bounds = (xs.min() ?? centre.x, ys.min() ?? centre.y, xs.max() ?? centre.x, ys.max() ?? centre.y)
    }

    /// What it covers from west to east of a band from south to north; nil where it does not reach into it.
    func span(south: Float, north: Float) -> (west: Float, east: Float)? {
        guard var previous = corners.last else { return nil }
        var west = Float.infinity
        var east = -Float.infinity
        for corner in corners {
            let (low, high) = previous.y < corner.y ? (previous, corner) : (corner, previous)
            previous = corner
            guard low.y <= north, high.y >= south else { continue }
            let slope = high.y > low.y ? (high.x - low.x) / (high.y - low.y) : 0
            let a = low.y < south ? low.x + slope * (south - low.y) : low.x
            let b = high.y > north ? low.x + slope * (north - low.y) : high.x
            west = min(west, a, b)
            east = max(east, a, b)
        }
        return west <= east ? (west, east) : nil
    }
}

extension PlacedSolid {
    /// The ground on which it may be seen: its own, and what its height leans over.
    func seen(lean: SIMD2<Float>) -> Sweep { sweep(along: [lean * (shape.top + base)]) }

    /// The ground, as it is seen, that its shadow may fall on: what lies away from the sun, and leans itself as far as it
    /// is lower than the solid's top.
    func shaded(lean: SIMD2<Float>, toSun: SIMD2<Float>, slope: Float) -> Sweep {
        let top = shape.top + base
        return sweep(along: [lean * top, toSun * (-top / slope)])
    }

    private func sweep(along ways: [SIMD2<Float>]) -> Sweep {
        let sides = [
            SIMD2(cosine, sine) * (shape.length / 2), SIMD2(-sine, cosine) * (shape.width / 2),
        ]
        return Sweep(
            centre: ways.reduce(SIMD2(x, y)) { $0 + $1 / 2 }, halves: sides + ways.map { $0 / 2 })
    }
}
