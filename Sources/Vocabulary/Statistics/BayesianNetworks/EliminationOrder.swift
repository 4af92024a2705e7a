/// The graph of variables that share a factor, from which one after the other is taken.
///
/// Next is the variable whose elimination joins pairs of least weight: the sum, over all pairs of its neighbours that
/// were not joined yet, of the product of their numbers of states. Of equals the one with the smaller new table goes
/// first, then the one that stands first in the network.
///
/// Source: Darwiche (2009), Modeling and Reasoning with Bayesian Networks, chapter 6; Kjærulff (1992), Statistics and
/// Computing 2, 7–17, for weights.
struct EliminationOrder {
    private let variables: [Int]
    private let extents: [Double]
    /// Row by row for each variable which others it is joined with.
    private var joined: [Bool]
    private var costs: [(fill: Double, size: Double)]
    private var isStale: [Bool]
    private var isOpen: [Bool]

    /// - Parameters:
    ///   - factors: The factors.
    ///   - kept: A variable that is not to be eliminated.
    init(of factors: [EliminationFactor], keeping kept: Int?) {
        let scope = EliminationFactor.Scope(of: factors)
        let count = scope.variables.count
        variables = scope.variables
        extents = scope.extents.map(Double.init)
        joined = Array(repeating: false, count: count * count)
        costs = Array(repeating: (0, 0), count: count)
        isStale = Array(repeating: true, count: count)
        isOpen = variables.map { $0 != kept }
        for factor in factors {
            var members: [Int] = []
            var place = 0
            for variable in factor.variables {
                while variables[place] < variable { place += 1 }
                members.append(place)
            }
            for one in members {
                for other in members where other != one { joined[one * count + other] = true }
            }
        }
    }

    /// The next variable, taken out of the graph; nil when none is left.
    mutating func next() -> Int? {
        var best: Int?
        for place in variables.indices where isOpen[place] {
            if isStale[place] {
                costs[place] = cost(of: place)
                isStale[place] = false
            }
            if let other = best, costs[other] <= costs[place] { continue }
            best = place
        }
        guard let best else { return nil }
        isOpen[best] = false
        let around = neighbours(of: best)
        let count = variables.count
        for one in around {
            joined[one * count + best] = false
            for other in around where other != one { joined[one * count + other] = true }
        }
        // New pairs change the cost of whoever has both as neighbours.
        for one in around {
            isStale[one] = true
            for place in variables.indices where joined[one * count + place] { isStale[place] = true }
        }
        return variables[best]
    }

    private func neighbours(of place: Int) -> [Int] {
        variables.indices.filter { joined[place * variables.count + $0] }
    }

    private func cost(of place: Int) -> (fill: Double, size: Double) {
        let around = neighbours(of: place)
        var fill = 0.0
        var size = 1.0
        for (index, one) in around.enumerated() {
            size *= extents[one]
            for other in around[(index + 1)...] where !joined[one * variables.count + other] {
                fill += extents[one] * extents[other]
            }
        }
        return (fill, size)
    }
}
