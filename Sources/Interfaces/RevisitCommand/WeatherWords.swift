import Evidence
import Foundation

/// Weather before a scene as lines of text: one row for each source.
enum WeatherWords {
    /// Rows under a head, and below them what is missing.
    static func table(_ weather: [WeatherBefore]) -> [String] {
        var rows = [
            ["source", "snow mm 6/24/72 h", "new snow cm", "depth cm", "°C", "wind m/s", "gust", "cloud", "seen"]
        ]
        var remarks: [String] = []
        for one in weather {
            rows.append([
                one.source, sums(one.snowfallWater), sums(one.newSnow), value(one.values[.snowDepth], "%.0f"),
                value(one.values[.temperature], "%.1f"), value(one.values[.windSpeed], "%.1f"),
                value(one.values[.windGust], "%.1f"), value(one.values[.cloudShare], "%.0f %%", factor: 100),
                one.presentWeather.map { $0.isEmpty ? "nothing" : $0 } ?? "–",
            ])
            for (name, list) in [("snowfall", one.snowfallWater), ("new snow", one.newSnow)] {
                // The longest window holds the gaps of the others.
                guard let longest = list.max(by: { $0.start > $1.start }), longest.total == nil else { continue }
                let gaps = longest.missing.prefix(3).map(interval).joined(separator: ", ")
                let more = longest.missing.count > 3 ? " and \(longest.missing.count - 3) more" : ""
                remarks.append("\(one.source): \(name) is not told for \(gaps)\(more)")
                for total in longest.unused.prefix(3) {
                    let span = interval(DateInterval(start: total.start, end: total.end))
                    remarks.append("\(one.source): \(name) of \(number(total.value)) in \(span) is told as one sum")
                }
            }
        }
        return TextTable.lines(rows) + remarks
    }

    /// "1.5 / 6 / 18"; "≥1.2 (4 of 6 h)" where hours are missing; "–" where nothing is told.
    private static func sums(_ sums: [WeatherSum]) -> String {
        guard !sums.isEmpty else { return "–" }
        return sums.map { sum in
            if let total = sum.total { return number(total) }
            guard sum.coveredShare > 0 else { return "?" }
            let hours = sum.end.timeIntervalSince(sum.start) / 3600
            return "≥\(number(sum.told)) (\(number(sum.coveredShare * hours)) of \(number(hours)) h)"
        }.joined(separator: " / ")
    }

    private static func value(_ value: WeatherBefore.Value?, _ format: String, factor: Double = 1) -> String {
        guard let value else { return "–" }
        let text = String(format: format, value.value * factor)
        // A day's value is marked: it is not that of the hour.
        return value.end.timeIntervalSince(value.start) > 3600 ? text + " (day)" : text
    }

    private static func number(_ value: Double) -> String {
        let text = String(format: "%.1f", value)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// "2025-02-14T03:00:00Z to 2025-02-14T05:00:00Z (2 h)".
    static func interval(_ interval: DateInterval) -> String {
        "\(AcquisitionTime.text(interval.start)) to \(AcquisitionTime.text(interval.end)) (\(number(interval.duration / 3600)) h)"
    }
}
