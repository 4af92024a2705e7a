import Foundation
import GDAL

/// The files in `Fixtures`, and what rasterio and numpy found in them; see `make_fixtures.py`.
enum Fixtures {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    static func path(_ name: String) -> String {
        folder.appending(path: name).path
    }

    static func json<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
        try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: name)))
    }
}

/// What rasterio says of one fixture.
struct Expected: Decodable {
    /// An array, or what tells it from others.
    struct Digest: Decodable {
        var count: Int
        var values: [Double?]?
        var sum: Double?
        var weighted: Double?

        /// Whether an array is the one meant, bit by bit; null stands for NaN.
        func matches(_ array: [Double]) -> Bool {
            guard array.count == count else { return false }
            if let values { return zip(values, array).allSatisfy { $0 == $1 || ($0 == nil && $1.isNaN) } }
            let weighted = array.enumerated().reduce(0) { $0 + $1.element * Double($1.offset % 251) }
            return array.reduce(0, +) == sum && weighted == self.weighted
        }
    }

    /// A number, the text `nan`, or nothing.
    enum NoData: Decodable {
        case number(Double)
        case nan

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Double.self) { self = .number(number) } else { self = .nan }
        }
    }

    var width: Int
    var height: Int
    var count: Int
    var types: [String]
    var geotransform: [Double]?
    var epsg: Int?
    var nodata: [NoData?]
    var corners: [[Double]]
    var blocks: [[Int]]
    var overviews: [[Int]]
    var scales: [Double]
    var offsets: [Double]
    var units: [String?]
    var descriptions: [String?]
    var colors: [Int]
    var mask_flags: [Int]
    var pixels: Digest
    var middle: Digest
    var middle_window: [Int]
    var masks: Digest
    // Of single fixtures.
    var means: [Double]?
    var quarter: [Double]?
    var part: [Double]?
    var places: [[Double]]?
    var pixels_at_height: [String: [[Double]]]?
    var line_num_coeff: [Double]?
    var samp_num_coeff: [Double]?
    var tags: [String: String]?
    var band_tags: [String: String]?
}

/// Real data beside the repository, which is not part of it.
enum SharedData {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/data").standardizedFileURL

    static func path(_ name: String) -> String {
        folder.appending(path: name).path
    }

    /// False where there is none and nobody asks for it; with `CI` set, tests run and fail.
    static let isExpected =
        FileManager.default.fileExists(atPath: folder.path) || ProcessInfo.processInfo.environment["CI"] != nil

    static let absence = "shared/data is not beside the repository"
}

/// Calls `body` with a new folder and removes it.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gdal-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// The error that `body` throws, or nil.
func gdalError(_ body: () throws -> Void) -> GDALError? {
    do { try body() } catch { return error as? GDALError }
    return nil
}
