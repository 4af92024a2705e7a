import Rasters

/// How much of a difference the fine structure of both looks explains.
///
/// Pipe racks, gratings and scrap show light and shadow side by side, which sun and view shuffle in every look: no shift
/// undoes that, and yet nothing changed. Two places with the same values in another order, each with the variance *V*, differ by
/// 2 *V* in the mean square. So twice the variance of that look which has less of it is taken off: where one of the looks
/// is smooth, as under whatever was laid, built or put there, nothing is.
struct LocalTexture: Sendable {
    /// Pixels to each side over which values are compared; 0 where such structures are smaller than a pixel.
    let reach: Int

    /// Chooses the window.
    ///
    /// - Parameters:
    ///   - metres: Half of its side on the ground.
    ///   - pixelSize: Metres of a pixel.
    init(metres: Double, pixelSize: Double) {
        // Below half a pixel there is no neighbour to compare with; beyond eight pixels one has seen enough of them.
        reach = min(8, Int(max(0, metres / pixelSize).rounded()))
    }

    /// The mean square by which both looks differ for their fine structure alone.
    ///
    /// - Parameters:
    ///   - before: Variates of the earlier look `[combination][row][column]` over `size`.
    ///   - after: Variates of the later look.
    ///   - usable: 1 where both looks are usable.
    ///   - size: Columns and rows of all of them.
    /// - Returns: `[row][column]`, of the usable pixels in the window around each; nil where nothing is taken off.
    func explained(before: [Float], after: [Float], usable: [UInt8], size: RasterSize) -> [Float]? {
        guard reach > 0 else { return nil }
        let first = variance(before, usable, size)
        let second = variance(after, usable, size)
        return zip(first, second).map { 2 * min($0, $1) }
    }

    /// Sum over the combinations of the variance in the window around each pixel.
    private func variance(_ values: [Float], _ usable: [UInt8], _ size: RasterSize) -> [Float] {
        let count = size.count
        var result = [Float](repeating: 0, count: count)
        guard count > 0 else { return result }
        let numbers = sums(usable.map(Float.init), size)
        for layer in 0..<(values.count / count) {
            var own = Array(values[(layer * count)..<((layer + 1) * count)])
            for index in 0..<count where usable[index] == 0 { own[index] = 0 }
            let totals = sums(own, size)
            for index in 0..<count { own[index] *= own[index] }
            let squares = sums(own, size)
            for index in 0..<count where numbers[index] > 1 {
                let mean = totals[index] / numbers[index]
                result[index] += max(0, squares[index] / numbers[index] - mean * mean)
            }
        }
        return result
    }

    /// Sums over the window, rows first; each in a fixed order of its own, so that no sum hangs on where a tile begins.
    private func sums(_ values: [Float], _ size: RasterSize) -> [Float] {
        let width = size.width
        var rows = [Float](repeating: 0, count: size.count)
        for row in 0..<size.height {
            let base = row * width
            for shift in -reach...reach {
                let columns = max(0, -shift)..<max(max(0, -shift), min(width, width - shift))
                for column in columns { rows[base + column] += values[base + column + shift] }
            }
        }
        var result = [Float](repeating: 0, count: size.count)
        for row in 0..<size.height {
            let base = row * width
            for other in max(0, row - reach)...min(size.height - 1, row + reach) {
                for column in 0..<width { result[base + column] += rows[other * width + column] }
            }
        }
        return result
    }
}
