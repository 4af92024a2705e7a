import Findings
import Foundation
import Inquiry

/// How far indicators tell hypotheses apart.
enum DiagnosticityMeasures {
    /// Entropy of something that is so with a probability, in bits; 0 at 0 and 1.
    static func entropy(_ probability: Double) -> Double {
        guard probability > 0, probability < 1 else { return 0 }
        return -(probability * log2(probability) + (1 - probability) * log2(1 - probability))
    }

    /// Entropy of a distribution in bits.
    static func entropy(_ shares: [Double]) -> Double {
        shares.reduce(0) { $1 > 0 ? $0 - $1 * log2($1) : $0 }
    }

    /// Mutual information of the hypotheses and an indicator that is seen or not, in bits:
    ///
    ///     I(H; E) = h(Σ pᵢ lᵢ) − Σ pᵢ h(lᵢ).
    ///
    /// Source: Cover & Thomas (2006), Elements of Information Theory, equation 2.43, for two outcomes.
    ///
    /// - Parameters:
    ///   - priors: Probabilities of the hypotheses.
    ///   - likelihoods: Probability of the indicator under each.
    /// - Returns: Bits, 0 or more but for rounding.
    static func mutualInformation(_ priors: [Double], _ likelihoods: [Double]) -> Double {
        let mean = zip(priors, likelihoods).reduce(0) { $0 + $1.0 * $1.1 }
        return max(0, entropy(mean) - zip(priors, likelihoods).reduce(0) { $0 + $1.0 * entropy($1.1) })
    }

    /// Variance of a row of likelihoods, over its own number.
    static func variance(_ row: [Double]) -> Double {
        guard !row.isEmpty else { return 0 }
        let mean = row.reduce(0, +) / Double(row.count)
        return row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
    }

    /// All three for a piece of evidence.
    static func measures(of item: EvidenceModel.Item, in model: EvidenceModel) -> Diagnosticity {
        let modes = item.elicited.map(\.mode)
        let spread = EvidenceModel.spread(model.likelihoods(of: item))
        return Diagnosticity(
            mutualInformation: mutualInformation(model.priors, modes), rowVariance: variance(modes),
            largestLogRatio: spread.isFinite ? spread : nil)
    }
}
