/// Pixels in memory, row-major `[band][row][column]`.
public struct Raster<Pixel: Sendable>: Sendable {
    /// Number of bands.
    public let bandCount: Int
    /// Columns and rows of each band.
    public let size: RasterSize
    /// The pixels, `bandCount · height · width` of them, band by band.
    public var pixels: [Pixel]

    /// Takes pixels that are already in order.
    ///
    /// - Throws: ``RasterError/pixelCount(found:bands:size:)`` where the count does not fit the shape.
    public init(bandCount: Int, size: RasterSize, pixels: [Pixel]) throws(RasterError) {
        guard bandCount >= 0, size.width >= 0, size.height >= 0, pixels.count == bandCount * size.count else {
            throw .pixelCount(found: pixels.count, bands: bandCount, size: size)
        }
        self.bandCount = bandCount
        self.size = size
        self.pixels = pixels
    }

    /// Makes a raster in which every pixel has the same value.
    public init(bandCount: Int, size: RasterSize, repeating value: Pixel) {
        precondition(
            bandCount >= 0 && size.width >= 0 && size.height >= 0, "A raster's counts must not be negative.")
        self.bandCount = bandCount
        self.size = size
        self.pixels = Array(repeating: value, count: bandCount * size.count)
    }

    /// One pixel.
    public subscript(band: Int, row: Int, column: Int) -> Pixel {
        get { pixels[(band * size.height + row) * size.width + column] }
        set { pixels[(band * size.height + row) * size.width + column] = newValue }
    }

    /// Where a band's pixels stand in ``pixels``.
    public func range(ofBand band: Int) -> Range<Int> { band * size.count..<(band + 1) * size.count }
}

extension Raster: Equatable where Pixel: Equatable {}

/// What is wrong with a raster or with the way it was asked for.
public enum RasterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// An array of pixels that does not fill its shape.
    case pixelCount(found: Int, bands: Int, size: RasterSize)
    /// A band that the source does not have.
    case noSuchBand(index: Int, bandCount: Int)
    /// A window of another size than the caller's buffer.
    case bufferSize(found: Int, expected: Int)

    /// A sentence for a person.
    public var description: String {
        switch self {
        case .pixelCount(let found, let bands, let size):
            "\(found) pixels do not fill \(bands) bands of \(size.height) rows and \(size.width) columns "
                + "([band][row][column])."
        case .noSuchBand(let index, let bandCount):
            "Band \(index) was asked for, but there are \(bandCount) bands."
        case .bufferSize(let found, let expected):
            "A buffer of \(found) values was given for a window of \(expected)."
        }
    }
}
