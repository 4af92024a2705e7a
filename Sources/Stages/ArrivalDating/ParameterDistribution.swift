import Foundation

/// What is known of a parameter's value.
public enum ParameterDistribution: Hashable, Codable, Sendable {
    /// The value itself.
    case fixed(Double)
    /// Any value of a range, each as probable as the other.
    case uniform(low: Double, high: Double)
    /// Least, most likely and greatest value, joined by straight lines.
    ///
    /// Source: Johnson (1997), The Statistician 46(3), 387–398, equations 1 and 2.
    case triangular(low: Double, mode: Double, high: Double)
    /// Values from 0 on, whose density falls off exponentially.
    case exponential(mean: Double)
    /// A few values with their weights; where all that is not fixed is of this kind, the answer is an exact sum.
    case discrete(values: [Double], weights: [Double])

    /// The value below which a share of the probability lies.
    ///
    /// - Parameter share: 0..<1.
    /// - Returns: Of a discrete distribution the value at which the sum of weights first exceeds the share.
    public func quantile(_ share: Double) -> Double {
        switch self {
        case .fixed(let value): return value
        case .uniform(let low, let high): return low + share * (high - low)
        case .triangular(let low, let mode, let high):
            guard high > low else { return mode }
            let peak = (mode - low) / (high - low)
            return share < peak
                ? low + (share * (high - low) * (mode - low)).squareRoot()
                : high - ((1 - share) * (high - low) * (high - mode)).squareRoot()
        case .exponential(let mean): return -mean * log1p(-share)
        case .discrete(let values, let weights):
            let total = weights.reduce(0, +)
            var sum = 0.0
            for (value, weight) in zip(values, weights) {
                sum += weight
                if sum > share * total { return value }
            }
            return values.last ?? .nan
        }
    }

    /// Whether there is only one value.
    public var isFixed: Bool {
        switch self {
        case .fixed: true
        case .uniform(let low, let high): low == high
        case .triangular(let low, _, let high): low == high
        case .exponential(let mean): mean == 0
        case .discrete(let values, _): values.count == 1
        }
    }

    /// The ends between which an answer is compared: the range, or, of an exponential distribution, its 5 % and 95 %; nil of a
    /// fixed value.
    var ends: (low: Double, high: Double)? {
        guard !isFixed else { return nil }
        switch self {
        case .fixed: return nil
        case .uniform(let low, let high), .triangular(let low, _, let high): return (low, high)
        case .exponential: return (quantile(0.05), quantile(0.95))
        case .discrete(let values, _):
            guard let low = values.min(), let high = values.max() else { return nil }
            return (low, high)
        }
    }

    /// In words.
    public var text: String {
        switch self {
        case .fixed(let value): number(value)
        case .uniform(let low, let high): "\(number(low)) to \(number(high))"
        case .triangular(let low, let mode, let high): "\(number(low)) to \(number(high)), most likely \(number(mode))"
        case .exponential(let mean): "exponential with mean \(number(mean))"
        case .discrete(let values, _): values.map(number).joined(separator: " or ")
        }
    }

    /// Why it is no distribution of a parameter's values.
    ///
    /// - Parameter parameter: The parameter, whose ``ArrivalParameter/bounds`` count.
    /// - Returns: Words for the end of a sentence; nil where it is one.
    public func flaw(within parameter: ArrivalParameter) -> String? {
        let bounds = parameter.bounds
        let range = "expected values from \(number(bounds.lowerBound)) to \(number(bounds.upperBound))"
        let values: [Double]
        switch self {
        case .fixed(let value): values = [value]
        case .uniform(let low, let high):
            guard low <= high else { return "its low end \(number(low)) lies above its high end \(number(high))" }
            values = [low, high]
        case .triangular(let low, let mode, let high):
            guard low <= mode, mode <= high else {
                return "\(number(low)), \(number(mode)) and \(number(high)) are not in the order low, mode, high"
            }
            values = [low, high]
        case .exponential(let mean):
            guard bounds.lowerBound == 0, bounds.upperBound > 1 else { return "it cannot be exponential; \(range)" }
            values = [mean]
        case .discrete(let given, let weights):
            guard !given.isEmpty, given.count == weights.count else {
                return "it has \(given.count) values and \(weights.count) weights"
            }
            guard weights.allSatisfy({ $0 > 0 && $0.isFinite }) else { return "its weights are not all above 0" }
            values = given
        }
        for value in values where !bounds.contains(value) { return "it is \(number(value)); \(range)" }
        return nil
    }
}
