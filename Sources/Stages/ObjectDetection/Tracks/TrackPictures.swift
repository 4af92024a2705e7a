public import Evidence
import Foundation
import Geodesy
import Rasters

/// Unrolls tracks of a scene for people to look at, without a network.
public struct TrackPictures: Sendable {
    private let settings: StripSettings

    /// Makes an unroller by the settings of a card.
    public init(card: ModelCard) { settings = card.strip ?? StripSettings() }

    /// Pictures of tracks, from each track's first point on, its left side on top.
    ///
    /// - Parameters:
    ///   - tracks: The tracks, on the scene's grid.
    ///   - scene: The scene.
    ///   - reader: Opens the scene.
    /// - Returns: By track, three bands or one, stretched to 0…1; a track outside of the scene is left out.
    /// - Throws: What the reader says.
    public func pictures(
        of tracks: [TrackLine], in scene: Scene, reader: any SceneReading
    ) async throws -> [String: StripPicture] {
        let georeference = try reader.georeference(of: scene)
        let colours = ["red", "green", "blue"]
        let hasColours = colours.allSatisfy { scene.band(named: $0) != nil }
        guard let band = scene.bands.first else { return [:] }
        let names = hasColours ? colours : [band.commonName ?? band.name]
        var samplers: [Double: StripSampler] = [:]
        var pictures: [String: StripPicture] = [:]
        for track in tracks {
            guard let scale = try GroundScale(scene, georeference, along: track.line),
                let whole = strip(track, scale, nil), whole.length <= TrackStrip.longest,
                let range = whole.range(inside: scene.size),
                let strip = strip(track, scale, range)
            else { continue }
            let step = StripSampler.step(pixel: scale.pixel, sampling: settings.sampling)
            let sampler: StripSampler
            if let made = samplers[step] {
                sampler = made
            } else {
                sampler = StripSampler(
                    source: try await reader.source(
                        of: scene,
                        for: PixelRequest(bands: names, columnStep: step, rowStep: step, values: .stretched)),
                    pixel: scale.pixel, step: step, sampling: settings.sampling)
                samplers[step] = sampler
            }
            let block = try await sampler.block(of: strip, 0..<strip.count)
            pictures[track.id] = StripPicture(
                size: RasterSize(width: strip.count, height: strip.across), values: block.values,
                validity: block.validity, firstStation: strip.station(ofBoundary: 0), sampling: settings.sampling)
        }
        return pictures
    }

    private func strip(_ track: TrackLine, _ scale: GroundScale, _ range: ClosedRange<Double>?) -> TrackStrip? {
        TrackStrip(
            track.line, scale: scale, isReversed: false, sampling: settings.sampling, across: settings.across,
            range: range)
    }
}
