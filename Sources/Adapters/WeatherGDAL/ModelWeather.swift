public import Evidence
import Foundation
import GDAL
public import Geodesy

/// What files of ERA5 do not tell of themselves.
public struct ModelWeatherOptions: Hashable, Sendable {
    /// The place whose nearest cell is read.
    public var place: GeoPoint
    /// Which dataset the files are of; nil to know it by what they say.
    public var dataset: ModelDataset?
    /// Id of the source in the case; nil to make one of dataset and cell.
    public var id: String?
    /// Metres above sea level of the cell, which the files do not say; nil where not known.
    public var elevation: Double?

    /// Makes options.
    public init(place: GeoPoint, dataset: ModelDataset? = nil, id: String? = nil, elevation: Double? = nil) {
        self.place = place
        self.dataset = dataset
        self.id = id
        self.elevation = elevation
    }
}

/// Datasets of the Copernicus Climate Data Store that are read, which differ in how they accumulate.
public enum ModelDataset: String, Hashable, CaseIterable, Sendable {
    /// ERA5: sums are of the hour before their time.
    case era5
    /// ERA5-Land: sums begin at 00 UTC, and that at 00 UTC is of the whole day before.
    case era5Land = "era5-land"

    /// What people call it.
    var title: String { self == .era5 ? "ERA5" : "ERA5-Land" }
}

/// Reads ERA5 and ERA5-Land from NetCDF and GRIB: the cell nearest to a place.
///
/// Source: ECMWF, ERA5: data documentation, and ERA5-Land: data documentation, sections on accumulations; Hersbach et al. (2020),
/// The ERA5 global reanalysis, Quarterly Journal of the Royal Meteorological Society 146, 1999–2049; Muñoz-Sabater et al. (2021),
/// ERA5-Land, Earth System Science Data 13, 4349–4383.
public enum ModelWeather {
    /// Largest number of values that are read of one variable: some 90 years of hours.
    static let longest = 800_000

    /// Whether a file begins as NetCDF (classic or HDF5) or GRIB does.
    public static func isModelFile(_ bytes: some Collection<UInt8>) -> Bool {
        let heads: [[UInt8]] = [Array("CDF".utf8), [0x89] + Array("HDF".utf8), Array("GRIB".utf8)]
        return heads.contains { bytes.starts(with: $0) }
    }

    /// Reads files that belong together, such as those of instants and of sums of one request.
    ///
    /// - Parameters:
    ///   - paths: The files.
    ///   - options: Which place and which dataset.
    /// - Returns: The series of the cell, and what was left out.
    /// - Throws: ``ModelFileError`` where a file cannot be read, lies elsewhere, holds nothing that is used here, or holds sums of which
    ///   is not told over which hours they are.
    public static func read(
        _ paths: [String], options: ModelWeatherOptions
    ) throws(ModelFileError) -> WeatherReading {
        var fields: [ModelField] = []
        var files: [WeatherSource.File] = []
        var notes: [String] = []
        var stated: ModelDataset?
        for path in paths.sorted() {
            guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else {
                throw ModelFileError(
                    file: path, problem: "cannot be read", expected: "check the path and who may read it")
            }
            files.append(.init(name: URL(filePath: path).lastPathComponent, sha256: Digest.sha256(data)))
            let content: ModelContent
            do {
                try ClassicNetCDF.check(data)
                content =
                    data.starts(with: Array("GRIB".utf8))
                    ? try GribFile.read(path, headers: GribHeader.all(in: data), place: options.place)
                    : try NetCDFFile.read(path, place: options.place)
            } catch let flaw as ModelFlaw {
                throw ModelFileError(file: path, problem: flaw.problem, expected: flaw.expected)
            } catch {
                throw ModelFileError(
                    file: path, problem: "cannot be read (\(error))",
                    expected: "check that it was stored whole, or download it again")
            }
            fields += content.fields
            notes += content.notes.filter { !notes.contains($0) }
            if let found = content.dataset {
                guard stated == nil || stated == found else {
                    throw ModelFileError(
                        file: path, problem: "is of \(found.title), another file is not",
                        expected: "import each dataset by itself")
                }
                stated = found
            }
        }
        guard let first = fields.first, let file = files.first else {
            throw ModelFileError(
                file: paths.first ?? "", problem: "holds none of the variables that are read",
                expected: "expected \(ModelVariable.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard fields.allSatisfy({ $0.cell == first.cell }) else {
            throw ModelFileError(
                file: paths.first ?? "", problem: "and the files beside it have different nearest cells",
                expected: "import files of different grids by themselves")
        }
        if let told = options.dataset, let stated, told != stated {
            throw ModelFileError(
                file: paths.first ?? "", problem: "says that it is of \(stated.title)",
                expected: "leave out --dataset \(told.rawValue)")
        }
        let dataset = options.dataset ?? stated
        var table = ModelTable(dataset: dataset)
        for field in ModelField.joined(fields, omissions: &table.table.omissions) {
            do {
                try table.add(field)
            } catch {
                throw ModelFileError(file: paths.first ?? "", problem: error.problem, expected: error.expected)
            }
        }
        table.finish()
        guard !table.table.isEmpty else {
            throw ModelFileError(
                file: paths.first ?? "", problem: "tells nothing of the nearest cell",
                expected: "over sea, ERA5-Land has no values: choose a place on land with --place")
        }
        let name = dataset?.title ?? "ERA5 or ERA5-Land"
        let source = WeatherSource(
            id: options.id ?? WeatherSource.id([dataset?.rawValue ?? "era5-unnamed"], place: first.cell),
            title: "\(name), cell at \(degrees(first.cell.latitude)), \(degrees(first.cell.longitude))",
            kind: .reanalysis,
            place: first.cell, elevation: options.elevation, conversions: table.conversions, notes: notes + table.notes,
            credit:
                "Contains modified Copernicus Climate Change Service information; neither the European Commission nor ECMWF is "
                + "responsible for any use of it", file: file, companions: Array(files.dropFirst()))
        return WeatherReading(
            series: WeatherSeries(source: source, samples: table.table.ordered()), omissions: table.table.omissions)
    }

    private static func degrees(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}

/// What a reader made of one file.
struct ModelContent {
    var fields: [ModelField] = []
    /// The dataset, where the file names it.
    var dataset: ModelDataset?
    var notes: [String] = []
}

/// Why a file cannot be used, without its name.
struct ModelFlaw: Error {
    var problem: String
    var expected: String
}
