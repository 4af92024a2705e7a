import Rasters

/// Which pixels of a block get light of the sun, as far as their colour tells.
struct LitGround {
    /// For each pixel 1 where it is lit, 0 where it is dark, 2 where it is missing.
    private let flags: [UInt8]
    private let width: Int
    private let height: Int

    init(_ block: RasterBlock, _ reader: PixelReading, _ levels: SceneLevels) {
        let count = block.window.size.count
        var flags = [UInt8](repeating: 2, count: count)
        for index in 0..<count where block.validity[index] == 1 {
            flags[index] = levels.isSkylit(reader.pixel(block.values, index: index, count: count)) ? 0 : 1
        }
        self.flags = flags
        width = block.window.width
        height = block.window.height
    }

    /// Whether a dark pixel has lit ground towards the sun, as the shadow of a building has behind what casts it.
    ///
    /// - Parameters:
    ///   - index: The pixel, counted row by row.
    ///   - sun: Unit vector on the grid towards the sun.
    ///   - reach: Pixels within which it must lie.
    /// - Returns: Nil where the sun's direction is not known or the block ends too soon.
    func isTowardsSun(of index: Int, sun: SIMD2<Double>?, within reach: Int) -> Bool? {
        guard let sun else { return nil }
        let (column, row) = (index % width, index / width)
        let scale = 1 / max(abs(sun.x), abs(sun.y))
        for steps in 1...max(1, reach) {
            let x = column + Int((Double(steps) * sun.x * scale).rounded())
            let y = row + Int((Double(steps) * sun.y * scale).rounded())
            guard x >= 0, y >= 0, x < width, y < height, flags[y * width + x] != 2 else { return nil }
            if flags[y * width + x] == 1 { return true }
        }
        return false
    }
}
