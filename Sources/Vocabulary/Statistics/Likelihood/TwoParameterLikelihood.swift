import Foundation

/// A log-likelihood of two parameters on unbounded scales, and what follows from its maximum.
struct TwoParameterLikelihood {
    /// Beyond this a parameter on a logit or log scale is at its bound.
    static let farthest = 18.0

    let function: (SIMD2<Double>) -> Double
    /// Place of the maximum.
    let place: SIMD2<Double>
    /// The maximum.
    let value: Double

    /// Finds the maximum from the best of several begins.
    init(from starts: [SIMD2<Double>], _ function: @escaping (SIMD2<Double>) -> Double) {
        func bounded(_ place: SIMD2<Double>) -> Double {
            guard max(Swift.abs(place.x), Swift.abs(place.y)) <= Self.farthest else { return -.infinity }
            return function(place)
        }
        self.function = bounded
        let found = starts.map { Maximisation.simplex(from: $0, step: 0.5, bounded) }.max { $0.value < $1.value }
        place = found?.place ?? SIMD2(0, 0)
        value = found?.value ?? -.infinity
    }

    /// The interval of one parameter that the likelihood does not speak against, whatever the other is.
    ///
    /// - Parameters:
    ///   - axis: 0 or 1.
    ///   - drop: How far below the maximum its ends lie.
    /// - Returns: On the unbounded scale; nil for an end that is not reached.
    func profileInterval(axis: Int, drop: Double) -> (low: Double?, high: Double?) {
        let other = 1 - axis
        func profile(_ fixed: Double) -> Double {
            Maximisation.line(
                from: place[other], step: 0.3, in: -Self.farthest...Self.farthest, tolerance: 1e-5
            ) {
                var at = SIMD2<Double>(0, 0)
                at[axis] = fixed
                at[other] = $0
                return function(at)
            }.value
        }
        func end(_ bound: Double) -> Double? {
            Maximisation.crossing(
                from: place[axis], to: bound, step: 0.2, value: value - drop, tolerance: 1e-6, profile)
        }
        return (end(-Self.farthest), end(Self.farthest))
    }

    /// Standard errors of both parameters on scales of their own, from the second derivatives of the log-likelihood there.
    ///
    /// - Parameters:
    ///   - point: The maximum on the parameters' own scales.
    ///   - steps: How far to go for differences.
    ///   - function: Log-likelihood on those scales.
    /// - Returns: Nil where the likelihood is not curved downwards.
    ///
    /// Source: differences of fourth order, Abramowitz & Stegun (1964), eqs. 25.3.24 and 25.3.27.
    static func standardErrors(
        at point: SIMD2<Double>, steps: SIMD2<Double>, _ function: (SIMD2<Double>) -> Double
    ) -> SIMD2<Double>? {
        func value(_ x: Double, _ y: Double) -> Double { function(point + SIMD2(x, y) * steps) }
        func second(_ x: Double, _ y: Double) -> Double {
            (-value(2 * x, 2 * y) + 16 * value(x, y) - 30 * value(0, 0) + 16 * value(-x, -y) - value(-2 * x, -2 * y))
                / 12
        }
        let (xx, yy) = (-second(1, 0) / (steps.x * steps.x), -second(0, 1) / (steps.y * steps.y))
        // Along the diagonals the second derivative is xx ± 2 xy + yy.
        let xy = -(second(1, 1) - second(1, -1)) / (4 * steps.x * steps.y)
        let determinant = xx * yy - xy * xy
        guard determinant > 0, xx > 0, determinant.isFinite else { return nil }
        return SIMD2((yy / determinant).squareRoot(), (xx / determinant).squareRoot())
    }
}

/// The probability of log-odds.
func probability(logit: Double) -> Double { 1 / (1 + exp(-logit)) }
