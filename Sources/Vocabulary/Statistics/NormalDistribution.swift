import Foundation

/// Probability that a number of the standard normal distribution is at most `x`.
public func standardNormalCumulative(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

/// The number of the standard normal distribution with this much probability at or below it.
///
/// Found by bisection and then Newton's steps on ``standardNormalCumulative(_:)``; within 1e-12 between probabilities of 1e-12 and
/// 1 − 1e-12.
///
/// - Parameter probability: 0…1.
/// - Returns: The number; −∞ for 0 and ∞ for 1.
public func standardNormalQuantile(_ probability: Double) -> Double {
    if probability <= 0 { return -.infinity }
    if probability >= 1 { return .infinity }
    // Near 1 the cumulative has too few digits left; 1 − p is exact from a half on.
    if probability > 0.5 { return -standardNormalQuantile(1 - probability) }
    var low = -40.0
    var high = 40.0
    for _ in 0..<60 {
        let middle = (low + high) / 2
        if standardNormalCumulative(middle) < probability { low = middle } else { high = middle }
    }
    var found = (low + high) / 2
    for _ in 0..<2 {
        let density = exp(-found * found / 2) / (2 * Double.pi).squareRoot()
        guard density > 0 else { break }
        found -= (standardNormalCumulative(found) - probability) / density
    }
    return found
}
