import Evidence
import Foundation
import Geodesy

/// Reads isd-lite: the hourly subset of the Integrated Surface Database in fixed columns.
///
/// Year, month, day, hour, air temperature, dew point, pressure, wind direction, wind speed, sky, precipitation of one hour and
/// of six; tenths but for the direction and the sky, −9999 where missing, −1 for a trace of precipitation.
///
/// Source: NOAA NCEI, isd-lite-format and isd-lite-technical-document.
enum SurfaceRecordsLite {
    /// The twelve numbers of a line; nil for anything else.
    static func values(of line: ArraySlice<UInt8>) -> [Int]? {
        guard line.count < 200 else { return nil }
        let words = line.split(whereSeparator: { $0 == 32 || $0 == 9 })
        guard words.count == 12 else { return nil }
        let values = words.compactMap { FixedText.number($0) }
        guard values.count == 12, (1700...2200).contains(values[0]), (1...12).contains(values[1]),
            (1...31).contains(values[2]), (0...23).contains(values[3])
        else { return nil }
        return values
    }

    static func read(_ content: WeatherContent) throws(WeatherFileError) -> WeatherReading {
        var table = WeatherTable()
        var traces = 0
        let tooLong = TextLines(bytes: content.bytes).each { number, line in
            guard !FixedText.trimmed(line).isEmpty else { return true }
            guard let values = values(of: line),
                let time = CivilTime.date(values[0], values[1], values[2], hour: values[3])
            else {
                table.omissions.add("a line that is no hour of isd-lite", line: number)
                return true
            }
            func tell(_ quantity: WeatherQuantity, _ value: Int, hours: Double = 0) {
                guard value != -9999 else { return }
                table.tell(
                    quantity, Double(value) / 10, from: time.addingTimeInterval(-hours * 3600), to: time, line: number)
            }
            tell(.temperature, values[4])
            tell(.windSpeed, values[8])
            // 9 and above are words, not eighths: obscured, thin, dark.
            if (0...8).contains(values[9]) {
                table.tell(.cloudShare, Double(values[9]) / 8, from: time, to: time, line: number)
            } else if values[9] != -9999 {
                table.omissions.add("a sky that is told by a word and not in eighths", line: number)
            }
            for (value, hours) in [(values[10], 1.0), (values[11], 6.0)] {
                if value == -1 { traces += 1 }
                tell(.precipitation, value == -1 ? 0 : value, hours: hours)
            }
            return true
        }
        for line in tooLong { table.omissions.add("a line of more than \(TextLines.longest) bytes", line: line) }
        guard !table.isEmpty else {
            throw content.error(
                "holds no hour of isd-lite"
                    + (table.omissions.isEmpty ? "" : " (\(table.omissions.count) lines are something else)"),
                "expected lines of twelve numbers")
        }
        let id = content.options.station ?? stationName(content.file.name)
        let station = try Station.find(id, for: content, kind: "isd-lite")
        var notes = ["The times of isd-lite are rounded to the hour."]
        if traces > 0 { notes.append("A trace of precipitation, told \(traces) times, is taken as 0 mm.") }
        let source = WeatherSource(
            id: WeatherSource.id(["isd-lite", id]), title: "\(station.name), isd-lite \(id)", kind: .station,
            place: station.place,
            elevation: station.elevation,
            conversions: [
                .init(variable: "air temperature", from: "tenths of °C", to: "°C", rule: "divided by 10"),
                .init(variable: "wind speed", from: "tenths of m/s", to: "m/s", rule: "divided by 10"),
                .init(variable: "sky", from: "eighths of the sky", to: "share of the sky", rule: "divided by 8"),
                .init(variable: "precipitation", from: "tenths of mm", to: "mm of water", rule: "divided by 10"),
            ], notes: notes, credit: "Integrated Surface Database, NOAA National Centers for Environmental Information",
            file: content.file)
        return WeatherReading(
            series: WeatherSeries(source: source, samples: table.ordered()), omissions: table.omissions)
    }

    /// "470080-99999" of a file called "470080-99999-2019".
    private static func stationName(_ file: String) -> String {
        file.split(separator: "-").prefix(2).map { String($0.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }) }
            .joined(separator: "-")
    }
}
