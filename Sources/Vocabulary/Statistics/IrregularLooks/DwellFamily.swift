import Foundation

/// A family of distributions of dwell, each with a scale, in the unit of time, and a shape.
public enum DwellFamily: String, CaseIterable, Hashable, Codable, Sendable {
    /// Lognormal: scale is the median, shape the standard deviation of the logarithm.
    case lognormal
    /// Gamma: shape 1 is the exponential distribution.
    case gamma
    /// Weibull: shape 1 is the exponential distribution; above it, the longer a stay has lasted the sooner it ends.
    case weibull

    /// Natural logarithm of dwell · density at the logarithm of a dwell, with scale 1 and without the terms that depend on the shape
    /// only: these cancel where stays are compared with what could be seen.
    @inline(__always)
    func logDensity(ofLogarithm x: Double, shape: Double) -> Double {
        switch self {
        case .lognormal: -0.5 * (x / shape) * (x / shape)
        case .gamma: shape * x - exp(x)
        case .weibull: shape * x - exp(shape * x)
        }
    }

    /// Shapes that are searched: none so narrow that it would fall between the places at which dwells are compared.
    var shapes: ClosedRange<Double> {
        switch self {
        case .lognormal: 0.08...4
        case .gamma: 0.05...150
        case .weibull: 0.15...15
        }
    }

    /// Mean with scale 1.
    func unitMean(shape: Double) -> Double {
        switch self {
        case .lognormal: exp(shape * shape / 2)
        case .gamma: shape
        case .weibull: exp(logGamma(1 + 1 / shape))
        }
    }

    /// The dwell that a share of stays is shorter than, with scale 1.
    func unitQuantile(_ share: Double, shape: Double) -> Double {
        switch self {
        case .lognormal:
            let tail = min(share, 1 - share)
            guard tail < 0.5 else { return 1 }
            // The square of a normal number has the chi-square distribution of one degree of freedom.
            let deviations = GammaDistribution.chiSquare(degrees: 1).exceeded(with: 2 * tail).squareRoot()
            return exp((share < 0.5 ? -1 : 1) * deviations * shape)
        case .gamma: return GammaDistribution(shape: shape, scale: 1).exceeded(with: 1 - share)
        case .weibull: return pow(-log1p(-share), 1 / shape)
        }
    }

    /// Share of stays longer than a dwell, with scale 1.
    func unitSurvival(_ dwell: Double, shape: Double) -> Double {
        guard dwell > 0 else { return 1 }
        switch self {
        case .lognormal: return 0.5 * erfc(log(dwell) / shape / 2.0.squareRoot())
        case .gamma: return GammaDistribution(shape: shape, scale: 1).survival(dwell)
        case .weibull: return exp(-pow(dwell, shape))
        }
    }
}
