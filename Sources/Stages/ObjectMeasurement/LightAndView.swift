public import Evidence
import Foundation
import Geodesy

/// From where light comes and from where the sensor looks, as shifts on the ground for each metre of height.
///
/// In an image that lies right on the ground, what stands `z` metres high is seen `z ·` ``lean`` away from where it
/// stands, and its shadow falls `z ·` ``shadow`` away.
public struct LightAndView: Hashable, Sendable {
    /// Metres east and north that a shadow falls away for each metre of height.
    public let shadow: SIMD2<Double>
    /// Metres east and north that something is seen farther from the sensor for each metre of height.
    public let lean: SIMD2<Double>
    /// Height of the sun above the horizon in degrees.
    public let sunElevation: Double

    /// Makes directions from angles in degrees.
    ///
    /// - Parameters:
    ///   - sunAzimuth: Direction of the sun, clockwise from north.
    ///   - sunElevation: Its height above the horizon, above 0.
    ///   - incidence: Angle on the ground between the vertical and the line to the sensor.
    ///   - viewAzimuth: Direction from the ground to the sensor, clockwise from north.
    public init(sunAzimuth: Double, sunElevation: Double, incidence: Double, viewAzimuth: Double) {
        let radians = Double.pi / 180
        let cotangent = 1 / tan(sunElevation * radians)
        shadow = SIMD2(-cotangent * sin(sunAzimuth * radians), -cotangent * cos(sunAzimuth * radians))
        let slope = tan(incidence * radians)
        lean = SIMD2(-slope * sin(viewAzimuth * radians), -slope * cos(viewAzimuth * radians))
        self.sunElevation = sunElevation
    }

    /// The directions of a scene, or why they are not known.
    ///
    /// Where only the angle at the sensor is told, the one on the ground follows from an orbit of 620 km. A view
    /// within half a degree of straight down needs no direction.
    public static func of(_ geometry: ViewingGeometry) -> Result<LightAndView, Missing> {
        guard let azimuth = geometry.sunAzimuth, let elevation = geometry.sunElevation else {
            return .failure(Missing(reason: "where the sun stood is not known"))
        }
        guard elevation > 0 else {
            return .failure(Missing(reason: "the sun was below the horizon"))
        }
        let incidence = geometry.incidence ?? geometry.offNadir.map { LineOfSight.incidence(offNadir: $0) }
        guard let incidence, incidence < 80 else {
            return .failure(Missing(reason: "from what angle the sensor looked is not known"))
        }
        guard let view = geometry.viewAzimuth ?? (abs(incidence) <= 0.5 ? 0 : nil) else {
            return .failure(Missing(reason: "from what side the sensor looked is not known"))
        }
        return .success(
            LightAndView(sunAzimuth: azimuth, sunElevation: elevation, incidence: incidence, viewAzimuth: view))
    }

    /// What is not known, as a clause.
    public struct Missing: Error, Hashable, Sendable {
        /// "where the sun stood is not known".
        public var reason: String
    }

    /// Metres in the image from the top of something to the end of its shadow, for each metre of height.
    ///
    /// So `H = L / |shadow − lean|`. Where the sensor stands on the line through the sun, that is the usual
    /// `H = L tan(el) / (1 − tan(el) / tan(view) · cos(dAz))` with *view* the sensor's elevation, which holds for an *L*
    /// counted from the image of the rim; counted from the base, `H = L tan(el)` whatever the view.
    public var apart: SIMD2<Double> { shadow - lean }
}

extension SIMD2<Double> {
    /// Length of the vector.
    var length: Double { (x * x + y * y).squareRoot() }
}
