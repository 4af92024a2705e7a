import Findings
import Foundation
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

/// Ranges against numpy with draws of its own: `Fixtures/make-sanctions-ranges.py`.
@Suite("Ranges of caps and consequences agree with numpy")
struct SanctionsRangeTests {
    private static let text = """
        instruments:
          - id: rule
            text: a cap
            arms: [{id: volume, cap: {value: 500000, unit: bbl}, demand: {range: [3, 4.5, 6], unit: million-bbl}}]
            period: {every: calendar year, from: 2018-01-01}
            notices: [{at: 0.75, text: told}, {at: 0.9, text: told}, {at: 0.95, text: stop}]
        deliveries:
          - {id: told, text: reports, against: rule, date: 2024, standing: reported, amount: {value: 60000, unit: bbl}}
          - id: seen
            text: calls
            against: rule
            product: gas_diesel
            date: 2024-03/2024-11
            standing: estimated
            calls: [38, 43, 50]
            capacity: {range: [1000, 3000, 9000], unit: t}
            laden: {uniform: [0.5, 1]}
        consumers:
          - id: group
            text: aircraft
            share: [0.3, 0.5, 0.9]
            elasticity: {uniform: [0.5, 1]}
            cap: {uniform: [2, 3]}
            supply: [{product: kerosene, amount: {range: [5, 20, 214], unit: kt/y}}]
            users:
              - id: fighters
                text: fighters
                number: 600
                active: [0.5, 0.8, 1]
                activity: [15, 20, 25]
                per: h
                consumption: {uniform: [1.6, 3.0]}
                product: kerosene
        """

    private static func fixture() throws -> [String: Any] {
        let url = try #require(Bundle.module.url(forResource: "Fixtures/sanctions-ranges", withExtension: "json"))
        return try #require(JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
    }

    private static func expect(_ outcome: Outcome?, _ key: String, _ fixture: [String: Any]) throws {
        let wanted = try #require(fixture[key] as? [String: Double])
        let found = try #require(outcome?.spread)
        for (name, value) in [("p10", found.p10), ("p50", found.p50), ("p90", found.p90), ("mean", found.mean)] {
            let expected = try #require(wanted[name])
            // A percentile of 40 000 draws is known to a hundredth or better here.
            #expect(abs(value - expected) < 0.015 * expected, "\(key) \(name): \(value), numpy \(expected)")
        }
    }

    @Test func `ranges agree`() throws {
        var model = try SanctionsCase.model(Self.text)
        model.settings.samples = 40_000
        let numbers = try ScenarioNumbers(model, scenario: nil)
        let fixture = try Self.fixture()
        let finding = try #require(
            try SanctionsArithmetic(model, numbers: numbers, scenario: nil).findings().first)
        let uses = finding.arms[0].uses
        #expect(uses.count == 2)
        try Self.expect(uses[0].ratio, "ratio.least", fixture)
        try Self.expect(uses[1].ratio, "ratio.greatest", fixture)
        try Self.expect(uses[0].effectiveness, "effectiveness", fixture)
        try Self.expect(uses[0].transparency, "transparency", fixture)
        let group = try #require(
            try ConsequenceArithmetic(model, numbers: numbers, scenario: nil).findings().first)
        try Self.expect(group.use, "use", fixture)
        try Self.expect(group.activityRatio, "activity-ratio", fixture)
        let binds = try #require(fixture["cap-binds"] as? Double)
        #expect(abs(group.capBinds - binds) < 0.005)
        let total = ConsequenceArithmetic(model, numbers: numbers, scenario: nil).total()
        try Self.expect(total, "use", fixture)
    }

    @Test func `the same seed gives the same bytes`() throws {
        func bytes() throws -> Data {
            let model = try SanctionsCase.model(Self.text)
            let numbers = try ScenarioNumbers(model, scenario: nil)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return try encoder.encode(SanctionsArithmetic(model, numbers: numbers, scenario: nil).findings())
                + encoder.encode(ConsequenceArithmetic(model, numbers: numbers, scenario: nil).findings())
        }
        #expect(try bytes() == bytes())
    }

    @Test func `every outcome names inputs of the model only`() throws {
        let model = try SanctionsCase.model(
            SanctionsCase.oil + "\n"
                + Self.text.suffix(from: Self.text.firstRange(of: "consumers:")?.lowerBound ?? Self.text.startIndex))
        let ids = Set(model.inputs.map(\.id))
        #expect(ids.count == model.inputs.count)
        let numbers = try ScenarioNumbers(model, scenario: nil)
        let outcomes =
            try SanctionsArithmetic(model, numbers: numbers, scenario: nil).findings().flatMap(\.outcomes)
            + ConsequenceArithmetic(model, numbers: numbers, scenario: nil).findings().flatMap(\.outcomes)
        #expect(Set(outcomes.map(\.id)).count == outcomes.count)
        for outcome in outcomes {
            #expect(ids.isSuperset(of: outcome.inputs), "\(outcome.id)")
            #expect(!outcome.formula.isEmpty && !outcome.text.isEmpty, "\(outcome.id)")
        }
    }

    @Test func `numbers that become too large are told with their inputs`() throws {
        for (old, new) in [
            ("cap: {value: 500000, unit: bbl}", "cap: {value: 1e-320, unit: bbl}"), ("number: 600", "number: 1e-320"),
        ] {
            let model = try SanctionsCase.model(Self.text.replacing(old, with: new))
            let numbers = try ScenarioNumbers(model, scenario: nil)
            #expect(throws: ScenarioFlaw.self, "\(new)") {
                _ = try SanctionsArithmetic(model, numbers: numbers, scenario: nil).findings()
                _ = try ConsequenceArithmetic(model, numbers: numbers, scenario: nil).findings()
            }
        }
    }
}
