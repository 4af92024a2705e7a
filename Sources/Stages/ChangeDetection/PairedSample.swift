import Rasters

/// Pixels of both looks on a regular lattice, at most about a million of them, on which relations between the looks are
/// estimated; so no pass after the first reads the scenes, and memory does not grow with them.
struct PairedSample: Sendable {
    /// Bands of each look.
    let bandCount: Int
    /// For each pixel the numbers of the earlier look, then those of the later: `[pixel][look · band]`.
    let values: [Float]
    /// Number of pixels.
    var count: Int { values.count / width }
    /// Numbers for each pixel.
    var width: Int { 2 * bandCount }

    /// Pixels that are summed as one piece, so that sums are the same for any number of threads.
    static let piece = 1 << 14

    /// Reads the lattice.
    ///
    /// - Parameters:
    ///   - pair: The two looks.
    ///   - limit: Pixels of the lattice at most, about; fewer where there are many bands, so that no more than 2²⁴ numbers
    ///     are kept.
    /// - Throws: What the sources say where they cannot be read.
    init(of pair: LookPair, limit: Int) async throws {
        let size = pair.size
        bandCount = pair.bands.count
        let limit = max(1, min(limit, (1 << 24) / (2 * bandCount)))
        let step = max(1, Int((Double(size.count) / Double(limit)).squareRoot().rounded(.up)))
        var values: [Float] = []
        // Strips of lattice rows; with a step beyond a strip's height single rows.
        let height = step > 64 ? 1 : 64 - 64 % step
        var top = 0
        while top < size.height {
            try Task.checkCancellation()
            // Narrower where there are many bands.
            let across = max(256, (1 << 17) / max(8, bandCount))
            for left in stride(from: 0, to: size.width, by: across) {
                let window = RasterWindow(
                    column: left, row: top, width: min(across, size.width - left),
                    height: min(height, size.height - top))
                let block = try await pair.read(window)
                let count = window.size.count
                for row in stride(from: 0, to: window.height, by: step) {
                    var column = (step - left % step) % step
                    while column < window.width {
                        let index = row * window.width + column
                        if block.usable[index] == 1 {
                            for band in 0..<bandCount { values.append(block.before[band * count + index]) }
                            for band in 0..<bandCount { values.append(block.after[band * count + index]) }
                        }
                        column += step
                    }
                }
            }
            top += height == 1 ? step : height
        }
        self.values = values
    }

    /// The pieces in which sums are made.
    var pieces: [Range<Int>] {
        stride(from: 0, to: count, by: Self.piece).map { $0..<min(count, $0 + Self.piece) }
    }

    /// Means and covariance of all numbers under weights.
    ///
    /// - Parameters:
    ///   - weights: One for each pixel, not negative.
    ///   - origin: Numbers near the means, taken off first so that no digits are lost.
    /// - Returns: Sum of the weights, sums of numbers less `origin`, and sums of their products `[row][column]`, upper half.
    func moments(_ weights: [Float], origin: [Double]) async -> (weight: Double, sums: [Double], products: [Double]) {
        let width = width
        let parts = await ordered(pieces) { range in
            var weight = 0.0
            var sums = [Double](repeating: 0, count: width)
            var products = [Double](repeating: 0, count: width * width)
            var pixel = [Double](repeating: 0, count: width)
            for index in range {
                let share = Double(weights[index])
                if share == 0 { continue }
                weight += share
                for a in 0..<width { pixel[a] = Double(values[index * width + a]) - origin[a] }
                for a in 0..<width {
                    let scaled = share * pixel[a]
                    sums[a] += scaled
                    for b in a..<width { products[a * width + b] += scaled * pixel[b] }
                }
            }
            return (weight, sums, products)
        }
        var total = (0.0, [Double](repeating: 0, count: width), [Double](repeating: 0, count: width * width))
        for part in parts {
            total.0 += part.0
            for index in 0..<width { total.1[index] += part.1[index] }
            for index in 0..<(width * width) { total.2[index] += part.2[index] }
        }
        return total
    }
}

/// Does pieces of work at once and gives their results in the order of the pieces.
func ordered<Piece: Sendable, Result: Sendable>(
    _ pieces: [Piece], _ work: @escaping @Sendable (Piece) -> Result
) async -> [Result] {
    await withTaskGroup(of: (Int, Result).self) { group in
        for (index, piece) in pieces.enumerated() { group.addTask { (index, work(piece)) } }
        var results = [Result?](repeating: nil, count: pieces.count)
        for await (index, result) in group { results[index] = result }
        return results.compactMap { $0 }
    }
}
