import Evidence
import Foundation
import Geodesy

/// Variables of ERA5 that are read, by their short names.
enum ModelVariable: String, CaseIterable {
    /// Temperature at 2 m, K.
    case t2m
    /// Precipitation, m of water.
    case tp
    /// Snowfall, m of water.
    case sf
    /// Water of the snow on the ground, m.
    case sd
    /// Density of the snow on the ground, kg/m³.
    case rsn
    /// Depth of the snow on the ground, m.
    case sde
    /// Wind to the east at 10 m, m/s.
    case u10
    /// Wind to the north at 10 m, m/s.
    case v10
    /// Highest gust since the time before, m/s.
    case fg10
    /// Gust at a time, m/s.
    case i10fg
    /// Share of the sky under cloud.
    case tcc
    /// The sun's light on level ground, J/m².
    case ssrd

    /// Whether values come together over a span.
    var isSum: Bool { [.tp, .sf, .ssrd].contains(self) }

    /// Units in which the variable may come, with the factor to that of its case.
    var units: [String: Double] {
        switch self {
        case .t2m: ["K": 1]
        case .tp, .sf, .sd:
            ["m": 1, "m of water equivalent": 1, "m of water": 1, "mm": 0.001, "kg m**-2": 0.001, "kg/m^2": 0.001]
        case .rsn: ["kg m**-3": 1, "kg/m^3": 1, "kg m-3": 1]
        case .sde: ["m": 1]
        case .u10, .v10, .fg10, .i10fg: ["m s**-1": 1, "m/s": 1, "m s-1": 1]
        case .tcc: ["(0 - 1)": 1, "1": 1, "-": 1, "%": 0.01]
        case .ssrd: ["J m**-2": 1, "J/m^2": 1, "J m-2": 1, "W*s/m^2": 1]
        }
    }
}

/// One variable in the nearest cell through time, unpacked, in the unit of its case; missing values are not there.
struct ModelField {
    /// A value, and what is told of when.
    struct Value: Equatable {
        /// The time that the file gives the value: of a sum, its end.
        var time: Date
        /// Beginning of its span, where the file tells it.
        var start: Date?
        var value: Double
    }

    var variable: ModelVariable
    /// Middle of the cell.
    var cell: GeoPoint
    /// Values in order of time.
    var values: [Value]

    /// Joins fields of the same variable from several files, in order of time; what is told twice is counted.
    static func joined(_ fields: [ModelField], omissions: inout WeatherOmissions) -> [ModelField] {
        var result: [ModelField] = []
        for variable in ModelVariable.allCases {
            let same = fields.filter { $0.variable == variable }
            guard var field = same.first else { continue }
            var known: [Date: Value] = [:]
            for value in same.flatMap(\.values) {
                if let other = known[value.time] {
                    omissions.add(
                        other.value == value.value
                            ? "a value of \(variable.rawValue) that was told before"
                            : "another value of \(variable.rawValue) for a time that has one")
                } else {
                    known[value.time] = value
                }
            }
            field.values = known.values.sorted { $0.time < $1.time }
            result.append(field)
        }
        return result
    }
}
