import Findings
import ScenarioSimulation
import Scenarios
import Testing

@Suite("Reference classes")
struct ReferenceClassTests {
    /// Months from the beginning of restarts of idle refineries to their first run, and of three that never ran.
    private static let restarts = ReferenceClass(
        text: "restarts of idle refineries",
        members: [(2.5, true), (5.1, true), (9.5, true), (20.4, true), (21.8, true), (27, true), (43.7, true)].map {
            .init(text: "restart", duration: $0.0, isFinished: $0.1)
        } + [60, 75, 140].map { .init(text: "never", duration: $0, isFinished: false) },
        history: .init(attempts: 4, successes: 0, years: 30))

    @Test func `ten restarts give the published values`() throws {
        let view = try ReferenceClassEstimate(Self.restarts, timeUnit: "month").view
        #expect(view.steps.map(\.time) == [2.5, 5.1, 9.5, 20.4, 21.8, 27, 43.7])
        for (step, share) in zip(view.steps, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3]) {
            #expect(abs(step.unfinished - share) < 1e-12)
        }
        #expect(view.median == 21.8)
        let weibull = try #require(view.weibull)
        #expect(abs(weibull.shape - 0.728) < 0.0005)
        #expect(abs(weibull.scale - 58.2) < 0.05)
        #expect(abs(weibull.p10 - 2.6) < 0.05 && abs(weibull.p50 - 35) < 0.5 && abs(weibull.p90 - 183) < 0.5)
        #expect(view.carriedThrough.finished == 7 && view.carriedThrough.all == 10)
        // Beta(7.5, 3.5) and Beta(0.5, 4.5) by scipy 1.17.
        #expect(abs(view.carriedThrough.mean - 7.5 / 11) < 1e-12)
        #expect(abs(view.carriedThrough.low - 0.39418) < 1e-5 && abs(view.carriedThrough.high - 0.90731) < 1e-5)
        let history = try #require(view.history)
        #expect(abs(history.yearlyRate - 0.017) < 0.0005)
        #expect(abs(history.yearlyUpper - 0.064) < 0.0005)
        #expect(history.ruleOfThree.map { abs($0 - 0.1) < 1e-12 } == true)
        #expect(history.share?.low == 0)
        #expect(history.share.map { abs($0.high - 0.44476) < 1e-5 } == true)
        #expect(view.inputs.count == 10)
    }

    @Test func `both views stand side by side`() throws {
        let finding = try ScheduleSimulator(RestartNetwork.model()).finding(nil, detail: .spreads)
        let views = try ReferenceClassEstimate(Self.restarts, timeUnit: "month").beside(finding)
        #expect(views.inside.map(\.id) == ["schedule.first-oil", "schedule.stable"])
        #expect(views.comparisons.count == 6)
        // 33 months: six of ten had ended by 27, the seventh at 43.7.
        #expect(abs(views.comparisons[1].classShare - 0.6) < 1e-12)
        #expect(views.comparisons[1].weibullShare.map { abs($0 - 0.484) < 0.01 } == true)
    }

    @Test func `classes that cannot be are told`() {
        func flaws(_ change: (inout ReferenceClass) -> Void) -> [ScenarioFlaw] {
            var reference = Self.restarts
            change(&reference)
            return ReferenceClassEstimate.flaws(reference)
        }
        #expect(flaws { _ in }.isEmpty)
        #expect(flaws { $0.members = [] }.count == 1)
        #expect(flaws { $0.members[0].duration = 0 }.count == 1)
        #expect(flaws { $0.members[0].duration = .nan }.count == 1)
        #expect(flaws { $0.history?.successes = 5 }.count == 1)
        #expect(flaws { $0.history?.years = 0 }.count == 1)
        #expect(flaws { $0.history?.attempts = -1 }.count == 1)
    }

    @Test func `a class that never finished has no median and no Weibull`() throws {
        var reference = Self.restarts
        reference.members = reference.members.filter { !$0.isFinished }
        let view = try ReferenceClassEstimate(reference, timeUnit: "month").view
        #expect(view.median == nil && view.weibull == nil && view.steps.isEmpty)
        #expect(view.finished(by: 1000) == 0)
        #expect(view.remarks.contains { $0.contains("Weibull") })
    }
}
