import Evidence
import Foundation

/// Fits one correction to what was measured at many places, of which some are wrong.
///
/// A shift first, by Tukey's biweight from a start that the whole scene gave; a linear part where it takes away more than chance
/// would (Bayesian information criterion), and where places that agree lie about the scene and not along one line of it, such as
/// a shore in snow: what a line tells would turn and stretch all beside it; a mesh where what is left agrees between neighbours, and a place is
/// better foretold by its neighbours than without them.
///
/// Sources: Huber and Ronchetti (2009), Robust Statistics, 2nd ed., section 4.8 (biweight); Schwarz (1978), "Estimating
/// the dimension of a model", Annals of Statistics 6(2).
struct DisplacementFit {
    /// One measurement, in the frame of the alignment.
    struct Measurement {
        var place: SIMD2<Double>
        var displacement: SIMD2<Double>
        var height: Double

        var isFinite: Bool {
            place.x.isFinite && place.y.isFinite && displacement.x.isFinite && displacement.y.isFinite
        }
    }

    /// Least height of a measurement that is listened to.
    static let leastHeight = 7.0
    /// Places that are needed for a linear part.
    private static let leastForLinear = 20
    /// Least spread of places that agree, as a share of that of all places, in the direction in which it is least.
    private static let leastSpread = 0.4
    /// Pixels by which a linear part may move one edge of a compared window against the other. Were it more, the window's
    /// two halves would agree on different displacements and it would find none.
    private static let mostWithinWindow = 4.0
    /// Places that are needed for a mesh.
    private static let leastForMesh = 60

    private(set) var field: DisplacementField
    /// Whether each measurement agrees.
    private(set) var agrees: [Bool]
    /// Residuals of all measurements.
    private(set) var residuals: [Double]
    /// Radius of nine in ten residuals of those that agree; nil for fewer than five.
    private(set) var circularError90: Double?
    /// Whether each measurement disagrees, and measurements around it that share no pixel with it disagree in the same way.
    private(set) var liesOtherwise: [Bool]
    /// Radius of nine in ten residuals of those that agree or lie otherwise; nil for fewer than five.
    private(set) var radius90: Double?

    /// Fits a field.
    ///
    /// - Parameters:
    ///   - measurements: What was measured.
    ///   - start: The shift from which to start.
    ///   - pixel: One pixel of what was compared, in the frame's unit.
    ///   - reach: How far from the start measurements may lie to be heard at all.
    ///   - window: Side of what was compared at each place.
    init(_ measurements: [Measurement], start: SIMD2<Double>, pixel: Double, reach: Double, window: Double) {
        field = DisplacementField(shift: start)
        residuals = []
        agrees = []
        liesOtherwise = []
        let heard = measurements.indices.filter { index in
            measurements[index].height >= Self.leastHeight
                && Self.length(measurements[index].displacement - start) <= reach
        }
        let listened = heard.map { measurements[$0] }
        if listened.count >= 5 {
            fitShift(listened, pixel: pixel)
            fitLinear(listened, among: measurements, pixel: pixel, window: window)
            fitMesh(listened, pixel: pixel)
        }
        let limit = Self.limit(spread(of: listened), pixel: pixel)
        residuals = measurements.map { Self.length($0.displacement - field.value(x: $0.place.x, y: $0.place.y)) }
        agrees = measurements.indices.map { measurements[$0].height >= Self.leastHeight && residuals[$0] <= limit }
        circularError90 = Self.nineInTen(residuals.indices.filter { agrees[$0] }.map { residuals[$0] })
        let doubted = measurements.indices.filter { index in
            !agrees[index] && measurements[index].height >= Self.leastHeight
                && Self.length(measurements[index].displacement - start) <= reach
        }
        liesOtherwise = Array(repeating: false, count: measurements.count)
        for index in doubted {
            liesOtherwise[index] = Self.isConfirmed(index, measurements, heard: heard, pixel: pixel, window: window)
        }
        radius90 = Self.nineInTen(
            residuals.indices.filter { agrees[$0] || liesOtherwise[$0] }.map { residuals[$0] })
    }

    /// The radius that holds nine in ten; nil for fewer than five.
    private static func nineInTen(_ residuals: [Double]) -> Double? {
        guard residuals.count >= 5 else { return nil }
        let sorted = residuals.sorted()
        return sorted[min(sorted.count - 1, Int((0.9 * Double(sorted.count)).rounded(.up)) - 1)]
    }

    /// Whether half of the eight nearest places that share no pixel with one find its displacement to a pixel; by chance two
    /// places do so in one of sixty cases.
    private static func isConfirmed(
        _ index: Int, _ measurements: [Measurement], heard: [Int], pixel: Double, window: Double
    ) -> Bool {
        let own = measurements[index]
        let around = heard.compactMap { other -> (distance: Double, apart: Double)? in
            let way = measurements[other].place - own.place
            guard max(abs(way.x), abs(way.y)) >= 0.99 * window else { return nil }
            return (length(way), length(measurements[other].displacement - own.displacement))
        }.sorted { $0.distance < $1.distance }.prefix(8)
        return around.count >= 4 && 2 * around.count { $0.apart <= pixel } >= around.count
    }

    private static func length(_ vector: SIMD2<Double>) -> Double { (vector * vector).sum().squareRoot() }

    /// Residuals up to here agree.
    private static func limit(_ spread: Double, pixel: Double) -> Double {
        max(0.5 * pixel, min(3 * spread, 2 * pixel))
    }

    /// Robust standard deviation along one axis, from the median length of residuals (1.1774 σ for a circular normal).
    private func spread(of listened: [Measurement]) -> Double {
        let lengths = listened.map { Self.length($0.displacement - field.value(x: $0.place.x, y: $0.place.y)) }.sorted()
        return lengths.isEmpty ? 0 : lengths[lengths.count / 2] / 1.1774
    }

    /// Tukey's weights of residuals under the field as it is.
    private func weights(_ listened: [Measurement], pixel: Double) -> [Double] {
        let width = 4.685 * max(0.05 * pixel, min(spread(of: listened), 0.6 * pixel))
        return listened.map { item in
            let ratio = Self.length(item.displacement - field.value(x: item.place.x, y: item.place.y)) / width
            return ratio < 1 ? (1 - ratio * ratio) * (1 - ratio * ratio) : 0
        }
    }

    private mutating func fitShift(_ listened: [Measurement], pixel: Double) {
        for _ in 0..<20 {
            let weights = weights(listened, pixel: pixel)
            let total = weights.reduce(0, +)
            guard total > 0 else { return }
            var sum = SIMD2<Double>.zero
            for (item, weight) in zip(listened, weights) { sum += item.displacement * weight }
            field.shift = sum / total
        }
    }

    private mutating func fitLinear(
        _ listened: [Measurement], among all: [Measurement], pixel: Double, window: Double
    ) {
        let before = self
        let near = weights(listened, pixel: pixel)
        guard near.count(where: { $0 > 0 }) >= Self.leastForLinear else { return }
        let most = Self.mostWithinWindow * pixel / window
        for _ in 0..<20 {
            let weights = weights(listened, pixel: pixel)
            guard Self.isSpread(listened, weights, as: all), let solved = Self.linear(listened, weights),
                max(Self.length(solved.perX), Self.length(solved.perY)) <= most
            else {
                self = before
                return
            }
            field = solved
        }
        // Both are judged on the same places with the same bound, so that neither gains by leaving some out.
        let bound = 2 * pixel
        let cost = { (fit: DisplacementFit) in
            listened.reduce(0) { sum, item in
                let length = Self.length(item.displacement - fit.field.value(x: item.place.x, y: item.place.y))
                return sum + min(length, bound) * min(length, bound)
            }
        }
        let count = Double(listened.count)
        let floor = count * (0.01 * pixel) * (0.01 * pixel)
        let gain = count * log((cost(before) + floor) / (cost(self) + floor))
        if gain < 4 * log(count) { self = before }
    }

    /// Whether places that agree are spread in every direction, compared with all places at which the scenes were compared.
    ///
    /// The least ratio of both variances over all directions is the lesser eigenvalue of one matrix of second moments against the
    /// other.
    private static func isSpread(_ listened: [Measurement], _ weights: [Double], as all: [Measurement]) -> Bool {
        let agreeing = moments(zip(listened, weights).map { ($0.place, $1) })
        let whole = moments(all.map { ($0.place, 1) })
        let determinant = whole.xx * whole.yy - whole.xy * whole.xy
        guard determinant > 0, determinant.isFinite else { return false }
        let trace =
            (agreeing.xx * whole.yy + agreeing.yy * whole.xx - 2 * agreeing.xy * whole.xy) / determinant
        let product = (agreeing.xx * agreeing.yy - agreeing.xy * agreeing.xy) / determinant
        let least = trace / 2 - max(0, trace * trace / 4 - product).squareRoot()
        return least >= leastSpread * leastSpread
    }

    /// Second moments of weighted places around their mean.
    private static func moments(
        _ places: [(place: SIMD2<Double>, weight: Double)]
    ) -> (xx: Double, xy: Double, yy: Double) {
        let total = places.reduce(0) { $0 + $1.weight }
        guard total > 0 else { return (0, 0, 0) }
        let mean = places.reduce(SIMD2<Double>.zero) { $0 + $1.place * ($1.weight / total) }
        return places.reduce((0, 0, 0)) { sum, item in
            let off = item.place - mean
            let share = item.weight / total
            return (sum.0 + share * off.x * off.x, sum.1 + share * off.x * off.y, sum.2 + share * off.y * off.y)
        }
    }

    /// Weighted least squares for shift and linear part; nil where places lie on a line.
    private static func linear(_ listened: [Measurement], _ weights: [Double]) -> DisplacementField? {
        let total = weights.reduce(0, +)
        guard total > 0 else { return nil }
        var middle = SIMD2<Double>.zero
        var mean = SIMD2<Double>.zero
        for (item, weight) in zip(listened, weights) {
            middle += item.place * (weight / total)
            mean += item.displacement * (weight / total)
        }
        var xx = 0.0, xy = 0.0, yy = 0.0
        var byX = SIMD2<Double>.zero, byY = SIMD2<Double>.zero
        for (item, weight) in zip(listened, weights) {
            let place = item.place - middle
            xx += weight * place.x * place.x
            xy += weight * place.x * place.y
            yy += weight * place.y * place.y
            byX += (item.displacement - mean) * (weight * place.x)
            byY += (item.displacement - mean) * (weight * place.y)
        }
        let determinant = xx * yy - xy * xy
        guard determinant > 1e-6 * xx * yy, determinant.isFinite else { return nil }
        let perX = (byX * yy - byY * xy) / determinant
        let perY = (byY * xx - byX * xy) / determinant
        return DisplacementField(shift: mean - perX * middle.x - perY * middle.y, perX: perX, perY: perY)
    }

    // MARK: - Mesh

    private mutating func fitMesh(_ listened: [Measurement], pixel: Double) {
        let limit = Self.limit(spread(of: listened), pixel: pixel)
        let left = listened.map { item in
            (place: item.place, rest: item.displacement - field.value(x: item.place.x, y: item.place.y))
        }.filter { Self.length($0.rest) <= 2 * limit }
        guard left.count >= Self.leastForMesh, let mesh = Self.mesh(of: left) else { return }
        // Each place foretold from the others: by the nodes around it without its own part.
        let spacing = mesh.spacing
        var without = 0.0
        var with = 0.0
        for (index, item) in left.enumerated() {
            let foretold = Self.smoothed(at: item.place, left, width: spacing.x, leaving: index)
            without += min(Self.length(item.rest), limit)
            with += min(Self.length(item.rest - foretold), limit)
        }
        if with < 0.85 * without { field.mesh = mesh }
    }

    private static func mesh(of left: [(place: SIMD2<Double>, rest: SIMD2<Double>)]) -> DisplacementField.Mesh? {
        let xs = left.map(\.place.x)
        let ys = left.map(\.place.y)
        guard let west = xs.min(), let east = xs.max(), let south = ys.min(), let north = ys.max() else { return nil }
        // Some four places to a node.
        let area = (east - west) * (north - south)
        let side = (area * 4 / Double(left.count)).squareRoot()
        guard side > 0, side.isFinite else { return nil }
        let columns = min(64, max(2, Int(((east - west) / side).rounded(.up)) + 1))
        let rows = min(64, max(2, Int(((north - south) / side).rounded(.up)) + 1))
        let spacing = SIMD2((east - west) / Double(columns - 1), (north - south) / Double(rows - 1))
        guard spacing.x > 0, spacing.y > 0 else { return nil }
        let nodes = (0..<rows).flatMap { row in
            (0..<columns).map { column in
                smoothed(
                    at: SIMD2(west + Double(column) * spacing.x, south + Double(row) * spacing.y), left,
                    width: spacing.x,
                    leaving: nil)
            }
        }
        return DisplacementField.Mesh(
            origin: SIMD2(west, south), spacing: spacing, columns: columns, nodes: nodes)
    }

    /// The mean of what is left around a place, drawn towards nothing where little is there.
    private static func smoothed(
        at place: SIMD2<Double>, _ left: [(place: SIMD2<Double>, rest: SIMD2<Double>)], width: Double, leaving: Int?
    ) -> SIMD2<Double> {
        var sum = SIMD2<Double>.zero
        var total = 1.0
        for (index, item) in left.enumerated() where index != leaving {
            let distance = item.place - place
            let weight = exp(-(distance * distance).sum() / (2 * width * width))
            sum += item.rest * weight
            total += weight
        }
        return sum / total
    }
}
