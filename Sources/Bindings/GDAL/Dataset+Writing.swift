import CGDAL

extension Dataset {
    /// Writes a window (`GDALDatasetRasterIO`).
    ///
    /// Pixels are converted to the type of the file as ``GDALPixel`` says. What is written may stay
    /// in memory until ``close()``, so its errors may come only there.
    ///
    /// - Parameters:
    ///   - pixels: `[band][row][column]`, exactly as many as the window has in these bands.
    ///   - window: A window of whole pixels; nil is the whole raster.
    ///   - bands: Bands in the order of `pixels`, from 1. Nil is all.
    /// - Throws: ``GDALError``.
    public func write<Pixel: GDALPixel>(
        _ pixels: [Pixel], window: PixelWindow? = nil, bands: [Int]? = nil
    ) throws(GDALError) {
        try write(pixels.span, window: window, bands: bands)
    }

    /// Writes a window from memory of the caller, see ``write(_:window:bands:)-([Pixel],_,_)``.
    public func write<Pixel: GDALPixel>(
        _ pixels: Span<Pixel>, window: PixelWindow? = nil, bands: [Int]? = nil
    ) throws(GDALError) {
        let window = window ?? PixelWindow(size)
        guard window.isWhole else {
            throw GDALError(
                .invalidArgument, function: "GDALDatasetRasterIO", message: "a window to write must be of whole pixels")
        }
        let request = try WindowRequest(
            window: window, bands: bands ?? Array(1...max(1, bandCount)), bufferSize: nil, resampling: .nearest)
        try request.check(count: pixels.count, of: Pixel.self)
        try pixels.withUnsafeBufferPointer { buffer throws(GDALError) in
            try request.write(buffer, on: storage)
        }
    }

    /// Sets every pixel of a band to one value (`GDALFillRaster`).
    public func fill(band number: Int, with value: Double) throws(GDALError) {
        let band = try bandHandle(number)
        try storage.call("GDALFillRaster") { _ in GDALFillRaster(band, value, 0) }
    }

    /// Places the raster (`GDALSetGeoTransform`).
    public func setGeoTransform(_ transform: GeoTransform) throws(GDALError) {
        var coefficients = transform.coefficients
        try storage.call("GDALSetGeoTransform") { GDALSetGeoTransform($0, &coefficients) }
    }

    /// Sets the CRS of ``geoTransform`` (`GDALSetSpatialRef`).
    public func setSpatialReference(_ reference: SpatialReference) throws(GDALError) {
        try storage.call("GDALSetSpatialRef") { GDALSetSpatialRef($0, reference.handle) }
    }

    /// Places the raster by points instead of a transform (`GDALSetGCPs2`).
    public func setGroundControlPoints(
        _ points: [GroundControlPoint], in reference: SpatialReference
    ) throws(GDALError) {
        var list = [GDAL_GCP](repeating: GDAL_GCP(), count: points.count)
        let count = try cInt(points.count, "number of points", for: "GDALSetGCPs2")
        GDALInitGCPs(count, &list)
        defer { GDALDeinitGCPs(count, &list) }
        for (index, point) in points.enumerated() {
            VSIFree(list[index].pszId)
            VSIFree(list[index].pszInfo)
            list[index].pszId = CPLStrdup(point.id)
            list[index].pszInfo = CPLStrdup(point.info)
            (list[index].dfGCPPixel, list[index].dfGCPLine) = (point.column, point.row)
            (list[index].dfGCPX, list[index].dfGCPY) = (point.coordinate.x, point.coordinate.y)
            list[index].dfGCPZ = point.coordinate.z
        }
        try storage.call("GDALSetGCPs2") { GDALSetGCPs2($0, count, list, reference.handle) }
    }
}

extension WindowRequest {
    /// Writes `buffer`, which has ``pixelCount`` elements.
    func write<Pixel: GDALPixel>(
        _ buffer: UnsafeBufferPointer<Pixel>, on storage: DatasetStorage
    ) throws(GDALError) {
        precondition(MemoryLayout<Pixel>.stride == Pixel.gdalType.byteCount, "\(Pixel.self) is not \(Pixel.gdalType)")
        precondition(buffer.count == pixelCount)
        var bands = bands
        try storage.call("GDALDatasetRasterIO") { dataset in
            // GDAL's parameter is not const because the same function reads; with GF_Write it only reads.
            GDALDatasetRasterIO(
                dataset, GF_Write, enclosing.column, enclosing.row, enclosing.width, enclosing.height,
                UnsafeMutableRawPointer(mutating: buffer.baseAddress), width, height, Pixel.gdalType.gdal,
                Int32(bands.count), &bands, 0, 0, 0)
        }
    }
}
