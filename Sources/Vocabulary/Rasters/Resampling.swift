/// Weights by which pixels of one grid are mixed into those of another along one axis.
///
/// A triangle filter as wide as the larger of the two pixels: linear interpolation when going finer,
/// an average that does not alias when going coarser. Positions count from the edge of the
/// whole raster, never from that of a window, so a pixel's value does not depend on how it was read.
///
/// Source: Turkowski (1990), "Filters for common resampling tasks", Graphics Gems I, 147–165 (tent filter).
public struct ResamplingAxis: Sendable {
    /// Pixels of the source grid for one of the target grid.
    public let scale: Double
    /// Position of the target grid's edge on the source grid, in source pixels.
    public let shift: Double

    /// Joins two grids along one axis.
    ///
    /// - Parameters:
    ///   - scale: Pixels of the source for one of the target.
    ///   - shift: Source position of target position 0, in source pixels.
    public init(scale: Double, shift: Double = 0) {
        precondition(scale > 0 && scale.isFinite && shift.isFinite, "A resampling scale must be positive.")
        self.scale = scale
        self.shift = shift
    }

    /// Whether source and target pixels are the same.
    public var isIdentity: Bool { scale == 1 && shift == 0 }

    /// Half the width of the filter, in source pixels.
    private var radius: Double { max(1, scale) }

    /// The source pixels that a range of target pixels needs, half-open and not cut at the raster's edge.
    public func sourceRange(for target: Range<Int>) -> Range<Int> {
        if isIdentity { return target }
        let first = (Double(target.lowerBound) + 0.5) * scale + shift - radius - 0.5
        let last = (Double(target.upperBound) - 0.5) * scale + shift + radius - 0.5
        return Int(first.rounded(.up))..<(Int(last.rounded(.down)) + 1)
    }

    /// First source pixel and weights for one target pixel; the weights are positive and add up to one.
    public func weights(for target: Int) -> (first: Int, weights: [Float]) {
        if isIdentity { return (target, [1]) }
        let centre = (Double(target) + 0.5) * scale + shift
        let range = sourceRange(for: target..<(target + 1))
        var weights: [Double] = []
        for source in range {
            weights.append(max(0, 1 - abs(Double(source) + 0.5 - centre) / radius))
        }
        let sum = weights.reduce(0, +)
        return (range.lowerBound, weights.map { Float($0 / sum) })
    }
}

/// Brings a block of one grid to another, axis by axis; missing pixels take no part.
///
/// - Parameters:
///   - source: Values `[row][column]` of `sourceWindow`, 0 where missing.
///   - validity: 1 where the source has a value, `[row][column]`.
///   - sourceWindow: Where the block lies on the source grid; it must hold what
///     ``ResamplingAxis/sourceRange(for:)`` asks for.
///   - target: The window wanted, on the target grid.
///   - horizontal: Columns of the two grids.
///   - vertical: Rows of the two grids.
/// - Returns: Values and validity `[row][column]`. A target pixel is missing where less than half of
///   the filter's weight lies on pixels that are there.
public func resample(
    _ source: [Float], validity: [UInt8], sourceWindow: RasterWindow, to target: RasterWindow,
    horizontal: ResamplingAxis, vertical: ResamplingAxis
) -> (values: [Float], validity: [UInt8]) {
    if horizontal.isIdentity, vertical.isIdentity, sourceWindow == target { return (source, validity) }
    let isComplete = validity.allSatisfy { $0 == 1 }
    let columns = WeightTable(horizontal, for: target.column..<target.endColumn)
    let rows = WeightTable(vertical, for: target.row..<target.endRow)
    let mixed = mixedColumns(source, sourceWindow: sourceWindow, width: target.width, by: columns)
    var values = mixedRows(mixed, sourceRow: sourceWindow.row, size: target.size, by: rows)
    var present = [UInt8](repeating: 1, count: target.size.count)
    if isComplete { return (values, present) }
    let shares = mixedRows(
        mixedColumns(validity.map { Float($0) }, sourceWindow: sourceWindow, width: target.width, by: columns),
        sourceRow: sourceWindow.row, size: target.size, by: rows)
    for index in values.indices where shares[index] <= 1 - 1e-5 {
        if shares[index] >= 0.5 {
            values[index] /= shares[index]
        } else {
            values[index] = 0
            present[index] = 0
        }
    }
    return (values, present)
}

/// The weights of a range of target pixels, one behind the other, so that inner loops touch flat memory.
private struct WeightTable {
    /// First source pixel of each target pixel.
    var firsts: [Int] = []
    /// Where each target pixel's weights begin in ``shares``, and at the end where the last ones end.
    var starts: [Int] = [0]
    var shares: [Float] = []

    init(_ axis: ResamplingAxis, for range: Range<Int>) {
        for target in range {
            let (first, weights) = axis.weights(for: target)
            firsts.append(first)
            shares += weights
            starts.append(shares.count)
        }
    }
}

/// Mixes the columns of each row.
private func mixedColumns(
    _ source: [Float], sourceWindow: RasterWindow, width: Int, by table: WeightTable
) -> [Float] {
    var mixed = [Float](repeating: 0, count: sourceWindow.height * width)
    var output = mixed.mutableSpan
    let input = source.span
    let firsts = table.firsts.span
    let starts = table.starts.span
    let shares = table.shares.span
    for row in 0..<sourceWindow.height {
        let base = row * sourceWindow.width - sourceWindow.column
        for column in 0..<width {
            var sum: Float = 0
            var position = base + firsts[column]
            for tap in starts[column]..<starts[column + 1] {
                sum += shares[tap] * input[position]
                position += 1
            }
            output[row * width + column] = sum
        }
    }
    return mixed
}

/// Mixes rows whose columns are mixed already.
private func mixedRows(_ mixed: [Float], sourceRow: Int, size: RasterSize, by table: WeightTable) -> [Float] {
    var values = [Float](repeating: 0, count: size.count)
    var output = values.mutableSpan
    let input = mixed.span
    for row in 0..<size.height {
        let base = row * size.width
        for (offset, tap) in (table.starts[row]..<table.starts[row + 1]).enumerated() {
            let from = (table.firsts[row] - sourceRow + offset) * size.width
            let share = table.shares[tap]
            for column in 0..<size.width { output[base + column] += share * input[from + column] }
        }
    }
    return values
}
