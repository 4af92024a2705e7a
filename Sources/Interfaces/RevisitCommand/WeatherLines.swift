import Evidence
import Foundation
import Geodesy

/// Weather as objects for `--json`.
enum WeatherLines {
    /// A source, its place and its gaps.
    static func source(_ series: WeatherSeries, site: GeoPoint?, siteElevation: Double?) -> [String: any Sendable] {
        let source = series.source
        var object: [String: any Sendable] = [
            "event": "source", "id": source.id, "title": source.title, "kind": source.kind.rawValue,
            "latitude": source.place.latitude, "longitude": source.place.longitude, "samples": series.samples.count,
            "notes": source.notes,
            "files": ([source.file] + source.companions).map { ["name": $0.name, "sha256": $0.sha256] },
            "conversions": source.conversions.map {
                ["variable": $0.variable, "from": $0.from, "to": $0.to, "rule": $0.rule]
            },
            "elevation": optional(source.elevation), "credit": optional(source.credit),
        ]
        if let span = series.span {
            object["start"] = AcquisitionTime.text(span.start)
            object["end"] = AcquisitionTime.text(span.end)
        }
        object["distance_m"] = optional(site.map { ($0.greatCircleDistance(to: source.place)).rounded() })
        object["height_difference_m"] = optional(
            siteElevation.flatMap { site in source.elevation.map { $0 - site } })
        var gaps: [String: any Sendable] = [:]
        for quantity in WeatherQuantity.allCases where series.samples.contains(where: { $0[quantity] != nil }) {
            gaps[quantity.rawValue] = series.gaps(of: quantity).map(interval)
        }
        object["gaps"] = gaps
        return object
    }

    /// What a source tells of the weather before a look.
    static func before(_ weather: WeatherBefore) -> [String: any Sendable] {
        var values: [String: any Sendable] = [:]
        for (quantity, value) in weather.values {
            values[quantity.rawValue] =
                [
                    "value": value.value, "start": AcquisitionTime.text(value.start),
                    "end": AcquisitionTime.text(value.end),
                ] as [String: any Sendable]
        }
        return [
            "source": weather.source, "values": values, "present_weather": optional(weather.presentWeather),
            WeatherQuantity.snowfallWater.rawValue: weather.snowfallWater.map(sum),
            WeatherQuantity.newSnow.rawValue: weather.newSnow.map(sum),
            WeatherQuantity.precipitation.rawValue: weather.precipitation.map(sum),
        ]
    }

    private static func sum(_ sum: WeatherSum) -> [String: any Sendable] {
        [
            "start": AcquisitionTime.text(sum.start), "end": AcquisitionTime.text(sum.end),
            "total": optional(sum.total),
            "told": sum.told, "covered_share": sum.coveredShare, "missing": sum.missing.map(interval),
            "unused": sum.unused.map {
                ["start": AcquisitionTime.text($0.start), "end": AcquisitionTime.text($0.end), "value": $0.value]
                    as [String: any Sendable]
            },
        ]
    }

    private static func interval(_ interval: DateInterval) -> [String] {
        [AcquisitionTime.text(interval.start), AcquisitionTime.text(interval.end)]
    }

    /// JSON's null for what is not known.
    static func optional(_ value: (some Sendable)?) -> any Sendable {
        if let value { value } else { NSNull() }
    }
}
