import ArgumentParser
import CaseFilesYAML
import Evidence
import Foundation
import Geodesy
import Sites
import WeatherFiles

struct WeatherCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "weather", abstract: "Bring weather into a case, and show it beside its scenes.",
        discussion: """
            Sources stand side by side and are never averaged. What a source does not tell is missing, and is named.
            """,
        subcommands: [Import.self, Show.self])

    /// Reads "42.31,130.40"; nil for anything else.
    static func place(_ text: String) -> GeoPoint? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
            Double($0.trimmingCharacters(in: .whitespaces))
        }
        guard parts.count == 2, let latitude = parts[0], let longitude = parts[1] else { return nil }
        let place = GeoPoint(longitude: longitude, latitude: latitude)
        return place.isOnEarth ? place : nil
    }

    /// How far a source lies from the middle of a site, and how much higher: "4.2 km from the middle of the site, 12 m above sea
    /// level".
    static func position(_ source: WeatherSource, site: GeoPoint?, siteElevation: Double?) -> String {
        var parts: [String] = []
        if let site {
            parts.append(
                String(format: "%.1f km from the middle of the site", site.greatCircleDistance(to: source.place) / 1000)
            )
        } else {
            parts.append("the site is not drawn, so its distance is not known")
        }
        guard let elevation = source.elevation else {
            return (parts + ["its height is not told"]).joined(separator: ", ")
        }
        var height = String(format: "%.0f m above sea level", elevation)
        if let siteElevation {
            let difference = elevation - siteElevation
            height += String(format: ", %.0f m %@ than the site", abs(difference), difference < 0 ? "lower" : "higher")
        }
        return (parts + [height]).joined(separator: ", ")
    }
}
