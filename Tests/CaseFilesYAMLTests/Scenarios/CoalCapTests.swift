import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

/// UNSCR 2321 (2016), paragraph 26 (b): coal of USD 400 870 018 or 7 500 000 t a calendar year, whichever is lower,
/// from 1 January 2017; and UNSCR 2371 (2017), paragraph 8: none at all.
@Suite("Caps on something else than oil")
struct CoalCapTests {
    private static let coal = """
        instruments:
          - id: coal
            text: UNSCR 2321 (2016), paragraph 26 (b)
            group: coal
            arms:
              - {id: value, cap: {value: 400870018, unit: USD}}
              - {id: mass, cap: {value: 7.5, unit: Mt}}
            period: {every: calendar year, from: 2017-01-01, to: 2017-08-04}
          - id: ban
            text: UNSCR 2371 (2017), paragraph 8
            group: coal
            arms: [{id: mass, cap: {value: 0, unit: t}, demand: {value: 20, unit: Mt}}]
            period: {every: calendar year, from: 2017-08-05}
        deliveries:
          - id: first
            text: first half
            against: coal
            date: 2017-01/2017-06
            standing: reported
            amount: {value: 2.7, unit: Mt}
            also: {value: 220, unit: USD}
          - id: priced
            text: July
            against: [coal]
            date: 2017-07
            standing: estimated
            covers: none
            amount: {value: 1000, unit: kt}
            price: {uniform: [80, 120], unit: USD/t}
          - id: valueless
            text: of which nobody tells the value
            against: [coal]
            date: 2017-07-01/2017-08-30
            standing: estimated
            covers: none
            amount: {value: 610, unit: kt}
          - id: after
            text: shipped under the ban
            against: [ban]
            date: 2018-03-01
            standing: estimated
            amount: {value: 4, unit: Mt}
        """

    private static func findings() throws -> [InstrumentFinding] {
        let model = try SanctionsCase.model(
            coal.replacing("value: 220, unit: USD", with: "value: 220000000, unit: USD"))
        let numbers = try ScenarioNumbers(model, scenario: nil)
        return try SanctionsArithmetic(model, numbers: numbers, scenario: nil).findings()
    }

    @Test func `tonnes and value are held against each other, and the lower cap binds`() throws {
        let finding = try Self.findings()[0]
        let (value, mass) = (finding.arms[0].uses[0], finding.arms[1].uses[0])
        // 35 of 61 days of the one without a value lie before the instrument ends: 350 kt.
        #expect(abs(mass.amount.spread.p50 - 4.05) < 1e-9)
        #expect(abs((mass.ratio?.spread.p50 ?? 0) - 0.54) < 1e-9)
        #expect(mass.bound == .exact)
        // 220 million, and a million tonnes at 80 to 120 USD: 320 million of 400.87 million.
        #expect(abs(value.amount.spread.mean - 320e6) < 1e6)
        #expect(value.bound == .atLeast)
        #expect(value.amount.inputs.contains("deliveries.priced.price"))
        #expect(value.amount.remarks.contains { $0.contains("'valueless' has no amount in USD") })
        #expect(finding.binding == [.init(arm: "value", share: 1), .init(arm: "mass", share: 0)])
        #expect(finding.remarks.contains { $0.contains("35 of 61 days") })
        #expect(finding.remarks.contains { $0.contains("holds on 2017-01-01/2017-08-04 only") })
    }

    @Test func `a ban is a cap of nothing`() throws {
        let finding = try #require(Self.findings().last)
        #expect(finding.instrument == "ban" && finding.period.text == "2018")
        let use = finding.arms[0].uses[0]
        #expect(use.ratio == nil)
        #expect(use.excess.spread.p50 == 4e6)
        // 4 of the 20 Mt that would go out without it.
        #expect(abs((use.effectiveness?.spread.p50 ?? 0) - 0.8) < 1e-12)
        #expect(finding.binding == [.init(arm: "mass", share: 1)])
    }

    @Test func `counts and days of ships are units like others`() throws {
        let model = try SanctionsCase.model(
            """
            instruments:
              - id: arms
                text: an embargo on launchers
                arms: [{id: number, cap: 0}]
                period: {every: calendar year, from: 2006-10-14}
              - id: ships
                text: days at sea
                arms: [{id: days, cap: {value: 700, unit: d}}]
                period: {every: 6 months, from: 2020-01-31}
            deliveries:
              - {id: a, text: six, against: arms, date: 2024, standing: reported, amount: 6}
              - {id: b, text: ten weeks, against: ships, date: 2020-02-28/2020-09-13, standing: reported, amount: {value: 200, unit: d}}
            """)
        let numbers = try ScenarioNumbers(model, scenario: nil)
        let findings = try SanctionsArithmetic(model, numbers: numbers, scenario: nil).findings()
        #expect(findings[0].arms[0].uses[0].excess.spread.p50 == 6)
        // Half years from 31 January: to 30 July, and from 31 July. 154 of 199 days lie in the first.
        #expect(findings.dropFirst().map(\.period.text) == ["2020-01-31/2020-07-30", "2020-07-31/2021-01-30"])
        #expect(abs(findings[1].arms[0].reported.spread.p50 - 200.0 * 154 / 199) < 1e-9)
    }
}
