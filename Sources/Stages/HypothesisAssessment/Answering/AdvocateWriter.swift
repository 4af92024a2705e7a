import Findings
import Foundation
import Inquiry

/// Builds the strongest case for the runner-up from the same evidence.
struct AdvocateWriter {
    let model: EvidenceModel
    let posteriors: [Double]
    let open: [Indicator]

    func advocate(for runnerUp: Int, against leading: Int) -> DevilsAdvocate {
        let leaves = model.tree.leafIDs
        var gains: [(id: String, log: Double, item: EvidenceModel.Item)] = []
        for item in model.items where item.weight > 0 {
            let likelihoods = model.likelihoods(of: item)
            let ratio = log(
                max(likelihoods[runnerUp], .leastNormalMagnitude) / max(likelihoods[leading], .leastNormalMagnitude))
            gains.append((item.indicator.id, item.weight * ratio, item))
        }
        let speaksFor = gains.filter { $0.log > 0.01 }.sorted { ($1.log, $0.id) < ($0.log, $1.id) }
        let speaksAgainst = gains.filter { $0.log < -0.01 }.sorted { ($1.log, $0.id) < ($0.log, $1.id) }
        let best = StrongestCase(model: model, leaf: runnerUp).outcome()
        // What is read off the most likely values can be had, too.
        let atBest = max(best.probability, posteriors[runnerUp])
        let (one, other) = (leaves[runnerUp], leaves[leading])
        func strength(_ log: Double) -> String {
            let ratio = exp(min(20, abs(log)))
            if ratio > 1000 { return "more than 1000 times" }
            return "\((ratio * 10).rounded() / 10) times"
        }
        var sentences: [String] = []
        if let strongest = speaksFor.first {
            let more = speaksFor.dropFirst().map(\.id)
            sentences.append(
                "For \(one) speaks above all \(strongest.id), whose probability under it is \(strength(strongest.log)) that under \(other)"
                    + (more.isEmpty ? "." : ", and besides \(WordList.joined(more))."))
        } else {
            sentences.append(
                "Every piece of evidence has as high a probability under \(other) as under \(one), or a higher one.")
        }
        let weak = speaksAgainst.filter { gain in
            // Of what was not seen the lower likelihood is the better one.
            let (own, other) = (gain.item.elicited[runnerUp], gain.item.elicited[leading])
            return gain.item.reading.whenTrue >= gain.item.reading.whenFalse
                ? own.high > other.low : own.low < other.high
        }
        if !speaksAgainst.isEmpty {
            sentences.append(
                "Against it \(speaksAgainst.count == 1 ? "speaks" : "speak") "
                    + "\(WordList.joined(speaksAgainst.map(\.id)))"
                    + (weak.isEmpty
                        ? "."
                        : "; the ranges that were told leave room for the opposite in \(WordList.joined(weak.map(\.id))).")
            )
        }
        if model.priors[leading] > model.priors[runnerUp] {
            let share = SightFinder.text(model.priors[leading] / max(model.priors[runnerUp], 1e-12), "times")
            sentences.append(
                "A part of the lead of \(other) was there before any evidence: \(share) the prior of \(one).")
        }
        sentences.append(
            "With each likelihood where its range favours \(one) most, its probability is "
                + "\(best.isExact ? "" : "at least ")\(IndicatorReader.decimals(atBest)), in place of \(IndicatorReader.decimals(posteriors[runnerUp]))."
        )
        let wanted = open.filter { indicator in
            let ranges = indicator.probabilities(in: model.tree)
            guard let own = ranges[runnerUp]?.mode, let against = ranges[leading]?.mode, against > 0 else {
                return false
            }
            return own / against >= 3
        }.map(\.id)
        if !wanted.isEmpty {
            sentences.append("Nobody has yet looked for what would speak for it: \(WordList.joined(wanted)).")
        }
        return DevilsAdvocate(
            hypothesis: one, speaksFor: speaksFor.map(\.id), speaksAgainst: speaksAgainst.reversed().map(\.id),
            atBest: atBest, isAtBestExact: best.isExact, sentences: sentences)
    }
}
