import Foundation
import Testing

@testable import Statistics

@Suite("Exact inference at the edges")
struct NetworkEdgeCaseTests {
    private func yesNo(_ id: String, _ parents: [String] = [], _ yes: [Double]) -> DiscreteNetwork.Variable {
        .init(id: id, states: ["yes", "no"], parents: parents, table: yes.flatMap { [$0, 1 - $0] })
    }

    @Test func aSingleVariableHasItsOwnTable() throws {
        let network = try DiscreteNetwork([yesNo("a", [], [0.25])])
        #expect(try network.posteriors()["a"] == [0.25, 0.75])
        let found = try network.posteriors(given: [.likelihoods("a", [3, 1])])
        #expect(found["a"] == [0.5, 0.5])
        #expect(abs(found.evidence - 1.5) < 1e-15)
        let one = try DiscreteNetwork([.init(id: "only", states: ["so"], table: [1])])
        #expect(try one.posteriors(given: [.observed("only", "so")])["only"] == [1])
    }

    @Test func partsThatAreNotConnectedDoNotTouchEachOther() throws {
        let network = try DiscreteNetwork([
            yesNo("a", [], [0.1]), yesNo("b", ["a"], [0.5, 0.25]), yesNo("c", [], [0.3]),
            yesNo("d", ["c"], [0.5, 0.125]),
            yesNo("alone", [], [0.6]),
        ])
        #expect(try JunctionTree(network).cliqueNames == [["a", "b"], ["c", "d"], ["alone"]])
        let found = try network.posteriors(given: [.observed("b", "yes"), .observed("d", "yes")])
        #expect(abs(try #require(found["a", "yes"]) - 0.05 / 0.275) < 1e-15)
        #expect(abs(try #require(found["c", "yes"]) - 0.15 / 0.2375) < 1e-15)
        #expect(abs(try #require(found["alone", "yes"]) - 0.6) < 1e-15)
        #expect(abs(found.evidence - 0.275 * 0.2375) < 1e-16)
    }

    @Test func everythingIsObserved() throws {
        let network = try DiscreteNetwork([yesNo("a", [], [0.1]), yesNo("b", ["a"], [0.5, 0.25])])
        let found = try network.posteriors(given: [.observed("a", "no"), .observed("b", "no"), .observed("b", "no")])
        #expect(found["a"] == [0, 1])
        #expect(found["b"] == [0, 1])
        #expect(abs(found.evidence - 0.9 * 0.75) < 1e-16)
    }

    @Test func onlyOneItemIsImpossible() throws {
        let network = try DiscreteNetwork([yesNo("a", [], [1]), yesNo("b", ["a"], [0.5, 0.25])])
        #expect(throws: DiscreteNetworkError.impossibleEvidence(items: ["a = no"], firstImpossible: 1)) {
            try network.posteriors(given: [.observed("a", "no")])
        }
        let nothing = #expect(throws: DiscreteNetworkError.self) {
            try network.posteriors(given: [.likelihoods("b", [0, 0]), .observed("a", "yes")])
        }
        #expect(
            nothing?.description
                == "The evidence b ~ (0.0, 0.0) is impossible in this network; 1 more items follow it.")
    }

    @Test("Two thousand weak items, most of which contradict each other, do not underflow")
    func manyItems() throws {
        let leaves = (0..<400).map { yesNo("leaf\($0)", ["cause"], $0 % 2 == 0 ? [0.999, 0.001] : [0.001, 0.999]) }
        let network = try DiscreteNetwork([yesNo("cause", [], [0.25])] + leaves)
        var evidence = (0..<400).map { NetworkEvidence.observed("leaf\($0)", "yes") }
        for number in 0..<1600 { evidence.append(.likelihoods("cause", number % 2 == 0 ? [1e-200, 1] : [1, 1e-200])) }
        let found = try network.posteriors(given: evidence)
        // Each pair of opposite items cancels.
        #expect(abs(try #require(found["cause", "yes"]) - 0.25) < 1e-12)
        let log = 200 * log(0.999 * 0.001) - 800 * 200 * log(10.0)
        #expect(abs(found.logEvidence / log - 1) < 1e-13)
        #expect(found.evidence == 0)
    }

    @Test func whatNumbersCannotHoldIsSaidAndNotCalledImpossible() throws {
        let network = try DiscreteNetwork([
            yesNo("a", [], [0.5]), .init(id: "b", states: ["yes", "no"], parents: ["a"], table: [1, 0, 0, 1]),
        ])
        let evidence: [NetworkEvidence] =
            Array(repeating: .likelihoods("a", [1, 1e-200]), count: 2)
            + Array(repeating: .likelihoods("b", [1e-200, 1]), count: 2)
        let error = DiscreteNetworkError.vanishingEvidence(items: evidence.map(\.description))
        #expect(throws: error) { try JunctionTree(network).posteriors(given: evidence) }
        #expect(throws: error) { try VariableElimination(network).posteriors(given: evidence) }
        #expect(throws: error) { try network.posteriors(given: evidence) }
    }

    @Test func tooWideNetworksAreRefusedWithTheWidestClique() throws {
        // Every pair of 28 causes has a common effect, so that all causes come together.
        let causes = (0..<28).map { yesNo("c\($0)", [], [0.5]) }
        let effects = (0..<28).flatMap { one in
            (0..<one).map { yesNo("e\(one).\($0)", ["c\(one)", "c\($0)"], [0.9, 0.5, 0.5, 0.1]) }
        }
        let network = try DiscreteNetwork(causes + effects)
        let error = #expect(throws: DiscreteNetworkError.self) { try JunctionTree(network) }
        guard case .tooWide(let variables, let entries, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(variables == causes.map(\.id))
        #expect(entries == 268_435_456)
        #expect(
            error?.description
                == "Exact inference would need tables of more than 16777216 entries together; the widest joins c0, c1, c2, c3,"
                + " c4, c5, c6, c7, c8, c9, c10, c11 and 16 more in 268435456 entries. Use fewer parents or fewer states."
        )
        #expect(throws: DiscreteNetworkError.tooWide(variables: variables, entries: entries, limit: 1 << 24)) {
            try network.posteriors()
        }
        let evidence = effects.map { NetworkEvidence.observed($0.id, "yes") }
        #expect(throws: DiscreteNetworkError.self) { try VariableElimination(network).posteriors(given: evidence) }
    }

    @Test func disagreementIsSaidWithBothFigures() throws {
        let network = try DiscreteNetwork([yesNo("a", [], [0.25])])
        func answer(_ yes: Double, _ log: Double = 0) -> Result<NetworkPosteriors, DiscreteNetworkError> {
            .success(NetworkPosteriors(network: network, probabilities: [[yes, 1 - yes]], logEvidence: log))
        }
        #expect(throws: Never.self) {
            try NetworkInference.agreed(tree: answer(0.25), elimination: answer(0.25 + 9e-10))
        }
        let error = #expect(throws: DiscreteNetworkError.self) {
            try NetworkInference.agreed(tree: answer(0.25), elimination: answer(0.5))
        }
        #expect(
            error?.description
                == "Two ways of exact inference disagree on the probability of a = yes: variable elimination"
                + " gives 0.5, the junction tree 0.25. Do not use either; use less extreme probabilities.")
        for (tree, elimination) in [
            (answer(0.25), answer(0.25, 1e-8)), (answer(.nan), answer(0.25)),
            (.failure(.impossibleEvidence(items: [], firstImpossible: 0)), answer(0.25)),
            (answer(0.25), .failure(.impossibleEvidence(items: [], firstImpossible: 0))),
        ] {
            let error = #expect(throws: DiscreteNetworkError.self) {
                try NetworkInference.agreed(tree: tree, elimination: elimination)
            }
            guard case .disagreement = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test func aTreeAnswersManyQuestionsAndForgetsEach() throws {
        let drawn = try RandomNetwork(100)
        let tree = try JunctionTree(drawn.network)
        let before = try tree.posteriors()
        _ = try? tree.posteriors(given: drawn.evidence)
        #expect(try tree.posteriors() == before)
        #expect(before.logEvidence == 0 || abs(before.logEvidence) < 1e-12)
    }
}
