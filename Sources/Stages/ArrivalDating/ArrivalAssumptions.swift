/// What an analyst takes for granted of all arrivals of a case.
public struct ArrivalAssumptions: Hashable, Sendable {
    /// How objects that came together are cleared.
    public var clearing: ClearingMode
    /// Parameters that are stated; the others have their ``ArrivalParameter/usual`` distribution.
    public var parameters: [ArrivalParameter: ParameterDistribution]
    /// What is thought of arrivals before the cues; weights of single bins have no meaning here.
    public var prior: ArrivalPrior

    /// States what is taken; what is left out is as its type says.
    public init(
        clearing: ClearingMode = .each, parameters: [ArrivalParameter: ParameterDistribution] = [:],
        prior: ArrivalPrior = .uniform
    ) {
        self.clearing = clearing
        self.parameters = parameters
        self.prior = prior
    }

    /// All of it in a fixed order, the same text for the same assumptions.
    public var lines: [String] {
        ["clearing \(clearing.rawValue)", "prior \(prior)"]
            + parameters.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue) \($0.value)" }
    }
}
