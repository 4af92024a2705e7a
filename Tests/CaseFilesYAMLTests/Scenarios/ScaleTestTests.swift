import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

@testable import CaseFilesYAML

/// Values of the worked example, each rounded as its source prints it.
@Suite("Scale test")
struct ScaleTestTests {
    static let text = """
        carriers:
          - {id: tank-car, text: tank car, load: {one_of: [40, 60, 66]}, at_once: 9}
          - {id: tanker, text: tanker, load: {one_of: [3000, 5000, 100000, 200000]}, fill: 0.95}
        needs:
          - id: furnace-cold
            text: furnace without preheating
            purpose: operation
            fuel: residual_fuel_oil
            heating:
              {flow: {value: 2, unit: Mt/y, days: stream}, from: 20, to: 360, density: 0.865, efficiency: 0.8, latent: 150}
          - id: furnace
            text: furnace
            purpose: operation
            fuel: residual_fuel_oil
            heating:
              flow: {value: 2, unit: Mt/y, days: stream}
              from: 20
              to: 360
              density: 0.865
              efficiency: 0.8
              preheated: 220
              latent: {value: 150, unit: kJ/kg}
          - id: furnace-down
            text: furnace at a third
            purpose: operation
            fuel: residual_fuel_oil
            share: 0.33
            heating:
              {flow: {value: 2, unit: Mt/y, days: stream}, from: 20, to: 360, density: 0.865, efficiency: 0.8,
               preheated: 220, latent: 150}
          - id: tank-bare
            text: one tank without cladding
            purpose: upkeep
            fuel: residual_fuel_oil
            keep_warm:
              {diameter: 34.2, height: 11.94, loss: 3, inside: 50, outside: -8, efficiency: 0.8}
          - id: tank-clad
            text: one tank with cladding
            purpose: upkeep
            fuel: residual_fuel_oil
            keep_warm: {area: 3120, loss: 0.5, inside: 50, outside: -8, efficiency: 0.8}
          - id: tank-windy
            text: one tank in wind
            purpose: upkeep
            fuel: residual_fuel_oil
            keep_warm: {area: 3120, loss: 6, inside: 50, outside: -8, efficiency: 0.8}
          - id: boiler
            text: steam for heating
            purpose: upkeep
            fuel: residual_fuel_oil
            steam: {flow: 1, fuel: 0.08}
          - id: station
            text: power station
            purpose: operation
            fuel: residual_fuel_oil
            power: {output: {value: 200, unit: MW}, efficiency: 0.33}
          - id: warming
            text: crude warmed
            purpose: operation
            fuel: residual_fuel_oil
            warming: {from: 10, to: 50, density: 0.865, efficiency: 0.8}
          - id: supply
            text: full supply
            purpose: operation
            days_a_year: 330
            supply: {value: 2, unit: Mt/y, days: stream}
        """

    static func finding(
        _ count: Int = 5, of carrier: String = "tank-car", period: Double? = nil
    ) throws
        -> ScaleTestFinding
    {
        let read = try ScenarioText(text)
        #expect(read.mistakes == [])
        return try ScaleTest(read.model).test(carrier: carrier, count: count, period: period)
    }

    /// Whether a number is one that is printed with so many places.
    static func near(_ number: Double?, _ printed: Double, within: Double) -> Bool {
        number.map { abs($0 - printed) <= within } ?? false
    }

    @Test func `five tank cars are 200, 300 or 330 t`() throws {
        let finding = try Self.finding()
        #expect(finding.alternatives.map(\.load) == [40, 60, 66])
        #expect(try Self.finding(5, of: "tank-cars") == finding)
        #expect(finding.alternatives.map(\.amount.p50) == [200, 300, 330])
        #expect(finding.amount.spread.percentiles.first == 200 && finding.amount.spread.percentiles.last == 330)
        #expect(finding.amount.inputs == ["carriers.tank-car.load"])
        #expect(finding.verdict.first == "5 tank cars are 200, 300 or 330 t, if they hold what they can.")
    }

    @Test func `furnaces, tanks, boiler and station take what the worked example says`() throws {
        let finding = try Self.finding()
        func line(_ need: String) throws -> ScaleTestFinding.Line {
            try #require(finding.lines.first { $0.need == need })
        }
        // Need, heat (kJ/kg or kW), t/d, and days that 300 t last.
        let wanted: [(String, Double, Double, Double, Double, Double, Double)] = [
            ("furnace-cold", 1002, 0.6, 188, 0.5, 1.6, 0.05), ("furnace", 552, 0.6, 104, 0.6, 2.9, 0.05),
            ("tank-bare", 543, 0.5, 1.45, 0.005, 207, 0.5), ("tank-clad", 90, 0.5, 0.24, 0.005, 1240, 10),
            ("tank-windy", 1086, 0.8, 2.9, 0.05, 103, 1),
        ]
        for (need, heat, heatMargin, rate, rateMargin, days, daysMargin) in wanted {
            let line = try line(need)
            #expect(Self.near(line.heat?.spread.p50, heat, within: heatMargin), "\(need)")
            #expect(Self.near(line.takes?.spread.p50, rate, within: rateMargin), "\(need)")
            #expect(Self.near(line.coversByAlternative[1]?.p50, days, within: daysMargin), "\(need)")
        }
        #expect(Self.near(try line("boiler").coversByAlternative[1]?.p50, 156, within: 0.5))
        #expect(Self.near(try line("station").takes?.spread.p50, 1296, within: 0.5))
        #expect(Self.near(try line("furnace-down").coversByAlternative[1]?.p50, 9, within: 0.5))
        let warming = try line("warming")
        #expect(Self.near(warming.coversByAlternative[1]?.p50, 126_000, within: 500) && warming.takes == nil)
        // 3.1 and 1.7 % of the crude.
        #expect(Self.near((try line("furnace-cold").takes?.spread.p50).map { $0 / 60.606 }, 3.1, within: 0.05))
        #expect(Self.near((try line("furnace").takes?.spread.p50).map { $0 / 60.606 }, 1.7, within: 0.05))
        #expect(
            try line("boiler").covers?.inputs == [
                "carriers.tank-car.load", "needs.boiler.steam.flow", "needs.boiler.steam.fuel",
            ])
    }

    @Test func `full supply takes a hundred cars a day, or ships by their size`() throws {
        let cars = try #require(try Self.finding().lines.first { $0.need == "supply" })
        let places = cars.batchesADayByAlternative.map { $0?.p50 }
        let perDay = cars.carriersADayByAlternative.map { $0?.p50 }
        #expect(Self.near(perDay[0], 152, within: 0.5) && Self.near(perDay[1], 101, within: 0.5))
        #expect(Self.near(places[0], 17, within: 0.5) && Self.near(places[1], 11, within: 0.5))
        let ships = try #require(try Self.finding(1, of: "tanker").lines.first { $0.need == "supply" })
        let calls = ships.carriersAYearByAlternative.map { $0?.p50 ?? 0 }
        for (found, printed, margin) in zip3(calls, [702, 421, 21, 10.5], [0.5, 0.5, 0.5, 0.05]) {
            #expect(abs(found - printed) <= margin)
        }
        #expect(ships.batchesADay == nil)
    }

    private func zip3(_ first: [Double], _ second: [Double], _ third: [Double]) -> [(Double, Double, Double)] {
        zip(first, zip(second, third)).map { ($0, $1.0, $1.1) }
    }

    private static func counted(_ carrier: String, _ count: Int, period: Double? = nil) throws -> ScaleTestFinding {
        let text = """
            carriers:
              - {id: \(carrier)}
              - {id: van, text: van, load: 1}
            needs:
              - {id: fire, text: fire, purpose: upkeep, rate: {uniform: [0, 10]}}
            """
        let read = try ScenarioText(text)
        #expect(read.mistakes == [])
        return try ScaleTest(read.model).test(carrier: "car", count: count, period: period)
    }

    @Test func `what carriers can hold is told apart from what is taken to be there`() throws {
        let laden = "car, text: tank car, load: {one_of: [40, 60, 66]}, laden: 0.5"
        let six = try Self.counted(laden, 6)
        #expect(
            six.verdict.first
                == "6 tank cars are 240, 360 or 396 t, if they hold what they can. By the share that is laden, "
                + "120 to 198 t of that are taken to be there.")
        #expect(try Self.counted(laden, 0).verdict.first?.contains("taken") == false)
        let one = try Self.counted("car, text: tanker, load: 3000", 1)
        #expect(one.verdict.first == "1 tanker is 3000 t, if it holds what it can.")
        #expect(one.amount.text == "what 1 tanker holds")
        let filled = try Self.counted("car, text: tanker, load: 3000, fill: 0.9", 2)
        #expect(
            filled.verdict.first?.hasSuffix(
                "By the share of the load that is filled, 5400 t of that are taken to be there.") == true)
    }

    @Test func `what is probable but not sure is called neither`() throws {
        // Upkeep takes 0 to 10 t in the day, all alike likely.
        let probable = try Self.counted("car, text: car, load: 8", 1, period: 1)
        #expect(abs((probable.exceedsUpkeep ?? 0) - 0.8) < 0.03)
        #expect(probable.verdict.contains { $0.contains("it is probably more than the stated needs of upkeep take") })
        #expect(probable.verdict.contains { $0.contains("short of the 95 % that are asked for") })
        #expect(!probable.verdict.contains { $0.contains("within what upkeep could take") })
        let less = try Self.counted("car, text: car, load: 3", 1, period: 1)
        #expect(less.verdict.contains { $0.contains("it is within what upkeep could take (more than that in") })
        #expect(probable.upkeep?.id == "scale.car.upkeep.takes")
        #expect(Set(probable.outcomes.map(\.id)).count == probable.outcomes.count)
    }

    @Test func `no need is called upkeep`() throws {
        let text = """
            needs:
              - {id: upkeep, text: all, purpose: upkeep, rate: 1}
            """
        let mistakes = try ScenarioText(text).mistakes
        #expect(
            mistakes.count == 1
                && mistakes.first?.hasPrefix("case.yaml:2:10: error: a need has the id 'upkeep'") == true)
    }

    @Test func `nobody says that an amount exceeds upkeep before it is held against upkeep`() throws {
        let unknown = try Self.finding()
        #expect(unknown.exceedsUpkeep == nil)
        #expect(unknown.verdict.contains { $0.contains("it may not be said that the amount exceeds upkeep") })
        // Three tanks and a boiler take 6.5 t/d: 651 t in 100 days, 33 t in 5.
        let long = try Self.finding(period: 100)
        #expect(long.exceedsUpkeep == 0)
        #expect(long.verdict.contains { $0.contains("it is within what upkeep could take") })
        let short = try Self.finding(period: 5)
        #expect(short.exceedsUpkeep == 1)
        #expect(short.verdict.contains { $0.contains("exceeds the stated needs of upkeep in 100 %") })
        var read = try ScenarioText(Self.text)
        read.needs.removeAll { $0.purpose == .upkeep }
        let bare = ScenarioModel(scenarios: [], carriers: read.carriers, fuels: read.fuels, needs: read.needs)
        let none = try ScaleTest(bare).test(carrier: "tank-car", count: 5, period: 5)
        #expect(none.exceedsUpkeep == nil)
        #expect(none.verdict.contains { $0.hasPrefix("No need of upkeep is stated") })
        #expect(throws: ScenarioFlaw.self) { try ScaleTest(bare).test(carrier: "lorry", count: 5) }
        #expect(throws: ScenarioFlaw.self) { try ScaleTest(bare).test(carrier: "tank-car", count: -1) }
        #expect(throws: ScenarioFlaw.self) { try ScaleTest(bare).test(carrier: "tank-car", count: 1, period: .nan) }
    }

    @Test func `a fuel has the default heat unless the case states another, and says so`() throws {
        let read = try ScenarioText(Self.text)
        #expect(read.fuels.map(\.id) == ["residual_fuel_oil"])
        #expect(read.fuels.first?.heat.number.low == 40.4)
        #expect(read.fuels.first?.heat.basis.note == "default: IPCC 2006 Guidelines, volume 2, table 1.2")
    }

    @Test(arguments: [
        (
            "carriers:\n  - {id: a, text: a car, load: {value: 5, unit: m}}",
            "case.yaml:2:49: error: m and t do not convert; expected units that measure the same"
        ),
        (
            "carriers:\n  - {id: a, text: a car, load: -5}",
            "case.yaml:2:32: error: what a car can carry ('carriers.a.load') is -5 t; expected a number in t of 0.001 or more"
        ),
        (
            "carriers:\n  - {id: a, text: a car, load: 5}\n  - {id: a, text: b, load: 5}",
            "case.yaml:3:10: error: a carrier has the id 'a' of another; give each an id of its own"
        ),
        (
            "needs:\n  - {id: a, text: a, purpose: upkeep, rate: 5, amount: 2}",
            "case.yaml:2:5: error: the need 'a' has the kinds rate or amount; expected one of rate, supply, amount, heating, "
                + "keep_warm, steam, power or warming"
        ),
        (
            "needs:\n  - {id: a, text: a, purpose: upkeep, rate: {value: 5, unit: bbl/d}}",
            "case.yaml:2:62: error: bbl/d and t/d do not convert while no product is named; name the product, such as crude"
        ),
        (
            "needs:\n  - {id: a, text: a, purpose: upkeep, supply: 5, carriers: [lorry]}",
            "case.yaml:2:61: error: there is no carrier 'lorry'"
        ),
    ])
    func `says what is wrong and where`(text: String, mistake: String) throws {
        let found = try ScenarioText(text).mistakes
        #expect(found.first?.hasPrefix(mistake) == true, "\(found)")
    }
}
