/// The tiles by which a raster is worked through: cores that cover it once, and a margin around each.
///
/// All tiles have the same size, so that a network is compiled once; the last ones reach beyond the
/// raster. Cores begin on multiples of a lattice, so that a network which halves its resolution
/// several times sees the same grid in every tile.
public struct TileGrid: Hashable, Sendable {
    /// Size of the raster.
    public let size: RasterSize
    /// Columns and rows of a core.
    public let core: RasterSize
    /// Pixels around a core.
    public let margin: Int
    /// First column, and first row, of the first core; not positive.
    public let origin: Int

    /// Lays tiles of one side over a raster.
    ///
    /// - Parameters:
    ///   - size: Columns and rows to cover.
    ///   - tile: Side of a tile with its margins, in pixels; raised to hold a core of one lattice cell.
    ///   - margin: Pixels around the core, raised to a multiple of `lattice`.
    ///   - lattice: What core origins and sizes are multiples of.
    ///   - offset: Shift of the grid, in pixels; taken down to a multiple of `lattice`.
    public init(size: RasterSize, tile: Int, margin: Int, lattice: Int, offset: Int = 0) {
        precondition(lattice > 0 && margin >= 0, "A tile grid needs a positive lattice and no negative margin.")
        let margin = (margin + lattice - 1) / lattice * lattice
        let side = max(lattice, (tile - 2 * margin) / lattice * lattice)
        let shift = ((offset % side) + side) % side / lattice * lattice
        self.size = size
        self.margin = margin
        core = RasterSize(width: side, height: side)
        origin = shift == 0 ? 0 : shift - side
    }

    /// Lays tiles over a raster so that as few pixels as possible are worked on, margins and what lies beyond
    /// the raster's edge included.
    ///
    /// - Parameters:
    ///   - size: Columns and rows to cover.
    ///   - largestTile: A tile has no more pixels than a square of this side, but one cell at the least.
    ///   - margin: Pixels around the core, raised to a multiple of `lattice`.
    ///   - lattice: What core origins and sizes are multiples of.
    public init(size: RasterSize, largestTile: Int, margin: Int, lattice: Int) {
        let full = TileGrid(size: size, tile: largestTile, margin: margin, lattice: lattice)
        let around = 2 * full.margin
        /// The smallest core of which so many cover an extent.
        func core(_ extent: Int, in count: Int) -> Int {
            let least = (extent + count - 1) / count
            return max(lattice, (least + lattice - 1) / lattice * lattice)
        }
        var best = full.core
        var least = Int.max
        for columns in 1...max(1, 2 * full.columns) {
            let width = core(size.width, in: columns) + around
            let limit = (largestTile * largestTile / width - around) / lattice * lattice
            guard limit >= lattice else { continue }
            let rows = max(1, (size.height + limit - 1) / limit)
            let height = core(size.height, in: rows) + around
            let worked = columns * rows * width * height
            if worked < least {
                least = worked
                best = RasterSize(width: width - around, height: height - around)
            }
        }
        self.size = size
        self.margin = full.margin
        self.core = best
        origin = 0
    }

    /// Tiles in a row.
    public var columns: Int { max(0, (size.width - origin + core.width - 1) / core.width) }
    /// Tiles in a column.
    public var rows: Int { max(0, (size.height - origin + core.height - 1) / core.height) }
    /// All tiles.
    public var count: Int { columns * rows }
    /// Columns and rows of a tile with its margins.
    public var tileSize: RasterSize {
        RasterSize(width: core.width + 2 * margin, height: core.height + 2 * margin)
    }

    /// The core of a tile, counted row by row; it may reach beyond the raster.
    public func core(at index: Int) -> RasterWindow {
        RasterWindow(
            column: origin + index % columns * core.width,
            row: origin + index / columns * core.height,
            width: core.width, height: core.height)
    }

    /// A tile with its margins, counted row by row; it may reach beyond the raster.
    public func window(at index: Int) -> RasterWindow { core(at: index).expanded(by: margin) }
}
