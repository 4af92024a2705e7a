import CGDAL

extension Dataset {
    /// Reads a window into memory of the caller, without a copy (`GDALDatasetRasterIOEx`).
    ///
    /// - Parameters:
    ///   - window: The part of the raster, in its pixels. Nil reads all of it.
    ///   - bands: Bands in the order they are wanted, from 1. Nil reads all.
    ///   - bufferSize: Size of the result. Nil gives the window's own size, rounded up. If it is
    ///     smaller, GDAL reads from the best overview there is.
    ///   - resampling: How pixels are made where `bufferSize` differs from the window. Pixels that
    ///     the mask says are missing do not contribute, except with ``Resampling/nearest``.
    ///   - pixels: Receives `[band][row][column]`; must have exactly as many elements.
    /// - Throws: ``GDALError``, ``GDALError/Code/invalidArgument`` for a window that is not inside
    ///   of the raster or a buffer of another size, ``GDALError/Code/inputOutput`` or
    ///   ``GDALError/Code/other`` for a broken file. `pixels` then holds anything.
    public func read<Pixel: GDALPixel>(
        _ window: PixelWindow? = nil, bands: [Int]? = nil, bufferSize: PixelSize? = nil,
        resampling: Resampling = .nearest, into pixels: inout MutableSpan<Pixel>
    ) throws(GDALError) {
        let request = try WindowRequest(
            window: window ?? PixelWindow(size), bands: bands ?? Array(1...max(1, bandCount)), bufferSize: bufferSize,
            resampling: resampling)
        try request.check(count: pixels.count, of: Pixel.self)
        try pixels.withUnsafeMutableBufferPointer { buffer throws(GDALError) in
            try request.run(on: storage, into: buffer)
        }
    }

    /// Reads a window into an array of the caller, which must already have the right count; see
    /// ``read(_:bands:bufferSize:resampling:into:)-(_,_,_,_,MutableSpan<Pixel>)``.
    public func read<Pixel: GDALPixel>(
        _ window: PixelWindow? = nil, bands: [Int]? = nil, bufferSize: PixelSize? = nil,
        resampling: Resampling = .nearest, into pixels: inout [Pixel]
    ) throws(GDALError) {
        var span = pixels.mutableSpan
        try read(window, bands: bands, bufferSize: bufferSize, resampling: resampling, into: &span)
    }

    /// Reads a window into a new array `[band][row][column]` (`GDALDatasetRasterIOEx`).
    public func read<Pixel: GDALPixel>(
        _ window: PixelWindow? = nil, bands: [Int]? = nil, bufferSize: PixelSize? = nil,
        resampling: Resampling = .nearest, as type: Pixel.Type = Pixel.self
    ) throws(GDALError) -> [Pixel] {
        let request = try WindowRequest(
            window: window ?? PixelWindow(size), bands: bands ?? Array(1...max(1, bandCount)), bufferSize: bufferSize,
            resampling: resampling)
        return try newArray(of: request.pixelCount) { (buffer) throws(GDALError) in
            try request.run(on: storage, into: buffer)
        }
    }
}

/// Makes an array from memory that `fill` writes completely, unless it throws.
func newArray<Pixel: GDALPixel>(
    of count: Int, _ fill: (UnsafeMutableBufferPointer<Pixel>) throws(GDALError) -> Void
) throws(GDALError) -> [Pixel] {
    var failure: GDALError?
    let array = [Pixel](unsafeUninitializedCapacity: count) { buffer, initialized in
        do throws(GDALError) {
            try fill(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
            initialized = count
        } catch {
            failure = error
        }
    }
    if let failure { throw failure }
    return array
}
