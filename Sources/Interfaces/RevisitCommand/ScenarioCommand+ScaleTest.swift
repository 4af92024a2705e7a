import ArgumentParser
import CaseFilesYAML
import Findings
import Foundation
import ScenarioSimulation
import Scenarios

extension ScenarioCommand {
    struct ScaleTestCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "scale-test",
            abstract: "Hold what was seen against everything that could have taken it: upkeep, heating, full supply.",
            usage:
                "revisit scenario scale-test [<folder>] --<carrier> <count> … [--days <days>] [--scenario <scenario>] [--json]",
            discussion: """
                Carriers are those of the case, under their ids: of 'tank-car' five are given as '--tank-cars 5'. That a delivery "exceeds what \
                upkeep needs" should never be said without this table.
                """)

        @Option(help: "The days in which that is all that came.")
        var days: Double?
        @Option(help: "The scenario whose numbers count, by its id; by default the numbers as they are stated.")
        var scenario: String?
        @OptionGroup var shared: SharedOptions
        @Argument(
            parsing: .allUnrecognized,
            help: "The case's folder, by default this one, and carriers with their numbers: --tank-cars 5.")
        var seen: [String] = []

        func run() throws {
            let (folder, words) = try Self.parted(seen)
            let studied = try StudiedCase(folder: folder, wanted: scenario.map { [$0] } ?? [])
            let counts = try words.map { name, count in (try Self.carrier(name, of: studied.model, in: folder), count) }
            guard !counts.isEmpty else {
                let known = studied.model.carriers.map { "--\($0.id)" }.joined(separator: ", ")
                throw ValidationError(
                    known.isEmpty
                        ? "\(folder) states no carriers; write them under 'carriers:', see Documentation/scenarios.md."
                        : "Say what was seen: one or more of \(known) with a number, such as --\(studied.model.carriers[0].id) 5."
                )
            }
            let test = try ScaleTest(
                studied.model, scenario: scenario.flatMap { id in studied.model.scenarios.first { $0.id == id } })
            for (carrier, count) in counts {
                let finding = try test.test(carrier: carrier, count: count, period: days)
                if shared.json {
                    try JSONLines.write([finding], event: "scale_test")
                } else {
                    print(ScaleTestTable(finding).lines.joined(separator: "\n"))
                }
            }
        }

        /// The folder, and what was seen by the name that was written.
        static func parted(_ words: [String]) throws -> (folder: String, counts: [(name: String, count: Int)]) {
            var folders: [String] = []
            var counts: [(name: String, count: Int)] = []
            var rest = words[...]
            while let word = rest.popFirst() {
                guard word.hasPrefix("--") else {
                    folders.append(word)
                    continue
                }
                let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
                let number = parts.count == 2 ? parts[1] : rest.popFirst()
                guard let name = parts.first, let number, let count = Int(number), (0...1_000_000).contains(count)
                else {
                    throw ValidationError(
                        "\(word) needs a number of 0 to 1000000 behind it, found '\(parts.count == 2 ? parts[1] : "nothing of that kind")'."
                    )
                }
                counts.append((name, count))
            }
            guard folders.count <= 1 else {
                throw ValidationError("Expected one folder, found \(folders.joined(separator: ", ")).")
            }
            return (folders.first ?? ".", counts)
        }

        /// The carrier that a word means: its id, or that with a plural s.
        static func carrier(_ name: String, of model: ScenarioModel, in folder: String) throws -> String {
            let plain = name.hasSuffix("s") ? String(name.dropLast()) : name
            guard
                let found = model.carriers.first(where: { $0.id == name })
                    ?? model.carriers.first(where: { $0.id == plain })
            else {
                let known = model.carriers.map { "--\($0.id)" }.joined(separator: ", ")
                throw ValidationError("\(folder) has no carrier '\(name)'; it has \(known.isEmpty ? "none" : known).")
            }
            return found.id
        }
    }
}

/// A scale test as text.
struct ScaleTestTable {
    let finding: ScaleTestFinding

    init(_ finding: ScaleTestFinding) { self.finding = finding }

    /// The table, and what it tells.
    var lines: [String] {
        let loads = finding.alternatives.map { alternative in
            alternative.load.map { "of \(ScenarioTable.digits($0)) t" } ?? "in all"
        }
        let hold = finding.alternatives.map { $0.amount.text + " t" }
        var rows = [[finding.observed] + loads + ["takes", "what for"], ["  hold"] + hold + ["", ""]]
        for line in finding.lines {
            let unit = line.covers?.unit ?? ""
            let covered = finding.alternatives.indices.map { index in
                line.coversByAlternative.indices.contains(index)
                    ? line.coversByAlternative[index].map { $0.text + (unit.isEmpty ? "" : " \(unit)") }
                        ?? "–" : "–"
            }
            rows.append(["  " + line.text] + covered + [line.takes.map(ScenarioTable.words) ?? "–", line.purpose])
        }
        var lines = TextTable.lines(rows, longest: 48)
        let daily = finding.lines.filter { $0.carriersADay != nil }
        if !daily.isEmpty {
            lines += ["", "What each need would have to be seen as"]
            lines += TextTable.lines(
                daily.map { line in
                    [line.text]
                        + [line.carriersADay, line.carriersAYear, line.batchesADay].compactMap { $0 }.map {
                            "\($0.spread.text) \($0.unit == "1/y" ? "a year" : $0.id.hasSuffix(".batches") ? "fillings of all places a day" : "a day")"
                        }
                }, indent: 2, longest: 48)
        }
        return lines + [""] + finding.verdict
    }
}
