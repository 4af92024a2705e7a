public import Rasters
import Foundation
import Statistics

/// What is known of a scene as a whole before any of its pixels is judged: levels of dark, bare and white, and where at large
/// there is cloud, its shadow, haze, water and snow.
///
/// It is made of a thinned reading of the scene, at most some hundred cells to each side, so memory is bounded
/// whatever the scene's size. It is a value: the same thinned reading gives the same statistics.
public struct SceneStatistics: Sendable {
    /// First percentile of each band of the thinned reading: what air and the darkest ground give.
    public let darkLevels: [Float]
    /// Brightness in the visible of snow in the sun; nil where there is none at large.
    public let snowLevel: Float?
    /// Brightness in the visible of lit ground without snow; nil where there is none at large.
    public let bareLevel: Float?
    /// Brightness that one cell in two hundred exceeds.
    public let whiteLevel: Float
    /// Share of cells with measurements that lie under cloud.
    public let cloudShare: Double
    /// Share of cells with measurements that lie under cloud, in its shadow or in haze.
    public let skyShare: Double
    /// Metres from the ground at which clouds fit best to the shadows; nil without either.
    public let cloudHeight: Double?
    /// What could not be told at large, each as a sentence.
    public let notes: [String]

    /// Whether the bands allow cloud to be sought, or a mask was delivered.
    public let isCloudSought: Bool
    /// Whether cloud is what a delivered mask says.
    public let isCloudDelivered: Bool

    private(set) var cloud: CellMap
    private(set) var cloudShadow: CellMap
    /// Where cloud, its shadow or haze may touch the ground's look: these, and 10 m around.
    private(set) var hiding: CellMap
    private(set) var haze: CellMap
    private(set) var water: CellMap
    private(set) var snowNearby: CellMap
    private(set) var measured: CellMap
    /// Brightness of bare ground around; nil where ``bareLevel`` is.
    private(set) var bareNearby: CellMap?

    /// Looks at a thinned reading.
    ///
    /// - Parameters:
    ///   - thinned: All of a scene, read so that one pixel of the block stands for several of the scene; its bands are those
    ///     of `bands`. Some hundred columns and rows serve best.
    ///   - scene: Columns and rows of the scene.
    ///   - bands: What the bands are, with the size of the **scene's** pixels.
    ///   - clouds: For each pixel of the block 1 where a delivered mask says cloud, else 0, row by row; nil where none was
    ///     delivered, and cloud is estimated from the pixels.
    public init(of thinned: RasterBlock, scene: RasterSize, bands: ObservedBands, clouds: [Float]? = nil) {
        let size = thinned.window.size
        let step = SIMD2(
            Double(scene.width) / Double(max(1, size.width)), Double(scene.height) / Double(max(1, size.height)))
        let cell = bands.pixel * max(0.001, (step.x * step.y).squareRoot())
        let reading = ThinnedReading(thinned, bands: bands)
        darkLevels = reading.darkLevels
        whiteLevel = reading.whiteLevel
        measured = CellMap(
            width: size.width, height: size.height, step: step, values: thinned.validity.map { Float($0) })
        water = Self.waters(reading, size: size, step: step, cell: cell)
        let delivered = clouds.map { clouds in
            precondition(clouds.count == size.count, "A delivered mask has a number for each cell.")
            return CellMap(width: size.width, height: size.height, step: step, values: clouds)
        }
        let sky = SkyReading(
            reading, size: size, step: step, cell: cell, bands: bands, water: water, delivered: delivered)
        cloud = sky.cloud
        cloudShadow = sky.shadow
        haze = sky.haze
        cloudHeight = sky.height
        hiding = Self.hiding(sky, cell: cell)
        isCloudSought = sky.isSought
        isCloudDelivered = clouds != nil
        notes = bands.limits + sky.notes
        let valid = reading.validCount
        func share(_ isThere: (Int) -> Bool) -> Double {
            valid == 0 ? 0 : Double((0..<size.count).count { reading.isValid($0) && isThere($0) }) / Double(valid)
        }
        cloudShare = share { sky.cloud.values[$0] > 0.5 }
        skyShare = share { max(sky.cloud.values[$0], max(sky.shadow.values[$0], sky.haze.values[$0])) > 0.5 }

        var whites: [Float] = []
        var bare = CellMap(width: size.width, height: size.height, step: step)
        var snowy = CellMap(width: size.width, height: size.height, step: step)
        for index in 0..<size.count where thinned.validity[index] == 1 && sky.cloud.values[index] < 0.3 {
            guard let shares = reading.shares[index] else { continue }
            snowy.values[index] = shares.anySnow
            if sky.shadow.values[index] > 0.3 || water.values[index] > 0.5 { continue }
            // What is as bright in the near infrared as in blue may be a small cloud, which is no level of snow.
            let mayBeCloud = reading.nir != nil && reading.short == nil && reading.blueness[index] < 0.05
            if shares.snow > 0.85, !mayBeCloud { whites.append(reading.visible[index]) }
            if shares.anySnow < 0.4, reading.blueness[index] < 0.3 { bare.values[index] = reading.visible[index] }
        }
        // A few cells may be roofs; a level is that of ground only where there is some of it.
        let least = max(8, valid / 200)
        let white = whites.count >= least ? Percentile.value(0.5, of: whites) : nil
        snowLevel = white
        let levels = BareLevels(bare, below: white.map { 0.55 * $0 }, cell: cell, least: least)
        bareLevel = levels.level
        bareNearby = levels.nearby
        snowNearby = snowy.smoothed(by: max(1, Int((40 / cell).rounded())))
    }

    /// Metres around cloud, its shadow and haze in which thin cloud and half-shadow are to be expected.
    private static let fringe = 10.0

    private static func hiding(_ sky: SkyReading, cell: Double) -> CellMap {
        var all = sky.cloud
        for index in all.values.indices {
            let most = max(sky.cloud.values[index], max(sky.shadow.values[index], sky.haze.values[index]))
            all.values[index] = most > 0.5 ? 1 : 0
        }
        var grown = all.smoothed(by: max(1, Int((fringe / cell).rounded(.up))))
        // Sums of floating numbers may leave a trace of what was subtracted.
        grown.values = grown.values.map { $0 > 1e-6 ? 1 : 0 }
        return grown
    }

    /// Whether anything is known to hide the ground or to change its look from the air.
    public var isClear: Bool { hiding.unlessBlank == nil }

    /// For each pixel of a window of the scene 1 where cloud, its shadow or haze hides the ground or changes its look, within
    /// 10 m too, else 0; row-major `[row][column]`. It is as coarse as the thinned reading, and takes no more than it.
    public func hidden(in window: RasterWindow) -> [UInt8] {
        var hidden = [UInt8](repeating: 0, count: window.size.count)
        guard !isClear else { return hidden }
        let columns = CellColumns(window.column..<window.endColumn, of: hiding)
        for row in 0..<window.height {
            let cells = CellRow(hiding, row: window.row + row)
            for column in 0..<window.width where cells.value(at: column, of: columns) >= 0.5 {
                hidden[row * window.width + column] = 1
            }
        }
        return hidden
    }

    /// The same statistics for a reading of the scene on a coarser grid.
    ///
    /// - Parameter factor: Pixels of the scene for one of the grid, along columns and along rows.
    /// - Returns: The same maps, looked up by pixels of that grid.
    public func coarsened(by factor: Double) -> SceneStatistics {
        precondition(factor > 0, "A grid has pixels of some size.")
        return factor == 1 ? self : SceneStatistics(self, factor: factor)
    }

    private init(_ other: SceneStatistics, factor: Double) {
        self = other
        cloud.step /= factor
        cloudShadow.step /= factor
        hiding.step /= factor
        haze.step /= factor
        water.step /= factor
        snowNearby.step /= factor
        measured.step /= factor
        bareNearby?.step /= factor
    }

    /// Square metres of open water at the least; and of one that the picture cuts off, which may go on.
    private static let leastWater = (whole: 5000.0, cut: 1000.0)

    /// Open water at large: dark in the near infrared, less dark in green, and wider than shadows are.
    ///
    /// Source: McFeeters (1996), International Journal of Remote Sensing 17(7), 1425–1432 (NDWI). The limit on the area is
    /// ours: a shadow of 5000 m² would be that of a building of 100 m.
    private static func waters(
        _ reading: ThinnedReading, size: RasterSize, step: SIMD2<Double>, cell: Double
    ) -> CellMap {
        var map = CellMap(width: size.width, height: size.height, step: step)
        guard let near = reading.nir, let green = reading.green else { return map }
        for index in 0..<size.count where reading.isValid(index) {
            let difference = (green[index] - near[index]) / max(0.001, green[index] + near[index])
            if difference > 0.15, near[index] < 0.14 { map.values[index] = 1 }
        }
        for cells in map.components() {
            // Along the edge, or a shadow that just touches it would be water.
            let border = cells.count { index in
                let (column, row) = (index % size.width, index / size.width)
                return column == 0 || row == 0 || column == size.width - 1 || row == size.height - 1
            }
            let isCut = Double(border * border) >= 0.5 * Double(cells.count)
            let least = isCut ? leastWater.cut : leastWater.whole
            if Double(cells.count) * cell * cell < least || cells.count < 3 {
                for index in cells { map.values[index] = 0 }
            }
        }
        return map
    }

    /// Whether a place lies under cloud at large.
    ///
    /// - Parameters:
    ///   - column: Column of the scene.
    ///   - row: Row of the scene.
    /// - Returns: Nil outside of the scene and where nothing was measured.
    public func isCloudy(column: Double, row: Double) -> Bool? {
        let (x, y) = (Int(column.rounded(.down)), Int(row.rounded(.down)))
        guard column >= 0, row >= 0, column < Double(cloud.width) * cloud.step.x,
            row < Double(cloud.height) * cloud.step.y, measured.value(column: x, row: y) > 0.5
        else { return nil }
        return cloud.value(column: x, row: y) > 0.5
    }
}
