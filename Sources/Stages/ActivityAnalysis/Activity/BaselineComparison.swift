import Evidence
public import Findings
import Foundation
import Statistics

/// Holds the latest look of each series against its history, and tells changes of rate.
///
/// Counts of trains and ships come in bunches, so a constant rate alone would call too much unusual: the rank among all looks is
/// asked too, and the greater of both probabilities counts. Many series are tested at once, so it is corrected by Holm's step-down
/// rule, under which the chance of any false alarm among all of them stays below the level, whatever their dependence.
///
/// Sources: gamma–Poisson predictive: Gelman and others (2013), Bayesian Data Analysis, 3rd ed., section 2.6; Holm (1979),
/// Scandinavian Journal of Statistics 6(2), 65–70; mid-p: Lancaster (1961), Journal of the American Statistical Association 56,
/// 223–234.
public struct BaselineComparison: Sendable {
    /// When a history is long enough.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Looks before the latest one that are needed.
        public var leastHistory: Int
        /// Looks that are needed to tell a change of rate.
        public var leastForChange: Int
        /// Probability from which a change of rate is told.
        ///
        /// A series is asked again with each new look, and any of them can raise a false alarm. Of series without a change the
        /// odds are ever above *k* in a share of 1/*k* at most (Ville's inequality, for a prior that does not depend on the counts), so
        /// 0.95, odds of 19, keeps those with any false alarm at about one in twenty.
        public var leastProbability: Double

        /// Makes a configuration.
        public init(leastHistory: Int = 5, leastForChange: Int = 8, leastProbability: Double = 0.95) {
            self.leastHistory = leastHistory
            self.leastForChange = leastForChange
            self.leastProbability = leastProbability
        }
    }

    private let configuration: Configuration
    private let latitude: Double

    /// Makes a comparison.
    ///
    /// - Parameters:
    ///   - latitude: Degrees north of the equator of the place, for its seasons.
    ///   - configuration: When a history is long enough.
    public init(latitude: Double, configuration: Configuration = Configuration()) {
        self.latitude = latitude
        self.configuration = configuration
    }

    /// The latest look of each series that has a history, corrected for all of them together.
    ///
    /// - Parameter series: Series, each ordered by time.
    /// - Returns: One record for each series with history enough, in their order.
    public func latestLooks(of series: [ActivitySeries]) -> [UnusualLook] {
        var found = sideBySide(series.count) { latest(of: series[$0]) }.compactMap(\.self)
        let tests = found.count
        let order = found.indices.sorted {
            let (first, second) = (raw(found[$0]), raw(found[$1]))
            return first != second ? first < second : $0 < $1
        }
        var most = 0.0
        for (rank, index) in order.enumerated() {
            most = max(most, min(1, Double(tests - rank) * raw(found[index])))
            found[index].corrected = most
            found[index].tests = tests
        }
        return found
    }

    private func raw(_ look: UnusualLook) -> Double { max(look.probabilityByRate, look.probabilityByRank) }

    private func latest(of series: ActivitySeries) -> UnusualLook? {
        let seeing = series.seeing
        guard seeing.count > configuration.leastHistory, let last = seeing.last, let count = last.count else {
            return nil
        }
        let history = seeing.dropLast()
        let known = history.compactMap(Self.observation)
        guard let now = Self.observation(last), let rate = try? GammaPoissonRate(observations: known) else {
            return nil
        }
        let surprise = rate.surprise(of: now)
        let values = history.compactMap { $0.count?.detected }.map(Double.init)
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count - 1))
        let median = values.sorted()[values.count / 2]
        let off = abs(Double(count.detected) - median)
        let asFar = values.count { abs($0 - median) >= off }
        return UnusualLook(
            zone: series.zone, quantity: series.quantity, look: .init(last), history: history.count,
            expected: surprise.expected, dispersion: mean > 0 ? variance / mean : nil,
            probabilityByRate: surprise.twoSided, probabilityByRank: Double(asFar + 1) / Double(values.count + 1),
            corrected: 1, tests: 1, season: season(of: seeing, at: last))
    }

    /// A look's count with the share of objects that it could have counted.
    private static func observation(_ point: ActivitySeries.Point) -> CountObservation? {
        guard let count = point.count else { return nil }
        let exposure = point.detection ?? point.visibleShare
        guard exposure > 0 else { return nil }
        return try? CountObservation(count: count.detected, exposure: exposure)
    }

    private func season(
        of seeing: [ActivitySeries.Point], at last: ActivitySeries.Point
    ) -> UnusualLook.SeasonComparison? {
        let season = Season(of: last.time.middle, latitude: latitude)
        // Looks of one season of one year lie less than 120 days apart.
        let same = seeing.filter { Season(of: $0.time.middle, latitude: latitude) == season }
        let isOfNow = { (point: ActivitySeries.Point) in
            last.time.middle.timeIntervalSince(point.time.middle) < 120 * 86_400
        }
        let (now, others) = (same.filter(isOfNow), same.filter { !isOfNow($0) })
        guard !others.isEmpty, let first = try? GammaPoissonRate(observations: now.compactMap(Self.observation)),
            let second = try? GammaPoissonRate(observations: others.compactMap(Self.observation))
        else { return nil }
        func mean(_ points: [ActivitySeries.Point]) -> Double {
            Double(points.reduce(0) { $0 + ($1.count?.detected ?? 0) }) / Double(points.count)
        }
        // The share of b₁λ₁ in b₁λ₁ + b₂λ₂ is beta with both shapes, and λ₁ > λ₂ where it is above b₁ / (b₁ + b₂).
        let share = first.exposure / (first.exposure + second.exposure)
        let probability = 1 - BetaDistribution(alpha: first.shape, beta: second.shape).cumulative(share)
        return UnusualLook.SeasonComparison(
            season: season.rawValue, looks: others.count, mean: mean(others), thisSeason: mean(now),
            looksOfThisSeason: now.count, probabilityOfMore: probability)
    }

    /// The one change of rate that a series shows.
    ///
    /// - Parameter series: A series, ordered by time.
    /// - Returns: nil where too few looks could tell, or where it is too unlikely that there was a change.
    public func change(in series: ActivitySeries) -> RateChange? {
        var marks: [FirstSince.Mark] = []
        var observations: [CountObservation] = []
        for point in series.points {
            guard let observation = Self.observation(point) else { continue }
            marks.append(.init(point))
            observations.append(observation)
        }
        guard marks.count >= configuration.leastForChange, let found = Self.singleChange(observations) else {
            return nil
        }
        let probability = found.changeProbability()
        guard probability >= configuration.leastProbability else { return nil }
        let interval = found.interval(level: 0.9)
        return RateChange(
            zone: series.zone, quantity: series.quantity, before: marks[found.mostProbable],
            after: marks[found.mostProbable + 1], earliest: marks[interval.lowerBound],
            latest: marks[interval.upperBound], rateBefore: found.before.mean, rateAfter: found.after.mean,
            probability: probability, looks: marks.count)
    }

    private static func singleChange(_ observations: [CountObservation]) -> SingleChange? {
        let count = observations.reduce(0) { $0 + Double($1.count) }
        let exposure = observations.reduce(0) { $0 + $1.exposure }
        guard count > 0, exposure > 0 else { return nil }
        do {
            // A prior as wide as one look at the mean rate of all.
            let prior = try GammaPoissonRate(shape: 0.5, exposure: 0.5 * exposure / count)
            return try SingleChange(observations: observations, prior: prior)
        } catch {
            return nil
        }
    }
}
