import ArgumentParser
import Findings
import Foundation
import JudgementLinting

struct LintCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Read judgement texts and say where they hide, mix or do not show what they rest on.",
        discussion: """
            Reads Markdown (.md), plain text, and the texts in a case's YAML files (a folder with case.yaml, or a .yaml file).
            <!-- revisit-lint: ignore RULE --> switches a rule off for the paragraph that follows.

            Exit codes: 0 no errors, 1 errors (with --strict warnings too) or a file that cannot be read, 2 wrong usage.
            """)

    @Argument(help: "Files, or folders of cases.")
    var files: [String]
    @Option(help: "The scale that texts have to keep to: icd203, phia, ipcc, or any, as long as it is one.")
    var scale = LintScale.icd203
    @Option(help: "The row of ICD 203, 1 or 2; by default whichever fits most words of a text.")
    var row: Int?
    @Option(help: "Ask for this rule only; can be given several times.", transform: Self.named)
    var rule: [LintRule] = []
    @Option(help: "Leave this rule out; can be given several times.", transform: Self.named)
    var ignore: [LintRule] = []
    @Flag(help: "End with exit code 1 for warnings too.")
    var strict = false
    @OptionGroup var shared: SharedOptions

    func validate() throws {
        guard !files.isEmpty else { throw ValidationError("Name at least one file.") }
        if let row {
            guard (1...2).contains(row) else { throw ValidationError("--row must be 1 or 2, found \(row).") }
            guard scale == .icd203 else { throw ValidationError("--row is for --scale icd203 only.") }
        }
    }

    func run() throws {
        let rules = Set(rule.isEmpty ? LintRule.allCases : rule).subtracting(ignore)
        let linter = Linter(scale: scale.choice(row: row), rules: rules)
        var errors = 0
        var warnings = 0
        var isUnread = false
        for file in files {
            do {
                let report = linter.report(on: try LintedFile(file).pieces())
                for finding in report.findings {
                    if finding.severity == .error { errors += 1 } else { warnings += 1 }
                    show(finding)
                }
                if report.notTold > 0 {
                    warnings += report.notTold
                    Failure.say("\(file): \(report.notTold) more findings are not told; mend those above first.")
                }
            } catch {
                isUnread = true
                Failure.say("revisit: \(error)")
            }
        }
        if !shared.json, !shared.quiet {
            print("\(counted(errors, "error")), \(counted(warnings, "warning")) in \(counted(files.count, "text")).")
        }
        if errors > 0 || isUnread || strict && warnings > 0 { throw ExitCode(Failure.failed) }
    }

    /// The rule of a name.
    private static func named(_ name: String) throws -> LintRule {
        guard let rule = LintRule(rawValue: name) else {
            let known = LintRule.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no rule '\(name)'; the rules are \(known).")
        }
        return rule
    }

    private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    private func show(_ finding: LintFinding) {
        guard shared.json else {
            print(finding)
            return
        }
        Output.line([
            "event": "finding", "file": finding.file, "line": finding.line, "column": finding.column,
            "severity": finding.severity.rawValue, "rule": finding.rule.rawValue, "problem": finding.problem,
            "proposal": finding.proposal, "quotation": finding.isQuotation,
        ])
    }
}

/// The scales by the names that the command knows.
enum LintScale: String, ExpressibleByArgument, CaseIterable {
    case icd203, phia, ipcc, any

    /// What a linter is told.
    func choice(row: Int?) -> Linter.ScaleChoice {
        switch self {
        case .icd203:
            switch row {
            case 1: .only(.icd203First)
            case 2: .only(.icd203Second)
            default: .icd203
            }
        case .phia: .only(.phia)
        case .ipcc: .only(.ipcc)
        case .any: .any
        }
    }
}
