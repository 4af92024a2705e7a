import Findings
import Foundation
import Inquiry

/// Readings, how likely each leaf makes them, and the exact posterior.
///
/// With L = P(the indicator is observed | leaf), a and b the probabilities of the reading if it holds and if it does not
/// (``IndicatorReading``), and r the reliability of who says so,
///
///     P(reading | leaf) = r (L a + (1 − L) b) + (1 − r) m,   m = Σ prior(leaf) (L a + (1 − L) b):
///
/// a source that cannot be relied on says what was to be expected anyway, and moves nothing (an unreliable witness in the sense of
/// Bovens & Hartmann 2003, Bayesian Epistemology, section 3.2, whose words are as frequent as the truth of what they say).
/// Evidence with weight w counts as P(reading | leaf)^w.
struct EvidenceModel: Sendable {
    let tree: HypothesisTree
    /// Probabilities of the leaves before the evidence; together 1.
    var priors: [Double]
    /// What was read, in the order of the indicators.
    var items: [Item]
    /// How dependent evidence is weighed.
    let dependence: AssessmentSettings.Dependence

    /// One reading.
    struct Item: Sendable {
        var indicator: Indicator
        var reading: IndicatorReading
        /// How likely each leaf makes the indicator.
        var elicited: [ElicitedProbability]
        /// Power to which its likelihoods are taken.
        var weight = 1.0
        /// Why it counts less than in full.
        var reason: String?
    }

    /// Makes a model; readings of which nothing could be judged are left out.
    init(
        tree: HypothesisTree, priors: [Double], readings: [(Indicator, IndicatorReading)],
        dependence: AssessmentSettings.Dependence
    ) throws(AssessmentError) {
        self.tree = tree
        self.dependence = dependence
        self.priors = try Self.normalised(priors)
        items = []
        for (indicator, reading) in readings where reading.outcome != .notJudged {
            items.append(
                Item(indicator: indicator, reading: reading, elicited: try Self.elicited(indicator, in: tree)))
        }
        weigh()
    }

    /// How likely each leaf makes an indicator, checked.
    static func elicited(
        _ indicator: Indicator, in tree: HypothesisTree
    ) throws(AssessmentError) -> [ElicitedProbability] {
        var found: [ElicitedProbability] = []
        for (leaf, range) in indicator.probabilities(in: tree).enumerated() {
            guard let range else {
                throw .missingLikelihood(indicator: indicator.id, hypothesis: tree.leafIDs[leaf])
            }
            guard range.low >= 0, range.low <= range.mode, range.mode <= range.high, range.high <= 1 else {
                throw .badProbability(of: "The likelihood of \(indicator.id) under \(tree.leafIDs[leaf])")
            }
            found.append(range)
        }
        return found
    }

    private static func normalised(_ priors: [Double]) throws(AssessmentError) -> [Double] {
        guard priors.count >= 2 else { throw .tooFewHypotheses(priors.count) }
        let sum = priors.reduce(0, +)
        guard priors.allSatisfy({ $0 >= 0 && $0 <= 1 }), sum > 0, sum.isFinite else {
            throw .badProbability(of: "A prior")
        }
        return priors.map { $0 / sum }
    }

    // MARK: Likelihoods

    /// Probability of a reading by leaf.
    ///
    /// - Parameters:
    ///   - item: The reading.
    ///   - shares: How likely each leaf makes the indicator.
    ///   - reliability: How far whoever says so can be relied on.
    /// - Returns: One for each leaf, up to a common factor.
    func likelihoods(of item: Item, at shares: [Double], reliability: Double) -> [Double] {
        let (a, b) = (item.reading.whenTrue, item.reading.whenFalse)
        let direct = shares.map { b + $0 * (a - b) }
        guard reliability < 1 else { return direct }
        let mean = zip(priors, direct).reduce(0) { $0 + $1.0 * $1.1 }
        return direct.map { reliability * $0 + (1 - reliability) * mean }
    }

    /// The same at the most likely values.
    func likelihoods(of item: Item) -> [Double] {
        likelihoods(of: item, at: item.elicited.map(\.mode), reliability: item.reading.reliability.mode)
    }

    /// What an item adds to the logarithms of the leaves' probabilities.
    func logs(of item: Item) -> [Double] { Self.logs(likelihoods(of: item), weight: item.weight) }

    static func logs(_ likelihoods: [Double], weight: Double) -> [Double] {
        // 0 to the power of 0 is 1: what does not count excludes nothing.
        weight == 0 ? likelihoods.map { _ in 0 } : likelihoods.map { weight * log($0) }
    }

    /// Sums of all items' logarithms, by leaf.
    func logSums() -> [Double] {
        items.reduce(into: [Double](repeating: 0, count: priors.count)) { sums, item in
            for (leaf, value) in logs(of: item).enumerated() { sums[leaf] += value }
        }
    }

    /// Probabilities of the leaves from priors and logarithms of likelihoods; nil where nothing is possible.
    static func posterior(_ priors: [Double], _ logs: [Double]) -> [Double]? {
        let sums = zip(priors, logs).map { $0 > 0 ? log($0) + $1 : -.infinity }
        guard let highest = sums.max(), highest > -.infinity else { return nil }
        let shares = sums.map { exp($0 - highest) }
        let all = shares.reduce(0, +)
        return shares.map { $0 / all }
    }

    /// Probabilities of the leaves after all evidence.
    ///
    /// - Throws: ``AssessmentError/impossibleEvidence(_:)`` with the first readings that together leave nothing possible.
    func posterior() throws(AssessmentError) -> [Double] {
        if let found = Self.posterior(priors, logSums()) { return found }
        // The shortest impossible beginning, then without those of it that are not needed.
        var culprits = items
        for count in 1...items.count where Self.posterior(priors, sums(of: Array(items.prefix(count)))) == nil {
            culprits = Array(items.prefix(count))
            break
        }
        var place = 0
        while place < culprits.count, culprits.count > 1 {
            var fewer = culprits
            fewer.remove(at: place)
            if Self.posterior(priors, sums(of: fewer)) == nil { culprits = fewer } else { place += 1 }
        }
        throw .impossibleEvidence(culprits.map(\.indicator.id))
    }

    private func sums(of items: [Item]) -> [Double] {
        var part = self
        part.items = items
        return part.logSums()
    }

    // MARK: Dependence

    /// Gives each item the weight that the way of weighing dependent evidence asks for.
    mutating func weigh() {
        for place in items.indices { (items[place].weight, items[place].reason) = (1, nil) }
        let groups = Dictionary(grouping: items.indices.filter { items[$0].indicator.group != nil }) {
            items[$0].indicator.group ?? ""
        }
        switch dependence {
        case .independent: return
        case .strongest:
            for members in groups.values where members.count > 1 {
                let spreads = members.map { Self.spread(likelihoods(of: items[$0])) }
                // Of equal ones the first in the order of the case.
                let best = members.indices.reduce(0) { spreads[$1] > spreads[$0] ? $1 : $0 }
                for (number, place) in members.enumerated() where number != best {
                    items[place].weight = 0
                    items[place].reason =
                        "\(items[members[best]].indicator.id) of the same group, \(items[place].indicator.group ?? ""), tells more"
                }
            }
        case .tempered(let weight, let everywhere):
            let weight = min(1, max(0, weight))
            func temper(_ place: Int, _ reason: String) {
                items[place].weight = weight
                items[place].reason = reason
            }
            if everywhere {
                for place in items.indices { temper(place, "all evidence is tempered") }
            } else {
                for (name, members) in groups where members.count > 1 {
                    for place in members {
                        temper(place, "the group \(name) has \(members.count) that depend on each other")
                    }
                }
            }
        }
    }

    /// Largest natural logarithm of the ratio of two likelihoods; ∞ where one is 0 and another not.
    static func spread(_ likelihoods: [Double]) -> Double {
        guard let low = likelihoods.min(), let high = likelihoods.max(), high > 0 else { return 0 }
        return low > 0 ? log(high / low) : .infinity
    }
}
