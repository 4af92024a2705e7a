import ArgumentParser
import CaseFilesYAML
import Catalogue
import CatalogueGeoPackage
import Evidence
import Foundation
import Geodesy
import Sites
import WeatherFiles
import Workflow

extension WeatherCommand {
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the sources of weather of a case, and what each tells before every scene.",
            discussion: """
                Sums of snowfall are of the last 6, 24 and 72 whole hours before a scene. A sum of which hours are missing is shown as \
                at least what is told, with the share of the hours, and the missing ones are named below.
                """)

        @Argument(help: "The case's folder.")
        var folder: String
        @Option(
            parsing: .unconditional, help: "Metres above sea level of the site, to tell how much higher sources lie.")
        var siteElevation: Double?
        @OptionGroup var shared: SharedOptions

        func run() async throws {
            let folder = CaseFolder(folder)
            let subject = try folder.contents().case
            let series = try WeatherFolder(ofCase: folder.path).all()
            guard !series.isEmpty else {
                throw ValidationError(
                    "\(folder.path) has no weather yet; bring some with: revisit weather import \(folder.path) FILE")
            }
            for one in series { show(one, site: subject.site.middle) }
            guard FileManager.default.fileExists(atPath: folder.catalogueFile) else {
                if !shared.quiet {
                    Failure.say("\(folder.path) has no catalogue yet, so there are no scenes to show weather for.")
                }
                return
            }
            let catalogue = try GeoPackageCatalogue(readingFrom: folder.catalogueFile)
            defer { try? catalogue.close() }
            let scenes = try await catalogue.scenes().filter(subject.asks)
            let weather = SceneWeather.before(scenes, by: series)
            for scene in scenes {
                let zones = try await catalogue.looks(scene: scene.id).map(\.record.zone)
                show(scene, zones: zones, weather[scene.id])
            }
        }

        private func show(_ series: WeatherSeries, site: GeoPoint?) {
            if shared.json {
                Output.line(WeatherLines.source(series, site: site, siteElevation: siteElevation))
                return
            }
            print("\(series.source.id): \(series.source.title)")
            print("  \(WeatherCommand.position(series.source, site: site, siteElevation: siteElevation))")
            if let span = series.span {
                print(
                    "  \(AcquisitionTime.text(span.start)) to \(AcquisitionTime.text(span.end)), \(series.samples.count) samples"
                )
            }
            for quantity in WeatherQuantity.allCases where series.samples.contains(where: { $0[quantity] != nil }) {
                let gaps = series.gaps(of: quantity)
                guard !gaps.isEmpty else { continue }
                let more = gaps.count > 3 ? " and \(gaps.count - 3) more" : ""
                print(
                    "  gaps of \(quantity.rawValue): \(gaps.prefix(3).map(WeatherWords.interval).joined(separator: ", "))\(more)"
                )
            }
            guard !shared.quiet else { return }
            for note in series.source.notes { print("  \(note)") }
            if let credit = series.source.credit { print("  \(credit)") }
        }

        private func show(_ scene: Scene, zones: [String], _ weather: [WeatherBefore]?) {
            if shared.json {
                Output.line([
                    "event": "scene", "scene": scene.id, "title": scene.title, "zones": zones,
                    "time": WeatherLines.optional(scene.time?.iso8601),
                    "weather": (weather ?? []).map(WeatherLines.before),
                ])
                return
            }
            print("")
            print("\(scene.time?.iso8601 ?? "time not known")  \(scene.title)")
            guard let weather else {
                print("  Its time is not known to the hour, so no weather is told for it.")
                return
            }
            for line in WeatherWords.table(weather) { print("  \(line)") }
        }
    }
}
