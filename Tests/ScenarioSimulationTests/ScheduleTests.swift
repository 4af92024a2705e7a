import Findings
import ScenarioSimulation
import Scenarios
import Testing

@Suite("Schedule of a restart")
struct ScheduleTests {
    /// Months that 10, 50 and 90 % of 200 000 draws by numpy's generator lie below, to 0.3.
    @Test(arguments: [
        ("none", [23.7, 33.0, 43.8], [26.7, 36.9, 48.7], 33.5, 7.7),
        ("partial", [19.6, 27.3, 36.3], [22.0, 30.5, 40.4], 27.7, 6.4),
        ("comprehensive", [13.6, 18.9, 25.2], [15.5, 21.5, 28.6], 19.2, 4.5),
    ])
    func `support shortens a restart as published`(
        scenario: String, first: [Double], stable: [Double], mean: Double, deviation: Double
    ) throws {
        let simulator = try ScheduleSimulator(RestartNetwork.model())
        let chosen = try #require(RestartNetwork.scenarios.first { $0.id == scenario })
        let finding = try simulator.finding(chosen, detail: .spreads)
        for (milestone, wanted) in zip(finding.milestones, [first, stable]) {
            let spread = milestone.outcome.spread
            for (found, wanted) in zip([spread.p10, spread.p50, spread.p90], wanted) {
                #expect(abs(found - wanted) < 0.3, "\(milestone.milestone): \(found) against \(wanted)")
            }
        }
        let spread = try #require(finding.milestones.first).outcome.spread
        #expect(abs(spread.mean - mean) < 0.15)
        #expect(abs(spread.deviation - deviation) < 0.15)
    }

    @Test func `without correlation the spread is too small`() throws {
        let model = RestartNetwork.model { $0.correlation.number = UncertainNumber(0) }
        let spread = try #require(
            try ScheduleSimulator(model).finding(nil, detail: .spreads).milestones.first
        ).outcome.spread
        for (found, wanted) in zip([spread.p10, spread.p50, spread.p90], [27.2, 33.6, 40.9]) {
            #expect(abs(found - wanted) < 0.3, "\(found) against \(wanted)")
        }
    }

    @Test func `one thread and many draw the same`() throws {
        let model = RestartNetwork.model(samples: 50_001)
        let many = try ScheduleSimulator(model).finding(RestartNetwork.scenarios[2])
        let one = try ScheduleSimulator(model, isParallel: false).finding(RestartNetwork.scenarios[2])
        #expect(many == one)
        #expect(many.samples == 50_001)
    }

    @Test func `another seed draws something else and much the same`() throws {
        var model = RestartNetwork.model(samples: 20_000)
        let first = try ScheduleSimulator(model).finding(nil, detail: .spreads)
        model.settings.seed = 4
        let second = try ScheduleSimulator(model).finding(nil, detail: .spreads)
        let (a, b) = (first.milestones[0].outcome.spread, second.milestones[0].outcome.spread)
        #expect(a != b)
        #expect(abs(a.p50 - b.p50) < 0.4)
    }
}
