import Evidence
import Foundation
import Geodesy

/// Reads full records of the Integrated Surface Database.
///
/// A record is a line: control data in columns 1–60, mandatory data in 61–105, then after `ADD` groups of known lengths
/// (``SurfaceGroup``), and after `REM` remarks, which are not read.
///
/// Source: NOAA NCEI, Federal Climate Complex Data Documentation for Integrated Surface Data (isd-format-document).
enum SurfaceRecords {
    /// Whether a line begins like a record.
    static func isRecord(_ line: FixedText) -> Bool {
        guard line.bytes.count >= 105, let length = line.field(1, 4), FixedText.digits(length) != nil,
            let date = line.field(16, 12), FixedText.digits(date) != nil, let hour = line.number(24, 2), hour <= 24
        else { return false }
        // Latitude, longitude and temperature carry a sign.
        let signs: [UInt8?] = [line.field(29, 1)?.first, line.field(35, 1)?.first, line.field(88, 1)?.first]
        return signs.allSatisfy { $0 == 43 || $0 == 45 }
    }

    static func read(_ content: WeatherContent) throws(WeatherFileError) -> WeatherReading {
        var table = WeatherTable()
        var stations: [String] = []
        var places: [StatedPlace: Int] = [:]
        var used: Set<String> = []
        let tooLong = TextLines(bytes: content.bytes).each { number, bytes in
            let line = FixedText(bytes: bytes)
            guard !FixedText.trimmed(bytes).isEmpty else { return true }
            guard isRecord(line), let usaf = line.text(5, 6), let wban = line.text(11, 5) else {
                table.omissions.add("a line that is no record of ISD", line: number)
                return true
            }
            let station = "\(usaf)-\(wban)"
            if !stations.contains(station) { stations.append(station) }
            guard stations.count < 100 else { return false }
            if let wanted = content.options.station, wanted != station { return true }
            guard let time = time(of: line) else {
                table.omissions.add("a record with a time that does not exist", line: number)
                return true
            }
            if let place = StatedPlace(line) { places[place, default: 0] += 1 }
            tell(line, at: time, number, in: &table, used: &used)
            return true
        }
        for line in tooLong { table.omissions.add("a line of more than \(TextLines.longest) bytes", line: line) }
        let id = try station(of: stations, content)
        let (station, notes) = try place(of: id, among: places, content)
        let source = WeatherSource(
            id: WeatherSource.id(["isd", id]), title: "\(station.name), ISD \(id)", kind: .station,
            place: station.place,
            elevation: station.elevation, conversions: SurfaceGroup.conversions.filter { used.contains($0.variable) },
            notes: notes, credit: "Integrated Surface Database, NOAA National Centers for Environmental Information",
            file: content.file)
        return WeatherReading(
            series: WeatherSeries(source: source, samples: table.ordered()), omissions: table.omissions)
    }

    /// Where a record says its station stands.
    private struct StatedPlace: Hashable {
        var latitude: Int
        var longitude: Int
        var elevation: Int

        init?(_ line: FixedText) {
            guard let latitude = line.number(29, 6), let longitude = line.number(35, 7), latitude != 99_999,
                longitude != 999_999, abs(latitude) <= 90_000, abs(longitude) <= 180_000
            else { return nil }
            self.latitude = latitude
            self.longitude = longitude
            elevation = line.number(47, 5) ?? 9999
        }
    }

    private static func station(of stations: [String], _ content: WeatherContent) throws(WeatherFileError) -> String {
        if let wanted = content.options.station, stations.contains(wanted) { return wanted }
        guard stations.count == 1, content.options.station == nil else {
            throw content.error(
                stations.isEmpty
                    ? "holds no record of ISD" : "holds the stations \(stations.prefix(5).joined(separator: ", "))",
                stations.isEmpty ? "expected lines of at least 105 characters" : "name one of them with --station")
        }
        return stations[0]
    }

    /// The place that most records give, or the options where none does.
    private static func place(
        of id: String, among places: [StatedPlace: Int], _ content: WeatherContent
    ) throws(WeatherFileError) -> (Station, [String]) {
        let best = places.max {
            ($0.value, $1.key.latitude, $1.key.longitude, $1.key.elevation) < (
                $1.value, $0.key.latitude, $0.key.longitude, $0.key.elevation
            )
        }
        guard let stated = best?.key else { return (try Station.find(id, for: content, kind: "ISD"), []) }
        var station = Station(
            name: "Station \(id)",
            place: GeoPoint(longitude: Double(stated.longitude) / 1000, latitude: Double(stated.latitude) / 1000),
            elevation: stated.elevation == 9999 ? content.options.elevation : Double(stated.elevation))
        var lists = content
        lists.options.place = nil
        if let listed = try? Station.find(id, for: lists, kind: "ISD") { station.name = listed.name }
        let notes =
            places.count > 1
            ? ["The records give \(places.count) places or heights of the station; that of most records is shown."] : []
        return (station, notes)
    }

    private static func time(of line: FixedText) -> Date? {
        guard let year = line.number(16, 4), let month = line.number(20, 2), let day = line.number(22, 2),
            let hour = line.number(24, 2), let minute = line.number(26, 2)
        else { return nil }
        return CivilTime.date(year, month, day, hour: hour, minute: minute)
    }

    /// Takes one record.
    private static func tell(
        _ line: FixedText, at time: Date, _ number: Int, in table: inout WeatherTable, used: inout Set<String>
    ) {
        let type = line.text(42, 5) ?? ""
        guard type != "SOM" else {
            table.omissions.add("a summary of a month", line: number)
            return
        }
        mandatory(
            line, first: 66, length: 4, quality: 70, missing: 9999, .windSpeed, "wind", time, number, &table, &used)
        mandatory(
            line, first: 88, length: 5, quality: 93, missing: 9999, .temperature, "air temperature", time, number,
            &table, &used)
        var summary = SurfaceSummary()
        var place = 109
        guard line.text(106, 3) == "ADD" else {
            if line.bytes.count > 105, line.text(106, 3) != "REM", line.text(106, 3) != "EQD" {
                table.omissions.add("what follows the mandatory data and is no ADD section", line: number)
            }
            return
        }
        while let name = line.text(place, 3), !["REM", "EQD"].contains(name) {
            guard let length = SurfaceGroup.length(of: name) else {
                // Without its length, nothing behind it can be placed.
                if !name.isEmpty {
                    table.omissions.add("a group \(quoted(name)) that is not known, and what follows it", line: number)
                }
                break
            }
            guard line.field(place + 3, length) != nil else {
                table.omissions.add("a group \(name) that is cut off", line: number)
                break
            }
            summary.read(name, line, place + 3, number, &table.omissions)
            place += 3 + length
        }
        summary.tell(at: time, number, in: &table, used: &used)
    }

    private static func mandatory(
        _ line: FixedText, first: Int, length: Int, quality: Int, missing: Int, _ quantity: WeatherQuantity,
        _ name: String,
        _ time: Date, _ number: Int, _ table: inout WeatherTable, _ used: inout Set<String>
    ) {
        guard let value = line.number(first, length) else {
            table.omissions.add("a \(name) that is no number", line: number)
            return
        }
        guard value != missing else { return }
        guard SurfaceGroup.isAccepted(line.field(quality, 1)?.first) else {
            table.omissions.add("a value of \(name) that is marked as suspect or wrong", line: number)
            return
        }
        if table.tell(quantity, Double(value) / 10, from: time, to: time, line: number) { used.insert(name) }
    }
}
