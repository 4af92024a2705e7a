import Foundation
import Geodesy
public import Evidence

/// What a band measures, by its common name in STAC's eo extension.
public enum BandRole: String, CaseIterable, Codable, Sendable {
    case coastal, blue, green, red, rededge, nir, pan, cirrus, swir16, swir22
}

/// What a source's bands are, and under which light they were measured.
///
/// Directions are those of the pixel grid: x along columns to the right, y along rows downwards.
public struct ObservedBands: Hashable, Sendable {
    /// Index of each role's band in a block; roles that are not there are left out.
    public let indices: [BandRole: Int]
    /// Whether values are reflectance 0…1; else they are digital numbers of an unknown scale.
    public let isReflectance: Bool
    /// Metres on the ground between neighbouring pixels.
    public let pixel: Double
    /// Height of the sun above the horizon in degrees; nil where unknown.
    public let sunElevation: Double?
    /// Unit vector on the grid towards the sun; nil where unknown.
    public let towardsSun: SIMD2<Double>?
    /// Metres on the grid that something is seen away from where it stands, for each metre of height.
    public let lean: SIMD2<Double>

    /// Describes bands.
    ///
    /// - Parameters:
    ///   - roles: The role of each band in the order of the blocks; nil for a band that is not used.
    ///   - isReflectance: Whether values are reflectance.
    ///   - pixel: Metres between pixels, above 0.
    ///   - sunElevation: Degrees above the horizon.
    ///   - towardsSun: Vector on the grid towards the sun, of any length.
    ///   - lean: Metres on the grid for each metre of height by which things lean away from the sensor.
    public init(
        roles: [BandRole?], isReflectance: Bool, pixel: Double, sunElevation: Double? = nil,
        towardsSun: SIMD2<Double>? = nil, lean: SIMD2<Double> = .zero
    ) {
        precondition(pixel > 0 && pixel.isFinite, "Pixels have a size.")
        var indices: [BandRole: Int] = [:]
        for (index, role) in roles.enumerated() {
            if let role, indices[role] == nil { indices[role] = index }
        }
        self.indices = indices
        self.isReflectance = isReflectance
        self.pixel = pixel
        self.sunElevation = sunElevation
        self.towardsSun = towardsSun.flatMap { vector in
            let length = (vector.x * vector.x + vector.y * vector.y).squareRoot()
            return length > 0 ? vector / length : nil
        }
        self.lean = lean
    }

    /// Describes bands under a scene's light.
    ///
    /// - Parameters:
    ///   - roles: The role of each band in the order of the blocks.
    ///   - isReflectance: Whether values are reflectance.
    ///   - pixel: Metres between pixels.
    ///   - geometry: Directions of sun and sensor.
    ///   - north: Direction of north on the grid; (0, −1) where north is up.
    public init(
        roles: [BandRole?], isReflectance: Bool, pixel: Double, geometry: ViewingGeometry,
        north: SIMD2<Double> = SIMD2(0, -1)
    ) {
        /// A direction by its azimuth; east is north turned clockwise, which on a grid with rows downwards is (−y, x).
        func direction(_ azimuth: Double) -> SIMD2<Double> {
            let angle = azimuth * .pi / 180
            return north * cos(angle) + SIMD2(-north.y, north.x) * sin(angle)
        }
        var lean = SIMD2<Double>.zero
        let incidence = geometry.incidence ?? geometry.offNadir.map { LineOfSight.incidence(offNadir: $0) }
        if let incidence, let azimuth = geometry.viewAzimuth, incidence < 80 {
            lean = direction(azimuth) * -tan(incidence * .pi / 180)
        }
        self.init(
            roles: roles, isReflectance: isReflectance, pixel: pixel,
            sunElevation: geometry.sunElevation.flatMap { $0 > 0 ? $0 : nil },
            towardsSun: geometry.sunAzimuth.map(direction), lean: lean)
    }

    /// The spectral model that these bands allow; nil for digital numbers and where no visible band is there.
    var model: SpectralModel? {
        guard isReflectance else { return nil }
        let has = { (roles: [BandRole]) in roles.allSatisfy { indices[$0] != nil } }
        if has([.blue, .green, .red, .nir, .swir16]) { return .shortwave }
        if has([.blue, .green, .red, .nir]) { return .nearInfrared }
        if has([.blue, .green, .red]) { return .visible }
        return has([.pan]) ? .panchromatic : nil
    }

    /// Whether snow, and shade by its colour, can be told with these bands.
    public var tellsOfSnow: Bool { model != nil }

    /// What cannot be told with these bands, each as a sentence; empty where nothing is missing.
    public var limits: [String] {
        var limits: [String] = []
        if !isReflectance {
            limits.append(
                "the bands are digital numbers without a reflectance scale, so only light and dark are told: snow, cloud and "
                    + "white roofs are not told apart")
        } else if model == nil {
            limits.append("there is neither a panchromatic band nor blue, green and red, so nothing is told of snow")
        } else if indices[.swir16] == nil {
            limits.append(
                "without a band at 1.6 µm snow and cloud are told apart by the ratio of blue to near infrared and by texture "
                    + "only")
        }
        if isReflectance, indices[.nir] == nil {
            limits.append("without a near infrared band water and shadow are not told apart by colour")
        }
        if sunElevation == nil || towardsSun == nil {
            limits.append("where the sun stood is not known, so shadows are not matched with what casts them")
        }
        return limits
    }
}
