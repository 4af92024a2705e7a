import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

/// Reference values: sections 9.2 and 9.3 of the dossier of the worked case.
@Suite("What a supply would change")
struct ConsequenceTests {
    private static let groups = """
        consumers:
          - id: aviation
            text: combat aircraft
            supply: [{product: kerosene, amount: {value: 214, unit: kt/y}}]
            share: 1
            elasticity: {uniform: [0.5, 1]}
            cap: {uniform: [2, 3]}
            cap_text: the cap by spares, pilots and airframes
            stock: {value: 3, unit: month, days: calendar}
            users:
              - id: fighters
                text: fighters
                number: 600
                activity: 20
                per: h
                consumption: {value: 2.2, unit: t/h}
                product: kerosene
          - id: ground
            text: tanks
            supply: [{product: gas_diesel}]
            share: {value: 0.01, elicited_from: me}
            elasticity: 1
            full_use: {value: 6667, unit: t/d}
            stock: {value: 200, unit: kt}
            users:
              - id: tanks
                text: main battle tanks
                number: 3500
                active: 1
                activity: {value: 500, unit: km/y}
                per: km
                consumption: {value: 2.3, unit: kg/km}
                product: gas_diesel
        """

    private static func findings(_ text: String = groups) throws -> [ConsumerFinding] {
        let model = try SanctionsCase.model(text)
        let numbers = try ScenarioNumbers(model, scenario: nil)
        let plant = ["gas_diesel": Drawn([500_000], inputs: ["plant.gas_diesel"])]
        return try ConsequenceArithmetic(model, numbers: numbers, scenario: nil, plant: plant).findings()
    }

    @Test func `fuel would cease to be the binding limit of flying`() throws {
        let finding = try Self.findings()[0]
        #expect(abs(finding.use.spread.p50 - 26_000) < 500)
        #expect(finding.capBinds > 0.9)
        #expect(finding.limit == .cap)
        #expect(
            finding.sentence.hasPrefix("combat aircraft: supply would cease to be the binding limit; in ")
                && finding.sentence.hasSuffix("the cap by spares, pilots and airframes would be reached before it"))
        // Airframes allow two to three times as much.
        let ratio = try #require(finding.activityRatio?.spread)
        #expect(ratio.percentile(1) >= 2 && ratio.percentile(99) <= 3)
        #expect(finding.activityRatio?.inputs.contains("consumers.aviation.cap") == true)
        // Three months' stock is a quarter of the use and lasts 91 days today.
        #expect(finding.stocks.map(\.id).first == "consequence.aviation.stock")
        #expect(abs((finding.stocks.first?.spread.p50 ?? 0) - 6600) < 1)
        #expect(abs((finding.stocks.dropFirst().first?.spread.p50 ?? 0) - 91.25) < 0.01)
    }

    @Test func `kerosene of the whole plant is 95 000 flight hours`() throws {
        let finding = try Self.findings(Self.groups.replacing("value: 2.2, unit: t/h", with: "value: 2.25, unit: t/h"))[
            0]
        #expect(abs((finding.supplied?.spread.p50 ?? 0) - 95_000) < 500)
        #expect(finding.supplied?.unit == "h/y")
        #expect(finding.activity?.spread.p50 == 12_000)
    }

    @Test func `tanks use little and fuel is their only limit`() throws {
        let finding = try Self.findings()[1]
        #expect(abs(finding.use.spread.p50 - 4000) < 50)
        #expect(finding.limit == .supply && finding.capBinds == 0)
        #expect(finding.sentence == "tanks: no other limit than supply can be held against it")
        #expect(finding.supply.inputs == ["plant.gas_diesel", "consumers.ground.share"])
        // 30 days of full combat use no more than 200 kt.
        let full = try #require(finding.stocks.first { $0.id == "consequence.ground.stock-lasts-full" })
        #expect(abs(full.spread.p50 - 30) < 0.01)
    }

    @Test func `a scarce supply remains the limit`() throws {
        let finding = try Self.findings(Self.groups.replacing("value: 214", with: "value: 20"))[0]
        #expect(finding.limit == .supply && finding.capBinds == 0)
        // (20 000 ÷ 26 400) to a power from 0.5 to 1.
        let ratio = try #require(finding.activityRatio?.spread)
        #expect(ratio.percentile(1) > 0.757 && ratio.percentile(99) < 0.871)
        // Flying falls by less than the supply does: what is missing comes from elsewhere, and a stock is not used up by it.
        #expect(finding.useThen?.remarks.count == 1)
        #expect(finding.useThen?.remarks.first?.hasSuffix("than the supply; the rest must come from elsewhere") == true)
        let lasts = try #require(finding.stocks.first { $0.id == "consequence.aviation.stock-lasts-then" })
        #expect(abs(lasts.spread.p50 - 6600 / (20_000 / 365.0)) < 1e-6)
        #expect(try Self.findings()[0].useThen?.remarks == [])
    }

    @Test func `litres become tonnes by the product's table`() throws {
        let finding = try Self.findings(
            Self.groups.replacing("value: 2.3, unit: kg/km", with: "value: 2.647, unit: L/km"))[1]
        // 1149 L of gas oil in a tonne by the same table, which rounds them.
        #expect(abs(finding.use.spread.p50 - 3500 * 500 * 2.647 / 1149) < 5)
    }

    @Test func `a product that the plant does not make is told`() throws {
        let model = try SanctionsCase.model(Self.groups)
        let numbers = try ScenarioNumbers(model, scenario: nil)
        #expect(throws: ScenarioFlaw.self) {
            try ConsequenceArithmetic(model, numbers: numbers, scenario: nil).findings()
        }
    }

    @Test func `a number that becomes too large names the input that makes it so`() throws {
        let users = (0..<6).map {
            "      - {id: u\($0), text: u, number: 4, active: 0.5, activity: 5, per: h, consumption: 1e-300, product: kerosene}\n"
        }
        let text =
            "consumers:\n  - id: g\n    text: g\n    share: 1\n    elasticity: 10\n"
            + "    supply: [{product: kerosene, amount: {value: 5, unit: kt/y}}]\n    users:\n" + users.joined()
        let model = try SanctionsCase.model(text)
        let numbers = try ScenarioNumbers(model, scenario: nil)
        let flaw = #expect(throws: ScenarioFlaw.self) {
            try ConsequenceArithmetic(model, numbers: numbers, scenario: nil).findings()
        }
        #expect(flaw.map { "\($0)".contains("'consumers.g.users.u5.consumption'") } == true)
    }
}
