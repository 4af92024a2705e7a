import Foundation

/// Probabilities of all states of all variables of a network after evidence, and the probability of the evidence.
public struct NetworkPosteriors: Hashable, Sendable {
    /// The network they belong to.
    public let network: DiscreteNetwork
    /// For each variable of the network, in its order, the probabilities of its states; each row sums to one.
    public let probabilities: [[Double]]
    /// Natural logarithm of the probability of the evidence; 0 without evidence. With likelihoods above 1 it may be
    /// above 0.
    public let logEvidence: Double

    /// Probability of the evidence; 0 where it is below what a number holds, which its logarithm then tells.
    public var evidence: Double { exp(logEvidence) }

    /// Probabilities of the states of a variable, in the order of the states; nil for a name the network does not have.
    public subscript(variable: String) -> [Double]? {
        network.position(of: variable).map { probabilities[$0] }
    }

    /// Probability of a state; nil for names the network does not have.
    public subscript(variable: String, state: String) -> Double? {
        guard let position = network.position(of: variable),
            let state = network.variables[position].states.firstIndex(of: state)
        else { return nil }
        return probabilities[position][state]
    }
}
