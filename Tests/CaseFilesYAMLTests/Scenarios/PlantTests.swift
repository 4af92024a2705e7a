import Findings
import Foundation
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

@testable import CaseFilesYAML

@Suite("What a plant makes")
struct PlantTests {
    /// Aromatics have no row in the default table; 0.876 t/m³ are 7.18 bbl/t.
    static let own = [
        UnitTable(id: "own", title: "own", source: "S1", products: [ProductFactor("aromatics", 6.2898 / 0.876)])
    ]
    static let text = """
        plant:
          text: refinery
          stream_days: 330
          leading_unit: cdu
          utilisation: 1
          units:
            - {id: cdu, text: distillation, capacity: {value: 2, unit: Mt/y}}
            - {id: hydrotreater, text: hydrotreating, capacity: {value: 362, unit: kt/y}, takes: [diesel]}
            - {id: reformer, text: reforming, capacity: {value: 247.8, unit: kt/y}, takes: [gasoline], share: [0.3, 0.5, 0.7]}
          feeds:
            - id: urals
              text: Urals
              yields:
                - {id: lpg, text: LPG, product: lpg, yield: {triangular: [0.5, 1, 2]}}
                - {id: gasoline, text: gasoline and naphtha, product: motor_gasoline, yield: {triangular: [14, 17, 21]}}
                - {id: kerosene, text: kerosene, product: kerosene, yield: {triangular: [8, 11, 15]}}
                - {id: diesel, text: diesel, product: gas_diesel, yield: {triangular: [20, 25, 30]}}
                - {id: residue, text: fuel oil, product: residual_fuel_oil, yield: {triangular: [38, 45, 52]}}
                - {id: lube, text: lubricants, product: lubricants, yield: {triangular: [0, 0.5, 1.5]}}
                - {id: own, text: own fuel and loss, own_use: true, yield: {triangular: [4, 6, 8]}}
            - id: type-2
              text: crude of type 2
              distillation:
                - {id: light, text: to 200 °C, to: 200, recovered: 21, density: 0.745}
                - {id: middle, text: to 300 °C, to: 300, recovered: 42, density: 0.815}
                - {id: heavy, text: to 350 °C, to: 350, recovered: 53, density: 0.86}
                - {id: rest, text: above 350 °C, density: 0.96}
          slates:
            - id: nameplate
              text: products as named
              products:
                - {name: propane, product: lpg, rate: {value: 750, unit: bbl/d}}
                - {name: butane, product: lpg, rate: {value: 450, unit: bbl/d}}
                - {name: gasoline, product: motor_gasoline, rate: {value: 6050, unit: bbl/d}}
                - {name: naphtha, product: naphtha, rate: {value: 4140, unit: bbl/d}}
                - {name: diesel, product: gas_diesel, rate: {value: 13057, unit: bbl/d}}
                - {name: kerosene, product: kerosene, rate: {value: 5050, unit: bbl/d}}
                - {name: fuel oil, product: residual_fuel_oil, rate: {value: 13503, unit: bbl/d}}
                - {name: BTX, product: aromatics, table: own, rate: {value: 600, unit: bbl/d, table: own}}
                - {name: lube oil, product: lubricants, rate: {value: 500, unit: bbl/d}}
          stores:
            - {id: tank, text: tank, diameter: 34.2, height: 11.94, working: [0.8, 0.85, 0.9], density: 0.865}
            - {id: pit, text: pit, volume: {value: 10, unit: L}, working: 1}
          lines:
            - {id: pipe, text: pipeline, diameter: {value: 550, unit: mm}, length: {value: 6, unit: km}, density: 0.865}
        """

    static func finding(_ text: String = text, scenario: Scenario? = nil) throws -> PlantFinding {
        let read = try ScenarioText(text, own: own)
        #expect(read.mistakes == [])
        return try PlantAnalysis(read.model, units: UnitTables(own: own), scenario: scenario).finding()
    }

    private func near(_ outcome: Outcome?, _ printed: Double, _ margin: Double) -> Bool {
        outcome.map { abs($0.spread.p50 - printed) <= margin } ?? false
    }

    @Test func `the slate as named fits 2 Mt a year only with 330 days`() throws {
        let slate = try #require(try Self.finding().slates.first)
        #expect(near(slate.barrels, 44_100, 0.01))
        #expect(near(slate.rate, 5939, 1))
        #expect(near(slate.streamYear, 1_960_000, 500) && near(slate.streamShare, 98, 0.1))
        #expect(near(slate.calendarYear, 2_168_000, 500) && near(slate.calendarShare, 108, 0.5))
        #expect(
            slate.verdict.hasSuffix(
                "it fits only if the plant stands still on the other days, and leaves 2 % to burn and to lose."))
        #expect(slate.streamShare?.inputs.contains("plant.slates.nameplate.8") == true)
    }

    @Test func `yields come to a hundred in each draw and stay about their modes`() throws {
        let run = try #require(try Self.finding().runs.first)
        #expect(abs(run.cuts.reduce(0) { $0 + ($1.share?.spread.mean ?? 0) } - 100) < 1e-6)
        let mean = { (id: String) in run.cuts.first { $0.id == id }?.share?.spread.mean ?? 0 }
        // Means of the triangles, 35.17 of 106.5, and so on: their sum is 1.167 + 17.33 + 11.33 + 25 + 45 + 0.667 + 6 = 106.5.
        #expect(abs(mean("residue") - 45 / 1.065) < 0.1)
        #expect(abs(mean("gasoline") - 17.333 / 1.065) < 0.1)
        let diesel = try #require(run.cuts.first { $0.id == "diesel" })
        #expect(abs((diesel.barrels?.spread.mean ?? 0) / (diesel.tonnes?.spread.mean ?? 1) - 7.23) < 1e-9)
        #expect(abs((diesel.barrelsADay?.spread.mean ?? 0) * 330 / (diesel.barrels?.spread.mean ?? 1) - 1) < 1e-9)
        #expect(diesel.tonnes?.inputs.count == 9)
        let own = try #require(run.cuts.last)
        #expect(own.isOwnUse && own.barrels == nil)
        let products = (run.products?.spread.mean ?? 0) + (own.tonnes?.spread.mean ?? 0)
        #expect(abs(products - 2_000_000) < 1)
        // A quarter of 2 Mt is more than the hydrotreater's 362 kt.
        let units = Dictionary(uniqueKeysWithValues: run.units.map { ($0.id, $0) })
        #expect(units["hydrotreater"]?.suffices == 0 && units["cdu"]?.suffices == 1)
        #expect(abs((units["hydrotreater"]?.use?.spread.mean ?? 0) - 2000 * 25 / 106.5 / 3.62) < 0.6)
        #expect((0.9...1).contains(units["reformer"]?.suffices ?? 0))
    }

    private struct Fixture: Decodable {
        struct Cut: Decodable {
            let id: String
            let p10, p50, p90: Double
        }
        let cuts: [Cut]
        let reformerSuffices: Double
        let warmingDays: [Double]
    }

    @Test func `shares, days and sufficiency are those of a simulation with numpy`() throws {
        let url = try #require(
            Bundle.module.url(forResource: "scenario-plant", withExtension: "json", subdirectory: "Fixtures"))
        let fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
        let read = try ScenarioText(Self.text, own: Self.own, samples: 50_000)
        let run = try #require(
            try PlantAnalysis(read.model, units: UnitTables(own: Self.own)).finding().runs.first)
        for (cut, wanted) in zip(run.cuts, fixture.cuts) {
            let share = try #require(cut.share?.spread)
            #expect(cut.id == wanted.id)
            #expect(
                abs(share.p10 - wanted.p10) < 0.1 && abs(share.p50 - wanted.p50) < 0.1
                    && abs(share.p90 - wanted.p90) < 0.1)
        }
        #expect(abs((run.units.last?.suffices ?? 0) - fixture.reformerSuffices) < 0.01)
        let warm = """
            carriers:
              - {id: car, text: tank car, load: {one_of: [40, 60, 66]}, fill: {uniform: [0.8, 1]}}
            needs:
              - id: tank
                text: tank
                purpose: upkeep
                fuel: residual_fuel_oil
                keep_warm:
                  {diameter: 34.2, height: 11.94, loss: {triangular: [3, 4, 6]}, inside: 50, outside: {uniform: [-15, 5]},
                   efficiency: {triangular: [0.7, 0.8, 0.85]}}
            """
        let days = try #require(
            try ScaleTest(try ScenarioText(warm, samples: 50_000).model).test(carrier: "car", count: 5).lines.first?
                .covers)
        for (found, wanted) in zip([days.spread.p10, days.spread.p50, days.spread.p90], fixture.warmingDays) {
            #expect(abs(found / wanted - 1) < 0.01)
        }
    }

    @Test func `distillation limits of type 2 give the shares of the worked example`() throws {
        let run = try #require(try Self.finding().runs.last)
        for (cut, printed) in zip(run.cuts, [17.9, 19.6, 10.9, 51.7]) { #expect(near(cut.share, printed, 0.1)) }
        #expect(run.productBarrels == nil && run.remarks.count == 4)
    }

    @Test func `which feed is meant is said, and a unit of cuts that it lacks is not called idle`() throws {
        let runs = try Self.finding().runs
        #expect(runs.first?.cuts.first?.tonnes?.formula.contains("'Urals'") == true)
        #expect(
            runs.first?.remarks == [
                "Of the plant's feeds, supplies are made of 'Urals', as the first one; 'plant.feed' names another."
            ])
        let unit = try #require(runs.last?.units.first { $0.id == "hydrotreater" })
        #expect(unit.load == nil && unit.use == nil && unit.suffices == nil)
        #expect(runs.last?.remarks.first?.hasPrefix("'crude of type 2' has no cut 'diesel': how much") == true)
        let named = Self.text.replacingOccurrences(of: "  utilisation: 1", with: "  utilisation: 1\n  feed: type-2")
        let read = try ScenarioText(named, own: Self.own)
        #expect(read.mistakes == [])
        let products = try PlantAnalysis(read.model, units: UnitTables(own: Self.own)).products()
        #expect(Set(products.keys) == ["light", "middle", "heavy", "rest"])
        let wrong = named.replacingOccurrences(of: "feed: type-2", with: "feed: type-3")
        let mistakes = try ScenarioText(wrong, own: Self.own).mistakes
        #expect(mistakes.count == 1 && mistakes.first?.contains("there is no feed 'type-3'") == true, "\(mistakes)")
    }

    @Test func `line, tank and speed are those of the worked example`() throws {
        let finding = try Self.finding()
        let pipe = try #require(finding.lines.first)
        #expect(near(pipe.volume, 1425, 1) && near(pipe.barrels, 9000, 50) && near(pipe.mass, 1233, 0.5))
        #expect(near(pipe.speed, 0.34, 0.005))
        let tank = try #require(finding.stores.first)
        // 10 968 m³ in all, as π/4 × 34.2² × 11.94.
        #expect(near(tank.volume, 10_968.4 * 0.85, 20))
        #expect(near(tank.days, 10_968.4 * 0.85 * 0.865 / 6060.6, 0.01))
        #expect(finding.stores.last?.mass == nil && near(finding.stores.last?.volume, 0.01, 1e-12))
    }

    @Test func `a scenario changes what goes in and all that follows from it`() throws {
        let half = Scenario(id: "half", text: "half", factors: [.init(input: "plant.utilisation", factor: 0.5)])
        let finding = try Self.finding(scenario: half)
        #expect(near(finding.feedAYear, 1_000_000, 1e-6) && finding.feedAYear.scenario == "half")
        #expect(near(finding.lines.first?.speed, 0.17, 0.0025))
    }

    private static let head = """
        plant:
          text: works
          stream_days: 330
          leading_unit: u
          utilisation: 1
          units: [{id: u, text: unit, capacity: 100}]

        """

    @Test(arguments: [
        (
            "  feeds:\n    - id: f\n      text: f\n      yields:\n        - {id: a, text: a, yield: [60, 70, 80]}\n"
                + "        - {id: b, text: b, yield: 45}",
            "case.yaml:11:9: error: the yields of 'f' are over 100 % together: 105 % even if each is at its least; lower some"
        ),
        (
            "  feeds:\n    - id: f\n      text: f\n      yields:\n        - {id: a, text: a, yield: 101}",
            "case.yaml:11:35: error: yield of a ('plant.feeds.f.a.yield') is 101 %; expected a number in % of 0 to 100"
        ),
        (
            "  feeds:\n    - id: f\n      text: f\n      yields:\n        - {id: a, text: a, yield: 60}",
            "case.yaml:11:9: error: the yields of 'f' are only 60 % together, even if each is at its greatest; add what is burned"
        ),
        (
            "  feeds:\n    - id: f\n      text: f\n      yields:\n        - {id: a, text: a, yield: 100, product: coal}",
            "case.yaml:11:49: error: the table 'UNSD' has no product 'coal'"
        ),
        (
            "  feeds:\n    - id: f\n      text: f\n      distillation:\n"
                + "        - {id: a, text: a, to: 200, recovered: 40, density: 0.7}\n"
                + "        - {id: b, text: b, to: 300, recovered: 30, density: 0.8}\n        - {id: c, text: c, density: 0.9}",
            "case.yaml:12:48: error: the cut 'b' ends at 300 °C and 30 %, not above the cut before it"
        ),
        (
            "  stores:\n    - {id: s, text: s, volume: 1000000, mass: 56000, working: 1}",
            "case.yaml:8:7: error: the store 's' has the sizes volume or mass; expected one of"
        ),
        (
            "  slates:\n    - id: s\n      text: s\n      products:\n        - {name: oil, rate: {value: 5, unit: bbl/d}}",
            "case.yaml:11:46: error: bbl/d and t/d do not convert while no product is named"
        ),
        (
            "  slates:\n    - id: s\n      text: s\n      products:\n        - {name: oil, product: crude, rate: {value: -5, unit: bbl/d}}",
            "case.yaml:11:53: error: rate of oil ('plant.slates.s.1') is -0.6"
        ),
        (
            "  slates:\n    - id: s\n      text: s\n      products:\n        - {name: c, product: condensate, rate: 5}",
            "case.yaml:11:30: error: the table 'UNSD' has no product 'condensate'"
        ),
        (
            "  lines:\n    - {id: l, text: l, diameter: 0, length: 5, density: 0.8}",
            "case.yaml:8:34: error: diameter ('plant.lines.l.diameter') is 0 m; expected a number in m of 0.001 to 100"
        ),
    ])
    func `says what is wrong and where`(text: String, mistake: String) throws {
        let found = try ScenarioText(Self.head + text).mistakes
        #expect(found.first?.hasPrefix(mistake) == true, "\(found)")
    }

    @Test func `a million barrels of 56 000 t are no product that exists, and units that mean two things are refused`()
        throws
    {
        let table = UnitTable(
            id: "own", title: "own", source: "S1", products: [ProductFactor("oil", 1e6 / 56_000)])
        let text = """
              slates:
                - id: s
                  text: s
                  products:
                    - {name: oil, product: oil, table: own, rate: 5}
                    - {name: crude, product: crude, rate: {value: 1, unit: Mbbl/d}}
            """
        let found = try ScenarioText(Self.head + text, own: [table]).mistakes
        #expect(
            found.first?.hasPrefix(
                "case.yaml:11:32: warning: 'oil' has 17.9 bbl in a tonne by the table 'own'; products have 5.24 to 12.2"
            ) == true,
            "\(found)")
        #expect(found.last?.contains("the unit 'Mbbl' is a thousand barrels to some and a million to others") == true)
    }
}
