import Foundation

extension NetworkInference {
    /// What looking at one variable is expected to tell of another, after evidence: the mutual information of both,
    /// which is the expected drop of the target's entropy.
    ///
    /// - Parameters:
    ///   - target: The name of the variable one wants to know.
    ///   - observable: The name of the variable one could look at; of the target itself it is the target's entropy.
    ///   - evidence: What was learnt before.
    /// - Returns: Bits, 0 or more; 0 for a variable that is known already.
    /// - Throws: ``DiscreteNetworkError`` as ``posteriors(given:)`` does.
    /// - Complexity: One question for each state of the observable that is possible, and one more.
    ///
    /// Source: Cover & Thomas (2006), Elements of Information Theory, section 2.3.
    public func mutualInformation(
        of target: String, with observable: String, given evidence: [NetworkEvidence] = []
    ) throws(DiscreteNetworkError) -> Double {
        try mutualInformation(of: target, with: [observable], given: evidence).first ?? 0
    }

    /// What looking at each of several variables is expected to tell of another, after evidence.
    ///
    /// - Parameters:
    ///   - target: The name of the variable one wants to know.
    ///   - observables: The names of the variables one could look at.
    ///   - evidence: What was learnt before.
    /// - Returns: For each of the observables bits, 0 or more.
    /// - Throws: ``DiscreteNetworkError`` as ``posteriors(given:)`` does.
    public func mutualInformation(
        of target: String, with observables: [String], given evidence: [NetworkEvidence] = []
    ) throws(DiscreteNetworkError) -> [Double] {
        let aim = try network.knownPosition(of: target)
        let before = try posteriors(given: evidence)
        var found: [Double] = []
        for observable in observables {
            let position = try network.knownPosition(of: observable)
            var information = 0.0
            for (state, probability) in zip(network.variables[position].states, before.probabilities[position]) {
                // A state that is as good as impossible tells nothing, and could not be asked about.
                guard probability > 1e-300 else { continue }
                let after = try posteriors(given: evidence + [.observed(observable, state)])
                // The sum of relative entropies loses fewer digits than a difference of two entropies.
                information +=
                    probability
                    * zip(after.probabilities[aim], before.probabilities[aim]).reduce(0) { sum, pair in
                        pair.0 > 0 && pair.1 > 0 ? sum + pair.0 * log2(pair.0 / pair.1) : sum
                    }
            }
            found.append(max(0, information))
        }
        return found
    }
}
