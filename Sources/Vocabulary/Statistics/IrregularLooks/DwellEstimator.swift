import Foundation

/// Estimates how long stays last from looks at irregular times, which see long stays sooner than short ones.
///
/// With *f* the distribution of dwell over all stays, seen or not, and stays that arrive at any time alike, a stay that was seen
/// contributes
///
///     ∫ f(D) · wᵢ(D) dD / ∫ f(D) · W(D) dD,
///
/// where *w*ᵢ(*D*) is the length of the arrival times from which a stay of dwell *D* gives just this record of being seen, and *W*(*D*) that of
/// those from which some look sees it: *D* for stays that were there at the first look, and min(gap, *D*) for each gap. With
/// looks that can miss what is there, both are weighed by the probabilities of seeing and missing.
///
/// Assumes that stays arrive at a constant rate, the dwell does not depend on when, looks do not depend on stays, and each record
/// is one stay: two ships told as one make dwells too long, one told as two too short. Each place has a rate of its own.
///
/// Estimates by families are the sharper ones; that without a family is for checking them and cannot tell dwells shorter than the
/// shortest gap.
///
/// Source: Turnbull (1976), Journal of the Royal Statistical Society B 38(3), 290–295, section 4 (censoring and truncation); De Gruttola &
/// Lagakos (1989), Biometrics 45(1), 1–11 (doubly censored); Vardi (1985), Annals of Statistics 13(1), 178–203 (biased sampling).
public struct DwellEstimator: Sendable {
    let samples: [DwellSample]
    let likelihood: DwellLikelihood
    /// Stays that were seen.
    public let stayCount: Int
    /// Mean of the stays that were seen, each from halfway between the looks around its arrival to halfway between those around its
    /// departure, without any correction; for comparison.
    public let naiveMean: Double

    /// Prepares the likelihood.
    ///
    /// - Parameter samples: One for each place; places without a stay say nothing.
    /// - Throws: ``StatisticsError`` where no stay was seen, or a gap is shorter than a thousand millionth of the watched period.
    /// - Complexity: 1344 · (looks + distinct stays) · (looks until a stay is seen for sure, squared for the stays).
    public init(_ samples: [DwellSample]) throws(StatisticsError) {
        let told = samples.filter { !$0.stays.isEmpty }
        guard !told.isEmpty else { throw .empty(what: "stay that was seen") }
        let period = told.reduce(0) { max($0, ($1.looks.last ?? 0) - ($1.looks.first ?? 0)) }
        for sample in told {
            for (index, (before, after)) in zip(sample.looks, sample.looks.dropFirst()).enumerated() {
                guard period.isFinite, (after - before) * 1e9 > period else {
                    throw .outside(
                        what: "gap after the look", index: index, value: after - before,
                        wanted: "above a thousand millionth of the watched period, \(period)")
                }
            }
        }
        self.samples = told
        likelihood = DwellLikelihood(told)
        let naive = told.flatMap { sample in sample.stays.map(sample.naiveDwell) }
        stayCount = naive.count
        naiveMean = naive.reduce(0, +) / Double(naive.count)
    }

    /// Why no dwell can be told whatever the family, where that is plain to see.
    private var plainReason: String? {
        let unseenEnds = samples.allSatisfy { sample in
            sample.stays.allSatisfy { $0.lastSeen == sample.looks.count - 1 }
        }
        if unseenEnds {
            return
                "None of the \(stayCount) stays was seen to have ended: all were still there at the last look, so nothing"
                + " bounds how long a stay lasts."
        }
        if samples.allSatisfy({ sample in sample.stays.allSatisfy { $0.firstSeen == $0.lastSeen } }) {
            return
                "Each of the \(stayCount) stays was seen at one look only: they may be as short as one likes, and only"
                + " looks closer together can tell how long they last."
        }
        return nil
    }

    /// Fits each family and tells the one that describes the stays best first.
    ///
    /// - Parameters:
    ///   - families: Those to fit.
    ///   - level: Probability of the profile-likelihood intervals, above 0 and below 1.
    /// - Returns: Fits in the order of Akaike's criterion; or why dwell is not determined: all stays still there, each seen at one look only,
    ///   or a likelihood that stays within the interval's drop however short or however long the stays are taken to be.
    public func fits(
        _ families: [DwellFamily] = DwellFamily.allCases, level: Double = 0.95
    ) -> Determination<[DwellFit]> {
        precondition(level > 0 && level < 1, "The level of an interval lies between 0 and 1.")
        let drop = Maximisation.drop(level: level)
        let found = maxima(families)
        if let reason = reason(found, drop) { return .undetermined(because: reason) }
        return .determined(
            found.map { family, best in
                let (scale, shape) = (exp(best.place.x), exp(best.place.y))
                return DwellFit(
                    family: family, scale: scale, shape: shape, logLikelihood: best.value,
                    mean: interval(family, best, drop) { family.unitMean(shape: $0) },
                    median: interval(family, best, drop) { family.unitQuantile(0.5, shape: $0) })
            })
    }

    /// Each family's maximum, the largest first.
    func maxima(
        _ families: [DwellFamily]
    ) -> [(family: DwellFamily, best: (place: SIMD2<Double>, value: Double))] {
        families.map { (family: $0, best: maximum($0)) }.sorted { $0.best.value > $1.best.value }
    }

    /// Why dwell is not determined, where it is not.
    func reason(
        _ maxima: [(family: DwellFamily, best: (place: SIMD2<Double>, value: Double))], _ drop: Double
    ) -> String? {
        plainReason ?? maxima.first.flatMap { flatness($0.family, $0.best, drop) }
    }

    /// The scale and shape of largest likelihood, as logarithms.
    private func maximum(_ family: DwellFamily) -> (place: SIMD2<Double>, value: Double) {
        let start = max(naiveMean / 2, likelihood.shortestGap / 2)
        return [0.6, 1.5].map { shape in
            Maximisation.simplex(
                from: SIMD2(log(start / family.unitQuantile(0.5, shape: shape)), log(shape)), step: 0.4
            ) { likelihood.logLikelihood(family, logScale: $0.x, logShape: $0.y) }
        }.max { $0.value < $1.value } ?? (SIMD2(0, 0), -.infinity)
    }

    /// Largest likelihood, over shapes, where a quantity is given that is the scale times a function of the shape.
    private func profile(
        _ family: DwellFamily, _ best: SIMD2<Double>, logQuantity: Double, _ unit: (Double) -> Double
    ) -> Double {
        let shapes = log(family.shapes.lowerBound)...log(family.shapes.upperBound)
        return Maximisation.line(from: best.y, step: 0.1, in: shapes, tolerance: 2e-3) { logShape in
            likelihood.logLikelihood(
                family, logScale: logQuantity - log(unit(exp(logShape))), logShape: logShape)
        }.value
    }

    private func interval(
        _ family: DwellFamily, _ best: (place: SIMD2<Double>, value: Double), _ drop: Double, _ unit: (Double) -> Double
    ) -> IntervalEstimate {
        let value = exp(best.place.x) * unit(exp(best.place.y))
        let wanted = best.value - drop
        func at(_ logQuantity: Double) -> Double { profile(family, best.place, logQuantity: logQuantity, unit) }
        let low = Maximisation.crossing(
            from: log(value), to: log(value) - 12, step: 0.1, value: wanted, tolerance: 1e-3, at)
        let high = Maximisation.crossing(
            from: log(value), to: log(value) + 12, step: 0.1, value: wanted, tolerance: 1e-3, at)
        return IntervalEstimate(
            value: value, lower: low.map { exp($0) } ?? 0, upper: high.map { exp($0) } ?? .infinity)
    }

    /// Why a likelihood does not bound dwell on one side, where it does not: from below the mean, as a family may have as many stays too
    /// short to be seen as one likes; from above the median, as a heavy tail can have a mean without bound.
    private func flatness(
        _ family: DwellFamily, _ best: (place: SIMD2<Double>, value: Double), _ drop: Double
    ) -> String? {
        let least = profile(family, best.place, logQuantity: log(likelihood.shortestGap / 30)) {
            family.unitMean(shape: $0)
        }
        if least > best.value - drop {
            return
                "The \(stayCount) stays do not bound dwell from below: a mean of a thirtieth of the shortest gap between looks"
                + " describes them nearly as well. Only looks closer together can tell how long they last."
        }
        let most = profile(family, best.place, logQuantity: log(likelihood.period * 30)) {
            family.unitQuantile(0.5, shape: $0)
        }
        if most > best.value - drop {
            return
                "The \(stayCount) stays do not bound dwell from above: a median of thirty times the watched period describes"
                + " them nearly as well. Too few were seen to end."
        }
        return nil
    }
}
