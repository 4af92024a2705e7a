import ActivityAnalysis
import Catalogue
import DetectionReview
import Evidence
import Findings
import Geodesy
import ObjectDetection
import Rasters
import Sites
import Testing

@testable import Workflow

/// Keeps in mind how consists were last shown beside how they were read.
private actor ShowingCatalogue: Catalogue {
    private let kept = CatalogueInMemory()
    private(set) var shown: [String: Consist] = [:]

    func commit(_ batch: RunBatch) async throws {
        try await kept.commit(batch)
        for consist in batch.consists { shown[consist.id] = consist }
        for consist in batch.shownConsists { shown[consist.id] = consist }
    }

    func remove(subject: String) async throws { await kept.remove(subject: subject) }
    func run(_ id: String) async throws -> StageRun? { await kept.run(id) }
    func runs(subject: String?) async throws -> [StageRun] { await kept.runs(subject: subject) }
    func scenes() async throws -> [Scene] { await kept.scenes() }
    func scene(_ id: String) async throws -> Scene? { await kept.scene(id) }
    func looks(scene: String?) async throws -> [Recorded<Look>] { await kept.looks(scene: scene) }
    func detections(scene: String?) async throws -> [Recorded<Detection>] { await kept.detections(scene: scene) }
    func observations(scene: String?) async throws -> [Recorded<Observation>] {
        await kept.observations(scene: scene)
    }
    func consists(scene: String?) async throws -> [Recorded<Consist>] { await kept.consists(scene: scene) }
    func objects() async throws -> [Recorded<ObjectChain>] { await kept.objects() }
    func findings() async throws -> [Recorded<Finding>] { await kept.findings() }
    func surfaceChanges(scene: String?) async throws -> [Recorded<PlacedChange>] {
        await kept.surfaceChanges(scene: scene)
    }
    func groundComparisons(scene: String?) async throws -> [Recorded<GroundComparison>] {
        await kept.groundComparisons(scene: scene)
    }
    func alignments(scene: String?) async throws -> [Recorded<Alignment>] {
        await kept.alignments(scene: scene)
    }
}

/// A place without files.
private struct Nowhere: SceneSupply, SceneReading, DetectionNetworkLoading {
    struct Unasked: Error {}
    let runtime = "none"

    func acquisitions() async throws -> SceneListing { SceneListing(found: [], isComplete: true) }
    func scene(of acquisition: Acquisition) async throws -> Scene { throw Unasked() }
    func clouds(of acquisition: Acquisition) async throws -> (any CloudMask)? { nil }
    func georeference(of scene: Scene) throws -> (any Georeference)? { nil }
    func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource { throw Unasked() }
    func interface(of network: NetworkFile) async throws -> NetworkInterface { throw Unasked() }
    func ready(_ network: NetworkFile, inputShape: [Int]) async throws -> any DetectionNetwork { throw Unasked() }
}

@Suite("Runs after analysts decided")
struct ReviewedRunTests {
    private let network = ModelReference(name: "wagons", sha256: "aa")
    private let size = RasterSize(width: 100, height: 100)

    private var scene: Scene { Scene(id: "s", title: "s", size: size, bands: [], files: []) }

    private var model: InstalledModel {
        InstalledModel(
            card: ModelCard(
                name: "wagons", networkPath: "", bands: ["pan"], values: .stretched, head: .trackStrip, margin: 32,
                tile: 256, mergeOverlap: 0.3, classes: [.init(name: "tank-car", threshold: 0.5)]),
            network: NetworkFile(path: "", sha256: "aa"))
    }

    /// At the equator, where a degree of longitude is 111 319.49 m.
    private func point(_ east: Double, _ north: Double) -> GeoPoint {
        GeoPoint(longitude: 10 + east / 111_319.49, latitude: north / 110_574.28)
    }

    private var site: Site {
        Site(name: "yard", tracks: [Track(id: "4", name: "4", line: [point(0, 0), point(200, 0)])])
    }

    private func analysis(_ catalogue: any Catalogue, _ decisions: [ReviewDecision]) -> Analysis {
        let nowhere = Nowhere()
        return Analysis(
            of: Case(id: "c", title: "c", question: "?", period: .init(), site: site, models: ["wagons"]),
            catalogue: catalogue, supply: nowhere, reader: nowhere, loader: nowhere, models: [model],
            decisions: ReviewBoard(decisions))
    }

    private func decision(
        _ what: ReviewDecision.Kind, _ id: String, scene: String, at east: Double = 50
    ) -> ReviewDecision {
        let corners = [(6.0, 1.5), (6, -1.5), (-6, -1.5), (-6, 1.5)].map { point(east + $0.0, $0.1) }
        return ReviewDecision(
            what: what, detection: id, scene: scene, className: "tank-car",
            pixelBox: OrientedBox(centre: PixelPoint(column: 50, row: 50), length: 12, width: 3, angle: 0),
            groundBox: GroundBox(centre: point(east, 0), corners: corners), model: network, who: "Ann",
            when: "2026-01-01T00:00:00Z", why: "")
    }

    private var readEmpty: RunBatch {
        var run = StageRun(
            stage: "detect", stageVersion: 1, softwareVersion: "1", subject: "s", configuration: "{}", inputs: [],
            model: network)
        run.processedShare = 0.5
        run.failures = ["track 5: block is damaged"]
        let consist = Consist(
            id: "c", scene: "s", track: "4", trackName: "4", isTrackSure: true, length: 200,
            extent: .init(start: 0, end: 200), visibleShare: 1, hidden: [], vehicles: [],
            count: .count(detected: 0, low: 0, high: 1, level: 0.8, method: "read"), classCounts: [:],
            basis: .init(whole: .init(probabilities: [1], below: 0, above: 1)), sentence: "No vehicle is seen.",
            notes: [], model: network)
        return RunBatch(run: run, consists: [consist])
    }

    @Test("what was drawn on a track is shown there also after the track was read again, in part as before")
    func shownAgain() async throws {
        let catalogue = ShowingCatalogue()
        let ingest = StageRun(
            stage: "ingest", stageVersion: 1, softwareVersion: "1", subject: "s", configuration: "{}", inputs: [])
        try await catalogue.commit(RunBatch(run: ingest, scenes: [scene]))
        let analysis = analysis(catalogue, [decision(.draw, "drawn", scene: "s")])
        for _ in 0..<3 {
            // What could be done only in part is done again by each run, and kept as it was read.
            try await catalogue.commit(readEmpty)
            #expect(await catalogue.shown["c"]?.vehicles.isEmpty == true)
            var summary = AnalysisSummary()
            try await analysis.review(scene, &summary)
            #expect(await catalogue.shown["c"]?.vehicles.count == 1)
            #expect(try await catalogue.consists(scene: "s").map(\.record.vehicles.count) == [0])
        }
    }

    @Test("a scene that is gone says nothing of the network, however much was decided in it")
    func gone() async throws {
        let catalogue = ShowingCatalogue()
        let ingest = StageRun(
            stage: "ingest", stageVersion: 1, softwareVersion: "1", subject: "s", configuration: "{}", inputs: [])
        try await catalogue.commit(RunBatch(run: ingest, scenes: [scene]))
        func decisions(_ scene: String) -> [ReviewDecision] {
            (0..<CaseEvidence.least).map { decision(.accept, "\(scene)-\($0)", scene: scene) }
        }
        let there = try await analysis(catalogue, decisions("s")).caseEvidence(of: model)
        #expect(there.keys.sorted() == ["tank-car"])
        let gone = try await analysis(catalogue, decisions("gone")).caseEvidence(of: model)
        #expect(gone.isEmpty)
    }
}
