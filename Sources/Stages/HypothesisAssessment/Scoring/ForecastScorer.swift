public import Findings
import Foundation
import Statistics

/// Scores forecasts by what turned out to be so.
///
/// Sources: Brier (1950), Monthly Weather Review 78, 1–3, in its form of several classes; Good (1952), J. R. Stat. Soc. B 14, 107–114, for
/// the logarithm; reliability by class: Murphy & Winkler (1977), Applied Statistics 26, 41–47.
public struct ForecastScorer: Sendable {
    /// Gives the word for a probability.
    public typealias Word = @Sendable (Double) -> String

    private let word: Word

    /// Makes a scorer.
    ///
    /// - Parameter word: The word of a likelihood scale for a probability.
    public init(word: @escaping Word) {
        self.word = word
    }

    /// How good forecasts were.
    ///
    /// - Parameters:
    ///   - forecasts: What was said, in any order.
    ///   - outcome: What turned out to be so; forecasts of its day or later score nothing and are counted.
    /// - Returns: Nil where no forecast came before the outcome, none of those is a distribution that names the hypothesis that is so, or
    ///   dates are none.
    public func score(_ forecasts: [Forecast], outcome: ForecastOutcome) -> ForecastScore? {
        guard let known = IndicatorReader.date(outcome.date) else { return nil }
        let early = forecasts.filter { forecast in
            IndicatorReader.date(forecast.date).map { $0 < known } ?? false
        }
        // The file can be written by hand: what is no distribution over hypotheses, each named once, has no score.
        let scored = early.filter { forecast in
            let shares = forecast.probabilities
            return shares.contains { $0.hypothesis == outcome.hypothesis }
                && Set(shares.map(\.hypothesis)).count == shares.count
                && shares.allSatisfy { $0.probability >= 0 && $0.probability <= 1 }
                && abs(shares.reduce(0) { $0 + $1.probability } - 1) < 1e-6
        }
        guard !scored.isEmpty else { return nil }
        var brier = 0.0
        var ignorance = 0.0
        var logs = 0.0
        var order: [String] = []
        var bins: [String: (said: Int, sum: Double, cameTrue: Int, least: Double)] = [:]
        for forecast in scored {
            let even = 1 / Double(forecast.probabilities.count)
            for share in forecast.probabilities {
                let isSo = share.hypothesis == outcome.hypothesis
                let truth = isSo ? 1.0 : 0
                brier += (share.probability - truth) * (share.probability - truth)
                ignorance += (even - truth) * (even - truth)
                if isSo { logs += log(share.probability) }
                let name = word(share.probability)
                if bins[name] == nil { order.append(name) }
                var bin = bins[name] ?? (0, 0, 0, 1)
                bin.said += 1
                bin.sum += share.probability
                bin.cameTrue += isSo ? 1 : 0
                bin.least = min(bin.least, share.probability)
                bins[name] = bin
            }
        }
        let count = Double(scored.count)
        order.sort { (bins[$0]?.least ?? 0, $0) < (bins[$1]?.least ?? 0, $1) }
        return ForecastScore(
            forecasts: scored.count, late: forecasts.count - early.count, unscored: early.count - scored.count,
            brier: brier / count,
            brierOfIgnorance: ignorance / count, logScore: logs.isFinite ? logs / count : nil,
            bins: order.compactMap { name in
                bins[name].map { bin in
                    ForecastScore.Bin(
                        word: name, said: bin.said, mean: bin.sum / Double(bin.said), cameTrue: bin.cameTrue,
                        interval: jeffreysInterval(
                            successes: Double(bin.cameTrue), cases: Double(bin.said), level: 0.9))
                }
            })
    }
}
