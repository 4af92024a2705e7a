import Foundation

/// How many independent cases a share measured on several places is worth for a place that was not among them.
///
/// A new place has a share of its own. Its variance around the measured mean *p* is taken as
///
///     p (1 − p) · (ρ · (1 + 1/K) + (1 − ρ) / n)
///
/// with *n* cases at *K* places, of which results resemble each other by the intra-class correlation ρ: the spread
/// between places once for the new place and once more, divided by *K*, for the mean that was measured; and chance within
/// places. ρ follows from Pearson's chi-square over its degrees of freedom φ as `(φ − 1) / (m − 1 + φ)` with *m* the
/// usual number of cases of a place. The result is the size of a binomial sample with that variance.
///
/// Places of which less than one case of either kind is to be expected are put together first: a single error there
/// would weigh as much as a hundred.
///
/// Edge cases: with one place nothing tells how places differ, and ρ is taken as 0.05; without any, 0.
///
/// - Parameter places: For each place the cases that are right, and all its cases.
/// - Returns: Effective number of cases, at most all of them.
///
/// Source: Donner & Koval (1980), Biometrics 36(1), 19–25 (intra-class correlation of shares by analysis of variance);
/// Williams (1982), Applied Statistics 31(2), 144–148 (from chi-square); Skellam (1948), JRSS B 10(2), 257–261
/// (beta-binomial variance); Cochran (1954), Biometrics 10(4), 417–451, section 2 (small expectations).
public func effectiveCases(of places: [(right: Double, all: Double)]) -> Double {
    let filled = places.filter { $0.all > 0 }
    let all = filled.reduce(0) { $0 + $1.all }
    guard all > 0 else { return 0 }
    let count = Double(filled.count)
    guard filled.count > 1 else { return min(all, 1 / (0.05 * 2 + 0.95 / all)) }
    let spread = max(0, chiSquareOverFreedom(filled) - 1)
    let squares = filled.reduce(0) { $0 + $1.all * $1.all }
    let usual = (all - squares / all) / (count - 1)
    let correlation = spread > 0 ? min(0.9, spread / max(1e-9, usual + spread)) : 0
    let variance = correlation * (1 + 1 / count) + (1 - correlation) / all
    return min(all, max(0.5, 1 / variance - (correlation > 0 ? 1 : 0)))
}

/// Pearson's chi-square of shares over places, divided by its degrees of freedom; 1 where it cannot be told.
private func chiSquareOverFreedom(_ places: [(right: Double, all: Double)]) -> Double {
    let all = places.reduce(0) { $0 + $1.all }
    let share = places.reduce(0) { $0 + $1.right } / all
    guard share > 0, share < 1 else { return 1 }
    var counted = places.filter { $0.all * min(share, 1 - share) >= 1 }
    let small = places.filter { $0.all * min(share, 1 - share) < 1 }
    let together = (right: small.reduce(0) { $0 + $1.right }, all: small.reduce(0) { $0 + $1.all })
    if together.all > 0 { counted.append(together) }
    guard counted.count > 1 else { return 1 }
    let chiSquare = counted.reduce(0) { sum, place in
        let difference = place.right - place.all * share
        return sum + difference * difference / (place.all * share * (1 - share))
    }
    return chiSquare / Double(counted.count - 1)
}
