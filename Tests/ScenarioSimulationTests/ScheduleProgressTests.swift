import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

@Suite("Schedules that were seen to go on")
struct ScheduleProgressTests {
    private static func day(_ number: Int, _ last: Int? = nil) -> CalendarSpan {
        CalendarSpan(firstDay: 20_000 + number, lastDay: 20_000 + (last ?? number))
    }

    private static func chain(_ progress: [PhaseProgress], begins: CalendarSpan? = day(0)) -> ScenarioModel {
        ScheduleByHandTests.model(
            [
                ScheduleByHandTests.phase("a", UncertainNumber(.uniform, [2, 10])),
                ScheduleByHandTests.phase("b", UncertainNumber(5), [.init(phase: "a")]),
                ScheduleByHandTests.phase("c", UncertainNumber(1), [.init(phase: "b")], probability: 0.2),
            ], ["c"], progress: progress, begins: begins)
    }

    private static func spread(_ progress: [PhaseProgress]) throws -> Spread {
        try ScheduleByHandTests.end(chain(progress)).outcome.spread
    }

    @Test func `what was seen to begin and end is fixed`() throws {
        #expect(
            try Self.spread([PhaseProgress(phase: "b", began: Self.day(7), ended: Self.day(20))]).p50 == 20)
        #expect(try Self.spread([PhaseProgress(phase: "b", began: Self.day(7))]).p50 == 12)
        // Seen to run, it is needed.
        #expect(
            try Self.spread([PhaseProgress(phase: "c", began: Self.day(30), ended: Self.day(33))])
                == Spread(certain: 33))
    }

    @Test func `what was not seen to begin begins later`() throws {
        let spread = try Self.spread([PhaseProgress(phase: "b", notBegunOn: Self.day(8))])
        // a ends evenly between 2 and 10, and b begins on day 8 at the earliest; at 14.4 days (0.8 · 7.4 + 0.2 · 6.4) / 8 of the draws end.
        #expect(spread.percentile(50) == 13)
        #expect(abs(spread.percentile(90) - 14.4) < 0.1)
    }

    @Test func `a duration longer than any stated one ends at once and is told`() throws {
        let model = Self.chain([PhaseProgress(phase: "a", began: Self.day(0), notEndedOn: Self.day(14))])
        let outcome = try ScheduleByHandTests.end(model).outcome
        #expect(outcome.spread.p50 == 19)
        #expect(outcome.remarks.contains { $0.contains("'a' was seen to last longer") })
    }

    @Test func `an even duration that has passed half is even over the rest`() throws {
        let alone = ScheduleByHandTests.model(
            [ScheduleByHandTests.phase("a", UncertainNumber(.uniform, [2, 10]))], ["a"],
            progress: [PhaseProgress(phase: "a", began: Self.day(0), notEndedOn: Self.day(6))], begins: Self.day(0))
        let end = try ScheduleByHandTests.end(alone).outcome.spread
        for (percent, wanted) in [(10, 6.4), (50, 8.0), (90, 9.6)] {
            #expect(abs(end.percentile(percent) - wanted) < 0.06, "\(percent) %: \(end.percentile(percent))")
        }
    }

    @Test func `what others were waiting for has ended when they begin`() throws {
        // b was seen to begin on day 4, so that a, which takes 2 to 10 days, had ended by then, for others too.
        var model = Self.chain([PhaseProgress(phase: "b", began: Self.day(4))])
        model.schedule?.milestones = [Milestone(id: "a", text: "a", after: ["a"])]
        #expect(try ScheduleByHandTests.end(model).outcome.spread.percentile(99) == 4)
    }

    @Test(arguments: [
        ([PhaseProgress(phase: "a", began: day(9), ended: day(5))], "ended before it began"),
        ([PhaseProgress(phase: "a", began: day(5), notBegunOn: day(9))], "not to have begun after it began"),
        ([PhaseProgress(phase: "a", ended: day(5), notEndedOn: day(9))], "not to have ended after it ended"),
        (
            [PhaseProgress(phase: "a", notBegunOn: day(9)), PhaseProgress(phase: "c", ended: day(5))],
            "'c' is said to have ended although 'a'"
        ),
        (
            [PhaseProgress(phase: "a", notEndedOn: day(9)), PhaseProgress(phase: "b", began: day(5))],
            "'b' is said to have begun although 'a'"
        ),
        ([PhaseProgress(phase: "z", ended: day(5))], "'z', which does not exist"),
        ([PhaseProgress(phase: "a"), PhaseProgress(phase: "a")], "two observations of progress"),
    ])
    func `contradictions are sentences`(progress: [PhaseProgress], part: String) throws {
        let flaws = try #require(Self.chain(progress).schedule).flaws
        #expect(flaws.contains { $0.description.contains(part) }, "\(flaws)")
    }

    @Test func `progress needs a begin`() throws {
        let model = Self.chain([PhaseProgress(phase: "a", ended: Self.day(5))], begins: nil)
        let flaws = try #require(model.schedule).flaws
        #expect(flaws.first?.problem.contains("when the work began") == true)
    }

    @Test func `observations at the ends of all calendars are no trap`() throws {
        let never = CalendarSpan(firstDay: .min, lastDay: .max)
        let all = PhaseProgress(phase: "a", began: never, ended: never, notBegunOn: never, notEndedOn: never)
        for begins in [never, Self.day(0)] {
            let finding = try ScheduleSimulator(Self.chain([all], begins: begins)).finding(nil)
            let endless = finding.milestones[0].outcome.spread.percentiles.filter { !$0.isFinite }
            #expect(endless.isEmpty)
        }
    }
}
