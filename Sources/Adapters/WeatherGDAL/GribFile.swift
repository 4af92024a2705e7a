import Evidence
import Foundation
import GDAL
import Geodesy

/// Reads the nearest cell of a GRIB file of the Climate Data Store, of edition 1 or 2.
enum GribFile {
    /// Reads a file; values are in the units of its tables.
    ///
    /// GDAL would say of every temperature that it is in degrees Celsius, and convert only some.
    static func read(_ path: String, headers: [GribHeader], place: GeoPoint) throws -> ModelContent {
        try GDALLibrary.withConfiguration(["GRIB_NORMALIZE_UNITS": "NO"]) {
            try content(of: path, headers: headers, place: place)
        }
    }

    private static func content(of path: String, headers: [GribHeader], place: GeoPoint) throws -> ModelContent {
        let file = try Dataset(opening: path, options: OpenOptions(drivers: ["GRIB"], siblings: .none))
        guard let transform = file.geoTransform, transform.rowX == 0, transform.columnY == 0, file.width > 0,
            file.height > 0
        else {
            throw ModelFlaw(
                problem: "lies on no grid of degrees", expected: "expected regular latitudes and longitudes")
        }
        let latitudes = (0..<file.height).map { transform.originY + (Double($0) + 0.5) * transform.rowY }
        let longitudes = (0..<file.width).map { transform.originX + (Double($0) + 0.5) * transform.columnX }
        guard latitudes.allSatisfy({ abs($0) <= 90.001 }) else {
            throw ModelFlaw(
                problem: "lies on no grid of degrees", expected: "expected regular latitudes and longitudes")
        }
        let cell = try NearestCell(
            to: place, latitudes: latitudes.map { ($0 * 1e6).rounded() / 1e6 },
            longitudes: longitudes.map { ($0 * 1e6).rounded() / 1e6 })
        guard file.bandCount == headers.count else {
            throw ModelFlaw(
                problem:
                    "has \(headers.count) messages, of which \(file.bandCount) could be read as fields of one grid",
                expected: "import fields of different grids by themselves")
        }
        var values: [ModelVariable: [ModelField.Value]] = [:]
        var unknown: Set<String> = []
        for (index, header) in headers.enumerated() {
            let band = try file.band(index + 1)
            guard let field = try field(header, band.metadata) else {
                unknown.insert(band.metadata["GRIB_ELEMENT"] ?? "unnamed")
                continue
            }
            let window = PixelWindow(column: cell.column, row: cell.row, width: 1, height: 1)
            let number = try file.read(window, bands: [index + 1], as: Double.self)[0]
            guard number.isFinite, number != band.noData?.doubleValue else { continue }
            var value = field.value
            value.value = number
            values[field.variable, default: []].append(value)
        }
        var content = ModelContent()
        for variable in ModelVariable.allCases {
            guard let told = values[variable] else { continue }
            content.fields.append(
                ModelField(variable: variable, cell: cell.place, values: told.sorted { $0.time < $1.time }))
        }
        if !unknown.isEmpty {
            content.notes.append("Not used: \(unknown.sorted().prefix(10).joined(separator: ", ")).")
        }
        return content
    }

    /// Which variable a message is of, and when; nil for one that is not read.
    private static func field(
        _ header: GribHeader, _ metadata: [String: String]
    ) throws(ModelFlaw) -> (variable: ModelVariable, value: ModelField.Value)? {
        header.edition == 1 ? try first(header, metadata) : try second(metadata)
    }

    /// Numbers of the variables in ECMWF's table 128.
    private static let numbers: [Int: ModelVariable] = [
        33: .rsn, 141: .sd, 144: .sf, 164: .tcc, 165: .u10, 166: .v10, 167: .t2m, 169: .ssrd, 228: .tp, 49: .fg10,
    ]

    private static func first(
        _ header: GribHeader, _ metadata: [String: String]
    ) throws(ModelFlaw) -> (variable: ModelVariable, value: ModelField.Value)? {
        guard header.centre == 98 else { return nil }
        let variable: ModelVariable? =
            switch header.table {
            case 128: numbers[header.parameter]
            case 228: header.parameter == 29 ? .i10fg : nil
            case 3: header.parameter == 66 ? .sde : nil
            default: nil
            }
        guard let variable else { return nil }
        guard header.end.isFinite, header.reference != .distantPast else {
            throw ModelFlaw(
                problem: "has a field of \(variable.rawValue) whose time is told in a way that is not read",
                expected: "expected steps in minutes, hours or days")
        }
        // The order of messages and of bands is the same; this would show that it is not.
        if let text = metadata["GRIB_REF_TIME"], let seconds = Double(text.split(separator: " ").first ?? ""),
            seconds != header.reference.timeIntervalSince1970
        {
            throw ModelFlaw(
                problem: "has messages in another order than its fields are read in",
                expected: "import each variable by itself")
        }
        let value = ModelField.Value(
            time: header.reference.addingTimeInterval(header.end),
            start: header.hasSpan ? header.reference.addingTimeInterval(header.begin) : nil, value: 0)
        return (variable, value)
    }

    /// Variables of edition 2 by discipline, category and number; those from 192 on are ECMWF's own.
    private static let templates: [String: ModelVariable] = [
        "0 0": .t2m, "1 11": .sde, "1 61": .rsn, "1 193": .tp, "1 198": .sf, "1 254": .sd, "2 2": .u10, "2 3": .v10,
        "4 7": .ssrd,
        "6 192": .tcc,
    ]

    private static func second(
        _ metadata: [String: String]
    ) throws(ModelFlaw) -> (variable: ModelVariable, value: ModelField.Value)? {
        let numbers = (metadata["GRIB_PDS_TEMPLATE_ASSEMBLED_VALUES"] ?? "").split(separator: " ").compactMap {
            Int($0)
        }
        let product = metadata["GRIB_PDS_PDTN"].flatMap { Int($0) }
        guard metadata["GRIB_DISCIPLINE"]?.hasPrefix("0") == true, metadata["GRIB_IDS"]?.contains("CENTER=98") == true,
            product == 0 || product == 8, numbers.count >= 15
        else { return nil }
        let isGust = numbers[0] == 2 && numbers[1] == 22
        guard let variable = isGust ? (product == 8 ? .fg10 : .i10fg) : templates["\(numbers[0]) \(numbers[1])"] else {
            return nil
        }
        // Temperature at 2 m and wind at 10 m above the ground, not at other heights.
        let height: Int? = [.t2m: 2, .u10: 10, .v10: 10][variable]
        if let height, numbers[9] != 103 || numbers[11] != height { return nil }
        guard let text = metadata["GRIB_VALID_TIME"], let seconds = Double(text.split(separator: " ").first ?? "")
        else {
            throw ModelFlaw(
                problem: "has a field of \(variable.rawValue) without a time", expected: "expected a valid time")
        }
        let time = Date(timeIntervalSince1970: seconds)
        var start: Date?
        if product == 8, numbers.count >= 27 {
            let units: [Int: Double] = [0: 60, 1: 3600, 2: 86_400, 13: 1]
            guard let unit = units[numbers[25]] else {
                throw ModelFlaw(
                    problem: "has a span in a unit that is not read", expected: "expected minutes, hours or days")
            }
            start = time.addingTimeInterval(-Double(numbers[26]) * unit)
        }
        return (variable, ModelField.Value(time: time, start: start, value: 0))
    }
}
