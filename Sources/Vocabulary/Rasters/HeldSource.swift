/// A source of which all pixels are kept in memory, for small grids that are read several times.
public struct HeldSource: RasterSource {
    private let block: RasterBlock

    /// Columns and rows of the grid.
    public var size: RasterSize { block.window.size }
    /// Number of bands in each block.
    public var bandCount: Int { block.bandCount }

    /// Reads a source once, strip by strip, where it is small enough.
    ///
    /// - Parameters:
    ///   - source: What is read.
    ///   - limit: Numbers, in all bands together, up to which they are kept; by default 128 MB of them.
    /// - Returns: The pixels in memory; the source itself where there are more.
    /// - Throws: What the source says where it cannot be read.
    public static func held(_ source: any RasterSource, limit: Int = 1 << 25) async throws -> any RasterSource {
        let size = source.size
        guard size.count > 0, size.count <= limit / max(1, source.bandCount) else { return source }
        var whole = RasterBlock(missing: size.window, bandCount: source.bandCount)
        for top in stride(from: 0, to: size.height, by: 256) {
            try Task.checkCancellation()
            let window = RasterWindow(column: 0, row: top, width: size.width, height: min(256, size.height - top))
            let part = try await source.read(window)
            let (count, start) = (window.size.count, top * size.width)
            whole.validity.replaceSubrange(start..<(start + count), with: part.validity)
            for band in 0..<source.bandCount {
                let target = band * size.count + start
                whole.values.replaceSubrange(
                    target..<(target + count), with: part.values[(band * count)..<((band + 1) * count)])
            }
        }
        return HeldSource(block: whole)
    }

    /// Copies one window; what lies outside is missing.
    public func read(_ window: RasterWindow) async throws -> RasterBlock {
        var result = RasterBlock(missing: window, bandCount: bandCount)
        let inside = window.intersection(size.window)
        guard !inside.isEmpty else { return result }
        for row in inside.row..<(inside.row + inside.height) {
            let from = row * size.width + inside.column
            let to = (row - window.row) * window.width + inside.column - window.column
            result.validity.replaceSubrange(
                to..<(to + inside.width), with: block.validity[from..<(from + inside.width)])
            for band in 0..<bandCount {
                let (own, target) = (band * size.count + from, band * window.size.count + to)
                result.values.replaceSubrange(
                    target..<(target + inside.width), with: block.values[own..<(own + inside.width)])
            }
        }
        return result
    }
}
