import ArgumentParser
import CaseFilesYAML
import Findings
import Foundation
import Scenarios
import Workflow

struct ScenarioCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario",
        abstract: "Reckon what it would take and what it would change, as ranges with the inputs shown.",
        discussion: """
            Scenarios, phases, flows, instruments and consumers are written under 'scenarios' in case.yaml or in the file that is named \
            there; their keys: Documentation/case-files.md; how numbers are drawn: Documentation/scenarios.md.
            """,
        subcommands: [Run.self, Compare.self, ScaleTestCommand.self, Explain.self, Inputs.self],
        defaultSubcommand: Run.self)

    struct Run: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tell what each scenario leads to.")

        @OptionGroup var question: ScenarioOptions
        @Flag(help: "Weigh the case's hypotheses too, and tell how likely each scenario is by them.")
        var withAssessment = false
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let studied = try StudiedCase(question)
            studied.sayWarnings()
            let probabilities = withAssessment ? try await studied.probabilities() : [:]
            let study = try await studied.study(probabilities: probabilities)
            if shared.json {
                try JSONLines.write(study.scenarios, event: "scenario")
                try JSONLines.write([study.outside].compactMap(\.self), event: "outside_view")
            } else {
                print(studied.table.study(study).joined(separator: "\n"))
            }
        }
    }

    struct Compare: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell by how much scenarios differ from the first, draw by draw.",
            discussion: "All scenarios share their random numbers, so that a difference is no accident of drawing.")

        @OptionGroup var question: ScenarioOptions
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let studied = try StudiedCase(question)
            studied.sayWarnings()
            let study = try await studied.study()
            if shared.json {
                try JSONLines.write(study.differences, event: "difference")
            } else {
                print(studied.table.comparison(study).joined(separator: "\n"))
            }
        }
    }

    struct Explain: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Show everything that a number was made from: inputs, where they are written, and who stands behind them."
        )

        @OptionGroup var question: ScenarioOptions
        @Argument(help: "The number, by its id as 'revisit scenario run' shows it: schedule.first-oil.")
        var outcome: String
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let studied = try StudiedCase(question)
            let study = try await studied.study()
            let all = study.outcomes
            let found = all.filter { $0.id == outcome }
            guard !found.isEmpty else {
                let known = all.map(\.id).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
                throw ValidationError(
                    "\(question.folder) has no number '\(outcome)'; it has \(known.joined(separator: ", ")).")
            }
            if shared.json {
                try JSONLines.write(found, event: "outcome")
                try JSONLines.write(found.compactMap(study.milestone), event: "milestone")
                let ids = Set(found.flatMap(\.inputs))
                try JSONLines.write(studied.model.inputs.filter { ids.contains($0.id) }, event: "input")
            } else {
                let told = found.map { studied.table.explanation(of: $0, study.milestone($0)) }
                print(told.map { $0.joined(separator: "\n") }.joined(separator: "\n\n"))
            }
        }
    }

    struct Inputs: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List every number that goes in, with its range, unit, basis and place.")

        @Argument(help: "The case's folder.")
        var folder: String
        @OptionGroup var shared: SharedOptions

        func run() throws {
            let studied = try StudiedCase(folder: folder)
            if shared.json {
                try JSONLines.write(studied.model.inputs, event: "input")
            } else {
                print(studied.table.inputs().joined(separator: "\n"))
            }
        }
    }
}

/// What is asked of a case's scenarios.
struct ScenarioOptions: ParsableArguments {
    @Argument(help: "The case's folder.")
    var folder: String
    @Option(help: "Only this scenario, by its id; may be given several times.")
    var scenario: [String] = []
    @Option(help: "How often each number is drawn, 1000 to 10000000; by default what the case says, else 100000.")
    var samples: Int?
    @Option(help: "Where the random numbers begin; by default what the case says, else 7.")
    var seed: UInt64?

    mutating func validate() throws {
        if let samples, !(1_000...10_000_000).contains(samples) {
            throw ValidationError("--samples must be 1000 to 10000000, found \(samples).")
        }
    }
}
