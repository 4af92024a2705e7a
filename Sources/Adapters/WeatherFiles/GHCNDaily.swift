import Evidence
import Foundation
import Geodesy

/// Reads a station's `.dly` of the Global Historical Climatology Network, daily.
///
/// A line is a month of one element: station 1–11, year 12–15, month 16–17, element 18–21, then for each of 31 days
/// a value of five characters with the flags of measurement, quality and source.
///
/// Source: NOAA NCEI, readme.txt of GHCN-Daily, section III; Menne et al. (2012), An overview of the Global Historical Climatology
/// Network-Daily database, Journal of Atmospheric and Oceanic Technology 29, 897–910.
enum GHCNDaily {
    /// What an element is here, and how its number becomes that.
    private struct Element {
        var quantity: WeatherQuantity
        var factor: Double
        var unit: String
        var rule: String
    }

    private static let elements: [String: Element] = [
        "PRCP": Element(quantity: .precipitation, factor: 0.1, unit: "tenths of mm", rule: "divided by 10"),
        "SNOW": Element(quantity: .newSnow, factor: 0.1, unit: "mm", rule: "divided by 10"),
        "SNWD": Element(quantity: .snowDepth, factor: 0.1, unit: "mm", rule: "divided by 10"),
        "TMAX": Element(quantity: .highestTemperature, factor: 0.1, unit: "tenths of °C", rule: "divided by 10"),
        "TMIN": Element(quantity: .lowestTemperature, factor: 0.1, unit: "tenths of °C", rule: "divided by 10"),
        "TAVG": Element(quantity: .temperature, factor: 0.1, unit: "tenths of °C", rule: "divided by 10"),
        "AWND": Element(quantity: .windSpeed, factor: 0.1, unit: "tenths of m/s", rule: "divided by 10"),
        "WSFG": Element(quantity: .windGust, factor: 0.1, unit: "tenths of m/s", rule: "divided by 10"),
    ]

    /// Whether a line can be a month of an element.
    static func isLine(_ line: FixedText) -> Bool {
        guard line.bytes.count >= 29, let year = line.number(12, 4), let month = line.number(16, 2),
            (1700...2200).contains(year), (1...12).contains(month), let station = line.field(1, 11),
            let element = line.field(18, 4), line.number(22, 5) != nil
        else { return false }
        return station.allSatisfy(isNameByte) && element.allSatisfy(isNameByte)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || byte == 95
    }

    static func read(_ content: WeatherContent) throws(WeatherFileError) -> WeatherReading {
        var table = WeatherTable()
        var stations: [String] = []
        var used: Set<String> = []
        var unused: Set<String> = []
        var seen: Set<String> = []
        let tooLong = TextLines(bytes: content.bytes).each { number, bytes in
            let line = FixedText(bytes: bytes)
            guard !FixedText.trimmed(bytes).isEmpty else { return true }
            guard isLine(line), let station = line.text(1, 11), let name = line.text(18, 4), let key = line.text(1, 21)
            else {
                table.omissions.add("a line that is no month of GHCN-Daily", line: number)
                return true
            }
            if !stations.contains(station) { stations.append(station) }
            guard stations.count < 100 else { return false }
            if let wanted = content.options.station, wanted != station { return true }
            guard let element = elements[name] else {
                unused.insert(name)
                return true
            }
            guard seen.insert(key).inserted else {
                table.omissions.add("a second line for the same month and element", line: number)
                return true
            }
            used.insert(name)
            tell(line, element, name, number, dayOffset: content.options.dayOffset ?? 0, in: &table)
            return true
        }
        for line in tooLong { table.omissions.add("a line of more than \(TextLines.longest) bytes", line: line) }
        let id = try station(of: stations, content)
        let station = try Station.find(id, for: content, kind: "GHCN-Daily")
        var notes = [
            content.options.dayOffset.map {
                "Days are taken as those of a clock \($0 / 3600) h ahead of UTC, as was said at the import."
            } ?? "Days are taken as days of UTC; the file does not say at which hour the station's day ends."
        ]
        if !unused.isEmpty { notes.append("Not used: \(unused.sorted().joined(separator: ", ")).") }
        let conversions = used.sorted().compactMap { name in
            elements[name].map {
                WeatherSource.Conversion(variable: name, from: $0.unit, to: $0.quantity.unitText, rule: $0.rule)
            }
        }
        let source = WeatherSource(
            id: WeatherSource.id(["ghcn-daily", id]), title: "\(station.name), GHCN-Daily \(id)", kind: .station,
            place: station.place, elevation: station.elevation, conversions: conversions, notes: notes,
            credit: "GHCN-Daily, NOAA National Centers for Environmental Information", file: content.file)
        return WeatherReading(
            series: WeatherSeries(source: source, samples: table.ordered()), omissions: table.omissions)
    }

    private static func station(of stations: [String], _ content: WeatherContent) throws(WeatherFileError) -> String {
        if let wanted = content.options.station {
            guard stations.contains(wanted) else {
                throw content.error(
                    "holds nothing of the station \(quoted(wanted))",
                    "it has \(stations.prefix(5).joined(separator: ", "))")
            }
            return wanted
        }
        guard stations.count == 1 else {
            throw content.error(
                stations.isEmpty
                    ? "holds no month of GHCN-Daily"
                    : "holds several stations (\(stations.prefix(5).joined(separator: ", ")))",
                stations.isEmpty ? "expected lines of 269 characters as in a .dly" : "name one with --station")
        }
        return stations[0]
    }

    /// Takes the days of one line.
    private static func tell(
        _ line: FixedText, _ element: Element, _ name: String, _ number: Int, dayOffset: TimeInterval,
        in table: inout WeatherTable
    ) {
        guard let year = line.number(12, 4), let month = line.number(16, 2) else { return }
        for day in 1...31 {
            let place = 22 + (day - 1) * 8
            guard let field = line.field(place, 5) else {
                // Blanks at the end of a line are often lost; a day before them is not.
                if line.field(place, 1) != nil { table.omissions.add("a day that is cut off", line: number) }
                return
            }
            guard let value = FixedText.number(field) else {
                if !FixedText.trimmed(field).isEmpty { table.omissions.add("a value that is no number", line: number) }
                continue
            }
            guard value != -9999 else { continue }
            let flags = (0..<2).map { line.field(place + 5 + $0, 1)?.first ?? 32 }
            guard let midnight = CivilTime.date(year, month, day) else {
                table.omissions.add("a value for a day that does not exist", line: number)
                continue
            }
            guard flags[1] == 32 else {
                table.omissions.add(
                    "a value of \(name) that failed the quality check \(quoted(String(decoding: [flags[1]], as: UTF8.self)))",
                    line: number)
                continue
            }
            guard flags[0] != UInt8(ascii: "P") else {
                table.omissions.add("a value of \(name) that is missing and was presumed zero (flag P)", line: number)
                continue
            }
            let start = midnight.addingTimeInterval(-dayOffset)
            table.tell(
                element.quantity, Double(value) * element.factor, from: start, to: start.addingTimeInterval(86_400),
                line: number)
        }
    }
}
