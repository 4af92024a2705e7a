import ArgumentParser
import CaseFilesYAML
import DetectionOpenVINO
import Evidence
import Foundation
import ObjectDetection
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

    /// What is to be done with the tracks; nil where none are wanted. A side of tiles in pixels holds for the strips that are
    /// read and for the image in which tracks are made out.
    func reading(with model: InstalledModel, loader: NetworkLoader, tile: Int?) async throws -> TracksReading? {
        let source: TracksReading.Source
        if let tracks {
            source = .file(path: tracks, lines: try TracksFile(path: tracks).lines)
        } else if proposeTracks {
            let model = try await ModelLibrary().model(proposingModel ?? Self.proposingModel, loader: loader)
            source = .proposed(
                try TrackProposer(card: model.card, network: model.network, tiling: .init(tile: tile)))
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
                configuration: .init(placementError: placementError, sunAzimuthOnPicture: sunAzimuth, window: tile)),
            strips: strips, tracksOutput: tracksOutput)
    }
}
