import CaseFilesYAML
import DetectionOpenVINO
import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Reporting
import ReportsGDAL
import ScenesGDAL
import Workflow

/// Reads trains on tracks in one image after the other.
struct TracksReading: Sendable {
    /// Where the tracks come from.
    enum Source: Sendable {
        case file(path: String, lines: [TracksFile.Line])
        case proposed(TrackProposer)
    }

    let source: Source
    let reader: TrackReader
    let strips: String?
    /// File for tracks that are proposed.
    let tracksOutput: String?

    /// A tracks file that does not fit an image.
    struct Misfit: Error, CustomStringConvertible {
        var description: String
    }

    /// The tracks of an image on its grid.
    struct Laid {
        var tracks: [TrackLine]
        /// Those that were made out in it.
        var proposals: [TracksFile.Proposal] = []
        /// Share of the image in which tracks were sought, 0…1.
        var processedShare = 1.0
        /// What could not be looked at for them.
        var failures: [String] = []
    }

    /// Reads trains along the tracks of an image.
    ///
    /// - Returns: What was found, and what could not be worked on.
    func read(
        _ laid: Laid, in scene: Scene, _ files: GDALScenes, _ loader: NetworkLoader, _ terminal: Terminal
    ) async throws -> (entry: DetectionTable.SceneDetections, failures: [String]) {
        let tracks = laid.tracks
        let outcome = try await Interruption.stopping {
            try await reader.outcome(
                of: tracks, in: scene, reader: files, loader: loader, keepsStrips: strips != nil
            ) { done, total in
                terminal.show(.progress(stage: "tracks", subject: scene.title, done: done, total: total))
            }
        }
        let failures = laid.failures + outcome.failures
        for failure in failures {
            terminal.show(.failed(stage: "tracks", subject: scene.title, reason: failure))
        }
        terminal.show(
            .finished(
                stage: "tracks", subject: scene.title,
                detail: "\(outcome.detections.count) vehicles on \(tracks.count) tracks", wasKnown: false))
        if let strips {
            for (index, consist) in outcome.consists.enumerated() {
                guard let picture = outcome.strips[consist.track] else { continue }
                let image = try StripDrawing(picture).image(cuts: consist.vehicles.map { ($0.start, $0.end) })
                let name = "\(scene.id.prefix(8))-\(index + 1).png"
                try AtomicFile.write(Data(image.bytes), to: strips + "/" + name)
            }
        }
        return (
            DetectionTable.SceneDetections(
                scene: scene, detections: outcome.detections,
                processedShare: min(laid.processedShare, outcome.processedShare), consists: outcome.consists), failures
        )
    }

    /// Lays the tracks of the file on an image, or makes them out in it.
    func tracks(
        in scene: Scene, _ files: GDALScenes, _ loader: NetworkLoader, _ terminal: Terminal
    ) async throws -> Laid {
        switch source {
        case .file(let path, let lines):
            return Laid(tracks: try Self.tracks(lines, of: path, in: scene, files))
        case .proposed(let proposer):
            let outcome = try await Interruption.stopping {
                try await proposer.outcome(in: scene, reader: files, loader: loader) { done, total in
                    terminal.show(.progress(stage: "tracks", subject: scene.title, done: done, total: total))
                }
            }
            let proposals = outcome.tracks.enumerated().map { index, track in
                TracksFile.Proposal(
                    id: "proposed-\(scene.id.prefix(6))-\(index + 1)", name: "track \(index + 1), proposed",
                    scene: scene.title, isSure: track.isSure, score: track.score, seenShare: track.seenShare,
                    points: track.ground.map { $0.map { SIMD2($0.longitude, $0.latitude) } }
                        ?? track.line.map { SIMD2($0.column, $0.row) }, isInPixels: track.ground == nil)
            }
            let tracks = zip(proposals, outcome.tracks).map { proposal, track in
                TrackLine(id: proposal.id, name: proposal.name, line: track.line, isSure: proposal.isSure)
            }
            return Laid(
                tracks: tracks, proposals: proposals, processedShare: outcome.processedShare,
                failures: outcome.failures)
        }
    }

    /// The lines that may be laid on an image: all but those in pixels of another one.
    private static func own(
        _ lines: [TracksFile.Line], of path: String, in scene: Scene, isPlaced: Bool
    ) throws -> [TracksFile.Line] {
        let own = lines.filter { line in
            guard line.isInPixels || !isPlaced, let other = line.scene else { return true }
            return other == scene.title || other == scene.id
        }
        guard own.count < lines.count else { return lines }
        let others = Set(lines.compactMap(\.scene)).subtracting([scene.title, scene.id]).sorted()
        guard !own.isEmpty else {
            throw Misfit(
                description:
                    "\(path) holds no track of \(scene.title): its lines are in pixels of \(EvaluationMaterial.list(others))."
            )
        }
        let left = lines.count - own.count
        Failure.say(
            "\(left) line\(left == 1 ? "" : "s") of \(path) in pixels of \(EvaluationMaterial.list(others)) "
                + "\(left == 1 ? "is" : "are") left out on \(scene.title).")
        return own
    }

    /// What is wrong where lines that look like longitude and latitude are laid on an image that lies nowhere.
    private static func degrees(_ lines: [TracksFile.Line], of path: String, in scene: Scene) -> Misfit? {
        let open = lines.filter { !$0.isInPixels }
        guard let first = open.first,
            open.allSatisfy({ $0.points.allSatisfy { abs($0.x) <= 180 && abs($0.y) <= 90 } })
        else { return nil }
        return Misfit(
            description:
                "\(path):\(first.place): all positions could be longitude and latitude, but \(scene.title) has no place on the "
                + "ground; lines in pixels of so small an image need the property frame: \"pixel\".")
    }

    private static func tracks(
        _ all: [TracksFile.Line], of path: String, in scene: Scene, _ files: GDALScenes
    ) throws -> [TrackLine] {
        let georeference = try files.georeference(of: scene)
        let lines = try own(all, of: path, in: scene, isPlaced: georeference != nil)
        if georeference == nil, let flaw = degrees(lines, of: path, in: scene) { throw flaw }
        return try lines.map { line in
            guard let georeference, !line.isInPixels else {
                return TrackLine(
                    id: line.id, name: line.name, line: line.points.map { PixelPoint(column: $0.x, row: $0.y) },
                    isSure: line.isSure)
            }
            let points = line.points.map { GeoPoint(longitude: $0.x, latitude: $0.y) }
            if let wrong = points.first(where: { !$0.isOnEarth }) {
                throw Misfit(
                    description:
                        "\(path):\(line.place): the track '\(line.id)' has the position [\(wrong.longitude), \(wrong.latitude)], "
                        + "which is no longitude and latitude; \(scene.title) lies on the ground, so lines in pixels need the property frame: \"pixel\"."
                )
            }
            return TrackLine(
                id: line.id, name: line.name, line: try georeference.pixels(points).compactMap { $0 },
                isSure: line.isSure)
        }
    }
}

extension StripDrawing {
    /// Takes a strip as the network saw it.
    init(_ strip: StripPicture) {
        self.init(
            size: strip.size, values: strip.values, validity: strip.validity, firstStation: strip.firstStation,
            sampling: strip.sampling)
    }
}
