/// Exact inference by two algorithms that share no step and must agree: variable elimination and a junction tree.
///
/// Made once and asked as often as wanted. Answers are those of the tree; those of the elimination confirm them.
public struct NetworkInference: Sendable {
    /// How far two probabilities may differ; logarithms of the probability of evidence as much for each unit of their
    /// size above one.
    public static let tolerance = 1e-9

    /// The one algorithm.
    public let elimination: VariableElimination
    /// The other algorithm.
    public let tree: JunctionTree

    /// The network.
    public var network: DiscreteNetwork { tree.network }

    /// Makes both algorithms ready.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - entryLimit: Most entries of the tree's cliques together, and of a table of the elimination. Near 2²⁴ an
    ///     answer takes many seconds, since the elimination begins anew for each variable.
    /// - Throws: ``DiscreteNetworkError/tooWide(variables:entries:limit:)`` for a network that needs more.
    public init(_ network: DiscreteNetwork, entryLimit: Int = 1 << 24) throws(DiscreteNetworkError) {
        tree = try JunctionTree(network, entryLimit: entryLimit)
        elimination = VariableElimination(network, entryLimit: entryLimit)
    }

    /// Probabilities of the states of all variables after evidence, found twice.
    ///
    /// - Parameter evidence: What was learnt.
    /// - Returns: All posteriors and the probability of the evidence.
    /// - Throws: ``DiscreteNetworkError`` for unknown names, or evidence that is wrong, impossible or vanishing;
    ///   ``DiscreteNetworkError/disagreement(what:elimination:tree:)`` where the
    ///   algorithms differ by more than ``tolerance``.
    public func posteriors(given evidence: [NetworkEvidence] = []) throws(DiscreteNetworkError) -> NetworkPosteriors {
        let found = Self.answer { () throws(DiscreteNetworkError) in try tree.posteriors(given: evidence) }
        let other = Self.answer { () throws(DiscreteNetworkError) in try elimination.posteriors(given: evidence) }
        return try Self.agreed(tree: found, elimination: other)
    }

    /// The answer of the tree, if that of the elimination is the same.
    static func agreed(
        tree: Result<NetworkPosteriors, DiscreteNetworkError>,
        elimination: Result<NetworkPosteriors, DiscreteNetworkError>
    ) throws(DiscreteNetworkError) -> NetworkPosteriors {
        switch (tree, elimination) {
        case (.success(let found), .success(let other)):
            try check(found, other)
            return found
        case (.success(let found), .failure(.impossibleEvidence)):
            throw .disagreement(what: "the probability of the evidence", elimination: 0, tree: found.evidence)
        case (.failure(.impossibleEvidence), .success(let other)):
            throw .disagreement(what: "the probability of the evidence", elimination: other.evidence, tree: 0)
        case (.failure(let error), _), (_, .failure(let error)):
            throw error
        }
    }

    private static func check(_ tree: NetworkPosteriors, _ elimination: NetworkPosteriors) throws(DiscreteNetworkError)
    {
        let size = max(1, abs(tree.logEvidence))
        // Written so that a number that is none never passes.
        guard abs(tree.logEvidence - elimination.logEvidence) <= tolerance * size else {
            throw .disagreement(
                what: "the logarithm of the probability of the evidence", elimination: elimination.logEvidence,
                tree: tree.logEvidence)
        }
        for (position, variable) in tree.network.variables.enumerated() {
            for (state, name) in variable.states.enumerated() {
                let (one, other) = (elimination.probabilities[position][state], tree.probabilities[position][state])
                guard abs(one - other) <= tolerance else {
                    throw .disagreement(
                        what: "the probability of \(variable.id) = \(name)", elimination: one, tree: other)
                }
            }
        }
    }

    private static func answer(
        _ ask: () throws(DiscreteNetworkError) -> NetworkPosteriors
    ) -> Result<NetworkPosteriors, DiscreteNetworkError> {
        do {
            return .success(try ask())
        } catch {
            return .failure(error)
        }
    }
}

extension DiscreteNetwork {
    /// Probabilities of the states of all variables after evidence, found by two algorithms that must agree.
    ///
    /// For many questions to one network make a ``NetworkInference`` once.
    ///
    /// - Parameter evidence: What was learnt.
    /// - Returns: All posteriors and the probability of the evidence.
    /// - Throws: ``DiscreteNetworkError`` as ``NetworkInference/posteriors(given:)`` does,
    ///   and for a network that is too wide.
    public func posteriors(given evidence: [NetworkEvidence] = []) throws(DiscreteNetworkError) -> NetworkPosteriors {
        try NetworkInference(self).posteriors(given: evidence)
    }
}
