import Findings
import ScenarioSimulation
import Scenarios
import Testing

@Suite("Numbers of scenarios")
struct ScenarioNumbersTests {
    private static let width = ScenarioInput(id: "a", text: "a width", number: UncertainNumber(4))

    private static func model(_ scenarios: [Scenario]) -> ScenarioModel {
        let phase = Phase(id: "A", text: "work", duration: .own(width))
        let correlation = ScenarioInput(id: "correlation", text: "correlation", number: UncertainNumber(0))
        return ScenarioModel(
            scenarios: scenarios,
            schedule: PhaseNetwork(
                correlation: correlation, phases: [phase],
                milestones: [Milestone(id: "end", text: "the end", after: ["A"])]))
    }

    @Test func `a scenario's changes come after those of the one that it is based on`() throws {
        var replacement = Self.width
        replacement.number = UncertainNumber(10)
        let first = Scenario(id: "first", text: "first", factors: [.init(input: "a", factor: 0.5)])
        let second = Scenario(
            id: "second", text: "second", basedOn: "first", factors: [.init(input: "a", factor: 0.2)])
        let third = Scenario(
            id: "third", text: "third", basedOn: "first", factors: [.init(input: "a", factor: 3)],
            replacements: [replacement])
        let model = Self.model([first, second, third])
        #expect(try ScenarioNumbers(model, scenario: nil).number(Self.width).low == 4)
        #expect(try ScenarioNumbers(model, scenario: first).number(Self.width).low == 2)
        #expect(abs(try ScenarioNumbers(model, scenario: second).number(Self.width).low - 0.4) < 1e-12)
        #expect(try ScenarioNumbers(model, scenario: third).number(Self.width).low == 30)
    }

    @Test func `a circle of scenarios and an unknown input are told`() {
        let circle = [
            Scenario(id: "first", text: "first", basedOn: "second"),
            Scenario(id: "second", text: "second", basedOn: "first"),
        ]
        #expect(throws: ScenarioFlaw.self) { try ScenarioNumbers(Self.model(circle), scenario: circle[0]) }
        let stray = Scenario(id: "stray", text: "stray", factors: [.init(input: "b", factor: 1)])
        #expect(throws: ScenarioFlaw.self) { try ScenarioNumbers(Self.model([stray]), scenario: stray) }
    }

    @Test func `draws have the moments of their shapes`() throws {
        // Means and variances of the triangle, the uniform distribution and the beta-PERT: Kotz & van Dorp (2004), and the
        // moments of a beta distribution.
        let cases: [(UncertainNumber?, Double, Double)] = [
            (UncertainNumber(.triangular, [0, 1, 5]), 2, (0 + 1 + 25 - 0 - 0 - 5) / 18.0),
            (UncertainNumber(.uniform, [2, 8]), 5, 3),
            (UncertainNumber(.pert, [0, 3, 6]), 3, 36 / 28.0),
            (UncertainNumber(.choice, [40, 60, 66]), 166 / 3.0, 125.0 + 5.0 / 9),
        ]
        for (number, mean, variance) in cases {
            var input = Self.width
            input.number = try #require(number)
            let spread = try #require(
                Spread.of(try ScenarioNumbers(Self.model([]), scenario: nil).draws(input)))
            #expect(abs(spread.mean - mean) < 0.02 * mean, "\(input.number)")
            #expect(abs(spread.deviation * spread.deviation - variance) < 0.03 * variance, "\(input.number)")
        }
    }
}
