/// Something that was learnt about one variable of a network.
///
/// Likelihood evidence ("virtual evidence") stands for an observation that was made with each state of the variable
/// with the given probability, up to a common factor, which changes the evidence's probability and no posterior.
/// Several items on one variable multiply, as observations that are independent given the variable do.
///
/// Source: Pearl (1988), Probabilistic Reasoning in Intelligent Systems, section 2.2.2.
public struct NetworkEvidence: Hashable, Sendable, CustomStringConvertible {
    /// What was learnt.
    public enum Finding: Hashable, Sendable {
        /// The variable is in this state.
        case state(String)
        /// Likelihoods of the observation given each state, in the order of the states; not negative, finite.
        case likelihoods([Double])
    }

    /// Most items that are taken at once.
    public static let limit = 100_000

    /// The name of the variable.
    public let variable: String
    /// What was learnt about it.
    public let finding: Finding

    private init(variable: String, finding: Finding) {
        self.variable = variable
        self.finding = finding
    }

    /// Evidence that a variable is in a state.
    ///
    /// - Parameters:
    ///   - variable: The name of the variable.
    ///   - state: The name of its state.
    /// - Returns: The evidence; names are checked when it is used.
    public static func observed(_ variable: String, _ state: String) -> NetworkEvidence {
        NetworkEvidence(variable: variable, finding: .state(state))
    }

    /// Evidence that speaks for states more or less.
    ///
    /// - Parameters:
    ///   - variable: The name of the variable.
    ///   - values: Likelihoods of the observation given each state, in the order of the states.
    /// - Returns: The evidence; names and numbers are checked when it is used.
    public static func likelihoods(_ variable: String, _ values: [Double]) -> NetworkEvidence {
        NetworkEvidence(variable: variable, finding: .likelihoods(values))
    }

    /// The evidence in short, as "variable = state" or "variable ~ (0.2, 0.9)".
    public var description: String {
        switch finding {
        case .state(let state): "\(variable) = \(state)"
        case .likelihoods(let values): "\(variable) ~ (\(values.map { "\($0)" }.joined(separator: ", ")))"
        }
    }
}

extension NetworkEvidence: Codable {
    private enum CodingKeys: String, CodingKey { case variable, state, likelihoods }

    /// Reads `variable` and either `state` or `likelihoods`.
    ///
    /// - Parameter decoder: What is read from.
    /// - Throws: The decoder's error, also where both or none of them are there.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let state = try container.decodeIfPresent(String.self, forKey: .state)
        let likelihoods = try container.decodeIfPresent([Double].self, forKey: .likelihoods)
        variable = try container.decode(String.self, forKey: .variable)
        switch (state, likelihoods) {
        case (let state?, nil): finding = .state(state)
        case (nil, let likelihoods?): finding = .likelihoods(likelihoods)
        default:
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "Evidence on '\(variable)' needs either a state or likelihoods, and not both."))
        }
    }

    /// Writes `variable` and either `state` or `likelihoods`.
    ///
    /// - Parameter encoder: What is written to.
    /// - Throws: The encoder's error.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(variable, forKey: .variable)
        switch finding {
        case .state(let state): try container.encode(state, forKey: .state)
        case .likelihoods(let values): try container.encode(values, forKey: .likelihoods)
        }
    }
}
