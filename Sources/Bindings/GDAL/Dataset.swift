import CGDAL

/// An open raster dataset: pixels in bands on one grid, with their description (`GDALDatasetH`).
///
/// **Thread rule.** A GDAL dataset has caches and file positions without a lock: it may be used by
/// one thread at a time. The type is therefore not `Sendable`; tasks which read in parallel open
/// one dataset each. What is read from it (``BandProperties``, ``GeoTransform``, arrays) is.
///
/// **Conventions.** Bands count from 1, as in GDAL. Columns grow to the right and rows downwards
/// from the outer corner of the first pixel. Arrays are `[band][row][column]`.
///
/// A dataset that was only read is closed when the value ends. One that was written must be ended
/// with ``close()``, which is the only place where a full disk can be told.
public struct Dataset: ~Copyable {
    let storage: DatasetStorage

    init(storage: DatasetStorage) {
        self.storage = storage
    }

    /// Writes what is pending and closes the file (`GDALFlushCache`, `GDALClose`).
    ///
    /// - Throws: ``GDALError`` if anything could not be written, for instance because the disk is
    ///   full. The file is then incomplete and should be removed.
    public consuming func close() throws(GDALError) {
        try storage.close()
    }

    /// Writes what is pending and goes on (`GDALFlushCache`).
    public func flush() throws(GDALError) {
        try storage.attempt("GDALFlushCache", failed: { $1 }) { GDALFlushCache($0) }
    }

    /// What GDAL warned of while this dataset was opened and used, each message once, at most 100.
    public var warnings: [Diagnostic] { storage.warnings }

    /// The name it was opened with (`GDALGetDescription`).
    public var name: String {
        storage.ask { String(cString: GDALGetDescription($0)) }
    }

    /// The short name of the driver that reads it, such as `GTiff` (`GDALGetDriverShortName`).
    public var driver: String {
        storage.ask { String(cString: GDALGetDriverShortName(GDALGetDatasetDriver($0))) }
    }

    /// Columns (`GDALGetRasterXSize`); without meaning where ``bandCount`` is 0.
    public var width: Int {
        storage.ask { Int(GDALGetRasterXSize($0)) }
    }

    /// Rows (`GDALGetRasterYSize`); without meaning where ``bandCount`` is 0.
    public var height: Int {
        storage.ask { Int(GDALGetRasterYSize($0)) }
    }

    /// Bands; 0 for a container whose content is in ``subdatasets`` (`GDALGetRasterCount`).
    public var bandCount: Int {
        storage.ask { Int(GDALGetRasterCount($0)) }
    }

    /// Size in pixels.
    public var size: PixelSize { PixelSize(width: width, height: height) }

    /// Files this dataset is made of, its own first, as far as they exist (`GDALGetFileList`).
    ///
    /// A VRT can name any file of the machine. A caller that reads files from others compares
    /// this list with the folder they came in; see also ``OpenOptions/root``.
    public var files: [String] {
        storage.ask { takeStrings(GDALGetFileList($0)) }
    }
}
