import Evidence
import Foundation
import GDAL
import Geodesy

/// Reads the nearest cell of a NetCDF file of the Climate Data Store, of the older layout (`time`, a dimension `expver`)
/// and the newer one (`valid_time`, `expver` as texts along it).
enum NetCDFFile {
    static func read(_ path: String, place: GeoPoint) throws -> ModelContent {
        let file = try ArrayDataset(opening: path, options: OpenOptions(drivers: ["netCDF"], siblings: .none))
        let names = Set(file.arrayNames)
        guard let latitudeName = ["latitude", "lat"].first(where: names.contains),
            let longitudeName = ["longitude", "lon"].first(where: names.contains)
        else {
            throw ModelFlaw(
                problem: "has no latitude and longitude",
                expected: "expected a file of the Climate Data Store on its grid of degrees")
        }
        guard let timeName = ["valid_time", "time"].first(where: names.contains) else {
            throw ModelFlaw(problem: "has no time", expected: "expected an array 'valid_time' or 'time'")
        }
        let latitudes = try axis(latitudeName, of: file)
        let longitudes = try axis(longitudeName, of: file)
        let times = try self.times(timeName, of: file)
        let cell = try NearestCell(to: place, latitudes: latitudes, longitudes: longitudes)
        var content = ModelContent()
        content.dataset = dataset(of: file)
        if let note = try preliminary(timeName, of: file, names) { content.notes.append(note) }
        for variable in ModelVariable.allCases {
            guard let name = Self.names(of: variable).first(where: names.contains) else { continue }
            let series = try values(
                name, of: file, at: cell, axes: (timeName, latitudeName, longitudeName), count: times.count)
            let unit = try file.array(name).unit ?? file.attribute("units", of: name) ?? ""
            guard let factor = variable.units[unit] else {
                throw ModelFlaw(
                    problem: "gives \(name) in '\(unit.prefix(40))'",
                    expected: "expected one of \(variable.units.keys.sorted().joined(separator: ", "))")
            }
            let told = zip(times, series).compactMap { time, value in
                value.map { ModelField.Value(time: time, start: nil, value: $0 * factor) }
            }
            content.fields.append(ModelField(variable: variable, cell: cell.place, values: told))
        }
        return content
    }

    private static func names(of variable: ModelVariable) -> [String] {
        switch variable {
        case .sde: ["sde"]
        case .fg10: ["fg10", "10fg"]
        case .t2m: ["t2m", "2t"]
        case .u10: ["u10", "10u"]
        case .v10: ["v10", "10v"]
        default: [variable.rawValue]
        }
    }

    private static func axis(_ name: String, of file: borrowing ArrayDataset) throws -> [Double] {
        let properties = try file.array(name)
        let sizes = properties.dimensions.map(\.size)
        guard sizes.count <= 1, sizes.first ?? 1 <= ModelWeather.longest else {
            throw ModelFlaw(
                problem: "has an axis '\(name)' of \(sizes.count) dimensions",
                expected: "expected a list of coordinates")
        }
        return try file.read(name, start: sizes.map { _ in 0 }, count: sizes)
    }

    /// Instants from numbers and a unit such as "hours since 1900-01-01 00:00:00.0".
    private static func times(_ name: String, of file: borrowing ArrayDataset) throws -> [Date] {
        let numbers = try axis(name, of: file)
        let unit = try file.attribute("units", of: name) ?? file.array(name).unit ?? ""
        let expected = "expected a unit such as 'hours since 1900-01-01' in the Gregorian calendar"
        let parts = unit.components(separatedBy: " since ")
        let steps = ["seconds": 1.0, "minutes": 60, "hours": 3600, "days": 86_400]
        let calendar = try file.attribute("calendar", of: name) ?? "standard"
        guard parts.count == 2, let step = steps[parts[0]],
            let origin = AcquisitionTime(iso8601: parts[1].replacingOccurrences(of: " UTC", with: "")),
            ["standard", "gregorian", "proleptic_gregorian"].contains(calendar)
        else {
            throw ModelFlaw(
                problem: "has times in '\(unit.prefix(60))', calendar \(calendar.prefix(30))", expected: expected)
        }
        guard numbers.allSatisfy({ $0.isFinite && abs($0 * step) < 1e11 }) else {
            throw ModelFlaw(problem: "has a time that is none", expected: expected)
        }
        return numbers.map { origin.start.addingTimeInterval(($0 * step).rounded()) }
    }

    /// A variable in one cell, unpacked; nil where it is missing.
    ///
    /// Dimensions of length 1 beside time and place are passed over. Along `expver` the first value that is there is taken: of
    /// final (1) and preliminary (5) data only one is filled at any time.
    private static func values(
        _ name: String, of file: borrowing ArrayDataset, at cell: NearestCell, axes: (String, String, String),
        count: Int
    ) throws -> [Double?] {
        let properties = try file.array(name)
        var start: [Int] = []
        var length: [Int] = []
        var versions: (size: Int, isOuter: Bool)?
        var hasTime = false
        for dimension in properties.dimensions {
            switch dimension.name {
            case axes.1: (start, length) = (start + [cell.row], length + [1])
            case axes.2: (start, length) = (start + [cell.column], length + [1])
            case axes.0:
                (start, length) = (start + [0], length + [dimension.size])
                hasTime = true
            case "expver":
                (start, length) = (start + [0], length + [dimension.size])
                versions = (dimension.size, !hasTime)
            default:
                guard dimension.size == 1 else {
                    throw ModelFlaw(
                        problem: "has \(name) along '\(dimension.name.prefix(40))' with \(dimension.size) steps",
                        expected: "expected time, latitude and longitude only; ask for one member and one level")
                }
                (start, length) = (start + [0], length + [1])
            }
        }
        guard length.reduce(1, { $0.multipliedReportingOverflow(by: $1).partialValue }) <= ModelWeather.longest else {
            throw ModelFlaw(problem: "has more than \(ModelWeather.longest) times", expected: "split it by years")
        }
        let stored = try file.read(name, start: start, count: length)
        func value(_ index: Int) -> Double? {
            let number = stored[index]
            guard number.isFinite, number != properties.noData else { return nil }
            return number * (properties.scale ?? 1) + (properties.offset ?? 0)
        }
        let size = versions?.size ?? 1
        guard stored.count == count * size else {
            throw ModelFlaw(
                problem: "has \(stored.count) values of \(name) for \(count) times", expected: "expected one for each")
        }
        return (0..<count).map { time in
            (0..<size).lazy.compactMap { version in
                value(versions?.isOuter == true ? version * count + time : time * size + version)
            }.first
        }
    }

    /// The dataset, where an attribute of the file names it as the Climate Data Store does.
    private static func dataset(of file: borrowing ArrayDataset) -> ModelDataset? {
        let text = ["title", "source", "history", "references", "dataset", "id"].compactMap { file.attribute($0) }
            .joined(separator: " ")
            .lowercased()
        let isLand = text.contains("reanalysis-era5-land") || text.contains("era5-land hourly")
        let isWhole = text.contains("reanalysis-era5-single-levels")
        return isLand == isWhole ? nil : isLand ? .era5Land : .era5
    }

    /// Says which part of the newer layout is preliminary.
    private static func preliminary(
        _ timeName: String, of file: borrowing ArrayDataset, _ names: Set<String>
    ) throws -> String? {
        guard names.contains("expver") else { return nil }
        let properties = try file.array("expver")
        guard properties.isText, properties.dimensions.map(\.name) == [timeName],
            let count = properties.dimensions.first?.size, count <= ModelWeather.longest
        else { return nil }
        let early = try file.readTexts("expver", start: [0], count: [count]).count { $0 == "0005" || $0 == "5" }
        return early == 0
            ? nil : "\(early) of \(count) times are preliminary data (ERA5T, expver 5), which may still change."
    }
}
