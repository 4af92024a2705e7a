import CGDAL

extension Dataset {
    /// Whether a sparse file is known to store nothing of a window (`GDALGetDataCoverageStatus`).
    ///
    /// Told from the file's index of blocks, without reading pixels. False where any of the window is
    /// stored, and where the format cannot tell.
    ///
    /// - Parameters:
    ///   - number: Band from 1.
    ///   - window: A part inside of the raster, in whole pixels.
    /// - Returns: True where reading would give the band's nodata value, or 0, for each pixel.
    /// - Throws: ``GDALError/Code/notFound`` if there is no such band, ``GDALError/Code/invalidArgument``
    ///   for a window that is empty or too large to be one.
    public func isKnownEmpty(band number: Int, window: PixelWindow) throws(GDALError) -> Bool {
        let function = "GDALGetDataCoverageStatus"
        let band = try bandHandle(number)
        guard let enclosing = window.enclosing else {
            throw GDALError(
                .invalidArgument, function: function, message: "the window is empty or outside of any raster")
        }
        let status = storage.ask { _ in
            GDALGetDataCoverageStatus(
                band, enclosing.column, enclosing.row, enclosing.width, enclosing.height,
                GDAL_DATA_COVERAGE_STATUS_DATA, nil)
        }
        return status & GDAL_DATA_COVERAGE_STATUS_UNIMPLEMENTED == 0 && status & GDAL_DATA_COVERAGE_STATUS_DATA == 0
            && status & GDAL_DATA_COVERAGE_STATUS_EMPTY != 0
    }
}
