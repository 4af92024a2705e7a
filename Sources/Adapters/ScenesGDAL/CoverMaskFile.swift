import Foundation
import GDAL
public import Geodesy
public import Rasters

/// Writes a mask as a GeoTIFF of two bands of bytes: the class of each pixel, and the confidence in it in percent.
///
/// The file grows beside its place and is moved there when it is finished.
public final class CoverMaskFile {
    private let path: String
    private let part: String
    private var dataset: Dataset?

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - path: Where it shall be; a file that is there is replaced when the new one is finished.
    ///   - size: Columns and rows.
    ///   - transform: From pixels to the coordinate system; nil for a mask that lies nowhere.
    ///   - coordinateSystem: Definition as WKT; nil where unknown.
    ///   - metadata: What is told of the file, by key.
    /// - Throws: `GDALError`.
    public init(
        _ path: String, size: RasterSize, transform: Geodesy.GridTransform?, coordinateSystem: String?,
        metadata: [String: String]
    ) throws {
        self.path = path
        part = path + ".part.tif"
        try? FileManager.default.removeItem(atPath: part)
        let dataset = try Dataset.create(
            part, width: size.width, height: size.height, bands: 2, type: .uint8,
            options: [
                "COMPRESS": "DEFLATE", "ZLEVEL": "1", "TILED": "YES", "INTERLEAVE": "BAND", "BIGTIFF": "IF_SAFER",
            ])
        if let transform = transform.flatMap({ GeoTransform(coefficients: $0.geoTransform) }) {
            try dataset.setGeoTransform(transform)
        }
        if let coordinateSystem { try dataset.setSpatialReference(SpatialReference(coordinateSystem)) }
        try dataset.setMetadata(metadata)
        try dataset.setTitle("class", band: 1)
        try dataset.setTitle("confidence in percent", band: 2)
        try dataset.setNoData(.real(0), band: 1)
        self.dataset = consume dataset
    }

    // What was not finished is removed.
    deinit { try? FileManager.default.removeItem(atPath: part) }

    /// Writes a window.
    ///
    /// - Parameters:
    ///   - classes: Numbers of classes, row by row.
    ///   - confidence: Confidence 0…1, row by row.
    ///   - window: Where they lie.
    /// - Throws: `GDALError`.
    public func write(_ classes: [UInt8], confidence: [Float], window: RasterWindow) throws {
        let percent = confidence.map { $0.isNaN ? 0 : UInt8(max(0, min(100, ($0 * 100).rounded()))) }
        try dataset?.write(
            classes + percent,
            window: PixelWindow(column: window.column, row: window.row, width: window.width, height: window.height))
    }

    /// Closes the file and moves it to its place.
    ///
    /// - Throws: `GDALError`, also where the disk is full; a file that was in its place is then untouched.
    public func finish() throws {
        guard let dataset = dataset.take() else { return }
        try dataset.close()
        try FileMoving.move(part, to: path)
    }
}
