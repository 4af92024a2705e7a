import Evidence
import Foundation
import Testing

@Suite("The weather before a look")
struct WeatherBeforeTests {
    @Test("Sums end with the last whole hour before the look, and values are the last that were told")
    func hourly() {
        let samples = (-80..<4).map {
            SomeWeather.sample(Double($0), Double($0) + 1, snow: 0.25, temperature: Double($0))
        }
        let before = WeatherBefore(SomeWeather.series(samples), time: SomeWeather.at(1.8))
        #expect(before.snowfallWater.map(\.total) == [1.5, 6, 18])
        #expect(before.snowfallWater.map(\.end) == Array(repeating: SomeWeather.at(1), count: 3))
        #expect(before.values[.temperature]?.value == 0)
        #expect(before.values[.temperature]?.end == SomeWeather.at(1))
        #expect(before.values[.windSpeed] == nil)
        #expect(before.precipitation.isEmpty)
    }

    @Test("What was told more than three hours before is not the weather of the look")
    func old() {
        let series = SomeWeather.series([SomeWeather.sample(0, 0, temperature: -3)])
        #expect(WeatherBefore(series, time: SomeWeather.at(3)).values[.temperature]?.value == -3)
        #expect(WeatherBefore(series, time: SomeWeather.at(3.01)).values[.temperature] == nil)
        #expect(WeatherBefore(series, time: SomeWeather.at(-1)).values[.temperature] == nil)
    }

    @Test("A day's values are told for the day that holds the look, and its total is named beside the open windows")
    func daily() {
        let series = SomeWeather.series([
            SomeWeather.sample(-24, 0, snow: 3, temperature: -8), SomeWeather.sample(0, 24, snow: 9, temperature: -4),
        ])
        let before = WeatherBefore(series, time: SomeWeather.at(5))
        let day = WeatherBefore.Value(value: -4, start: SomeWeather.at(0), end: SomeWeather.at(24))
        #expect(before.values[.temperature] == day)
        #expect(before.snowfallWater.map(\.total) == [nil, nil, nil])
        #expect(before.snowfallWater[0].unused.map(\.value) == [3, 9])
        #expect(before.snowfallWater[2].told == 3)
    }

    @Test("Two files of one source are one series; where they differ the first stays and the difference is counted")
    func joining() {
        var first = SomeWeather.series([SomeWeather.sample(0, 1, snow: 1), SomeWeather.sample(1, 2, snow: 2)])
        var second = SomeWeather.series([
            SomeWeather.sample(1, 2, snow: 3, temperature: -1), SomeWeather.sample(2, 3, snow: 4),
        ])
        second.source.file = .init(name: "other.txt", sha256: String(repeating: "1", count: 64))
        #expect(first.join(second) == 1)
        #expect(first.samples.map(\.snowfallWater) == [1, 2, 4])
        #expect(first.samples[1].temperature == -1)
        #expect(first.source.companions.map(\.name) == ["other.txt"])
        #expect(first.within(SomeWeather.at(1), SomeWeather.at(2)).samples.count == 1)
    }
}
