import Evidence
import Foundation
import Geodesy
import Testing

@testable import WeatherFiles

@Suite("Answers of Open-Meteo")
struct OpenMeteoTests {
    struct Truth: Decodable {
        var times: [String]
        var snowfall_water_mm: [Double?]
        var precipitation_mm: [Double?]
        var temperature_celsius: [Double?]
        var snow_depth_cm: [Double?]
        var wind_speed_m_s: [Double?]
        var wind_gust_m_s: [Double?]
        var cloud_share: [Double?]
        var shortwave_radiation_w_m2: [Double?]
        var totals: [String: [Double?]]
        var covered: [String: [Double?]]

        func values(_ quantity: WeatherQuantity) -> [Double?] {
            switch quantity {
            case .snowfallWater: snowfall_water_mm
            case .precipitation: precipitation_mm
            case .temperature: temperature_celsius
            case .snowDepth: snow_depth_cm
            case .windSpeed: wind_speed_m_s
            case .windGust: wind_gust_m_s
            case .cloudShare: cloud_share
            case .shortwaveRadiation: shortwave_radiation_w_m2
            default: Array(repeating: nil, count: times.count)
            }
        }
    }

    private func isClose(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) < 2e-6
    }

    @Test("Values, units and the time zone are those that pandas gets; holes stay holes")
    func values() throws {
        let truth: Truth = try Fixture.expected("open-meteo")
        let reading = try WeatherFiles.read(Fixture.path("open-meteo.json"))
        let series = reading.series
        #expect(series.samples.count == truth.times.count)
        #expect(reading.omissions.isEmpty)
        var differences: [String] = []
        for (index, sample) in series.samples.enumerated() {
            let end = try Fixture.time(truth.times[index])
            if sample.end != end || sample.duration != 3600 { differences.append("\(truth.times[index]): span") }
            for quantity in WeatherQuantity.allCases where !isClose(sample[quantity], truth.values(quantity)[index]) {
                differences.append(
                    "\(truth.times[index]) \(quantity.rawValue): \(String(describing: sample[quantity]))")
            }
        }
        #expect(differences.isEmpty, "\(differences.prefix(5))")
        #expect(series.samples[0].presentWeather?.hasPrefix("wmo") == true)
        #expect(series.source.place.latitude == 42.30931)
        #expect(series.source.elevation == 12)
        #expect(
            series.source.conversions.contains {
                $0.variable == "snowfall" && $0.from == "cm" && $0.to == "mm of water"
            })
        #expect(series.source.notes.contains { $0.contains("does not say which model") })
        #expect(series.source.notes.contains("Not used: relative_humidity_2m."))
    }

    @Test("Sums of the last 6, 24 and 72 hours are those of pandas, and have no total where pandas has none")
    func sums() throws {
        let truth: Truth = try Fixture.expected("open-meteo")
        let series = try WeatherFiles.read(Fixture.path("open-meteo.json")).series
        var differences: [String] = []
        for (index, text) in truth.times.enumerated() {
            let before = WeatherBefore(series, time: try Fixture.time(text))
            for (sum, hours) in zip(before.snowfallWater, ["6", "24", "72"]) {
                if !isClose(sum.total, truth.totals[hours]?[index]) { differences.append("\(text) \(hours) h: \(sum)") }
                if let covered = truth.covered[hours]?[index], index + 1 >= Int(hours) ?? 0,
                    !isClose(sum.coveredShare, covered)
                {
                    differences.append("\(text) \(hours) h covered: \(sum.coveredShare)")
                }
            }
        }
        #expect(differences.isEmpty, "\(differences.prefix(3))")
        let missing = series.missingHours(
            of: .snowfallWater, from: series.samples[0].start, to: series.samples[95].end)
        // Rows 20, 21 and 50 are null.
        #expect(missing.map { $0.duration / 3600 } == [2, 1])
    }

    /// A short answer, with parts that a test replaces.
    private func answer(
        times: String = #""2025-02-10T00:00","2025-02-10T01:00""#, snow: String = "0.7,1.4", unit: String = "cm",
        offset: String = #""utc_offset_seconds":0,"#
    ) -> String {
        """
        {"latitude":42.3,"longitude":130.4,\(offset)"elevation":5,"hourly_units":{"time":"iso8601","snowfall":"\(unit)"},
        "hourly":{"time":[\(times)],"snowfall":[\(snow)]}}
        """
    }

    @Test("Snowfall of 0.7 cm is 1 mm of water, in the hour before its time")
    func snowfall() throws {
        let samples = try Fixture.read(answer()).series.samples
        #expect(samples.map(\.snowfallWater) == [1, 2])
        #expect(samples[0].start == (try Fixture.time("2025-02-09T23:00Z")))
        // One inch of the provider's snow is 2.54 / 0.7 mm of water.
        #expect(try Fixture.read(answer(unit: "inch")).series.samples.map(\.snowfallWater) == [2.54, 5.08])
    }

    @Test("Negative snowfall and times told twice are left out and told")
    func leftOut() throws {
        let negative = try Fixture.read(answer(snow: "-0.07,1.4"))
        #expect(negative.series.samples.compactMap(\.snowfallWater) == [2])
        #expect(negative.series.source.notes.contains("Left out once: a value of snowfall_water_mm below 0 (line 1)."))
        let twice = try Fixture.read(answer(times: #""2025-02-10T00:00","2025-02-10T00:00""#))
        #expect(twice.series.samples.compactMap(\.snowfallWater) == [1])
        #expect(twice.omissions.count == 1)
        let turned = try Fixture.read(answer(times: #""2025-02-10T01:00","2025-02-10T00:00""#))
        #expect(turned.series.samples.map(\.snowfallWater) == [2, 1])
    }

    @Test("Seconds since 1970 are UTC, whatever the time zone")
    func unixTime() throws {
        let text = answer(times: "1739145600,1739149200", offset: #""utc_offset_seconds":32400,"#)
        #expect(try Fixture.read(text).series.samples.last?.end == (try Fixture.time("2025-02-10T01:00Z")))
    }

    @Test(
        "What cannot be used is refused with a sentence",
        arguments: [
            (#"{"error":true,"reason":"Parameter 'start_date' is out of allowed range"}"#, "start_date"),
            (#"{"latitude":1,"longitude":2,"daily":{"time":["2025-02-10"]}}"#, "no 'hourly'"),
            (#"[{"latitude":1}]"#, "several places"),
            (
                #"{"latitude":42.3,"longitude":130.4,"hourly_units":{},"hourly":{"time":["2025-02-10T00:00"],"snowfall":[1]}}"#,
                "time zone"
            ),
            (
                #"{"latitude":42.3,"longitude":130.4,"utc_offset_seconds":0,"hourly_units":{},"hourly":{"time":["2025-02-10T00:00"],"snowfall":[1]}}"#,
                "no unit"
            ),
            (
                #"{"latitude":42.3,"longitude":130.4,"utc_offset_seconds":0,"hourly_units":{"snowfall":"cm"},"hourly":{"time":["2025-02-10T00:00"],"snowfall":[1,2]}}"#,
                "2 values of snowfall for 1 times"
            ),
            (
                #"{"latitude":42.3,"longitude":130.4,"utc_offset_seconds":0,"hourly_units":{},"hourly":{"time":["2025-02-10T00:00"],"snowfall_era5":[1]}}"#,
                "one model at a time"
            ),
            (#"{"latitude":942.3,"longitude":130.4,"hourly_units":{},"hourly":{"time":[]}}"#, "on Earth"),
            (#"{"latitude":42.3,"longitude":130."#, "broken or cut off"),
            (#"{"latitude":42.3,"longitude":"here","hourly_units":{},"hourly":{}}"#, "longitude"),
        ])
    func refusals(text: String, words: String) {
        let refusal = Fixture.refusal(text)
        #expect(refusal.contains(words), "\(refusal)")
    }
}
