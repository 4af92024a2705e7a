import Foundation
public import Rasters

/// Says of each pixel what it shows: clear land, water, snow, cloud, shadow, or that it is not to be told.
///
/// A pixel's spectrum says first (``SpectralModel``), then come the scene's own levels of bare ground and snow, then what lies
/// around: cloud, its shadow, haze and water are found at large (``SceneStatistics``) and only refined here. A pixel's class
/// and its snow follow from the pixel alone; two blocks that share pixels agree on the confidence too as long as their margins
/// hold ``margin``.
///
/// What it cannot tell: a white roof from snow in a scene full of snow (told snow); snow from cloud without a band at 1.6 µm, where
/// old snow is as grey as cloud (told bright, or cloud where it is wide); anything but light and dark in digital
/// numbers without a reflectance scale.
public struct CoverClassifier: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 2

    /// What the bands are and how light fell.
    public let bands: ObservedBands
    /// What is known of the scene at large.
    public let statistics: SceneStatistics
    private let reader: PixelReading
    private let levels: SceneLevels
    /// Brightness in the visible that a pixel under cloud has at the least: through a hole in it the ground may be seen. With a
    /// band at 1.6 µm thinner cloud is told.
    private let leastOfCloud: Float

    /// Metres a building rises at the most for its shadow to be followed.
    static let greatestRise = 40.0
    /// Pixels beyond which no shadow is followed, so that margins stay small.
    static let longestShadow = 160

    /// Makes a classifier for one scene.
    public init(bands: ObservedBands, statistics: SceneStatistics) {
        self.bands = bands
        self.statistics = statistics
        reader = PixelReading(bands)
        levels = SceneLevels(statistics, bands: bands)
        leastOfCloud = bands.indices[.swir16] == nil ? 0.2 : 0.15
    }

    /// Pixels around a window that must be read with it for its confidences: as far as shadows of buildings reach.
    public var margin: Int {
        guard let elevation = bands.sunElevation, bands.towardsSun != nil else { return 8 }
        let reach = Self.greatestRise / tan(max(3, elevation) * .pi / 180) / bands.pixel
        return min(Self.longestShadow, max(8, Int(reach.rounded(.up))))
    }

    /// Judges the pixels of a window.
    ///
    /// - Parameters:
    ///   - block: Pixels that hold the window, best with ``margin`` around it.
    ///   - window: What is to be judged; by default all of the block. What lies outside of the block is missing.
    /// - Returns: The mask of the window.
    public func mask(of block: RasterBlock, window: RasterWindow? = nil) -> CoverMask {
        let window = window ?? block.window
        var mask = CoverMask(window: window)
        let part = window.intersection(block.window)
        guard !part.isEmpty else { return mask }
        let map = CoverMap(statistics, columns: part.column..<part.endColumn)
        var lit: LitGround?
        let tellsOfSnow = bands.model != nil
        for row in part.row..<part.endRow {
            let around = map.row(row)
            let source = (row - block.window.row) * block.window.width + part.column - block.window.column
            let target = (row - window.row) * window.width + part.column - window.column
            for offset in 0..<part.width where block.validity[source + offset] == 1 {
                let pixel = reader.pixel(block.values, index: source + offset, count: block.window.size.count)
                var found = tellsOfSnow ? judged(pixel, map, around, at: offset) : judgedByLight(pixel)
                if found.cover == .shadow {
                    if lit == nil { lit = LitGround(block, reader, levels) }
                    // Something dark that no lit ground bounds towards the sun may be dark by itself.
                    let isBounded = lit?.isTowardsSun(
                        of: source + offset, sun: bands.towardsSun, within: margin)
                    found.confidence = min(isBounded.map { $0 ? 0.9 : 0.55 } ?? 0.75, 1 - found.snow)
                }
                mask.classes[target + offset] = found.cover.rawValue
                mask.confidence[target + offset] = found.confidence
                mask.snow[target + offset] = found.cover.tellsOfSnow && tellsOfSnow ? found.snow : .nan
            }
        }
        return mask
    }

    private struct Judgement {
        var cover: CoverClass
        var confidence: Float
        var snow: Float = 0
    }

    @inline(__always)
    private func judged(
        _ pixel: PixelReading.Pixel, _ map: CoverMap, _ row: CoverMap.Row, at index: Int
    ) -> Judgement {
        let cloud = map.cloud(row, at: index)
        if cloud > 0.5, pixel.visible > leastOfCloud || statistics.isCloudDelivered {
            return Judgement(cover: .cloud, confidence: cloud)
        }
        let water = map.water(row, at: index)
        if water > 0.3, levels.isWatery(pixel) {
            return Judgement(cover: .water, confidence: min(0.99, 0.6 + 0.4 * water))
        }
        let shadowed = map.cloudShadow(row, at: index)
        if shadowed > 0.5 { return Judgement(cover: .cloudShadow, confidence: min(0.95, shadowed)) }
        let hazy = map.haze(row, at: index)
        if hazy > 0.5 { return Judgement(cover: .haze, confidence: hazy) }
        let bare = map.bare(row, at: index)
        if levels.isSkylit(pixel) {
            let snow = levels.snowInShadow(pixel, bare: bare) { reader.shares(pixel) }
            if snow > 0.5 { return Judgement(cover: .shadowedSnow, confidence: snow, snow: snow) }
            return Judgement(cover: .shadow, confidence: 1 - snow, snow: snow)
        }
        let snow = levels.snowInSun(pixel, bare: bare) { reader.shares(pixel) }
        guard snow > 0.5 else { return Judgement(cover: .clearLand, confidence: 1 - snow, snow: snow) }
        // A white thing alone among bare ground, or one with the flat spectrum of cloud.
        let lonely = SkyReading.above(-map.snowNearby(row, at: index), -0.12, 0.03)
        if lonely > 0.5, bands.indices[.swir16] == nil { return Judgement(cover: .bright, confidence: lonely) }
        if levels.isFlat(pixel) {
            return Judgement(cover: .bright, confidence: SkyReading.above(-pixel.blueness, -0.05, 0.02))
        }
        return Judgement(cover: .snow, confidence: snow, snow: snow)
    }

    /// Digital numbers, or bands of no known use: light and dark only.
    private func judgedByLight(_ pixel: PixelReading.Pixel) -> Judgement {
        let relative = pixel.visible / max(1e-6, statistics.whiteLevel)
        if relative > 0.75 { return Judgement(cover: .bright, confidence: SkyReading.above(relative, 0.75, 0.08)) }
        return Judgement(cover: .clearLand, confidence: 0.5)
    }
}
