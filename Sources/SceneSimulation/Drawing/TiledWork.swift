import Rasters

/// Work on a window that is cut into tiles.
enum TiledWork {
    /// Works on all tiles of a window, some at once, and hands over what each gives as it is ready, in no order.
    ///
    /// - Parameters:
    ///   - window: What is cut.
    ///   - side: Columns and rows of a tile.
    ///   - jobs: Tiles worked on at once.
    ///   - work: Works on one tile.
    ///   - take: Takes what it gives.
    static func eachTile<Result: Sendable>(
        of window: RasterWindow, side: Int, jobs: Int, _ work: @escaping @Sendable (RasterWindow) -> Result,
        take: (RasterWindow, Result) -> Void
    ) async {
        let tiles = stride(from: window.row, to: window.endRow, by: side).flatMap { row in
            stride(from: window.column, to: window.endColumn, by: side).map { column in
                RasterWindow(
                    column: column, row: row, width: min(side, window.endColumn - column),
                    height: min(side, window.endRow - row))
            }
        }
        await withTaskGroup(of: (RasterWindow, Result).self) { group in
            var rest = tiles.makeIterator()
            func add() {
                guard let tile = rest.next() else { return }
                group.addTask { (tile, work(tile)) }
            }
            for _ in 0..<max(1, jobs) { add() }
            while let (tile, result) = await group.next() {
                add()
                take(tile, result)
            }
        }
    }
}

extension Array {
    /// Copies bands of a tile, [band][row][column], to their place in those of a window.
    mutating func place(_ tile: [Element], of part: RasterWindow, in window: RasterWindow, bands: Int) {
        for band in 0..<bands {
            for row in 0..<part.height {
                let from = (band * part.height + row) * part.width
                let to =
                    (band * window.height + part.row - window.row + row) * window.width + part.column - window.column
                replaceSubrange(to..<to + part.width, with: tile[from..<from + part.width])
            }
        }
    }
}
