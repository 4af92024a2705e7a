import Findings
import Foundation
import Inquiry

/// Finds what an answer hangs on.
struct SensitivityFinder {
    /// Priors at which the answer is told.
    static let sweptPriors = [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99]
    /// Reliabilities at which the answer is told.
    static let sweptReliabilities = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]

    let model: EvidenceModel
    let posteriors: [Double]
    let leading: Int
    private let logs: [[Double]]
    let sums: [Double]
    /// By leaf, the sum of what is not −∞, and how many are.
    private let finite: [Double]
    /// Places of the items of each group, and how far each item tells hypotheses apart.
    let groups: [String: [Int]]
    private let spreads: [Double]
    let nothing: [Double]
    private let excluding: [Int]

    init(model: EvidenceModel, posteriors: [Double]) {
        self.model = model
        self.posteriors = posteriors
        leading = Ranking.best(posteriors)
        logs = model.items.map { model.logs(of: $0) }
        groups = Dictionary(grouping: model.items.indices.filter { model.items[$0].indicator.group != nil }) {
            model.items[$0].indicator.group ?? ""
        }
        spreads = model.items.map { EvidenceModel.spread(model.likelihoods(of: $0)) }
        nothing = [Double](repeating: 0, count: model.priors.count)
        sums = model.logSums()
        var finite = [Double](repeating: 0, count: model.priors.count)
        var excluding = [Int](repeating: 0, count: model.priors.count)
        for row in logs {
            for (leaf, value) in row.enumerated() {
                if value == -.infinity { excluding[leaf] += 1 } else { finite[leaf] += value }
            }
        }
        (self.finite, self.excluding) = (finite, excluding)
    }

    /// What the answer hangs on, with the answer at both ends of each source's reliability as found elsewhere.
    func sensitivity(sources: [AssessmentSensitivity.SourceSweep]) -> AssessmentSensitivity {
        AssessmentSensitivity(
            leaveOneOut: leaveOneOut(), priorSweeps: priorSweeps(), flips: flips(), tornado: tornado(),
            reliability: reliability(), sources: sources)
    }

    /// The posterior with another list of logarithms in place of one item's.
    func posterior(replacing place: Int, by other: [Double]) -> [Double]? {
        var changed = finite
        for leaf in changed.indices {
            // A sum with −∞ in it cannot be taken apart again.
            let own = logs[place][leaf]
            if excluding[leaf] > (own == -.infinity ? 1 : 0) {
                changed[leaf] = -.infinity
            } else {
                changed[leaf] += other[leaf] - (own == -.infinity ? 0 : own)
            }
        }
        return EvidenceModel.posterior(model.priors, changed)
    }

    /// The posterior with other likelihoods of one item; where another of its group tells more then, that one counts in its place.
    func posterior(_ place: Int, at shares: [Double]) -> [Double]? {
        let item = model.items[place]
        guard case .strongest = model.dependence, let group = item.indicator.group else {
            return posterior(replacing: place, by: logs(place, at: shares))
        }
        let own = EvidenceModel.spread(
            model.likelihoods(of: item, at: shares, reliability: item.reading.reliability.mode))
        var strongest = place
        var most = own
        for other in groups[group] ?? [] where other != place {
            // Of equal ones the first in the order of the case.
            if spreads[other] > most || (spreads[other] == most && other < strongest) {
                (strongest, most) = (other, spreads[other])
            }
        }
        guard strongest != place else { return posterior(replacing: place, by: logs(place, at: shares)) }
        return posterior(
            replacing: place, by: EvidenceModel.logs(model.likelihoods(of: model.items[strongest]), weight: 1))
    }

    func logs(_ place: Int, at shares: [Double], reliability: Double? = nil) -> [Double] {
        let item = model.items[place]
        return EvidenceModel.logs(
            model.likelihoods(of: item, at: shares, reliability: reliability ?? item.reading.reliability.mode),
            weight: item.weight)
    }
}
