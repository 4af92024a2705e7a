import Findings
import Foundation
import Inquiry
import Statistics

/// A reading, ready for its likelihoods to be drawn.
struct DrawnItem: Sendable {
    /// By leaf; where the source is fully relied on, of the whole likelihood to the power of its weight, else of the share.
    let tables: [QuantileTable]
    /// Of the reliability; nil where it is 1.
    let reliability: QuantileTable?
    let whenTrue: Double
    let whenFalse: Double
    let weight: Double
    /// Decimal digits by which it can lower a product at most, where it does not make it 0.
    let depth: Double

    /// Tabulates an item's ranges.
    ///
    /// - Parameters:
    ///   - item: The reading.
    ///   - priors: Probabilities of the leaves before the evidence.
    ///   - table: Quantiles of a range.
    init(_ item: EvidenceModel.Item, priors: [Double], table: (ElicitedProbability) -> QuantileTable) {
        let (a, b, weight) = (item.reading.whenTrue, item.reading.whenFalse, item.weight)
        let isSure = item.reading.reliability.low >= 1
        // In a mean of all leaves the one that is not 0 may have the least prior, and the trust be almost 1.
        let doubt = isSure ? 0 : 16 - log10(priors.filter { $0 > 0 }.min() ?? 1)
        let depths = item.elicited.map { Self.depth(of: table($0), whenTrue: a, whenFalse: b) }
        depth = ((depths.max() ?? 0) + doubt) * weight
        tables = item.elicited.map { range in
            isSure ? table(range).mapped { Self.power(b + $0 * (a - b), weight) } : table(range)
        }
        reliability = isSure ? nil : table(item.reading.reliability)
        (whenTrue, whenFalse, self.weight) = (a, b, weight)
    }

    static func power(_ value: Double, _ weight: Double) -> Double {
        weight == 1 ? value : pow(max(0, value), weight)
    }

    /// Decimal digits by which the least likelihood above 0 that can be drawn lies below 1.
    private static func depth(of table: QuantileTable, whenTrue: Double, whenFalse: Double) -> Double {
        func likelihood(_ probability: Double) -> Double {
            whenFalse + table.value(at: probability) * (whenTrue - whenFalse)
        }
        let (low, high) = (min(likelihood(0), likelihood(1)), max(likelihood(0), likelihood(1)))
        if low > 0 { return max(0, -log10(low)) }
        guard high > 0 else { return 0 }
        // Next to an end of 0 a draw can be as small as the least number that the stream draws, 2⁻⁵³, makes it.
        let step = 1 / Double(QuantileTable.steps)
        let next = min(likelihood(step), likelihood(1 - step))
        return max(0, -log10(next > 0 ? next : high)) + 16
    }
}

extension QuantileTable {
    /// Quantiles of a range.
    init(_ range: ElicitedProbability) {
        // Ranges are checked before they come here; one that is not in order stands for its most likely value.
        if let distribution = PERTDistribution(low: range.low, mode: range.mode, high: range.high) {
            self.init(distribution)
        } else {
            self.init(constant: range.mode)
        }
    }
}
