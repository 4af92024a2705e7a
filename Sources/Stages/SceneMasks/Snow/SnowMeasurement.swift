public import Evidence
import Foundation

/// A share or length with its standard error, or why there is none.
public enum SnowEstimate: Hashable, Sendable {
    /// A value, its standard error, and how it was found.
    case value(Double, error: Double, method: String)
    /// The question makes no sense here, because …
    case notApplicable(because: String)
    /// Cannot be determined, because …
    case undetermined(because: String)

    /// The value; nil where there is none.
    public var value: Double? { if case .value(let value, _, _) = self { value } else { nil } }

    /// Probability that an interval is to hold the true value, and how many standard errors that is to each side.
    static let level = (share: 0.8, errors: 1.2815515655446004)

    /// The estimate as an observation's result.
    ///
    /// - Parameters:
    ///   - unit: Unit of the value: "1" for a share, "m" for a length.
    ///   - range: What is possible; the interval is cut to it.
    /// - Returns: A measured value with an interval of 80 %, or the reason why there is none.
    public func result(unit: String, within range: ClosedRange<Double>) -> Observation.Result {
        switch self {
        case .value(let value, let error, let method):
            let half = Self.level.errors * error
            return .measured(
                value: value, low: max(range.lowerBound, value - half), high: min(range.upperBound, value + half),
                level: Self.level.share, unit: unit, method: method)
        case .notApplicable(let because): return .notApplicable(because: because)
        case .undetermined(let because): return .undetermined(because: because)
        }
    }
}

/// What one look tells of the snow in one zone.
public struct SnowMeasurement: Sendable {
    /// Share of what can be judged of the zone's land that is under snow, roofs included.
    public var covered: SnowEstimate
    /// Share of the zone's judged open ground that is bare in patches as wide as a path, while the ground around is white.
    public var cleared: SnowEstimate
    /// Share of the zone, water left out, of which nothing can be said.
    public var notJudged: SnowEstimate
    /// Whether the snow is fresh or old.
    public var age: Observation.Result
    /// Metres of tracks of wheels and feet.
    public var tracks: SnowEstimate
    /// For each roof whether it is bare while its neighbours are white, by its id, in the zone's order.
    public var roofs: [(id: String, result: Observation.Result)]
    /// Share of the open ground around and in the zone that is white, patches that were cleared left out; nil where
    /// nothing can be said.
    public var surroundings: Double?

    /// Name of the quantity ``covered``.
    public static let coveredQuantity = "snow-covered share"
    /// Name of the quantity ``cleared``.
    public static let clearedQuantity = "share cleared of snow"

    /// Name of the quantity ``roofs``.
    public static let roofQuantity = "snow on the roof"

    /// Names of all quantities of a look at a zone.
    public static let quantities = [
        coveredQuantity, clearedQuantity, "share not judged for snow", "age of the snow", "tracks in the snow",
        roofQuantity,
    ]

    /// How a roof is told to be.
    public enum Roof: Hashable, Sendable { case bare, thin, white }

    /// Reads what ``roofs`` tells of one roof.
    ///
    /// - Parameter result: A result of the quantity ``roofQuantity``.
    /// - Returns: The state and the probability that it is right; nil where nothing is told.
    public static func roof(_ result: Observation.Result) -> (state: Roof, probability: Double)? {
        guard case .told(let words, let probability, _) = result else { return nil }
        switch words {
        case RoofSnow.bare, RoofSnow.bareAsOthers, RoofSnow.bareAmongWhite: return (.bare, probability)
        case RoofSnow.thin: return (.thin, probability)
        case RoofSnow.white: return (.white, probability)
        default: return nil
        }
    }

    /// Observations of a look at a zone. Each names the zone, or the roof, as what it was measured of: they are no counts.
    public func observations(of look: String, zone: String) -> [Observation] {
        func observation(_ quantity: String, _ result: Observation.Result, of subject: String? = nil) -> Observation {
            Self.observation(quantity, result, look: look, of: subject ?? zone)
        }
        return [
            observation(Self.coveredQuantity, covered.result(unit: "1", within: 0...1)),
            observation(Self.clearedQuantity, cleared.result(unit: "1", within: 0...1)),
            observation("share not judged for snow", notJudged.result(unit: "1", within: 0...1)),
            observation("age of the snow", age),
            observation("tracks in the snow", tracks.result(unit: "m", within: 0...(.infinity))),
        ] + roofs.map { observation(Self.roofQuantity, $0.result, of: $0.id) }
    }

    /// An observation; its id follows from look, subject and quantity.
    public static func observation(
        _ quantity: String, _ result: Observation.Result, look: String, of subject: String
    ) -> Observation {
        Observation(
            id: Digest.identifier(["observation", look, subject, quantity]), look: look, subject: subject,
            quantity: quantity, result: result, detections: [], model: nil)
    }
}
