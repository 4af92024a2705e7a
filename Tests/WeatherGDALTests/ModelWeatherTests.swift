import Evidence
import Foundation
import Geodesy
import Testing
import WeatherGDAL

@Suite("ERA5 and ERA5-Land from NetCDF and GRIB")
struct ModelWeatherTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures").path
    static let site = GeoPoint(longitude: 130.40, latitude: 42.31)

    struct Field: Decodable {
        var variable: String
        var start: String
        var end: String
        var value: Double
    }

    struct Truth: Decodable {
        var older: [String: Column]
        var newer: [String: Column]
        var point: [String: Column]
        var grib1: [Field]
        var grib2: [Field]
        var since: [Field]
    }

    /// A list of times or of numbers, or one number.
    enum Column: Decodable {
        case texts([String])
        case numbers([Double?])
        case number(Double)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else if let texts = try? container.decode([String].self) {
                self = .texts(texts)
            } else {
                self = .numbers(try container.decode([Double?].self))
            }
        }

        var dates: [Date] {
            get throws {
                guard case .texts(let texts) = self else { return [] }
                return try texts.map { try Date($0, strategy: .iso8601) }
            }
        }

        var values: [Double?] { if case .numbers(let values) = self { values } else { [] } }
        var value: Double { if case .number(let value) = self { value } else { .nan } }
    }

    private func truth() throws -> Truth {
        try JSONDecoder().decode(Truth.self, from: Data(contentsOf: URL(filePath: Self.folder + "/expected.json")))
    }

    private func read(
        _ names: String..., dataset: ModelDataset? = nil, place: GeoPoint = site
    ) throws(ModelFileError) -> WeatherReading {
        try ModelWeather.read(
            names.map { Self.folder + "/" + $0 }, options: ModelWeatherOptions(place: place, dataset: dataset))
    }

    private func refusal(_ names: String..., dataset: ModelDataset? = nil, place: GeoPoint = site) -> String {
        do {
            _ = try ModelWeather.read(
                names.map { $0.hasPrefix("/") ? $0 : Self.folder + "/" + $0 },
                options: ModelWeatherOptions(place: place, dataset: dataset))
            return "it was read"
        } catch {
            return error.description
        }
    }

    private func isClose(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) <= 2e-6 + 1e-6 * abs(b)
    }

    @Test("The older NetCDF: packed numbers, holes and both parts of expver are read as xarray reads them")
    func older() throws {
        let truth = try truth().older
        let reading = try read("era5-older.nc")
        let series = reading.series
        #expect(series.source.id == "era5-42.25-130.50")
        #expect(series.source.place == GeoPoint(longitude: 130.5, latitude: 42.25))
        #expect(series.source.credit?.contains("Copernicus") == true)
        var differences: [String] = []
        for (index, time) in try #require(truth["times"]).dates.enumerated() {
            let sample = series.samples.first { $0.end == time && $0.duration == 3600 }
            func told(_ name: String) -> Double? { truth[name]?.values[index] }
            let depth = told("sd").flatMap { water in told("rsn").map { water * 1000 / $0 * 100 } }
            let wind = told("u10").flatMap { east in told("v10").map { hypot(east, $0) } }
            let pairs: [(WeatherQuantity, Double?)] = [
                (.temperature, told("t2m").map { $0 - 273.15 }), (.precipitation, told("tp").map { max(0, $0 * 1000) }),
                (.snowfallWater, told("sf").map { max(0, $0 * 1000) }), (.snowDepth, depth), (.windSpeed, wind),
                (.cloudShare, told("tcc")), (.shortwaveRadiation, told("ssrd").map { $0 / 3600 }),
            ]
            for (quantity, wanted) in pairs where !isClose(sample?[quantity], wanted) {
                differences.append(
                    "\(time) \(quantity.rawValue): \(String(describing: sample?[quantity])) for \(String(describing: wanted))"
                )
            }
        }
        #expect(differences.isEmpty, "\(differences.count): \(differences.prefix(4))")
        #expect(series.samples.contains { $0.temperature == nil && $0.precipitation != nil })
        #expect(series.source.notes.contains { $0.contains("the hour before") })
    }

    @Test(
        "The newer NetCDF of ERA5-Land: differences of sums since 00 UTC, whose day is the value of the next midnight")
    func newer() throws {
        let truth = try truth().newer
        let series = try read("era5-land-newer.nc", dataset: .era5Land).series
        let times = try #require(truth["times"]).dates
        let midnight = try #require(
            times.first { $0.timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400) == 0 })
        let day = series.sum(of: .snowfallWater, from: midnight, to: midnight.addingTimeInterval(86_400))
        #expect(isClose(day.total, truth["day_sf"].map { $0.value * 1000 }), "\(day)")
        let rain = series.sum(of: .precipitation, from: midnight, to: midnight.addingTimeInterval(86_400))
        #expect(isClose(rain.total, truth["day_tp"].map { $0.value * 1000 }))
        // What came together before the first time of the file is told over the hours from 00 UTC on.
        let first = try #require(series.samples.first { $0.precipitation != nil })
        #expect(first.duration == 22 * 3600)
        #expect(isClose(first.precipitation, truth["tp"]?.values[0].map { $0 * 1000 }))
        #expect(first.end == times[0])
        let gaps = series.samples.filter { $0.end == times[3] && $0.duration == 3600 }
        #expect(gaps.count == 1 && gaps[0].temperature == nil)
        #expect(series.source.notes.contains { $0.contains("4 of 30 times are preliminary") })
    }

    @Test("Sums of which is not told over which hours they are need the name of the dataset")
    func unnamed() throws {
        #expect(refusal("era5-land-newer.nc").contains("--dataset era5-land (since 00 UTC)"))
        #expect(refusal("era5-older.nc", dataset: .era5Land).contains("says that it is of ERA5"))
        #expect(refusal("point-accum.nc", dataset: .era5Land).contains("become less within a day"))
    }

    @Test("Files of one cell, of instants and of sums, are one series")
    func point() throws {
        let truth = try truth().point
        let series = try read("point-instant.nc", "point-accum.nc", dataset: .era5).series
        #expect(series.source.companions.map(\.name) == ["point-instant.nc"])
        #expect(series.samples.count == 5)
        for (index, sample) in series.samples.enumerated() {
            #expect(isClose(sample.snowDepth, truth["sde"]?.values[index].map { $0 * 100 }))
            #expect(isClose(sample.windGust, truth["i10fg"]?.values[index]))
            #expect(isClose(sample.precipitation, truth["tp"]?.values[index].map { $0 * 1000 }))
        }
        #expect(
            refusal("point-instant.nc", place: GeoPoint(longitude: 131, latitude: 42.3)).contains("before the place"))
        #expect(refusal("point-instant.nc", "era5-older.nc").contains("different nearest cells"))
    }

    @Test(
        "GRIB of both editions: values and the ends of their spans are those of ecCodes",
        arguments: ["era5.grib1", "era5.grib2"])
    func grib(name: String) throws {
        let truth = try truth()
        let fields = name == "era5.grib1" ? truth.grib1 : truth.grib2
        let series = try read(name).series
        var differences: [String] = []
        for field in fields {
            let (start, end) = (try Date(field.start, strategy: .iso8601), try Date(field.end, strategy: .iso8601))
            let hour = series.samples.first { $0.start == end.addingTimeInterval(-3600) && $0.end == end }
            let quantity: WeatherQuantity
            let wanted: Double
            switch field.variable {
            case "2t": (quantity, wanted) = (.temperature, field.value - 273.15)
            case "tcc": (quantity, wanted) = (.cloudShare, field.value)
            case "tp": (quantity, wanted) = (.precipitation, field.value * 1000)
            case "sf": (quantity, wanted) = (.snowfallWater, field.value * 1000)
            case "ssrd": (quantity, wanted) = (.shortwaveRadiation, field.value / end.timeIntervalSince(start))
            case "10fg", "max_10fg", "i10fg": (quantity, wanted) = (.windGust, field.value)
            case "10u":
                let north = try #require(fields.first { $0.variable == "10v" && $0.end == field.end })
                (quantity, wanted) = (.windSpeed, hypot(field.value, north.value))
            case "sd":
                let density = try #require(fields.first { $0.variable == "rsn" && $0.end == field.end })
                (quantity, wanted) = (.snowDepth, field.value * 1000 / density.value * 100)
            default: continue
            }
            if !isClose(hour?[quantity], wanted) {
                differences.append("\(field): \(String(describing: hour?[quantity]))")
            }
        }
        #expect(differences.isEmpty, "\(differences.count) of \(fields.count): \(differences.prefix(4))")
        #expect(series.samples.count == 4)
    }

    @Test("Sums of a forecast from 00 UTC become those of its steps, since their spans are told")
    func sinceMidnight() throws {
        let fields = try truth().since
        let series = try read("since-midnight.grib1").series
        #expect(series.samples.map(\.duration) == [3600, 3600, 3600, 3600])
        for (index, sample) in series.samples.enumerated() {
            let before = index == 0 ? 0 : fields[index - 1].value
            let wanted = (fields[index].value - before) * 1000
            #expect(isClose(sample.snowfallWater, wanted), "\(sample.snowfallWater ?? -1) for \(wanted)")
            #expect(sample.end == (try Date(fields[index].end, strategy: .iso8601)))
        }
    }

    @Test("Places beside the grid, files of another kind and files cut off are refused with a sentence")
    func refusals() throws {
        #expect(
            refusal("era5-older.nc", place: GeoPoint(longitude: 10, latitude: 50)).contains(
                "before the place at 50.0, 10.0"))
        #expect(refusal("expected.json").contains("cannot be read"))
        #expect(refusal("nowhere.nc").contains("check the path"))
        let scratch = FileManager.default.temporaryDirectory.appending(path: "model-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        for name in ["era5-older.nc", "era5-land-newer.nc", "era5.grib1", "era5.grib2"] {
            let whole = try Data(contentsOf: URL(filePath: Self.folder + "/" + name))
            // No share ends with a whole message, since what is whole cannot be known to be too short.
            for share in [0.02, 0.31, 0.71, 0.98] {
                let path = scratch + "/" + name
                try whole.prefix(Int(Double(whole.count) * share)).write(to: URL(filePath: path))
                let sentence = refusal(path, dataset: name.contains("land") ? .era5Land : nil)
                #expect(sentence.contains("; "), "\(name) at \(share): \(sentence)")
            }
        }
    }
}
