import Rasters
import Statistics

/// The change statistic that no misplacement within the margin explains.
///
/// For a pixel and a shift the statistic is the mean, over 3 × 3 pixels, of the squared differences of variates between the
/// earlier look there and the later look at the shifted place. What is kept is the least value over all shifts within the margin,
/// and of the two ways round (the earlier look shifted, the later one shifted) the smaller: so a shifted edge is explained by the
/// shift that undoes it, and whatever is narrower than about twice the margin is not told from one. Tall things also lean
/// otherwise where the views differ; shifts along that direction count as misplacements too, up to a height.
///
/// After the idea of Gong, LeDrew & Miller (1992), International Journal of Remote Sensing 13(4), 773–779, that what
/// misregistration can bring is no change; here as the least difference over all shifts that it allows.
struct ShiftTolerantStatistic: Sendable {
    /// Shifts of the later look, in whole pixels.
    let shifts: [(column: Int, row: Int)]
    /// Pixels around one on which its value hangs.
    let reach: Int
    /// Pixels from which on a place is compared: all pixels this near must be usable.
    let clearance: Int

    /// Lists the shifts.
    ///
    /// - Parameters:
    ///   - margin: Pixels by which places may be off.
    ///   - lean: Pixels by which something a metre high leans otherwise in the later look; nil where not known.
    ///   - height: Metres of height up to which leaning is allowed for.
    init(margin: Double, lean: Displacement?, height: Double) {
        let radius = margin <= 0 ? 0 : max(1, margin)
        let whole = (lean ?? Displacement(column: 0, row: 0)) * height
        // Beyond this many pixels a scene is too different in view for its tall things to be followed.
        let way = whole.length > 64 ? whole * (64 / whole.length) : whole
        let steps = Int((way.length * 2).rounded(.up))
        var found: Set<[Int]> = []
        for step in 0...steps {
            let centre = steps == 0 ? way * 0 : way * (Double(step) / Double(steps))
            let columns =
                Int((centre.column - radius).rounded(.down))...Int((centre.column + radius).rounded(.up))
            for row in Int((centre.row - radius).rounded(.down))...Int((centre.row + radius).rounded(.up)) {
                for column in columns {
                    let away = Displacement(column: Double(column) - centre.column, row: Double(row) - centre.row)
                    let isNearest =
                        Int(centre.column.rounded()) == column && Int(centre.row.rounded()) == row
                    if away.length <= radius + 1e-9 || isNearest { found.insert([row, column]) }
                }
            }
        }
        shifts = found.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { (column: $0[1], row: $0[0]) }
        let greatest = shifts.map { max(abs($0.column), abs($0.row)) }.max() ?? 0
        reach = greatest + 1
        clearance = Int(radius.rounded(.up)) + 1
    }

    /// The statistic of a window.
    ///
    /// - Parameters:
    ///   - before: Variates of the earlier look `[combination][row][column]` over `size`.
    ///   - after: Variates of the later look.
    ///   - usable: 1 where both looks are usable.
    ///   - size: Columns and rows of all of them.
    /// - Returns: `[row][column]`; −1 where the place is not compared.
    func values(before: [Float], after: [Float], usable: [UInt8], size: RasterSize) -> [Float] {
        let count = size.count
        let depth = count > 0 ? before.count / count : 0
        // Nothing is near to a pixel that is not usable: in one look it is infinite, so that every difference is.
        var first = before
        var second = after
        for index in 0..<count where usable[index] == 0 {
            for layer in 0..<depth {
                first[layer * count + index] = .infinity
                second[layer * count + index] = -.infinity
            }
        }
        var forth = [Float](repeating: .infinity, count: count)
        var back = forth
        var difference = forth
        var sums = forth
        for shift in shifts {
            let columns = max(0, -shift.column)..<min(size.width, size.width - shift.column)
            let rows = max(0, -shift.row)..<min(size.height, size.height - shift.row)
            guard !columns.isEmpty, !rows.isEmpty else { continue }
            let offset = shift.row * size.width + shift.column
            for index in 0..<count { difference[index] = .infinity }
            Self.squares(
                first, second, into: &difference, count: count, depth: depth, offset: offset,
                rows: rows.map { ($0 * size.width + columns.lowerBound)..<($0 * size.width + columns.upperBound) })
            Self.meanOfNine(difference, into: &sums, size: size)
            let means = sums.span
            var ahead = forth.mutableSpan
            for row in rows {
                for index in (row * size.width + columns.lowerBound)..<(row * size.width + columns.upperBound) {
                    ahead[index] = min(ahead[index], means[index])
                }
            }
            var behind = back.mutableSpan
            for row in rows {
                for index in (row * size.width + columns.lowerBound)..<(row * size.width + columns.upperBound) {
                    behind[index + offset] = min(behind[index + offset], means[index])
                }
            }
        }
        let compared = Morphology.eroded(usable, size: size, radius: Double(clearance))
        return (0..<count).map { index in
            let value = min(forth[index], back[index])
            return compared[index] == 1 && value.isFinite ? value : -1
        }
    }

    /// Sums of squared differences of all layers, for runs of pixels; the second look is taken `offset` pixels on.
    private static func squares(
        _ first: [Float], _ second: [Float], into sums: inout [Float], count: Int, depth: Int, offset: Int,
        rows: [Range<Int>]
    ) {
        let (before, after) = (first.span, second.span)
        var sums = sums.mutableSpan
        for row in rows {
            for index in row { sums[index] = 0 }
            for layer in 0..<depth {
                let own = layer * count
                for index in row {
                    let apart = before[own + index] - after[own + index + offset]
                    sums[index] += apart * apart
                }
            }
        }
    }

    /// Mean over 3 × 3 pixels; infinite where one of them is, and at the edge.
    private static func meanOfNine(_ values: [Float], into means: inout [Float], size: RasterSize) {
        let width = size.width
        for index in means.indices { means[index] = .infinity }
        guard size.height > 2, width > 2 else { return }
        var three = [Float](repeating: 0, count: width)
        let values = values.span
        var means = means.mutableSpan
        var sums = three.mutableSpan
        for row in 1..<(size.height - 1) {
            let base = row * width
            for column in 0..<width {
                sums[column] = values[base - width + column] + values[base + column] + values[base + width + column]
            }
            for column in 1..<(width - 1) {
                means[base + column] = (sums[column - 1] + sums[column] + sums[column + 1]) / 9
            }
        }
    }
}

/// From which value on the statistic is a change, told from the statistic itself and not from any labels.
public struct ChangeThreshold: Hashable, Codable, Sendable {
    /// The least value of a change.
    public var value: Double
    /// Shape of the gamma distribution that ground without change follows; nil where none fits.
    public var shape: Double?

    /// Finds the threshold.
    ///
    /// The lower quartile and the median of all values stand for ground that did not change; the gamma distribution that has
    /// them says which value such ground exceeds with a small probability. This holds while less than about half of the ground
    /// changed. It never lies below what the chi-square distribution says, since what agrees better than two looks of
    /// the same ground usually do is still no change where it agrees a little less.
    ///
    /// - Parameters:
    ///   - values: The statistic, of places that were compared.
    ///   - degrees: Combinations that it sums.
    ///   - falseShare: Share of unchanged ground that may exceed the threshold.
    public init(values: [Float], degrees: Int, falseShare: Double) {
        let floor = GammaDistribution.chiSquare(degrees: Double(degrees)).exceeded(with: falseShare)
        let sorted = values.sorted()
        guard sorted.count >= 100,
            let unchanged = GammaDistribution(
                lowerQuartile: Double(sorted[sorted.count / 4]), median: Double(sorted[sorted.count / 2]))
        else {
            value = floor
            shape = nil
            return
        }
        value = max(floor, unchanged.exceeded(with: falseShare))
        shape = unchanged.shape
    }
}
