import Statistics

/// Which of the known objects each new detection is: the assignment of greatest likelihood, over all of them at once.
struct ObjectAssignment: Sendable {
    /// A pair that may be, with its cost: minus the logarithm of how much likelier it is that both are one object than that the
    /// detection is a new one.
    struct Pair: Sendable {
        var object: Int
        var detection: Int
        var cost: Double
    }

    /// For each object its detection; nil where it was not found.
    private(set) var detections: [Int?]
    /// For each object by how much the best assignment without its pair costs more; infinite where it has none.
    private(set) var advantages: [Double]
    /// Sum of all costs.
    private(set) var cost: Double

    /// Objects that hang together by pairs, up to which the second-best assignment is sought by solving again.
    private static let largestExact = 40

    /// Solves a problem.
    ///
    /// A pair takes part only where it costs less than leaving its object without a detection, since otherwise parting the two is
    /// no worse. Objects that share no detection, directly or by others, are solved apart, which gives the same result.
    ///
    /// - Parameters:
    ///   - pairs: Pairs that may be.
    ///   - unseen: For each object the cost of not being found.
    init(pairs: [Pair], unseen: [Double]) {
        detections = Array(repeating: nil, count: unseen.count)
        advantages = Array(repeating: .infinity, count: unseen.count)
        cost = 0
        let useful = pairs.filter { $0.cost < unseen[$0.object] }
        var group = Array(unseen.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while group[index] != index { index = group[index] }
            return index
        }
        var owner: [Int: Int] = [:]
        for pair in useful {
            if let other = owner[pair.detection] {
                let (a, b) = (root(other), root(pair.object))
                group[max(a, b)] = min(a, b)
            } else {
                owner[pair.detection] = pair.object
            }
        }
        var members: [Int: [Int]] = [:]
        for index in unseen.indices { members[root(index), default: []].append(index) }
        var own: [Int: [Pair]] = [:]
        for pair in useful { own[root(pair.object), default: []].append(pair) }
        for key in members.keys.sorted() {
            solve(members[key] ?? [], own[key] ?? [], unseen)
        }
    }

    private mutating func solve(_ objects: [Int], _ pairs: [Pair], _ unseen: [Double]) {
        guard !pairs.isEmpty else {
            for object in objects { cost += unseen[object] }
            return
        }
        let found = Set(pairs.map(\.detection)).sorted()
        let column = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($1, $0) })
        let row = Dictionary(uniqueKeysWithValues: objects.enumerated().map { ($1, $0) })
        let width = found.count + objects.count
        var costs = [Double](repeating: .infinity, count: objects.count * width)
        for pair in pairs {
            guard let r = row[pair.object], let c = column[pair.detection] else { continue }
            costs[r * width + c] = min(costs[r * width + c], pair.cost)
        }
        for (index, object) in objects.enumerated() { costs[index * width + found.count + index] = unseen[object] }
        guard let best = leastCostAssignment(costs, columnCount: width) else { return }
        cost += best.cost
        for (index, object) in objects.enumerated() where best.columns[index] < found.count {
            detections[object] = found[best.columns[index]]
            advantages[object] = advantage(of: index, in: best, costs, width)
        }
    }

    private func advantage(of row: Int, in best: Assignment, _ costs: [Double], _ width: Int) -> Double {
        let own = row * width + best.columns[row]
        if best.columns.count <= Self.largestExact {
            var without = costs
            without[own] = .infinity
            return (leastCostAssignment(without, columnCount: width)?.cost ?? .infinity) - best.cost
        }
        // In a large group: the cheapest other column that is free, or exchange with another object.
        var owner = [Int](repeating: -1, count: width)
        for (index, column) in best.columns.enumerated() { owner[column] = index }
        var least = Double.infinity
        for column in 0..<width where column != best.columns[row] {
            let change = costs[row * width + column] - costs[own]
            if owner[column] < 0 {
                least = min(least, change)
            } else {
                let other = owner[column]
                let alternative = min(
                    costs[other * width + best.columns[row]], costs[other * width + width - best.columns.count + other])
                least = min(least, change + alternative - costs[other * width + column])
            }
        }
        return least
    }
}
