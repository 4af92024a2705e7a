import Foundation
public import Geodesy

/// Sunlight and skylight on a scene, and the air between it and the sensor.
public struct Light: Sendable {
    /// Where the sun stands.
    public var sun: SunPosition
    /// Haze: 0 for clear air, 1 for air through which contrast is halved.
    public var haze: Double

    /// Makes a light.
    public init(sun: SunPosition, haze: Double = 0.1) {
        self.sun = sun
        self.haze = haze
    }

    /// Unit vector towards the sun: east, north, up.
    var direction: SIMD3<Float> {
        let azimuth = sun.azimuth * .pi / 180
        let elevation = max(2, sun.elevation) * .pi / 180
        return SIMD3(
            Float(sin(azimuth) * cos(elevation)), Float(cos(azimuth) * cos(elevation)), Float(sin(elevation)))
    }

    /// Share of the light on level ground that comes from the blue sky and not from the sun.
    ///
    /// Skylight follows the fourth power of the wavelength in clear air (Rayleigh) and is greyer with haze; its share grows
    /// as the sun sinks and its own light thins out. The level is that of a clear sky at 40° (Iqbal, 1983, An
    /// Introduction to Solar Radiation, chapter 6: some 15 % in the visible).
    var skyShare: Spectrum {
        let low = Float(1 / max(0.15, sin(max(2, sun.elevation) * .pi / 180)))
        var shares = Spectrum(repeating: 0)
        for band in DrawnBand.allCases {
            let rayleigh = Float(0.06 * pow(0.55 / band.wavelength, 4))
            let share = (rayleigh + 0.04 + 0.12 * Float(haze)) * low
            shares[band.rawValue] = min(0.75, share)
        }
        return shares
    }

    /// What the air itself adds to each pixel.
    var pathReflectance: Spectrum {
        var path = Spectrum(repeating: 0)
        for band in DrawnBand.allCases {
            path[band.rawValue] = Float(
                0.02 * pow(0.55 / band.wavelength, 4) + 0.09 * haze * pow(0.55 / band.wavelength, 1.2))
        }
        return path
    }

    /// Share of a pixel's own light that gets through the air.
    var transmission: Float { Float(1 - 0.35 * haze) }
}
