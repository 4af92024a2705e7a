import Foundation

/// Exact inference for all variables at once: the network as a tree of cliques, made once and asked as often as wanted.
///
/// Two passes: each clique tells its parent what its part of the evidence says of the variables they share; then each
/// parent tells its children what all others say, which is what it knows divided by what it was told. Networks in
/// several parts are one tree whose parts share nothing, so that only a number passes between them. Messages are
/// scaled to a largest entry of 1 and the logarithms of the factors are kept, so the probability of very many items
/// does not underflow.
///
/// Observed variables are fixed before the passes, so that tables are asked for no more than evidence leaves of them.
///
/// Edge cases: a table of 0 and 1 is like any other; 0 divided by 0 is 0, as what was impossible stays so. Evidence
/// of probability 0 is refused with the items that contradict each other.
///
/// Source: Jensen, Lauritzen & Olesen (1990), Computational Statistics Quarterly 4, 269–282; Cowell et al. (1999),
/// Probabilistic Networks and Expert Systems, chapter 6; Jensen & Jensen (1994), UAI, 360–366, for the
/// choice of the tree.
public struct JunctionTree: Sendable {
    /// The network.
    public let network: DiscreteNetwork
    let cliques: [TreeClique]
    /// For each variable the clique that holds its table, and the smallest clique that it is in.
    let families: [Int]
    let homes: [Int]
    /// Tables of all cliques, one after the other: the products of the variables' tables.
    let potentials: [Double]

    /// The cliques: names of the variables of each.
    public var cliqueNames: [[String]] {
        cliques.map { $0.variables.sorted().map { network.variables[$0].id } }
    }

    /// Makes the tree.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - entryLimit: Most entries of all cliques together, at most 2²⁸; 2²⁴ take 128 MB, and as much again for each
    ///     question at work.
    /// - Throws: ``DiscreteNetworkError/tooWide(variables:entries:limit:)`` for a network that needs more.
    public init(_ network: DiscreteNetwork, entryLimit: Int = 1 << 24) throws(DiscreteNetworkError) {
        let entryLimit = min(entryLimit, 1 << 28)
        let found = TriangulatedGraph(network).cliques
        let states = network.variables.map(\.states.count)
        let sizes = found.map { $0.reduce(1.0) { $0 * Double(states[$1]) } }
        if sizes.reduce(0, +) > Double(entryLimit) {
            var widest = 0
            for (index, size) in sizes.enumerated() where size > sizes[widest] { widest = index }
            throw .tooWide(
                variables: found[widest].map { network.variables[$0].id }, entries: sizes[widest], limit: entryLimit)
        }
        self.network = network
        let cliques = Self.tree(of: found, sizes: sizes, states: states)
        // Smallest first, of equals the one nearer to the root.
        let order = cliques.indices.sorted { (cliques[$0].count, $0) < (cliques[$1].count, $1) }
        var members: [Set<Int>] = []
        for clique in cliques { members.append(Set(clique.variables)) }
        let homes = states.indices.map { variable in order.first { members[$0].contains(variable) } ?? 0 }
        let families = states.indices.map { variable in
            let family = network.parents[variable] + [variable]
            return order.first { members[$0].isSuperset(of: family) } ?? 0
        }
        self.cliques = cliques
        self.homes = homes
        self.families = families
        potentials = Self.potentials(of: network, cliques: cliques, families: families, onlySupport: false)
    }

    /// Probabilities of the states of all variables after evidence.
    ///
    /// - Parameter evidence: What was learnt.
    /// - Returns: All posteriors and the probability of the evidence.
    /// - Throws: ``DiscreteNetworkError`` for unknown names, or evidence that is wrong, impossible or vanishing.
    public func posteriors(given evidence: [NetworkEvidence] = []) throws(DiscreteNetworkError) -> NetworkPosteriors {
        var (passing, fixed) = try collected(evidence)
        passing.distribute()
        var probabilities: [[Double]] = []
        probabilities.reserveCapacity(homes.count)
        for (variable, home) in homes.enumerated() {
            if let state = fixed[variable] {
                probabilities.append(network.variables[variable].states.indices.map { $0 == state ? 1 : 0 })
                continue
            }
            var marginal = passing.marginal(of: variable, in: home)
            let sum = marginal.reduce(0, +)
            guard sum > 0, sum.isFinite else { throw .vanishingEvidence(items: evidence.map(\.description)) }
            for state in marginal.indices { marginal[state] /= sum }
            probabilities.append(marginal)
        }
        return NetworkPosteriors(network: network, probabilities: probabilities, logEvidence: passing.logEvidence)
    }

    /// Natural logarithm of the probability of evidence, by one pass.
    ///
    /// - Parameter evidence: What was learnt.
    /// - Returns: The logarithm; 0 without evidence.
    /// - Throws: ``DiscreteNetworkError`` for unknown names, or evidence that is wrong, impossible or vanishing.
    public func logProbability(of evidence: [NetworkEvidence]) throws(DiscreteNetworkError) -> Double {
        try collected(evidence).passing.logEvidence
    }

    /// The first pass, over what observed variables leave of the tree, and the states of these.
    private func collected(
        _ evidence: [NetworkEvidence]
    ) throws(DiscreteNetworkError) -> (passing: TreePassing, fixed: [Int?]) {
        let combined = try CombinedEvidence(evidence, in: network)
        if !combined.isContradictory {
            let fixed = combined.possible.map { states -> Int? in
                guard let states, states.count(where: { $0 }) == 1 else { return nil }
                return states.firstIndex(of: true)
            }
            let isReduced = fixed.contains { $0 != nil }
            let (cliques, potentials) = isReduced ? reduced(by: fixed) : (cliques, potentials)
            var logScale = combined.logScale
            var passing = TreePassing(cliques, potentials: potentials, onlySupport: false)
            for (variable, weights) in combined.weights.enumerated() {
                guard let weights else { continue }
                if let state = fixed[variable] {
                    logScale += log(weights[state])
                } else {
                    passing.multiply(weights, on: variable, in: homes[variable])
                }
            }
            passing.collect(logScale: logScale)
            if passing.isPossible { return (passing, fixed) }
        }
        let support = Self.potentials(of: network, cliques: cliques, families: families, onlySupport: true)
        throw try .noProbability(of: evidence) { (items: ArraySlice<NetworkEvidence>) throws(DiscreteNetworkError) in
            let combined = try CombinedEvidence(items, in: network)
            var passing = TreePassing(cliques, potentials: support, onlySupport: true)
            for variable in homes.indices {
                if let weights = combined.support(of: variable) {
                    passing.multiply(weights, on: variable, in: homes[variable])
                }
            }
            passing.collect(logScale: 0)
            return !passing.isPossible
        }
    }
}
