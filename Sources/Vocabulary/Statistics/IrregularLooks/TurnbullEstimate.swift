import Foundation

/// The distribution of a time that is known in intervals only, without assuming a family: the nonparametric maximum
/// likelihood estimate.
///
/// Mass can lie only in Turnbull's intervals, which run from a left end to the next end where that is a right one. How it lies
/// within them is not determined. Where all times are known in intervals that overlap alike, neither is how it is
/// shared between some of them; then one of the best is told, the one to which equal shares lead.
///
/// Self-consistency steps *p*ⱼ ← *p*ⱼ *d*ⱼ, with *d*ⱼ = Σ *w*ᵢ αᵢⱼ / (Σ *w* · Σₖ αᵢₖ *p*ₖ), take turns with Newton's on the intervals that
/// have mass, and with steps towards the interval of largest *d* where that has none. Converged is what has all *d*ⱼ ≤ 1 +
/// 1e-9: by concavity the log-likelihood then lies within 1e-9 · Σ *w* of its maximum (``gap``).
///
/// Assumes that looks do not depend on the time in question: nobody looked because something was about to happen.
///
/// Source: Turnbull (1976), Journal of the Royal Statistical Society B 38(3), 290–295, eqs. 2.1 and 3.2; conditions of the maximum:
/// Gentleman & Geyer (1994), Biometrika 81(3), 618–623.
public struct TurnbullEstimate: Hashable, Sendable {
    /// Mass of one of Turnbull's intervals (`after`, `until`].
    public struct Support: Hashable, Codable, Sendable {
        /// Left end, not held.
        public let after: Double
        /// Right end, held; may be infinite.
        public let until: Double
        /// Share of all cases, above 1e-9.
        public let mass: Double
    }

    /// Where mass lies, in order; masses add up to one.
    public let supports: [Support]
    /// Logarithm of the likelihood, with weights.
    public let logLikelihood: Double
    /// How far the log-likelihood can lie below its maximum, at most.
    public let gap: Double
    /// Whether the criterion was met within 3000 rounds.
    public let isConverged: Bool

    /// Estimates the distribution.
    ///
    /// - Parameter times: One or more intervals.
    /// - Throws: ``StatisticsError/empty(what:)``.
    public init(_ times: [IntervalTime]) throws(StatisticsError) {
        guard !times.isEmpty else { throw .empty(what: "interval") }
        let stretches = Self.stretches(of: times)
        var problem = IntervalMixture(times, stretches)
        let gap = problem.maximise(tolerance: 1e-9, rounds: 3000)
        let kept = problem.masses.indices.filter { problem.masses[$0] > 1e-9 }
        let whole = kept.reduce(0) { $0 + problem.masses[$1] }
        supports = kept.map {
            Support(after: stretches[$0].after, until: stretches[$0].until, mass: problem.masses[$0] / whole)
        }
        logLikelihood = problem.logLikelihood
        self.gap = max(0, gap) * problem.weight
        isConverged = gap <= 1e-9
    }

    /// The least and the largest probability that the time is later than a time, as the mass within intervals may lie.
    public func survival(beyond time: Double) -> ClosedRange<Double> {
        var (least, most) = (0.0, 0.0)
        for support in supports {
            if support.after >= time { least += support.mass }
            if support.until > time { most += support.mass }
        }
        return min(1, least)...min(1, max(least, most))
    }

    /// The interval that holds the time below which a share of cases lies.
    ///
    /// - Parameter share: Above 0 and below 1.
    /// - Returns: The first interval up to whose end at least that share lies.
    public func quantile(_ share: Double) -> Support? {
        var sum = 0.0
        for support in supports {
            sum += support.mass
            if sum >= share - 1e-12 { return support }
        }
        return supports.last
    }

    /// Turnbull's intervals: at one value right ends come before left ones, as the former are held and the latter are not.
    private static func stretches(of times: [IntervalTime]) -> [(after: Double, until: Double)] {
        var ends = times.map { (value: $0.after, isLeft: true) } + times.map { (value: $0.until, isLeft: false) }
        ends.sort { $0.value != $1.value ? $0.value < $1.value : !$0.isLeft && $1.isLeft }
        return zip(ends, ends.dropFirst()).compactMap {
            $0.isLeft && !$1.isLeft ? (after: $0.value, until: $1.value) : nil
        }
    }
}
