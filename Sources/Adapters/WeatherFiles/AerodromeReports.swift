import Evidence
import Foundation
import Geodesy

/// Reads files of aerodrome reports: tables with the columns `valid` and `metar`, lines that begin with a full date, or bare
/// reports of a month that is told otherwise.
///
/// A report gives day, hour and minute in UTC; year and month come from beside it and are never taken from the clock.
enum AerodromeReports {
    /// How a file gives the date of its reports.
    private enum Layout {
        /// A table: columns of the time, of the report, and of the place where it has them.
        case table(valid: Int, report: Int, station: Int?, longitude: Int?, latitude: Int?, elevation: Int?)
        case lines
    }

    /// One report, the date beside it, and its place.
    private struct Entry {
        var report: AerodromeReport
        var date: Date?
        var place: GeoPoint?
        var elevation: Double?
    }

    /// Whether a line holds the letters of an aerodrome before a time of day.
    static func holdsReport(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count < 4000 else { return false }
        let words = words(of: String(decoding: line, as: UTF8.self))
        return zip(words, words.dropFirst()).contains { letters, time in
            AerodromeReport([letters, time])?.time != nil
        }
    }

    private static func words(of text: some StringProtocol) -> [Substring] {
        String(text).split { $0 == " " || $0 == "," || $0 == "\t" || $0 == "\"" }
    }

    static func read(_ content: WeatherContent) throws(WeatherFileError) -> WeatherReading {
        var table = WeatherTable()
        var layout: Layout?
        var entries: [Date: Entry] = [:]
        var stations: [String] = []
        var needsMonth: Int?
        let tooLong = TextLines(bytes: content.bytes).each { number, bytes in
            let trimmed = FixedText.trimmed(bytes)
            guard let first = trimmed.first, first != UInt8(ascii: "#") else { return true }
            if layout == nil {
                layout = Self.layout(of: trimmed)
                if case .table? = layout { return true }
            }
            guard let entry = entry(trimmed, layout ?? .lines) else {
                table.omissions.add("a line that holds no report", line: number)
                return true
            }
            let station = entry.report.station
            if !stations.contains(station) { stations.append(station) }
            guard stations.count < 100 else { return false }
            if let wanted = content.options.station, wanted != station { return true }
            guard !entry.report.isMissing else {
                table.omissions.add("a report that says there is none (NIL)", line: number)
                return true
            }
            if entry.date == nil, content.options.month == nil {
                needsMonth = number
                return false
            }
            switch time(of: entry, month: content.options.month) {
            case .failure(let flaw): table.omissions.add(flaw.reason, line: number)
            case .success(let time):
                if let known = entries[time] {
                    let isSame = known.report == entry.report
                    table.omissions.add(
                        isSame
                            ? "a report that was told before"
                            : entry.report.isCorrection
                                ? "a report that a later one corrects" : "another report of the same time",
                        line: number)
                    guard entry.report.isCorrection, !isSame else { return true }
                }
                entries[time] = entry
            }
            return true
        }
        if let line = needsMonth {
            throw content.error(
                "gives day and time but no year and month",
                "say --month YYYY-MM, or store the date before each report as YYYYMMDDHHMM",
                line: line)
        }
        for line in tooLong { table.omissions.add("a line of more than \(TextLines.longest) bytes", line: line) }
        let id = try station(of: stations, content)
        for (time, entry) in entries.sorted(by: { $0.key < $1.key }) { tell(entry.report, at: time, in: &table) }
        return try reading(of: id, table, places: entries, content)
    }

    private static func reading(
        of id: String, _ table: WeatherTable, places entries: [Date: Entry], _ content: WeatherContent
    ) throws(WeatherFileError) -> WeatherReading {
        var station: Station
        if let first = entries.min(by: { $0.key < $1.key })?.value, let place = first.place {
            station = Station(name: id, place: place, elevation: first.elevation ?? content.options.elevation)
        } else {
            station = try Station.find(id, for: content, kind: "METAR")
        }
        let title = station.name == id ? "\(id), METAR" : "\(station.name), METAR \(id)"
        let source = WeatherSource(
            id: WeatherSource.id(["metar", id]), title: title, kind: .station, place: station.place,
            elevation: station.elevation,
            conversions: [
                .init(
                    variable: "wind", from: "KT, KMH or MPS", to: "m/s",
                    rule: "times 1852 / 3600, divided by 3.6, or as it is"),
                .init(
                    variable: "cloud", from: "FEW, SCT, BKN, OVC", to: "share of the sky",
                    rule:
                        "the greatest layer: FEW 1.5, SCT 3.5, BKN 6, OVC 8 eighths; SKC 0; CAVOK, NSC, NCD, CLR and VV tell no share"
                ),
            ],
            notes: ["Reports of aerodromes tell which snow falls, not how much."], credit: nil, file: content.file)
        return WeatherReading(
            series: WeatherSeries(source: source, samples: table.ordered()), omissions: table.omissions)
    }

    private static func station(of stations: [String], _ content: WeatherContent) throws(WeatherFileError) -> String {
        if let wanted = content.options.station, stations.contains(wanted) { return wanted }
        guard stations.count == 1, content.options.station == nil else {
            throw content.error(
                stations.isEmpty
                    ? "holds no report of an aerodrome"
                    : "holds reports of \(stations.prefix(5).joined(separator: ", "))",
                stations.isEmpty
                    ? "expected lines such as: METAR UHWW 140000Z 32005MPS …" : "name one of them with --station")
        }
        return stations[0]
    }

    /// Knows a table by its first line.
    private static func layout(of line: ArraySlice<UInt8>) -> Layout {
        let names = CommaSeparated.cells(line).map { $0.lowercased() }
        guard let valid = names.firstIndex(where: { $0.hasPrefix("valid") }), let report = names.firstIndex(of: "metar")
        else {
            return .lines
        }
        return .table(
            valid: valid, report: report, station: names.firstIndex(of: "station"),
            longitude: names.firstIndex(of: "lon"),
            latitude: names.firstIndex(of: "lat"), elevation: names.firstIndex(of: "elevation"))
    }

    private static func entry(_ line: ArraySlice<UInt8>, _ layout: Layout) -> Entry? {
        switch layout {
        case .table(let valid, let report, _, let longitude, let latitude, let elevation):
            let cells = CommaSeparated.cells(line)
            guard cells.indices.contains(report), cells.indices.contains(valid),
                let decoded = AerodromeReport(words(of: cells[report])),
                // The archive gives its times in UTC unless another zone was asked for.
                let date = CivilTime.date(iso8601: cells[valid], offset: 0)
            else { return nil }
            func number(_ column: Int?) -> Double? {
                column.flatMap { cells.indices.contains($0) ? Double(cells[$0]) : nil }
            }
            var entry = Entry(report: decoded, date: date)
            if let longitude = number(longitude), let latitude = number(latitude) {
                let place = GeoPoint(longitude: longitude, latitude: latitude)
                entry.place = place.isOnEarth ? place : nil
                entry.elevation = number(elevation)
            }
            return entry
        case .lines:
            var words = words(of: String(decoding: line, as: UTF8.self))
            var date: Date?
            if let first = words.first, first.utf8.count == 12, let text = FixedText.digits(Array(first.utf8)[...]) {
                date = CivilTime.date(
                    text / 100_000_000, text / 1_000_000 % 100, text / 10_000 % 100, hour: text / 100 % 100,
                    minute: text % 100)
                guard date != nil else { return nil }
                words.removeFirst()
            }
            return AerodromeReport(words).map { Entry(report: $0, date: date) }
        }
    }

    private struct Flaw: Error {
        var reason: String
    }

    /// The instant of a report: its own day and time, in the month of the date beside it or the one before or after.
    private static func time(of entry: Entry, month: WeatherFileOptions.Month?) -> Result<Date, Flaw> {
        guard let time = entry.report.time else {
            return entry.date.map { .success($0) } ?? .failure(Flaw(reason: "a report without a time"))
        }
        guard let date = entry.date else {
            let day = month.flatMap {
                CivilTime.date($0.year, $0.month, time.day, hour: time.hour, minute: time.minute)
            }
            return day.map { .success($0) } ?? .failure(Flaw(reason: "a report of a day that its month does not have"))
        }
        let midnight = (date.timeIntervalSince1970 / 86_400).rounded(.down) * 86_400
        let seconds = Double(time.hour * 3600 + time.minute * 60)
        let near = [-1.0, 0, 1].map { Date(timeIntervalSince1970: midnight + $0 * 86_400 + seconds) }
        guard let nearest = near.min(by: { abs($0.timeIntervalSince(date)) < abs($1.timeIntervalSince(date)) }),
            abs(nearest.timeIntervalSince(date)) <= 3600, dayOfMonth(nearest) == time.day
        else {
            return .failure(
                Flaw(reason: "a report whose own day and time are not those of the date beside it (is that in UTC?)"))
        }
        return .success(nearest)
    }

    private static func dayOfMonth(_ date: Date) -> Int {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        return calendar.component(.day, from: date)
    }

    private static func tell(_ report: AerodromeReport, at time: Date, in table: inout WeatherTable) {
        let values: [(WeatherQuantity, Double?)] = [
            (.temperature, report.temperature), (.windSpeed, report.windSpeed), (.windGust, report.windGust),
            (.cloudShare, report.cloudShare),
        ]
        for case (let quantity, let value?) in values { table.tell(quantity, value, from: time, to: time) }
        if let weather = report.presentWeather { table.tell(presentWeather: weather, at: time) }
        table.omissions.add("a wind that is only said to be more than a number", count: report.boundsOnly)
    }
}
