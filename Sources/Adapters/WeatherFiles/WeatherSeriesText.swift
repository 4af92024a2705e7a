import Evidence
import Foundation

/// A series as text: canonical JSON with one list for each column, which reads back to the same bytes.
struct WeatherSeriesText: Codable {
    static let form = "revisit-weather-1"

    var form: String
    var source: WeatherSource
    var start: [String]
    var end: [String]
    var columns: [String: [Double?]]
    var presentWeather: [String?]?

    enum CodingKeys: String, CodingKey {
        case form, source, start, end, columns
        case presentWeather = "present_weather"
    }

    init(_ series: WeatherSeries) {
        form = Self.form
        source = series.source
        start = series.samples.map { AcquisitionTime.text($0.start) }
        end = series.samples.map { AcquisitionTime.text($0.end) }
        columns = [:]
        for quantity in WeatherQuantity.allCases {
            let values = series.samples.map { $0[quantity] }
            if values.contains(where: { $0 != nil }) { columns[quantity.rawValue] = values }
        }
        let weather = series.samples.map(\.presentWeather)
        presentWeather = weather.contains { $0 != nil } ? weather : nil
    }

    /// What is wrong with a text of this form.
    struct Flaw: Error {
        var problem: String
    }

    /// The series; throws ``Flaw`` where columns do not fit.
    func series() throws(Flaw) -> WeatherSeries {
        guard form == Self.form else { throw Flaw(problem: "has the form \(quoted(form)), not \(Self.form)") }
        guard start.count == end.count, presentWeather?.count ?? start.count == start.count,
            columns.values.allSatisfy({ $0.count == start.count })
        else { throw Flaw(problem: "has columns of different lengths") }
        if let name = columns.keys.sorted().first(where: { WeatherQuantity(rawValue: $0) == nil }) {
            throw Flaw(problem: "has a column \(quoted(name)) that is not known")
        }
        var samples: [WeatherSample] = []
        samples.reserveCapacity(start.count)
        for index in start.indices {
            guard let begin = CivilTime.date(iso8601: start[index], offset: nil),
                let finish = CivilTime.date(iso8601: end[index], offset: nil), begin <= finish
            else { throw Flaw(problem: "has a span \(quoted(start[index])) to \(quoted(end[index])) that is none") }
            var sample = WeatherSample(start: begin, end: finish)
            for quantity in WeatherQuantity.allCases {
                guard let value = columns[quantity.rawValue]?[index] else { continue }
                guard quantity.possible.contains(value) else {
                    throw Flaw(problem: "has an impossible value of \(quantity.rawValue) at \(quoted(start[index]))")
                }
                sample[quantity] = value
            }
            sample.presentWeather = presentWeather?[index]
            samples.append(sample)
        }
        return WeatherSeries(source: source, samples: samples)
    }

    /// The bytes of a series.
    static func bytes(of series: WeatherSeries) throws -> [UInt8] {
        Array((try CanonicalJSON.text(WeatherSeriesText(series)) + "\n").utf8)
    }
}
