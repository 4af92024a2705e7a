public import Evidence
import Foundation
import Geodesy
import Rasters

/// Finds how a scene lies against the reference of its site, to a fraction of a pixel, and says how far that may be trusted.
///
/// Both scenes are compared on the reference's grid, as coarse as the coarser of both, by the directions of their edges
/// (`StructureField`): first over the whole scene at once (`StackedCorrelation`), then at a grid of places
/// (`ControlPoints`), to which one correction is fitted (`DisplacementFit`). What cannot be told is refused with the
/// reason, never guessed: `AlignmentVerdict` has the rules.
///
/// Pixels are read by window, so memory does not grow with the scenes.
public struct SceneAligner: Sendable {
    /// Raised when the same scenes give another alignment.
    public static let version = 3

    /// Settings of the stage.
    public struct Configuration: Hashable, Codable, Sendable {
        /// How far off a scene may lie, in metres, for what lies on the ground; at least eight pixels are searched, and
        /// further where nothing is found.
        public var search: Double
        /// Places at which scenes are compared, about.
        public var points: Int
        /// Least height of the common displacement over all others, in robust standard deviations.
        public var leastSignificance: Double
        /// Margin in pixels above which an alignment is of no use.
        public var coarsestMargin: Double
        /// Margin in pixels up to which an alignment is good.
        public var goodMargin: Double

        /// Makes settings; by default those that the documentation's figures hold for.
        public init(
            search: Double = 25, points: Int = 441, leastSignificance: Double = 16, coarsestMargin: Double = 4,
            goodMargin: Double = 0.5
        ) {
            self.search = search
            self.points = points
            self.leastSignificance = leastSignificance
            self.coarsestMargin = coarsestMargin
            self.goodMargin = goodMargin
        }
    }

    /// How many times larger pixels of one scene may be than those of the other.
    static let coarsestRatio = 8.0

    let configuration: Configuration

    /// Makes an aligner.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
    }

    /// Compares a scene with its reference.
    ///
    /// - Parameters:
    ///   - scene: The scene.
    ///   - reference: What it is compared with.
    ///   - reader: Opens both.
    /// - Returns: The alignment; where scenes cannot be compared it is refused, with the reason in
    ///   `Alignment.reasons`.
    /// - Throws: What the reader says where a file cannot be read, and `CancellationError`.
    public func alignment(
        of scene: Scene, to reference: Scene, reader: any SceneReading
    ) async throws -> Alignment {
        let uncompared = UncomparedScene(scene: scene, reference: reference)
        guard scene.id != reference.id else { return uncompared.isReference() }
        let ground = try (reader.georeference(of: reference), reader.georeference(of: scene))
        let places: (reference: any Georeference, scene: any Georeference)?
        switch ground {
        case (let first?, let second?): places = (first, second)
        case (nil, nil): places = nil
        case (nil, _):
            return uncompared.refused("nobody tells where \(reference.title), the reference, lies on the ground")
        case (_, nil): return uncompared.refused("nobody tells where it lies on the ground")
        }
        let grid = CommonGrid(of: scene, on: reference, isPlaced: places != nil)
        // A broken georeference may tell pixels of no size at all, so the ratio may be no number.
        guard grid.ratio <= Self.coarsestRatio else {
            let times = grid.ratio < 1_000_000 ? "\(Int(grid.ratio.rounded()))" : "more than a million"
            return uncompared.refused(
                "its pixels and those of the reference differ \(times) times in size; at most "
                    + "\(Int(Self.coarsestRatio)) times can be compared")
        }
        let way = AlignmentWay(
            configuration: configuration, grid: grid, georeferences: places, scene: scene, reference: reference,
            reader: reader)
        return try await way.alignment(uncompared)
    }
}

/// What is said of scenes that cannot be compared, or need not be.
struct UncomparedScene {
    let scene: Scene
    let reference: Scene

    func refused(
        _ reason: String, frame: Alignment.Frame = .grid, points: [ControlPoint] = [], pixel: Double = 0,
        significance: Double? = nil
    ) -> Alignment {
        Alignment(
            scene: scene.id, reference: reference.id, verdict: .refused, frame: frame, correction: nil, margin: nil,
            circularError90: nil, points: points, pixel: pixel, significance: significance, reasons: [reason])
    }

    func isReference() -> Alignment {
        Alignment(
            scene: scene.id, reference: scene.id, verdict: .reference, frame: .grid,
            correction: DisplacementField(shift: .zero), margin: 0, circularError90: nil, points: [],
            pixel: scene.groundSamplingDistance ?? 1, significance: nil, reasons: [])
    }
}

extension Scene {
    /// Bands that show a scene's structure: up to three of the finest, those in which ground, plants and water differ most.
    var structureBands: [String] {
        let finest = groundSamplingDistance
        let fine = bands.filter { band in
            guard let own = band.groundSamplingDistance, let finest else { return true }
            return own <= 1.5 * finest
        }
        let wanted = ["green", "red", "nir", "pan", "blue", "coastal", "yellow", "rededge"]
        let known = wanted.filter { name in fine.contains { $0.commonName == name } }.prefix(3)
        return known.isEmpty ? fine.prefix(1).map(\.name) : Array(known)
    }
}
