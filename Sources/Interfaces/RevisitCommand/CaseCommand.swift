import ArgumentParser
import CaseFilesYAML
import Foundation

struct CaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Begin a case, or check its files.",
        subcommands: [New.self, Check.self])

    struct New: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a folder with a case to begin from.")

        @Argument(help: "The folder; nothing in it is overwritten.")
        var folder: String
        @Option(help: "Short name of letters, digits and hyphens; by default the folder's name.")
        var id: String?
        @Option(help: "What people call the case.")
        var title: String?
        @Option(help: "The question that is to be answered.")
        var question = "What is going on here?"

        func run() throws {
            let name = URL(filePath: folder).lastPathComponent
            let made = try CaseFolder.newCase(
                at: folder, id: id ?? name, title: title ?? name, question: question)
            print(
                """
                Made \(made.path). Next: write the question into case.yaml, draw zones into site.geojson (QGIS does), \
                put scenes into imagery/, then: revisit case check \(made.path)
                """)
        }
    }

    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List every mistake in a case's files, with file, line and what was expected.")

        @Argument(help: "The case's folder.")
        var folder: String
        @OptionGroup var shared: SharedOptions

        func run() throws {
            let mistakes = CaseFolder(folder).check()
            let errors = mistakes.count { $0.severity == .error }
            for mistake in mistakes {
                if shared.json {
                    Output.line([
                        "file": mistake.file, "line": mistake.position?.line ?? 0,
                        "column": mistake.position?.column ?? 0, "severity": mistake.severity.rawValue,
                        "problem": mistake.problem, "expected": mistake.expected,
                    ])
                } else {
                    print(mistake)
                }
            }
            if !shared.json, !shared.quiet {
                print(
                    errors == 0
                        ? "The case can be used\(mistakes.isEmpty ? "." : "; see the warnings above.")"
                        : "\(errors) error\(errors == 1 ? "" : "s") to mend.")
            }
            if errors > 0 { throw ExitCode(Failure.failed) }
        }
    }
}
