import Foundation

/// What measurements of one level through time tell of whether it moved.
///
/// The level is taken to stay where it is but for jumps: between two measurements it jumps with a probability that is the same
/// everywhere, and then to any place of its range. Measurements have normal errors. Levels stand on a lattice, on which the probability
/// that all of them lie within less than a difference is exact: paths that keep within a window whose lowest place they reach, summed
/// over the windows. So nothing is picked from many differences, and looks at a level that stays make it surer that it stayed.
///
/// The forward and backward recursions are those of a hidden Markov chain (Rabiner 1989, Proceedings of the IEEE 77(2), 257–286,
/// equations 19–25).
struct LevelHistory {
    /// One measurement.
    struct Value: Hashable {
        var value: Double
        /// Standard deviation of its error; one of 0 is taken as half a step of the lattice.
        var deviation: Double
    }

    /// Probability that the level kept within less than the difference, before anything was measured.
    let keptBefore: Double
    /// Probability that it kept within less than the difference up to each measurement, given all of them.
    let kept: [Double]

    /// Places on the lattice at most.
    private static let mostPlaces = 400
    /// Steps of the lattice that make the difference, where the range leaves room for them.
    private static let stepsOfDifference = 9.5

    /// Weighs what was measured; nil where numbers are too large to reckon with, or there is nothing to be reckoned.
    ///
    /// - Parameters:
    ///   - values: Measurements in the order of time.
    ///   - difference: By how much a level must differ to have moved, above 0.
    ///   - jump: Probability of a jump between two measurements, 0…1.
    ///   - range: Where the level can be.
    init?(_ values: [Value], difference: Double, jump: Double, range: ClosedRange<Double>) {
        let width = range.upperBound - range.lowerBound
        guard !values.isEmpty, difference > 0, difference.isFinite, width > 0, width.isFinite, jump > 0, jump < 1,
            values.allSatisfy({ $0.value.isFinite && $0.deviation.isFinite && $0.deviation >= 0 })
        else { return nil }
        let most = Double(Self.mostPlaces - 1)
        let steps = min(most, max(1, (width * Self.stepsOfDifference / difference).rounded(.up)))
        let step = width / steps
        let places = (0...Int(steps)).map { range.lowerBound + Double($0) * step }
        let window = Int(min(Double(places.count), max(1, (difference / step).rounded(.up))))
        self.init(
            likelihoods: values.map { Self.likelihoods(of: $0, at: places, least: step / 2) }, window: window,
            jump: jump)
    }

    /// Likelihoods of a measurement over the places, the highest 1.
    private static func likelihoods(of value: Value, at places: [Double], least: Double) -> [Double] {
        let deviation = max(value.deviation, least)
        let exponents = places.map { place in
            let offset = (value.value - place) / deviation
            return -offset * offset / 2
        }
        let highest = exponents.max() ?? 0
        guard highest.isFinite else { return [Double](repeating: 1, count: places.count) }
        return exponents.map { exp($0 - highest) }
    }

    /// The same from likelihoods on a lattice; what keeps within `window` places side by side has not moved.
    init(likelihoods: [[Double]], window: Int, jump: Double) {
        let count = likelihoods.first?.count ?? 0
        let each = jump / Double(max(1, count))
        let (scales, later) = Self.scaled(likelihoods, jump: jump, each: each)
        var kept = [Double](repeating: 0, count: likelihoods.count)
        var before = 0.0
        for lowest in 0..<count {
            let end = min(count, lowest + window)
            // Paths within the window, less those that never reach its lowest place.
            for (start, sign) in [(lowest, 1.0), (lowest + 1, -1)] where start < end {
                let share = Double(end - start) / Double(count)
                before += sign * share * pow(1 - jump + jump * share, Double(likelihoods.count - 1))
                var paths = [Double](repeating: 1 / Double(count), count: end - start)
                for (time, own) in likelihoods.enumerated() {
                    if time > 0 {
                        let all = paths.reduce(0, +)
                        for place in paths.indices { paths[place] = (1 - jump) * paths[place] + each * all }
                    }
                    var sum = 0.0
                    for place in paths.indices {
                        paths[place] *= own[start + place] / scales[time]
                        sum += paths[place] * later[time][start + place]
                    }
                    kept[time] += sign * sum
                }
            }
        }
        self.kept = kept.map { min(1, max(0, $0)) }
        keptBefore = min(1, max(0, before))
    }

    /// By measurement, the probability of it after the earlier ones, and the likelihoods of the later ones given each place, in
    /// units in which forward times backward sums to 1.
    private static func scaled(
        _ likelihoods: [[Double]], jump: Double, each: Double
    ) -> (scales: [Double], later: [[Double]]) {
        let count = likelihoods.first?.count ?? 0
        var scales: [Double] = []
        var forward = [Double](repeating: 1 / Double(max(1, count)), count: count)
        for (time, own) in likelihoods.enumerated() {
            for place in forward.indices {
                forward[place] = (time > 0 ? (1 - jump) * forward[place] + each : forward[place]) * own[place]
            }
            let sum = max(forward.reduce(0, +), .leastNormalMagnitude)
            for place in forward.indices { forward[place] /= sum }
            scales.append(sum)
        }
        var later = [[Double]](repeating: [Double](repeating: 1, count: count), count: likelihoods.count)
        for time in likelihoods.indices.dropLast().reversed() {
            let next = zip(likelihoods[time + 1], later[time + 1]).map { $0 * $1 / scales[time + 1] }
            let all = next.reduce(0, +)
            later[time] = next.map { (1 - jump) * $0 + each * all }
        }
        return (scales, later)
    }
}
