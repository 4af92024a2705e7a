import Foundation

/// Masses of stretches of time of which each case covers a run: the problem behind ``TurnbullEstimate``.
struct IntervalMixture {
    /// Cases that cover the same run of stretches.
    private struct Run {
        var first: Int
        var last: Int
        var weight: Double
    }

    private let runs: [Run]
    /// Sum of the weights.
    let weight: Double
    /// Mass of each stretch; they add up to one.
    private(set) var masses: [Double]

    init(_ times: [IntervalTime], _ stretches: [(after: Double, until: Double)]) {
        var weights: [SIMD2<Int>: Double] = [:]
        for time in times {
            let first = Self.count(stretches) { $0.after < time.after }
            let last = Self.count(stretches) { $0.until <= time.until } - 1
            weights[SIMD2(first, last), default: 0] += time.weight
        }
        // In order, so that sums do not depend on how a dictionary lies.
        runs = weights.map { Run(first: $0.key.x, last: $0.key.y, weight: $0.value) }
            .sorted { ($0.first, $0.last) < ($1.first, $1.last) }
        weight = runs.reduce(0) { $0 + $1.weight }
        masses = Array(repeating: 1 / Double(stretches.count), count: stretches.count)
    }

    /// How many at the begin of a list fulfil what all before one that does fulfil too.
    private static func count<Element>(_ list: [Element], while holds: (Element) -> Bool) -> Int {
        var (low, high) = (0, list.count)
        while low < high {
            let middle = (low + high) / 2
            if holds(list[middle]) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    var logLikelihood: Double { logLikelihood(of: masses) }

    private func logLikelihood(of masses: [Double]) -> Double {
        let shares = covered(masses)
        return zip(runs, shares).reduce(0) { $0 + $1.0.weight * log($1.1) }
    }

    /// Mass that each run covers.
    private func covered(_ masses: [Double]) -> [Double] {
        var before = [0.0]
        before.reserveCapacity(masses.count + 1)
        var sum = 0.0
        for mass in masses {
            sum += mass
            before.append(sum)
        }
        return runs.map { max(1e-300, before[$0.last + 1] - before[$0.first]) }
    }

    /// Slope of the mean log-likelihood along each mass; 1 at the maximum wherever there is mass.
    private func slopes(_ shares: [Double]) -> [Double] {
        var changes = [Double](repeating: 0, count: masses.count + 1)
        for (run, share) in zip(runs, shares) {
            let value = run.weight / (weight * share)
            changes[run.first] += value
            changes[run.last + 1] -= value
        }
        var sum = 0.0
        return masses.indices.map {
            sum += changes[$0]
            return sum
        }
    }

    /// Moves the masses to the maximum.
    ///
    /// - Parameters:
    ///   - tolerance: How far above 1 the largest slope may be.
    ///   - rounds: Most rounds.
    /// - Returns: How far above 1 the largest slope is.
    mutating func maximise(tolerance: Double, rounds: Int) -> Double {
        var gap = Double.infinity
        for round in 0..<rounds {
            let slope = slopes(covered(masses))
            gap = (slope.max() ?? 1) - 1
            if gap <= tolerance { break }
            giveMass(slope)
            for _ in 0..<(round == 0 ? 50 : 2) { stepSelfConsistently() }
            stepByNewton()
        }
        return gap
    }

    private mutating func stepSelfConsistently() {
        let slope = slopes(covered(masses))
        for index in masses.indices { masses[index] *= slope[index] }
    }

    /// Mixes mass into the stretch without any that the likelihood grows most with, if there is one.
    private mutating func giveMass(_ slope: [Double]) {
        guard let best = masses.indices.max(by: { slope[$0] < slope[$1] }), slope[best] > 1, masses[best] < 1e-6 else {
            return
        }
        let before = logLikelihood
        var share = 0.1
        while share > 1e-12 {
            var trial = masses.map { $0 * (1 - share) }
            trial[best] += share
            if logLikelihood(of: trial) > before {
                masses = trial
                return
            }
            share /= 4
        }
    }

    /// Newton's step for the masses above 0, shortened where one would fall below 0; that one is then 0.
    private mutating func stepByNewton() {
        let active = masses.indices.filter { masses[$0] > 0 }
        // Beyond this the equations cost more than many self-consistent steps.
        guard active.count <= 300 else { return }
        let shares = covered(masses)
        let slope = slopes(shares)
        guard
            let step = solvePositiveDefinite(
                curvature(active, shares), active.map { slope[$0] - 1 })
        else { return }
        var length = 1.0
        for (index, change) in zip(active, step) where change < 0 { length = min(length, -masses[index] / change) }
        let before = logLikelihood
        for _ in 0..<20 {
            var trial = masses
            for (index, change) in zip(active, step) {
                let moved = masses[index] + length * change
                trial[index] = moved > masses[index] * 1e-10 ? moved : 0
            }
            let sum = trial.reduce(0, +)
            for index in trial.indices { trial[index] /= sum }
            if logLikelihood(of: trial) > before {
                masses = trial
                return
            }
            length /= 2
        }
    }

    /// Second derivatives of minus the mean log-likelihood along the active masses, with a trace on the diagonal so that what the data
    /// do not tell apart stays as it is.
    private func curvature(_ active: [Int], _ shares: [Double]) -> [[Double]] {
        let count = active.count
        var place = [Int](repeating: 0, count: masses.count + 1)
        for (index, stretch) in active.enumerated() { place[stretch + 1] = index + 1 }
        for index in 1..<place.count where place[index] == 0 { place[index] = place[index - 1] }
        // Each run covers the active stretches place[first] ..< place[last + 1]: entries of its corner, summed up over both indices.
        var sums = [[Double]](repeating: Array(repeating: 0, count: count), count: count)
        for (run, share) in zip(runs, shares) {
            let (first, last) = (place[run.first], place[run.last + 1] - 1)
            if first <= last { sums[last][first] += run.weight / (weight * share * share) }
        }
        for row in stride(from: count - 1, through: 0, by: -1) {
            for column in 0...row {
                var sum = sums[row][column]
                if row + 1 < count { sum += sums[row + 1][column] }
                if column > 0 { sum += sums[row][column - 1] }
                if row + 1 < count, column > 0 { sum -= sums[row + 1][column - 1] }
                sums[row][column] = sum
            }
        }
        for index in 0..<count { sums[index][index] *= 1 + 1e-10 }
        return sums
    }
}
