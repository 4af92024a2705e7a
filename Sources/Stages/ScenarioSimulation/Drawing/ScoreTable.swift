import Foundation
import Scenarios
import Statistics

/// Values of a number against normal scores, so that drawing needs no distribution function: linear between 1025 scores from −6 to 6.
///
/// A draw is the number's quantile at Φ(score). Of a beta-PERT number the quantiles come from the sums of its density over 4096 cells,
/// taken from both ends so that neither tail loses digits: within 3e-4 of its range everywhere and 1e-5 between the scores −3 and 3.
struct ScoreTable: Sendable {
    /// Cells of the table.
    static let cells = 1024  // a power of two
    /// The greatest score of the table; what lies beyond counts as that.
    static let reach: Float = 6
    /// Cells to a unit of score.
    static let scale = Float(cells) / (2 * reach)
    /// Value at the begin of each cell, and its rise over the cell.
    private let table: [SIMD2<Float>]
    /// Where a choice goes over to its next value; empty for other shapes.
    private let turns: [Float]
    private let values: [Float]

    /// Scores of the cells' ends.
    private static let scores = (0...cells).map { -Double(reach) + Double($0) / Double(scale) }
    private static let lower = scores.map(standardNormalCumulative)
    private static let uniform = ScoreTable { standardNormalCumulative($0) }

    /// Draws of 0…1, each value as likely as the others.
    static var share: ScoreTable { uniform }

    /// Tabulates a number.
    init(_ number: UncertainNumber) {
        switch number.shape {
        case .pert where !number.isCertain: self.init(ends: Self.ends(number))
        case .choice:
            let count = number.values.count
            self.init(
                table: [], turns: (1..<count).map { Float(standardNormalQuantile(Double($0) / Double(count))) },
                values: number.values.map { Float($0) })
        case .fixed, .pert, .uniform, .triangular: self.init { number.quantile(standardNormalCumulative($0)) }
        }
    }

    /// Tabulates a function of the score that does not fall.
    init(_ function: (Double) -> Double) { self.init(ends: Self.scores.map(function)) }

    private init(ends: [Double]) {
        self.init(
            table: (0..<Self.cells).map { SIMD2(Float(ends[$0]), Float(ends[$0 + 1] - ends[$0])) }, turns: [],
            values: [])
    }

    private init(table: [SIMD2<Float>], turns: [Float], values: [Float]) {
        self.table = table
        self.turns = turns
        self.values = values
    }

    /// The value at a score.
    @inline(__always)
    func value(at score: Float) -> Float {
        if table.isEmpty { return step(score) }
        let place = max(0, min(Float(Self.cells), (score + Self.reach) * Self.scale))
        let index = min(Int32(place), Int32(Self.cells - 1))
        let cell = table[Int(index)]
        return cell.x + cell.y * (place - Float(index))
    }

    /// The values at sixteen scores.
    @inline(__always)
    func values(at score: SIMD16<Float>) -> SIMD16<Float> {
        if table.isEmpty {
            var found = score
            for lane in 0..<16 { found[lane] = step(score[lane]) }
            return found
        }
        var place = (score + Self.reach) * Self.scale
        let (least, most) = (SIMD16<Float>.zero, SIMD16<Float>(repeating: Float(Self.cells).nextDown))
        place.replace(with: least, where: place .< least)
        place.replace(with: most, where: place .> most)
        // Adding 2²³ leaves no bits behind the point, so that the cell's number stands in the lowest ones; half a cell less rounds down.
        let whole = (place - 0.5) + Self.shift
        let part = place - (whole - Self.shift)
        let table = table
        @inline(__always) func cell(_ lane: Int) -> Float {
            let cell = table[Int(whole[lane].bitPattern & UInt32(Self.cells - 1))]
            return cell.x + cell.y * part[lane]
        }
        return SIMD16(
            cell(0), cell(1), cell(2), cell(3), cell(4), cell(5), cell(6), cell(7), cell(8), cell(9), cell(10),
            cell(11),
            cell(12), cell(13), cell(14), cell(15))
    }

    private static let shift: Float = 0x1p23

    private func step(_ score: Float) -> Float { values[turns.count { $0 <= score }] }

    /// The score at which a value is reached.
    ///
    /// - Parameter value: Any; one below the least gives −∞ and one that no score reaches +∞.
    /// - Returns: The score, within a cell linear; of a choice the score up to which it is at most this value.
    func score(reaching value: Float) -> Float {
        guard !table.isEmpty else {
            let above = values.firstIndex { $0 > value } ?? values.count
            return above == 0 ? -.infinity : above > turns.count ? .infinity : turns[above - 1]
        }
        guard let first = table.first, let last = table.last else { return .infinity }
        if value < first.x { return -.infinity }
        if value >= last.x + last.y { return .infinity }
        var (low, high) = (0, table.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if table[middle].x <= value { low = middle } else { high = middle - 1 }
        }
        let cell = table[low]
        let part = cell.y > 0 ? min(1, (value - cell.x) / cell.y) : 1
        return (Float(low) + part) / Self.scale - Self.reach
    }

    /// Quantiles of a beta-PERT number at the cells' ends.
    private static func ends(_ number: UncertainNumber) -> [Double] {
        let width = number.high - number.low
        let first = 4 * (number.central - number.low) / width
        let second = 4 - first
        let steps = 4096
        func density(_ point: Int) -> Double {
            let share = Double(point) / Double(2 * steps)
            return power(share, first) * power(1 - share, second)
        }
        let points = (0...2 * steps).map(density)
        let parts: [Double] = (0..<steps).map { step in
            let middle = 4 * points[2 * step + 1]
            return points[2 * step] + middle + points[2 * step + 2]
        }
        let whole = parts.reduce(0, +)
        guard whole > 0 else { return scores.map { _ in number.central } }
        let fromBelow = places(parts, of: whole)
        let fromAbove = places(parts.reversed(), of: whole)
        // Both halves count from their own end.
        return scores.indices.map { index -> Double in
            if index <= cells / 2 { return number.low + width * fromBelow[index] }
            return number.high - width * fromAbove[cells - index]
        }
    }

    /// Shares of the range below which the lower half of the scores lies.
    private static func places(_ parts: [Double], of whole: Double) -> [Double] {
        var (cell, sum) = (0, 0.0)
        return (0...cells / 2).map { index in
            let wanted = whole * lower[index]
            while cell < parts.count - 1, sum + parts[cell] < wanted {
                sum += parts[cell]
                cell += 1
            }
            let part = parts[cell] > 0 ? min(1, max(0, (wanted - sum) / parts[cell])) : 0
            return (Double(cell) + part) / Double(parts.count)
        }
    }

    private static func power(_ base: Double, _ exponent: Double) -> Double { exponent == 0 ? 1 : pow(base, exponent) }
}
