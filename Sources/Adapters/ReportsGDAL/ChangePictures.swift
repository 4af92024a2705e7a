public import Geodesy
public import Rasters
public import Reporting

/// Draws what was before beside what is after, at the same place and with the same stretch.
public struct ChangePictures: Sendable {
    private let before: any RasterSource
    private let after: any RasterSource
    /// Longest side of each of the two pictures, in pixels.
    private static let longestSide = 480
    /// Pixels of the grid along a picture at most; of what is larger the middle is shown.
    private static let greatestSide = 8192

    /// Takes both looks on one grid, in one band or in red, green and blue, in one unit.
    public init(before: any RasterSource, after: any RasterSource) {
        self.before = before
        self.after = after
    }

    /// A pair around an outline, which is drawn into both as a thin line.
    ///
    /// Black and white are the 1st and 99th percentile of each band in both pictures together, so that what is brighter is shown
    /// brighter. Large outlines are shown coarser, by every nth pixel, and of those beyond 8192 pixels the middle.
    ///
    /// - Parameter outline: On the common grid.
    /// - Returns: Both side by side as PNG, before to the left, and how many pixels of the grid one of the picture is; nil where nothing of
    ///   either can be seen.
    /// - Throws: What reading or GDAL say.
    public func pair(
        of outline: MultiPolygon<PixelPoint>
    ) async throws -> (picture: ChangePicture, gridPixels: Double)? {
        guard let bounds = outline.bounds else { return nil }
        let extent = max(
            bounds.maximum.column - bounds.minimum.column, bounds.maximum.row - bounds.minimum.row)
        let side = Int(min(max(64, extent * 1.8), Double(Self.greatestSide)))
        let centre = (
            (bounds.maximum.column + bounds.minimum.column) / 2, (bounds.maximum.row + bounds.minimum.row) / 2
        )
        let window = RasterWindow(
            column: Int(centre.0) - side / 2, row: Int(centre.1) - side / 2, width: side, height: side)
        let step = max(1, (side + Self.longestSide - 1) / Self.longestSide)
        let blocks = [
            try await Self.thinned(before, window, step: step), try await Self.thinned(after, window, step: step),
        ]
        guard blocks.contains(where: { $0.validity.contains(1) }) else { return nil }
        // Small places are enlarged, so that a car can be seen.
        let zoom = max(1, Self.longestSide / 2 / side)
        let taken = side / step
        let shown = taken * zoom
        let gap = 8
        let size = RasterSize(width: 2 * shown + gap, height: shown)
        var pixels = [UInt8](repeating: 255, count: 3 * size.count)
        for colour in 0..<3 {
            let stretch = Self.stretch(blocks, band: colour)
            for (place, block) in blocks.enumerated() {
                let band = min(colour, block.bandCount - 1)
                for row in 0..<shown {
                    for column in 0..<shown {
                        let source = row / zoom * taken + column / zoom
                        guard block.validity[source] == 1 else { continue }
                        let value = (block.values[band * taken * taken + source] - stretch.low) / stretch.range
                        pixels[colour * size.count + row * size.width + place * (shown + gap) + column] =
                            UInt8((min(1, max(0, value)) * 255).rounded())
                    }
                }
            }
        }
        for ring in outline.parts.lazy.flatMap(\.rings) {
            for (start, end) in zip(ring.corners, ring.corners.dropFirst() + ring.corners.prefix(1)) {
                let scale = Double(zoom) / Double(step)
                let from = ((start.column - Double(window.column)) * scale, (start.row - Double(window.row)) * scale)
                let to = ((end.column - Double(window.column)) * scale, (end.row - Double(window.row)) * scale)
                let steps = max(1, Int(max(abs(to.0 - from.0), abs(to.1 - from.1)).rounded(.up)))
                for index in 0...steps {
                    let share = Double(index) / Double(steps)
                    let column = Int((from.0 + (to.0 - from.0) * share).rounded(.down))
                    let row = Int((from.1 + (to.1 - from.1) * share).rounded(.down))
                    guard column >= 0, row >= 0, column < shown, row < shown else { continue }
                    for place in 0..<2 {
                        let position = row * size.width + place * (shown + gap) + column
                        for (colour, level) in [255, 220, 0].enumerated() {
                            pixels[colour * size.count + position] = UInt8(level)
                        }
                    }
                }
            }
        }
        let image = try ScenePictures.encoded(
            pixels, size: size, name: "change-\(window.column)-\(window.row)-\(side)", isSmall: true)
        return (ChangePicture(image: image, gap: gap), Double(step) / Double(zoom))
    }

    /// Every nth pixel of a square, read row by row where some are left out, so that memory does not grow with it.
    private static func thinned(
        _ source: any RasterSource, _ window: RasterWindow, step: Int
    ) async throws -> RasterBlock {
        if step == 1 { return try await source.read(window) }
        let taken = window.width / step
        let bands = source.bandCount
        var block = RasterBlock(
            missing: RasterWindow(column: 0, row: 0, width: taken, height: taken), bandCount: bands)
        for row in 0..<taken {
            try Task.checkCancellation()
            let line = try await source.read(
                RasterWindow(column: window.column, row: window.row + row * step, width: window.width, height: 1))
            for column in 0..<taken {
                block.validity[row * taken + column] = line.validity[column * step]
                for band in 0..<bands {
                    block.values[(band * taken + row) * taken + column] =
                        line.values[band * window.width + column * step]
                }
            }
        }
        return block
    }

    /// Black, and the range up to white: the 1st and 99th percentile of a band in some blocks together.
    static func stretch(_ blocks: [RasterBlock], band: Int) -> (low: Float, range: Float) {
        var values: [Float] = []
        for block in blocks {
            let plane = block.validity.count
            let own = min(band, block.bandCount - 1)
            for index in stride(from: 0, to: plane, by: max(1, plane / 40_000)) where block.validity[index] == 1 {
                values.append(block.values[own * plane + index])
            }
        }
        guard !values.isEmpty else { return (0, 1) }
        values.sort()
        let low = values[values.count / 100]
        let high = values[values.count - 1 - values.count / 100]
        return (low, max(high - low, .leastNormalMagnitude))
    }
}
