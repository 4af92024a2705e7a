import Findings
import ScenarioSimulation
import Scenarios
import Testing

@Suite("Schedules that cannot be")
struct ScheduleFlawTests {
    private static func flaws(_ change: (inout PhaseNetwork) -> Void) -> [ScenarioFlaw] {
        var network = RestartNetwork.network
        change(&network)
        return network.flaws
    }

    private static func expect(_ part: String, _ change: (inout PhaseNetwork) -> Void) {
        let found = flaws(change)
        #expect(found.contains { $0.description.contains(part) }, "\(part): \(found)")
    }

    @Test func `a good network has no flaw`() { #expect(RestartNetwork.network.flaws.isEmpty) }

    @Test func `each kind of nonsense is told`() {
        Self.expect("wait for each other in a circle") { $0.phases[0].after = [.init(phase: "K")] }
        Self.expect("the phases 'A' wait") { $0.phases[0].after = [.init(phase: "A")] }
        Self.expect("'A' names the phase 'Z', which does not exist") { $0.phases[0].after = [.init(phase: "Z")] }
        Self.expect("milestone 'stable' names the phase 'Z'") { $0.milestones[1].after = ["Z"] }
        Self.expect("waits for no phase") { $0.milestones[1].after = [] }
        Self.expect("support 'parts' names") { $0.supports[0].phases = ["Z"] }
        Self.expect("waits for 1.5 of 'A'") { $0.phases[2].after = [.init(phase: "A", fraction: 1.5)] }
        Self.expect("waits for nan of 'A'") { $0.phases[2].after = [.init(phase: "A", fraction: .nan)] }
        Self.expect("itself") { $0.phases[13].duration = .same("F2") }
        Self.expect("itself") {
            $0.phases[0].duration = .same("B")
            $0.phases[1].duration = .same("A")
        }
        Self.expect("lasts as long as 'Z'") { $0.phases[0].duration = .same("Z") }
        Self.expect("'K'.probability' can be 1.2") { $0.phases[11].probability?.number = UncertainNumber(1.2) }
        Self.expect("'A.duration' can be -1.0") {
            $0.phases[0].duration = .own(RestartNetwork.input("A.duration", UncertainNumber(.uniform, [-1, 3])))
        }
        Self.expect("can be inf") {
            $0.phases[0].duration = .own(RestartNetwork.input("A.duration", UncertainNumber(.infinity)))
        }
        Self.expect("can be nan") { $0.correlation.number = UncertainNumber(.nan) }
        Self.expect("two phases are called 'A'") { $0.phases[1].id = "A" }
        Self.expect("has no phases") { $0.phases = [] }
        Self.expect("has no milestones") { $0.milestones = [] }
        Self.expect("unit of time is 'fortnight'") { $0.timeUnit = "fortnight" }
        Self.expect("has 501 phases") { network in
            network.phases = (0..<501).map { ScheduleByHandTests.phase("\($0)", UncertainNumber(1)) }
        }
    }

    @Test func `scenarios that make nonsense are told`() throws {
        let bad = [
            Scenario(id: "stray", text: "stray", without: ["Z"]),
            Scenario(id: "likely", text: "likely", factors: [.init(input: "K'.probability", factor: 3)]),
            Scenario(id: "long", text: "long", factors: [.init(input: "A.duration", factor: 1e9)]),
        ]
        var model = RestartNetwork.model(samples: 10)
        model.scenarios = bad
        let simulator = try ScheduleSimulator(model)
        for scenario in bad {
            #expect(throws: ScenarioFlaw.self, "\(scenario.id)") { try simulator.finding(scenario) }
        }
    }

    @Test func `leaving out every other phase of a wide net stays quick`() throws {
        // Each phase waits for all of the row before: leaving rows out must not multiply waits.
        let rows = (0..<20).map { row in (0..<20).map { "\(row).\($0)" } }
        let phases = rows.enumerated().flatMap { row, ids in
            ids.map { id in
                ScheduleByHandTests.phase(
                    id, UncertainNumber(1), row == 0 ? [] : rows[row - 1].map { Predecessor(phase: $0) })
            }
        }
        let scenario = Scenario(id: "few", text: "few", without: rows[1..<19].flatMap { $0 })
        let model = ScheduleByHandTests.model(phases, ["19.0"], samples: 100, scenarios: [scenario])
        #expect(try ScheduleByHandTests.end(model, scenario).outcome.spread.p50 == 2)
    }
}
