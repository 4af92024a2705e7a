import Dispatch
import Findings
import Foundation
import Inquiry
import Statistics
import Synchronization

/// The posterior when each likelihood is drawn from its range: what elicited numbers leave open.
///
/// Ranges are beta-PERT distributions (λ = 4), drawn independently of each other. Draws are made in blocks, each with a random
/// stream of its own, so that the result is the same for any number of threads.
///
/// Likelihoods are multiplied as long as no product can fall out of what a number holds, and their logarithms are summed from there on: a
/// leaf that one piece of evidence puts at 1e-300 of another may be put back by the next.
struct LikelihoodDraws: Sendable {
    /// Percentiles by place in the tree, and how often the leading leaf leads.
    struct Outcome: Sendable {
        var percentiles: [HypothesisResult.Percentiles]
        var leadingShare: Double
        /// Draws that were made.
        var samples: Int
    }

    /// Draws of one block.
    private static let blockSize = 2048
    /// Probabilities that are kept at most, over all leaves and draws: 160 MB.
    static let mostKept = 20_000_000

    private let tree: HypothesisTree
    private let priors: [Double]
    private let items: [DrawnItem]

    /// Decimal digits by which products may fall before their logarithms are taken; a number holds 307.
    private static let mostDepth = 280.0

    /// Tabulates a model's ranges.
    init(_ model: EvidenceModel) {
        tree = model.tree
        self.priors = model.priors
        var known: [ElicitedProbability: QuantileTable] = [:]
        func table(_ range: ElicitedProbability) -> QuantileTable {
            if let table = known[range] { return table }
            let made = QuantileTable(range)
            known[range] = made
            return made
        }
        let priors = model.priors
        items = model.items.filter { $0.weight > 0 }.map { DrawnItem($0, priors: priors, table: table) }
    }

    /// Draws.
    ///
    /// - Parameters:
    ///   - samples: How many; fewer where so many leaves could not be kept.
    ///   - seed: Seed of the streams.
    ///   - leading: Number of the leaf whose lead is counted.
    /// - Returns: What came out; draws in which nothing was possible are left out.
    func outcome(samples: Int, seed: UInt64, leading: Int) -> Outcome {
        let leaves = priors.count
        let samples = max(1, min(samples, Self.mostKept / max(1, leaves)))
        let blocks = (samples + Self.blockSize - 1) / Self.blockSize
        let drawn = Mutex<[[Double]]>(Array(repeating: [], count: blocks))
        DispatchQueue.concurrentPerform(iterations: blocks) { block in
            let count = min(Self.blockSize, samples - block * Self.blockSize)
            let values = draw(count, RandomStream.stream(seed: seed, name: UInt64(block)))
            drawn.withLock { $0[block] = values }
        }
        let values = drawn.withLock { $0 }
        var leads = 0
        var possible = 0
        // By leaf, all draws one after the other.
        var byLeaf = [[Double]](repeating: [], count: leaves)
        for leaf in 0..<leaves { byLeaf[leaf].reserveCapacity(samples) }
        for block in values {
            let count = block.count / leaves
            for number in 0..<count where block[number].isFinite {
                possible += 1
                var best = 0
                for leaf in 0..<leaves {
                    let value = block[leaf * count + number]
                    byLeaf[leaf].append(value)
                    if value > block[best * count + number] { best = leaf }
                }
                if best == leading { leads += 1 }
            }
        }
        // Each hypothesis is put in order by itself; those of several leaves are summed first.
        let sources = byLeaf
        let results = Mutex<[HypothesisResult.Percentiles?]>(Array(repeating: nil, count: tree.entries.count))
        DispatchQueue.concurrentPerform(iterations: tree.entries.count) { place in
            let range = tree.entries[place].leaves
            var sums = sources[range.lowerBound]
            for leaf in range.dropFirst() {
                for number in sums.indices { sums[number] += sources[leaf][number] }
            }
            sums.sort()
            func value(_ share: Double) -> Double {
                Percentile.value(share, of: sums.count) { sums[$0] } ?? .nan
            }
            let found = HypothesisResult.Percentiles(p10: value(0.1), p50: value(0.5), p90: value(0.9))
            results.withLock { $0[place] = found }
        }
        return Outcome(
            percentiles: results.withLock { $0 }.compactMap(\.self),
            leadingShare: possible > 0 ? Double(leads) / Double(possible) : 0, samples: samples)
    }

    /// Posteriors of one block, leaf after leaf; not a number where nothing was possible.
    private func draw(_ count: Int, _ start: RandomStream) -> [Double] {
        let leaves = priors.count
        var stream = start
        var products = [Double](repeating: 1, count: leaves * count)
        var logs = [Double](repeating: 0, count: leaves * count)
        for leaf in 0..<leaves {
            let prior = log(priors[leaf])
            for number in 0..<count { logs[leaf * count + number] = prior }
        }
        var depth = 0.0
        for item in items {
            if depth + item.depth > Self.mostDepth {
                Self.fold(&products, into: &logs)
                depth = 0
            }
            depth += item.depth
            if let reliability = item.reliability {
                multiply(&products, count, by: item, reliability, &stream)
                continue
            }
            for leaf in 0..<leaves {
                let table = item.tables[leaf]
                let first = leaf * count
                if let constant = table.constant {
                    for number in first..<(first + count) { products[number] *= constant }
                    continue
                }
                for number in first..<(first + count) {
                    products[number] *= table.value(at: stream.uniform())
                }
            }
        }
        Self.fold(&products, into: &logs)
        normalise(&logs, count)
        return logs
    }

    private static func fold(_ products: inout [Double], into logs: inout [Double]) {
        for place in logs.indices {
            logs[place] += log(products[place])
            products[place] = 1
        }
    }

    private func multiply(
        _ products: inout [Double], _ count: Int, by item: DrawnItem, _ reliability: QuantileTable,
        _ stream: inout RandomStream
    ) {
        let leaves = priors.count
        let (a, b) = (item.whenTrue, item.whenFalse)
        var direct = [Double](repeating: 0, count: leaves)
        for number in 0..<count {
            let trust = reliability.value(at: stream.uniform())
            var mean = 0.0
            for leaf in 0..<leaves {
                direct[leaf] = b + item.tables[leaf].value(at: stream.uniform()) * (a - b)
                mean += priors[leaf] * direct[leaf]
            }
            for leaf in 0..<leaves {
                products[leaf * count + number] *= DrawnItem.power(
                    trust * direct[leaf] + (1 - trust) * mean, item.weight)
            }
        }
    }

    /// Probabilities of logarithms, so that the largest cannot vanish.
    private func normalise(_ logs: inout [Double], _ count: Int) {
        let leaves = priors.count
        for number in 0..<count {
            var highest = -Double.infinity
            for leaf in 0..<leaves { highest = max(highest, logs[leaf * count + number]) }
            var sum = 0.0
            for leaf in 0..<leaves {
                let share = exp(logs[leaf * count + number] - highest)
                logs[leaf * count + number] = share
                sum += share
            }
            for leaf in 0..<leaves { logs[leaf * count + number] /= sum }
        }
    }
}
