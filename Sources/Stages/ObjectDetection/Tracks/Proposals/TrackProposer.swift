public import Evidence
import Foundation
public import Geodesy
import Rasters

/// A track that was made out in a scene.
public struct ProposedTrack: Sendable {
    /// Its centre-line on the scene's grid.
    public var line: [PixelPoint]
    /// The same on the ground; nil for a scene without georeference.
    public var ground: [GeoPoint]?
    /// Metres.
    public var length: Double
    /// How sure the network is of it, on average, 0…1.
    public var score: Double
    /// Share of its length over which the network saw it; the rest is bridged.
    public var seenShare: Double
    /// Whether enough of it was seen for the whole line to be taken as sure.
    public var isSure: Bool
}

/// Proposes the tracks of a scene where nobody drew them.
///
/// A network tells at every cell whether the centre-line of a track runs there, where exactly and in which direction,
/// whether vehicles stand on it or not; `LineTracer` makes lines of that. They are proposals: an analyst accepts them into
/// the site, or reads trains along them in the open.
public struct TrackProposer: Sendable {
    /// Raised when the same scene gives other tracks.
    public static let version = 2

    private let detector: ObjectDetector
    private let tracer = LineTracer()

    /// What was found in a scene.
    public struct Outcome: Sendable {
        /// Tracks, from the upper edge of the scene downwards.
        public var tracks: [ProposedTrack]
        /// Share of the scene's pixels that were worked on or are known to be missing, 0…1.
        public var processedShare: Double
        /// Tiles that could not be worked on, each with its window on the scene and the reason.
        public var failures: [String]
    }

    /// Makes a proposer.
    ///
    /// - Parameters:
    ///   - card: A card with the head ``ModelCard/Head/trackLines``.
    ///   - network: Its network.
    ///   - tiling: How tiles are laid.
    /// - Throws: ``ModelError/cardDoesNotFit(name:reason:)`` for another head.
    public init(
        card: ModelCard, network: NetworkFile, tiling: ObjectDetector.Tiling = .init()
    ) throws(ModelError) {
        guard card.head == .trackLines else {
            throw .cardDoesNotFit(
                name: card.name, reason: "its head is '\(card.head.rawValue)', tracks are proposed by 'track-lines'")
        }
        detector = ObjectDetector(card: card, network: network, tiling: tiling)
    }

    /// Finds the tracks of a scene.
    ///
    /// - Parameters:
    ///   - scene: The scene.
    ///   - reader: Opens the scene.
    ///   - loader: Makes the network ready.
    ///   - progress: Told after each tile how many of how many are done.
    /// - Returns: Tracks and how much of the scene was looked at.
    /// - Throws: ``ModelError`` where scene and network do not fit, what the reader says where the scene cannot
    ///   be opened, `CancellationError`.
    public func outcome(
        in scene: Scene, reader: any SceneReading, loader: any DetectionNetworkLoading,
        progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> Outcome {
        let raw = try await detector.candidates(in: scene, reader: reader, loader: loader, progress: progress)
        let georeference = raw.georeference
        let scale = try scale(of: scene, georeference: georeference)
        let cells = raw.candidates.map { candidate in
            let centre = PixelPoint(
                column: candidate.box.centre.column * raw.step.column, row: candidate.box.centre.row * raw.step.row)
            let ahead = PixelPoint(
                column: centre.column + cos(candidate.box.angle) * raw.step.column,
                row: centre.row + sin(candidate.box.angle) * raw.step.row)
            let place = scale.metres(centre)
            let way = scale.metres(ahead) - place
            return LineCell(place: place, angle: atan2(way.y, way.x), score: candidate.score)
        }
        let side = Double(detector.card.stride) * scale.pixel
        let area = side * side * raw.step.column * raw.step.row
        let tracks = try tracer.lines(through: cells, cellArea: area).map { line in
            let points = line.corners.map(scale.point)
            return ProposedTrack(
                line: points, ground: try georeference?.ground(points),
                length: zip(line.corners, line.corners.dropFirst())
                    .reduce(0) { $0 + (($1.1 - $1.0) * ($1.1 - $1.0)).sum().squareRoot() },
                score: line.score, seenShare: line.seenShare, isSure: line.isSure)
        }
        return Outcome(
            tracks: tracks.sorted { ($0.line[0].row, $0.line[0].column) < ($1.line[0].row, $1.line[0].column) },
            processedShare: raw.processedShare, failures: raw.failures)
    }

    private func scale(of scene: Scene, georeference: (any Georeference)?) throws -> GroundScale {
        let middle = PixelPoint(column: Double(scene.size.width) / 2, row: Double(scene.size.height) / 2)
        if let georeference, let scale = try GroundScale(georeference, around: middle) { return scale }
        guard let metres = scene.groundSamplingDistance, metres > 0 else {
            throw ModelError.unknownResolution(model: detector.card.name, scene: scene.title)
        }
        return GroundScale(groundSamplingDistance: metres)
    }
}
