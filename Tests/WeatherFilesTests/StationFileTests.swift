import Evidence
import Foundation
import Geodesy
import Testing

@testable import WeatherFiles

@Suite("Files of stations")
struct StationFileTests {
    @Test("GHCN-Daily: days, units and flags; the place comes from the list of stations")
    func daily() throws {
        let truth: [String: [String: Double]] = try Fixture.expected("ghcn-daily")
        let options = WeatherFileOptions(stationLists: [Fixture.path("ghcnd-stations.txt")])
        let reading = try WeatherFiles.read(Fixture.path("RSM00031969.dly"), options: options)
        let source = reading.series.source
        #expect(source.place == GeoPoint(longitude: 130.8, latitude: 42.65))
        #expect(source.elevation == 35)
        #expect(source.title == "POSET, GHCN-Daily RSM00031969")
        #expect(reading.series.samples.count == truth.count)
        var differences: [String] = []
        for sample in reading.series.samples {
            let day = String(AcquisitionTime.text(sample.start).prefix(10))
            let told = Dictionary(
                uniqueKeysWithValues: WeatherQuantity.allCases.compactMap { quantity in
                    sample[quantity].map { (quantity.rawValue, $0) }
                })
            if told != truth[day] || sample.duration != 86_400 { differences.append("\(day): \(told)") }
        }
        #expect(differences.isEmpty, "\(differences.prefix(3))")
        let sentences = reading.omissions.sentences
        #expect(sentences.contains { $0.contains("SNOW that failed the quality check 'I'") })
        #expect(sentences.contains { $0.contains("presumed zero") })
        #expect(sentences.contains { $0.contains("second line for the same month") && $0.contains("line 15") })
        #expect(sentences.contains { $0.contains("no month of GHCN-Daily") && $0.contains("line 16") })
        #expect(source.notes.contains("Not used: WT09."))
    }

    @Test("GHCN-Daily: days can be those of a local clock; without a place the file is refused")
    func dailyPlace() throws {
        let here = GeoPoint(longitude: 130.8, latitude: 42.65)
        let local = try WeatherFiles.read(
            Fixture.path("RSM00031969.dly"), options: WeatherFileOptions(place: here, dayOffset: 9 * 3600))
        #expect(local.series.samples.first.map { AcquisitionTime.text($0.start).hasSuffix("T15:00:00Z") } == true)
        #expect(throws: WeatherFileError.self) { try WeatherFiles.read(Fixture.path("RSM00031969.dly")) }
    }

    struct Record: Decodable {
        var time: String
        var temperature_celsius: Double?
        var wind_speed_m_s: Double?
        var wind_gust_m_s: Double?
        var snow_depth_cm: Double?
        var cloud_share: Double?
        var weather: String?
        var sums: [[Sum]]

        enum Sum: Decodable {
            case name(String)
            case number(Double)

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let number = try? container.decode(Double.self) {
                    self = .number(number)
                } else {
                    self = .name(try container.decode(String.self))
                }
            }
        }
    }

    @Test("ISD: mandatory data and groups are those that were written; sums cover the hours that they name")
    func records() throws {
        let truth: [Record] = try Fixture.expected("isd")
        let reading = try WeatherFiles.read(
            Fixture.path("470030-99999-2019"),
            options: WeatherFileOptions(stationLists: [Fixture.path("isd-history.csv")]))
        let series = reading.series
        #expect(series.source.place == GeoPoint(longitude: 130.4, latitude: 42.317))
        #expect(series.source.elevation == 3)
        #expect(series.source.title == "Sonbong, ISD 470030-99999")
        var differences: [String] = []
        for record in truth {
            let time = try Fixture.time(record.time)
            let instant = series.samples.first { $0.start == time && $0.end == time }
            let told = [
                instant?.temperature, instant?.windSpeed, instant?.windGust, instant?.snowDepth, instant?.cloudShare,
            ]
            let wanted = [
                record.temperature_celsius, record.wind_speed_m_s, record.wind_gust_m_s, record.snow_depth_cm,
                record.cloud_share,
            ]
            if told != wanted { differences.append("\(record.time): \(told) for \(wanted)") }
            if instant?.presentWeather != record.weather { differences.append("\(record.time): weather") }
            for sum in record.sums {
                guard case .name(let name) = sum[0], case .number(let hours) = sum[1], case .number(let value) = sum[2]
                else { continue }
                let span = series.samples.first { $0.end == time && $0.duration == hours * 3600 }
                let quantity = try #require(WeatherQuantity(rawValue: name))
                if span?[quantity] != value { differences.append("\(record.time): \(name) over \(hours) h") }
            }
        }
        #expect(differences.isEmpty, "\(differences.prefix(5))")
        let sentences = reading.omissions.sentences.joined(separator: " ")
        for words in ["suspect or wrong", "summary of a month", "group 'ZZ1' that is not known", "no record of ISD"] {
            #expect(sentences.contains(words), "\(sentences)")
        }
    }

    struct Lite: Decodable {
        var times: [String]
        var temperature_celsius: [Double?]
        var wind_speed_m_s: [Double?]
        var cloud_share: [Double?]
        var precipitation_mm: [Double?]
    }

    @Test("isd-lite: hours, tenths and traces; the station is named by the file")
    func lite() throws {
        let truth: Lite = try Fixture.expected("isd-lite")
        let reading = try WeatherFiles.read(
            Fixture.path("470030-99999-2019-lite"),
            options: WeatherFileOptions(stationLists: [Fixture.path("isd-history.csv")]))
        let series = reading.series
        let hours = series.hours(from: try Fixture.time("2019-02-13T23:00Z"), to: try Fixture.time("2019-02-15T23:00Z"))
        #expect(hours.map(\.temperature) == truth.temperature_celsius)
        #expect(hours.map(\.windSpeed) == truth.wind_speed_m_s)
        #expect(hours.map(\.cloudShare) == truth.cloud_share)
        #expect(hours.map(\.precipitation) == truth.precipitation_mm)
        #expect(series.source.place.latitude == 42.317)
        #expect(series.source.notes.contains { $0.contains("trace of precipitation, told 2 times") })
        let six = series.sum(
            of: .precipitation, from: try Fixture.time("2019-02-14T00:00Z"), to: try Fixture.time("2019-02-14T06:00Z"))
        #expect(six.total == 0, "the hour at five is missing, so the six-hour trace is what fills the window")
    }
}
