import Evidence
import Foundation
import Geodesy
import Testing

@testable import WeatherFiles

@Suite("Reports of aerodromes")
struct AerodromeTests {
    struct Truth: Decodable {
        var time: String
        var temperature_celsius: Double?
        var wind_speed_m_s: Double?
        var wind_gust_m_s: Double?
        var cloud_share: Double?
        var weather: String
    }

    private func differences(_ series: WeatherSeries) throws -> [String] {
        let truth: [Truth] = try Fixture.expected("metar")
        guard truth.count == series.samples.count else { return ["\(series.samples.count) samples"] }
        func isClose(_ a: Double?, _ b: Double?) -> Bool {
            guard let a, let b else { return a == nil && b == nil }
            return abs(a - b) < 1e-3
        }
        return try zip(truth, series.samples).compactMap { wanted, told in
            let isSame =
                told.end == (try Fixture.time(wanted.time)) && isClose(told.temperature, wanted.temperature_celsius)
                && isClose(told.windSpeed, wanted.wind_speed_m_s) && isClose(told.windGust, wanted.wind_gust_m_s)
                && isClose(told.cloudShare, wanted.cloud_share) && told.presentWeather == wanted.weather
            return isSame ? nil : "\(wanted) read as \(told)"
        }
    }

    @Test("A table of the archive: values are those of python-metar, and the place is that of the table")
    func table() throws {
        let series = try WeatherFiles.read(Fixture.path("metar-table.csv")).series
        #expect(try differences(series).isEmpty)
        #expect(series.source.place == GeoPoint(longitude: 132.148, latitude: 43.399))
        #expect(series.source.elevation == 18)
        #expect(series.source.id == "metar-uhww")
    }

    @Test("Lines with a date, the newest first, one of them twice and one NIL")
    func dated() throws {
        let options = WeatherFileOptions(stationLists: [Fixture.path("isd-history.csv")])
        let reading = try WeatherFiles.read(Fixture.path("metar-dated.txt"), options: options)
        #expect(try differences(reading.series).isEmpty)
        #expect(reading.series.source.title == "Vladivostok, Knevichi, METAR UHWW")
        #expect(
            reading.omissions.all.map(\.reason) == [
                "a report that was told before", "a report that says there is none (NIL)",
            ])
    }

    @Test("Bare reports need their month")
    func bare() throws {
        var options = WeatherFileOptions(place: GeoPoint(longitude: 132, latitude: 43))
        #expect(
            Fixture.refusal(String(decoding: try Fixture.bytes("metar-bare.txt"), as: UTF8.self), options).contains(
                "--month"))
        options.month = WeatherFileOptions.Month("2025-02")
        #expect(try differences(try WeatherFiles.read(Fixture.path("metar-bare.txt"), options: options).series).isEmpty)
    }

    @Test("Slashes of instruments are what is not told, and no weather is then not seen")
    func slashes() throws {
        let report = try #require(
            AerodromeReport("UHWW 140030Z AUTO /////KT //// // ////// ///// Q////".split(separator: " ")))
        #expect(report.temperature == nil && report.windSpeed == nil && report.cloudShare == nil)
        #expect(report.presentWeather == nil)
        let blind = try #require(
            AerodromeReport("KABC 140030Z AUTO 01005KT 10SM CLR M02/M05 A3000 RMK AO1 PWINO".split(separator: " ")))
        #expect(blind.presentWeather == nil)
        let more = try #require(AerodromeReport("UHWW 140030Z 320P49MPS 9999 M05/M07 Q1000".split(separator: " ")))
        #expect(more.windSpeed == nil && more.boundsOnly == 1)
        #expect(AerodromeReport("THE 140030Z WAS COLD".split(separator: " ")) == nil)
    }

    @Test(
        "Which words are present weather",
        arguments: [
            ("SN", true), ("-SHSN", true), ("+TSRA", true), ("BLSN", true), ("VCSH", true), ("TS", true), ("SH", false),
            ("BL", false),
            ("SNOW", false), ("SNSH", false), ("RESN", false), ("NSW", false), ("", false), ("+", false),
            ("FZDZ", true),
            ("RASN", true), ("-RASNPL", true),
        ])
    func weather(word: String, isWeather: Bool) {
        #expect(AerodromeReport.isPresentWeather(word[...]) == isWeather)
    }

    @Test("A correction takes the place of its report; a date in another zone is told")
    func corrections() throws {
        let options = WeatherFileOptions(place: GeoPoint(longitude: 132, latitude: 43))
        let reading = try Fixture.read(
            """
            202502140000 METAR UHWW 140000Z 32005MPS 9999 M05/M10 Q1018=
            202502140000 METAR COR UHWW 140000Z 32005MPS 9999 M15/M20 Q1018=
            202502141000 METAR UHWW 140100Z 32005MPS 9999 M04/M10 Q1018=
            """, options)
        #expect(reading.series.samples.map(\.temperature) == [-15])
        #expect(reading.omissions.all.map(\.lines) == [[2], [3]])
        #expect(reading.omissions.all[1].reason.contains("is that in UTC?"))
    }

    @Test("A file of two aerodromes is read for the one that is named")
    func several() throws {
        let text = """
            202502140000 METAR UHWW 140000Z 32005MPS 9999 M05/M10 Q1018=
            202502140000 METAR UHHH 140000Z 32005MPS 9999 M25/M30 Q1018=
            """
        var options = WeatherFileOptions(place: GeoPoint(longitude: 132, latitude: 43))
        #expect(Fixture.refusal(text, options).contains("UHWW, UHHH"))
        options.station = "UHHH"
        #expect(try Fixture.read(text, options).series.samples.map(\.temperature) == [-25])
    }
}
