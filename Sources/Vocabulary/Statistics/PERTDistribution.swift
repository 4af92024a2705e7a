import Foundation

/// The beta-PERT distribution of a quantity of which someone told the least, the most likely and the greatest value.
///
/// A beta distribution stretched over `low` to `high` with the parameters
///
///     α = 1 + λ (mode − low) / (high − low),   β = 1 + λ (high − mode) / (high − low).
///
/// With λ = 4 its mean is (low + 4 mode + high) / 6. A range of no width is the single value.
///
/// Source: Malcolm, Roseboom, Clark & Fazar (1959), Operations Research 7(5), 646–669, for λ = 4; Vose (2008), Risk Analysis,
/// 3rd ed., section 22.3.1, for other λ ("modified PERT").
public struct PERTDistribution: Hashable, Codable, Sendable {
    /// Least value.
    public let low: Double
    /// Most likely value.
    public let mode: Double
    /// Greatest value.
    public let high: Double
    /// How much more the mode weighs than the ends.
    public let weight: Double

    /// Makes a distribution; nil where the three values are not in order or not finite.
    ///
    /// - Parameters:
    ///   - low: Least value, finite.
    ///   - mode: Most likely value, not below `low`.
    ///   - high: Greatest value, not below `mode`.
    ///   - weight: λ, 0 or more; 4 unless told otherwise.
    public init?(low: Double, mode: Double, high: Double, weight: Double = 4) {
        guard low.isFinite, high.isFinite, weight.isFinite, low <= mode, mode <= high, weight >= 0 else { return nil }
        self.low = low
        self.mode = mode
        self.high = high
        self.weight = weight
    }

    /// Expected value.
    public var mean: Double { (low + weight * mode + high) / (2 + weight) }

    /// The value with this much probability at or below it.
    ///
    /// - Parameter probability: 0…1; 0 gives `low` and 1 gives `high`.
    /// - Returns: The value, within 1e-12 of the range's width.
    public func quantile(_ probability: Double) -> Double {
        guard let shape else { return mode }
        return low + (high - low) * shape.quantile(probability)
    }

    /// Probability of a value of at most `value`.
    public func cumulative(_ value: Double) -> Double {
        guard let shape else { return value >= mode ? 1 : 0 }
        return shape.cumulative((value - low) / (high - low))
    }

    /// The beta distribution over 0…1; nil for a single value.
    private var shape: BetaDistribution? {
        let width = high - low
        guard width > 0 else { return nil }
        return BetaDistribution(
            alpha: 1 + weight * (mode - low) / width, beta: 1 + weight * (high - mode) / width)
    }
}
