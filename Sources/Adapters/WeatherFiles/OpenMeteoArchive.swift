import Evidence
import Foundation
import Geodesy

/// Reads the JSON that Open-Meteo's archive answers, with its hourly values.
///
/// Precipitation, snowfall, gusts and radiation are of the hour before a time, everything else of the time itself.
///
/// Source: Open-Meteo, Historical Weather API, "Hourly Parameter Definition" and "JSON Return Object".
enum OpenMeteoArchive {
    /// The answer, as far as it is used.
    struct Answer: Decodable {
        var error: Bool?
        var reason: String?
        var latitude: Double?
        var longitude: Double?
        var elevation: Double?
        var utc_offset_seconds: Double?
        var timezone: String?
        var hourly: [String: Column]?
        var hourly_units: [String: String]?
    }

    /// One list of the answer.
    enum Column: Decodable {
        case numbers([Double?])
        case texts([String?])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let numbers = try? container.decode([Double?].self) {
                self = .numbers(numbers)
            } else {
                self = .texts(try container.decode([String?].self))
            }
        }

        var count: Int {
            switch self {
            case .numbers(let values): values.count
            case .texts(let values): values.count
            }
        }
    }

    static func read(_ content: WeatherContent) throws(WeatherFileError) -> WeatherReading {
        let answer = try answer(in: content)
        guard let hourly = answer.hourly, let units = answer.hourly_units else {
            throw content.error(
                "has no 'hourly' with its 'hourly_units'",
                "expected an answer of the archive to a question with hourly=…; daily values alone are not read")
        }
        guard let latitude = answer.latitude, let longitude = answer.longitude else {
            throw content.error("does not say its place", "expected 'latitude' and 'longitude'")
        }
        let place = GeoPoint(longitude: longitude, latitude: latitude)
        guard place.isOnEarth else {
            throw content.error("lies at \(latitude), \(longitude)", "expected a place on Earth")
        }
        let times = try times(in: hourly, of: answer, content)
        var table = WeatherTable()
        var conversions: [WeatherSource.Conversion] = []
        var taken: Set<String> = []
        for variable in OpenMeteoVariable.all {
            guard let name = variable.names.first(where: { hourly[$0] != nil }), let column = hourly[name] else {
                continue
            }
            taken.insert(name)
            guard case .numbers(let values) = column, values.count == times.count else {
                throw content.error(
                    "has \(column.count) values of \(name) for \(times.count) times",
                    "expected one number or null for each time")
            }
            guard let quantity = variable.quantity else {
                tell(weatherCodes: values, at: times, in: &table)
                continue
            }
            guard let unit = units[name], let conversion = variable.conversions[unit] else {
                throw content.error(
                    "gives \(name) in \(units[name].map { quoted($0) } ?? "no unit")",
                    "expected one of " + variable.conversions.keys.sorted().joined(separator: ", "))
            }
            if let rule = conversion.rule {
                conversions.append(.init(variable: name, from: unit, to: quantity.unitText, rule: rule))
            }
            for (index, value) in values.enumerated() {
                guard let value, let time = times[index] else { continue }
                let start = variable.isOfHourBefore ? time.addingTimeInterval(-3600) : time
                // Water told as such goes before water computed from a depth.
                if table.tells(quantity, from: start, to: time), variable.isSecondChoice { continue }
                table.tell(quantity, conversion.apply(value), from: start, to: time, line: index + 1)
            }
        }
        let rest = Set(hourly.keys).subtracting(taken).subtracting(["time"]).sorted()
        guard !taken.isEmpty else {
            throw content.error(
                "holds no variable that is read here (it has \(rest.prefix(5).joined(separator: ", ")))",
                "expected names without a model's name behind them, such as snowfall: ask for one model at a time")
        }
        let gaps = times.enumerated().filter { $0.element == nil }
        for gap in gaps { table.omissions.add("a time that is told twice or cannot be read", line: gap.offset + 1) }
        var notes = ["Line numbers of what was left out are places in the lists, from 1."]
        if table.omissions.isEmpty { notes = [] }
        notes += Self.notes(model: content.options.model)
        if !rest.isEmpty { notes.append("Not used: \(rest.joined(separator: ", ")).") }
        let name = content.options.model.map { "\($0) by Open-Meteo" } ?? "Open-Meteo, model not told"
        let source = WeatherSource(
            id: WeatherSource.id(["open-meteo", content.options.model ?? ""], place: place), title: name,
            kind: .reanalysis,
            place: place, elevation: answer.elevation, conversions: conversions, notes: notes,
            credit: "Weather data by Open-Meteo.com, CC BY 4.0", file: content.file)
        return WeatherReading(
            series: WeatherSeries(source: source, samples: table.ordered()), omissions: table.omissions)
    }

    /// The answer; throws what it says where it is an error.
    private static func answer(in content: WeatherContent) throws(WeatherFileError) -> Answer {
        let expected = "expected the JSON of one place as Open-Meteo's archive answers it"
        if content.bytes.first(where: { $0 > 32 }) == 0x5B {
            throw content.error("holds several places", "ask for one place at a time")
        }
        let answer: Answer
        do {
            answer = try JSONDecoder().decode(Answer.self, from: Data(content.bytes))
        } catch {
            throw content.error("cannot be read as JSON of the archive (\(reason(of: error)))", expected)
        }
        if answer.error == true {
            throw content.error(
                "is an error that the server answered: \(answer.reason.map { quoted($0.prefix(300)) } ?? "no reason told")",
                "mend the question and ask again")
        }
        return answer
    }

    /// What the decoder says, with the place in the answer.
    private static func reason(of error: any Error) -> String {
        guard let error = error as? DecodingError else { return "\(error)" }
        let context: DecodingError.Context? =
            switch error {
            case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
                .valueNotFound(_, let context):
                context
            @unknown default: nil
            }
        let place = context?.codingPath.map(\.stringValue).joined(separator: ".") ?? ""
        return place.isEmpty ? "it is broken or cut off" : "at \(place.prefix(80))"
    }

    /// The time of each row; nil where it is told twice or is none.
    private static func times(
        in hourly: [String: Column], of answer: Answer, _ content: WeatherContent
    ) throws(WeatherFileError) -> [Date?] {
        var times: [Date?]
        switch hourly["time"] {
        case .texts(let texts):
            let hasZone = texts.first.flatMap { $0 }.map { CivilTime.date(iso8601: $0, offset: nil) != nil } ?? false
            guard hasZone || answer.utc_offset_seconds != nil else {
                throw content.error("has times without their time zone", "expected 'utc_offset_seconds'")
            }
            times = texts.map { text in text.flatMap { CivilTime.date(iso8601: $0, offset: answer.utc_offset_seconds) }
            }
        case .numbers(let seconds):
            // timeformat=unixtime: seconds since 1970 in UTC, whatever the time zone.
            times = seconds.map { seconds in
                seconds.flatMap { abs($0) < 1e11 ? Date(timeIntervalSince1970: $0.rounded()) : nil }
            }
        case nil: throw content.error("has no times", "expected 'hourly.time'")
        }
        if let offset = answer.utc_offset_seconds, !(abs(offset) <= 86_400) {
            throw content.error("has an offset of \(offset) s from UTC", "expected at most a day")
        }
        guard times.contains(where: { $0 != nil }) else {
            throw content.error("has no time that can be read", "expected times such as 2025-02-10T00:00")
        }
        var seen: Set<Date> = []
        for index in times.indices {
            if let time = times[index], !seen.insert(time).inserted { times[index] = nil }
        }
        return times
    }

    private static func tell(weatherCodes codes: [Double?], at times: [Date?], in table: inout WeatherTable) {
        for (code, time) in zip(codes, times) {
            guard let code, let time else { continue }
            guard (0...99).contains(code), code == code.rounded() else {
                table.omissions.add("a weather code that is none of 0 to 99")
                continue
            }
            table.tell(presentWeather: "wmo\(Int(code))", at: time)
        }
    }

    private static func notes(model: String?) -> [String] {
        guard let model else { return ["The answer does not say which model it is of."] }
        var notes = ["The answer does not say which model it is of; \(model) is what was asked for."]
        if model == "era5_land" {
            notes.append(
                "Precipitation, snowfall, wind and radiation of ERA5-Land are interpolated from ERA5, whose cells are about 28 km wide."
            )
        }
        if model == "best_match" || model == "era5_seamless" {
            notes.append("\(model) joins several models; which one a value is of is not told.")
        }
        return notes
    }
}
