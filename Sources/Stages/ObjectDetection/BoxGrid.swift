import Foundation
import Geodesy

/// A rectangle with its corners worked out once, to be compared with many others.
struct ConvexRectangle {
    let corners: InlineArray<4, PixelPoint>
    let left: Double
    let top: Double
    let right: Double
    let bottom: Double
    let area: Double

    init(_ box: OrientedBox) {
        let ends = box.corners
        corners = [ends[0], ends[1], ends[2], ends[3]]
        left = min(min(ends[0].column, ends[1].column), min(ends[2].column, ends[3].column))
        right = max(max(ends[0].column, ends[1].column), max(ends[2].column, ends[3].column))
        top = min(min(ends[0].row, ends[1].row), min(ends[2].row, ends[3].row))
        bottom = max(max(ends[0].row, ends[1].row), max(ends[2].row, ends[3].row))
        area = box.area
    }

    /// Whether intersection over union reaches a threshold above 0.
    ///
    /// The same as ``OrientedBox/intersectionOverUnion(_:)`` without memory of its own: bounds and areas
    /// settle most pairs before anything is clipped.
    func overlaps(_ other: ConvexRectangle, atLeast threshold: Double) -> Bool {
        guard left < other.right, other.left < right, top < other.bottom, other.top < bottom else { return false }
        let shared = threshold / (1 + threshold) * (area + other.area)
        let bound =
            (min(right, other.right) - max(left, other.left)) * (min(bottom, other.bottom) - max(top, other.top))
        guard min(bound, min(area, other.area)) >= shared else { return false }
        return intersectionArea(other) >= shared
    }

    /// Shared area by clipping this rectangle against the four edges of the other.
    private func intersectionArea(_ other: ConvexRectangle) -> Double {
        // Four corners clipped by four edges leave eight at the most.
        var points = InlineArray<10, PixelPoint>(repeating: PixelPoint(column: 0, row: 0))
        for index in 0..<4 { points[index] = corners[index] }
        var count = 4
        let sign = Self.turn(other.corners[0], other.corners[1], other.corners[2]) >= 0 ? 1.0 : -1.0
        for edge in 0..<4 {
            let start = other.corners[edge]
            let end = other.corners[(edge + 1) % 4]
            var kept = InlineArray<10, PixelPoint>(repeating: PixelPoint(column: 0, row: 0))
            var keptCount = 0
            var previous = points[count - 1]
            var previousSide = sign * Self.turn(start, end, previous)
            for index in 0..<count {
                let point = points[index]
                let side = sign * Self.turn(start, end, point)
                if (side >= 0) != (previousSide >= 0), keptCount < 10 {
                    let share = previousSide / (previousSide - side)
                    kept[keptCount] = PixelPoint(
                        column: previous.column + share * (point.column - previous.column),
                        row: previous.row + share * (point.row - previous.row))
                    keptCount += 1
                }
                if side >= 0, keptCount < 10 {
                    kept[keptCount] = point
                    keptCount += 1
                }
                previous = point
                previousSide = side
            }
            guard keptCount > 2 else { return 0 }
            points = kept
            count = keptCount
        }
        var sum = 0.0
        for index in 1..<(count - 1) { sum += Self.turn(points[0], points[index], points[index + 1]) }
        return abs(sum) / 2
    }

    private static func turn(_ a: PixelPoint, _ b: PixelPoint, _ c: PixelPoint) -> Double {
        (b.column - a.column) * (c.row - a.row) - (b.row - a.row) * (c.column - a.column)
    }
}

/// Rectangles by the cells of a square grid that they touch.
struct BoxGrid {
    private let cellSize: Double
    private var rectangles: [ConvexRectangle] = []
    private var cells: [Cell: [Int]] = [:]
    /// Rectangles that touch too many cells to be listed in each.
    private var large: [Int] = []

    private struct Cell: Hashable {
        var column: Int
        var row: Int
    }

    init(cellSize: Double) {
        self.cellSize = cellSize
    }

    /// A side that most boxes of a set do not exceed: the upper quartile of their long sides.
    static func cellSize(for boxes: [OrientedBox]) -> Double {
        let lengths = boxes.map(\.length).sorted()
        guard !lengths.isEmpty else { return 1 }
        return max(1, lengths[lengths.count * 3 / 4])
    }

    mutating func insert(_ rectangle: ConvexRectangle) {
        let index = rectangles.count
        rectangles.append(rectangle)
        let (columns, rows) = range(of: rectangle)
        guard columns.count * rows.count <= 64 else {
            large.append(index)
            return
        }
        for row in rows {
            for column in columns { cells[Cell(column: column, row: row), default: []].append(index) }
        }
    }

    func overlaps(_ rectangle: ConvexRectangle, atLeast threshold: Double) -> Bool {
        for index in large where rectangles[index].overlaps(rectangle, atLeast: threshold) { return true }
        let (columns, rows) = range(of: rectangle)
        if columns.count * rows.count > 4096 {
            return rectangles.contains { $0.overlaps(rectangle, atLeast: threshold) }
        }
        for row in rows {
            for column in columns {
                guard let listed = cells[Cell(column: column, row: row)] else { continue }
                for index in listed where rectangles[index].overlaps(rectangle, atLeast: threshold) { return true }
            }
        }
        return false
    }

    private func range(of rectangle: ConvexRectangle) -> (columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
        func cell(_ position: Double) -> Int { Int((position / cellSize).rounded(.down)) }
        return (cell(rectangle.left)...cell(rectangle.right), cell(rectangle.top)...cell(rectangle.bottom))
    }
}
