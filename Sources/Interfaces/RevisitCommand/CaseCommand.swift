import ArgumentParser
import CaseFilesYAML
import DetectionOpenVINO
import Foundation
import Sites

struct CaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "case", abstract: "Begin a case, check its files, or export what was found.",
        subcommands: [New.self, Check.self, Export.self])

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

    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List every mistake in a case's files, with file, line and what was expected.")

        @Argument(help: "The case's folder.")
        var folder: String
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            let mistakes = folder.check() + (await modelMistakes(folder))
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

        /// What is wrong with the networks that the case names; nothing where its file cannot be read at all.
        private func modelMistakes(_ folder: CaseFolder) async -> [Mistake] {
            guard let contents = try? folder.contents() else { return [] }
            let names = contents.case.models
            if names.isEmpty, contents.case.inquiry == nil {
                return [
                    Mistake(
                        file: "case.yaml", position: nil, severity: .warning, problem: "'models' names no network",
                        expected: "expected names from `revisit model list`; without one nothing is detected or counted"
                    )
                ]
            }
            var mistakes: [Mistake] = []
            for name in names {
                do {
                    let loader = try NetworkLoader(tilesAtOnce: 1)
                    _ = try await ModelLibrary().caseModel(name, from: folder.path, loader: loader)
                } catch {
                    let reason = (error as? ValidationError)?.message ?? "\(error)"
                    mistakes.append(
                        Mistake(
                            file: "case.yaml", position: nil, severity: .error,
                            problem: "the model '\(name)' cannot be used", expected: reason))
                }
            }
            if mistakes.isEmpty, let models = try? await AssessedCase.models(of: contents, in: folder) {
                mistakes += AssessedCase.flaws(of: contents, models: models)
                mistakes += StudiedCase.unknownClasses(of: contents, models: models)
            }
            return mistakes
        }
    }
}
