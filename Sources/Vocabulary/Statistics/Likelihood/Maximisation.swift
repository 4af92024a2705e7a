import Foundation

/// Searches of largest values that need no derivatives.
enum Maximisation {
    /// The place where a function of two numbers is largest, by a simplex that is set up again where it ended until that
    /// gains nothing.
    ///
    /// - Parameters:
    ///   - start: Where to begin.
    ///   - step: Size of the first simplex.
    ///   - function: May be minus infinity outside of where it is told, not at `start`.
    /// - Returns: Place and value; near a smooth maximum the value is within 1e-12 of it.
    ///
    /// Source: Nelder & Mead (1965), The Computer Journal 7(4), 308–313, with the usual coefficients 1, 2, ½, ½.
    static func simplex(
        from start: SIMD2<Double>, step: Double, _ function: (SIMD2<Double>) -> Double
    ) -> (place: SIMD2<Double>, value: Double) {
        var best = (place: start, value: function(start))
        var size = step
        for _ in 0..<8 {
            let found = simplexOnce(from: best, step: size, function)
            let gained = found.value - best.value
            best = found
            size = max(1e-3, size / 4)
            if gained <= 1e-11 * max(1, abs(best.value)) { break }
        }
        return best
    }

    private static func simplexOnce(
        from start: (place: SIMD2<Double>, value: Double), step: Double, _ function: (SIMD2<Double>) -> Double
    ) -> (place: SIMD2<Double>, value: Double) {
        func corner(_ place: SIMD2<Double>) -> (place: SIMD2<Double>, value: Double) { (place, function(place)) }
        var corners = [start, corner(start.place + SIMD2(step, 0)), corner(start.place + SIMD2(0, step))]
        for _ in 0..<600 {
            corners.sort { $0.value > $1.value }
            let spread = max(
                abs(corners[2].place - corners[0].place).max(), abs(corners[1].place - corners[0].place).max())
            if spread < 1e-9 || (corners[0].value - corners[2].value < 1e-12 && spread < 1e-5) { break }
            let middle = (corners[0].place + corners[1].place) / 2
            let away = middle - corners[2].place
            let mirrored = corner(middle + away)
            if mirrored.value > corners[0].value {
                let further = corner(middle + 2 * away)
                corners[2] = further.value > mirrored.value ? further : mirrored
            } else if mirrored.value > corners[1].value {
                corners[2] = mirrored
            } else {
                let outside = mirrored.value > corners[2].value
                let nearer = corner(middle + (outside ? 0.5 : -0.5) * away)
                if nearer.value > (outside ? mirrored.value : corners[2].value) {
                    corners[2] = nearer
                } else {
                    for index in 1...2 { corners[index] = corner((corners[0].place + corners[index].place) / 2) }
                }
            }
        }
        return corners.max { $0.value < $1.value } ?? start
    }

    /// The largest value of a function of one number that has one peak.
    ///
    /// - Parameters:
    ///   - start: Where to begin, inside `range`.
    ///   - step: First step outwards.
    ///   - range: Where the function is told.
    ///   - tolerance: Width at which to stop.
    ///   - function: To be made large.
    /// - Returns: Place and value.
    ///
    /// Source: Press et al. (2007), Numerical Recipes, 3rd edition, sections 10.1 and 10.2 (bracketing, golden section).
    static func line(
        from start: Double, step: Double, in range: ClosedRange<Double>, tolerance: Double = 1e-6,
        _ function: (Double) -> Double
    ) -> (place: Double, value: Double) {
        func bounded(_ x: Double) -> Double { min(range.upperBound, max(range.lowerBound, x)) }
        var middle = (place: bounded(start), value: function(bounded(start)))
        var low = bounded(middle.place - step)
        var high = bounded(middle.place + step)
        // Outwards on the side that climbs.
        for way in [-1.0, 1.0] {
            var reach = step
            while true {
                let next = bounded(middle.place + way * reach)
                let value = function(next)
                if way < 0 { low = next } else { high = next }
                guard value > middle.value, next != middle.place else { break }
                if way < 0 { high = middle.place } else { low = middle.place }
                middle = (next, value)
                reach *= 2
            }
        }
        let golden = 0.381_966_011_250_105_1
        while high - low > tolerance {
            let upper = high - middle.place > middle.place - low
            let next =
                upper ? middle.place + golden * (high - middle.place) : middle.place - golden * (middle.place - low)
            let value = function(next)
            if value > middle.value {
                if upper { low = middle.place } else { high = middle.place }
                middle = (next, value)
            } else if upper {
                high = next
            } else {
                low = next
            }
        }
        return middle
    }

    /// Where a function that falls from a place on reaches a value, or the end of a range where it does not.
    ///
    /// - Parameters:
    ///   - start: Where it is above `value`.
    ///   - end: As far as is looked, on either side of `start`.
    ///   - step: First step.
    ///   - value: The value to reach.
    ///   - tolerance: Width at which to stop.
    ///   - function: The function.
    /// - Returns: Nil where it is still above `value` at `end`.
    static func crossing(
        from start: Double, to end: Double, step: Double, value: Double, tolerance: Double = 1e-5,
        _ function: (Double) -> Double
    ) -> Double? {
        let way = end >= start ? 1.0 : -1.0
        var inside = start
        var reach = step
        var outside = start
        while true {
            outside = way > 0 ? min(end, inside + reach) : max(end, inside - reach)
            if function(outside) < value { break }
            if outside == end { return nil }
            inside = outside
            reach *= 2
        }
        while abs(outside - inside) > tolerance {
            let middle = (inside + outside) / 2
            if function(middle) < value { outside = middle } else { inside = middle }
        }
        return (inside + outside) / 2
    }

    /// How far a log-likelihood lies below its maximum at the ends of an interval for one number.
    ///
    /// - Parameter level: Probability, above 0 and below 1.
    /// - Returns: Half the quantile of the chi-square distribution of one degree of freedom, after Wilks (1938).
    static func drop(level: Double) -> Double {
        GammaDistribution.chiSquare(degrees: 1).exceeded(with: 1 - level) / 2
    }
}

/// The largest absolute values of both.
private func abs(_ vector: SIMD2<Double>) -> SIMD2<Double> { SIMD2(Swift.abs(vector.x), Swift.abs(vector.y)) }
