import Foundation
import Geodesy
public import Rasters

/// A strip as the network saw it.
public struct StripPicture: Sendable {
    /// Samples along and rows across.
    public var size: RasterSize
    /// Values `[band][row][sample]`, 0 where missing; from the track's first station on, whatever way was run.
    public var values: [Float]
    /// 1 where a sample is there, `[row][sample]`.
    public var validity: [UInt8]
    /// Station of the first sample's edge, in metres from the track's first point.
    public var firstStation: Double
    /// Metres of a sample.
    public var sampling: Double
}

/// Runs the network along strips, window by window.
///
/// Each window holds as much beyond its core on both sides as the network sees, and begins on a multiple of the network's
/// lattice, so what comes out does not depend on the windows. Beyond the ends of a track a few metres of ground are
/// shown, since a vehicle's end is told by what is behind it; further out all is missing.
struct StripRunner: Sendable {
    private let card: ModelCard
    private let settings: StripSettings
    private let sampler: StripSampler
    private let ready: any DetectionNetwork
    private let window: Int
    private let margin: Int

    /// Metres of ground shown beyond the ends of a track.
    private static let context = 12.0

    /// Tracks worked on at once.
    let width: Int

    init(
        card: ModelCard, network: NetworkFile, settings: StripSettings, sampler: StripSampler,
        loader: any DetectionNetworkLoading
    ) async throws {
        self.card = card
        self.settings = settings
        self.sampler = sampler
        let lattice = settings.lattice
        let margin = (settings.margin + lattice - 1) / lattice * lattice
        self.margin = margin
        let interface = try await loader.interface(of: network)
        guard interface.inputs.count == 1, let input = interface.inputs.first, input.count == 4,
            input[1] <= 0 || input[1] == card.bands.count, input[2] <= 0 || input[2] == settings.across
        else {
            throw ModelError.cardDoesNotFit(
                name: card.name,
                reason: "the network's inputs have the shapes \(interface.inputs), "
                    + "one of [1, \(card.bands.count), \(settings.across), samples] is needed")
        }
        window = input[3] > 0 ? input[3] : (settings.window + lattice - 1) / lattice * lattice
        guard window > 2 * margin, window % lattice == 0 else {
            throw ModelError.cardDoesNotFit(
                name: card.name, reason: "a window of \(window) samples leaves nothing between margins of \(margin)")
        }
        ready = try await loader.ready(network, inputShape: [1, card.bands.count, settings.across, window])
        width = ready.width
    }

    /// What the network says along a strip.
    func marks(
        of strip: TrackStrip, keepsPicture: Bool
    ) async throws -> (marks: StripMarks, picture: StripPicture?) {
        var marks = StripMarks(unknown: strip.count, classes: card.classes.count)
        let bands = card.bands.count
        let rows = strip.across
        let context = Int((Self.context / settings.sampling).rounded())
        let core = window - 2 * margin
        var picture: StripPicture?
        if keepsPicture {
            picture = StripPicture(
                size: RasterSize(width: strip.count, height: rows),
                values: Array(repeating: 0, count: bands * rows * strip.count),
                validity: Array(repeating: 0, count: rows * strip.count),
                firstStation: min(strip.station(ofBoundary: 0), strip.station(ofBoundary: Double(strip.count))),
                sampling: settings.sampling)
        }
        for first in stride(from: 0, to: strip.count, by: core) {
            try Task.checkCancellation()
            let begin = first - margin
            let known = max(begin, -context)..<min(begin + window, strip.count + context)
            let (values, validity) = try await sampler.block(of: strip, known)
            var input = [Float](repeating: Float(card.fill), count: bands * rows * window)
            let given = sampler.source.bandCount
            let offset = known.lowerBound - begin
            let scale = Float(card.valueScale)
            for row in 0..<rows {
                for sample in 0..<known.count where validity[row * known.count + sample] == 1 {
                    for band in 0..<bands {
                        let from = (min(band, given - 1) * rows + row) * known.count + sample
                        input[(band * rows + row) * window + offset + sample] = values[from] * scale
                    }
                }
            }
            guard let output = try await ready.outputs(for: input).first else {
                throw ModelError.outputShape(model: card.name, found: [], expected: "one output")
            }
            let end = min(strip.count, first + core)
            try StripHead(card: card).read(
                output, width: window, core: margin..<(margin + end - first), into: &marks, at: first)
            for sample in first..<end {
                let position = sample - known.lowerBound
                let middle = max(0, rows / 2 - 5)..<min(rows, rows / 2 + 5)
                let seen = middle.count { validity[$0 * known.count + position] == 1 }
                if seen * 2 < middle.count { marks.hidden[sample] = 1 }
                guard picture != nil else { continue }
                for row in 0..<rows {
                    let to = strip.isReversed ? (rows - 1 - row, strip.count - 1 - sample) : (row, sample)
                    guard validity[row * known.count + position] == 1 else { continue }
                    picture?.validity[to.0 * strip.count + to.1] = 1
                    for band in 0..<bands {
                        picture?.values[(band * rows + to.0) * strip.count + to.1] =
                            values[(min(band, given - 1) * rows + row) * known.count + position]
                    }
                }
            }
        }
        return (marks, picture)
    }
}
