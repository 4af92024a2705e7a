import Findings
import Foundation
import Inquiry

/// The answer under other priors.
extension SensitivityFinder {
    func priorSweeps() -> [AssessmentSensitivity.PriorSweep] {
        let highest = sums.max() ?? 0
        guard highest > -.infinity else { return [] }
        let support = sums.map { exp($0 - highest) }
        let tops = model.tree.entries.indices.filter { model.tree.entries[$0].parent == nil }
        // Of each at the top: its prior, and the mean support of its leaves.
        let priors = tops.map { model.tree.entries[$0].leaves.reduce(0) { $0 + model.priors[$1] } }
        let means = zip(tops, priors).map { top, prior in
            prior > 0
                ? model.tree.entries[top].leaves.reduce(0) { $0 + model.priors[$1] * support[$1] } / prior
                    // Parts that had no chance have no proportions either.
                : model.tree.entries[top].leaves.reduce(0) { $0 + support[$1] }
                    / Double(max(1, model.tree.entries[top].leaves.count))
        }
        return tops.indices.map { number in
            let others = tops.indices.filter { $0 != number }
            let rest = others.reduce(0) { $0 + priors[$1] }
            let against = rest > 0 ? others.reduce(0) { $0 + priors[$1] * means[$1] } / rest : 0
            let strongest = rest > 0 ? (others.map { priors[$0] * means[$0] }.max() ?? 0) / rest : 0
            // Others that had no chance have no proportions in which they could grow.
            let swept = rest > 0 ? Self.sweptPriors : []
            let points = swept.compactMap { prior -> AssessmentSensitivity.PriorSweep.Point? in
                let (own, other) = (prior * means[number], (1 - prior) * against)
                return own + other > 0 ? .init(prior: prior, posterior: own / (own + other)) : nil
            }
            let threshold = strongest / (means[number] + strongest)
            return .init(
                hypothesis: model.tree.entries[tops[number]].id, points: points,
                leadsFrom: threshold > 0 && threshold < 1 ? threshold : nil)
        }
    }
}
