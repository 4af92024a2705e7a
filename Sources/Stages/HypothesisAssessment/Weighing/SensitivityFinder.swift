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
    private let leading: Int
    private let logs: [[Double]]
    private let sums: [Double]
    /// By leaf, the sum of what is not −∞, and how many are.
    private let finite: [Double]
    /// Places of the items of each group, and how far each item tells hypotheses apart.
    private let groups: [String: [Int]]
    private let spreads: [Double]
    private let nothing: [Double]
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
    private func posterior(replacing place: Int, by other: [Double]) -> [Double]? {
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
    private func posterior(_ place: Int, at shares: [Double]) -> [Double]? {
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

    private func logs(_ place: Int, at shares: [Double], reliability: Double? = nil) -> [Double] {
        let item = model.items[place]
        return EvidenceModel.logs(
            model.likelihoods(of: item, at: shares, reliability: reliability ?? item.reading.reliability.mode),
            weight: item.weight)
    }

    // MARK: Leaving out

    private func leaveOneOut() -> [AssessmentSensitivity.LeaveOneOut] {
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

    // MARK: Priors

    private func priorSweeps() -> [AssessmentSensitivity.PriorSweep] {
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

    // MARK: Likelihoods

    private func flips() -> [AssessmentSensitivity.Flip] {
        let leaves = model.tree.leafIDs
        var found: [AssessmentSensitivity.Flip] = []
        for (place, item) in model.items.enumerated() where item.weight > 0 {
            let modes = item.elicited.map(\.mode)
            for leaf in leaves.indices {
                func leader(at share: Double) -> Int? {
                    var shares = modes
                    shares[leaf] = share
                    return posterior(place, at: shares).map(Ranking.best)
                }
                for end in [0.0, 1.0] where end != modes[leaf] {
                    guard let other = leader(at: end), other != leading else { continue }
                    var stays = modes[leaf]
                    var flips = end
                    for _ in 0..<50 {
                        let middle = (stays + flips) / 2
                        if leader(at: middle) == leading { stays = middle } else { flips = middle }
                    }
                    let range = item.elicited[leaf]
                    found.append(
                        .init(
                            indicator: item.indicator.id, hypothesis: leaves[leaf],
                            leading: leader(at: flips).map { leaves[$0] } ?? leaves[other], from: modes[leaf],
                            to: flips, isWithinRange: flips >= range.low && flips <= range.high))
                }
            }
        }
        // The nearest in odds, so that 0.01 to 0.02 is as far as 0.98 to 0.99.
        func distance(_ flip: AssessmentSensitivity.Flip) -> Double {
            func logit(_ share: Double) -> Double { log((share + 1e-6) / (1 - share + 1e-6)) }
            return abs(logit(flip.to) - logit(flip.from))
        }
        return found.enumerated().sorted {
            let (first, second) = (distance($0.element), distance($1.element))
            return first != second ? first < second : $0.offset < $1.offset
        }.map(\.element)
    }

    private func tornado() -> [AssessmentSensitivity.Swing] {
        var found: [AssessmentSensitivity.Swing] = []
        for (place, item) in model.items.enumerated() where item.weight > 0 {
            let speaksFor = item.reading.whenTrue >= item.reading.whenFalse
            func end(_ favoursLeading: Bool) -> Double {
                var shares = item.elicited.enumerated().map { leaf, range in
                    (leaf == leading) == (favoursLeading == speaksFor) ? range.high : range.low
                }
                var found = posterior(place, at: shares)?[leading]
                // What was to be expected of a source in doubt hangs on all likelihoods together, and so does which piece of a group counts:
                // then the corner of the ranges is searched from the one that is best without.
                guard item.reading.reliability.mode < 1 || item.weight < 1 || item.indicator.group != nil else {
                    return found ?? .nan
                }
                var isBetter = true
                var rounds = 0
                while isBetter, rounds < 8 {
                    isBetter = false
                    rounds += 1
                    for (leaf, range) in item.elicited.enumerated() where range.low < range.high {
                        let before = shares[leaf]
                        shares[leaf] = before == range.low ? range.high : range.low
                        let other = posterior(place, at: shares)?[leading]
                        if let other, found.map({ favoursLeading ? other > $0 : other < $0 }) ?? true {
                            found = other
                            isBetter = true
                        } else {
                            shares[leaf] = before
                        }
                    }
                }
                return found ?? .nan
            }
            let ends = [end(false), end(true)].filter(\.isFinite)
            guard let low = ends.min(), let high = ends.max() else { continue }
            found.append(.init(indicator: item.indicator.id, low: low, high: high))
        }
        return found.enumerated().sorted {
            let (first, second) = ($0.element.high - $0.element.low, $1.element.high - $1.element.low)
            return first != second ? first > second : $0.offset < $1.offset
        }.map(\.element)
    }

    // MARK: Reliability

    private func reliability() -> [AssessmentSensitivity.ReliabilityPoint] {
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
