import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

/// Reference values: UNSCR 2397 (2017); the notifications to the 1718 Committee; OSC and BBC on 43 calls of 2024; UN
/// Statistics Division for barrels in a tonne; worked in sections 2 and 9.4 of the dossier of the worked case.
@Suite("Caps on oil give the values of the dossier")
struct OilCapTests {
    private static func finding(_ instrument: String, _ day: String) throws -> InstrumentFinding {
        let model = try SanctionsCase.model(SanctionsCase.oil)
        let numbers = try ScenarioNumbers(model, scenario: nil)
        let findings = try SanctionsArithmetic(model, numbers: numbers, scenario: nil).findings()
        let span = try CalendarSpan(day)
        return try #require(findings.first { $0.instrument == instrument && $0.period.overlaps(span) })
    }

    private static func isClose(_ found: Outcome?, _ value: Double, _ margin: Double) -> Bool {
        found.map { abs($0.spread.p50 - value) <= margin } ?? false
    }

    @Test func `two million tonnes of crude are 3.66 times the barrel arm and 3.81 times the tonne arm, which binds`()
        throws
    {
        let finding = try Self.finding("crude", "2027-06-01")
        #expect(finding.period.text == "2026-12-22/2027-12-21")
        #expect(Self.isClose(finding.arms[0].uses[0].amount, 14.64, 0.005))
        #expect(Self.isClose(finding.arms[0].uses[0].ratio, 3.66, 0.005))
        #expect(Self.isClose(finding.arms[1].uses[0].ratio, 3.81, 0.005))
        #expect(finding.binding == [.init(arm: "barrels", share: 0), .init(arm: "tonnes", share: 1)])
        #expect(finding.arms[0].uses[0].amount.inputs == ["deliveries.restart.amount"])
        #expect(finding.arms[0].uses[0].amount.remarks.contains { $0.contains("UNSD: crude = 7.32 bbl/t") })
        #expect(finding.arms[0].uses[0].transparency == nil)
    }

    @Test func `half a million tonnes more are 4.76 times the tonne arm`() throws {
        let finding = try Self.finding("crude", "2028-06-01")
        #expect(Self.isClose(finding.arms[1].uses[0].ratio, 4.76, 0.005))
    }

    @Test func `where the tonne arm is used up the barrel arm is not reached`() throws {
        let finding = try Self.finding("crude", "2023-06-01")
        #expect(Self.isClose(finding.arms[0].uses[0].amount, 3.84, 0.005))
        #expect(Self.isClose(finding.arms[0].uses[0].ratio, 0.96, 0.005))
        #expect(Self.isClose(finding.arms[1].uses[0].ratio, 1, 1e-12))
        #expect(finding.binding.last == .init(arm: "tonnes", share: 1))
    }

    @Test func `products of 2024 are at least 2.3 times the cap`() throws {
        let arm = try Self.finding("refined", "2024-06-01").arms[0]
        #expect(Self.isClose(arm.reported, 168_679, 0.5))
        #expect(Self.isClose(arm.reportedRatio, 0.337, 0.0005))
        #expect(arm.uses.count == 1)
        let use = arm.uses[0]
        #expect(use.bound == .atLeast)
        #expect(use.bound.sign == "≥ ")
        #expect(Self.isClose(use.amount, 1.15e6, 0.005e6))
        #expect(Self.isClose(use.ratio, 2.3, 0.05))
        #expect(Self.isClose(use.effectiveness, 0.84, 0.005))
        // 168 679 of 1.15 million; of the unrounded 1.1534 million it is 0.1462.
        #expect(Self.isClose(use.transparency, 0.147, 0.001))
        #expect(use.bound.turned.sign == "≤ ")
        #expect(use.ratio?.remarks == ["it is a lower bound"])
    }

    @Test func `the notified total of early 2025 is 3.98 per cent of the cap`() throws {
        let arm = try Self.finding("refined", "2025-01-05").arms[0]
        #expect(Self.isClose(arm.reportedRatio, 0.0398, 0.00005))
        #expect(Self.isClose(arm.uses[0].transparency, 1, 1e-12))
        #expect(Self.isClose(arm.uses[0].effectiveness, 1, 1e-12))
    }

    @Test func `a factor that a notification implies is a table of the case`() throws {
        let arm = try Self.finding("refined", "2021-08-05").arms[0]
        #expect(Self.isClose(arm.reported, 11_745, 1))
        #expect(arm.uses[0].amount.remarks.contains { $0.contains("china-2021: mix = 8.33 bbl/t") })
    }

    @Test func `what is made at home is 29 times the cap but no breach`() throws {
        let finding = try Self.finding("refined", "2025-01-05")
        let home = try #require(finding.home.first)
        #expect(Self.isClose(home.equivalent, 29, 0.2))
        #expect(Self.isClose(home.importsNeeded, 0, 0))
        #expect(Self.isClose(home.importsReplaced, 4.5e6, 1e-6))
        #expect(finding.arms[0].uses[0].excess.spread.mean == 0)
        #expect(home.made.inputs == ["instruments.refined.home.slate"])
    }

    @Test func `what the plant makes lowers the imports needed`() throws {
        let old = "{id: slate, amount: {value: 14.55, unit: million-bbl/y}}"
        let text = SanctionsCase.oil.replacing(old, with: "{id: diesel, product: gas_diesel}")
        let model = try SanctionsCase.model(text)
        let numbers = try ScenarioNumbers(model, scenario: nil)
        // 500 kt of diesel are 3.615 million barrels; of 4.5 million 885 000 remain.
        let plant = ["gas_diesel": Drawn([500_000], inputs: ["plant.gas_diesel"])]
        let finding = try #require(
            try SanctionsArithmetic(model, numbers: numbers, scenario: nil, plant: plant).findings().first)
        #expect(Self.isClose(finding.home.first?.importsNeeded, 885_000, 1))
        #expect(Self.isClose(finding.home.first?.importsReplaced, 3_615_000, 1))
        #expect(
            finding.home.first?.importsNeeded?.inputs == ["instruments.refined.arms.volume.demand", "plant.gas_diesel"])
        #expect(throws: ScenarioFlaw.self) {
            try SanctionsArithmetic(model, numbers: numbers, scenario: nil).findings()
        }
    }

    @Test func `the cap of 2024 is passed in the spring at the pace of deliveries`() throws {
        let notices = try Self.finding("refined", "2024-06-01").notices
        // China: 153 400 bbl over the 335 days to 30 November; calls: a million over the 244 days from day 66.
        // Reached 375 000 bbl when 457.91 d + 4098.36 (d − 66) = 375 000, d = 141.7: 142 days are over on 21 May.
        #expect(notices.map(\.passed) == [1, 1, 1])
        #expect(notices[0].date == "2024-05-21")
        #expect(abs((notices[0].day?.spread.p50 ?? 0) - 141.68) < 0.02)
        let later = try Self.finding("refined", "2025-01-05").notices
        #expect(later.allSatisfy { $0.passedAtPace == 0 && $0.day == nil })
    }

    @Test func `a scenario without the restart imports no crude for it, and the difference is all of it`() throws {
        var model = try SanctionsCase.model(SanctionsCase.oil)
        let none = Scenario(id: "none", text: "none", factors: [.init(input: "deliveries.restart.amount", factor: 0)])
        model.scenarios = [none]
        let numbers = try ScenarioNumbers(model, scenario: none)
        let findings = try SanctionsArithmetic(model, numbers: numbers, scenario: "none").findings()
        let crude = try #require(findings.first { $0.period.text == "2026-12-22/2027-12-21" })
        #expect(crude.arms[1].uses[0].amount.spread.p50 == 0)
        #expect(crude.arms[1].uses[0].amount.scenario == "none")
        #expect(crude.binding.isEmpty)
        // Held against the scenario with the restart: two million tonnes more.
        let before = Dictionary(findings.flatMap(\.outcomes).map { ($0.id, $0) }) { first, _ in first }
        let stated = try ScenarioNumbers(model, scenario: nil)
        let outcomes = try SanctionsArithmetic(model, numbers: stated, scenario: nil).findings().flatMap(\.outcomes)
        let differences = outcomes.compactMap { outcome in before[outcome.id].flatMap { outcome.difference(from: $0) } }
        let id = "sanctions.crude.2026-12-22.tonnes.amount.more"
        #expect(abs((differences.first { $0.id == id }?.spread.p50 ?? 0) - 2000) < 1e-9)
        #expect(differences.allSatisfy { $0.id.hasPrefix("sanctions.crude.2026-12-22") })
    }

    @Test func `effectiveness is undefined where no more is wanted than the cap`() throws {
        let text = SanctionsCase.oil.replacing("value: 4.5, unit: million-bbl,", with: "value: 0.4, unit: million-bbl,")
        let model = try SanctionsCase.model(text)
        let numbers = try ScenarioNumbers(model, scenario: nil)
        let use = try SanctionsArithmetic(model, numbers: numbers, scenario: nil).findings()[0].arms[0].uses[0]
        #expect(use.effectiveness == nil)
        #expect(use.amount.remarks.contains("effectiveness is undefined: the demand is no more than the cap"))
    }

    @Test func `a million barrels in 43 calls are 23 256 a call`() throws {
        let model = try SanctionsCase.model(
            """
            instruments:
              - id: refined
                text: a cap
                arms: [{id: volume, cap: {value: 500000, unit: bbl}}]
                period: {every: calendar year, from: 2018-01-01}
            deliveries:
              - id: calls
                text: calls
                against: refined
                date: 2024-03-07/2024-11-05
                standing: estimated
                calls: 43
                capacity: {value: 23256, unit: bbl}
                laden: {range: [0.5, 0.9, 1]}
              - id: one
                text: one call in tonnes
                against: refined
                product: gas_diesel
                date: 2023-05
                standing: estimated
                calls: 1
                capacity: {uniform: [2700, 3200], unit: t}
                laden: 1
            """)
        let numbers = try ScenarioNumbers(model, scenario: nil)
        let findings = try SanctionsArithmetic(model, numbers: numbers, scenario: nil).findings()
        let use = findings[1].arms[0].uses[0]
        #expect(
            use.amount.inputs == ["deliveries.calls.calls", "deliveries.calls.capacity", "deliveries.calls.laden"])
        // The mean of a beta-PERT is (least + 4 × most likely + greatest) ÷ 6 = 0.85.
        #expect(abs(use.amount.spread.mean - 850_000) < 3000)
        // 2.7 to 3.2 kt of products hold a million barrels ÷ 43.
        let one = findings[0].arms[0].uses[0].amount.spread
        #expect(one.percentile(1) < 1e6 / 43 && one.percentile(99) > 1e6 / 43 * 0.98)
    }
}
