public import ArgumentParser
import Evidence
import Foundation
import Geodesy
public import WeatherFiles
public import WeatherGDAL
public import WeatherHTTP

extension WeatherFormat: ExpressibleByArgument {}
extension ModelDataset: ExpressibleByArgument {}
extension ArchiveQuestion.Model: ExpressibleByArgument {}

/// What files of weather do not tell of themselves.
struct WeatherFileFacts: ParsableArguments {
    @Option(
        help:
            "Format of the files, where it is not to be told from their content: \(WeatherFormat.allCases.map(\.rawValue).joined(separator: ", "))."
    )
    var format: WeatherFormat?
    @Option(
        parsing: .unconditional,
        help:
            "LATITUDE,LONGITUDE: of the station where its file does not say it; of the place whose cell is read or asked for."
    )
    var place: String?
    @Option(
        parsing: .unconditional, help: "Metres above sea level of the station or cell, where its file does not say it.")
    var elevation: Double?
    @Option(help: "The station that is meant, in files of several.")
    var station: String?
    @Option(help: "YYYY-MM of aerodrome reports that give only day and time.")
    var month: String?
    @Option(
        parsing: .unconditional,
        help: "Offset from UTC of the days of GHCN-Daily: +09:00; they are days of UTC otherwise.")
    var utcOffset: String?
    @Option(help: "Dataset of NetCDF or GRIB that does not say over which hours its sums are: era5 or era5-land.")
    var dataset: ModelDataset?
    @Option(help: "Id of the source in the case; by default made of source and place.")
    var id: String?

    mutating func validate() throws {
        if let place, WeatherCommand.place(place) == nil {
            throw ValidationError(
                "--place expects LATITUDE,LONGITUDE in degrees such as 42.31,130.40, found '\(place)'.")
        }
        if let month, WeatherFileOptions.Month(month) == nil {
            throw ValidationError("--month expects a month such as 2025-02, found '\(month)'.")
        }
        if let utcOffset, Self.seconds(utcOffset) == nil {
            throw ValidationError(
                "--utc-offset expects hours and minutes such as +09:00 or -03:30, found '\(utcOffset)'.")
        }
        if let elevation, !(-500...9000).contains(elevation) {
            throw ValidationError("--elevation expects metres from -500 to 9000, found \(elevation).")
        }
        if let id, !WeatherSource.isUsable(id: id) {
            throw ValidationError("--id expects small letters, digits, hyphens, underscores and dots, found '\(id)'.")
        }
    }

    /// The place that was named.
    var point: GeoPoint? { place.flatMap(WeatherCommand.place) }

    /// Options for one file of text.
    func options(for path: String, model: String?, start: Date?, end: Date?) -> WeatherFileOptions {
        let folder = URL(filePath: path).deletingLastPathComponent()
        return WeatherFileOptions(
            format: format, id: id, place: point, elevation: elevation, station: station,
            month: month.flatMap { WeatherFileOptions.Month($0) }, dayOffset: utcOffset.flatMap(Self.seconds),
            model: model,
            start: start, end: end,
            stationLists: ["ghcnd-stations.txt", "isd-history.csv"].map { folder.appending(path: $0).path })
    }

    /// Seconds of "+09:00".
    private static func seconds(_ text: String) -> TimeInterval? {
        let sign: Double = text.hasPrefix("-") ? -1 : 1
        let parts = text.drop { $0 == "+" || $0 == "-" }.split(separator: ":", omittingEmptySubsequences: false).map {
            Int($0)
        }
        guard parts.count == 2, let hours = parts[0], let minutes = parts[1], (0...14).contains(hours),
            (0...59).contains(minutes)
        else {
            return nil
        }
        return sign * Double(hours * 3600 + minutes * 60)
    }
}

/// Which days are meant.
struct WeatherSpanOptions: ParsableArguments {
    @Option(help: "First day: 2025-02-10; or an instant in ISO 8601.")
    var from: String?
    @Option(help: "Last day, which is taken whole: 2025-02-16; or an instant in ISO 8601.")
    var to: String?

    mutating func validate() throws {
        for (name, text) in [("--from", from), ("--to", to)] {
            if let text, AcquisitionTime(iso8601: text) == nil {
                throw ValidationError("\(name) expects a day such as 2025-02-10, found '\(text)'.")
            }
        }
        if let start, let end, start >= end {
            throw ValidationError("--from lies after --to.")
        }
    }

    /// First instant; nil where none was named.
    var start: Date? { from.flatMap { AcquisitionTime(iso8601: $0)?.start } }
    /// First instant after the span; nil where none was named.
    var end: Date? { to.flatMap { AcquisitionTime(iso8601: $0)?.end } }

    /// Both as days; nil where one is not named as a day.
    var days: (first: String, last: String)? {
        guard let from, let to, from.utf8.count == 10, to.utf8.count == 10 else { return nil }
        return (from, to)
    }
}
