public import Rasters

extension CoverClassifier {
    /// Columns and rows of a tile that is judged at once, without its margin.
    static let tile = 512

    /// Judges a window of a source tile by tile, some at once, and hands the masks over in the order of the tiles: row by row,
    /// each from left to right. Memory is bounded by the tiles in work.
    ///
    /// - Parameters:
    ///   - window: What is to be judged; what lies beyond the source is missing.
    ///   - source: The scene's pixels, in the order of ``bands``.
    ///   - jobs: Tiles worked on at once; they make no difference to the result.
    ///   - take: Told each tile's mask, and the block it was made of, which reaches farther by ``margin``.
    /// - Throws: What reading or `take` throws, or `CancellationError`.
    public func eachTile(
        of window: RasterWindow, in source: any RasterSource,
        jobs: Int,
        take: (CoverMask, RasterBlock) async throws -> Void
    ) async throws {
        guard !window.isEmpty else { return }
        let grid = TileGrid(size: window.size, tile: Self.tile, margin: 0, lattice: 1)
        try await withThrowingTaskGroup(of: (Int, CoverMask, RasterBlock).self) { group in
            var next = 0
            func add() {
                guard next < grid.count else { return }
                let number = next
                next += 1
                let core = grid.core(at: number).intersection(window.size.window)
                let part = RasterWindow(
                    column: core.column + window.column, row: core.row + window.row, width: core.width,
                    height: core.height)
                group.addTask {
                    let block = try await source.read(part.expanded(by: margin))
                    return (number, mask(of: block, window: part), block)
                }
            }
            for _ in 0..<max(1, jobs) { add() }
            var waiting: [Int: (CoverMask, RasterBlock)] = [:]
            var due = 0
            while let (number, mask, block) = try await group.next() {
                try Task.checkCancellation()
                waiting[number] = (mask, block)
                // A tile that is handed over makes room for another, so that no more than these are held.
                while let (mask, block) = waiting.removeValue(forKey: due) {
                    try await take(mask, block)
                    due += 1
                    add()
                }
            }
        }
    }
}
