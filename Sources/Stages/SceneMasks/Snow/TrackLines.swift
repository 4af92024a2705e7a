import Foundation

/// Lines that pixels on ridges join to, over all of a zone.
struct TrackLines {
    /// Length of all lines together; those of two wheels count as two.
    private(set) var metres = 0.0
    /// Mean contrast of their pixels, by the brightness of snow.
    private(set) var contrast = 0.0

    /// Metres of the shortest line that is kept.
    static let shortest = 10.0
    /// Pixels on ridges that are kept at most: more of them are no tracks but the ground's own pattern.
    static let limit = 2_000_000
    /// Neighbours within two pixels that a pixel of a line has on average at the most: a straight one of one pixel has four, of
    /// two pixels nine.
    private static let mostNeighbours = 9.0
    /// Metres of the squares in which lengths are measured, so that lines of several directions do not blur.
    private static let side = 8.0

    /// Joins pixels with at most one between them, and measures those lines that are long enough.
    ///
    /// - Parameters:
    ///   - ridges: Pixels in any order, each once.
    ///   - pixel: Metres of a pixel.
    init(_ ridges: [LineSearch.Ridge], pixel: Double) {
        let ordered = ridges.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
        var positions: [SIMD2<Int32>: Int] = [:]
        positions.reserveCapacity(ordered.count)
        for (index, ridge) in ordered.enumerated() {
            positions[SIMD2(Int32(ridge.column), Int32(ridge.row))] = index
        }
        var seen = [Bool](repeating: false, count: ordered.count)
        var weighted = 0.0
        for start in ordered.indices where !seen[start] {
            var line = [start]
            seen[start] = true
            var next = 0
            var neighbours = 0
            while next < line.count {
                let ridge = ordered[line[next]]
                next += 1
                for dy in Int32(-2)...2 {
                    for dx in Int32(-2)...2 where dx != 0 || dy != 0 {
                        let place = SIMD2(Int32(ridge.column) &+ dx, Int32(ridge.row) &+ dy)
                        guard let other = positions[place] else { continue }
                        neighbours += 1
                        if !seen[other] {
                            seen[other] = true
                            line.append(other)
                        }
                    }
                }
            }
            let cells = line.map { ordered[$0] }
            guard Double(neighbours) <= Self.mostNeighbours * Double(cells.count),
                Self.diagonal(cells) * pixel >= 0.8 * Self.shortest
            else { continue }
            let length = Self.length(cells, square: max(4, Int((Self.side / pixel).rounded()))) * pixel
            guard length >= Self.shortest else { continue }
            metres += length
            weighted += length * cells.reduce(0.0) { $0 + Double($1.contrast) } / Double(cells.count)
        }
        contrast = metres > 0 ? weighted / metres : 0
    }

    /// Pixels across the smallest rectangle that holds a line.
    private static func diagonal(_ cells: [LineSearch.Ridge]) -> Double {
        var (left, right, top, bottom) = (Int.max, Int.min, Int.max, Int.min)
        for cell in cells {
            (left, right) = (min(left, cell.column), max(right, cell.column))
            (top, bottom) = (min(top, cell.row), max(bottom, cell.row))
        }
        return hypot(Double(right - left + 1), Double(bottom - top + 1))
    }

    /// Length in pixels: in each square the crossings of columns and of rows are the legs of which the line is the hypotenuse;
    /// ridges of two pixels beside each other count once, branches and loops each.
    private static func length(_ cells: [LineSearch.Ridge], square: Int) -> Double {
        var squares: [SIMD2<Int32>: [LineSearch.Ridge]] = [:]
        for cell in cells {
            squares[SIMD2(Int32(cell.column / square), Int32(cell.row / square)), default: []].append(cell)
        }
        let lengths = squares.values.map { part in
            hypot(runs(part.map { ($0.column, $0.row) }), runs(part.map { ($0.row, $0.column) }))
        }
        // Sums of floating numbers depend on their order, and that of a dictionary changes from run to run.
        return lengths.sorted().reduce(0, +)
    }

    /// How often lines of constant first number cross a line.
    private static func runs(_ cells: [(Int, Int)]) -> Double {
        var count = 0
        var last: (Int, Int)?
        for cell in cells.sorted(by: { $0 < $1 }) {
            let isSame = last.map { $0.0 == cell.0 && cell.1 - $0.1 <= 2 } ?? false
            if !isSame { count += 1 }
            last = cell
        }
        return Double(count)
    }
}
