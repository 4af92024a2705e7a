/// Pixels of one window, as numbers with a meaning, and which of them are there.
public struct RasterBlock: Sendable {
    /// Values, row-major `[band][row][column]`; 0 where a pixel is missing.
    public var values: [Float]
    /// For each pixel of a band 1 where all bands have a value, else 0; row-major `[row][column]`.
    public var validity: [UInt8]
    /// Where the block lies in its source; it may reach beyond it.
    public var window: RasterWindow
    /// Number of bands.
    public var bandCount: Int

    /// Makes a block in which every pixel is missing.
    public init(missing window: RasterWindow, bandCount: Int) {
        self.window = window
        self.bandCount = bandCount
        values = Array(repeating: 0, count: bandCount * window.size.count)
        validity = Array(repeating: 0, count: window.size.count)
    }

    /// How many pixels are there.
    public var validCount: Int { validity.reduce(0) { $0 &+ Int($1) } }
}

/// Something that gives pixels by window, so that no stage ever holds a scene whole.
///
/// A source may be asked from several tasks at once. Which bands it gives, in which unit and on
/// which grid, is settled when it is opened.
public protocol RasterSource: Sendable {
    /// Columns and rows of the grid.
    var size: RasterSize { get }
    /// Number of bands in each block.
    var bandCount: Int { get }

    /// Reads one window.
    ///
    /// - Parameter window: May reach beyond the grid; what lies outside is missing.
    /// - Returns: A block of exactly the window's size. The value of a pixel does not depend on the
    ///   window it was read with.
    /// - Throws: What the source says where it cannot be read.
    func read(_ window: RasterWindow) async throws -> RasterBlock

    /// Whether a window is known to hold no valid pixel, told without reading it.
    ///
    /// False means "not known"; sparse files know more.
    func isKnownEmpty(_ window: RasterWindow) async throws -> Bool
}

extension RasterSource {
    /// Nothing is known to be empty but what lies outside the grid.
    public func isKnownEmpty(_ window: RasterWindow) async throws -> Bool {
        window.intersection(size.window).isEmpty
    }
}

/// A source that holds its pixels in memory: for tests, and for pictures that are drawn.
public struct RasterInMemory: RasterSource {
    private let raster: Raster<Float>
    private let validity: [UInt8]

    /// Takes a raster; a pixel that is NaN or infinite in any band is missing.
    public init(_ raster: Raster<Float>) {
        var validity = [UInt8](repeating: 1, count: raster.size.count)
        for band in 0..<raster.bandCount {
            for (index, position) in raster.range(ofBand: band).enumerated()
            where !raster.pixels[position].isFinite {
                validity[index] = 0
            }
        }
        self.raster = raster
        self.validity = validity
    }

    /// Columns and rows of the raster.
    public var size: RasterSize { raster.size }
    /// Number of bands of the raster.
    public var bandCount: Int { raster.bandCount }

    /// Copies one window; what lies outside the raster is missing.
    public func read(_ window: RasterWindow) async throws -> RasterBlock {
        var block = RasterBlock(missing: window, bandCount: bandCount)
        let inside = window.intersection(size.window)
        for row in inside.row..<(inside.row + inside.height) {
            let from = row * size.width + inside.column
            let to = (row - window.row) * window.width + inside.column - window.column
            for column in 0..<inside.width where validity[from + column] == 1 {
                block.validity[to + column] = 1
                for band in 0..<bandCount {
                    block.values[band * window.size.count + to + column] =
                        raster.pixels[band * size.count + from + column]
                }
            }
        }
        return block
    }
}
