import Foundation

extension OccupancyEstimate {
    /// A look at a site whose probability to detect what is there is known: visible share times recall.
    public struct Survey: Hashable, Sendable {
        /// Whether it detected something.
        public let isDetected: Bool
        /// Probability that it detects an occupied site, 0…1.
        public let detection: Double

        /// Makes a look.
        ///
        /// - Parameters:
        ///   - isDetected: Whether it detected something.
        ///   - detection: 0…1; above 0 where something was detected.
        /// - Throws: ``StatisticsError/outside(what:index:value:wanted:)``.
        public init(isDetected: Bool, detection: Double) throws(StatisticsError) {
            guard detection >= 0, detection <= 1 else {
                throw .outside(what: "detection probability", index: nil, value: detection, wanted: "0 to 1")
            }
            guard detection > 0 || !isDetected else {
                throw .outside(
                    what: "detection probability of a look that detected", index: nil, value: detection,
                    wanted: "above 0")
            }
            self.isDetected = isDetected
            self.detection = detection
        }
    }

    /// Estimates ψ where each look's probability to detect is known.
    ///
    /// The log-likelihood is concave in ψ, so its maximum and both ends of the interval are found by halving intervals. Without any
    /// detection ψ is 0 and its interval ends where the looks would hardly have missed so many sites.
    ///
    /// - Parameters:
    ///   - histories: For each site its looks; missing ones left out.
    ///   - level: Probability of the interval, above 0 and below 1.
    /// - Returns: The estimate; or that no look could have detected anything.
    /// - Throws: ``StatisticsError/empty(what:)`` where no site was looked at.
    public static func known(
        _ histories: [[Survey]], level: Double = 0.95
    ) throws(StatisticsError) -> Determination<OccupancyEstimate> {
        precondition(level > 0 && level < 1, "The level of an interval lies between 0 and 1.")
        let sites = histories.filter { !$0.isEmpty }
        guard !sites.isEmpty else { throw .empty(what: "site with a look") }
        let detected = sites.filter { $0.contains(where: \.isDetected) }
        // For the others, the probability that an occupied one would have been detected.
        let shown = sites.filter { !$0.contains(where: \.isDetected) }
            .map { site in 1 - site.reduce(1.0) { $0 * (1 - $1.detection) } }
        guard !detected.isEmpty || shown.contains(where: { $0 > 0 }) else {
            return .undetermined(because: "No look at any of \(sites.count) sites could have detected what is there.")
        }
        let seen = Double(detected.count)
        let fixed = detected.reduce(0) { sum, site in
            sum + site.reduce(0) { $0 + log($1.isDetected ? $1.detection : 1 - $1.detection) }
        }
        func logLikelihood(_ occupancy: Double) -> Double {
            shown.reduce(fixed + (seen > 0 ? seen * log(occupancy) : 0)) { $0 + log1p(-occupancy * $1) }
        }
        func slope(_ occupancy: Double) -> Double {
            shown.reduce(seen > 0 ? seen / occupancy : 0) { $0 - $1 / (1 - occupancy * $1) }
        }
        /// Where a falling function leaves the values above 0.
        func end(_ low: Double, _ high: Double, _ function: (Double) -> Double) -> Double {
            var (low, high) = (low, high)
            for _ in 0..<200 where high - low > 1e-15 {
                let middle = (low + high) / 2
                if function(middle) > 0 { low = middle } else { high = middle }
            }
            return (low + high) / 2
        }
        var best = 0.0
        if slope(1) >= 0 { best = 1 } else if seen > 0 { best = end(0, 1, slope) }
        let value = logLikelihood(best)
        let least = value - Maximisation.drop(level: level)
        let low = best > 0 && seen > 0 ? end(0, best) { least - logLikelihood($0) } : 0
        let high = logLikelihood(1) >= least ? 1 : end(best, 1) { logLikelihood($0) - least }
        var error: Double?
        if best > 0, best < 1 {
            let curvature = shown.reduce(seen / (best * best)) { $0 + ($1 / (1 - best * $1)) * ($1 / (1 - best * $1)) }
            error = 1 / curvature.squareRoot()
        }
        return .determined(
            OccupancyEstimate(
                occupancy: IntervalEstimate(value: best, lower: low, upper: high), occupancyError: error,
                detection: nil,
                detectionError: nil, logLikelihood: value, siteCount: sites.count, detectedCount: detected.count))
    }
}
