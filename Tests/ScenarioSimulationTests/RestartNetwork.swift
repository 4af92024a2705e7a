import Scenarios

/// Restart of a refinery that lay idle for 30 years: least, most likely and greatest months that engineers judged, with what support makes of
/// them.
enum RestartNetwork {
    private static let phases: [(id: String, months: [Double], partial: Double, comprehensive: Double)] = [
        ("A", [2, 4, 9], 0.85, 0.6), ("B", [4, 9, 24], 0.8, 0.5), ("C", [3, 7, 18], 0.85, 0.6),
        ("D", [4, 8, 20], 0.85, 0.6), ("E", [5, 10, 24], 0.85, 0.6), ("F", [4, 9, 24], 0.8, 0.5),
        ("G", [3, 6, 15], 0.8, 0.5), ("H", [4, 9, 24], 0.7, 0.35), ("I", [0.5, 2, 12], 0.7, 0.3),
        ("J", [1, 2.5, 6], 0.85, 0.7), ("K", [0.5, 1.5, 6], 0.85, 0.7), ("K'", [1, 3, 9], 0.85, 0.7),
        ("L", [1, 3, 9], 0.85, 0.7),
    ]
    private static let waits: [String: [Predecessor]] = [
        "B": [.init(phase: "A")], "C": [.init(phase: "A", fraction: 0.5)], "D": [.init(phase: "B")],
        "E": [.init(phase: "B")], "F": [.init(phase: "B")], "G": [.init(phase: "B")], "I": [.init(phase: "A")],
        "J": ["C", "D", "E", "G", "H", "I"].map { .init(phase: $0) }, "K": [.init(phase: "J")],
        "K'": [.init(phase: "K")], "L": [.init(phase: "K'"), .init(phase: "F2")],
    ]

    static func input(_ id: String, _ number: UncertainNumber?) -> ScenarioInput {
        ScenarioInput(id: id, text: id, number: number ?? UncertainNumber(.nan))
    }

    static let network: PhaseNetwork = {
        var works = phases.map { phase in
            Phase(
                id: phase.id, text: "phase \(phase.id)", after: waits[phase.id] ?? [],
                duration: .own(input("\(phase.id).duration", UncertainNumber(.pert, phase.months))),
                probability: phase.id == "K'" ? input("K'.probability", UncertainNumber(0.35)) : nil,
                isCorrelated: phase.id != "K'")
        }
        works.append(Phase(id: "F2", text: "try the reformer", after: [.init(phase: "F")], duration: .same("J")))
        return PhaseNetwork(
            correlation: input("correlation", UncertainNumber(0.4)), phases: works,
            milestones: [
                Milestone(id: "first-oil", text: "first oil", after: ["K'"]),
                Milestone(id: "stable", text: "stable running", after: ["L"]),
            ],
            supports: [
                SupportKind(id: "parts", text: "parts", phases: ["B", "E", "G"]),
                SupportKind(id: "catalysts", text: "catalysts", phases: ["F"]),
                SupportKind(id: "crews", text: "crews", phases: ["A", "H", "J", "K"]),
                SupportKind(id: "money", text: "money", phases: works.map(\.id)),
            ])
    }()

    static let scenarios: [Scenario] = {
        func scenario(_ id: String, _ probability: Double, _ factor: (Int) -> Double) -> Scenario {
            Scenario(
                id: id, text: id,
                factors: phases.indices.map { .init(input: "\(phases[$0].id).duration", factor: factor($0)) },
                replacements: [input("K'.probability", UncertainNumber(probability))])
        }
        return [
            Scenario(id: "none", text: "none"), scenario("partial", 0.28) { phases[$0].partial },
            scenario("comprehensive", 0.2) { phases[$0].comprehensive },
        ]
    }()

    static func model(_ change: (inout PhaseNetwork) -> Void = { _ in }, samples: Int = 200_000) -> ScenarioModel {
        var network = network
        change(&network)
        return ScenarioModel(
            settings: ScenarioSettings(samples: samples, seed: 3), scenarios: scenarios, schedule: network)
    }
}
