/// Columns and rows.
public struct PixelSize: Sendable, Hashable {
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int

    /// A size in pixels.
    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }
}

/// A part of a raster in pixels from its upper left corner; may begin and end inside of pixels.
public struct PixelWindow: Sendable, Hashable {
    /// Left edge; 0 is the left edge of the raster.
    public var column: Double
    /// Upper edge; 0 is the upper edge of the raster.
    public var row: Double
    /// Columns, more than 0.
    public var width: Double
    /// Rows, more than 0.
    public var height: Double

    /// A window of whole pixels.
    public init(column: Int, row: Int, width: Int, height: Int) {
        self.init(column: Double(column), row: Double(row), width: Double(width), height: Double(height))
    }

    /// A window whose edges may lie inside of pixels.
    public init(column: Double, row: Double, width: Double, height: Double) {
        self.column = column
        self.row = row
        self.width = width
        self.height = height
    }

    /// The whole of a raster of this size.
    public init(_ size: PixelSize) {
        self.init(column: 0, row: 0, width: size.width, height: size.height)
    }

    /// The smallest window of whole pixels that covers this one, in C's integers; nil if there is none.
    var enclosing: (column: Int32, row: Int32, width: Int32, height: Int32)? {
        guard
            let left = Int32(exactly: column.rounded(.down)), let top = Int32(exactly: row.rounded(.down)),
            let right = Int32(exactly: (column + width).rounded(.up)),
            let bottom = Int32(exactly: (row + height).rounded(.up)),
            left >= 0, top >= 0, right > left, bottom > top
        else { return nil }
        return (left, top, right - left, bottom - top)
    }

    /// Whether every edge lies between pixels.
    var isWhole: Bool {
        column == column.rounded() && row == row.rounded() && width == width.rounded() && height == height.rounded()
    }
}
