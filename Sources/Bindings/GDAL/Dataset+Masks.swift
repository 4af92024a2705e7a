import CGDAL

extension Dataset {
    /// Reads which pixels of a band are valid (`GDALGetMaskBand`, `GDALRasterIOEx`).
    ///
    /// The mask comes from nodata, an alpha band or a mask of the file, see ``BandProperties/mask``.
    /// A `NaN` in a floating-point band without nodata is *valid* to GDAL.
    ///
    /// - Parameters:
    ///   - number: Band from 1.
    ///   - window: The part of the raster, in its pixels. Nil reads all of it.
    ///   - bufferSize: Size of the result. Nil gives the window's own size.
    ///   - resampling: Nearest, or average for the share of valid pixels (0…255).
    /// - Returns: `[row][column]`; 0 is missing, 255 valid, between where an alpha band or the mean says so.
    /// - Throws: ``GDALError``, as reading pixels does.
    public func readMask(
        band number: Int, window: PixelWindow? = nil, bufferSize: PixelSize? = nil, resampling: Resampling = .nearest
    ) throws(GDALError) -> [UInt8] {
        let band = try bandHandle(number)
        let request = try WindowRequest(
            window: window ?? PixelWindow(size), bands: [number], bufferSize: bufferSize, resampling: resampling)
        return try newArray(of: request.pixelCount) { (buffer) throws(GDALError) in
            try request.runOnMask(of: band, storage: storage, into: buffer)
        }
    }

    /// Reads the mask into memory of the caller, see ``readMask(band:window:bufferSize:resampling:)``.
    public func readMask(
        band number: Int, window: PixelWindow? = nil, bufferSize: PixelSize? = nil, resampling: Resampling = .nearest,
        into pixels: inout MutableSpan<UInt8>
    ) throws(GDALError) {
        let band = try bandHandle(number)
        let request = try WindowRequest(
            window: window ?? PixelWindow(size), bands: [number], bufferSize: bufferSize, resampling: resampling)
        try request.check(count: pixels.count, of: UInt8.self)
        try pixels.withUnsafeMutableBufferPointer { buffer throws(GDALError) in
            try request.runOnMask(of: band, storage: storage, into: buffer)
        }
    }
}

extension WindowRequest {
    /// Reads the mask of `band` into `buffer`, which has room for ``pixelCount``.
    func runOnMask(
        of band: GDALRasterBandH, storage: DatasetStorage, into buffer: UnsafeMutableBufferPointer<UInt8>
    ) throws(GDALError) {
        precondition(buffer.count >= pixelCount)
        var argument = extraArgument
        try storage.call("GDALRasterIOEx") { _ in
            GDALRasterIOEx(
                GDALGetMaskBand(band), GF_Read, enclosing.column, enclosing.row, enclosing.width, enclosing.height,
                buffer.baseAddress, width, height, GDT_Byte, 0, 0, &argument)
        }
    }
}
