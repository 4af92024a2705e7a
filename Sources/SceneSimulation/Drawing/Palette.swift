import Statistics

/// Rough reflectances of what stands and lies about at industrial sites. They are varied when they are used, since no
/// two roofs have the same paint, and are no measurements.
///
/// Levels follow the spectral libraries in their order of magnitude (vegetation's red edge, iron oxide's rise from green
/// to red, snow's fall into the near infrared): Baldridge et al. (2009), "The ASTER spectral library version 2.0".
enum Palette {
    static let snow = Spectrum(0.86, 0.87, 0.87, 0.86, 0.84, 0.78)
    static let water = Spectrum(0.055, 0.05, 0.045, 0.03, 0.02, 0.012)
    static let asphalt = Spectrum(0.08, 0.085, 0.095, 0.105, 0.11, 0.12)
    static let concrete = Spectrum(0.19, 0.22, 0.26, 0.29, 0.30, 0.32)
    static let soil = Spectrum(0.08, 0.10, 0.14, 0.19, 0.21, 0.25)
    static let gravel = Spectrum(0.13, 0.14, 0.16, 0.17, 0.18, 0.19)
    static let grass = Spectrum(0.03, 0.035, 0.075, 0.05, 0.20, 0.38)
    static let dryGrass = Spectrum(0.06, 0.08, 0.12, 0.16, 0.21, 0.28)
    static let rail = Spectrum(0.22, 0.22, 0.23, 0.24, 0.25, 0.26)
    static let rustyRail = Spectrum(0.07, 0.075, 0.09, 0.13, 0.16, 0.20)
    static let woodSleeper = Spectrum(0.06, 0.065, 0.08, 0.095, 0.11, 0.14)
    static let concreteSleeper = Spectrum(0.20, 0.22, 0.25, 0.27, 0.28, 0.30)
    static let steel = Spectrum(0.24, 0.25, 0.26, 0.27, 0.27, 0.28)
    static let deck = Spectrum(0.07, 0.075, 0.085, 0.10, 0.11, 0.13)
    static let black = Spectrum(0.03, 0.03, 0.032, 0.035, 0.04, 0.05)
    static let white = Spectrum(0.55, 0.60, 0.63, 0.64, 0.64, 0.62)

    /// Stone of a track's bed, from fresh and pale to oiled and brown.
    static let ballast: [Spectrum] = [
        Spectrum(0.17, 0.19, 0.21, 0.22, 0.23, 0.24), Spectrum(0.12, 0.13, 0.15, 0.17, 0.18, 0.19),
        Spectrum(0.08, 0.09, 0.105, 0.125, 0.14, 0.16), Spectrum(0.09, 0.10, 0.13, 0.17, 0.19, 0.22),
        Spectrum(0.055, 0.06, 0.07, 0.08, 0.09, 0.10),
    ]

    /// Coats of rolling stock.
    static let coats: [Spectrum] = [
        black, Spectrum(0.06, 0.065, 0.07, 0.075, 0.08, 0.09), Spectrum(0.10, 0.105, 0.11, 0.115, 0.12, 0.13),
        Spectrum(0.20, 0.21, 0.22, 0.23, 0.23, 0.24), Spectrum(0.36, 0.38, 0.39, 0.40, 0.40, 0.39),
        Spectrum(0.05, 0.05, 0.065, 0.13, 0.17, 0.22), Spectrum(0.05, 0.055, 0.06, 0.09, 0.11, 0.14),
        Spectrum(0.06, 0.065, 0.09, 0.17, 0.20, 0.24), Spectrum(0.05, 0.07, 0.10, 0.06, 0.08, 0.12),
        Spectrum(0.12, 0.14, 0.10, 0.06, 0.07, 0.10), Spectrum(0.07, 0.11, 0.26, 0.36, 0.38, 0.40),
        Spectrum(0.08, 0.085, 0.10, 0.13, 0.15, 0.17),
    ]

    /// What open cars carry.
    static let loads: [Spectrum] = [
        Spectrum(0.03, 0.032, 0.035, 0.038, 0.04, 0.045), Spectrum(0.08, 0.085, 0.11, 0.17, 0.20, 0.23),
        Spectrum(0.17, 0.19, 0.23, 0.27, 0.29, 0.32), Spectrum(0.10, 0.11, 0.12, 0.14, 0.15, 0.17),
        Spectrum(0.16, 0.18, 0.24, 0.33, 0.37, 0.42),
    ]

    /// Coverings of roofs.
    static let roofs: [Spectrum] = [
        Spectrum(0.10, 0.105, 0.11, 0.115, 0.12, 0.13), Spectrum(0.22, 0.24, 0.26, 0.27, 0.27, 0.28),
        Spectrum(0.40, 0.43, 0.45, 0.46, 0.46, 0.45), Spectrum(0.07, 0.08, 0.11, 0.21, 0.25, 0.29),
        Spectrum(0.12, 0.16, 0.17, 0.12, 0.12, 0.15), Spectrum(0.14, 0.16, 0.19, 0.22, 0.24, 0.26),
    ]

    /// Containers and vehicles.
    static let paints: [Spectrum] =
        coats + [
            Spectrum(0.55, 0.58, 0.60, 0.60, 0.60, 0.58), Spectrum(0.14, 0.20, 0.12, 0.06, 0.07, 0.10),
            Spectrum(0.05, 0.06, 0.07, 0.24, 0.30, 0.34), Spectrum(0.06, 0.10, 0.16, 0.08, 0.11, 0.15),
        ]

    /// One of some spectra, a little brighter or darker and of a slightly other hue.
    static func pick(_ spectra: [Spectrum], _ random: inout RandomStream) -> Spectrum {
        let chosen = spectra[Int(random.uniform() * Double(spectra.count))]
        let tone = Float(0.85 + 0.3 * random.uniform())
        let tilt = Float(random.uniform(-0.06...0.06))
        return chosen * tone * Spectrum(1 - tilt, 1 - tilt * 0.6, 1, 1 + tilt * 0.6, 1 + tilt, 1 + tilt)
    }
}
