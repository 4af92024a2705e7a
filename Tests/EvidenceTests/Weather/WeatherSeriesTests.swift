import Evidence
import Foundation
import Geodesy
import Testing

@Suite("Series of weather")
struct WeatherSeriesTests {
    @Test("Gaps of sums are what no span fills; gaps of values are longer than half again the usual step")
    func gaps() {
        let series = SomeWeather.series([
            SomeWeather.sample(0, 6, snow: 1), SomeWeather.sample(0, 24, snow: 3), SomeWeather.sample(30, 36, snow: 1),
            SomeWeather.sample(0, 0, temperature: 1), SomeWeather.sample(3, 3, temperature: 1),
            SomeWeather.sample(6, 6, temperature: 1),
            SomeWeather.sample(10, 10, temperature: 1), SomeWeather.sample(16, 16, temperature: 1),
        ])
        #expect(series.gaps(of: .snowfallWater) == [DateInterval(start: SomeWeather.at(24), end: SomeWeather.at(30))])
        #expect(series.gaps(of: .temperature) == [DateInterval(start: SomeWeather.at(10), end: SomeWeather.at(16))])
        #expect(series.gaps(of: .windSpeed).isEmpty)
        #expect(series.span == DateInterval(start: SomeWeather.at(0), end: SomeWeather.at(36)))
        #expect(series.quantities == [.snowfallWater, .temperature])
    }

    @Test("What cannot be is left out and counted with its lines, and so is what is told twice")
    func table() {
        var table = WeatherTable()
        for (line, value) in [1.0, -0.1, .nan, 1, 2, -3].enumerated() {
            table.tell(.snowfallWater, value, from: SomeWeather.at(0), to: SomeWeather.at(1), line: line + 1)
        }
        table.tell(.temperature, -300, from: SomeWeather.at(1), to: SomeWeather.at(1))
        table.tell(.temperature, -0.0, from: SomeWeather.at(1), to: SomeWeather.at(1))
        #expect(
            table.omissions.sentences == [
                "Left out 2 times: a value of snowfall_water_mm below 0 (lines 2, 6).",
                "Left out once: an impossible value of snowfall_water_mm (line 3).",
                "Left out once: a value of snowfall_water_mm that was told before (line 4).",
                "Left out once: another value of snowfall_water_mm for a time that has one (line 5).",
                "Left out once: an impossible value of temperature_celsius.",
            ])
        // The instant at the end of the hour is told with the hour.
        let samples = table.ordered()
        #expect(samples.count == 1 && samples[0].snowfallWater == 1 && samples[0].temperature?.sign == .plus)
    }

    @Test(
        "Ids are made of words and place and can name a file",
        arguments: [
            (["open-meteo", "era5"], 42.308, 130.362, "open-meteo-era5-42.31-130.36"),
            (["ERA5 Land/x"], -0.004, -70.996, "era5-land-x-s0.00-w71.00"),
        ])
    func ids(words: [String], latitude: Double, longitude: Double, id: String) {
        let made = WeatherSource.id(words, place: GeoPoint(longitude: longitude, latitude: latitude))
        #expect(made == id)
        #expect(WeatherSource.isUsable(id: made))
        #expect(
            !WeatherSource.isUsable(id: "../" + made) && !WeatherSource.isUsable(id: "")
                && !WeatherSource.isUsable(id: ".a"))
    }
}
