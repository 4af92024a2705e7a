import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

@testable import CaseFilesYAML

/// A plant of 1.65 Mt a year on 330 days works up 5000 t a day at full use.
@Suite("Needs that follow the plant")
struct FollowingPlantTests {
    private static let needs = """
        carriers:
          - {id: car, text: tank car, load: 50}
        needs:
          - {id: crude, text: crude for the plant, purpose: operation, supply: plant}
          - {id: additive, text: additive, purpose: operation, share: 0.02, supply: plant}
          - id: furnace
            text: furnace
            purpose: operation
            fuel: residual_fuel_oil
            heating: {flow: plant, from: 20, to: 360, density: 0.865, efficiency: 0.8, preheated: 220, latent: 150}
          - id: stated
            text: furnace at a stated flow
            purpose: operation
            fuel: residual_fuel_oil
            heating: {flow: 2500, from: 20, to: 360, density: 0.865, efficiency: 0.8, preheated: 220, latent: 150}

        """
    private static let plant = """
        plant:
          text: plant
          stream_days: 330
          leading_unit: cdu
          utilisation: 0.5
          units: [{id: cdu, text: distillation, capacity: {value: 1.65, unit: Mt/y}}]

        """
    private static let flow = """
        flow:
          wanted: plant
          nodes:
            - {id: abroad, text: abroad, kind: source}
            - {id: plant, text: plant, kind: sink}
          links:
            - {id: rail, text: railway, from: abroad, to: plant, capacity: 4000, carrier: car}

        """

    private static func lines(_ scenario: Scenario? = nil, text: String = needs + plant) throws -> [String: Outcome] {
        let read = try ScenarioText(text)
        #expect(read.mistakes == [])
        let finding = try ScaleTest(read.model, scenario: scenario).test(carrier: "car", count: 6)
        return Dictionary(finding.outcomes.map { ($0.id, $0) }) { first, _ in first }
    }

    private static func use(_ number: UncertainNumber) -> Scenario {
        Scenario(
            id: "other", text: "other",
            replacements: [ScenarioInput(id: "plant.utilisation", text: "use", number: number)])
    }

    @Test func `half of the capacity takes half, and another use another flow`() throws {
        let half = try Self.lines()
        #expect(half["scale.crude.takes"]?.spread.p50 == 2500 && half["scale.additive.takes"]?.spread.p50 == 50)
        // Fifty cars a day on 330 days.
        #expect(half["scale.car.crude.a-day"]?.spread.p50 == 50)
        #expect(half["scale.car.crude.a-year"]?.spread.p50 == 16_500)
        let fuel = try #require(half["scale.furnace.takes"]?.spread.p50)
        #expect(abs(fuel - (half["scale.stated.takes"]?.spread.p50 ?? 0)) < 1e-9)
        let full = try Self.lines(Self.use(UncertainNumber(1)))
        #expect(full["scale.crude.takes"]?.spread.p50 == 5000)
        #expect(abs((full["scale.furnace.takes"]?.spread.p50 ?? 0) - 2 * fuel) < 1e-9)
        #expect(full["scale.stated.takes"]?.spread == half["scale.stated.takes"]?.spread)
        #expect(
            full["scale.crude.takes"]?.inputs == ["plant.units.cdu.capacity", "plant.utilisation", "plant.stream_days"])
        #expect(
            full["scale.furnace.takes"]?.formula.contains("capacity of the plant's leading unit × use of it") == true)
    }

    @Test func `the flow follows draw by draw`() throws {
        let range = try #require(UncertainNumber(.uniform, [0.2, 0.6]))
        let drawn = try Self.lines(Self.use(range))
        let (crude, fuel) = (try #require(drawn["scale.crude.takes"]), try #require(drawn["scale.furnace.takes"]))
        // 1000 to 3000 t, as likely everywhere.
        #expect(abs(crude.spread.p10 - 1200) < 30 && abs(crude.spread.p90 - 2800) < 30)
        let ratios = zip(fuel.sample, crude.sample).map { $0 / $1 }
        #expect(ratios.count == 2000 && ratios.allSatisfy { abs($0 - ratios[0]) < 1e-12 })
    }

    @Test func `the flow that is asked for follows too`() throws {
        let read = try ScenarioText(Self.needs + Self.plant + Self.flow)
        #expect(read.mistakes == [] && read.model.flow?.wantsFeed == true)
        let finding = try FlowAnalysis(read.model).finding()
        #expect(finding.wanted?.spread.p50 == 2500 && finding.isEnough == 1)
        #expect(finding.parts.first { $0.id == "rail" }?.carriersADay?.spread.p50 == 50)
        let full = try FlowAnalysis(read.model, scenario: Self.use(UncertainNumber(1))).finding()
        #expect(full.wanted?.spread.p50 == 5000 && full.isEnough == 0)
        #expect(full.wanted?.inputs.contains("plant.utilisation") == true)
    }

    @Test func `what follows a plant that is not stated is a mistake with its place`() throws {
        let mistakes = try ScenarioText(Self.needs + Self.flow).mistakes
        #expect(
            mistakes == [
                "case.yaml:4:72: error: the need 'crude' follows the plant, but no plant is stated; state 'plant', or give a number",
                "case.yaml:5:77: error: the need 'additive' follows the plant, but no plant is stated; state 'plant', or give a number",
                "case.yaml:10:21: error: 'heating' follows the plant, but no plant is stated; state 'plant', or give a number",
                "case.yaml:17:11: error: the flow that is asked for follows the plant, but no plant is stated; state 'plant', or give a number",
            ], "\(mistakes)")
    }
}
