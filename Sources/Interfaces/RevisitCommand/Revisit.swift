import ArgumentParser
import Foundation
import ScenesGDAL
import Workflow

/// The program: parses, calls the libraries and prints. Only here are adapters chosen.
@main
struct Revisit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revisit",
        abstract: "Answers a question about a place from repeated satellite images of it, and shows its work.",
        discussion: """
            A case is a folder: case.yaml (the question), site.geojson (what stands there), imagery/ (the scenes).
            Begin with 'revisit case new FOLDER', check it with 'revisit case check FOLDER', then 'revisit run FOLDER'.

            Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done in part (the messages say what is missing).
            """,
        version: Analysis.softwareVersion,
        subcommands: [
            CaseCommand.self, SiteCommand.self, SceneCommand.self, DetectCommand.self, ChangeCommand.self,
            ArrivalCommand.self,
            RunCommand.self,
            ReviewCommand.self,
            ActivityCommand.self, CollectionCommand.self, AssessCommand.self, ScenarioCommand.self,
            ReportCommand.self, LintCommand.self,
            WeatherCommand.self, SourceCommand.self,
            ModelCommand.self, SimulateCommand.self, AuditCommand.self,
        ])

    static func main() async {
        // Writing beyond a limit of the shell then fails as on a full disk, with a sentence.
        signal(SIGXFSZ, SIG_IGN)
        GDALScenes.boundMemory()
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            Failure.end(with: error)
        }
    }
}
