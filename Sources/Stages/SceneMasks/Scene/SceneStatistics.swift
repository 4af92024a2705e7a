public import Rasters
import Foundation

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
    /// Metres from the ground at which clouds fit best to the shadows; nil without either.
    public let cloudHeight: Double?
    /// What could not be told at large, each as a sentence.
    public let notes: [String]

    /// Whether the bands allow cloud to be sought.
    public let isCloudSought: Bool

    let cloud: CellMap
    let cloudShadow: CellMap
    let haze: CellMap
    let water: CellMap
    let snowNearby: CellMap
    let measured: CellMap
    /// Brightness of bare ground around; nil where ``bareLevel`` is.
    let bareNearby: CellMap?

    /// Looks at a thinned reading.
    ///
    /// - Parameters:
    ///   - thinned: All of a scene, read so that one pixel of the block stands for several of the scene; its bands are those
    ///     of `bands`. Some hundred columns and rows serve best.
    ///   - scene: Columns and rows of the scene.
    ///   - bands: What the bands are, with the size of the **scene's** pixels.
    public init(of thinned: RasterBlock, scene: RasterSize, bands: ObservedBands) {
        let size = thinned.window.size
        let step = SIMD2(
            Double(scene.width) / Double(max(1, size.width)), Double(scene.height) / Double(max(1, size.height)))
        let cell = bands.pixel * max(0.001, (step.x * step.y).squareRoot())
        let reading = ThinnedReading(thinned, bands: bands)
        darkLevels = reading.darkLevels
        whiteLevel = reading.whiteLevel
        measured = CellMap(
            width: size.width, height: size.height, step: step, values: thinned.validity.map { Float($0) })
        let sky = SkyReading(reading, size: size, step: step, cell: cell, bands: bands)
        cloud = sky.cloud
        cloudShadow = sky.shadow
        haze = sky.haze
        cloudHeight = sky.height
        isCloudSought = sky.isSought
        notes = bands.limits + sky.notes
        let valid = thinned.validityCount
        cloudShare = valid == 0 ? 0 : Double(sky.cloud.values.count { $0 > 0.5 }) / Double(valid)
        water = Self.waters(reading, size: size, step: step, cell: cell)

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
        let white = whites.count >= least ? Self.percentile(whites, 0.5) : nil
        snowLevel = white
        let levels = BareLevels(bare, below: white.map { 0.55 * $0 }, cell: cell, least: least)
        bareLevel = levels.level
        bareNearby = levels.nearby
        snowNearby = snowy.smoothed(by: max(1, Int((40 / cell).rounded())))
    }

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
        for cells in map.components() where Double(cells.count) * cell * cell < 5000 || cells.count < 3 {
            for index in cells { map.values[index] = 0 }
        }
        return map
    }

    /// The value below which a share of numbers lies; 0 for none.
    static func percentile(_ values: [Float], _ share: Double) -> Float {
        guard !values.isEmpty else { return 0 }
        let sorted = values.sorted()
        return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
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

extension RasterBlock {
    /// Pixels with measurements.
    var validityCount: Int { validCount }
}
