import Evidence
import Foundation

/// The weather before a scene, a row for each source.
extension ReportPage {
    func weather(_ page: inout MarkupWriter, _ scene: Scene) {
        guard let sources = content.weather[scene.id], !sources.isEmpty else { return }
        page.element("table", ["class": "weather"]) { page in
            page.element("caption", text: "Weather before this scene, each source by itself; nothing is averaged")
            page.element("thead") { page in
                page.element("tr") { page in
                    for title in [
                        "source", "snowfall of the last 6, 24, 72 h, mm of water", "new snow, cm", "depth, cm",
                        "air, °C",
                        "wind, m/s", "cloud",
                    ] {
                        page.element("th", ["scope": "col"], text: title)
                    }
                }
            }
            page.element("tbody") { page in
                for source in sources {
                    page.element("tr") { page in
                        page.element("th", ["scope": "row"], text: source.source)
                        page.element("td", text: Self.sums(source.snowfallWater))
                        page.element("td", text: Self.sums(source.newSnow))
                        for quantity in [WeatherQuantity.snowDepth, .temperature, .windSpeed] {
                            page.element(
                                "td", text: source.values[quantity].map { Wording.number($0.value, decimals: 1) } ?? "–"
                            )
                        }
                        page.element(
                            "td", text: source.values[.cloudShare].map { Wording.percent($0.value) } ?? "–")
                    }
                }
            }
        }
    }

    /// "1.5, 6, 18"; "at least 1.2 (4 of 6 h)" where hours are missing; "–" where nothing is told.
    private static func sums(_ sums: [WeatherSum]) -> String {
        guard !sums.isEmpty else { return "–" }
        return sums.map { sum in
            if let total = sum.total { return Wording.number(total, decimals: 1) }
            guard sum.coveredShare > 0 else { return "not told" }
            let hours = sum.end.timeIntervalSince(sum.start) / 3600
            return
                "at least \(Wording.number(sum.told, decimals: 1)) (\(Wording.number(sum.coveredShare * hours)) of "
                + "\(Wording.number(hours)) h)"
        }.joined(separator: ", ")
    }
}
