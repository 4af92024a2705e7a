import Evidence
import Foundation

/// Turns variables of the model into what samples hold.
struct ModelTable {
    /// Packing stores sums with a step of some millionths of a metre, so that nothing becomes a little less than nothing.
    static let packingError = 2e-5

    var table = WeatherTable()
    let dataset: ModelDataset?
    private(set) var conversions: [WeatherSource.Conversion] = []
    private(set) var notes: [String] = []
    private var held: [ModelVariable: [Date: Double]] = [:]

    init(dataset: ModelDataset?) {
        self.dataset = dataset
    }

    /// Takes a field.
    ///
    /// - Parameter field: A variable of the cell.
    /// - Throws: ``ModelFlaw`` for sums of which is not known over which hours they are, or that are not what was said.
    mutating func add(_ field: ModelField) throws(ModelFlaw) {
        switch field.variable {
        case .t2m:
            convert(.t2m, from: "K", to: "°C", "minus 273.15")
            for value in field.values {
                table.tell(.temperature, value.value - 273.15, from: value.time, to: value.time)
            }
        case .tcc:
            for value in field.values {
                // Packing lets shares lie a little beside 0 and 1.
                let share =
                    value.value > 1 && value.value < 1.001
                    ? 1 : value.value < 0 && value.value > -0.001 ? 0 : value.value
                table.tell(.cloudShare, share, from: value.time, to: value.time)
            }
        case .i10fg, .fg10:
            try addGust(field)
        case .sde:
            convert(.sde, from: "m", to: "cm", "times 100")
            for value in field.values {
                table.tell(.snowDepth, positive(value.value) * 100, from: value.time, to: value.time)
            }
        case .tp:
            convert(.tp, from: "m of water", to: "mm of water", "times 1000")
            for sum in try spans(of: field) {
                table.tell(.precipitation, sum.value * 1000, from: sum.start, to: sum.end)
            }
        case .sf:
            convert(.sf, from: "m of water", to: "mm of water", "times 1000")
            for sum in try spans(of: field) {
                table.tell(.snowfallWater, sum.value * 1000, from: sum.start, to: sum.end)
            }
        case .ssrd:
            convert(.ssrd, from: "J/m²", to: "W/m²", "divided by the seconds of its span")
            for sum in try spans(of: field) {
                table.tell(
                    .shortwaveRadiation, sum.value / sum.end.timeIntervalSince(sum.start), from: sum.start, to: sum.end)
            }
        case .sd, .rsn, .u10, .v10:
            held[field.variable] = Dictionary(field.values.map { ($0.time, $0.value) }) { first, _ in first }
        }
    }

    /// Puts together what needs two variables.
    mutating func finish() {
        if let east = held[.u10], let north = held[.v10] {
            convert(.u10, from: "m/s", to: "m/s", "root of the squares of u10 and v10")
            for (time, value) in east.sorted(by: { $0.key < $1.key }) {
                guard let other = north[time] else { continue }
                table.tell(.windSpeed, (value * value + other * other).squareRoot(), from: time, to: time)
            }
        } else if held[.u10] != nil || held[.v10] != nil {
            notes.append("Only one of u10 and v10 is there, so the wind is not told.")
        }
        if let water = held[.sd], let density = held[.rsn] {
            convert(.sd, from: "m of water", to: "cm", "times 1000, divided by rsn (kg/m³), times 100")
            for (time, value) in water.sorted(by: { $0.key < $1.key }) {
                guard let density = density[time] else { continue }
                guard (10...1000).contains(density) else {
                    table.omissions.add("a density of snow that is none of 10 to 1000 kg/m³")
                    continue
                }
                // A depth that the file tells itself goes before.
                guard !table.tells(.snowDepth, from: time, to: time) else { continue }
                table.tell(.snowDepth, positive(value) * 1000 / density * 100, from: time, to: time)
            }
        } else if held[.sd] != nil {
            notes.append("sd is water, and without rsn its depth is not told.")
        }
    }

    private mutating func convert(_ variable: ModelVariable, from: String, to: String, _ rule: String) {
        conversions.append(.init(variable: variable.rawValue, from: from, to: to, rule: rule))
    }

    /// Nothing that packing made a little less than nothing is nothing.
    private mutating func positive(_ value: Double) -> Double { value < 0 && value >= -Self.packingError ? 0 : value }

    private mutating func addGust(_ field: ModelField) throws(ModelFlaw) {
        if field.variable == .i10fg {
            for value in field.values {
                guard !table.tells(.windGust, from: value.time.addingTimeInterval(-3600), to: value.time) else {
                    continue
                }
                table.tell(.windGust, value.value, from: value.time, to: value.time)
            }
            return
        }
        for value in field.values {
            let start = value.start ?? value.time.addingTimeInterval(-3600)
            table.tell(.windGust, value.value, from: start, to: value.time)
        }
        note("fg10 is the highest gust of the hour before its time.")
    }

    /// A sum over a span.
    struct Sum {
        var start: Date
        var end: Date
        var value: Double
    }

    /// The sums of a field over spans that do not overlap.
    private mutating func spans(of field: ModelField) throws(ModelFlaw) -> [Sum] {
        if field.values.allSatisfy({ $0.start != nil }) {
            note("Over which hours sums are is told by the file.")
            // Of sums from one beginning, such as those since 00 UTC, the differences are those of the steps.
            return differences(of: field) { $0.start ?? $0.time }
        }
        switch dataset {
        case .era5:
            note("Sums are taken as those of the hour before their time, as ERA5 gives them.")
            return field.values.map {
                Sum(
                    start: $0.time.addingTimeInterval(-3600), end: $0.time,
                    value: smallIsNothing($0.value, field.variable))
            }
        case .era5Land:
            note("Sums are the differences of those since 00 UTC, as ERA5-Land gives them.")
            let sums = differences(of: field) { value in
                let day = ((value.time.timeIntervalSince1970 - 1) / 86_400).rounded(.down)
                return Date(timeIntervalSince1970: day * 86_400)
            }
            let falling = sums.count { $0.value < 0 }
            guard falling * 20 <= sums.count else {
                throw ModelFlaw(
                    problem:
                        "has sums of \(field.variable.rawValue) that become less within a day, \(falling) times of \(sums.count)",
                    expected: "expected sums since 00 UTC as in ERA5-Land; if they are of each hour, say --dataset era5"
                )
            }
            return sums
        case nil:
            throw ModelFlaw(
                problem: "holds sums (\(field.variable.rawValue)) and does not say over which hours they are",
                expected: "say --dataset era5 (the hour before) or --dataset era5-land (since 00 UTC)")
        }
    }

    private mutating func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }

    /// What came together between the times of a field whose values are sums since a beginning.
    private mutating func differences(of field: ModelField, since beginning: (ModelField.Value) -> Date) -> [Sum] {
        var sums: [Sum] = []
        var last: (start: Date, time: Date, value: Double)?
        for value in field.values {
            let start = beginning(value)
            guard start < value.time else {
                // A sum over nothing, which the first step of a forecast has.
                continue
            }
            if let last, last.start == start {
                sums.append(
                    Sum(
                        start: last.time, end: value.time,
                        value: smallIsNothing(value.value - last.value, field.variable)))
            } else {
                sums.append(Sum(start: start, end: value.time, value: smallIsNothing(value.value, field.variable)))
            }
            last = (start, value.time, value.value)
        }
        return sums
    }

    /// A sum that packing made a little less than nothing is nothing; more than that stays, and is left out and told.
    private mutating func smallIsNothing(_ value: Double, _ variable: ModelVariable) -> Double {
        // Light is stored in J/m², with steps of some hundred.
        let step = variable == .ssrd ? 2000 : Self.packingError
        guard value < 0, value >= -step else { return value }
        note("Values of \(variable.rawValue) that packing made a little less than 0 are taken as 0.")
        return 0
    }
}
