import ArgumentParser
import Foundation
import Geodesy
import SceneSimulation

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Draw scenes with truth.",
        subcommands: [Scenes.self, Samples.self, Harbour.self])

    struct Harbour: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Draw a small harbour at 10 m, dated, as a case that can be run: for a first look without real scenes.")

        @Argument(help: "Folder of the new case.")
        var folder: String
        @Option(help: "How many dates.")
        var dates = 3
        @Option(help: "What the drawing hangs on; the same seed gives the same bytes.")
        var seed: UInt64 = 1

        func validate() throws {
            guard (1...50).contains(dates) else {
                throw ValidationError("--dates must lie between 1 and 50, found \(dates).")
            }
        }

        func run() async throws {
            try DrawnHarbourCase(folder: folder, dates: dates, seed: seed).write()
            print("Drew \(dates) simulated scenes into \(folder); next: revisit run \(folder)")
        }
    }
}
