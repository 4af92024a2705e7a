import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

@testable import CaseFilesYAML

/// A coal mine with its railway and port: the same questions with other data.
@Suite("A mine and its port")
struct MineTests {
    static let text = """
        carriers:
          - {id: hopper, text: hopper wagon, load: {value: 69.5, unit: t}, fill: [0.9, 0.97, 1], at_once: 2}
          - {id: collier, text: collier, load: {one_of: [30000, 75000]}, fill: 0.95}
        fuels:
          - {id: washed-coal, heat: {value: 6000, unit: MJ/t, note: as the seller says}}
        needs:
          - {id: town, text: heating of the town, purpose: upkeep, rate: {range: [100, 150, 220], unit: t/d}, carriers: [hopper]}
          - id: station
            text: power station
            purpose: operation
            fuel: bituminous_coal
            carriers: [hopper]
            power: {output: {value: 100, unit: MW}, efficiency: 0.35}
          - {id: export, text: export by contract, purpose: operation, supply: {value: 3, unit: Mt/y, days: calendar}}
          - {id: heap, text: first filling of the heap, purpose: upkeep, amount: {value: 2, unit: kt}, carriers: [hopper]}
        flow:
          wanted: {value: 3, unit: Mt/y, days: calendar}
          nodes:
            - {id: pit, text: pit, kind: source, limit: {range: [6000, 9000, 12000], unit: t/d}}
            - {id: yard, text: coal yard, kind: store}
            - {id: abroad, text: abroad, kind: sink}
          links:
            - {id: railway, text: railway, from: pit, to: yard, capacity: {uniform: [8000, 11000]}, carrier: hopper, together: 50,
               stay: {value: 8, unit: h}, zone: yard}
            - id: pier
              text: loading pier
              from: yard
              to: abroad
              capacity: {value: 20, unit: kt/d}
              carrier: collier
              stay: 2
              zone: pier
              states: [{state: unknown, from: 2024-05}, {state: open, from: 2017, until: 2024-04}]
        plant:
          text: washery
          stream_days: {range: [280, 300, 330]}
          leading_unit: washer
          utilisation: {range: [0.6, 0.8, 0.95]}
          units:
            - {id: washer, text: washer, capacity: {value: 4, unit: Mt/y}}
            - {id: dryer, text: dryer, capacity: {value: 1, unit: Mt/y}, takes: [fines]}
          feeds:
            - id: raw
              text: raw coal
              yields:
                - {id: clean, text: clean coal, yield: {triangular: [55, 65, 72]}}
                - {id: fines, text: fines, yield: {triangular: [8, 12, 20]}}
                - {id: waste, text: waste rock, own_use: true, yield: {triangular: [15, 22, 30]}}
          stores:
            - {id: heap, text: heap, mass: {value: 400, unit: kt}, working: 0.8}
        """

    @Test func `wagons, pier and washery are told without any word of oil`() throws {
        let read = try ScenarioText(Self.text, zones: ["yard", "pier"])
        #expect(read.mistakes == [])
        #expect(Set(read.model.inputs.map(\.id)).count == read.model.inputs.count)
        let scale = try ScaleTest(read.model).test(carrier: "hopper", count: 40, period: 1)
        #expect(scale.observed == "40 hopper wagons" && scale.alternatives.count == 1)
        // 100 MW ÷ 0.35 × 86 400 s ÷ 25 800 MJ/t.
        let station = try #require(scale.lines.first { $0.need == "station" })
        #expect(abs((station.takes?.spread.p50 ?? 0) - 956.8) < 0.1)
        #expect(scale.lines.map(\.need) == ["town", "station", "export", "heap"])
        // 2.7 kt do not reach for a heap of 2 kt and the town of 150 t/d in all draws, but in most.
        #expect((scale.exceedsUpkeep ?? 0) > 0.95)
        #expect((try ScaleTest(read.model).test(carrier: "hopper", count: 25, period: 1).exceedsUpkeep ?? 1) == 0)
        let ship = try ScaleTest(read.model).test(carrier: "collier", count: 1)
        #expect(ship.lines.map(\.need) == ["export"])
        #expect(ship.verdict.contains { $0.hasPrefix("No need of upkeep is stated") })
        // 3 Mt ÷ (75 000 × 0.95) = 42.1 calls a year.
        #expect(abs((ship.lines[0].carriersAYearByAlternative[1]?.p50 ?? 0) - 42.105) < 0.01)

        let analysis = try FlowAnalysis(read.model)
        let flow = analysis.finding()
        #expect(flow.maximumIfClosed?.spread.p90 == 0 && flow.isEnoughIfClosed == 0)
        let bottlenecks = Dictionary(uniqueKeysWithValues: flow.parts.map { ($0.id, $0.bottleneck) })
        #expect(bottlenecks["pier"] == 0)
        #expect(abs((bottlenecks["pit"] ?? 0) + (bottlenecks["railway"] ?? 0) - 1) < 1e-9)
        #expect((0.5...0.9).contains(bottlenecks["pit"] ?? 0))
        // 8219 t/d of 67 t are some 120 wagons, 2.4 trains a day of 8 hours each: ten looks miss them with e⁻⁷ or less.
        let looks = (0..<10).map { LinkLook(time: Double($0) * 3, detection: 0.9) }
        let unseen = try analysis.chanceUnseen("railway", looks: looks)
        #expect(unseen.spread.mean > 1e-5 && unseen.spread.mean < 0.01)

        let plant = try PlantAnalysis(read.model, units: UnitTables()).finding()
        let run = try #require(plant.runs.first)
        #expect(
            run.productBarrels == nil && run.remarks == ["Not in barrels, as no product is named: clean coal, fines."])
        #expect(run.units.map(\.suffices) == [1, 1])
        #expect(plant.stores.first?.volume == nil && plant.stores.first?.mass?.spread.p50 == 320_000)
        let ids = flow.outcomes.map(\.id) + plant.outcomes.map(\.id) + scale.outcomes.map(\.id)
        #expect(Set(ids).count == ids.count)
        let known = Set(read.model.inputs.map(\.id))
        for outcome in flow.outcomes + plant.outcomes + scale.outcomes {
            #expect(!outcome.inputs.isEmpty && known.isSuperset(of: outcome.inputs) && !outcome.formula.isEmpty)
        }
    }

    @Test func `what is read twice is the same`() throws {
        let first = try FlowAnalysis(try ScenarioText(Self.text).model).finding()
        #expect(try FlowAnalysis(try ScenarioText(Self.text).model).finding() == first)
    }
}
