import GDAL
public import Geodesy
public import Rasters

/// Writes a drawn scene strip by strip as a GeoTIFF: tiled, compressed, with overviews, placed on a UTM grid.
///
/// The bytes depend on what is written only: no clock stands in the file, and blocks are written in their order.
public final class DrawnSceneFile {
    /// Rows that must be written at once, except for the last: those of a row of blocks.
    public static let blockSide = 256

    /// What a scene's file tells of it.
    public struct Description: Sendable {
        /// Columns and rows.
        public var size: RasterSize
        /// From pixels to the grid.
        public var transform: Geodesy.GridTransform
        /// Number of the grid in the registry of EPSG.
        public var epsg: Int
        /// Names of the bands in order.
        public var bands: [String]
        /// Metadata by key.
        public var metadata: [String: String]

        /// Describes a scene.
        public init(
            size: RasterSize, transform: Geodesy.GridTransform, epsg: Int, bands: [String],
            metadata: [String: String]
        ) {
            self.size = size
            self.transform = transform
            self.epsg = epsg
            self.bands = bands
            self.metadata = metadata
        }
    }

    private let description: Description
    private var dataset: Dataset?
    private var nextRow = 0

    /// Begins a file; one that is there is replaced.
    ///
    /// - Parameters:
    ///   - path: Where it shall be.
    ///   - description: What it tells.
    ///   - threads: Threads that compress; they make no difference to the bytes.
    /// - Throws: `GDALError`.
    public init(_ path: String, _ description: Description, threads: Int) throws {
        self.description = description
        let dataset = try Dataset.create(
            path, width: description.size.width, height: description.size.height, bands: description.bands.count,
            type: .uint16,
            options: [
                "COMPRESS": "DEFLATE", "ZLEVEL": "1", "PREDICTOR": "2", "TILED": "YES", "INTERLEAVE": "PIXEL",
                "BLOCKXSIZE": "\(Self.blockSide)", "BLOCKYSIZE": "\(Self.blockSide)", "BIGTIFF": "IF_SAFER",
                "NUM_THREADS": "\(max(1, threads))",
            ])
        if let transform = GeoTransform(coefficients: description.transform.geoTransform) {
            try dataset.setGeoTransform(transform)
        }
        try dataset.setSpatialReference(SpatialReference(epsg: description.epsg))
        try dataset.setMetadata(description.metadata)
        for (index, name) in description.bands.enumerated() {
            try dataset.setNoData(.real(0), band: index + 1)
            try dataset.setTitle(name, band: index + 1)
        }
        self.dataset = consume dataset
    }

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

    /// Builds the overviews and closes the file.
    ///
    /// - Throws: `GDALError`, also where the disk is full.
    public func finish() throws {
        guard let dataset = dataset.take() else { return }
        precondition(nextRow == description.size.height, "A file is finished when all its rows are written.")
        var factors: [Int] = []
        var factor = 2
        while max(description.size.width, description.size.height) / factor > Self.blockSide / 2 {
            factors.append(factor)
            factor *= 2
        }
        if !factors.isEmpty { try dataset.buildOverviews(factors, resampling: .average) }
        try dataset.close()
    }
}
