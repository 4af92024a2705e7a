import Foundation
import Inquiry
import ScenarioSimulation
import Scenarios
import Sites
import Testing

@testable import CaseFilesYAML

@Suite("Orders that scenarios must keep")
struct ScenarioOrderTests {
    private static let head = """
        elicited_from: an engineer
        carriers: [{id: car, text: car, load: 60}]
        needs:
          - id: furnace
            text: furnace
            purpose: operation
            fuel: residual_fuel_oil
            heating: {flow: 100, from: 20, to: [300, 360, 380], density: 0.86, efficiency: 0.8}
        plant:
          text: plant
          stream_days: 330
          leading_unit: cdu
          utilisation: 1
          units: [{id: cdu, text: distillation, capacity: 1000}]
          feeds:
            - id: crude
              text: crude
              distillation:
                - {id: light, text: light, to: 200, recovered: 21, density: 0.745}
                - {id: middle, text: middle, to: 350, recovered: 60, density: 0.84}
                - {id: rest, text: rest, density: 0.92}
        instruments:
          - id: cap
            text: cap
            group: oil
            arms: [{id: mass, cap: {value: 5, unit: kt}}]
            period: {every: calendar year, from: 2018-01-01}
            notices: [{at: 0.75, text: told}, {at: 0.95, text: stop}]
        scenarios:
          - {id: base, text: base}

        """

    private static func mistakes(_ scenarios: String, _ hypotheses: String = "") throws -> [Mistake] {
        let bench = try CaseBench([
            "case.yaml": CaseBench.caseYAML + hypotheses + "scenarios: scenarios.yaml\n",
            "scenarios.yaml": head + scenarios,
        ])
        return bench.check()
    }

    private static let line = head.components(separatedBy: "\n").count

    @Test(
        arguments: [
            (
                "  - {id: odd, text: odd, set: {plant.feeds.crude.middle.recovered: 15}}\n",
                "in the scenario 'odd' 'plant.feeds.crude.middle.recovered' is 15 %, below the 21 %"
            ),
            (
                "  - {id: odd, text: odd, set: {needs.furnace.heating.from: 390}}\n",
                "in the scenario 'odd' what 'furnace' warms ends at 380 °C, below its beginning at 390 °C"
            ),
            (
                "  - {id: odd, text: odd, set: {instruments.cap.notices.1: 0.97}}\n",
                "in the scenario 'odd' a notice of 'cap' is at 0.95, not above the one before it"
            ),
        ])
    func `what a scenario makes impossible is a mistake, told where the change stands`(
        _ scenario: String, _ fragment: String
    ) throws {
        let told = try Self.mistakes(scenario)
        #expect(told.count == 1 && told.first?.severity == .error, "\(told)")
        #expect(told.first?.problem.contains(fragment) == true, "\(told)")
        #expect(told.first?.file == "scenarios.yaml" && told.first?.position?.line == Self.line)
        let column = try #require(
            scenario.range(of: "{plant")?.lowerBound ?? scenario.range(of: "{needs")?.lowerBound
                ?? scenario.range(of: "{instr")?.lowerBound)
        #expect(told.first?.position?.column == scenario.distance(from: scenario.startIndex, to: column) + 2)
    }

    @Test func `a change that comes from another scenario is told there`() throws {
        let told = try Self.mistakes(
            "  - {id: first, text: first, set: {needs.furnace.heating.from: 390}}\n  - {id: next, text: next, based_on: first}\n"
        )
        #expect(told.map(\.position?.line) == [Self.line, Self.line] && told.allSatisfy { $0.severity == .error })
    }

    @Test func `a number far from all that is stated is doubtful, one beside it is not`() throws {
        let far = try Self.mistakes("  - {id: odd, text: odd, set: {needs.furnace.heating.to: [400, 410, 420]}}\n")
        #expect(far.count == 1 && far.first?.severity == .warning && far.first?.position?.line == Self.line)
        #expect(far.first?.problem.contains("wholly outside of the 300 to 380 degC") == true, "\(far)")
        #expect(try Self.mistakes("  - {id: a, text: a, set: {needs.furnace.heating.to: [370, 390, 420]}}\n").isEmpty)
        // A number without a range may be changed to any other.
        #expect(try Self.mistakes("  - {id: a, text: a, set: {carriers.car.load: 66}}\n").isEmpty)
        let factor = try Self.mistakes("  - {id: a, text: a, multiply: {needs.furnace.heating.to: 0.5}}\n")
        #expect(factor.count == 1 && factor.first?.severity == .warning, "\(factor)")
    }

    private static let hypotheses = """
        hypotheses:
          - id: H1
            text: open
            prior: 0.5
            parts: [{id: H1a, text: by rail, prior: 0.5}, {id: H1b, text: by sea, prior: 0.5}]
          - {id: H2, text: shut, prior: 0.5}

        """

    @Test(arguments: [("[H1a]", "[H1a, H2]", "H1a"), ("[H1]", "[H1b]", "H1b"), ("[H1b]", "[H1]", "H1")])
    func `scenarios that share a hypothesis or a part of it are doubtful`(
        _ first: String, _ second: String, _ name: String
    ) throws {
        let told = try Self.mistakes(
            "  - {id: a, text: a, hypotheses: \(first)}\n  - {id: b, text: b, hypotheses: \(second)}\n", Self.hypotheses
        )
        #expect(told.count == 1 && told.first?.severity == .warning, "\(told)")
        #expect(told.first?.position?.line == Self.line + 1)
        #expect(told.first?.problem == "the scenarios 'a' and 'b' both come about under '\(name)'", "\(told)")
    }

    @Test func `scenarios of hypotheses that exclude each other are in order`() throws {
        #expect(
            try Self.mistakes(
                "  - {id: a, text: a, hypotheses: [H1a, H2]}\n  - {id: b, text: b, hypotheses: H1b}\n", Self.hypotheses
            ).isEmpty)
    }

    @Test func `what looks counted is named by zone, class and period, and never beside a number`() throws {
        func read(_ seen: String) throws -> (model: ScenarioModel?, mistakes: [Mistake]) {
            let bench = try CaseBench([
                "case.yaml": CaseBench.caseYAML + "scenarios: scenarios.yaml\n",
                "scenarios.yaml": "seen: [\(seen)]\n" + Self.head,
            ])
            return withExtendedLifetime(bench) { (try? bench.read().scenarios, bench.check()) }
        }
        let zone = try #require(try CaseBench(["case.yaml": CaseBench.caseYAML]).read().site.zones.first?.id)
        let found = try #require(
            try read("{carrier: car, zone: \(zone), class: tank-car, period: 2025-01/2025-02, days: 30}").model)
        #expect(
            found.sightings.map(\.number) == [
                .counted(
                    CarrierCount(zone: zone, className: "tank-car", firstDay: 20_089, lastDay: 20_147))
            ])
        #expect(found.sightings.first?.days == 30)
        // A class that is not told has the carrier's name.
        #expect(
            try read("{carrier: car, zone: \(zone)}").model?.sightings.map(\.number) == [
                .counted(CarrierCount(zone: zone, className: "car"))
            ])
        #expect(try read("{carrier: car, count: 5}").model?.sightings.map(\.number) == [.stated(5)])
        for (text, fragment) in [
            ("{carrier: car, count: 5, zone: \(zone)}", "has 'count' and 'zone'"),
            ("{carrier: car, count: 5, period: 2025}", "has 'count' and 'period'"),
            ("{carrier: car, class: car}", "has no 'count'"), ("{carrier: car, zone: nowhere}", "nowhere"),
            ("{carrier: car, zone: \(zone), period: 2025-13}", "2025-13"),
        ] {
            let told = try read(text).mistakes
            #expect(told.count == 1 && told.first?.position?.line == 1, "\(told)")
            #expect(told.first?.problem.contains(fragment) == true, "\(told)")
        }
    }
}
