public import Geodesy
public import Rasters
public import Reporting

/// Draws two scenes of the same ground as the black and the white squares of a checkerboard.
///
/// Where they lie on each other, roads, walls and banks go on from square to square; where not, they are cut at every edge.
public struct CheckerboardPicture: Sendable {
    private let reference: any RasterSource
    private let others: [any RasterSource]

    /// Longest side of a board, in pixels of the grid.
    private static let longestSide = 640
    /// Squares along a side.
    private static let squares = 8

    /// Takes scenes on one grid, in one band or in red, green and blue.
    ///
    /// - Parameters:
    ///   - reference: The scene in the upper left square.
    ///   - others: Those beside it; each gives a board of its own.
    public init(reference: any RasterSource, others: [any RasterSource]) {
        self.reference = reference
        self.others = others
    }

    /// The boards around a place, side by side in the order of the scenes, at the grid's own resolution.
    ///
    /// Each scene is shown from its own 1st to its own 99th percentile, since snow beside bare ground would else be all white.
    /// What is missing is white.
    ///
    /// - Parameter middle: On the grid.
    /// - Returns: nil where nothing can be seen.
    /// - Throws: What reading or GDAL say.
    public func picture(around middle: PixelPoint) async throws -> EncodedPicture? {
        let whole = reference.size
        let side = min(Self.longestSide, max(whole.width, whole.height))
        let reach = 1e9
        let column = Int(min(max(middle.column, -reach), reach)) - side / 2
        let row = Int(min(max(middle.row, -reach), reach)) - side / 2
        let window = RasterWindow(
            column: min(max(0, column), max(0, whole.width - side)), row: min(max(0, row), max(0, whole.height - side)),
            width: side, height: side)
        let first = try await reference.read(window)
        guard first.validity.contains(1), !others.isEmpty else { return nil }
        // Small scenes are enlarged, so that a pixel can be seen.
        let zoom = max(1, 256 / side)
        let shown = side * zoom
        let gap = 8
        let size = RasterSize(width: others.count * (shown + gap) - gap, height: shown)
        var pixels = [UInt8](repeating: 255, count: 3 * size.count)
        for (place, other) in others.enumerated() {
            let blocks = [first, try await other.read(window)]
            for colour in 0..<3 {
                let stretches = blocks.map { ChangePictures.stretch([$0], band: colour) }
                for row in 0..<shown {
                    for column in 0..<shown {
                        let square = (row * Self.squares / shown + column * Self.squares / shown) % 2
                        let source = row / zoom * side + column / zoom
                        let (block, stretch) = (blocks[square], stretches[square])
                        guard block.validity[source] == 1 else { continue }
                        let band = min(colour, block.bandCount - 1)
                        let value = (block.values[band * side * side + source] - stretch.low) / stretch.range
                        pixels[colour * size.count + row * size.width + place * (shown + gap) + column] =
                            UInt8((min(1, max(0, value)) * 255).rounded())
                    }
                }
            }
        }
        return try ScenePictures.encoded(
            pixels, size: size, name: "board-\(window.column)-\(window.row)-\(side)", isSmall: true)
    }
}
