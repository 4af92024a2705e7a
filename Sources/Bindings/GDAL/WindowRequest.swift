import CGDAL

/// A checked window of a raster with its bands, ready for `GDALDatasetRasterIOEx` and its relatives.
struct WindowRequest {
    static let function = "GDALDatasetRasterIOEx"

    let window: PixelWindow
    let enclosing: (column: Int32, row: Int32, width: Int32, height: Int32)
    let bands: [Int32]
    let width: Int32
    let height: Int32
    private let resampling: Resampling

    /// Elements of the result.
    let pixelCount: Int

    init(
        window: PixelWindow, bands: [Int], bufferSize: PixelSize?, resampling: Resampling
    ) throws(GDALError) {
        guard let enclosing = window.enclosing else {
            throw GDALError(
                .invalidArgument, function: Self.function,
                message: "window of \(window.width) × \(window.height) pixels at column \(window.column), "
                    + "row \(window.row) is empty or outside of any raster")
        }
        self.window = window
        self.enclosing = enclosing
        self.resampling = resampling
        width = try cInt(bufferSize?.width ?? Int(enclosing.width), "buffer width", for: Self.function)
        height = try cInt(bufferSize?.height ?? Int(enclosing.height), "buffer height", for: Self.function)
        guard width > 0, height > 0, !bands.isEmpty else {
            throw GDALError(
                .invalidArgument, function: Self.function,
                message: "cannot read \(bands.count) bands into \(width) × \(height) pixels")
        }
        var numbers: [Int32] = []
        for band in bands { numbers.append(try cInt(band, "band", for: Self.function)) }
        self.bands = numbers
        let (count, overflow) = (Int(width) * Int(height)).multipliedReportingOverflow(by: bands.count)
        guard !overflow, count <= Int.max / 16 else {
            throw GDALError(
                .outOfMemory, function: Self.function,
                message: "\(bands.count) bands of \(width) × \(height) pixels do not fit into memory")
        }
        pixelCount = count
    }

    /// Throws unless the caller's memory has the shape of the result.
    func check<Pixel: GDALPixel>(count: Int, of type: Pixel.Type) throws(GDALError) {
        guard count == pixelCount else {
            throw GDALError(
                .invalidArgument, function: Self.function,
                message: "buffer has \(count) pixels, but \(bands.count) bands of \(height) rows and \(width) "
                    + "columns are \(pixelCount)")
        }
    }

    /// Reads into `buffer`, which has room for ``pixelCount``.
    func run<Pixel: GDALPixel>(
        on storage: DatasetStorage, into buffer: UnsafeMutableBufferPointer<Pixel>
    ) throws(GDALError) {
        precondition(MemoryLayout<Pixel>.stride == Pixel.gdalType.byteCount, "\(Pixel.self) is not \(Pixel.gdalType)")
        precondition(buffer.count >= pixelCount)
        var argument = extraArgument
        var bands = bands
        try storage.call(Self.function) { dataset in
            GDALDatasetRasterIOEx(
                dataset, GF_Read, enclosing.column, enclosing.row, enclosing.width, enclosing.height,
                buffer.baseAddress, width, height, Pixel.gdalType.gdal, Int32(bands.count), &bands, 0, 0, 0, &argument)
        }
    }

    /// Resampling, and the window's exact edges where they lie inside of pixels.
    var extraArgument: GDALRasterIOExtraArg {
        var argument = CGDAL_INIT_RASTERIO_EXTRA_ARG()
        argument.eResampleAlg = resampling.rasterIO
        if !window.isWhole {
            argument.bFloatingPointWindowValidity = 1
            argument.dfXOff = window.column
            argument.dfYOff = window.row
            argument.dfXSize = window.width
            argument.dfYSize = window.height
        }
        return argument
    }
}
