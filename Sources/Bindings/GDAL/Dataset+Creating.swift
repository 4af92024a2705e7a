import CGDAL

extension Dataset {
    /// Creates a raster to be written window by window (`GDALCreate`).
    ///
    /// - Parameters:
    ///   - path: Where the file shall be; anything for the driver `MEM`. An existing file is replaced.
    ///   - width: Columns.
    ///   - height: Rows.
    ///   - bands: How many bands.
    ///   - type: The type of all of them.
    ///   - name: One that can create, such as `GTiff` or `MEM`. For `COG` write a `GTiff` or
    ///     `MEM` and use ``createCopy(at:driver:options:progress:)``.
    ///   - options: The driver's creation options, such as `["COMPRESS": "DEFLATE", "TILED": "YES"]`.
    /// - Returns: The dataset, zero or nodata in every pixel. End it with ``close()``.
    /// - Throws: ``GDALError``, among others if the folder cannot be written.
    public static func create(
        _ path: String, width: Int, height: Int, bands: Int, type: DataType, driver name: String = "GTiff",
        options: [String: String] = [:]
    ) throws(GDALError) -> Dataset {
        let function = "GDALCreate"
        let driver = try GDALLibrary.driver(name, for: function)
        let (columns, rows) = (try cInt(width, "width", for: function), try cInt(height, "height", for: function))
        let bandCount = try cInt(bands, "band count", for: function)
        let (handle, warnings) = try calling(function) {
            withStringList(keyValueStrings(options)) {
                GDALCreate(driver, path, columns, rows, bandCount, type.gdal, $0)
            }
        }
        return Dataset(storage: DatasetStorage(owning: handle, warnings: warnings))
    }

    /// A raster in memory (`GDALCreate` with the driver `MEM`).
    public static func inMemory(width: Int, height: Int, bands: Int, type: DataType) throws(GDALError) -> Dataset {
        try create("", width: width, height: height, bands: bands, type: type, driver: "MEM")
    }

    /// Writes a copy in another format (`GDALCreateCopy`), and closes it.
    ///
    /// The way to a Cloud Optimized GeoTIFF: `driver: "COG"`.
    ///
    /// - Parameters:
    ///   - path: Where the file shall be. An existing file is replaced.
    ///   - name: The format's short name.
    ///   - options: The driver's creation options.
    ///   - progress: Told a share between 0 and 1 now and then; gives false to stop.
    /// - Throws: ``GDALError``, also if the disk is full; ``GDALError/Code/interrupted`` if
    ///   `progress` gave false. The file is then incomplete and should be removed.
    public func createCopy(
        at path: String, driver name: String, options: [String: String] = [:],
        progress: ((Double) -> Bool)? = nil
    ) throws(GDALError) {
        let driver = try GDALLibrary.driver(name, for: "GDALCreateCopy")
        let reporter = ProgressReporter(progress)
        let copy = try storage.call("GDALCreateCopy", failed: { $0 == nil }) { source in
            withStringList(keyValueStrings(options)) { options in
                reporter.during { GDALCreateCopy(driver, path, source, 0, options, $0, $1) }
            }
        }
        guard let copy else { return }
        try DatasetStorage(owning: copy, warnings: []).close()
    }
}
