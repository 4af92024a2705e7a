import Evidence
import Rasters

/// Compares two looks tile by tile; a tile's result does not depend on how tiles are laid.
struct TileComparison: Sendable {
    let pair: LookPair
    let transform: AlterationTransform
    let brightness: BrightnessRelation
    let shifts: ShiftTolerantStatistic
    let shadows: MovedShadows
    /// Pixels around a changed one that must have changed too, for a core.
    let coreRadius: Double
    private let leastPixels: Int
    /// Metres around a place in which shade belongs together.
    private static let shadeReach = 8.0
    private let spectrum: SpectralClues

    init(
        pair: LookPair, transform: AlterationTransform, brightness: BrightnessRelation, ground: PixelGround,
        margin: Double, configuration: SurfaceChangeFinder.Configuration
    ) {
        self.pair = pair
        self.transform = transform
        self.brightness = brightness
        let leans = (ground.lean(pair.before.geometry), ground.lean(pair.after.geometry))
        var lean: Displacement?
        if let first = leans.0, let second = leans.1 { lean = second - first }
        shifts = ShiftTolerantStatistic(margin: margin, lean: lean, height: configuration.leaningHeight)
        let suns = (ground.shadow(pair.before.geometry), ground.shadow(pair.after.geometry))
        var way: Displacement?
        if let first = suns.0, let second = suns.1 { way = second - first }
        shadows = MovedShadows(
            way: way, height: configuration.shadowHeight, margin: margin, litLevel: brightness.litLevel,
            togetherRadius: Int(min(24, Self.shadeReach / ground.pixelSize)))
        coreRadius = max(1, margin.rounded(.up))
        leastPixels = configuration.leastPixels
        spectrum = SpectralClues(pair)
    }

    /// The tiles of a grid, row by row.
    static func tiles(of size: RasterSize, side: Int) -> [RasterWindow] {
        let side = max(16, side)
        var tiles: [RasterWindow] = []
        for row in stride(from: 0, to: size.height, by: side) {
            for column in stride(from: 0, to: size.width, by: side) {
                tiles.append(
                    RasterWindow(
                        column: column, row: row, width: min(side, size.width - column),
                        height: min(side, size.height - row)))
            }
        }
        return tiles
    }

    /// The statistic of a tile; −1 where a place is not compared.
    func statistic(in tile: RasterWindow) async throws -> [Float] {
        let block = try await pair.read(tile.expanded(by: halo))
        return Self.cropped(statistic(block), from: block.window, to: tile)
    }

    /// Pixels around one on which its statistic hangs.
    private var halo: Int { 2 * shifts.reach + shifts.clearance }

    private func statistic(_ block: PairBlock) -> [Float] {
        let count = block.window.size.count
        let before = transform.variates(block.before, count: count, isBefore: true)
        let after = transform.variates(block.after, count: count, isBefore: false)
        return shifts.values(before: before, after: after, usable: block.usable, size: block.window.size)
    }

    /// What was found in a tile.
    struct Found: Sendable {
        var runs: [ChangedRun] = []
        var comparedCount = 0
        var exceedingCount = 0
        var shadowCount = 0
    }

    /// The changed pixels of a tile.
    func runs(in tile: RasterWindow, above threshold: Float) async throws -> Found {
        // Around the tile: cores look around, shadows are grown, and each of them hangs on its own surroundings.
        let around = Int(coreRadius) + Int(shadowGrowth) + 1
        let wide = tile.expanded(by: around)
        let block = try await pair.read(tile.expanded(by: around + max(halo, shadows.reach + 1)))
        var found = Found()
        if !block.usable.contains(1) { return found }
        let values = Self.cropped(statistic(block), from: block.window, to: wide)
        let light = brightness.brightness(block, bandCount: pair.bands.count)
        let states = Self.cropped(
            shadows.states(before: light.before, after: light.after, usable: block.usable, size: block.window.size),
            from: block.window, to: wide)
        var moved = [UInt8](repeating: 0, count: wide.size.count)
        for index in moved.indices where states[index] == .moved { moved[index] = 1 }
        moved = Morphology.dilated(moved, size: wide.size, radius: shadowGrowth)
        var changed = [UInt8](repeating: 0, count: wide.size.count)
        for index in changed.indices where values[index] > threshold && moved[index] == 0 { changed[index] = 1 }
        let cores = Morphology.eroded(changed, size: wide.size, radius: coreRadius)
        for row in tile.row..<tile.endRow {
            var current: ChangedRun?
            for column in tile.column..<tile.endColumn {
                let index = (row - wide.row) * wide.width + column - wide.column
                if values[index] >= 0 { found.comparedCount += 1 }
                if values[index] > threshold {
                    found.exceedingCount += 1
                    if moved[index] == 1 { found.shadowCount += 1 }
                }
                guard changed[index] == 1 else {
                    if let run = current { found.runs.append(run) }
                    current = nil
                    continue
                }
                var run =
                    current ?? ChangedRun(row: row, start: column, end: column, measures: ChangeMeasures())
                run.end = column + 1
                run.measures.count += 1
                if cores[index] == 1 { run.measures.coreCount += 1 }
                run.measures.statistic += Double(values[index])
                switch states[index] {
                case .darkBefore: run.measures.darkBefore.add(column: column, row: row)
                case .darkAfter: run.measures.darkAfter.add(column: column, row: row)
                case .alike, .moved: run.measures.lit.add(column: column, row: row)
                }
                for beside in [index - 1, index + 1, index - wide.width, index + wide.width]
                where moved.indices.contains(beside) && moved[beside] == 1 && changed[beside] == 0 {
                    run.measures.edgesAtMovedShadow += 1
                }
                spectrum.add(block, column: column, row: row, to: &run.measures)
                current = run
            }
            if let run = current { found.runs.append(run) }
        }
        found.runs = kept(found.runs, in: tile)
        return found
    }

    /// Drops regions that end within a tile and are too small or too narrow to be told, so that scattered pixels are not kept.
    private func kept(_ runs: [ChangedRun], in tile: RasterWindow) -> [ChangedRun] {
        ChangedRegion.regions(of: runs).filter { region in
            if region.measures.coreCount > 0, region.measures.count >= leastPixels { return true }
            return region.runs.contains {
                $0.row == tile.row || $0.row == tile.endRow - 1 || $0.start == tile.column || $0.end == tile.endColumn
            }
        }.flatMap(\.runs)
    }

    /// Pixels by which moved shadows are grown: their edges are half lit.
    private var shadowGrowth: Double { max(1, shadows.margin.rounded(.up)) + 1 }

    private static func cropped<Value>(_ values: [Value], from: RasterWindow, to: RasterWindow) -> [Value] {
        var result: [Value] = []
        result.reserveCapacity(to.size.count)
        for row in to.row..<to.endRow {
            let start = (row - from.row) * from.width + to.column - from.column
            result += values[start..<(start + to.width)]
        }
        return result
    }
}

/// What bands tell of plants, soil and snow; nothing where the numbers are no reflectances.
struct SpectralClues: Sendable {
    private let red: Int?
    private let blue: Int?
    private let nearInfrared: Int?
    private let visible: [Int]

    init(_ pair: LookPair) {
        let isReflectance = pair.before.isReflectance && pair.after.isReflectance
        func index(_ name: String) -> Int? { isReflectance ? pair.bands.firstIndex(of: name) : nil }
        red = index("red")
        blue = index("blue")
        nearInfrared = index("nir") ?? index("nir08")
        visible = ["blue", "green", "red"].compactMap(index)
    }

    /// Adds a pixel of a block, by its place on the grid.
    func add(_ block: PairBlock, column: Int, row: Int, to measures: inout ChangeMeasures) {
        let count = block.window.size.count
        let pixel = (row - block.window.row) * block.window.width + column - block.window.column
        if let red, let nearInfrared {
            func vegetation(_ values: [Float]) -> Double {
                let (r, n) = (Double(values[red * count + pixel]), Double(values[nearInfrared * count + pixel]))
                return r + n > 0 ? (n - r) / (n + r) : 0
            }
            measures.vegetationBefore += vegetation(block.before)
            measures.vegetationAfter += vegetation(block.after)
        }
        if let red, let blue {
            let b = Double(block.after[blue * count + pixel])
            measures.redness += b > 0 ? min(10, Double(block.after[red * count + pixel]) / b) : 0
        }
        guard visible.count == 3 else { return }
        // Clean snow reflects more than half of all visible light alike; old snow somewhat less.
        func isSnow(_ values: [Float]) -> Bool {
            let levels = visible.map { values[$0 * count + pixel] }
            return (levels.min() ?? 0) > 0.45 && (levels.max() ?? 0) < 1.3 * (levels.min() ?? 0)
        }
        if isSnow(block.before) { measures.snowBefore += 1 }
        if isSnow(block.after) { measures.snowAfter += 1 }
    }

    /// Whether plants can be told, and whether soil and snow can.
    var tells: (plants: Bool, colours: Bool) {
        (red != nil && nearInfrared != nil, red != nil && blue != nil)
    }
}
