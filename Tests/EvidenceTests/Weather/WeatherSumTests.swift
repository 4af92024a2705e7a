import Evidence
import Foundation
import Geodesy
import Testing

/// Series for tests: what they tell of a place that does not matter.
enum SomeWeather {
    static let origin = Date(timeIntervalSince1970: 1_739_145_600)  // 2025-02-10T00:00:00Z

    static func at(_ hours: Double) -> Date { origin.addingTimeInterval(hours * 3600) }

    static func series(_ samples: [WeatherSample]) -> WeatherSeries {
        WeatherSeries(
            source: WeatherSource(
                id: "some", title: "Some", kind: .station, place: GeoPoint(longitude: 130.4, latitude: 42.3),
                elevation: nil, conversions: [], notes: [], credit: nil,
                file: .init(name: "some.txt", sha256: String(repeating: "0", count: 64))),
            samples: samples)
    }

    static func sample(
        _ start: Double, _ end: Double, snow: Double? = nil, temperature: Double? = nil, gust: Double? = nil
    ) -> WeatherSample {
        var sample = WeatherSample(start: at(start), end: at(end))
        sample.snowfallWater = snow
        sample.temperature = temperature
        sample.windGust = gust
        return sample
    }
}

@Suite("Sums of weather over windows and hours")
struct WeatherSumTests {
    /// The most that spans without overlap can fill of a window, by trying every subset of them.
    private func bruteForce(_ spans: [(start: Double, end: Double, value: Double)], in window: Range<Double>) -> Double
    {
        let inside = spans.filter { window.lowerBound <= $0.start && $0.end <= window.upperBound }
        var best = 0.0
        for subset in 0..<(1 << inside.count) {
            let chosen = inside.indices.filter { subset & (1 << $0) != 0 }.map { inside[$0] }
            let overlap = chosen.indices.contains { i in
                chosen.indices.contains { j in
                    i < j && chosen[i].start < chosen[j].end && chosen[j].start < chosen[i].end
                }
            }
            if !overlap { best = max(best, chosen.reduce(0) { $0 + $1.end - $1.start }) }
        }
        return best
    }

    @Test("Spans that overlap fill as much of a window as any choice of them can, and none is counted twice")
    func widest() {
        var state: UInt64 = 11
        func next(_ bound: UInt64) -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double((state >> 33) % bound)
        }
        var differences: [String] = []
        for _ in 0..<200 {
            let spans = (0..<9).map { _ -> (start: Double, end: Double, value: Double) in
                let start = next(20) - 2
                return (start, start + 1 + next(6), next(50) / 10)
            }
            let series = SomeWeather.series(spans.map { SomeWeather.sample($0.start, $0.end, snow: $0.value) })
            let sum = series.sum(of: .snowfallWater, from: SomeWeather.at(0), to: SomeWeather.at(16))
            let covered = (sum.coveredShare * 16).rounded()
            let open = sum.missing.reduce(0) { $0 + $1.duration } / 3600
            let unusedInside = sum.unused.filter { $0.start >= sum.start && $0.end <= sum.end }.reduce(0) {
                $0 + $1.value
            }
            let inside = spans.filter { $0.start >= 0 && $0.end <= 16 }.reduce(0) { $0 + $1.value }
            if covered != bruteForce(spans, in: 0..<16) { differences.append("\(spans): filled \(covered)") }
            if abs(covered + open - 16) > 1e-9 { differences.append("\(spans): open \(open)") }
            if abs(sum.told + unusedInside - inside) > 1e-9 { differences.append("\(spans): told \(sum.told)") }
        }
        #expect(differences.isEmpty, "\(differences.prefix(3))")
    }

    @Test("A sum with a missing hour has no total, says what is told, and names the hour")
    func missingHour() {
        let samples = (0..<6).filter { $0 != 3 }.map { SomeWeather.sample(Double($0), Double($0) + 1, snow: 0.5) }
        let sum = SomeWeather.series(samples).sum(of: .snowfallWater, from: SomeWeather.at(0), to: SomeWeather.at(6))
        #expect(sum.total == nil)
        #expect(sum.told == 2.5)
        #expect(sum.coveredShare == 5.0 / 6)
        #expect(sum.missing == [DateInterval(start: SomeWeather.at(3), end: SomeWeather.at(4))])
        let whole = SomeWeather.series(samples).sum(of: .snowfallWater, from: SomeWeather.at(0), to: SomeWeather.at(3))
        #expect(whole.total == 1.5)
        let empty = SomeWeather.series(samples).sum(of: .snowfallWater, from: SomeWeather.at(2), to: SomeWeather.at(2))
        #expect(empty.total == nil)
    }

    @Test("A day's total is no hour's snow: the hours are missing, and the total is named")
    func dayTotal() {
        let series = SomeWeather.series([SomeWeather.sample(0, 24, snow: 12, temperature: -4)])
        let hours = series.hours(from: SomeWeather.at(0), to: SomeWeather.at(24))
        #expect(hours.count == 24)
        #expect(hours.allSatisfy { $0.isEmpty })
        #expect(
            series.missingHours(of: .snowfallWater, from: SomeWeather.at(0), to: SomeWeather.at(24))
                == [DateInterval(start: SomeWeather.at(0), end: SomeWeather.at(24))])
        let six = series.sum(of: .snowfallWater, from: SomeWeather.at(6), to: SomeWeather.at(12))
        #expect(six.total == nil)
        #expect(six.coveredShare == 0)
        #expect(six.unused == [.init(start: SomeWeather.at(0), end: SomeWeather.at(24), value: 12)])
        let day = series.sum(of: .snowfallWater, from: SomeWeather.at(0), to: SomeWeather.at(24))
        #expect(day.total == 12)
        #expect(day.unused.isEmpty)
    }

    @Test("Hours hold the sum of the hour, the last value up to its end and the greatest gust; holes stay")
    func hours() {
        let series = SomeWeather.series([
            SomeWeather.sample(0, 1, snow: 0.2, temperature: -3),
            SomeWeather.sample(1, 1.5, snow: 0.1), SomeWeather.sample(1.5, 2, snow: 0.3),
            SomeWeather.sample(1.5, 1.5, temperature: -5, gust: 12), SomeWeather.sample(1.75, 1.75, gust: 9),
            SomeWeather.sample(3, 3.5, snow: 0.1), SomeWeather.sample(4, 4, temperature: -7),
        ])
        let hours = series.hours(from: SomeWeather.at(0.25), to: SomeWeather.at(3.5))
        #expect(hours.map(\.start) == [0, 1, 2, 3].map { SomeWeather.at($0) })
        #expect(hours.map { $0.snowfallWater.map { ($0 * 10).rounded() / 10 } } == [0.2, 0.4, nil, nil])
        #expect(hours.map(\.temperature) == [-3, -5, nil, -7])
        #expect(hours.map(\.windGust) == [nil, 12, nil, nil])
        #expect(
            series.missingHours(of: .snowfallWater, from: SomeWeather.at(0), to: SomeWeather.at(4))
                == [DateInterval(start: SomeWeather.at(2), end: SomeWeather.at(4))])
        #expect(series.hours(from: SomeWeather.at(2), to: SomeWeather.at(2)).isEmpty)
        #expect(series.hours(from: SomeWeather.at(0), to: Date(timeIntervalSince1970: .infinity)).isEmpty)
    }

    @Test("Hours of a place whose clock is off by half an hour lie on its own hours")
    func halfHourZone() {
        let series = SomeWeather.series((0..<5).map { SomeWeather.sample(Double($0) - 0.5, Double($0) + 0.5, snow: 1) })
        #expect(series.hourPhase == 1800)
        let hours = series.hours(from: SomeWeather.at(0), to: SomeWeather.at(2))
        #expect(hours.map(\.start) == [-0.5, 0.5, 1.5].map { SomeWeather.at($0) })
        #expect(hours.map(\.snowfallWater) == [1, 1, 1])
        #expect(series.hourEnd(before: SomeWeather.at(2)) == SomeWeather.at(1.5))
    }

    @Test("Depth of new snow follows from water and density, and a measured depth goes first")
    func depth() {
        var sample = SomeWeather.sample(0, 1, snow: 1)
        // Open-Meteo: 0.7 cm for 1 mm of water, 7 cm for 10 mm.
        #expect(abs((sample.snowfall(density: 1000.0 / 7) ?? 0) - 0.7) < 1e-12)
        #expect(sample.snowfall(density: 0) == nil)
        sample.newSnow = 2
        #expect(sample.snowfall(density: 100) == 2)
    }
}
