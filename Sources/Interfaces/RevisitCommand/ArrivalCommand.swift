import ArgumentParser
import ArrivalDating
import CaseFilesYAML
import Catalogue
import CatalogueGeoPackage
import Findings
import Foundation
import Reporting
import Sites

struct ArrivalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "arrival", abstract: "Date the arrival of what a look shows, by weather and traces.",
        subcommands: [Estimate.self, Show.self])

    struct Estimate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Tell when something arrived, from hourly weather and what a look shows, without a case.",
            discussion: """
                The file, YAML or JSON, gives the last look without the object and the look with it, hourly snowfall between them, and cues: \
                snow on roofs, ground under it, rails, tracks. The answer is a distribution over the arrival time, the span that holds 90 % \
                of it in local time, and how it moves with each assumption. Keys of the file: Documentation/arrival-dating.md.
                """)

        @Option(help: "File with looks, weather and cues.")
        var input: String
        @Option(name: .shortAndLong, help: "File for the figure, as JSON that plotly.js draws.")
        var output: String?
        @Flag(help: "Print the figure as JSON that plotly.js draws, in place of the answer.")
        var plotly = false
        @Flag(help: "Leave out how the answer moves with each assumption; for many files one after the other.")
        var noAssumptions = false
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            if let output { try AtomicFile.prove(output) }
            let (question, given) = try ArrivalFile.read(input)
            var dater = given
            dater.comparesAssumptions = !noAssumptions
            let window = try dater.window(for: question)
            let figure = try ArrivalFigure(window).json()
            if let output { try AtomicFile.write(Data((figure + "\n").utf8), to: output) }
            if plotly, output == nil {
                print(figure)
            } else if shared.json {
                Output.line(ArrivalTable(window).object)
            } else {
                print(ArrivalTable(window).text(isShort: shared.quiet))
            }
        }
    }

    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the arrivals that 'revisit run' dated in a case, with what each rests on.")

        @Argument(help: "The case's folder; run 'revisit run' first.")
        var folder: String
        @Option(help: "Only this zone, by its id.")
        var zone: String?
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            try folder.require(zone: zone, of: try folder.contents().case.site)
            let catalogue = try folder.catalogue()
            defer { try? catalogue.close() }
            var isFirst = true
            for finding in try await catalogue.findings().map(\.record) where zone == nil || finding.zone == zone {
                guard case .arrival(let arrival) = finding.content else { continue }
                let table = ArrivalTable(arrival.window)
                if shared.json {
                    var object = table.object
                    object["id"] = finding.id
                    object["zone"] = arrival.zone
                    object["weather"] = arrival.weather
                    object["detections"] = arrival.detections
                    object["looks"] = finding.looks
                    Output.line(object)
                } else {
                    if !isFirst { print("") }
                    print("Weather: \(arrival.weatherTitle)")
                    print(table.text(isShort: shared.quiet))
                }
                isFirst = false
            }
            if isFirst, !shared.json, !shared.quiet {
                print("No arrival was dated; see Documentation/arrival-dating.md for what it takes.")
            }
        }
    }
}
