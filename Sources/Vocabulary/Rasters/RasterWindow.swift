/// Columns and rows of a raster or of a part of it, in pixels.
public struct RasterSize: Hashable, Codable, Sendable {
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int

    /// Makes a size.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// Pixels in one band.
    public var count: Int { width * height }

    /// The window that covers all of a raster of this size.
    public var window: RasterWindow { RasterWindow(column: 0, row: 0, width: width, height: height) }
}

/// A half-open rectangle of whole pixels: from `column`, `row` up to but without `endColumn`, `endRow`.
public struct RasterWindow: Hashable, Codable, Sendable {
    /// First column; negative where the window begins left of the raster.
    public var column: Int
    /// First row; negative where the window begins above the raster.
    public var row: Int
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int

    /// Makes a window from its first pixel and its size.
    public init(column: Int, row: Int, width: Int, height: Int) {
        self.column = column
        self.row = row
        self.width = width
        self.height = height
    }

    /// The column behind the last one.
    public var endColumn: Int { column + width }
    /// The row behind the last one.
    public var endRow: Int { row + height }
    /// Columns and rows.
    public var size: RasterSize { RasterSize(width: width, height: height) }
    /// Whether the window holds no pixel.
    public var isEmpty: Bool { width <= 0 || height <= 0 }

    /// What two windows share; empty, with sizes of zero, where they are apart.
    public func intersection(_ other: RasterWindow) -> RasterWindow {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return RasterWindow(
            column: left, row: top,
            width: max(0, min(endColumn, other.endColumn) - left),
            height: max(0, min(endRow, other.endRow) - top))
    }

    /// The window grown by a number of pixels on every side.
    public func expanded(by margin: Int) -> RasterWindow {
        RasterWindow(
            column: column - margin, row: row - margin, width: width + 2 * margin, height: height + 2 * margin)
    }

    /// Whether a pixel lies in the window.
    public func contains(column: Int, row: Int) -> Bool {
        column >= self.column && column < endColumn && row >= self.row && row < endRow
    }
}
