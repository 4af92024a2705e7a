import Foundation
import Geodesy
import Rasters

/// Pixels of a patch that take part in a fit: where they lie, what they show and how much they count.
struct PixelSample {
    /// Metres east of the patch's origin.
    private(set) var east: [Double] = []
    /// Metres north of it.
    private(set) var north: [Double] = []
    /// Values, pixel by pixel, each with ``bandCount`` numbers, every band brought to a like spread.
    private(set) var values: [Double] = []
    /// How much a pixel counts by itself, 0…1.
    var weights: [Double] = []
    /// Number of bands.
    let bandCount: Int
    /// Metres of one of these pixels.
    let pixel: Double
    /// Column and row of each on the thinned grid, to tell neighbours.
    private(set) var cells: [SIMD2<Int32>] = []

    /// For each band the value that stands as 0, and how much stands as 1.
    private(set) var zeros: [Double] = []
    private(set) var spreads: [Double] = []

    /// Number of pixels.
    var count: Int { east.count }

    /// Takes pixels of a patch, where there are too many as means over squares of them.
    ///
    /// - Parameters:
    ///   - patch: The pixels.
    ///   - limit: How many to take at the most, about.
    ///   - isWanted: Whether a place, in metres, takes part.
    init(_ patch: GroundPatch, limit: Int, isWanted: (SIMD2<Double>) -> Bool) {
        bandCount = patch.bandCount
        let transform = patch.toGround
        func place(_ column: Double, _ row: Double) -> SIMD2<Double> {
            let map = transform.map(PixelPoint(column: column, row: row))
            return SIMD2(map.x, map.y)
        }
        // How many there are, found on every fourth row and column.
        var hits = 0
        for row in stride(from: 2, to: patch.size.height, by: 4) {
            for column in stride(from: 2, to: patch.size.width, by: 4)
            where isWanted(place(Double(column), Double(row))) {
                hits += 16
            }
        }
        let factor = max(1, Int((Double(hits) / Double(limit)).squareRoot().rounded(.up)))
        pixel = patch.pixel * Double(factor)
        let share = 1 / Double(factor * factor)
        for row in stride(from: 0, through: patch.size.height - factor, by: factor) {
            for column in stride(from: 0, through: patch.size.width - factor, by: factor) {
                let middle = place(
                    Double(column) + Double(factor) / 2, Double(row) + Double(factor) / 2)
                guard isWanted(middle) else { continue }
                var sums = [Double](repeating: 0, count: patch.bandCount)
                var isThere = true
                for y in row..<(row + factor) where isThere {
                    for x in column..<(column + factor) {
                        guard patch.validity[y * patch.size.width + x] == 1 else {
                            isThere = false
                            break
                        }
                        for band in 0..<patch.bandCount {
                            sums[band] += Double(patch.values[(band * patch.size.height + y) * patch.size.width + x])
                        }
                    }
                }
                guard isThere else { continue }
                east.append(middle.x)
                north.append(middle.y)
                cells.append(SIMD2(Int32(column / factor), Int32(row / factor)))
                for sum in sums { values.append(sum * share) }
            }
        }
        weights = Array(repeating: 1, count: east.count)
        normalise()
    }

    /// Brings each band to a spread of one between its 10th and 90th percentile, so that bands count alike.
    private mutating func normalise() {
        zeros = Array(repeating: 0, count: bandCount)
        spreads = Array(repeating: 1, count: bandCount)
        guard count > 1 else { return }
        for band in 0..<bandCount {
            let sorted = stride(from: band, to: values.count, by: bandCount).map { values[$0] }.sorted()
            let low = sorted[count / 10]
            let high = sorted[count - 1 - count / 10]
            let spread = high > low ? high - low : max(1e-9, (sorted.last ?? 1) - (sorted.first ?? 0))
            zeros[band] = low
            spreads[band] = spread
            for index in stride(from: band, to: values.count, by: bandCount) {
                values[index] = (values[index] - low) / spread
            }
        }
    }

    /// The mean over the bands of what was measured, for brightness in this sample's units.
    func measured(_ levels: [Double]) -> Double {
        var sum = 0.0
        for band in 0..<bandCount { sum += zeros[band] + spreads[band] * levels[band] }
        return sum / Double(max(1, bandCount))
    }
}
