import Geodesy
public import Rasters

/// What a head needs to know of the tile whose output it reads.
public struct TileContent: Sendable {
    /// The tile with its margins, on the grid that the network works on.
    public var window: RasterWindow
    /// The part of the tile that no other tile answers for.
    public var core: RasterWindow
    /// Columns and rows of the whole grid.
    public var gridSize: RasterSize
    /// 1 where a pixel of the tile is there; row-major `[row][column]`.
    public var validity: [UInt8]

    /// Makes a description of a tile.
    public init(window: RasterWindow, core: RasterWindow, gridSize: RasterSize, validity: [UInt8]) {
        self.window = window
        self.core = core
        self.gridSize = gridSize
        self.validity = validity
    }

    /// Whether the tile's core holds a position.
    func owns(_ point: PixelPoint) -> Bool {
        core.contains(column: Int(point.column.rounded(.down)), row: Int(point.row.rounded(.down)))
    }

    /// Whether the pixel at a position is there; nil where the position lies outside the tile.
    func isValid(_ point: PixelPoint) -> Bool? {
        let column = Int(point.column.rounded(.down)) - window.column
        let row = Int(point.row.rounded(.down)) - window.row
        guard column >= 0, row >= 0, column < window.width, row < window.height else { return nil }
        return validity[row * window.width + column] == 1
    }

    /// Whether a box lies on pixels that are there, and whether it reaches beyond them.
    ///
    /// The box is looked at in a grid of 5 × 3 places. Without a valid centre, or with fewer than half
    /// of the places valid, nothing was really seen there. Only places within `reach` pixels of the
    /// centre count, so that the answer is the same in every tile that holds the centre in its core.
    func support(of box: OrientedBox, reach: Double) -> (isSeen: Bool, isCutOff: Bool) {
        guard isValid(box.centre) == true else { return (false, true) }
        let corners = box.corners
        func mix(_ along: Double, _ across: Double) -> PixelPoint {
            let a = corners[1]
            let b = corners[2]
            let c = corners[0]
            return PixelPoint(
                column: a.column + along * (b.column - a.column) + across * (c.column - a.column),
                row: a.row + along * (b.row - a.row) + across * (c.row - a.row))
        }
        var seen = 0
        var looked = 0
        for along in [0.02, 0.25, 0.5, 0.75, 0.98] {
            for across in [0.1, 0.5, 0.9] {
                let place = mix(along, across)
                let column = place.column - box.centre.column
                let row = place.row - box.centre.row
                guard max(abs(column), abs(row)) <= reach else { continue }
                looked += 1
                if isValid(place) == true { seen += 1 }
            }
        }
        return (2 * seen >= looked, seen < looked)
    }

    /// Whether a box reaches to an edge of the tile beyond which the scene goes on.
    func isCutBySeam(_ box: OrientedBox) -> Bool {
        let bounds = box.bounds
        let slack = 2.0
        return (window.column > 0 && bounds.left <= Double(window.column) + slack)
            || (window.row > 0 && bounds.top <= Double(window.row) + slack)
            || (window.endColumn < gridSize.width && bounds.right >= Double(window.endColumn) - slack)
            || (window.endRow < gridSize.height && bounds.bottom >= Double(window.endRow) - slack)
    }
}
