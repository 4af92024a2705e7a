import Findings
import Foundation
import Inquiry

/// The answer without a piece of evidence, and with all that was read worth less.
extension SensitivityFinder {
    func leaveOneOut() -> [AssessmentSensitivity.LeaveOneOut] {
        // Without one of a group another takes its place, so weights are given anew where they hang on the group.
        let found = model.items.indices.compactMap { place -> AssessmentSensitivity.LeaveOneOut? in
            guard let without = posterior(without: place) else { return nil }
            return .init(
                indicator: model.items[place].indicator.id, posteriors: without,
                leading: model.tree.leafIDs[Ranking.best(without)])
        }
        let moves = Dictionary(
            found.map { ($0.indicator, abs($0.posteriors[leading] - posteriors[leading])) }
        ) { first, _ in first }
        let order = Dictionary(found.enumerated().map { ($1.indicator, $0) }) { first, _ in first }
        return found.sorted {
            let (first, second) = (moves[$0.indicator] ?? 0, moves[$1.indicator] ?? 0)
            return first != second ? first > second : order[$0.indicator] ?? 0 < order[$1.indicator] ?? 0
        }
    }

    private func posterior(without place: Int) -> [Double]? {
        if case .independent = model.dependence { return posterior(replacing: place, by: nothing) }
        guard let group = model.items[place].indicator.group, (groups[group] ?? []).count > 1 else {
            return posterior(replacing: place, by: nothing)
        }
        var rest = model
        rest.items.remove(at: place)
        rest.weigh()
        return EvidenceModel.posterior(rest.priors, rest.logSums())
    }

    func reliability() -> [AssessmentSensitivity.ReliabilityPoint] {
        Self.sweptReliabilities.compactMap { share in
            posterior { item in share * item.reading.reliability.mode }.map {
                .init(reliability: share, posteriors: $0)
            }
        }
    }

    private func posterior(_ reliability: (EvidenceModel.Item) -> Double) -> [Double]? {
        var sums = [Double](repeating: 0, count: model.priors.count)
        for (place, item) in model.items.enumerated() {
            for (leaf, value) in logs(place, at: item.elicited.map(\.mode), reliability: reliability(item)).enumerated()
            {
                sums[leaf] += value
            }
        }
        return EvidenceModel.posterior(model.priors, sums)
    }
}
