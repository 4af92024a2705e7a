import Foundation
import GDAL
public import Geodesy
public import Rasters

/// Writes a drawn scene strip by strip as a GeoTIFF: tiled, compressed, with overviews if wanted.
///
/// The bytes depend on what is written only: no clock stands in the file, and blocks are written in their order. The file
/// grows beside its place and is moved there when it is finished, so that what lies there is whole.
public final class DrawnSceneFile {
    /// Rows that must be written at once, except for the last: those of a row of blocks.
    public static let blockSide = 256

    /// What a scene's file tells of it.
    public struct Description: Sendable {
        /// Columns and rows.
        public var size: RasterSize
        /// From pixels to the grid; nil for a scene that lies nowhere.
        public var transform: Geodesy.GridTransform?
        /// Number of the grid in the registry of EPSG; nil for a scene that lies nowhere.
        public var epsg: Int?
        /// Names of the bands in order.
        public var bands: [String]
        /// Metadata by key.
        public var metadata: [String: String]
        /// Whether smaller copies are stored with it.
        public var hasOverviews: Bool

        /// Describes a scene.
        public init(
            size: RasterSize, transform: Geodesy.GridTransform?, epsg: Int?, bands: [String],
            metadata: [String: String], hasOverviews: Bool
        ) {
            self.size = size
            self.transform = transform
            self.epsg = epsg
            self.bands = bands
            self.metadata = metadata
            self.hasOverviews = hasOverviews
        }
    }

    private let path: String
    private let part: String
    private let description: Description
    private let threads: Int
    private var dataset: Dataset?
    private var nextRow = 0

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - path: Where it shall be; a file that is there is replaced when the new one is finished.
    ///   - description: What it tells.
    ///   - threads: Threads that compress; they make no difference to the bytes.
    /// - Throws: `GDALError`.
    public init(_ path: String, _ description: Description, threads: Int) throws {
        self.path = path
        self.description = description
        self.threads = max(1, threads)
        part = path + ".part.tif"
        // Two rows of blocks, or what overviews are made of at a time; the library's own limit is a share of the machine.
        let row = description.size.width * Self.blockSide * description.bands.count * 2
        GDALLibrary.cacheLimit = min(GDALLibrary.cacheLimit, max(96 << 20, 2 * row))
        try? FileManager.default.removeItem(atPath: part)
        let dataset = try Dataset.create(
            part, width: description.size.width, height: description.size.height, bands: description.bands.count,
            type: .uint16,
            options: [
                "COMPRESS": "DEFLATE", "ZLEVEL": "1", "PREDICTOR": "2", "TILED": "YES", "INTERLEAVE": "PIXEL",
                "BLOCKXSIZE": "\(Self.blockSide)", "BLOCKYSIZE": "\(Self.blockSide)", "BIGTIFF": "IF_SAFER",
                "NUM_THREADS": "\(self.threads)",
            ])
        if let transform = description.transform.flatMap({ GeoTransform(coefficients: $0.geoTransform) }) {
            try dataset.setGeoTransform(transform)
        }
        if let epsg = description.epsg { try dataset.setSpatialReference(SpatialReference(epsg: epsg)) }
        try dataset.setMetadata(description.metadata)
        for (index, name) in description.bands.enumerated() {
            try dataset.setNoData(.real(0), band: index + 1)
            try dataset.setTitle(name, band: index + 1)
        }
        self.dataset = consume dataset
    }

    // What was not finished is removed.
    deinit { try? FileManager.default.removeItem(atPath: part) }

    /// Writes the next rows.
    ///
    /// - Parameters:
    ///   - pixels: Stored numbers, [band][row][column].
    ///   - window: The rows; they begin where the last ended.
    /// - Throws: `GDALError`.
    public func write(_ pixels: [UInt16], window: RasterWindow) throws {
        precondition(
            window.row == nextRow && window.width == description.size.width, "Strips are written in their order.")
        nextRow = window.endRow
        try dataset?.write(
            pixels, window: PixelWindow(column: 0, row: window.row, width: window.width, height: window.height))
        // Else the library keeps blocks until its cache is full, and memory would grow with the scene.
        try dataset?.flush()
    }

    /// Builds the overviews, closes the file and moves it to its place.
    ///
    /// - Throws: `GDALError`, also where the disk is full; a file that was in its place is then untouched.
    public func finish() throws {
        guard let dataset = dataset.take() else { return }
        precondition(nextRow == description.size.height, "A file is finished when all its rows are written.")
        var factors: [Int] = []
        var factor = 2
        while description.hasOverviews,
            max(description.size.width, description.size.height) / factor > Self.blockSide / 2
        {
            factors.append(factor)
            factor *= 2
        }
        if !factors.isEmpty {
            try GDALLibrary.withConfiguration(["GDAL_NUM_THREADS": "\(threads)"]) {
                try dataset.buildOverviews(factors, resampling: .average)
            }
        }
        try dataset.close()
        try FileMoving.move(part, to: path)
    }
}

extension DrawnSceneFile {
    /// Writes reflectances as a whole scene.
    ///
    /// Stored numbers are rounded and kept in 1…65 535, so that no reflectance is taken for missing; 0 stands
    /// for missing pixels, those that are not-a-number or infinite, and the file says so as its nodata value.
    ///
    /// - Parameters:
    ///   - raster: Reflectance 0…1.
    ///   - description: What the file tells of it.
    ///   - reflectanceScale: Reflectance of one step of the stored numbers.
    ///   - threads: Threads that compress; they make no difference to the bytes.
    ///   - path: The file; one that is there is replaced.
    /// - Throws: `GDALError`; a file that was there is then untouched.
    public static func write(
        _ raster: Raster<Float>, _ description: Description, reflectanceScale: Double, threads: Int, to path: String
    ) throws {
        let file = try DrawnSceneFile(path, description, threads: threads)
        let stored = raster.pixels.map { pixel -> UInt16 in
            guard pixel.isFinite else { return 0 }
            return UInt16(max(1, min(65_535, (Double(pixel) / reflectanceScale).rounded())))
        }
        let size = raster.size
        try file.write(stored, window: RasterWindow(column: 0, row: 0, width: size.width, height: size.height))
        try file.finish()
    }
}
