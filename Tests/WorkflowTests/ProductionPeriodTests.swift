import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Sites
import Testing

@testable import Workflow

/// A washery that makes 1000 t of coal in a year, once works of 12 to 24 months from New Year's Day 2025 are done: as a month is a twelfth
/// of 365 days, it begins to run on any day of 2026, each as likely as the others.
@Suite("What is made at home follows the schedule")
struct ProductionPeriodTests {
    private static func number(_ id: String, _ number: UncertainNumber, _ unit: String = "") -> ScenarioInput {
        ScenarioInput(id: id, text: id, number: number, unit: unit)
    }

    private static func model(months: [Double] = [12, 24], begins: String? = "2025-01-01") throws -> ScenarioModel {
        let duration = try #require(UncertainNumber(.uniform, months))
        let yield = number("yield", UncertainNumber(100), "%")
        let cap = number("cap", UncertainNumber(500), "t")
        let demand = number("demand", UncertainNumber(1200), "t")
        let count = ArmCount(instrument: "imports", arm: "mass", factor: 1)
        var model = ScenarioModel(
            settings: ScenarioSettings(samples: 40_000),
            scenarios: [Scenario(id: "own", text: "own")],
            schedule: PhaseNetwork(
                begins: try begins.map { try CalendarSpan($0) },
                correlation: number("correlation", UncertainNumber(0)),
                phases: [Phase(id: "works", text: "works", duration: .own(number("works", duration, "month")))],
                milestones: [Milestone(id: "runs", text: "washery runs", after: ["works"])]),
            plant: Plant(
                text: "washery", streamDays: number("days", UncertainNumber(300), "d"), leadingUnit: "jigs",
                utilisation: number("use", UncertainNumber(0.5)), table: "UNSD",
                units: [
                    PlantUnit(id: "jigs", text: "jigs", capacity: number("capacity", UncertainNumber(2000), "t/y"))
                ],
                feeds: [Feed(id: "raw", text: "raw coal", cuts: [Cut(id: "coal", text: "coal", yield: .mass(yield))])],
                runsFrom: "runs"))
        model.instruments = [
            Instrument(
                id: "imports", text: "cap on imports", group: "coal",
                arms: [Instrument.Arm(id: "mass", cap: cap, demand: demand)],
                period: try #require(CapPeriod(firstDay: try CalendarSpan("2024-01-01").firstDay)),
                homeProducts: [
                    Instrument.HomeProduct(id: "coal", product: "coal", amount: nil, counts: [count])
                ])
        ]
        return model
    }

    private static func study(_ model: ScenarioModel) throws -> ScenarioFinding {
        let subject = Case(id: "c", title: "c", question: "?", site: DrawnPlace.site, models: [])
        return try #require(
            try ScenarioWork(of: subject, model: model, units: UnitTables()).study(detail: .spreads).scenarios.first)
    }

    @Test func `a period counts the share of its days after the begin, draw by draw`() throws {
        let finding = try Self.study(Self.model())
        let made = finding.outcomes.filter { $0.id.hasSuffix(".mass.home") }
        #expect(made.map(\.id) == [2024, 2026, 2027].map { "sanctions.imports.\($0).mass.home" })
        #expect(made[0].spread == Spread(certain: 0) && made[2].spread.p50 == 1000 && made[2].spread.deviation < 1e-9)
        #expect(made[0].text.contains("nothing: the plant does not run by then"))
        #expect(made[0].remarks.contains { $0.contains("before the earliest draw of 'runs', 2026-01-01") })
        // Of a begin that is as likely on any day of a year a uniform share is left.
        for (percent, tonnes) in [(10, 100.0), (50, 500), (90, 900)] {
            #expect(abs(made[1].spread.percentile(percent) - tonnes) < 12)
        }
        #expect(abs(made[1].spread.mean - 500) < 5)
        #expect(Set(made[1].inputs).isSuperset(of: ["capacity", "use", "yield", "works"]))
        let needed = try #require(finding.outcomes.first { $0.id == "sanctions.imports.2026.mass.home.imports-needed" })
        #expect(abs(needed.spread.mean - 700) < 5)
    }

    @Test func `the share of draws in which nothing is made is told`() throws {
        // 12 to 36 months: half of the begins lie in 2026, half in 2027.
        let finding = try Self.study(Self.model(months: [12, 36]))
        let year = try #require(finding.outcomes.first { $0.id == "sanctions.imports.2026.mass.home" })
        #expect(abs(year.spread.mean - 250) < 5 && year.spread.percentile(45) == 0)
        let said = finding.capSentences.filter { $0.contains("2026: in ") }
        #expect(said.count == 1 && said[0].contains("50 % of the draws the plant makes nothing in it"), "\(said)")
        #expect(finding.capSentences.contains { $0.contains("2024: the plant makes nothing in it") })
    }

    @Test func `a begin that is known by the month is drawn within it, with and without progress`() throws {
        // 14 months are 425.83 days: from any day of January 2025 that is 2026-03-02 to 2026-04-02.
        var model = try Self.model(months: [14, 14], begins: "2025-01")
        func spread() throws -> Spread {
            let start = try #require(try ScheduleSimulator(model).productionStart(nil))
            return try #require(start.days.spread)
        }
        let first = Double(try CalendarSpan("2025-01-01").firstDay) + 14 * 365 / 12
        let plain = try spread()
        #expect(abs(plain.p50 - first - 15.5) < 0.4 && abs(plain.p90 - first - 27.9) < 0.4)
        model.schedule?.progress = [PhaseProgress(phase: "works", notEndedOn: try CalendarSpan("2025-02-01"))]
        let observed = try spread()
        #expect(abs(observed.p50 - first - 15.5) < 0.4 && abs(observed.p90 - first - 27.9) < 0.4)
    }

    @Test func `without a begin a full year is counted and no period is named`() throws {
        for model in [try Self.model(begins: nil), try Self.withoutMilestone()] {
            let finding = try Self.study(model)
            let made = finding.outcomes.filter { $0.id.contains(".home") }
            #expect(made.map(\.id).first == "sanctions.imports.full-year.mass.home")
            #expect(made.first?.spread == Spread(certain: 1000))
            for outcome in made {
                #expect(
                    outcome.text.contains("a full year at that rate, whenever it starts")
                        && !outcome.text.contains("20"))
                #expect(outcome.formula.contains("capacity of jigs × use of it"))
                #expect(outcome.formula.contains("share of the cut 'coal' (yield of the cut ÷ sum of all yields"))
            }
        }
    }

    private static func withoutMilestone() throws -> ScenarioModel {
        var model = try model()
        model.plant?.runsFrom = nil
        return model
    }
}
