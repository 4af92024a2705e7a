public import Evidence
import Foundation
import Geodesy
import Rasters

/// Reads the trains on known tracks of a scene.
///
/// Along each track a strip is unrolled (`TrackStrip`) so that shadows fall to its right, a network marks what is
/// occupied and where vehicles begin and end (`StripHead`), and an interval programme cuts that into
/// vehicles (`ConsistProgramme`). A train that can be read on two tracks is kept on the one where it scores better,
/// and the other is read again without it, so nothing is counted twice.
///
/// It is a part of this stage and no stage of its own, since it runs the same networks by the same cards.
public struct TrackReader: Sendable {
    /// Raised when reading the same scene with the same network gives other results.
    public static let version = 3
    /// Coarsest pixel in metres in which a wagon can be told from the next.
    public static let coarsestPixel = 0.7

    /// What the network needs and gives.
    public let card: ModelCard
    /// The network's file.
    public let network: NetworkFile
    /// What is known of the scene beside its record.
    public let configuration: Configuration
    let settings: StripSettings

    /// What is known of a scene beside its record.
    public struct Configuration: Hashable, Codable, Sendable {
        /// Largest error of the scene's placement against the tracks, in metres; nil where unknown.
        public var placementError: Double?
        /// Direction of the sun in degrees clockwise from the picture's upper edge, for a scene whose record does not tell it;
        /// nil for that of the record.
        public var sunAzimuthOnPicture: Double?
        /// Probability that an interval is to hold the true number.
        public var level: Double
        /// Samples of a window, in place of the card's; results do not depend on it.
        public var window: Int?

        /// Makes a configuration; by default nothing is known.
        public init(
            placementError: Double? = nil, sunAzimuthOnPicture: Double? = nil, level: Double = 0.8, window: Int? = nil
        ) {
            self.placementError = placementError
            self.sunAzimuthOnPicture = sunAzimuthOnPicture
            self.level = level
            self.window = window
        }
    }

    /// What was read in a scene.
    public struct Outcome: Sendable {
        /// One record for each track, in the order of the tracks.
        public var consists: [Consist]
        /// One detection for each vehicle, in the order of tracks and stations.
        public var detections: [Detection]
        /// Share of the tracks in the scene that could be worked on, 0…1.
        public var processedShare: Double
        /// Tracks that could not be worked on, each with the reason.
        public var failures: [String]
        /// The strips as the network saw them, by track, where they were asked for.
        public var strips: [String: StripPicture]
    }

    /// Makes a reader.
    ///
    /// - Parameters:
    ///   - card: A card with the head ``ModelCard/Head/trackStrip``.
    ///   - network: Its network.
    ///   - configuration: What is known of the scene beside its record.
    /// - Throws: ``ModelError/cardDoesNotFit(name:reason:)`` for another head.
    public init(
        card: ModelCard, network: NetworkFile, configuration: Configuration = Configuration()
    ) throws(ModelError) {
        guard card.readsTracks else {
            throw .cardDoesNotFit(
                name: card.name, reason: "its head is '\(card.head.rawValue)', tracks are read by 'track-strip'")
        }
        self.card = card
        self.network = network
        self.configuration = configuration
        var settings = card.strip ?? StripSettings()
        if let window = configuration.window { settings.window = window }
        self.settings = settings
    }

    /// A track with everything that was read of it so far.
    struct TrackState: Sendable {
        var track: TrackLine
        /// Metres of its whole line.
        var length = 0.0
        /// The part in the scene; nil where there is none.
        var strip: TrackStrip?
        var marks = StripMarks(unknown: 0, classes: 6)
        var picture: StripPicture?
        var reading = ConsistReader.Reading()
        var blocked: [Bool] = []
        /// Tracks that vehicles of this one may also stand on, by the vehicle's first sample.
        var otherTracks: [Int: Set<String>] = [:]
        var failure: String?
    }

    /// Reads all tracks of a scene.
    ///
    /// - Parameters:
    ///   - tracks: The tracks, on the scene's grid.
    ///   - scene: The scene.
    ///   - reader: Opens the scene.
    ///   - loader: Makes the network ready.
    ///   - keepsStrips: Whether the strips are wanted as pictures.
    ///   - progress: Told after each track how many of how many are done.
    /// - Returns: What was read; a track that could not be read is there with the reason.
    /// - Throws: ``ModelError`` where scene and network do not fit, what the reader says where the scene cannot
    ///   be opened, `CancellationError`.
    public func outcome(
        of tracks: [TrackLine], in scene: Scene, reader: any SceneReading, loader: any DetectionNetworkLoading,
        keepsStrips: Bool = false, progress: @escaping @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> Outcome {
        let georeference = try reader.georeference(of: scene)
        let scales = try tracks.map { try scale(for: $0, in: scene, georeference: georeference) }
        let pixel = scales.map(\.pixel).max() ?? 0
        let coarsest = card.resolution?.maximum ?? Self.coarsestPixel
        guard pixel <= coarsest * 1.01 else {
            throw ModelError.unfitResolution(
                model: card.name, scene: scene.title, pixel: pixel, minimum: card.resolution?.minimum ?? 0.01,
                maximum: coarsest)
        }
        let sampler = try await sampler(for: scene, pixel: scales.map(\.pixel).min() ?? 1, reader: reader)
        let runner = try await StripRunner(
            card: card, network: network, settings: settings, sampler: sampler, loader: loader)
        let sun = scales.first.flatMap { sunAzimuth(scene, $0) }
        let states = try await marked(
            zip(tracks, scales).map { ($0, $1) }, scene: scene, runner: runner, sun: sun, keepsStrips: keepsStrips,
            progress: progress)
        let settled = TrackConflicts(
            reader: ConsistReader(settings: settings), placementError: configuration.placementError,
            width: settings.vehicleWidth
        ).settled(states)
        return try ConsistWriter(
            card: card, network: network, settings: settings, configuration: configuration, scene: scene,
            georeference: georeference, isSunKnown: sun != nil
        ).outcome(settled)
    }

    // MARK: Preparing

    private func scale(
        for track: TrackLine, in scene: Scene, georeference: (any Georeference)?
    ) throws -> GroundScale {
        guard let scale = try GroundScale(scene, georeference, along: track.line) else {
            throw ModelError.unknownResolution(model: card.name, scene: scene.title)
        }
        return scale
    }

    /// Where the sun stood: clockwise from north for a scene on the ground, else from the picture's upper edge.
    private func sunAzimuth(_ scene: Scene, _ scale: GroundScale) -> Double? {
        let told = configuration.sunAzimuthOnPicture
        guard scale.isOriented else { return told }
        return scene.geometry.sunAzimuth ?? told.map { $0 + scale.azimuthOfUp }
    }

    /// Opens the card's bands; a scene that has one band only, or a panchromatic one, gives it in place of colours.
    private func sampler(for scene: Scene, pixel: Double, reader: any SceneReading) async throws -> StripSampler {
        let step = StripSampler.step(pixel: pixel, sampling: settings.sampling)
        func has(_ name: String) -> Bool {
            scene.band(named: name) != nil || scene.bands.contains { $0.name == name }
        }
        var names = card.bands
        if let lacking = names.first(where: { !has($0) }) {
            if has("pan") {
                names = ["pan"]
            } else if scene.bands.count == 1, let band = scene.bands.first {
                names = [band.commonName ?? band.name]
            } else {
                throw ModelError.missingBand(
                    model: card.name, band: lacking, scene: scene.title,
                    available: scene.bands.map { $0.commonName ?? $0.name })
            }
        }
        let source = try await reader.source(
            of: scene, for: PixelRequest(bands: names, columnStep: step, rowStep: step, values: card.values))
        return StripSampler(source: source, pixel: pixel, step: step, sampling: settings.sampling)
    }

    // MARK: Marking

    /// What running one track gave: its strip with marks, in one direction or in both.
    private struct Run: Sendable {
        var state: TrackState
        /// The other direction, where the sun is not known.
        var other: TrackState?
    }

    private func marked(
        _ tracks: [(TrackLine, GroundScale)], scene: Scene, runner: StripRunner, sun: Double?, keepsStrips: Bool,
        progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> [TrackState] {
        var runs = [Run?](repeating: nil, count: tracks.count)
        try await withThrowingTaskGroup(of: (Int, Run).self) { group in
            var next = 0
            var done = 0
            func add() {
                guard next < tracks.count else { return }
                let (index, track) = (next, tracks[next])
                next += 1
                group.addTask {
                    try Task.checkCancellation()
                    return (
                        index,
                        try await run(
                            track.0, scale: track.1, scene: scene, runner: runner, sun: sun, keepsStrips: keepsStrips)
                    )
                }
            }
            for _ in 0..<max(1, runner.width) { add() }
            while let (index, run) = try await group.next() {
                runs[index] = run
                done += 1
                progress(done, tracks.count)
                add()
            }
        }
        return Self.directed(runs.compactMap { $0 })
    }

    private func run(
        _ track: TrackLine, scale: GroundScale, scene: Scene, runner: StripRunner, sun: Double?, keepsStrips: Bool
    ) async throws -> Run {
        var state = TrackState(track: track)
        func strip(reversed: Bool, range: ClosedRange<Double>? = nil) -> TrackStrip? {
            TrackStrip(
                track.line, scale: scale, isReversed: reversed, sampling: settings.sampling, across: settings.across,
                range: range)
        }
        guard let whole = strip(reversed: false) else {
            state.failure = "its line has no length"
            return Run(state: state)
        }
        guard whole.length <= TrackStrip.longest else {
            state.failure =
                "its line has \(Int(whole.length / 1000)) km, and at most \(Int(TrackStrip.longest / 1000)) are read; cut it"
            return Run(state: state)
        }
        state.length = whole.length
        guard let range = whole.range(inside: scene.size) else { return Run(state: state) }
        func marked(reversed: Bool) async throws -> TrackState {
            var state = state
            guard let strip = strip(reversed: reversed, range: range) else { return state }
            do {
                let result = try await runner.marks(of: strip, keepsPicture: keepsStrips)
                state.marks = result.marks
                state.picture = result.picture
                // With the sun known there is nothing to choose, and conflicts read each track anyway.
                if sun == nil {
                    state.reading = ConsistReader(settings: settings).reading(of: state.marks, wholly: false)
                }
                state.strip = strip
            } catch let error as CancellationError {
                throw error
            } catch let error as ModelError {
                throw error
            } catch {
                state.failure = "\(error)"
            }
            return state
        }
        if let sun {
            let isReversed = RunningDirection.isReversed(
                chord: whole.chord, shadow: RunningDirection.shadow(sunAzimuth: sun))
            return Run(state: try await marked(reversed: isReversed))
        }
        return Run(state: try await marked(reversed: false), other: try await marked(reversed: true))
    }

    /// Chooses each track's direction where the sun is not known: of all directions in which shadows may fall, the one in
    /// which the programme's best cuttings of all tracks together weigh most, since one sun shines on all of them.
    private static func directed(_ runs: [Run]) -> [TrackState] {
        guard runs.contains(where: { $0.other != nil }) else { return runs.map(\.state) }
        var best = (score: -Double.infinity, azimuth: 0.0)
        func isReversed(_ run: Run, _ azimuth: Double) -> Bool {
            guard let strip = run.state.strip else { return false }
            return RunningDirection.isReversed(
                chord: strip.chord, shadow: RunningDirection.shadow(sunAzimuth: azimuth))
        }
        for azimuth in stride(from: 5.0, to: 360, by: 10) {
            let score = runs.reduce(0) { sum, run in
                sum + ((isReversed(run, azimuth) ? run.other : run.state)?.reading.score ?? 0)
            }
            if score > best.score + 1e-9 { best = (score, azimuth) }
        }
        return runs.map { run in (isReversed(run, best.azimuth) ? run.other : nil) ?? run.state }
    }
}
