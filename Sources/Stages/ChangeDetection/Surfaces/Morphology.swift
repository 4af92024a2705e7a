import Rasters

/// Shrinking and growing of sets of pixels by a disc.
enum Morphology {
    /// Pixels from which all others within a radius belong to the set; what lies outside of the window does not.
    static func eroded(_ set: [UInt8], size: RasterSize, radius: Double) -> [UInt8] {
        let reach = Int(radius)
        var result = [UInt8](repeating: 0, count: size.count)
        guard size.width > 2 * reach, size.height > 2 * reach else { return result }
        let distances = runs(set, size: size)
        let half = (-reach...reach).map { row in
            Int((radius * radius - Double(row * row)).squareRoot())
        }
        for row in reach..<(size.height - reach) {
            for column in reach..<(size.width - reach) {
                var isInside = true
                for line in -reach...reach {
                    // A whole line of the disc is in the set where its last pixel ends a run of that length.
                    let wide = half[line + reach]
                    if Int(distances[(row + line) * size.width + column + wide]) < 2 * wide + 1 {
                        isInside = false
                        break
                    }
                }
                if isInside { result[row * size.width + column] = 1 }
            }
        }
        return result
    }

    /// Pixels within a radius of the set.
    static func dilated(_ set: [UInt8], size: RasterSize, radius: Double) -> [UInt8] {
        let reach = Int(radius)
        var result = set
        let half = (-reach...reach).map { row in Int((radius * radius - Double(row * row)).squareRoot()) }
        for row in 0..<size.height {
            for column in 0..<size.width where set[row * size.width + column] == 1 {
                for line in max(-reach, -row)...min(reach, size.height - 1 - row) {
                    let wide = half[line + reach]
                    let base = (row + line) * size.width
                    for other in max(0, column - wide)...min(size.width - 1, column + wide) { result[base + other] = 1 }
                }
            }
        }
        return result
    }

    /// For each pixel how many pixels of the set end with it in its row.
    private static func runs(_ set: [UInt8], size: RasterSize) -> [Int32] {
        var lengths = [Int32](repeating: 0, count: size.count)
        for row in 0..<size.height {
            var length: Int32 = 0
            for column in 0..<size.width {
                let index = row * size.width + column
                length = set[index] == 1 ? length + 1 : 0
                lengths[index] = length
            }
        }
        return lengths
    }
}
