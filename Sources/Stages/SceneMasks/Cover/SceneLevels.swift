import Foundation

/// The levels of one scene by which its pixels are judged beside their spectra.
///
/// Calibration, haze and the sun's height differ between scenes by more than bare ground differs from thin snow. So where a scene
/// holds snow at large, the share of a pixel that is white is told by where its brightness stands between that of bare ground
/// around and that of snow: light mixes linearly. Its spectrum then only tells what is bright and not white.
struct SceneLevels {
    /// Brightness of snow in the sun; nil unless the scene holds snow at large.
    private let snow: Float?
    private let bare: Float
    /// Light of the sky as a share of all light, in the visible.
    private let skylight: Float
    private let hasNearInfrared: Bool
    private let hasShortwave: Bool

    /// Usual brightness of snow and of bare ground, where a scene does not show them.
    private static let usual = (bare: Float(0.14), snow: Float(0.85))
    /// Blue by near infrared under skylight alone, at the least.
    private static let skylightRatio: Float = 1.4333
    /// What air adds to the visible where the ground is black.
    private static let air: Float = 0.03

    init(_ statistics: SceneStatistics, bands: ObservedBands) {
        snow = statistics.snowLevel
        bare = statistics.bareLevel ?? Self.usual.bare
        // Level ground under a clear sky: Iqbal (1983), An Introduction to Solar Radiation, chapter 6; some 15 % at 40°, more as
        // the sun sinks.
        let elevation = max(5, bands.sunElevation ?? 30) * .pi / 180
        skylight = Float(min(0.6, 0.1 / sin(elevation)))
        hasNearInfrared = bands.indices[.nir] != nil && bands.indices[.blue] != nil
        hasShortwave = bands.indices[.swir16] != nil
    }

    /// Whether a pixel gets the blue light of the sky only: much bluer than anything dry in the sun, and dark.
    @inline(__always)
    func isSkylit(_ pixel: PixelReading.Pixel) -> Bool {
        let limit = 0.55 * (snow ?? Self.usual.snow)
        guard pixel.visible < limit else { return false }
        if hasNearInfrared { return pixel.nir < 0.35 && pixel.isBluer(than: Self.skylightRatio) }
        return pixel.blue > 1.25 * pixel.red && pixel.visible < 0.5 * limit
    }

    /// Whether a pixel is as bright as snow and as bright in the near infrared as in blue, as cloud and white paint are, and no band at
    /// 1.6 µm tells more.
    @inline(__always)
    func isFlat(_ pixel: PixelReading.Pixel) -> Bool {
        hasNearInfrared && !hasShortwave && pixel.blueness < 0.05 && pixel.visible > 0.8 * (snow ?? Self.usual.snow)
    }

    /// Whether a pixel inside a wide water is water: not ice, not a ship, not a quay.
    @inline(__always)
    func isWatery(_ pixel: PixelReading.Pixel) -> Bool {
        pixel.nir < 0.16 && pixel.green > pixel.nir
    }

    /// Brightness of bare ground around a pixel, or of the scene's: no more than what leaves room for snow above it.
    @inline(__always)
    private func bareLevel(_ nearby: Float?, below snow: Float) -> Float { min(0.5 * snow, nearby ?? bare) }

    /// Probability of snow at a lit pixel, or the share of it that is white.
    ///
    /// - Parameters:
    ///   - pixel: The pixel.
    ///   - bare: Brightness of bare ground around it; nil where that is not known.
    ///   - shares: What its spectrum says, asked only where it decides.
    /// - Returns: 0…1.
    @inline(__always)
    func snowInSun(_ pixel: PixelReading.Pixel, bare: Float?, shares: () -> SpectralShares?) -> Float {
        if hasShortwave { return shares().map { $0.anySnow + 0.5 * $0.ice } ?? 0 }
        guard let snow else {
            // Where a scene has no snow at large, a single pixel must be as bright as snow beyond doubt.
            let brightness = (pixel.visible - 0.45) / 0.04
            guard brightness > -Self.greatestLogit else { return Self.share(brightness) }
            return Self.share(min(Self.logit(shares()?.anySnow ?? 0), brightness))
        }
        let white = Self.between(pixel.visible, bareLevel(bare, below: snow), snow, slack: 0.09)
        // Sand, paint and rust may be as bright as thin snow, but have colour.
        return white * min(1, max(0, (0.55 - pixel.colour) / 0.2))
    }

    /// Probability of snow at a pixel in shadow; parameters as for ``snowInSun(_:bare:shares:)``.
    @inline(__always)
    func snowInShadow(_ pixel: PixelReading.Pixel, bare: Float?, shares: () -> SpectralShares?) -> Float {
        guard let snow else { return Self.share(0.5 * Self.logit(shares()?.anySnow ?? 0) - 2) }
        return Self.between(
            pixel.visible, Self.air + skylight * bareLevel(bare, below: snow), Self.air + skylight * snow, slack: 0.15)
    }

    /// Where a number stands between two others, 0…1; so much of the way from either end counts as that end, since neither
    /// bare ground nor snow is of one brightness.
    private static func between(_ value: Float, _ low: Float, _ high: Float, slack: Float) -> Float {
        let share = (value - low) / max(0.001, high - low)
        return min(1, max(0, (share - slack) / (1 - 2 * slack)))
    }

    /// What a spectrum alone may say at the most, as a logit.
    private static let greatestLogit: Float = 4

    private static func logit(_ share: Float) -> Float {
        let share = min(0.99999, max(0.00001, share))
        return max(-greatestLogit, min(greatestLogit, log(share / (1 - share))))
    }

    private static func share(_ logit: Float) -> Float { 1 / (1 + exp(-logit)) }
}
