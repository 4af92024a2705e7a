import Foundation

/// Which share of sites is occupied when looks can miss what is there.
///
/// A site is occupied with probability ψ, for the whole season or not at all, and a look at an occupied one detects it with
/// probability *p*. A site with detections contributes ψ Π *p*^*y* (1 − *p*)^(1 − *y*), one without ψ Π (1 − *p*) + 1 − ψ; missing
/// looks contribute nothing.
///
/// Assumes closed sites (a berth that is occupied on some days only makes *p* smaller and ψ the share ever used), no false
/// detections, and independent looks. One false detection in a hundred raises ψ far more than its interval shows.
///
/// Source: MacKenzie et al. (2002), Ecology 83(8), 2248–2255, eq. 1.
public struct OccupancyEstimate: Hashable, Codable, Sendable {
    /// Share of sites that are occupied, ψ, with its profile-likelihood interval.
    public let occupancy: IntervalEstimate
    /// Standard error of ψ; nil at a bound, where it has none.
    public let occupancyError: Double?
    /// Probability that a look detects an occupied site, *p*, with its profile-likelihood interval; nil where it was given.
    public let detection: IntervalEstimate?
    /// Standard error of *p*; nil at a bound or where it was given.
    public let detectionError: Double?
    /// Logarithm of the largest likelihood.
    public let logLikelihood: Double
    /// Sites with at least one look.
    public let siteCount: Int
    /// Sites with at least one detection.
    public let detectedCount: Int

    /// Share of sites with a detection: what one would say without thinking of misses.
    public var naiveOccupancy: Double { Double(detectedCount) / Double(siteCount) }

    /// Whether detection is so improbable, below 0.15, that ψ is questionable: it then cannot be told from a site that is hard to see.
    ///
    /// Source: MacKenzie et al. (2002), discussion of their simulations.
    public var isDetectionQuestionable: Bool { detection.map { $0.value < 0.15 } ?? false }

    /// Whether the likelihood is largest with all sites occupied, or with none.
    public var isAtBoundary: Bool { occupancy.value >= 1 || occupancy.value <= 0 }

    /// Probability that a site is occupied which no look detected.
    ///
    /// - Parameters:
    ///   - occupancy: Probability before any look, 0…1.
    ///   - detection: Of each look that there was, the probability to detect an occupied site, 0…1.
    /// - Returns: ψ Π (1 − *p*) / (ψ Π (1 − *p*) + 1 − ψ); ψ where there was no look.
    ///
    /// Source: MacKenzie et al. (2006), Occupancy Estimation and Modeling, eq. 4.7.
    public static func occupiedProbability(occupancy: Double, undetectedBy detection: [Double]) -> Double {
        let missed = detection.reduce(occupancy) { $0 * (1 - $1) }
        let none = 1 - occupancy
        return missed + none > 0 ? missed / (missed + none) : 0
    }

    /// Estimates ψ and one *p* for all looks.
    ///
    /// - Parameters:
    ///   - histories: For each site, for each look, whether it was detected; nil for a missing look. Lengths may differ.
    ///   - level: Probability of the intervals, above 0 and below 1.
    /// - Returns: The estimate; or why there is none: no detection, or no site looked at twice.
    /// - Throws: ``StatisticsError/empty(what:)`` where no site was looked at.
    public static func constant(
        _ histories: [[Bool?]], level: Double = 0.95
    ) throws(StatisticsError) -> Determination<OccupancyEstimate> {
        precondition(level > 0 && level < 1, "The level of an interval lies between 0 and 1.")
        let sites = histories.map { $0.compactMap(\.self) }.filter { !$0.isEmpty }
        guard !sites.isEmpty else { throw .empty(what: "site with a look") }
        let detected = sites.filter { $0.contains(true) }
        guard !detected.isEmpty else {
            return .undetermined(
                because:
                    "Nothing was detected at any of \(sites.count) sites, so it cannot be told whether they are empty or"
                    + " what is there is missed.")
        }
        guard sites.contains(where: { $0.count > 1 }) else {
            return .undetermined(
                because:
                    "No site was looked at twice, so how often looks miss what is there cannot be told from how often"
                    + " nothing is there.")
        }
        // Sums over sites are all that the likelihood needs.
        let hits = Double(detected.reduce(0) { $0 + $1.count { $0 } })
        let misses = Double(detected.reduce(0) { $0 + $1.count { !$0 } })
        var empty: [Int: Double] = [:]
        for site in sites where !site.contains(true) { empty[site.count, default: 0] += 1 }
        let undetected = empty.sorted { $0.key < $1.key }.map { (looks: Double($0.key), sites: $0.value) }
        func logLikelihood(_ occupancy: Double, _ detection: Double) -> Double {
            var sum = Double(detected.count) * log(occupancy) + hits * log(detection)
            if misses > 0 { sum += misses * log1p(-detection) }
            for group in undetected {
                sum += group.sites * log1p(occupancy * expm1(group.looks * log1p(-detection)))
            }
            return sum
        }
        let fit = TwoParameterLikelihood(from: [SIMD2(0.5, -1.5), SIMD2(0.5, 0), SIMD2(0.5, 2)]) {
            logLikelihood(probability(logit: $0.x), probability(logit: $0.y))
        }
        let drop = Maximisation.drop(level: level)
        let occupancy = share(fit, axis: 0, drop)
        let detection = share(fit, axis: 1, drop)
        var errors: SIMD2<Double>?
        if occupancy.value < 1, detection.value < 1 {
            let point = SIMD2(occupancy.value, detection.value)
            errors = TwoParameterLikelihood.standardErrors(
                at: point, steps: point * (SIMD2(repeating: 1) - point) * 4e-3
            ) { logLikelihood($0.x, $0.y) }
        }
        return .determined(
            OccupancyEstimate(
                occupancy: occupancy, occupancyError: errors?.x, detection: detection, detectionError: errors?.y,
                logLikelihood: fit.value, siteCount: sites.count, detectedCount: detected.count))
    }

    /// A probability and its interval; what lies beyond log-odds of 12 is 0 or 1.
    private static func share(_ fit: TwoParameterLikelihood, axis: Int, _ drop: Double) -> IntervalEstimate {
        let ends = fit.profileInterval(axis: axis, drop: drop)
        let logit = fit.place[axis]
        return IntervalEstimate(
            value: logit > 12 ? 1 : probability(logit: logit), lower: ends.low.map(probability(logit:)) ?? 0,
            upper: ends.high.map(probability(logit:)) ?? 1)
    }
}
