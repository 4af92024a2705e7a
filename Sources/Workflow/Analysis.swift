public import ActivityAnalysis
public import ArrivalDating
public import Catalogue
public import DetectionReview
public import Evidence
import Foundation
import Geodesy
public import ObjectDetection
public import ObjectMeasurement
public import SceneAlignment
import SceneIngest
public import SceneMasks
public import Sites
import Statistics

/// The way from scenes to findings: take in, align, detect, look, observe, follow, compare, date.
///
/// This is the only place that knows the order of the stages. Each piece of work is one scene at one
/// stage; it is keyed by all that it depends on, committed whole, and looked up the next time.
public struct Analysis: Sendable {
    /// Version of the program, kept with every run.
    public static let softwareVersion = "0.1.0"

    /// Raised when taking in the same files gives other scenes.
    public static let ingestVersion = 2
    /// Raised when detecting with the same network gives other detections.
    public static let detectionVersion = 1

    let subject: Case
    let catalogue: any Catalogue
    let supply: any SceneSupply
    private(set) var reader: any SceneReading
    let loader: any DetectionNetworkLoading
    let models: [InstalledModel]
    let configuration: Configuration
    let board: ReviewBoard
    /// The case's sources of weather.
    let weather: [WeatherSeries]
    /// What is taken for granted of arrivals.
    let arrivals: ArrivalAssumptions
    /// How scenes were laid on their references, by scene; known once they were aligned.
    private(set) var alignments: [String: Alignment] = [:]
    /// The scenes that others lie on, by their ids.
    private(set) var references: [String: Scene] = [:]
    let report: @Sendable (AnalysisEvent) -> Void
    /// Masks that looks and snow share; each scene in work has a shelf of its own.
    private(set) var masks = MaskShelf()

    /// The settings of all stages.
    public struct Configuration: Hashable, Codable, Sendable {
        /// How tiles are laid. Results do not depend on it, so it is no part of any key.
        public var tiling: ObjectDetector.Tiling
        /// When a look is usable.
        public var looks: LookAssessor.Configuration
        /// How scenes are laid on each other.
        public var alignment: SceneAligner.Configuration
        /// How counts are made.
        public var counts: ObjectCounter.Configuration
        /// How tanks are measured.
        public var tanks: TankMeasurer.Configuration
        /// How ships are measured.
        public var ships: ShipMeasurer.Configuration
        /// How snow is measured.
        public var snow: SnowMeasurer.Configuration
        /// How the ground of two scenes is compared.
        public var ground: GroundConfiguration

        /// Makes a configuration; by default each stage's own.
        public init(
            tiling: ObjectDetector.Tiling = .init(), looks: LookAssessor.Configuration = .init(),
            alignment: SceneAligner.Configuration = .init(), counts: ObjectCounter.Configuration = .init(),
            tanks: TankMeasurer.Configuration = .init(), ships: ShipMeasurer.Configuration = .init(),
            snow: SnowMeasurer.Configuration = .init(), ground: GroundConfiguration = .init()
        ) {
            self.tiling = tiling
            self.looks = looks
            self.alignment = alignment
            self.counts = counts
            self.tanks = tanks
            self.ships = ships
            self.snow = snow
            self.ground = ground
        }
    }

    /// Makes an analysis of a case.
    ///
    /// - Parameters:
    ///   - subject: The case.
    ///   - catalogue: Where results are kept.
    ///   - supply: Where scenes come from.
    ///   - reader: Opens scenes.
    ///   - loader: Makes networks ready.
    ///   - models: The networks to run.
    ///   - configuration: Settings of the stages.
    ///   - decisions: What analysts decided about detections.
    ///   - weather: The case's sources of weather, side by side.
    ///   - arrivals: What is taken for granted of arrivals.
    ///   - report: Told what happens; called from several tasks.
    public init(
        of subject: Case, catalogue: any Catalogue, supply: any SceneSupply, reader: any SceneReading,
        loader: any DetectionNetworkLoading, models: [InstalledModel], configuration: Configuration = .init(),
        decisions: ReviewBoard = ReviewBoard([]), weather: [WeatherSeries] = [],
        arrivals: ArrivalAssumptions = ArrivalAssumptions(),
        report: @escaping @Sendable (AnalysisEvent) -> Void = { _ in }
    ) {
        self.subject = subject
        self.catalogue = catalogue
        self.supply = supply
        self.reader = reader
        self.loader = loader
        self.models = models
        self.configuration = configuration
        board = decisions
        self.weather = weather
        self.arrivals = arrivals
        self.report = report
    }

    /// Does all stages for all scenes; what is known already is only looked up.
    ///
    /// One scene that fails does not stop the others. Cancelling stops between two tiles; what was
    /// finished is kept.
    ///
    /// - Throws: `CatalogueError` and `CancellationError`.
    public func run() async throws -> AnalysisSummary {
        var summary = AnalysisSummary()
        let scenes = try await ingest(&summary)
        let alignments = try await align(scenes.map(\.scene), &summary)
        var placed = self
        placed.alignments = Dictionary(alignments.map { ($0.scene, $0) }) { first, _ in first }
        let laidOn = Set(alignments.map(\.reference))
        placed.references = Dictionary(scenes.map(\.scene).filter { laidOn.contains($0.id) }.map { ($0.id, $0) }) {
            first, _ in first
        }
        placed.reader = AlignedReading(reader, alignments: alignments)
        try await placed.observe(scenes, &summary)
        summary.scenes = scenes.count
        summary.detections = try await catalogue.detections(scene: nil).count
        return summary
    }

    /// All stages after the scenes lie where they belong.
    private func observe(
        _ scenes: [(scene: Scene, acquisition: Acquisition)], _ summary: inout AnalysisSummary
    ) async throws {
        if models.contains(where: \.card.readsTracks) { tellOfHomelessTracks() }
        for (scene, _) in scenes {
            for model in models where !model.card.readsTracks { try await detect(model, in: scene, &summary) }
            for model in models where model.card.readsTracks { try await readTracks(model, in: scene, &summary) }
            try await review(scene, &summary)
        }
        // What decisions in one scene say of a network holds for the counts of all.
        var counting: [(model: InstalledModel, evidence: [String: CaseAccuracy])] = []
        for model in models where !model.card.readsTracks {
            counting.append((model, try await caseEvidence(of: model)))
        }
        _ = try await sideBySide(scenes, &summary) { [counting] pair, summary in
            var own = self
            own.masks = MaskShelf()
            try await own.measure(pair.scene, from: pair.acquisition, counting, &summary)
        }
        try await orderClearing(scenes.map(\.scene), &summary)
        try await followObjects(scenes.map(\.scene), &summary)
        try await compareGround(scenes, &summary)
        try await tellFindings(&summary)
    }

    /// All that is told of a scene by itself once everything in it was detected.
    private func measure(
        _ scene: Scene, from acquisition: Acquisition,
        _ counting: [(model: InstalledModel, evidence: [String: CaseAccuracy])], _ summary: inout AnalysisSummary
    ) async throws {
        try await look(at: scene, from: acquisition, &summary)
        for (model, evidence) in counting { try await observe(scene, model, evidence: evidence, &summary) }
        for model in models where model.card.readsTracks { try await observeTracks(scene, model, &summary) }
        try await measureTanks(in: scene, &summary)
        try await measureShips(in: scene, &summary)
        try await measureSnow(in: scene, from: acquisition, &summary)
    }

    // MARK: Take in

    private func ingest(
        _ summary: inout AnalysisSummary
    ) async throws -> [(scene: Scene, acquisition: Acquisition)] {
        let listing = try await supply.acquisitions()
        for refusal in listing.refused { refuse("ingest", refusal, &summary) }
        report(.scenes(count: listing.found.count))
        var paths: [String: String] = [:]
        var scenes: [(scene: Scene, acquisition: Acquisition)] = []
        for acquisition in listing.found {
            if let first = paths[acquisition.scene] {
                report(.notice("\(acquisition.path) has the same content as \(first): it is one scene."))
                continue
            }
            paths[acquisition.scene] = acquisition.path
            let run = StageRun(
                stage: "ingest", stageVersion: Self.ingestVersion, softwareVersion: Self.softwareVersion,
                subject: acquisition.scene, configuration: "{}", inputs: [acquisition.path, acquisition.facts])
            if try await isKnown(run), let scene = try await catalogue.scene(acquisition.scene) {
                finish(run, subject: acquisition.path, detail: Self.summed(scene), known: true, &summary)
                scenes.append((scene, acquisition))
                continue
            }
            report(.started(stage: run.stage, subject: acquisition.path))
            do {
                let scene = try await supply.scene(of: acquisition)
                try await catalogue.commit(RunBatch(run: run, scenes: [scene]))
                for note in scene.notes where SceneDoubt.isOne(note) { report(.notice("\(scene.title): \(note)")) }
                finish(run, subject: acquisition.path, detail: Self.summed(scene), known: false, &summary)
                scenes.append((scene, acquisition))
            } catch let error where !Self.endsEverything(error) {
                refuse(run.stage, Refusal(subject: acquisition.path, reason: "\(error)"), &summary)
            }
        }
        let refusedScenes = Set(paths.keys).subtracting(scenes.map(\.scene.id))
        for scene in try await catalogue.scenes() where paths[scene.id] == nil || refusedScenes.contains(scene.id) {
            if paths[scene.id] == nil, !listing.isComplete {
                report(
                    .notice(
                        "\(scene.title) was not found, but not every place of the case's imagery could be looked "
                            + "through; what is known of it stays in the catalogue."))
                continue
            }
            try await catalogue.remove(subject: scene.id)
            report(.notice("\(scene.title) is no longer among the case's imagery; it was taken out of the catalogue."))
        }
        let asked = scenes.filter { subject.asks(about: $0.scene) }
        if asked.count < scenes.count {
            report(
                .notice(
                    "\(scenes.count - asked.count) scenes lie outside of the case's period; nothing is sought in them.")
            )
        }
        return asked
    }

    private static func summed(_ scene: Scene) -> String {
        "\(scene.title), \(scene.time?.iso8601 ?? "time unknown")"
    }

    // MARK: Detect

    private func detect(_ model: InstalledModel, in scene: Scene, _ summary: inout AnalysisSummary) async throws {
        var run = StageRun(
            stage: "detect", stageVersion: Self.detectionVersion, softwareVersion: Self.softwareVersion,
            subject: scene.id, configuration: try CanonicalJSON.text(model.card),
            inputs: [try digest(ofPlaced: scene), loader.runtime],
            model: ModelReference(name: model.card.name, sha256: model.network.sha256))
        if try await isKnown(run) {
            finish(run, subject: scene.title, detail: "", known: true, &summary)
            return
        }
        report(.started(stage: run.stage, subject: scene.title))
        let report = report
        let title = scene.title
        do {
            let outcome = try await ObjectDetector(
                card: model.card, network: model.network, tiling: configuration.tiling
            ).detections(in: scene, reader: reader, loader: loader) { done, total in
                report(.progress(stage: "detect", subject: title, done: done, total: total))
            }
            run.processedShare = outcome.processedShare
            run.failures = outcome.failures
            try await catalogue.commit(RunBatch(run: run, detections: outcome.detections))
            finish(run, subject: title, detail: "\(outcome.detections.count) found", known: false, &summary)
            for failure in outcome.failures {
                refuse(run.stage, Refusal(subject: title, reason: failure), &summary)
            }
        } catch let error where !Self.endsEverything(error) {
            try await fail(run, of: title, because: error, &summary)
        }
    }

    // MARK: Look

    private func look(
        at scene: Scene, from acquisition: Acquisition, _ summary: inout AnalysisSummary
    ) async throws {
        var clouds: (any CloudMask)?
        var flaw: String?
        do {
            clouds = try await supply.clouds(of: acquisition)
        } catch let error where !Self.endsEverything(error) {
            flaw = "\(error)"
        }
        var run = StageRun(
            stage: "look", stageVersion: LookAssessor.version, softwareVersion: Self.softwareVersion,
            subject: scene.id, configuration: try CanonicalJSON.text(configuration.looks),
            inputs: [
                try digest(ofPlaced: scene), try Self.digest(of: subject.site.zones),
                clouds?.source ?? flaw ?? "no mask; cloud estimated by masks \(CoverClassifier.version)",
            ] + [alignmentDoubt(of: scene)].compactMap(\.self))
        if try await isKnown(run) {
            finish(run, subject: scene.title, detail: "", known: true, &summary)
            return
        }
        let assessor = LookAssessor(configuration: configuration.looks)
        // A scene of another place is no look at a zone.
        let scene = moved(scene)
        let zones = subject.site.zones.filter { assessor.mayShow($0, scene) }
        let estimate = clouds == nil && flaw == nil && !zones.isEmpty ? try await estimatedClouds(of: scene) : nil
        var looks: [Look] = []
        do {
            looks = try zones.map {
                try assessor.look(at: $0, in: scene, clouds: clouds, unreadableMask: flaw, estimate: estimate)
            }
        } catch let error where !Self.endsEverything(error) {
            let reason = "\(error)"
            flaw = reason
            looks = try zones.map { try assessor.look(at: $0, in: scene, clouds: nil, unreadableMask: reason) }
        }
        if let flaw {
            refuse(run.stage, Refusal(subject: scene.title, reason: flaw), &summary)
            run.failures = [flaw]
        }
        if let doubt = alignmentDoubt(of: scene) {
            for index in looks.indices { looks[index].reasons.append(doubt) }
        }
        try await catalogue.commit(RunBatch(run: run, looks: looks))
        let usable = looks.count { $0.usability == .usable }
        finish(run, subject: scene.title, detail: "\(usable) of \(looks.count) zones usable", known: false, &summary)
    }

    // MARK: Keeping account

    /// Whether a piece of work was done before, completely. What was done in part is tried again.
    func isKnown(_ run: StageRun) async throws -> Bool {
        try Task.checkCancellation()
        return try await catalogue.run(run.id)?.isComplete ?? false
    }

    func finish(
        _ run: StageRun, subject: String, detail: String, known: Bool, _ summary: inout AnalysisSummary
    ) {
        if known { summary.known += 1 } else { summary.done += 1 }
        report(.finished(stage: run.stage, subject: subject, detail: detail, wasKnown: known))
    }

    func refuse(_ stage: String, _ refusal: Refusal, _ summary: inout AnalysisSummary) {
        summary.refusals.append(refusal)
        report(.failed(stage: stage, subject: refusal.subject, reason: refusal.reason))
    }

    /// Keeps that nothing of a piece of work could be done, and tells why; it is tried again at the next run.
    func fail(
        _ run: StageRun, of subject: String, because error: any Error, _ summary: inout AnalysisSummary
    ) async throws {
        var run = run
        run.processedShare = 0
        run.failures = ["\(error)"]
        try await catalogue.commit(RunBatch(run: run))
        refuse(run.stage, Refusal(subject: subject, reason: "\(error)"), &summary)
    }

    /// Errors after which nothing else can be done either.
    static func endsEverything(_ error: any Error) -> Bool {
        error is CancellationError || error is CatalogueError
    }

    static func digest(of value: some Encodable) throws -> String {
        Digest.identifier([try CanonicalJSON.text(value)])
    }
}
