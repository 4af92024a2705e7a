import ArgumentParser
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

/// How trains on tracks are read.
struct TrackOptions: ParsableArguments {
    /// The network that reads tracks where none is named.
    static let model = "rolling-stock-tracks"
    /// The network that proposes tracks where none is named.
    static let proposingModel = "rail-tracks"

    @Option(
        help:
            "GeoJSON lines of tracks, in longitude and latitude, or in pixels for an image without georeference; trains are read along them."
    )
    var tracks: String?
    @Flag(help: "Make out the tracks in the image itself and read trains along them.")
    var proposeTracks = false
    @Option(help: "Network that makes out tracks. (default: \(TrackOptions.proposingModel))")
    var proposingModel: String?
    @Option(help: "File for the tracks that were made out, as GeoJSON that --tracks reads.")
    var tracksOutput: String?
    @Option(help: "Largest error in metres with which the image lies on the tracks.")
    var placementError: Double?
    @Option(
        parsing: .unconditional,
        help:
            "Direction of the sun in degrees clockwise from the upper edge, where neither metadata nor time and place tell it; without it tracks are read both ways."
    )
    var sunAzimuth: Double?
    @Option(help: "Folder into which the unrolled strips are written as PNG, one for each track.")
    var strips: String?

    /// Whether trains are to be read along tracks.
    var areWanted: Bool { tracks != nil || proposeTracks }

    func validate() throws {
        if tracks != nil, proposeTracks {
            throw ValidationError("Give --tracks or --propose-tracks, not both.")
        }
        if !areWanted, placementError != nil || sunAzimuth != nil || strips != nil {
            throw ValidationError("--placement-error, --sun-azimuth and --strips need --tracks or --propose-tracks.")
        }
        if !proposeTracks, proposingModel != nil || tracksOutput != nil {
            throw ValidationError("--proposing-model and --tracks-output need --propose-tracks.")
        }
        if let placementError, !(0...100).contains(placementError) {
            throw ValidationError("--placement-error must lie between 0 and 100 metres, found \(placementError).")
        }
        if let sunAzimuth, !(-360...360).contains(sunAzimuth) {
            throw ValidationError("--sun-azimuth must lie between -360 and 360 degrees, found \(sunAzimuth).")
        }
    }

    /// What is to be done with the tracks; nil where none are wanted.
    func reading(with model: InstalledModel, loader: NetworkLoader, window: Int?) async throws -> TracksReading? {
        let source: TracksReading.Source
        if let tracks {
            source = .file(path: tracks, lines: try TracksFile(path: tracks).lines)
        } else if proposeTracks {
            let model = try await ModelLibrary().model(proposingModel ?? Self.proposingModel, loader: loader)
            source = .proposed(try TrackProposer(card: model.card, network: model.network))
        } else {
            return nil
        }
        if let strips {
            do {
                try FileManager.default.createDirectory(atPath: strips, withIntermediateDirectories: true)
            } catch {
                throw WriteError(path: strips, reason: "the folder cannot be made")
            }
        }
        return TracksReading(
            source: source,
            reader: try TrackReader(
                card: model.card, network: model.network,
                configuration: .init(placementError: placementError, sunAzimuthOnPicture: sunAzimuth, window: window)),
            strips: strips, tracksOutput: tracksOutput)
    }
}

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

    func read(
        _ scene: Scene, _ files: GDALScenes, _ loader: NetworkLoader, _ terminal: Terminal
    ) async throws -> (entry: DetectionTable.SceneDetections, proposals: [TracksFile.Proposal], failures: [String]) {
        let (tracks, proposals, misses) = try await tracks(in: scene, files, loader, terminal)
        let outcome = try await Interruption.stopping {
            try await reader.outcome(
                of: tracks, in: scene, reader: files, loader: loader, keepsStrips: strips != nil
            ) { done, total in
                terminal.show(.progress(stage: "tracks", subject: scene.title, done: done, total: total))
            }
        }
        let failures = misses + outcome.failures
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
                scene: scene, detections: outcome.detections, processedShare: outcome.processedShare,
                consists: outcome.consists), proposals, failures
        )
    }

    /// The tracks on the scene's grid, and what could not be looked at for them.
    private func tracks(
        in scene: Scene, _ files: GDALScenes, _ loader: NetworkLoader, _ terminal: Terminal
    ) async throws -> (tracks: [TrackLine], proposals: [TracksFile.Proposal], failures: [String]) {
        switch source {
        case .file(let path, let lines):
            return (try Self.tracks(lines, of: path, in: scene, files), [], [])
        case .proposed(let proposer):
            let outcome = try await Interruption.stopping {
                try await proposer.outcome(in: scene, reader: files, loader: loader) { done, total in
                    terminal.show(.progress(stage: "tracks", subject: scene.title, done: done, total: total))
                }
            }
            let proposals = outcome.tracks.enumerated().map { index, track in
                TracksFile.Proposal(
                    id: "proposed-\(scene.id.prefix(6))-\(index + 1)", name: "track \(index + 1), proposed",
                    scene: scene.title, isSure: track.seenShare > 0.8, score: track.score, seenShare: track.seenShare,
                    points: track.ground.map { $0.map { SIMD2($0.longitude, $0.latitude) } }
                        ?? track.line.map { SIMD2($0.column, $0.row) }, isInPixels: track.ground == nil)
            }
            let tracks = zip(proposals, outcome.tracks).map { proposal, track in
                TrackLine(id: proposal.id, name: proposal.name, line: track.line, isSure: proposal.isSure)
            }
            return (tracks, proposals, outcome.failures)
        }
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
        _ lines: [TracksFile.Line], of path: String, in scene: Scene, _ files: GDALScenes
    ) throws -> [TrackLine] {
        let georeference = try files.georeference(of: scene)
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
