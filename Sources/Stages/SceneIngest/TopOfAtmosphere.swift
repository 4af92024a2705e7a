import Evidence
import Foundation
import Geodesy

/// What a scene's radiances are divided by to become reflectance at the top of the atmosphere.
///
/// ρ = π L d² / (E₀ sin h), with the radiance L, the distance d of Earth and sun in astronomical units, the sun's irradiance E₀
/// at one such unit and its height h above the horizon. The sun is taken to stand over the whole scene as over its middle.
///
/// Source: Chander, Markham and Helder (2009), "Summary of current radiometric calibration coefficients for Landsat MSS, TM,
/// ETM+, and EO-1 ALI sensors", Remote Sensing of Environment 113(5), equation 2.
struct TopOfAtmosphere {
    /// Sun heights below this make numbers of a few counts into reflectances, and the formula's plane ground means little.
    private static let lowestSun = 3.0

    private let factor: Double

    /// Takes the light of a scene; nil where height or time is not known, or where the sun stood too low.
    ///
    /// - Parameters:
    ///   - sunElevation: Degrees above the horizon; nil where not told.
    ///   - time: When the scene was taken; nil where not told.
    init?(sunElevation: Double?, time: AcquisitionTime?) {
        guard let sunElevation, sunElevation >= Self.lowestSun, sunElevation <= 90, let time else { return nil }
        let distance = SunPosition.distance(at: time.middle)
        factor = .pi * distance * distance / sin(sunElevation * .pi / 180)
    }

    /// Turns a band of radiance into one of reflectance; any other band stays as it is.
    ///
    /// - Parameters:
    ///   - band: The band.
    ///   - irradiance: Watts per square metre and micrometre from the sun in this band, at one astronomical unit; nil where not
    ///     told.
    func convert(_ band: inout BandPlan, irradiance: Double?) {
        guard band.unit == .radiance, let irradiance, irradiance > 0, let scale = band.scale else { return }
        band.scale = scale * factor / irradiance
        band.offset = (band.offset ?? 0) * factor / irradiance
        band.unit = .reflectance
    }

    /// What is noted where bands were converted.
    static let note =
        "Reflectance is that at the top of the atmosphere, from the product's radiances, its solar irradiances, the sun's "
        + "height at the scene's middle and the distance of the sun on that day."
}
