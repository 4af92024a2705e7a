public import Rasters

extension CoverClassifier {
    /// Columns and rows of a tile that is judged at once, without its margin.
    static let tile = 768

    /// Judges a window of a source tile by tile, some at once, and hands results over in the order of the tiles: row by row,
    /// each from left to right. Memory is bounded by the tiles in work and their results.
    ///
    /// - Parameters:
    ///   - window: What is to be judged; what lies beyond the source is missing.
    ///   - source: The scene's pixels, in the order of ``bands``.
    ///   - margin: Pixels around each tile that are read with it; nil for ``margin``.
    ///   - jobs: Tiles worked on at once; they make no difference to the result.
    ///   - isWanted: Whether a tile is to be judged; the others are not read.
    ///   - work: Makes a result of a tile's mask and of the block that it was made of; called from several tasks.
    ///   - take: Told each tile and its result.
    /// - Throws: What reading, `work` or `take` throws, or `CancellationError`.
    public func eachTile<Result: Sendable>(
        of window: RasterWindow, in source: any RasterSource, margin: Int? = nil, jobs: Int,
        isWanted: (RasterWindow) -> Bool = { _ in true },
        work: @escaping @Sendable (CoverMask, RasterBlock) throws -> Result,
        take: (RasterWindow, Result) async throws -> Void
    ) async throws {
        guard !window.isEmpty else { return }
        let margin = margin ?? self.margin
        let grid = TileGrid(size: window.size, tile: Self.tile, margin: 0, lattice: 1)
        let tiles = (0..<grid.count).map { number in
            let core = grid.core(at: number).intersection(window.size.window)
            return RasterWindow(
                column: core.column + window.column, row: core.row + window.row, width: core.width,
                height: core.height)
        }.filter(isWanted)
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var next = 0
            func add() {
                guard next < tiles.count else { return }
                let number = next
                let tile = tiles[number]
                next += 1
                group.addTask {
                    let block = try await source.read(tile.expanded(by: margin))
                    return (number, try work(mask(of: block, window: tile), block))
                }
            }
            for _ in 0..<max(1, jobs) { add() }
            var waiting: [Int: Result] = [:]
            var due = 0
            while let (number, result) = try await group.next() {
                try Task.checkCancellation()
                waiting[number] = result
                // A tile that is handed over makes room for another, so that no more than these are held.
                while let result = waiting.removeValue(forKey: due) {
                    try await take(tiles[due], result)
                    due += 1
                    add()
                }
            }
        }
    }
}
