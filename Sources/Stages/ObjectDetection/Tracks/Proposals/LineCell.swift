/// A place at which a network sees the centre-line of a track, in metres on a plane.
struct LineCell: Hashable, Sendable {
    /// The nearest place on the line.
    var place: SIMD2<Double>
    /// Direction of the line, in radians from the first axis towards the second; the same for both running directions.
    var angle: Double
    /// How sure the network is, 0…1.
    var score: Double

    /// A unit vector along the line.
    var way: SIMD2<Double> { direction(angle) }
}

/// Cells that can be asked for by place.
struct LineCellIndex {
    private(set) var cells: [LineCell]
    private let side: Double
    private var buckets: [SIMD2<Int>: [Int]]

    /// Puts cells in order by squares of a side in metres.
    init(_ cells: [LineCell], side: Double) {
        self.cells = cells
        self.side = side
        var buckets: [SIMD2<Int>: [Int]] = [:]
        for (index, cell) in cells.enumerated() { buckets[Self.square(cell.place, side), default: []].append(index) }
        self.buckets = buckets
    }

    /// Adds a cell.
    mutating func insert(_ cell: LineCell) {
        buckets[Self.square(cell.place, side), default: []].append(cells.count)
        cells.append(cell)
    }

    private static func square(_ place: SIMD2<Double>, _ side: Double) -> SIMD2<Int> {
        SIMD2(Int((place.x / side).rounded(.down)), Int((place.y / side).rounded(.down)))
    }

    /// Indices of the cells in the squares that a disk touches, in a fixed order.
    func near(_ place: SIMD2<Double>, within reach: Double) -> [Int] {
        let low = Self.square(place - reach, side)
        let high = Self.square(place + reach, side)
        var found: [Int] = []
        for row in low.y...high.y {
            for column in low.x...high.x { found += buckets[SIMD2(column, row)] ?? [] }
        }
        return found
    }
}
