import Findings
import Foundation

/// How good forecasts were, for people and for machines.
struct ScoreTable {
    private let score: ForecastScore

    init(_ score: ForecastScore) { self.score = score }

    func text(_ outcome: ForecastOutcome) -> String {
        var lines = [
            "\(outcome.hypothesis) is so, known since \(outcome.date). "
                + "\(score.forecasts) forecast\(score.forecasts == 1 ? "" : "s") before that"
                + (score.late > 0 ? "; \(score.late) came later and score nothing." : "."),
            "Brier score \(number(score.brier)) (0 is best, 2 is worst; \(number(score.brierOfIgnorance)) if all hypotheses were "
                + "always as likely).",
            score.logScore.map { "Logarithmic score \(number($0)) (0 is best)." }
                ?? "A forecast excluded what is so: its logarithmic score is minus infinity.",
            "", "word                             said   mean   came true",
        ]
        for bin in score.bins {
            let word =
                bin.word.count >= 31 ? bin.word + "  " : bin.word.padding(toLength: 33, withPad: " ", startingAt: 0)
            let share = Double(bin.cameTrue) / Double(max(1, bin.said))
            lines.append(
                word + "\(bin.said)".padding(toLength: 7, withPad: " ", startingAt: 0)
                    + number(bin.mean).padding(toLength: 7, withPad: " ", startingAt: 0)
                    + "\(number(share)) (\(number(bin.interval.lowerBound)) to \(number(bin.interval.upperBound)))")
        }
        return lines.joined(separator: "\n")
    }

    private func number(_ value: Double) -> String { String(format: "%.3f", value) }

    var object: [String: any Sendable] {
        [
            "event": "score", "forecasts": score.forecasts, "late": score.late, "brier": score.brier,
            "brier_of_ignorance": score.brierOfIgnorance,
            "log_score": score.logScore.map { $0 as any Sendable } ?? NSNull(),
            "words": score.bins.map { bin -> [String: any Sendable] in
                [
                    "word": bin.word, "said": bin.said, "mean": bin.mean, "came_true": bin.cameTrue,
                    "interval": [bin.interval.lowerBound, bin.interval.upperBound],
                ]
            },
        ]
    }
}
