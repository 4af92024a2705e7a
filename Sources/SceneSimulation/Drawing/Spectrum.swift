/// Reflectances of a surface in the bands that are drawn, 0…1 in the order of ``DrawnBand``; the last two lanes are
/// not used.
public typealias Spectrum = SIMD8<Float>

/// The bands in which ground and objects are described: those of Pléiades Neo.
///
/// Source: Airbus, Pléiades Neo User Guide (2021), table of spectral bands; centres of the nominal ranges.
public enum DrawnBand: Int, CaseIterable, Sendable {
    case deepBlue, blue, green, red, redEdge, nearInfrared

    /// The name that STAC's `eo` extension gives the band.
    public var commonName: String {
        switch self {
        case .deepBlue: "coastal"
        case .blue: "blue"
        case .green: "green"
        case .red: "red"
        case .redEdge: "rededge"
        case .nearInfrared: "nir"
        }
    }

    /// Centre in micrometres.
    public var wavelength: Double {
        switch self {
        case .deepBlue: 0.425
        case .blue: 0.485
        case .green: 0.560
        case .red: 0.655
        case .redEdge: 0.725
        case .nearInfrared: 0.825
        }
    }
}

extension Spectrum {
    /// A surface that reflects alike in all bands.
    static func grey(_ level: Float) -> Spectrum { Spectrum(repeating: level) }

    /// From the reflectances of the six bands.
    init(_ deepBlue: Float, _ blue: Float, _ green: Float, _ red: Float, _ redEdge: Float, _ nearInfrared: Float) {
        self.init(deepBlue, blue, green, red, redEdge, nearInfrared, 0, 0)
    }

    /// The mixture with a share of another spectrum.
    func mixed(with other: Spectrum, _ share: Float) -> Spectrum { self + (other - self) * share }
}
