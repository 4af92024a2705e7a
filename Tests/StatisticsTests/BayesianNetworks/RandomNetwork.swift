import Statistics

/// A network and evidence drawn from whole numbers, exactly as Fixtures/make_networks.py draws them; the rules are
/// written there.
struct RandomNetwork {
    let network: DiscreteNetwork
    let evidence: [NetworkEvidence]

    init(_ k: Int) throws {
        var stream = RandomStream(seed: UInt64(7000 + k))
        func draw(_ count: Int) -> Int { Int(stream.next() % UInt64(count)) }
        let count = k < 80 ? 1 + draw(12) : k < 150 ? 10 + draw(15) : 25 + draw(6)
        let most = 3 + draw(2)
        let reach = 3 + draw(4)
        var states: [Int] = []
        var parents: [[Int]] = []
        var tables: [[[Int]]] = []
        for i in 0..<count {
            states.append(2 + draw(3))
            var mine: [Int] = []
            for _ in 0..<min(i, draw(most + 1)) {
                let parent = draw(10) == 0 ? draw(i) : max(0, i - 1 - draw(reach))
                if !mine.contains(parent) { mine.append(parent) }
            }
            parents.append(mine)
            let kind = draw(6)
            var rows: [[Int]] = []
            for _ in 0..<mine.reduce(1, { $0 * states[$1] }) {
                var row = Array(repeating: 0, count: states[i])
                switch kind {
                case 0: row[draw(states[i])] = 1
                case 1:
                    for state in row.indices { row[state] = draw(4) }
                    if row.allSatisfy({ $0 == 0 }) { row[0] = 1 }
                default: for state in row.indices { row[state] = 1 + draw(1000) }
                }
                rows.append(row)
            }
            tables.append(rows)
        }
        var world: [Int] = []
        for i in 0..<count {
            let row = parents[i].reduce(0) { $0 * states[$1] + world[$1] }
            var t = draw(tables[i][row].reduce(0, +))
            var state = 0
            while t >= tables[i][row][state] {
                t -= tables[i][row][state]
                state += 1
            }
            world.append(state)
        }
        evidence = (0..<draw(count / 2 + 2)).map { _ in
            let node = draw(count)
            guard draw(3) < 2 else {
                return .likelihoods("n\(node)", (0..<states[node]).map { _ in draw(6) == 0 ? 0 : Double(1 + draw(9)) })
            }
            return .observed("n\(node)", "s\(draw(12) == 0 ? draw(states[node]) : world[node])")
        }
        let variables = (0..<count).map { i in
            DiscreteNetwork.Variable(
                id: "n\(i)", states: (0..<states[i]).map { "s\($0)" }, parents: parents[i].map { "n\($0)" },
                table: tables[i].flatMap { row in row.map { Double($0) / Double(row.reduce(0, +)) } })
        }
        // The order in which variables are given must not matter; every other network has children before their
        // parents.
        network = try DiscreteNetwork(k % 2 == 0 ? variables : variables.reversed())
    }

    /// All posteriors and the probability of the evidence by adding up every state of the world; nil when that is 0.
    func enumerated() -> (posteriors: [[Double]], evidence: Double)? {
        Self.enumerate(network, evidence)
    }

    /// The sum over all states of the world, each the product of its entries and likelihoods.
    static func enumerate(
        _ network: DiscreteNetwork, _ evidence: [NetworkEvidence]
    ) -> (posteriors: [[Double]], evidence: Double)? {
        let variables = network.variables
        var sums = variables.map { $0.states.map { _ in 0.0 } }
        var whole = 0.0
        var world = Array(repeating: 0, count: variables.count)
        let families = variables.map { $0.parents.compactMap { network.position(of: $0) } }
        let learnt = evidence.map { item -> (Int, [Double]) in
            let position = network.position(of: item.variable) ?? 0
            switch item.finding {
            case .state(let name): return (position, variables[position].states.map { $0 == name ? 1 : 0 })
            case .likelihoods(let values): return (position, values)
            }
        }
        while true {
            var weight = learnt.reduce(1) { $0 * $1.1[world[$1.0]] }
            for (i, family) in families.enumerated() where weight > 0 {
                let row = family.reduce(0) { $0 * variables[$1].states.count + world[$1] }
                weight *= variables[i].table[row * variables[i].states.count + world[i]]
            }
            whole += weight
            for (i, state) in world.enumerated() { sums[i][state] += weight }
            var i = 0
            while i < world.count, world[i] + 1 == variables[i].states.count {
                world[i] = 0
                i += 1
            }
            guard i < world.count else { break }
            world[i] += 1
        }
        return whole > 0 ? (sums.map { $0.map { $0 / whole } }, whole) : nil
    }
}
