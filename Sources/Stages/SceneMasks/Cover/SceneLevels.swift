import Foundation

/// The levels of one scene by which its pixels are judged beside their spectra.
///
/// Calibration, haze and the sun's height differ between scenes by more than bare ground differs from thin snow, so where a
/// scene has both at large, the line between them lies halfway.
struct SceneLevels {
    /// Brightness of bare ground and of snow in the sun; nil unless the scene has both.
    private let sun: (bare: Float, snow: Float)?
    /// Brightness in shadow that lies between bare ground and snow.
    private let shadowLimit: Float
    private let hasNearInfrared: Bool
    private let hasShortwave: Bool

    /// Usual brightness of snow and of bare ground, where a scene does not show them.
    private static let usual = (bare: Float(0.14), snow: Float(0.85))

    init(_ statistics: SceneStatistics, bands: ObservedBands) {
        if let snow = statistics.snowLevel {
            // Bare ground is often what was cleared, and little of it; asphalt then stands for it.
            let bare = min(statistics.bareLevel ?? Self.usual.bare, 0.35)
            sun = snow > bare + 0.15 ? (bare, snow) : nil
        } else {
            sun = nil
        }
        // Share of skylight in the visible as it is on level ground under a clear sky: Iqbal (1983), An Introduction to Solar
        // Radiation, chapter 6; some 15 % at 40°, more as the sun sinks.
        let elevation = max(5, bands.sunElevation ?? 30) * .pi / 180
        let skylight = Float(min(0.6, 0.1 / sin(elevation)))
        let middle = sun.map { ($0.bare + $0.snow) / 2 } ?? (Self.usual.bare + Self.usual.snow) / 2
        let air: Float = 0.03
        shadowLimit = air + skylight * middle
        hasNearInfrared = bands.indices[.nir] != nil && bands.indices[.blue] != nil
        hasShortwave = bands.indices[.swir16] != nil
    }

    /// Whether a pixel gets the blue light of the sky only: much bluer than anything dry in the sun, and dark.
    @inline(__always)
    func isSkylit(_ pixel: PixelReading.Pixel) -> Bool {
        let limit = 0.55 * (sun?.snow ?? Self.usual.snow)
        guard pixel.visible < limit else { return false }
        if hasNearInfrared { return pixel.blueness > 0.36 && pixel.nir < 0.35 }
        return pixel.blue > 1.25 * pixel.red && pixel.visible < 0.5 * limit
    }

    /// Whether a pixel inside a wide water is water: not ice, not a ship, not a quay.
    @inline(__always)
    func isWatery(_ pixel: PixelReading.Pixel) -> Bool {
        pixel.nir < 0.16 && pixel.green > pixel.nir
    }

    /// Probability of snow at a lit pixel: that of its spectrum, and where it stands between the scene's levels.
    ///
    /// Logits are added with weights that were set on drawn scenes, the spectrum's first cut to ±4: far from what it was fitted
    /// on it is too sure of itself.
    @inline(__always)
    func snowInSun(_ pixel: PixelReading.Pixel, _ shares: SpectralShares) -> Float {
        if hasShortwave { return Self.share(Self.logit(shares.anySnow + 0.5 * shares.ice)) }
        guard let sun else {
            // Where a scene has no snow at large, a single pixel must be as bright as snow beyond doubt.
            return Self.share(min(Self.logit(shares.anySnow), (pixel.visible - 0.45) / 0.05))
        }
        let spectral = Self.logit(shares.anySnow + 0.5 * shares.ice)
        let middle = (sun.bare + sun.snow) / 2
        let contrast = max(-4, min(4, (pixel.visible - middle) / (sun.snow - middle) * 5))
        return Self.share(0.35 * spectral + contrast)
    }

    /// Probability of snow at a pixel in shadow.
    @inline(__always)
    func snowInShadow(_ pixel: PixelReading.Pixel, _ shares: SpectralShares) -> Float {
        guard sun != nil else { return Self.share(0.5 * Self.logit(shares.anySnow) - 2) }
        let contrast = max(-4, min(4, log(max(0.005, pixel.visible) / shadowLimit) / 0.2))
        return Self.share(0.2 * Self.logit(shares.anySnow) + contrast)
    }

    private static func logit(_ share: Float) -> Float {
        let share = min(0.99999, max(0.00001, share))
        return max(-4, min(4, log(share / (1 - share))))
    }

    private static func share(_ logit: Float) -> Float { 1 / (1 + exp(-logit)) }
}
