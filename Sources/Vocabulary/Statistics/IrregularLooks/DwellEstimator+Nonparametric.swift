import Foundation

extension DwellEstimator {
    /// Estimates dwell without a family: masses at dwells from the shortest gap to twice the watched period.
    ///
    /// Steps of expectation and maximisation from equal masses of what is seen: a dwell's mass becomes the stays that it explains over the arrival
    /// times from which it is caught, Σᵢ P(*D* | stay *i*) / Σₛ νₛ *W*ₛ(*D*) with νₛ the rate of place *s*. The likelihood
    /// grows at each step; steps end when it grows by less than 1e-7, or after 2000.
    ///
    /// - Parameters:
    ///   - level: Probability of the bootstrap intervals, above 0 and below 1.
    ///   - resamples: Draws of the stays of each place, with replacement; with less than 2 the intervals have no width.
    ///   - seed: Of the draws; the same seed gives the same intervals.
    /// - Returns: The estimate; or why dwell is not determined.
    ///
    /// Source: Turnbull (1976), section 4; intervals: Efron & Tibshirani (1993), An Introduction to the Bootstrap, section 13.3.
    public func nonparametric(
        level: Double = 0.95, resamples: Int = 200, seed: UInt64 = 1
    ) -> Determination<NonparametricDwell> {
        precondition(level > 0 && level < 1, "The level of an interval lies between 0 and 1.")
        if let reason = reason(maxima([.lognormal]), Maximisation.drop(level: level)) {
            return .undetermined(because: reason)
        }
        let problem = DwellMixture(likelihood)
        let masses = problem.maximum(likelihood.rows.map(\.weight), from: nil, steps: 2000)
        var means: [Double] = []
        var medians: [Double] = []
        for number in 0..<max(0, resamples) {
            var random = RandomStream.stream(seed: seed, name: UInt64(number))
            let drawn = problem.maximum(resampled(&random), from: masses, steps: 200)
            means.append(problem.mean(drawn))
            medians.append(problem.median(drawn))
        }
        let whole = zip(problem.dwells, masses).filter { $0.1 > 1e-7 }
        let sum = whole.reduce(0) { $0 + $1.1 }
        return .determined(
            NonparametricDwell(
                masses: whole.map { NonparametricDwell.Mass(dwell: $0.0, share: $0.1 / sum) },
                logLikelihood: problem.logLikelihood(masses),
                mean: interval(problem.mean(masses), means, level),
                median: interval(problem.median(masses), medians, level), resolution: likelihood.shortestGap,
                unboundedShare: masses.last ?? 0))
    }

    /// Weights of the rows when as many stays of each place are drawn from those there are.
    private func resampled(_ random: inout RandomStream) -> [Double] {
        var weights = [Double](repeating: 0, count: likelihood.rows.count)
        for (sample, count) in likelihood.counts.enumerated() {
            let rows = likelihood.rows.indices.filter { likelihood.rows[$0].sample == sample }
            var sums: [Double] = []
            for row in rows { sums.append((sums.last ?? 0) + likelihood.rows[row].weight) }
            for _ in 0..<Int(count) {
                let place = random.uniform() * count
                weights[rows[sums.firstIndex { $0 > place } ?? rows.count - 1]] += 1
            }
        }
        return weights
    }

    private func interval(_ value: Double, _ drawn: [Double], _ level: Double) -> IntervalEstimate {
        let sorted = drawn.sorted()
        let tail = (1 - level) / 2
        let low = Percentile.value(tail, of: sorted.count) { sorted[$0] } ?? value
        let high = Percentile.value(1 - tail, of: sorted.count) { sorted[$0] } ?? value
        return IntervalEstimate(value: value, lower: low, upper: high)
    }
}

/// Masses at dwells of which each stay was likely to come from a run: the problem of ``DwellEstimator/nonparametric(level:resamples:seed:)``.
private struct DwellMixture {
    let dwells: [Double]
    private let rows: [DwellLikelihood.Row]
    private let caught: [[Double]]
    private let sampleCount: Int

    init(_ likelihood: DwellLikelihood) {
        let first = likelihood.dwells.firstIndex { $0 >= likelihood.shortestGap } ?? 0
        let last = likelihood.dwells.lastIndex { $0 <= 2 * likelihood.period } ?? first
        dwells = Array(likelihood.dwells[first...last])
        caught = likelihood.caught.map { Array($0[first...last]) }
        sampleCount = likelihood.counts.count
        rows = likelihood.rows.map { row in
            var cut = row
            let begin = max(row.first, first)
            let end = min(row.first + row.lengths.count - 1, last)
            cut.first = begin - first
            cut.lengths = begin <= end ? Array(row.lengths[(begin - row.first)...(end - row.first)]) : []
            return cut
        }
    }

    /// Masses of largest likelihood.
    ///
    /// - Parameters:
    ///   - weights: Of the rows.
    ///   - start: Masses to begin with; nil for such that each dwell is as likely among what is seen.
    ///   - steps: Most steps.
    /// - Returns: Masses that add up to one.
    func maximum(_ weights: [Double], from start: [Double]?, steps: Int) -> [Double] {
        var masses = start ?? dwells.indices.map { index in 1 / caught.reduce(0) { $0 + $1[index] } }
        var counts = [Double](repeating: 0, count: sampleCount)
        for (row, weight) in zip(rows, weights) { counts[row.sample] += weight }
        var before = -Double.infinity
        for _ in 0..<steps {
            var explained = [Double](repeating: 0, count: dwells.count)
            var value = 0.0
            for (row, weight) in zip(rows, weights) where weight > 0 && !row.lengths.isEmpty {
                var sum = 0.0
                for index in row.lengths.indices { sum += row.lengths[index] * masses[row.first + index] }
                let factor = weight / max(1e-300, sum)
                value += weight * log(max(1e-300, sum))
                for index in row.lengths.indices {
                    explained[row.first + index] += factor * row.lengths[index] * masses[row.first + index]
                }
            }
            var exposure = [Double](repeating: 0, count: dwells.count)
            for (count, lengths) in zip(counts, caught) where count > 0 {
                var whole = 0.0
                for index in masses.indices { whole += masses[index] * lengths[index] }
                value -= count * log(whole)
                let rate = count / whole
                for index in masses.indices { exposure[index] += rate * lengths[index] }
            }
            if value - before < 1e-7 { break }
            before = value
            var sum = 0.0
            for index in masses.indices {
                masses[index] = explained[index] / exposure[index]
                sum += masses[index]
            }
            for index in masses.indices { masses[index] /= sum }
        }
        return masses
    }

    func logLikelihood(_ masses: [Double]) -> Double {
        var value = 0.0
        var counts = [Double](repeating: 0, count: sampleCount)
        for row in rows {
            counts[row.sample] += row.weight
            var sum = 0.0
            for index in row.lengths.indices { sum += row.lengths[index] * masses[row.first + index] }
            value += row.weight * log(max(1e-300, sum))
        }
        for (count, lengths) in zip(counts, caught) {
            value -= count * log(zip(masses, lengths).reduce(0) { $0 + $1.0 * $1.1 })
        }
        return value
    }

    func mean(_ masses: [Double]) -> Double { zip(masses, dwells).reduce(0) { $0 + $1.0 * $1.1 } }

    func median(_ masses: [Double]) -> Double {
        var sum = 0.0
        for (dwell, mass) in zip(dwells, masses) {
            sum += mass
            if sum >= 0.5 { return dwell }
        }
        return dwells.last ?? 0
    }
}
