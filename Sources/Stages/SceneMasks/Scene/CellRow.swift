/// Where columns of pixels lie between the columns of a coarse map.
struct CellColumns {
    private let left: [Int32]
    private let right: [Int32]
    private let share: [Float]

    init(_ columns: Range<Int>, of map: CellMap) {
        var left: [Int32] = []
        var right: [Int32] = []
        var share: [Float] = []
        for column in columns {
            let x = min(Double(max(0, map.width - 1)), max(0, (Double(column) + 0.5) / map.step.x - 0.5))
            let cell = Int(x)
            left.append(Int32(cell))
            right.append(Int32(min(max(0, map.width - 1), cell + 1)))
            share.append(Float(x - Double(cell)))
        }
        self.left = left
        self.right = right
        self.share = share
    }

    /// The value between two cells of a row.
    @inline(__always)
    func value(_ cells: [Float], at index: Int) -> Float {
        let u = share[index]
        return cells[Int(left[index])] * (1 - u) + cells[Int(right[index])] * u
    }
}

/// A coarse map along one row of pixels: the same values as ``CellMap/value(column:row:)``, without finding cells anew at
/// each pixel.
struct CellRow {
    /// The map between its two rows; empty where the map is 0 everywhere.
    private let cells: [Float]

    /// Cuts a map.
    ///
    /// - Parameters:
    ///   - map: The map; nil for one that is 0 everywhere.
    ///   - row: Row of the scene.
    init(_ map: CellMap?, row: Int) {
        guard let map, map.width > 0, map.height > 0 else {
            cells = []
            return
        }
        let y = min(Double(map.height - 1), max(0, (Double(row) + 0.5) / map.step.y - 0.5))
        let upper = Int(y)
        let lower = min(map.height - 1, upper + 1)
        let v = Float(y - Double(upper))
        cells = (0..<map.width).map { column in
            map.values[upper * map.width + column] * (1 - v) + map.values[lower * map.width + column] * v
        }
    }

    /// The value at a pixel of the columns, counted from the first.
    @inline(__always)
    func value(at index: Int, of columns: CellColumns) -> Float {
        cells.isEmpty ? 0 : columns.value(cells, at: index)
    }
}
