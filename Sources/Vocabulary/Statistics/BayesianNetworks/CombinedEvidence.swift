import Foundation

/// All items of evidence by variable: what was given is read and multiplied here, nothing is inferred.
struct CombinedEvidence {
    /// For each variable with evidence the product of its likelihoods, with the largest in 1 ..< 2.
    let weights: [[Double]?]
    /// For each variable with evidence which states it leaves possible; exact even where a weight is too small for a
    /// number.
    let possible: [[Bool]?]
    /// Logarithm of the factor that was taken out of the weights.
    let logScale: Double
    /// Some variable has no possible state left by its own evidence.
    let isContradictory: Bool

    /// A number that neither overflows nor underflows: significand in 1 ..< 2 and exponent, or zero.
    private struct Wide {
        var significand = 1.0
        var exponent = 0

        mutating func multiply(by value: Double) {
            let product = significand * value.significand
            guard value > 0, significand > 0 else {
                significand = 0
                return
            }
            exponent += Int(value.exponent) + Int(product.exponent)
            significand = product.significand
        }
    }

    init(_ items: some Collection<NetworkEvidence>, in network: DiscreteNetwork) throws(DiscreteNetworkError) {
        guard items.count <= NetworkEvidence.limit else {
            throw .tooMuchEvidence(found: items.count, limit: NetworkEvidence.limit)
        }
        var products = [[Wide]?](repeating: nil, count: network.variables.count)
        for item in items {
            let position = try network.knownPosition(of: item.variable)
            let values = try Self.likelihoods(of: item, states: network.variables[position].states)
            var product = products[position] ?? Array(repeating: Wide(), count: values.count)
            for (state, value) in values.enumerated() { product[state].multiply(by: value) }
            products[position] = product
        }
        var weights = [[Double]?](repeating: nil, count: products.count)
        var possible = [[Bool]?](repeating: nil, count: products.count)
        var exponents = 0
        var isContradictory = false
        for (position, product) in products.enumerated() {
            guard let product else { continue }
            let largest = product.lazy.filter { $0.significand > 0 }.map(\.exponent).max()
            if let largest { exponents += largest } else { isContradictory = true }
            weights[position] = product.map { wide in
                wide.significand > 0
                    ? Double(
                        sign: .plus, exponent: max(wide.exponent - (largest ?? 0), -2000), significand: wide.significand
                    )
                    : 0
            }
            possible[position] = product.map { $0.significand > 0 }
        }
        self.weights = weights
        self.possible = possible
        self.isContradictory = isContradictory
        logScale = Double(exponents) * log(2)
    }

    /// Weights for a question of possible or not: one for each state that is left, zero for all others.
    func support(of position: Int) -> [Double]? { possible[position]?.map { $0 ? 1 : 0 } }

    private static func likelihoods(
        of item: NetworkEvidence, states: [String]
    ) throws(DiscreteNetworkError) -> [Double] {
        switch item.finding {
        case .state(let name):
            guard let state = states.firstIndex(of: name) else {
                throw .unknownState(variable: item.variable, state: name)
            }
            return states.indices.map { $0 == state ? 1 : 0 }
        case .likelihoods(let values):
            guard values.count == states.count else {
                throw .wrongNumberOfLikelihoods(variable: item.variable, found: values.count, wanted: states.count)
            }
            if let position = values.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
                throw .likelihoodOutside(variable: item.variable, position: position, value: values[position])
            }
            return values
        }
    }
}

extension DiscreteNetworkError {
    /// The error for evidence whose probability came out as zero: impossible, with the fewest items from the first on
    /// that are so already, or beyond what numbers hold.
    ///
    /// - Parameters:
    ///   - evidence: All items.
    ///   - isImpossible: Tells without rounding whether some items are impossible.
    /// - Returns: The error.
    /// - Throws: What the question throws.
    static func noProbability(
        of evidence: [NetworkEvidence], isImpossible: (ArraySlice<NetworkEvidence>) throws(DiscreteNetworkError) -> Bool
    ) throws(DiscreteNetworkError) -> DiscreteNetworkError {
        let items = evidence.map(\.description)
        guard try isImpossible(evidence[...]) else { return .vanishingEvidence(items: items) }
        // What is impossible stays so with more items, so halving finds the first such place.
        var (possible, impossible) = (0, evidence.count)
        while impossible - possible > 1 {
            let middle = (possible + impossible) / 2
            if try isImpossible(evidence[..<middle]) { impossible = middle } else { possible = middle }
        }
        return .impossibleEvidence(items: items, firstImpossible: impossible)
    }
}
