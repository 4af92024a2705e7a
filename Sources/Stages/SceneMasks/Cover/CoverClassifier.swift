import Foundation
public import Rasters

/// Says of each pixel what it shows: clear land, water, snow, cloud, shadow, or that it is not to be told.
///
/// A pixel's spectrum says first (``SpectralModel``), then come the scene's own levels of bare ground and snow, then what lies
/// around: cloud, its shadow, haze and water are found at large (``SceneStatistics``) and only refined here. A block
/// is judged by itself; two blocks that share pixels agree on them as long as their margins hold ``margin``.
///
/// What it cannot tell: a white roof from snow in a scene full of snow (told snow); snow from cloud without a band at 1.6 µm, where
/// old snow is as grey as cloud (told bright, or cloud where it is wide); anything but light and dark in digital
/// numbers without a reflectance scale.
public struct CoverClassifier: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 1

    /// What the bands are and how light fell.
    public let bands: ObservedBands
    /// What is known of the scene at large.
    public let statistics: SceneStatistics
    private let reader: PixelReading

    /// Metres a building rises at the most for its shadow to be followed.
    static let greatestRise = 40.0
    /// Pixels beyond which no shadow is followed, so that margins stay small.
    static let longestShadow = 160

    /// Makes a classifier for one scene.
    public init(bands: ObservedBands, statistics: SceneStatistics) {
        self.bands = bands
        self.statistics = statistics
        reader = PixelReading(bands)
    }

    /// Pixels around a window that must be read with it: as far as shadows of buildings reach.
    public var margin: Int {
        guard let elevation = bands.sunElevation, bands.towardsSun != nil else { return 8 }
        let reach = Self.greatestRise / tan(max(3, elevation) * .pi / 180) / bands.pixel
        return min(Self.longestShadow, max(8, Int(reach.rounded(.up))))
    }

    /// Judges the pixels of a window.
    ///
    /// - Parameters:
    ///   - block: Pixels that hold the window, best with ``margin`` around it.
    ///   - window: What is to be judged; by default all of the block.
    /// - Returns: The mask of the window.
    public func mask(of block: RasterBlock, window: RasterWindow? = nil) -> CoverMask {
        let window = window ?? block.window
        var mask = CoverMask(window: window)
        let scene = SceneLevels(statistics, bands: bands)
        let lit = litFlags(block, scene)
        let width = block.window.width
        for row in 0..<window.height {
            let blockRow = window.row + row - block.window.row
            guard blockRow >= 0, blockRow < block.window.height else { continue }
            for column in 0..<window.width {
                let blockColumn = window.column + column - block.window.column
                guard blockColumn >= 0, blockColumn < width else { continue }
                let source = blockRow * width + blockColumn
                guard block.validity[source] == 1 else { continue }
                let pixel = reader.pixel(block.values, index: source, count: block.window.size.count)
                let found = judged(
                    pixel, scene, column: window.column + column, row: window.row + row,
                    isBounded: { isBounded(lit, width: width, column: blockColumn, row: blockRow) })
                let index = row * window.width + column
                mask.classes[index] = found.cover.rawValue
                mask.confidence[index] = found.confidence
                mask.snow[index] = found.cover.tellsOfSnow && bands.model != nil ? found.snow : .nan
            }
        }
        return mask
    }

    /// For each pixel of a block 1 where it is lit, 0 where it is dark, 2 where it is missing.
    private func litFlags(_ block: RasterBlock, _ scene: SceneLevels) -> [UInt8] {
        let count = block.window.size.count
        var flags = [UInt8](repeating: 2, count: count)
        for index in 0..<count where block.validity[index] == 1 {
            let pixel = reader.pixel(block.values, index: index, count: count)
            flags[index] = scene.isSkylit(pixel) ? 0 : 1
        }
        return flags
    }

    /// Whether a dark pixel has lit ground towards the sun, as the shadow of a building has behind what casts it. Nil where the
    /// sun's direction is not known or the block ends too soon.
    private func isBounded(_ lit: [UInt8], width: Int, column: Int, row: Int) -> Bool? {
        guard let sun = bands.towardsSun else { return nil }
        let height = lit.count / width
        let scale = 1 / max(abs(sun.x), abs(sun.y))
        for steps in 1...margin {
            let x = column + Int((Double(steps) * sun.x * scale).rounded())
            let y = row + Int((Double(steps) * sun.y * scale).rounded())
            guard x >= 0, y >= 0, x < width, y < height, lit[y * width + x] != 2 else { return nil }
            if lit[y * width + x] == 1 { return true }
        }
        return false
    }

    private struct Judgement {
        var cover: CoverClass
        var confidence: Float
        var snow: Float = 0
    }

    private func judged(
        _ pixel: PixelReading.Pixel, _ scene: SceneLevels, column: Int, row: Int, isBounded: () -> Bool?
    ) -> Judgement {
        let cloud = statistics.cloud.value(column: column, row: row)
        guard let shares = reader.shares(pixel) else { return judgedByLight(pixel, scene) }
        if cloud > 0.5, pixel.visible > 0.2 { return Judgement(cover: .cloud, confidence: cloud) }
        let shadowed = statistics.cloudShadow.value(column: column, row: row)
        let water = statistics.water.value(column: column, row: row)
        if water > 0.3, scene.isWatery(pixel) {
            return Judgement(cover: .water, confidence: min(0.99, 0.6 + 0.4 * water))
        }
        if shadowed > 0.5 { return Judgement(cover: .cloudShadow, confidence: min(0.95, shadowed)) }
        let hazy = statistics.haze.value(column: column, row: row)
        if hazy > 0.5 { return Judgement(cover: .haze, confidence: hazy) }
        if scene.isSkylit(pixel) {
            let snow = scene.snowInShadow(pixel, shares, column: column, row: row)
            if snow > 0.5 { return Judgement(cover: .shadowedSnow, confidence: snow, snow: snow) }
            // Something dark that no lit ground bounds towards the sun may be dark by itself.
            let bounded = isBounded()
            let sure: Float = bounded == true ? 0.9 : bounded == nil ? 0.75 : 0.55
            return Judgement(cover: .shadow, confidence: min(sure, 1 - snow), snow: snow)
        }
        let snow = scene.snowInSun(pixel, shares, column: column, row: row)
        let nearby = statistics.snowNearby.value(column: column, row: row)
        if snow > 0.5 {
            // A white thing alone among bare ground, or one with the flat spectrum of cloud.
            let lonely = SkyReading.above(-nearby, -0.12, 0.03)
            if lonely > 0.5, bands.indices[.swir16] == nil {
                return Judgement(cover: .bright, confidence: lonely)
            }
            if scene.isFlat(pixel) {
                return Judgement(cover: .bright, confidence: SkyReading.above(-pixel.blueness, -0.05, 0.02))
            }
            return Judgement(cover: .snow, confidence: snow, snow: snow)
        }
        return Judgement(cover: .clearLand, confidence: 1 - snow, snow: snow)
    }

    /// Digital numbers, or bands of no known use: light and dark only.
    private func judgedByLight(_ pixel: PixelReading.Pixel, _ scene: SceneLevels) -> Judgement {
        let relative = pixel.visible / max(1e-6, statistics.whiteLevel)
        if relative > 0.75 { return Judgement(cover: .bright, confidence: SkyReading.above(relative, 0.75, 0.08)) }
        return Judgement(cover: .clearLand, confidence: 0.5)
    }
}
