import Foundation
import GDAL

/// A folder for one test, removed at its end.
final class Scratch: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("ingest-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ text: String, to name: String) throws {
        try write(Data(text.utf8), to: name)
    }

    func write(_ data: Data, to name: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: url)
    }
}

/// What a test image is to be.
struct TestImage {
    var width = 64
    var height = 48
    var bands = 1
    var type = DataType.uint16
    var transform: [Double]? = [500_000, 10, 0, 3_900_000, 0, -10]
    var epsg: Int? = 32652
    var noData: Double?
    var options: [String: String] = [:]
    var metadata: [String: String] = [:]
    /// The stored number of a band, column and row; nil to leave the file sparse.
    var value: ((Int, Int, Int) -> Float)? = { band, column, row in
        Float(100 + (column * 7 + row * 13 + band * 31) % 800)
    }

    func write(to path: String) throws {
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
        let dataset = try Dataset.create(
            path, width: width, height: height, bands: bands, type: type, options: options)
        if let transform, let made = GeoTransform(coefficients: transform) { try dataset.setGeoTransform(made) }
        if let epsg { try dataset.setSpatialReference(try SpatialReference(epsg: epsg)) }
        if !metadata.isEmpty { try dataset.setMetadata(metadata) }
        for band in 1...bands {
            if let noData { try dataset.setNoData(.real(noData), band: band) }
            guard let value else { continue }
            var pixels: [Float] = []
            pixels.reserveCapacity(width * height)
            for row in 0..<height {
                for column in 0..<width { pixels.append(value(band, column, row)) }
            }
            try dataset.write(pixels, bands: [band])
        }
        try dataset.close()
    }
}

extension TestImage {
    /// Writes a block of ones in the middle into a file that was left sparse, so that it has valid pixels.
    func fillMiddle(of path: String) throws {
        let dataset = try Dataset(updating: path)
        let side = max(1, min(width, height) / 8)
        try dataset.write(
            [UInt16](repeating: 1, count: side * side),
            window: PixelWindow(column: width / 2 - side / 2, row: height / 2 - side / 2, width: side, height: side),
            bands: [1])
        try dataset.close()
    }
}
