import Foundation
import Statistics
import Testing

/// What pyAgrum says, written by Fixtures/make_networks.py; nil where it finds evidence impossible.
private struct Truth: Decodable {
    struct Case: Decodable {
        var log: Double
        var posteriors: [[Double]]
    }
    var cases: [Case?]

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "networks", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

@Suite("Exact inference in Bayesian networks, against pyAgrum and enumeration")
struct NetworkAgreementTests {
    @Test("200 random networks with random evidence: both algorithms give pyAgrum's posteriors to 1e-10")
    func randomNetworks() throws {
        let cases = try Truth.load().cases
        #expect(cases.count == 200)
        var (largest, impossible) = (0.0, 0)
        for (k, truth) in cases.enumerated() {
            let drawn = try RandomNetwork(k)
            let tree = try JunctionTree(drawn.network)
            let elimination = VariableElimination(drawn.network)
            guard let truth else {
                impossible += 1
                let error = #expect(throws: DiscreteNetworkError.self) { try tree.posteriors(given: drawn.evidence) }
                let other = #expect(throws: DiscreteNetworkError.self) {
                    try elimination.posteriors(given: drawn.evidence)
                }
                #expect(error == other)
                guard case .impossibleEvidence(let items, let first) = error else {
                    Issue.record("Network \(k): \(String(describing: error))")
                    continue
                }
                #expect(items == drawn.evidence.map(\.description))
                // One item less is possible.
                let before = Array(drawn.evidence.prefix(first - 1))
                #expect(throws: Never.self) { try tree.posteriors(given: before) }
                #expect(throws: Never.self) { try elimination.posteriors(given: before) }
                continue
            }
            for found in [
                try tree.posteriors(given: drawn.evidence), try elimination.posteriors(given: drawn.evidence),
            ] {
                #expect(abs(found.logEvidence - truth.log) <= 1e-10, "network \(k)")
                for (i, row) in truth.posteriors.enumerated() {
                    let mine = try #require(found["n\(i)"])
                    #expect(mine.count == row.count)
                    for (one, other) in zip(mine, row) { largest = max(largest, abs(one - other)) }
                }
            }
        }
        #expect(largest <= 1e-10)
        #expect(impossible >= 20)
    }

    @Test("Small networks: both algorithms give what the sum over all states of the world gives")
    func enumeration() throws {
        var checked = 0
        for k in 0..<80 {
            let drawn = try RandomNetwork(k)
            let worlds = drawn.network.variables.reduce(1) { $0 * $1.states.count }
            guard worlds <= 4096, let truth = drawn.enumerated() else { continue }
            checked += 1
            try expect(drawn.network, drawn.evidence, gives: truth)
        }
        #expect(checked >= 20)
    }

    @Test("Networks of 12 binary variables: both algorithms give what the sum over all states of the world gives")
    func binaryNetworks() throws {
        for seed in 1...6 {
            var random = RandomStream(seed: UInt64(seed))
            var variables: [DiscreteNetwork.Variable] = []
            for i in 0..<12 {
                let parents = (0..<i).filter { _ in random.uniform() < 0.3 }.prefix(4).map { "v\($0)" }
                let table = (0..<(1 << parents.count)).flatMap { _ in
                    let p = random.uniform() < 0.15 ? 1 : random.uniform()
                    return [p, 1 - p]
                }
                variables.append(.init(id: "v\(i)", states: ["yes", "no"], parents: parents, table: table))
            }
            let network = try DiscreteNetwork(variables)
            let evidence: [NetworkEvidence] = [
                .observed("v11", "no"), .likelihoods("v7", [0.2, 0.9]), .likelihoods("v7", [0.5, 0.4]),
                .likelihoods("v3", [1e-5, 3]),
            ]
            for items in [[], evidence] {
                guard let truth = RandomNetwork.enumerate(network, items) else { continue }
                try expect(network, items, gives: truth)
            }
        }
    }

    private func expect(
        _ network: DiscreteNetwork, _ evidence: [NetworkEvidence],
        gives truth: (posteriors: [[Double]], evidence: Double)
    ) throws {
        for found in [
            try JunctionTree(network).posteriors(given: evidence),
            try VariableElimination(network).posteriors(given: evidence),
            try network.posteriors(given: evidence),
        ] {
            #expect(abs(found.evidence - truth.evidence) <= 1e-13 * max(1, truth.evidence))
            for (mine, row) in zip(found.probabilities, truth.posteriors) {
                #expect(zip(mine, row).allSatisfy { abs($0 - $1) <= 1e-13 })
            }
        }
    }
}
