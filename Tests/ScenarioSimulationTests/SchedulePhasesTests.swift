import Findings
import ScenarioSimulation
import Scenarios
import Testing

/// When phases begin and end, worked out by hand.
@Suite("Begins and ends of phases")
struct SchedulePhasesTests {
    typealias ByHand = ScheduleByHandTests

    @Test func `fixed durations give exact begins and ends`() throws {
        // a: 0…4. b after half of a: 2…12. c 3 after a: 7…8. d after b and c, as long as a: 12…16.
        let lag = RestartNetwork.input("lag", UncertainNumber(3))
        let model = ByHand.model(
            [
                ByHand.phase("a", UncertainNumber(4)),
                ByHand.phase("b", UncertainNumber(10), [.init(phase: "a", fraction: 0.5)]),
                ByHand.phase("c", UncertainNumber(1), [.init(phase: "a", lag: lag)]),
                Phase(id: "d", text: "d", after: [.init(phase: "b"), .init(phase: "c")], duration: .same("a")),
            ], ["d"])
        let found = try ScheduleSimulator(model).finding(nil, detail: .phases)
        #expect(found.phases.map(\.phase) == ["a", "b", "c", "d"])
        for (phase, times) in zip(found.phases, [(0.0, 4.0), (2, 12), (7, 8), (12, 16)]) {
            #expect(phase.begins == .init(p10: times.0, p50: times.0, p90: times.0))
            #expect(phase.ends == .init(p10: times.1, p50: times.1, p90: times.1))
            #expect(phase.needed == 1)
        }
        #expect(found.phaseSamples == 20_000)
        #expect(try ScheduleSimulator(model).finding(nil, detail: .spreads).phases.isEmpty)
    }

    @Test func `a phase that is seldom needed shows the draws that need it`() throws {
        let phases = [
            ByHand.phase("a", UncertainNumber(.choice, [1, 2, 3])),
            ByHand.phase("b", UncertainNumber(10), [.init(phase: "a")], probability: 0.25),
        ]
        let model = ByHand.model(phases, ["b"], samples: 100_000)
        let found = try ScheduleSimulator(model).finding(nil, detail: .phases)
        #expect(found.phaseSamples == ScheduleSimulator.samplesForPhases)
        let rework = try #require(found.phases.last)
        #expect(abs(rework.needed - 0.25) < 0.01)
        #expect(rework.begins == .init(p10: 1, p50: 2, p90: 3))
        #expect(rework.ends == .init(p10: 11, p50: 12, p90: 13))
        let never = ByHand.model(
            [phases[0], ByHand.phase("b", UncertainNumber(10), [.init(phase: "a")], probability: 0)], ["b"])
        let last = try #require(try ScheduleSimulator(never).finding(nil, detail: .phases).phases.last)
        #expect(last.needed == 0 && last.begins == nil && last.ends == nil)
    }

    @Test func `times of phases are the same for any number of threads and without what is left out`() throws {
        let model = RestartNetwork.model()
        let together = try ScheduleSimulator(model).finding(model.scenarios[2], detail: .phases)
        let alone = try ScheduleSimulator(model, isParallel: false).finding(model.scenarios[2], detail: .phases)
        #expect(together == alone)
        let without = Scenario(id: "less", text: "less", without: ["G"])
        var other = model
        other.scenarios.append(without)
        let less = try ScheduleSimulator(other).finding(without, detail: .phases)
        #expect(!less.phases.contains { $0.phase == "G" } && less.phases.count == together.phases.count - 1)
    }
}
