import Foundation

/// Bare patches of open ground that are wider than those which wind and sun leave, amid snow.
///
/// A cell is bare where four fifths of its ground are. What was cleared holds a square of three cells, 6 m, as roads and yards do;
/// cells that are half bare belong to it where they touch it. Natural patches are smaller or the ground around is mostly
/// bare, and then nothing is said. Rocks, heaps and structures that no footprint tells of look the same: a zone has a share of
/// them in every look, which is why orders of clearing rest on differences between looks (``ClearingOrder``).
struct ClearedPatches {
    /// Share of ground that is white in and around the zone, cleared patches left out; nil where too little is seen.
    let surroundings: Double?
    private let cleared: Double
    private let ground: Double
    private let border: Int
    private let pixel: Double
    private let cell: Double
    private let configuration: SnowMeasurer.Configuration

    init(_ tally: SnowTally, _ bands: ObservedBands, _ configuration: SnowMeasurer.Configuration) {
        self.configuration = configuration
        pixel = bands.pixel
        cell = Double(tally.pixelsPerCell) * bands.pixel
        let (width, height) = (tally.width, tally.height)
        let full = Float(tally.pixelsPerCell * tally.pixelsPerCell)
        var bare = CellMap(width: width, height: height, step: SIMD2(1, 1))
        var half = [Bool](repeating: false, count: bare.values.count)
        for (index, cell) in tally.cells.enumerated() where cell.ground >= 0.5 * full {
            let share = 1 - cell.white / cell.ground
            bare.values[index] = share >= 0.8 ? 1 : 0
            half[index] = share >= 0.5
        }
        let side = Double(tally.pixelsPerCell) * bands.pixel
        let radius = side >= 5 ? 0 : max(1, Int((1.5 * SnowTally.side / side).rounded(.down)))
        let cores = bare.opened(by: radius)
        var patch = cores.values.map { $0 > 0.5 }
        for row in 0..<height {
            for column in 0..<width where half[row * width + column] && cores.values[row * width + column] < 0.5 {
                for (x, y) in [(column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1)]
                where x >= 0 && y >= 0 && x < width && y < height && cores.values[y * width + x] > 0.5 {
                    patch[row * width + column] = true
                }
            }
        }
        var (cleared, ground, white, around, border) = (0.0, 0.0, 0.0, 0.0, 0)
        for (index, cell) in tally.cells.enumerated() where cell.ground > 0 {
            ground += Double(cell.ownGround)
            if patch[index] {
                // Bare ground is brighter here and darker there, which is no snow; on the edge of a patch it may be.
                let isCore = cores.values[index] > 0.5
                cleared += Double(cell.ownGround) * (isCore ? 1 : Double(1 - cell.white / cell.ground))
                let column = index % width
                let isInner =
                    column > 0 && column + 1 < width && index >= width && index + width < patch.count
                    && patch[index - 1] && patch[index + 1] && patch[index - width] && patch[index + width]
                if !isInner, cell.ownGround > 0 { border += 1 }
            } else {
                white += Double(cell.white)
                around += Double(cell.ground)
            }
        }
        self.cleared = cleared
        self.ground = ground
        self.border = border
        surroundings = around >= 16 ? white / around : nil
    }

    /// The share of the zone's open ground that was cleared.
    ///
    /// - Parameter snow: Whether the scene holds snow at large.
    /// - Returns: The share with its error, or why there is none.
    func estimate(snow: Bool) -> SnowEstimate {
        guard ground > 0 else { return .undetermined(because: "no open ground of the zone can be judged") }
        guard snow else { return .notApplicable(because: "no snow lies around") }
        guard let surroundings else {
            return .undetermined(
                because: "all ground in and around the zone is bare, so nothing tells what was cleared")
        }
        guard surroundings >= 0.05 else { return .notApplicable(because: "no snow lies around") }
        guard surroundings >= configuration.whiteSurroundings else {
            return .undetermined(
                because:
                    "only \(SnowMeasurer.percent(surroundings)) of the ground around is white, so what was cleared is not "
                    + "told from what melted")
        }
        let cells = ground / max(1, (cell / pixel) * (cell / pixel))
        let error = 0.25 * Double(border) / max(1, cells) + 0.004
        return .value(
            cleared / ground, error: error,
            method: "bare patches at least 6 m wide, by the zone's open ground, while "
                + "\(SnowMeasurer.percent(surroundings)) of the rest is white; the edge is known to a quarter of a cell of "
                + "\(SnowMeasurer.metres(cell))")
    }
}
