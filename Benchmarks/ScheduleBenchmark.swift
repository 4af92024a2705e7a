import Findings
import Foundation
import ScenarioSimulation
import Scenarios

/// Times a schedule of thirteen phases and one of invented phases whose variance is divided among them.
struct ScheduleBenchmark {
    let samples: Int
    /// Phases of the second schedule.
    let inputs: Int
    let rounds: Int

    struct Result: Encodable {
        var samples: Int
        /// Least of the rounds, seconds: all draws with 99 percentiles of two milestones.
        var draws: Double
        /// The same with the critical phases of both.
        var phases: Double
        /// The same with one sample, which is what tables take.
        var tables: Double
        /// Sobol indices.
        var sobol: Double
        /// P10, P50 and P90 of both milestones.
        var percentiles: [Double]
    }

    func run() throws -> Result {
        let all = try ScheduleSimulator(Self.restart(samples))
        let one = try ScheduleSimulator(Self.restart(1))
        let wide = try ScheduleSimulator(Self.wide(inputs))
        let finding = try all.finding(nil, detail: .spreads)
        return Result(
            samples: samples, draws: try best { _ = try all.finding(nil, detail: .spreads) },
            phases: try best { _ = try all.finding(nil, detail: .phases) },
            tables: try best { _ = try one.finding(nil, detail: .spreads) },
            sobol: try best { _ = try wide.sensitivities(nil) },
            percentiles: finding.milestones.flatMap { milestone in
                [10, 50, 90].map { milestone.outcome.spread.percentile($0) }
            })
    }

    private func best(_ work: () throws -> Void) rethrows -> Double {
        var best = Double.infinity
        for _ in 0..<rounds {
            let watch = Stopwatch()
            try work()
            best = min(best, watch.elapsed.seconds)
        }
        return best
    }

    private static func input(_ id: String, _ number: UncertainNumber?) -> ScenarioInput {
        ScenarioInput(id: id, text: id, number: number ?? UncertainNumber(0))
    }

    /// The restart of a refinery: least, most likely and greatest months.
    private static func restart(_ samples: Int) -> ScenarioModel {
        let months: [(String, [Double], [String])] = [
            ("A", [2, 4, 9], []), ("B", [4, 9, 24], ["A"]), ("C", [3, 7, 18], ["A"]), ("D", [4, 8, 20], ["B"]),
            ("E", [5, 10, 24], ["B"]), ("F", [4, 9, 24], ["B"]), ("G", [3, 6, 15], ["B"]), ("H", [4, 9, 24], []),
            ("I", [0.5, 2, 12], ["A"]), ("J", [1, 2.5, 6], ["C", "D", "E", "G", "H", "I"]),
            ("K", [0.5, 1.5, 6], ["J"]),
            ("R", [1, 3, 9], ["K"]), ("L", [1, 3, 9], ["R", "F2"]),
        ]
        var phases = months.map { id, three, after in
            Phase(
                id: id, text: id, after: after.map { Predecessor(phase: $0, fraction: id == "C" ? 0.5 : 1) },
                duration: .own(input(id, UncertainNumber(.pert, three))),
                probability: id == "R" ? input("rework", UncertainNumber(0.35)) : nil, isCorrelated: id != "R")
        }
        phases.append(Phase(id: "F2", text: "F2", after: [Predecessor(phase: "F")], duration: .same("J")))
        return model(phases, ["R", "L"], samples)
    }

    /// Invented phases, each of which waits for two before it.
    private static func wide(_ inputs: Int) -> ScenarioModel {
        let phases = (0..<inputs).map { number -> Phase in
            let before = [number - 2, number - 3].filter { $0 >= 0 }
            let likely = 2 + Double(number % 5)
            return Phase(
                id: "\(number)", text: "\(number)", after: before.map { Predecessor(phase: "\($0)") },
                duration: .own(input("duration.\(number)", UncertainNumber(.pert, [1, likely, 12]))))
        }
        return model(phases, ["\(inputs - 1)"], 1)
    }

    private static func model(_ phases: [Phase], _ ends: [String], _ samples: Int) -> ScenarioModel {
        ScenarioModel(
            settings: ScenarioSettings(samples: samples, seed: 7), scenarios: [],
            schedule: PhaseNetwork(
                correlation: input("correlation", UncertainNumber(0.4)), phases: phases,
                milestones: ends.map { Milestone(id: $0, text: $0, after: [$0]) }))
    }
}
