import Findings
import Foundation
import Inquiry
import ScenarioSimulation
import Scenarios
import Testing

/// What numpy and scipy drew of the same network, written by Fixtures/make_schedule.py.
private struct Truth: Decodable {
    struct Milestone: Decodable {
        var percentiles: [Double]
        var critical: [String: Double]
    }
    var first, stable: Milestone
    var difference, fewer, observed, window: [Double]
    var bars: [String: [Double]]
    /// Begin at 10, 50 and 90 %, then the end.
    var phases: [String: [Double]]

    static func load() throws -> Truth {
        let url = try #require(
            Bundle.module.url(forResource: "schedule", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: url))
    }
}

/// Expects percentiles at 1, 5, 10, 25, 50, 75, 90, 95 and 99 %; both sides are drawn, the ends more widely.
private func expect(_ spread: Spread, _ wanted: [Double], _ what: String = "") {
    for (percent, wanted) in zip([1, 5, 10, 25, 50, 75, 90, 95, 99], wanted) {
        let tolerance = percent == 1 || percent == 99 ? 0.3 : 0.12
        #expect(
            abs(spread.percentile(percent) - wanted) < tolerance, "\(what) \(percent) %: \(spread.percentile(percent))")
    }
}

@Suite("Schedule against numpy and scipy")
struct ScheduleFixtureTests {
    @Test func `percentiles and critical phases are those of numpy`() throws {
        let truth = try Truth.load()
        let finding = try ScheduleSimulator(RestartNetwork.model(samples: 400_000)).finding(nil, detail: .phases)
        for (milestone, wanted) in zip(finding.milestones, [truth.first, truth.stable]) {
            expect(milestone.outcome.spread, wanted.percentiles, milestone.milestone)
            for phase in milestone.criticality {
                let share = try #require(wanted.critical[phase.phase])
                #expect(abs(phase.share - share) < 0.005, "\(milestone.milestone), \(phase.phase): \(phase.share)")
            }
        }
    }

    @Test func `begins and ends of phases are those of numpy`() throws {
        let truth = try Truth.load()
        let finding = try ScheduleSimulator(RestartNetwork.model(samples: 400_000)).finding(nil, detail: .phases)
        #expect(finding.phaseSamples == 32_768)
        #expect(Set(finding.phases.map(\.phase)) == Set(truth.phases.keys))
        for phase in finding.phases {
            let wanted = try #require(truth.phases[phase.phase])
            // Fewer draws need the rework: 11 500.
            let tolerance = phase.needed < 1 ? 0.45 : 0.25
            let found = [phase.begins, phase.ends].compactMap(\.self).flatMap { [$0.p10, $0.p50, $0.p90] }
            #expect(found.count == wanted.count)
            for (found, wanted) in zip(found, wanted) {
                #expect(abs(found - wanted) < tolerance, "\(phase.phase): \(found), numpy \(wanted)")
            }
            #expect(abs(phase.needed - (phase.phase == "K'" ? 0.35 : 1)) < 0.01)
        }
    }

    @Test func `differences between scenarios are taken draw by draw`() throws {
        let simulator = try ScheduleSimulator(RestartNetwork.model(samples: 400_000))
        let found = try simulator.differences(from: nil, to: RestartNetwork.scenarios[2])
        expect(found[0].spread, try Truth.load().difference)
        #expect(found[0].earlier > 0.9999)
        #expect(found[0].to == "comprehensive" && found[0].from == nil)
        let none = try simulator.differences(from: nil, to: RestartNetwork.scenarios[0])
        #expect(none[0].spread == Spread(certain: 0))
    }

    @Test func `phases that a scenario does without hold nobody up`() throws {
        var model = RestartNetwork.model(samples: 400_000)
        model.scenarios = [
            Scenario(id: "no terminal", text: "no terminal", without: ["D"]),
            Scenario(id: "topping only", text: "topping only", basedOn: "no terminal", without: ["G"]),
        ]
        let finding = try ScheduleSimulator(model).finding(model.scenarios[1], detail: .phases)
        expect(finding.milestones[0].outcome.spread, try Truth.load().fewer)
        #expect(!finding.milestones[0].outcome.inputs.contains("D.duration"))
        #expect(!finding.milestones[0].criticality.contains { $0.phase == "D" || $0.phase == "G" })
    }

    @Test func `a tornado's ends are means with one duration held`() throws {
        let finding = try ScheduleSimulator(RestartNetwork.model()).finding(nil)
        let bars = finding.milestones[0].tornado
        for (input, means) in try Truth.load().bars {
            let bar = try #require(bars.first { $0.input == input })
            #expect(abs(bar.meanAtLow - means[0]) < 0.12, "\(input): \(bar.meanAtLow)")
            #expect(abs(bar.meanAtHigh - means[1]) < 0.12, "\(input): \(bar.meanAtHigh)")
        }
        #expect(bars.map(\.width) == bars.map(\.width).sorted(by: >))
        #expect(bars.first?.input == "B")
        let need = try #require(bars.first { $0.input == "need.K'" })
        // Rework takes (1 + 4 · 3 + 9) / 6 months on average.
        #expect(abs(need.meanAtHigh - need.meanAtLow - 22 / 6.0) < 0.05)
        #expect((need.low, need.high) == (0, 1))
    }

    private static func chain(_ progress: [PhaseProgress]) throws -> ScenarioModel {
        func phase(_ id: String, _ months: [Double], _ after: [String]) -> Phase {
            Phase(
                id: id, text: id, after: after.map { Predecessor(phase: $0) },
                duration: .own(RestartNetwork.input("\(id).duration", UncertainNumber(.pert, months))))
        }
        return ScenarioModel(
            settings: ScenarioSettings(samples: 200_000, seed: 5), scenarios: [],
            schedule: PhaseNetwork(
                begins: try CalendarSpan("2025-01-01"),
                correlation: RestartNetwork.input("correlation", UncertainNumber(0)),
                phases: [phase("A", [2, 4, 9], []), phase("B", [4, 9, 24], ["A"]), phase("E", [5, 10, 24], ["B"])],
                milestones: [Milestone(id: "end", text: "end", after: ["E"])], progress: progress))
    }

    /// The day so many months of 365/12 days after the begin.
    private static func day(_ months: Double) throws -> CalendarSpan {
        let begin = try CalendarSpan("2025-01-01").firstDay
        let day = begin + Int((months * 365 / 12).rounded())
        return CalendarSpan(firstDay: day, lastDay: day)
    }

    @Test func `what has lasted nine months is drawn on condition that it lasts longer`() throws {
        let model = try Self.chain([
            PhaseProgress(phase: "A", ended: Self.day(5)),
            PhaseProgress(phase: "B", began: Self.day(5), notEndedOn: Self.day(14)),
        ])
        let finding = try ScheduleSimulator(model).finding(nil, detail: .phases)
        expect(finding.milestones[0].outcome.spread, try Truth.load().observed)
    }

    @Test func `an end within two months is drawn from them evenly`() throws {
        let (first, last) = (try Self.day(5).firstDay, try Self.day(7).firstDay)
        let model = try Self.chain([
            PhaseProgress(phase: "B", ended: CalendarSpan(firstDay: first, lastDay: last - 1))
        ])
        let finding = try ScheduleSimulator(model).finding(nil, detail: .phases)
        expect(finding.milestones[0].outcome.spread, try Truth.load().window)
    }
}
