import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

/// Networks small enough to be worked out by hand.
@Suite("Schedules worked out by hand")
struct ScheduleByHandTests {
    static func phase(
        _ id: String, _ number: UncertainNumber?, _ after: [Predecessor] = [], probability: Double? = nil
    ) -> Phase {
        Phase(
            id: id, text: id, after: after, duration: .own(RestartNetwork.input(id, number)),
            probability: probability.map { RestartNetwork.input("\(id)?", UncertainNumber($0)) })
    }

    static func model(
        _ phases: [Phase], _ milestone: [String], samples: Int = 20_000, progress: [PhaseProgress] = [],
        begins: CalendarSpan? = nil, correlation: Double = 0, scenarios: [Scenario] = []
    ) -> ScenarioModel {
        ScenarioModel(
            settings: ScenarioSettings(samples: samples, seed: 1), scenarios: scenarios,
            schedule: PhaseNetwork(
                timeUnit: "d", begins: begins,
                correlation: RestartNetwork.input("correlation", UncertainNumber(correlation)),
                phases: phases, milestones: [Milestone(id: "end", text: "end", after: milestone)], progress: progress))
    }

    static func end(_ model: ScenarioModel, _ scenario: Scenario? = nil) throws -> MilestoneFinding {
        try #require(try ScheduleSimulator(model).finding(scenario, detail: .phases).milestones.first)
    }

    @Test func `fixed durations, shares, lags and copies add up`() throws {
        // a: 0…4. b after half of a: 2…12. c 3 after a: 7…8. d after b and c, as long as a: 12…16.
        let lag = RestartNetwork.input("lag", UncertainNumber(3))
        let model = Self.model(
            [
                Phase(id: "d", text: "d", after: [.init(phase: "b"), .init(phase: "c")], duration: .same("a")),
                Self.phase("c", UncertainNumber(1), [.init(phase: "a", lag: lag)]),
                Self.phase("b", UncertainNumber(10), [.init(phase: "a", fraction: 0.5)]),
                Self.phase("a", UncertainNumber(4)),
            ], ["d", "c"])
        let found = try Self.end(model)
        #expect(found.outcome.spread == Spread(certain: 16))
        let shares = Dictionary(uniqueKeysWithValues: found.criticality.map { ($0.phase, $0.share) })
        #expect(shares == ["a": 1, "b": 1, "c": 0, "d": 1])
        #expect(found.criticality.map(\.phase) == ["a", "c", "b", "d"])
        #expect(Set(found.outcome.inputs) == ["a", "b", "c", "lag"])
    }

    @Test func `critical phases are those of an enumeration`() throws {
        let model = Self.model(
            [
                Self.phase("p", UncertainNumber(.choice, [1.5, 3, 5])),
                Self.phase("q", UncertainNumber(.choice, [1, 4])),
                Self.phase("r", UncertainNumber(2), [.init(phase: "p"), .init(phase: "q")]),
            ], ["r"], samples: 200_000)
        let found = try Self.end(model)
        let shares = found.criticality.map(\.share)
        // p is longer than q for (1.5, 1), (3, 1), (5, 1) and (5, 4).
        #expect(abs(shares[0] - 4 / 6.0) < 0.004)
        #expect(abs(shares[1] - 2 / 6.0) < 0.004)
        #expect(shares[2] == 1)
        // Ends: 3.5, 5, 7 with q = 1; 6, 6, 7 with q = 4.
        #expect(abs(found.outcome.spread.mean - (3.5 + 5 + 7 + 6 + 6 + 7) / 6) < 0.01)
        #expect(found.outcome.spread.percentile(10) == 3.5)
        #expect(found.outcome.spread.percentile(50) == 6)
        #expect(found.outcome.spread.percentile(99) == 7)
    }

    @Test func `rework takes time as often as it is likely`() throws {
        let model = Self.model(
            [
                Self.phase("a", UncertainNumber(1)),
                Self.phase("b", UncertainNumber(10), [.init(phase: "a")], probability: 0.3),
            ],
            ["b"], samples: 100_000)
        let found = try Self.end(model)
        #expect(abs(found.outcome.spread.mean - 4) < 0.06)
        #expect(found.outcome.spread.p50 == 1)
        #expect(found.outcome.spread.percentile(75) == 11)
        #expect(abs(found.criticality[1].share - 0.3) < 0.006)
        for (probability, end) in [(0.0, 1.0), (1, 11)] {
            let model = Self.model(
                [
                    Self.phase("a", UncertainNumber(1)),
                    Self.phase("b", UncertainNumber(10), [.init(phase: "a")], probability: probability),
                ], ["b"])
            #expect(try Self.end(model).outcome.spread == Spread(certain: end))
        }
    }

    @Test func `with full correlation quantiles add up`() throws {
        // Comonotone sums have the sum of the quantiles.
        let triangle = try #require(UncertainNumber(.triangular, [0, 2, 10]))
        let even = try #require(UncertainNumber(.uniform, [1, 4]))
        let model = Self.model(
            [Self.phase("a", triangle), Self.phase("b", even, [.init(phase: "a")])], ["b"], samples: 200_000,
            correlation: 1)
        let spread = try Self.end(model).outcome.spread
        for percent in [10, 50, 90] {
            let share = Double(percent) / 100
            let wanted = triangle.quantile(share) + even.quantile(share)
            #expect(abs(spread.percentile(percent) - wanted) < 0.04, "\(percent) %: \(spread.percentile(percent))")
        }
    }

    @Test func `correlation, probability and lag may be uncertain themselves`() throws {
        let even = try #require(UncertainNumber(.uniform, [0, 6]))
        var model = Self.model(
            [Self.phase("a", even), Self.phase("b", even, [.init(phase: "a")])], ["b"], samples: 200_000)
        model.schedule?.correlation.number = try #require(UncertainNumber(.uniform, [0, 1]))
        // Uniform numbers whose normal scores have correlation ρ have 6/π asin(ρ/2) themselves (Pearson 1907); over ρ of 0…1 its mean is
        // 12/π (π/12 + √¾ − 1) = 0.48825, and the variance of each is 3.
        let spread = try Self.end(model).outcome.spread
        #expect(abs(spread.deviation - (6 * 1.48825).squareRoot()) < 0.02)
        let lag = RestartNetwork.input("lag", UncertainNumber(.uniform, [0, 2]))
        var rework = Self.phase("b", UncertainNumber(10), [.init(phase: "a", lag: lag)], probability: 0.5)
        rework.probability?.number = try #require(UncertainNumber(.uniform, [0.2, 0.6]))
        let found = try ScheduleSimulator(
            Self.model([Self.phase("a", UncertainNumber(1)), rework], ["b"], samples: 100_000)
        ).finding(nil).milestones[0]
        // 1 + a lag of 1 on average + 10 in four of ten.
        #expect(abs(found.outcome.spread.mean - 6) < 0.05)
        let bars = Dictionary(uniqueKeysWithValues: found.tornado.map { ($0.input, $0) })
        #expect(Set(bars.keys) == ["lag", "need.b", "b?"])
        let probability = try #require(bars["b?"])
        #expect(abs(probability.low - 0.24) < 0.001 && abs(probability.high - 0.56) < 0.001)
        #expect(abs(probability.meanAtLow - 4.4) < 0.08 && abs(probability.meanAtHigh - 7.6) < 0.08)
        #expect(bars["lag"].map { abs($0.width - 1.6) < 0.01 } == true)
    }

    @Test func `one sample and no phases left are no trap`() throws {
        let scenario = Scenario(id: "nothing", text: "nothing", without: ["a"])
        let model = Self.model(
            [Self.phase("a", UncertainNumber(.pert, [1, 2, 3]))], ["a"], samples: 1, scenarios: [scenario])
        #expect(try Self.end(model).outcome.spread.deviation == 0)
        let left = try ScheduleSimulator(model).finding(scenario)
        #expect(left.milestones[0].outcome.spread == Spread(certain: 0))
        #expect(left.milestones[0].outcome.remarks.contains("no phase is left that it waits for"))
    }

    @Test func `a kind of support alone saves what it saves and costs what it costs`() throws {
        // a 10 → 5 and b 6 → 3, one after the other; c 8 beside them.
        var model = Self.model(
            [
                Self.phase("a", UncertainNumber(10)), Self.phase("b", UncertainNumber(6), [.init(phase: "a")]),
                Self.phase("c", UncertainNumber(14)),
            ], ["b", "c"])
        let scenario = Scenario(
            id: "help", text: "help", factors: [.init(input: "a", factor: 0.5), .init(input: "b", factor: 0.5)])
        model.scenarios = [scenario]
        model.schedule?.supports = [
            SupportKind(id: "crews", text: "crews", phases: ["a"]),
            SupportKind(id: "all", text: "all", phases: ["a", "b"]),
        ]
        let found = try ScheduleSimulator(model).finding(scenario).milestones[0].supports
        // None 16; crews alone max(11, 14); all but crews max(13, 14) = 14; everything 14.
        #expect(found.map(\.alone.p50) == [14, 14])
        #expect(found.map(\.saves.p50) == [2, 2])
        #expect(found.map(\.withoutIt.p50) == [14, 16])
        #expect(found.map(\.costs.p50) == [0, 2])
    }

    @Test func `shares of the variance of a sum are those of its parts`() throws {
        // Variances 1/12 · width², and a quarter of 10² for whether the last one, of fixed length, is needed at all.
        let model = Self.model(
            [
                Self.phase("a", UncertainNumber(.uniform, [0, 12])),
                Self.phase("b", UncertainNumber(.uniform, [0, 6]), [.init(phase: "a")]),
                Self.phase("c", UncertainNumber(5), [.init(phase: "b")], probability: 0.5),
            ], ["c"])
        let found = try ScheduleSimulator(model).finding(nil).milestones[0].sensitivities
        let whole = 12 + 3 + 6.25
        #expect(found.map(\.input) == ["a", "need.c", "b"])
        for (found, wanted) in zip(found, [12 / whole, 6.25 / whole, 3 / whole]) {
            #expect(abs(found.first - wanted) < 0.015, "\(found)")
            #expect(abs(found.total - wanted) < 0.015, "\(found)")
        }
    }

    @Test func `what durations have in common is an input of its own`() throws {
        // Of the sum of two normal scores with correlation ρ the common factor makes 4 ρ of 2 + 2 ρ; uniform durations are nearly so.
        let model = Self.model(
            [
                Self.phase("a", UncertainNumber(.uniform, [0, 6])),
                Self.phase("b", UncertainNumber(.uniform, [0, 6]), [.init(phase: "a")]),
            ], ["b"], correlation: 0.5)
        let found = try ScheduleSimulator(model).finding(nil).milestones[0].sensitivities
        let common = try #require(found.first { $0.input == "common" })
        #expect(abs(common.first - 2 / 3.0) < 0.03)
        #expect(found.first?.input == "common")
    }
}
