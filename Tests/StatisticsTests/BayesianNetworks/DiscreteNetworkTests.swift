import Foundation
import Statistics
import Testing

@Suite("What is no sound network is refused with a sentence")
struct DiscreteNetworkTests {
    private static let rain = DiscreteNetwork.Variable(id: "rain", states: ["yes", "no"], table: [0.2, 0.8])

    private static func wet(
        id: String = "wet", states: [String] = ["yes", "no"], parents: [String] = ["rain"],
        table: [Double] = [0.9, 0.1, 0.3, 0.7]
    ) -> DiscreteNetwork.Variable {
        .init(id: id, states: states, parents: parents, table: table)
    }

    private func expect(
        _ variables: [DiscreteNetwork.Variable], _ error: DiscreteNetworkError, _ sentence: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let found = #expect(throws: DiscreteNetworkError.self, sourceLocation: sourceLocation) {
            try DiscreteNetwork(variables)
        }
        #expect(found == error, sourceLocation: sourceLocation)
        #expect(found?.description == sentence, sourceLocation: sourceLocation)
    }

    @Test func namesAreChecked() {
        expect([], .noVariables, "The network has no variables; give it at least one.")
        expect(
            [Self.rain, Self.rain], .duplicateVariable("rain"),
            "Two variables of the network are called 'rain'; give each a name of its own.")
        expect(
            [Self.rain, Self.wet(states: [])], .noStates(variable: "wet"),
            "The variable 'wet' has no states; give it at least one.")
        expect(
            [Self.rain, Self.wet(states: ["yes", "yes"])], .duplicateState(variable: "wet", state: "yes"),
            "Two states of 'wet' are called 'yes'; give each a name of its own.")
        expect(
            [Self.rain, Self.wet(parents: ["snow"])], .unknownParent(variable: "wet", parent: "snow"),
            "The variable 'wet' depends on 'snow', which is no variable of the network; add it or correct the name.")
        expect(
            [Self.rain, Self.wet(parents: ["rain", "rain"])], .duplicateParent(variable: "wet", parent: "rain"),
            "The variable 'wet' names 'rain' twice among its parents; take one away.")
    }

    @Test func circlesAreNamedAlongTheirArrows() {
        let four = [0.5, 0.5, 0.5, 0.5]
        expect(
            [Self.wet(id: "a", parents: ["a"], table: four)], .cyclic(["a", "a"]),
            "The variables depend on each other in a circle: a → a; take one arrow away.")
        expect(
            [
                Self.wet(id: "below", parents: ["c"], table: four), Self.wet(id: "a", parents: ["c"], table: four),
                Self.wet(id: "b", parents: ["a"], table: four), Self.wet(id: "c", parents: ["b"], table: four),
            ], .cyclic(["c", "a", "b", "c"]),
            "The variables depend on each other in a circle: c → a → b → c; take one arrow away.")
    }

    @Test func tablesAreChecked() {
        expect(
            [Self.rain, Self.wet(table: [0.9, 0.1, 0.3])], .wrongNumberOfEntries(variable: "wet", found: 3, wanted: 4),
            "The table of 'wet' has 3 entries, but its states and parents need 4.")
        expect(
            [Self.rain, Self.wet(table: [0.9, 0.1, 1.3, -0.3])],
            .probabilityOutside(variable: "wet", state: "yes", given: "rain = no", value: 1.3),
            "The probability of wet = yes given rain = no is 1.3, but must lie in 0…1.")
        expect(
            [Self.rain, Self.wet(table: [0.9, 0.2, 0.3, 0.7])], .rowSum(variable: "wet", given: "rain = yes", sum: 1.1),
            "The probabilities of 'wet' given rain = yes sum to 1.1, but must sum to 1.")
        expect(
            [.init(id: "rain", states: ["yes", "no"], table: [0.2, 0.7])],
            .rowSum(variable: "rain", given: "", sum: 0.2 + 0.7),
            "The probabilities of 'rain' sum to 0.8999999999999999, but must sum to 1.")
        for value in [Double.nan, .infinity, -1e-9] {
            let error = #expect(throws: DiscreteNetworkError.self) {
                try DiscreteNetwork([.init(id: "rain", states: ["yes", "no"], table: [value, 1])])
            }
            guard case .probabilityOutside(variable: "rain", state: "yes", given: "", _) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test func sizesAreBounded() {
        let many = (0...DiscreteNetwork.variableLimit).map {
            DiscreteNetwork.Variable(id: "\($0)", states: ["only"], table: [1])
        }
        expect(
            many, .tooManyVariables(found: 501, limit: 500),
            "The network has 501 variables, more than the 500 that are allowed; divide it.")
        let states = (0...DiscreteNetwork.stateLimit).map { "\($0)" }
        expect(
            [.init(id: "a", states: states, table: [])], .tooManyStates(variable: "a", found: 257, limit: 256),
            "The variable 'a' has 257 states, more than the 256 that are allowed; join some.")
        // Its table would have 2⁴⁰⁰ entries, more than any number of entries can be.
        let parents = (0..<400).map { DiscreteNetwork.Variable(id: "\($0)", states: ["a", "b"], table: [0.5, 0.5]) }
        expect(
            parents + [.init(id: "child", states: ["a", "b"], parents: parents.map(\.id), table: [])],
            .tooLargeTable(variable: "child", limit: 1 << 20),
            "The table of 'child' would have more than 1048576 entries; give it fewer parents or fewer states.")
    }

    @Test func roundedRowsAreMadeWholeAndWholeRowsAreKept() throws {
        let third = DiscreteNetwork.Variable(
            id: "third", states: ["a", "b", "c"], table: [0.3333333, 0.3333333, 0.3333333])
        let table = try DiscreteNetwork([third]).variables[0].table
        #expect(table.allSatisfy { abs($0 - 1.0 / 3) < 1e-15 })
        let kept = [0.1, 0.2, 0.7]
        #expect(try DiscreteNetwork([.init(id: "a", states: ["x", "y", "z"], table: kept)]).variables[0].table == kept)
    }

    @Test func aNetworkIsTheSameAfterWritingAndReading() throws {
        for k in 0..<40 {
            let network = try RandomNetwork(k).network
            let read = try JSONDecoder().decode(DiscreteNetwork.self, from: JSONEncoder().encode(network))
            #expect(read == network)
        }
        let broken = Data(#"{"variables": [{"id": "a", "states": ["x"], "parents": ["b"], "table": [1]}]}"#.utf8)
        #expect(throws: DiscreteNetworkError.unknownParent(variable: "a", parent: "b")) {
            try JSONDecoder().decode(DiscreteNetwork.self, from: broken)
        }
    }

    @Test func evidenceIsTheSameAfterWritingAndReading() throws {
        let items: [NetworkEvidence] = [.observed("wet", "no"), .likelihoods("rain", [0.5, 2])]
        let written = try JSONEncoder().encode(items)
        #expect(try JSONDecoder().decode([NetworkEvidence].self, from: written) == items)
        for broken in [#"{"variable": "a"}"#, #"{"variable": "a", "state": "x", "likelihoods": [1]}"#] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(NetworkEvidence.self, from: Data(broken.utf8))
            }
        }
    }

    @Test func evidenceIsChecked() throws {
        let network = try DiscreteNetwork([Self.rain, Self.wet()])
        let wrong: [(NetworkEvidence, DiscreteNetworkError, String)] = [
            (
                .observed("snow", "yes"), .unknownVariable("snow"),
                "The network has no variable 'snow'; correct the name."
            ),
            (
                .observed("wet", "maybe"), .unknownState(variable: "wet", state: "maybe"),
                "The variable 'wet' has no state 'maybe'; correct the name."
            ),
            (
                .likelihoods("wet", [1]), .wrongNumberOfLikelihoods(variable: "wet", found: 1, wanted: 2),
                "The evidence on 'wet' has 1 likelihoods, but the variable has 2 states."
            ),
            (
                .likelihoods("wet", [1, -0.5]), .likelihoodOutside(variable: "wet", position: 1, value: -0.5),
                "The likelihood at position 1 of the evidence on 'wet' is -0.5, but must be a finite number"
                    + " of 0 or more."
            ),
            (
                .likelihoods("wet", [.infinity, 1]), .likelihoodOutside(variable: "wet", position: 0, value: .infinity),
                "The likelihood at position 0 of the evidence on 'wet' is inf, but must be a finite number"
                    + " of 0 or more."
            ),
        ]
        for (item, error, sentence) in wrong {
            #expect(throws: error) { try network.posteriors(given: [item]) }
            #expect(throws: error) { try VariableElimination(network).posteriors(given: [item]) }
            #expect(error.description == sentence)
        }
        #expect(throws: DiscreteNetworkError.self) { try network.posteriors(given: [.likelihoods("wet", [.nan, 1])]) }
        #expect(throws: DiscreteNetworkError.tooMuchEvidence(found: 100_001, limit: 100_000)) {
            try network.posteriors(given: Array(repeating: .observed("wet", "yes"), count: 100_001))
        }
        #expect(throws: DiscreteNetworkError.unknownVariable("snow")) {
            try VariableElimination(network).posterior(of: "snow")
        }
        #expect(try network.posteriors()["snow"] == nil)
        #expect(try network.posteriors()["wet", "maybe"] == nil)
    }
}
