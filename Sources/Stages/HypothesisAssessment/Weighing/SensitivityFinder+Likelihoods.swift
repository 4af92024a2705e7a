import Findings
import Foundation
import Inquiry

/// The answer under other likelihoods: what would put another hypothesis first, and how far ranges move it.
extension SensitivityFinder {
    func flips() -> [AssessmentSensitivity.Flip] {
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

    func tornado() -> [AssessmentSensitivity.Swing] {
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
}
