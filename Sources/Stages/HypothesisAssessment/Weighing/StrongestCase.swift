import Findings
import Foundation
import Inquiry

/// The greatest probability that a leaf can have with every likelihood within its range.
///
/// Let d be a reading's probability by leaf without regard to its source, which a likelihood moves between two ends, and
/// f_j = r d_j + (1 − r) Σ p_l d_l what counts of it (``EvidenceModel``). The odds against leaf k are
///
///     Σ_{j ≠ k} p_j/p_k Π_items (f_j/f_k)^w,   0 < w ≤ 1.
///
/// Along one d_l every f_j/f_k is linear in 1/f_k, and the sum of powers up to 1 of what is linear is concave, so that the least odds
/// stand at a corner of the ranges. Each f_j/f_k falls in d_k: the leaf's own likelihoods stand where they favour it most. Those of the
/// others do so, too, where the source is sure (r = 1) or no other leaf makes the reading likelier than k at its best: with d_l
/// a third f_j/f_k rises where d_k > d_j and falls where d_k < d_j. Else what a source in doubt was expected to say can hide what speaks against k, and which corner is best
/// hangs on all other readings, too. Of such readings only corners count that no other corner beats under every leaf, and the
/// best of their combinations is found by branch and bound.
struct StrongestCase {
    let model: EvidenceModel
    /// The leaf that it is made for.
    let leaf: Int
    /// Combinations that are looked at most.
    var mostNodes = 100_000
    /// Likelihoods of one reading whose corners are all looked at.
    var mostFree = 10

    /// What was found.
    struct Outcome {
        /// The leaf's probability.
        var probability: Double
        /// Whether no corner of the ranges gives more; else some may.
        var isExact: Bool
    }

    func outcome() -> Outcome {
        let priors = model.priors
        guard priors[leaf] > 0 else { return Outcome(probability: 0, isExact: true) }
        let others = priors.indices.filter { $0 != leaf && priors[$0] > 0 }
        var odds = others.map { log(priors[$0] / priors[leaf]) }
        var fronts: [[[Double]]] = []
        var isExact = true
        for item in model.items where item.weight > 0 {
            let found = front(of: item, others)
            isExact = isExact && found.isWhole
            guard let first = found.corners.first else { return Outcome(probability: 0, isExact: isExact) }
            if found.corners.count == 1 {
                for place in odds.indices { odds[place] += first[place] }
            } else {
                fronts.append(found.corners)
            }
        }
        var search = CornerSearch(start: odds, fronts: fronts, nodesLeft: mostNodes)
        let least = search.least()
        return Outcome(probability: 1 / (1 + exp(least)), isExact: isExact && search.nodesLeft > 0)
    }

    /// Logarithms of (f_j/f_k)^w at the corners of a reading that may be best; whether none is missing.
    private func front(of item: EvidenceModel.Item, _ others: [Int]) -> (corners: [[Double]], isWhole: Bool) {
        let (a, b, trust) = (item.reading.whenTrue, item.reading.whenFalse, item.reading.reliability.mode)
        let ends = item.elicited.map { range in
            let pair = (b + range.low * (a - b), b + range.high * (a - b))
            return (low: min(pair.0, pair.1), high: max(pair.0, pair.1))
        }
        func corner(_ raised: Set<Int>) -> [Double]? {
            let direct = ends.indices.map { $0 == leaf || raised.contains($0) ? ends[$0].high : ends[$0].low }
            let mean = zip(model.priors, direct).reduce(0) { $0 + $1.0 * $1.1 }
            func share(_ place: Int) -> Double {
                trust < 1 ? trust * direct[place] + (1 - trust) * mean : direct[place]
            }
            let own = share(leaf)
            guard own > 0 else { return nil }
            return others.map { item.weight * (log(share($0)) - log(own)) }
        }
        let base = corner([])
        guard trust < 1, base == nil || others.contains(where: { ends[$0].low > ends[leaf].high }) else {
            return (base.map { [$0] } ?? [], true)
        }
        let free = others.filter { ends[$0].low < ends[$0].high }
        guard free.count <= mostFree else {
            return (Self.unbeaten(([[]] + free.map { [$0] }).compactMap { corner(Set($0)) }), false)
        }
        let corners = (0..<(1 << free.count)).compactMap { mask in
            corner(Set(free.enumerated().filter { mask & (1 << $0.offset) != 0 }.map(\.element)))
        }
        return (Self.unbeaten(corners), true)
    }

    /// Those than which no other is as low everywhere.
    private static func unbeaten(_ corners: [[Double]]) -> [[Double]] {
        var kept: [[Double]] = []
        for corner in corners {
            if kept.contains(where: { zip($0, corner).allSatisfy { $0 <= $1 } }) { continue }
            kept.removeAll { zip(corner, $0).allSatisfy { $0 <= $1 } }
            kept.append(corner)
        }
        return kept
    }
}

/// Picks of each list one vector such that the logarithm of the sum of exponentials of all that are picked, added up, is least.
struct CornerSearch {
    private let start: [Double]
    private let fronts: [[[Double]]]
    /// The least of what lists from each on can add, by component.
    private let rest: [[Double]]
    private var best: Double
    /// Nodes that may yet be looked at; 0 where the search was broken off.
    private(set) var nodesLeft: Int

    init(start: [Double], fronts: [[[Double]]], nodesLeft: Int) {
        self.start = start
        // What differs most is settled first.
        self.fronts = fronts.enumerated().sorted {
            let (first, second) = (Self.spread($0.element), Self.spread($1.element))
            return first != second ? first > second : $0.offset < $1.offset
        }.map(\.element)
        self.nodesLeft = nodesLeft
        var rest = [start.map { _ in 0.0 }]
        for front in self.fronts.reversed() {
            let least = start.indices.map { place in front.map { $0[place] }.min() ?? 0 }
            rest.append(Self.sum(rest[rest.count - 1], least))
        }
        self.rest = rest.reversed()
        best = .infinity
    }

    mutating func least() -> Double {
        descend(0, start)
        return best
    }

    private mutating func descend(_ depth: Int, _ sums: [Double]) {
        guard depth < fronts.count else {
            best = min(best, Self.logSum(sums))
            return
        }
        let ways = fronts[depth].map { corner in
            let next = Self.sum(sums, corner)
            return (next: next, bound: Self.logSum(Self.sum(next, rest[depth + 1])))
        }
        for way in ways.enumerated().sorted(by: { ($0.element.bound, $0.offset) < ($1.element.bound, $1.offset) }) {
            // The first way down is always gone, so that there is an answer.
            guard best == .infinity || (way.element.bound < best - 1e-14 && nodesLeft > 0) else { return }
            nodesLeft = max(0, nodesLeft - 1)
            descend(depth + 1, way.element.next)
        }
    }

    private static func sum(_ first: [Double], _ second: [Double]) -> [Double] { zip(first, second).map { $0 + $1 } }

    private static func spread(_ front: [[Double]]) -> Double {
        let sums = front.map { logSum($0) }
        guard let low = sums.min(), let high = sums.max(), low.isFinite, high.isFinite else { return .infinity }
        return high - low
    }

    /// log Σ exp, without overflow; −∞ for nothing.
    static func logSum(_ values: [Double]) -> Double {
        guard let highest = values.max(), highest > -.infinity else { return -.infinity }
        return highest + log(values.reduce(0) { $0 + exp($1 - highest) })
    }
}
