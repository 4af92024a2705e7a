import Foundation

/// Exact inference by summing out one variable after the other, anew for each question.
///
/// For each question only variables are looked at that can matter: the one that is asked for, those with evidence,
/// and all above them; and of these, once observed variables are fixed, only those that are connected with the one
/// that is asked for. Tables are scaled by powers of two on the way, which loses no digit and lets no product of many
/// items underflow.
///
/// Edge cases: a table of 0 and 1 is like any other. Evidence of probability 0 is refused with the items that
/// contradict each other.
///
/// Source: Zhang & Poole (1996), Journal of Artificial Intelligence Research 5, 301–328; Dechter (1999), Artificial
/// Intelligence 113, 41–85, for pruning and order.
public struct VariableElimination: Sendable {
    /// The network.
    public let network: DiscreteNetwork
    /// Most entries of a table on the way.
    public let entryLimit: Int
    private let tables: [EliminationFactor]

    /// Makes the tables ready.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - entryLimit: Most entries of a table on the way, at most 2²⁸; 2²⁴ take 128 MB.
    public init(_ network: DiscreteNetwork, entryLimit: Int = 1 << 24) {
        self.network = network
        self.entryLimit = min(entryLimit, 1 << 28)
        tables = network.variables.indices.map { EliminationFactor(tableOf: $0, in: network) }
    }

    /// Probabilities of the states of one variable after evidence.
    ///
    /// - Parameters:
    ///   - variable: Its name.
    ///   - evidence: What was learnt.
    /// - Returns: Probabilities in the order of the states; they sum to one.
    /// - Throws: ``DiscreteNetworkError`` for unknown names, evidence that is wrong, impossible or vanishing,
    ///   or too wide tables.
    public func posterior(
        of variable: String, given evidence: [NetworkEvidence] = []
    ) throws(DiscreteNetworkError) -> [Double] {
        let position = try network.knownPosition(of: variable)
        let learnt = try learnt(from: evidence)
        _ = try logEvidence(learnt, evidence)
        return try posterior(of: position, learnt, evidence)
    }

    /// Probabilities of the states of all variables after evidence.
    ///
    /// - Parameter evidence: What was learnt.
    /// - Returns: All posteriors and the probability of the evidence.
    /// - Throws: ``DiscreteNetworkError`` for unknown names, evidence that is wrong, impossible or vanishing,
    ///   or too wide tables.
    public func posteriors(given evidence: [NetworkEvidence] = []) throws(DiscreteNetworkError) -> NetworkPosteriors {
        let learnt = try learnt(from: evidence)
        let logEvidence = try logEvidence(learnt, evidence)
        var probabilities: [[Double]] = []
        probabilities.reserveCapacity(tables.count)
        for position in tables.indices { probabilities.append(try posterior(of: position, learnt, evidence)) }
        return NetworkPosteriors(network: network, probabilities: probabilities, logEvidence: logEvidence)
    }

    /// Natural logarithm of the probability of evidence.
    ///
    /// - Parameter evidence: What was learnt.
    /// - Returns: The logarithm; 0 without evidence.
    /// - Throws: ``DiscreteNetworkError`` for unknown names, evidence that is wrong, impossible or vanishing,
    ///   or too wide tables.
    public func logProbability(of evidence: [NetworkEvidence]) throws(DiscreteNetworkError) -> Double {
        try logEvidence(try learnt(from: evidence), evidence)
    }

    // MARK: Steps

    /// Tables after evidence.
    private struct Learnt {
        /// For each variable its table, in which observed variables are fixed, and the likelihoods of its evidence.
        var factors: [[EliminationFactor]]
        /// For each variable that is observed its state.
        var fixed: [Int?]
        /// Positions of variables with evidence.
        var evident: [Int]
        var logScale: Double
        var isContradictory: Bool
        var onlySupport: Bool
    }

    private func learnt(
        from evidence: some Collection<NetworkEvidence>, onlySupport: Bool = false
    ) throws(DiscreteNetworkError) -> Learnt {
        let combined = try CombinedEvidence(evidence, in: network)
        var fixed = [Int?](repeating: nil, count: tables.count)
        var likelihoods = [EliminationFactor?](repeating: nil, count: tables.count)
        var logScale = combined.logScale
        for position in tables.indices {
            guard let weights = combined.weights[position], let possible = combined.possible[position] else { continue }
            if possible.count(where: { $0 }) == 1, let state = possible.firstIndex(of: true) {
                fixed[position] = state
                logScale += log(weights[state])
            } else {
                likelihoods[position] = EliminationFactor(
                    variables: [position], extents: [weights.count],
                    values: onlySupport ? possible.map { $0 ? 1 : 0 } : weights)
            }
        }
        var factors: [[EliminationFactor]] = []
        for position in tables.indices {
            var table = tables[position]
            if onlySupport { table.values = table.values.map { $0 > 0 ? 1 : 0 } }
            for variable in table.variables {
                if let state = fixed[variable] { table = table.slice(variable, state: state) }
            }
            factors.append([table] + (likelihoods[position].map { [$0] } ?? []))
        }
        return Learnt(
            factors: factors, fixed: fixed, evident: tables.indices.filter { combined.weights[$0] != nil },
            logScale: logScale, isContradictory: combined.isContradictory, onlySupport: onlySupport)
    }

    private func logEvidence(_ learnt: Learnt, _ evidence: [NetworkEvidence]) throws(DiscreteNetworkError) -> Double {
        if let found = try logEvidence(learnt) { return found }
        throw try .noProbability(of: evidence) { (items: ArraySlice<NetworkEvidence>) throws(DiscreteNetworkError) in
            try logEvidence(try self.learnt(from: items, onlySupport: true)) == nil
        }
    }

    /// The logarithm of the probability of the evidence, nil where that is 0.
    private func logEvidence(_ learnt: Learnt) throws(DiscreteNetworkError) -> Double? {
        guard !learnt.isContradictory else { return nil }
        let factors = relevant(to: learnt.evident).flatMap { learnt.factors[$0] }
        let (rest, exponent) = try eliminate(factors, keeping: nil, learnt.onlySupport)
        guard let value = rest.values.first, value > 0 else { return nil }
        return learnt.logScale + log(value) + Double(exponent) * log(2)
    }

    private func posterior(
        of position: Int, _ learnt: Learnt, _ evidence: [NetworkEvidence]
    ) throws(DiscreteNetworkError) -> [Double] {
        let states = network.variables[position].states
        if let state = learnt.fixed[position] { return states.indices.map { $0 == state ? 1 : 0 } }
        let factors = relevant(to: learnt.evident + [position]).flatMap { learnt.factors[$0] }
        let (rest, _) = try eliminate(connected(factors, with: position), keeping: position, learnt.onlySupport)
        let sum = rest.values.reduce(0, +)
        guard rest.values.count == states.count, sum > 0 else {
            throw .vanishingEvidence(items: evidence.map(\.description))
        }
        return rest.values.map { $0 / sum }
    }

    /// The variables and all above them, growing: others sum to one whatever the evidence is.
    private func relevant(to positions: [Int]) -> [Int] {
        var isRelevant = [Bool](repeating: false, count: tables.count)
        var open = positions
        while let position = open.popLast() {
            guard !isRelevant[position] else { continue }
            isRelevant[position] = true
            open += network.parents[position]
        }
        return tables.indices.filter { isRelevant[$0] }
    }

    /// The factors that are joined with a variable over any number of others.
    private func connected(_ factors: [EliminationFactor], with position: Int) -> [EliminationFactor] {
        var holders = [[Int]](repeating: [], count: tables.count)
        for (index, factor) in factors.enumerated() {
            for variable in factor.variables { holders[variable].append(index) }
        }
        var isJoined = [Bool](repeating: false, count: factors.count)
        var isSeen = [Bool](repeating: false, count: tables.count)
        isSeen[position] = true
        var open = [position]
        while let variable = open.popLast() {
            for index in holders[variable] where !isJoined[index] {
                isJoined[index] = true
                for other in factors[index].variables where !isSeen[other] {
                    isSeen[other] = true
                    open.append(other)
                }
            }
        }
        return factors.indices.filter { isJoined[$0] }.map { factors[$0] }
    }

    /// What is left of factors when all variables but one are summed out, and the power of two that was taken out of
    /// it.
    private func eliminate(
        _ factors: [EliminationFactor], keeping kept: Int?, _ onlySupport: Bool
    ) throws(DiscreteNetworkError) -> (factor: EliminationFactor, exponent: Int) {
        var factors = factors
        var exponent = 0
        var order = EliminationOrder(of: factors, keeping: kept)
        while let variable = order.next() {
            let holding = factors.filter { $0.variables.contains(variable) }
            factors.removeAll { $0.variables.contains(variable) }
            let made = try product(of: holding, summing: variable, onlySupport)
            factors.append(made.factor)
            exponent += made.exponent
        }
        let made = try product(of: factors, summing: nil, onlySupport)
        return (made.factor, exponent + made.exponent)
    }

    private func product(
        of factors: [EliminationFactor], summing variable: Int?, _ onlySupport: Bool
    ) throws(DiscreteNetworkError) -> (factor: EliminationFactor, exponent: Int) {
        let scope = EliminationFactor.Scope(of: factors)
        let entries = scope.extents.reduce(1.0) { $0 * Double($1) }
        guard entries <= Double(entryLimit) else {
            let names = scope.variables.map { network.variables[$0].id }
            throw .tooWide(variables: names, entries: entries, limit: entryLimit)
        }
        // A product of very many small numbers is nothing; two at a time, scaled in between, stay far from that.
        var factors = factors
        var exponent = 0
        while factors.count > 4 {
            factors.sort { ($0.values.count, $0.variables.first ?? -1) < ($1.values.count, $1.variables.first ?? -1) }
            let two = Array(factors[..<2])
            let made = EliminationFactor.product(
                of: two, scope: .init(of: two), summing: nil, onlySupport: onlySupport)
            factors.replaceSubrange(..<2, with: [made.factor])
            exponent += made.exponent
        }
        let made = EliminationFactor.product(
            of: factors, scope: scope, summing: variable, onlySupport: onlySupport)
        return (made.factor, exponent + made.exponent)
    }
}
