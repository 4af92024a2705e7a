import GDAL
import Rasters

/// Every n-th pixel of a band in place of all, where a grid is wanted that is much coarser than a large file:
/// for a picture of a scene of 200 000 × 200 000 pixels, nobody wants to read 40 thousand million of them.
///
/// At least four pixels are left for each one wanted along each axis, so that the tent filter still averages.
/// Files with overviews give pixels of those. Numbers are taken and never mixed, so that marks for missing
/// pixels stay what they are, whoever told them.
struct Thinning: Sendable {
    /// Source pixels for one that is taken: powers of two, as overviews are made.
    private let columnFactor: Int
    private let rowFactor: Int
    /// Size of the band itself.
    private let full: RasterSize
    /// Size of what is left.
    let size: RasterSize
    /// Columns of what is left, and of the grid wanted.
    let horizontal: ResamplingAxis
    /// Rows of what is left, and of the grid wanted.
    let vertical: ResamplingAxis

    /// Bands with fewer pixels are read whole: that takes a second or two.
    static let leastCount = 1 << 28

    /// Side, in pixels that are taken, of the squares in which they are read. The squares are fixed, so that
    /// a pixel does not depend on the window it is read with, however GDAL rounds places in overviews.
    private static let side = 64

    /// Settles what is left of a band; nil where it is read whole, as it is with fewer than 2²⁸ pixels or
    /// for a grid less than eight times as coarse.
    init?(of full: RasterSize, horizontal: ResamplingAxis, vertical: ResamplingAxis) {
        columnFactor = Self.factor(horizontal.scale)
        rowFactor = Self.factor(vertical.scale)
        guard full.count > Self.leastCount, columnFactor > 1 || rowFactor > 1 else { return nil }
        self.full = full
        size = RasterSize(
            width: (full.width + columnFactor - 1) / columnFactor, height: (full.height + rowFactor - 1) / rowFactor)
        self.horizontal = Self.axis(horizontal, factor: columnFactor)
        self.vertical = Self.axis(vertical, factor: rowFactor)
    }

    /// The greatest power of two that leaves four pixels for each one wanted.
    private static func factor(_ scale: Double) -> Int {
        var factor = 1
        while Double(factor * 8) <= scale { factor *= 2 }
        return factor
    }

    private static func axis(_ axis: ResamplingAxis, factor: Int) -> ResamplingAxis {
        // GDAL takes the pixel behind the middle of an even number, whose own middle lies half a pixel further.
        let middle = factor > 1 ? 0.5 : 0
        return ResamplingAxis(scale: axis.scale / Double(factor), shift: (axis.shift - middle) / Double(factor))
    }

    /// The pixels of the band that a window of what is left stands for.
    func source(of window: RasterWindow) -> RasterWindow {
        RasterWindow(
            column: window.column * columnFactor, row: window.row * rowFactor, width: window.width * columnFactor,
            height: window.height * rowFactor
        ).intersection(full.window)
    }

    /// Reads a window of what is left.
    ///
    /// - Parameters:
    ///   - window: A window inside of ``size``.
    ///   - band: The band.
    ///   - dataset: Its file.
    /// - Returns: Stored numbers, and validity by the band's mask, 1 or 0, `[row][column]`.
    /// - Throws: `GDALError` where the file cannot be read.
    func read(
        _ window: RasterWindow, of band: BandReading, in dataset: borrowing Dataset
    ) throws(GDALError) -> (values: [Float], validity: [UInt8]) {
        var values = [Float](repeating: 0, count: window.size.count)
        var validity = [UInt8](repeating: 0, count: window.size.count)
        let side = Self.side
        for row in stride(from: window.row / side * side, to: window.endRow, by: side) {
            for column in stride(from: window.column / side * side, to: window.endColumn, by: side) {
                let square = RasterWindow(column: column, row: row, width: side, height: side)
                    .intersection(size.window)
                let source = source(of: square)
                if try band.isKnownEmpty(source, in: dataset) { continue }
                let buffer = PixelSize(width: square.width, height: square.height)
                let pixels: [Float] = try dataset.read(PixelWindow(source), bands: [band.index], bufferSize: buffer)
                let mask =
                    band.hasMask
                    ? try dataset.readMask(band: band.index, window: PixelWindow(source), bufferSize: buffer) : nil
                let shared = square.intersection(window)
                for line in shared.row..<shared.endRow {
                    let from = (line - square.row) * square.width + shared.column - square.column
                    let to = (line - window.row) * window.width + shared.column - window.column
                    for offset in 0..<shared.width where mask.map({ $0[from + offset] >= 128 }) ?? true {
                        values[to + offset] = pixels[from + offset]
                        validity[to + offset] = 1
                    }
                }
            }
        }
        return (values, validity)
    }
}
