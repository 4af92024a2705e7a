import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

@Suite("Differences between scenarios")
struct ScenarioDifferenceTests {
    @Test func `scenarios share their random numbers, so that a difference shows what they change`() throws {
        let number = try #require(UncertainNumber(.uniform, [10, 20]))
        let input = ScenarioInput(id: "a", text: "a", number: number, unit: "t")
        var model = ScenarioModel(settings: ScenarioSettings(samples: 20_000, seed: 5), scenarios: [])
        model.deliveries = [
            Delivery(
                id: "d", text: "d", instruments: [], time: .init(firstDay: 0, lastDay: 0), standing: .supposed,
                amount: .stated(input))
        ]
        let more = Scenario(id: "more", text: "more", factors: [.init(input: "a", factor: 2)])
        model.scenarios = [more]
        func outcome(_ scenario: Scenario?) throws -> Outcome {
            let drawn = try ScenarioNumbers(model, scenario: scenario).drawn(input)
            return try #require(
                drawn.outcome("x", scenario: scenario?.id ?? "none", text: "imports", unit: "t", formula: "a"))
        }
        let base = try outcome(nil)
        let difference = try #require(try outcome(more).difference(from: base))
        #expect(base.difference(from: base) == nil)
        // 2U − U = U: uniform from 10 to 20; of independent draws it would be spread over −… to 30.
        #expect(abs(difference.spread.mean - 15) < 0.15)
        #expect(abs(difference.spread.deviation - 10 / 12.0.squareRoot()) < 0.1)
        #expect(difference.spread.percentile(1) > 10 && difference.spread.percentile(99) < 20)
        #expect(difference.id == "x.more" && difference.inputs == ["a"])
        #expect(difference.remarks == ["above 0 in 100 % of the 20000 draws"])
        #expect(difference.draws == 20_000 && difference.base == "none")
    }
}
