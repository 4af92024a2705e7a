import Foundation
import Statistics

/// How bright bare ground is, in all of a scene and around each of its places: asphalt, soil and concrete differ threefold.
///
/// Of cells that may be bare many are bare in part only, so the level is that which a quarter of them stay below.
struct BareLevels {
    /// Metres of the squares in which the level is found.
    static let side = 40.0
    /// Cells that a square needs for a level of its own.
    static let leastCells = 6

    /// The level of the scene; nil where too little is bare.
    let level: Float?
    /// Levels of squares; those with too few cells have the scene's.
    let nearby: CellMap?

    /// Finds levels.
    ///
    /// - Parameters:
    ///   - cells: Brightness of cells that may be bare, else 0.
    ///   - limit: Brightness that bare ground stays below; nil for none.
    ///   - cell: Metres of a cell.
    ///   - least: Cells that the scene needs for a level.
    init(_ cells: CellMap, below limit: Float?, cell: Double, least: Int) {
        let limit = limit ?? .infinity
        let all = cells.values.filter { $0 > 0 && $0 < limit }
        guard all.count >= max(1, least), let level = Percentile.value(0.25, of: all) else {
            level = nil
            nearby = nil
            return
        }
        let side = max(2, Int((Self.side / cell).rounded(.up)))
        let columns = (cells.width + side - 1) / side
        let rows = (cells.height + side - 1) / side
        var map = CellMap(width: columns, height: rows, step: cells.step * Double(side))
        for row in 0..<rows {
            for column in 0..<columns {
                var found: [Float] = []
                for y in row * side..<min(cells.height, (row + 1) * side) {
                    for x in column * side..<min(cells.width, (column + 1) * side) {
                        let value = cells.values[y * cells.width + x]
                        if value > 0, value < limit { found.append(value) }
                    }
                }
                map.values[row * columns + column] =
                    (found.count >= Self.leastCells ? Percentile.value(0.25, of: found) : nil) ?? level
            }
        }
        self.level = level
        nearby = map
    }
}
