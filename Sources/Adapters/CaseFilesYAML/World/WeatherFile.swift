import Foundation
import Sites

/// Reads hourly weather: a CSV file or the JSON of Open-Meteo's archive.
///
/// Source: Open-Meteo, Historical Weather API: `snowfall` in centimetres of the hour before, `temperature_2m` in degrees.
enum WeatherFile {
    /// Largest file that is read, in bytes: some tens of years of hours.
    static let sizeLimit = 32 << 20

    /// Why a file cannot be used.
    struct Flaw: Error, Equatable {
        var line: Int?
        var problem: String
        var expected: String
    }

    /// Reads the hours of a file, in order.
    static func read(_ path: String, name: String) -> Result<[SnowScript.Hour], Flaw> {
        switch SourceText.read(path, as: name, limit: sizeLimit) {
        case .failure(let mistake):
            return .failure(Flaw(problem: "cannot be used: \(mistake.problem)", expected: mistake.expected))
        case .success(let source):
            guard let text = source.text else {
                return .failure(Flaw(problem: "is not UTF-8", expected: "save it as UTF-8"))
            }
            let isJSON = text.drop { $0.isWhitespace }.first == "{"
            return Result { () throws(Flaw) in
                let (hours, lines) = try isJSON ? (hours(ofJSON: text), nil) : hours(ofCSV: text)
                try check(hours, lines: lines)
                return hours
            }
        }
    }

    private static func check(_ hours: [SnowScript.Hour], lines: [Int]?) throws(Flaw) {
        guard !hours.isEmpty else {
            throw Flaw(problem: "holds no hour", expected: "expected time, snowfall and temperature_2m")
        }
        for (index, (hour, next)) in zip(hours, hours.dropFirst()).enumerated() {
            let step = next.time.timeIntervalSince(hour.time)
            guard step != 3600 else { continue }
            // What fell or melted in hours that are left out would silently be nothing.
            throw Flaw(
                line: lines?[index + 1],
                problem: step > 3600
                    ? "leaves out hours before \(next.time.formatted(.iso8601))"
                    : "has hours that are not in order (\(next.time.formatted(.iso8601)))",
                expected: "expected each hour once, one after the other")
        }
    }

    /// The time of an hour; Open-Meteo writes it without an offset, which its `utc_offset_seconds` gives.
    private static func time(_ text: String, offset: Double?) -> Date? {
        if case .instant(let date)? = try? CalendarText(text) { return date }
        guard let offset, case .instant(let date)? = try? CalendarText(text + "Z") else { return nil }
        return date.addingTimeInterval(-offset)
    }

    private static func hours(ofJSON text: String) throws(Flaw) -> [SnowScript.Hour] {
        struct Archive: Decodable {
            struct Hourly: Decodable {
                var time: [String]
                var snowfall: [Double?]
                var temperature_2m: [Double?]
            }
            var utc_offset_seconds: Double?
            var hourly: Hourly
        }
        guard let archive = try? JSONDecoder().decode(Archive.self, from: Data(text.utf8)) else {
            throw Flaw(
                problem: "is no archive of Open-Meteo",
                expected: "expected 'hourly' with the lists time, snowfall and temperature_2m")
        }
        let hourly = archive.hourly
        guard hourly.time.count == hourly.snowfall.count, hourly.time.count == hourly.temperature_2m.count else {
            throw Flaw(problem: "has lists of different lengths", expected: "expected one value for each hour")
        }
        var hours: [SnowScript.Hour] = []
        for (index, stamp) in hourly.time.enumerated() {
            guard let time = time(stamp, offset: archive.utc_offset_seconds) else {
                throw Flaw(
                    problem: "has the time \(quoted(stamp)) without its time zone",
                    expected: "expected an offset in it, or 'utc_offset_seconds'")
            }
            guard let snowfall = hourly.snowfall[index], let temperature = hourly.temperature_2m[index] else {
                throw Flaw(
                    problem: "lacks a value at \(stamp)", expected: "expected snowfall and temperature for each hour")
            }
            try check(snowfall, temperature, line: nil)
            hours.append(SnowScript.Hour(time: time, snowfall: snowfall, temperature: temperature))
        }
        return hours
    }

    private static func check(_ snowfall: Double, _ temperature: Double, line: Int?) throws(Flaw) {
        guard (0...50).contains(snowfall) else {
            throw Flaw(
                line: line, problem: "tells \(plain(snowfall)) cm of snow in an hour", expected: "expected 0 to 50")
        }
        guard (-90...60).contains(temperature) else {
            throw Flaw(line: line, problem: "tells \(plain(temperature)) °C", expected: "expected −90 to 60")
        }
    }

    private static func hours(ofCSV text: String) throws(Flaw) -> ([SnowScript.Hour], [Int]) {
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
        func cells(_ line: Substring) -> [String] {
            line.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
        }
        guard let head = lines.first else { throw Flaw(problem: "is empty", expected: "expected a line of names") }
        // Open-Meteo writes units behind names: "snowfall (cm)".
        let names = cells(head).map { $0.split(separator: " ").first.map(String.init) ?? "" }
        let expected = "expected columns named time, snowfall and temperature_2m, separated by commas"
        guard let timeColumn = names.firstIndex(of: "time"), let snowColumn = names.firstIndex(of: "snowfall"),
            let temperatureColumn = names.firstIndex(of: "temperature_2m")
        else { throw Flaw(line: 1, problem: "lacks a column", expected: expected) }
        var hours: [SnowScript.Hour] = []
        var places: [Int] = []
        for (index, line) in lines.enumerated().dropFirst() where !line.allSatisfy(\.isWhitespace) {
            let cells = cells(line)
            guard cells.count == names.count, let snowfall = Double(cells[snowColumn]),
                let temperature = Double(cells[temperatureColumn])
            else { throw Flaw(line: index + 1, problem: "lacks a number", expected: expected) }
            guard let time = time(cells[timeColumn], offset: nil) else {
                throw Flaw(
                    line: index + 1, problem: "has the time \(quoted(cells[timeColumn])), without its time zone",
                    expected: "expected a time with its offset, such as 2025-02-15T01:00Z")
            }
            try check(snowfall, temperature, line: index + 1)
            hours.append(SnowScript.Hour(time: time, snowfall: snowfall, temperature: temperature))
            places.append(index + 1)
        }
        return (hours, places)
    }
}
