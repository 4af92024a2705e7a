import Foundation
import Geodesy
import Rasters

/// Measures ships in an image of pixels up to a metre: length, beam, where the bow is, whether there is a wake.
///
/// A hull is brighter than the water beside it in at least one band, while its shadow is darker in all. So brightness
/// above that of the water on the free side, in units of the water's own spread, tells hull from water along and across
/// the box; an edge lies where it falls to half of what it is just inside. On the side of a quay the edge is the dip
/// of the water or shadow between hull and quay; where none shows, the box is taken with a larger error.
///
/// What a hull's side adds to its outline in an oblique view follows from the freeboard, taken as 0.045 of the length
/// and a metre, give or take two fifths, since it is not known; half loaded ships lie between. Laden or in ballast is not
/// told.
public struct ShipMeasurer: Sendable {
    /// Raised when the results of the same inputs change.
    public static let version = 1

    /// Where the lines are drawn.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Coarsest ground sampling distance in metres at which ships are measured.
        public var coarsestPixel: Double
        /// Probability from which on the bow is told.
        public var certainty: Double

        /// Makes a configuration.
        public init(coarsestPixel: Double = 1, certainty: Double = 0.75) {
            self.coarsestPixel = coarsestPixel
            self.certainty = certainty
        }
    }

    /// The settings in use.
    public let configuration: Configuration

    /// Makes a measurer.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// Metres around the middle that a patch must show.
    public func reach(for ship: ShipSubject) -> Double { 1.35 * ship.length + 10 }

    /// Measures one ship.
    ///
    /// - Parameters:
    ///   - ship: Its box.
    ///   - patch: The pixels around it.
    ///   - light: From where light comes and the sensor looks; nil where unknown, which makes errors larger.
    /// - Returns: What could be measured, each with its error, or why not.
    public func measure(_ ship: ShipSubject, in patch: GroundPatch, light: LightAndView?) -> ShipMeasurement {
        func nothing(_ reason: String) -> ShipMeasurement {
            ShipMeasurement(
                length: .undetermined(because: reason), beam: .undetermined(because: reason), azimuth: ship.azimuth,
                bowAzimuth: nil, bowProbability: 0.5, motion: .notTold(because: reason))
        }
        guard patch.pixel <= configuration.coarsestPixel else {
            return nothing(
                "pixels of \(decimals(patch.pixel)) m are too coarse, \(configuration.coarsestPixel) m are needed")
        }
        guard ship.length > 8 * patch.pixel, ship.beam > 3 * patch.pixel else {
            return nothing("it is only \(Int(ship.length / patch.pixel)) pixels long")
        }
        guard let hull = HullProfile(ship, patch: patch) else {
            return nothing("no water beside it shows to tell the hull from")
        }
        return HullReading(hull: hull, ship: ship, light: light, configuration: configuration).measurement
    }
}
