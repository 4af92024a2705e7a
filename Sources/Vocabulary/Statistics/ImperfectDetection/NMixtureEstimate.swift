import Foundation

/// How many objects there are on the mean at a site, from repeated counts that each miss some.
///
/// *N* objects at a site are Poisson with mean λ and stay for the season; a look counts each with probability *p*:
///
///     L = Π Σ Poisson(N; λ) Π Binomial(yⱼ; N, p), over sites, over N ≥ max yⱼ, over looks.
///
/// The sum over *N* goes both ways from its largest term, so its cost grows with √λ only, and ends where the ratio *r* of one term to the last is below 1 and the rest, at most *r*/(1 − *r*) times the last
/// term as ratios fall, is below 1e-13 of the sum.
///
/// Assumes closed sites, independent objects, no false counts, no object counted twice. Objects that come and go between looks are told as
/// many with a low *p*: the product λ *p* is then right and neither factor is.
///
/// Source: Royle (2004), Biometrics 60(1), 108–115, eq. 2; infinite estimates: Dennis, Morgan & Ridout (2015), Biometrics 71(1),
/// 237–246.
public struct NMixtureEstimate: Hashable, Codable, Sendable {
    /// Mean number of objects at a site, λ, with its profile-likelihood interval.
    public let abundance: IntervalEstimate
    /// Probability that a look counts an object, *p*, with its profile-likelihood interval.
    public let detection: IntervalEstimate
    /// Standard error of λ; nil at a bound, where it has none.
    public let abundanceError: Double?
    /// Standard error of *p*; nil at a bound.
    public let detectionError: Double?
    /// Logarithm of the largest likelihood.
    public let logLikelihood: Double
    /// Mean covariance between counts of one site; the estimate is infinite where it is not positive.
    public let covariance: Double
    /// Sites with at least one count.
    public let siteCount: Int

    /// Estimates λ and *p*.
    ///
    /// - Parameters:
    ///   - counts: For each site, for each look, the count; nil for a missing look. Lengths may differ.
    ///   - level: Probability of the intervals, above 0 and below 1.
    /// - Returns: The estimate; or why there is none: no site counted twice, nothing counted, or an estimate of λ that is infinite.
    /// - Throws: ``StatisticsError`` for no counts or negative ones.
    public static func estimate(
        _ counts: [[Int?]], level: Double = 0.95
    ) throws(StatisticsError) -> Determination<NMixtureEstimate> {
        precondition(level > 0 && level < 1, "The level of an interval lies between 0 and 1.")
        let sites = counts.map { $0.compactMap(\.self) }.filter { !$0.isEmpty }
        guard !sites.isEmpty else { throw .empty(what: "site with a count") }
        for (index, site) in sites.enumerated() {
            if let count = site.first(where: { $0 < 0 }) {
                throw .outside(what: "count of the site", index: index, value: Double(count), wanted: "0 or more")
            }
        }
        guard let covariance = repeatCovariance(of: sites) else {
            return .undetermined(
                because: "No site was counted twice, so how many are missed cannot be told from how many are there.")
        }
        guard sites.contains(where: { $0.contains { $0 > 0 } }) else {
            return .undetermined(because: "Nothing was counted at any of \(sites.count) sites.")
        }
        guard covariance > 0 else { return .undetermined(because: infinite(covariance)) }
        let problem = NMixtureLikelihood(sites)
        // The mean count λ p is known well and p is not, so these two are searched.
        let mean = max(1e-3, problem.meanCount)
        let fit = TwoParameterLikelihood(from: [-1.5, 0, 1.5].map { SIMD2(log(mean), $0) }) {
            let detection = probability(logit: $0.y)
            return likelihood(problem, exp($0.x) / detection, detection)
        }
        let detection = probability(logit: fit.place.y)
        guard detection > leastDetection else { return .undetermined(because: infinite(covariance)) }
        return .determined(
            described(problem, fit, detection, covariance, sites.count, drop: Maximisation.drop(level: level)))
    }

    /// Detection below which counts are as good as those of endlessly many objects of which each is hardly ever counted: nothing is
    /// searched below half of it.
    static let leastDetection = 0.01

    /// The likelihood as far as it is searched.
    private static func likelihood(
        _ problem: NMixtureLikelihood, _ abundance: Double, _ detection: Double
    ) -> Double {
        guard abundance * leastDetection <= 2 * problem.meanCount else { return -.infinity }
        return problem.logLikelihood(abundance: abundance, detection: detection)
    }

    private static func described(
        _ problem: NMixtureLikelihood, _ fit: TwoParameterLikelihood, _ detection: Double, _ covariance: Double,
        _ siteCount: Int, drop: Double
    ) -> NMixtureEstimate {
        let abundance = exp(fit.place.x) / detection
        let shares = fit.profileInterval(axis: 1, drop: drop)
        let direct = TwoParameterLikelihood(from: [SIMD2(log(abundance), fit.place.y)]) {
            likelihood(problem, exp($0.x), probability(logit: $0.y))
        }
        let means = direct.profileInterval(axis: 0, drop: drop)
        let isInside = fit.place.y < 12
        let errors =
            isInside
            ? TwoParameterLikelihood.standardErrors(
                at: SIMD2(abundance, detection), steps: SIMD2(abundance, detection * (1 - detection)) * 4e-3
            ) { problem.logLikelihood(abundance: $0.x, detection: $0.y) } : nil
        // Where the upper end needs a detection below what is searched, the data set no bound.
        let high = means.high.map { exp($0) }.flatMap { $0 < problem.meanCount / leastDetection ? $0 : nil }
        return NMixtureEstimate(
            abundance: IntervalEstimate(
                value: abundance, lower: means.low.map { exp($0) } ?? 0, upper: high ?? .infinity),
            detection: IntervalEstimate(
                value: isInside ? detection : 1, lower: high == nil ? 0 : shares.low.map(probability(logit:)) ?? 0,
                upper: shares.high.map(probability(logit:)) ?? 1),
            abundanceError: errors?.x, detectionError: errors?.y, logLikelihood: fit.value, covariance: covariance,
            siteCount: siteCount)
    }

    private static func infinite(_ covariance: Double) -> String {
        "Counts of one site do not vary together (covariance \((covariance * 1000).rounded() / 1000)), as they would if the same"
            + " objects were counted again: the likelihood grows without end as more objects with a lower detection are assumed."
    }

    /// Mean, over pairs of looks at one site, of the product of both counts, less the square of the mean count.
    ///
    /// For two looks at each site the estimate of λ is infinite just where this is not above 0; for more looks it is so as a rule, and
    /// what escapes is told by its vanishing detection.
    ///
    /// Source: Dennis, Morgan & Ridout (2015), section 3.
    private static func repeatCovariance(of sites: [[Int]]) -> Double? {
        var (products, pairs, sum, looks) = (0.0, 0.0, 0.0, 0.0)
        for site in sites where site.count > 1 {
            for (index, count) in site.enumerated() {
                sum += Double(count)
                looks += 1
                for other in site[(index + 1)...] {
                    products += Double(count) * Double(other)
                    pairs += 1
                }
            }
        }
        guard pairs > 0 else { return nil }
        return products / pairs - (sum / looks) * (sum / looks)
    }

    /// How many objects are at a site, given its counts.
    ///
    /// - Parameters:
    ///   - counts: Of the site, not negative; nil for missing looks. Without any the distribution is Poisson's.
    ///   - abundance: λ, above 0.
    ///   - detection: *p*, above 0 and at most 1.
    /// - Returns: Probabilities, but for a tail of less than 1e-13.
    public static func objects(counts: [Int?], abundance: Double, detection: Double) -> CountDistribution {
        let told = counts.compactMap(\.self)
        precondition(told.allSatisfy { $0 >= 0 }, "Counts are 0 or more.")
        precondition(abundance > 0 && detection > 0 && detection <= 1, "Abundance and detection are above 0.")
        return CountDistribution(
            weights: NMixtureLikelihood.terms(of: told, abundance: abundance, detection: detection))
    }
}
