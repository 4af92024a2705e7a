import Foundation
import GDAL
public import Geodesy
public import Rasters

/// Writes one number for each pixel of a grid as GeoTIFF, by windows, and puts the file in its place when it is whole.
public final class StatisticRaster {
    private let path: String
    private let part: String
    private var dataset: Dataset?

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - path: Where it shall be; a file that is there is replaced when the new one is finished.
    ///   - size: Columns and rows.
    ///   - transform: From the grid's pixels to the coordinate system; nil without georeference.
    ///   - coordinateSystem: Definition as WKT; nil where unknown.
    /// - Throws: `GDALError`.
    public init(
        _ path: String, size: RasterSize, transform: Geodesy.GridTransform? = nil, coordinateSystem: String? = nil
    ) throws {
        self.path = path
        part = path + ".part.tif"
        try? FileManager.default.removeItem(atPath: part)
        let dataset = try Dataset.create(
            part, width: size.width, height: size.height, bands: 1, type: .float32,
            options: ["COMPRESS": "DEFLATE", "TILED": "YES", "BIGTIFF": "IF_SAFER"])
        if let transform = transform.flatMap({ GeoTransform(coefficients: $0.geoTransform) }) {
            try dataset.setGeoTransform(transform)
        }
        if let coordinateSystem { try dataset.setSpatialReference(SpatialReference(coordinateSystem)) }
        try dataset.setTitle("change statistic", band: 1)
        try dataset.setNoData(.real(-1), band: 1)
        self.dataset = consume dataset
    }

    // What was not finished is removed.
    deinit { try? FileManager.default.removeItem(atPath: part) }

    /// Writes a window.
    ///
    /// - Parameters:
    ///   - values: `[row][column]`; −1 where there is none.
    ///   - window: Whole pixels inside of the grid.
    /// - Throws: `GDALError`.
    public func write(_ values: [Float], window: RasterWindow) throws {
        try dataset?.write(
            values,
            window: PixelWindow(column: window.column, row: window.row, width: window.width, height: window.height))
        try dataset?.flush()
    }

    /// Closes the file and moves it to its place.
    ///
    /// - Throws: `GDALError`; a file that was there is then untouched.
    public func finish() throws {
        guard let dataset = dataset.take() else { return }
        try dataset.close()
        try FileMoving.move(part, to: path)
    }
}
