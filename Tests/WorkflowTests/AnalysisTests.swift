import ActivityAnalysis
import Catalogue
import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Rasters
import Sites
import Synchronization
import Testing
import Workflow

/// A failure that a test makes happen.
private struct Broken: Error, CustomStringConvertible {
    var description: String
}

/// Scenes in memory; those named in `broken` fail while that is set.
private final class Scenes: SceneSupply, SceneReading {
    struct State {
        var ids: [String]
        /// Cannot be described.
        var undescribed: Set<String> = []
        /// Opens, but no pixel can be read.
        var unreadable: Set<String> = []
        /// Opens, but the right half cannot be read.
        var halfReadable: Set<String> = []
        /// A place could not be looked through.
        var isUnplugged = false
        /// The cloud mask of every scene.
        var mask: (any CloudMask)?
        /// The cloud mask cannot be opened.
        var maskIsGone = false
        /// How often a scene was described.
        var described: [String] = []
    }

    let state: Mutex<State>

    init(_ ids: [String]) { state = Mutex(State(ids: ids)) }

    func acquisitions() async throws -> SceneListing {
        let (ids, isComplete) = state.withLock { ($0.ids, !$0.isUnplugged) }
        return SceneListing(
            found: ids.map { Acquisition(scene: $0, path: "imagery/\($0).tif", facts: "none") }, isComplete: isComplete)
    }

    func scene(of acquisition: Acquisition) async throws -> Scene {
        try state.withLock { state in
            if state.undescribed.contains(acquisition.scene) {
                throw Broken(description: "\(acquisition.path) is broken")
            }
            state.described.append(acquisition.scene)
        }
        let size = RasterSize(width: 128, height: 64)
        return Scene(
            id: acquisition.scene, title: acquisition.scene, time: AcquisitionTime(iso8601: "2023-08-17"), size: size,
            bands: [
                Band(
                    name: "pan", commonName: "pan", file: 0, index: 1, size: size, groundSamplingDistance: 10,
                    dataType: .float32)
            ], files: [],
            outline: MultiPolygon([Polygon(outer: Ring(Self.corners))]))
    }

    func clouds(of acquisition: Acquisition) async throws -> (any CloudMask)? {
        try state.withLock { state in
            if state.maskIsGone { throw Broken(description: "the mask is gone") }
            return state.mask
        }
    }

    func georeference(of scene: Scene) throws -> (any Georeference)? { Grid() }

    func source(of scene: Scene, for request: PixelRequest) async throws -> any RasterSource {
        try state.withLock { state in
            if state.unreadable.contains(scene.id) { throw Broken(description: "\(scene.title) cannot be read") }
            return Source(rightIsBroken: state.halfReadable.contains(scene.id))
        }
    }

    static let corners = [
        GeoPoint(longitude: 129, latitude: 35), GeoPoint(longitude: 129.0128, latitude: 35),
        GeoPoint(longitude: 129.0128, latitude: 34.9936), GeoPoint(longitude: 129, latitude: 34.9936),
    ]

    /// A ten-thousandth of a degree for each pixel.
    private struct Grid: Georeference {
        func ground(_ points: [PixelPoint]) -> [GeoPoint] {
            points.map { GeoPoint(longitude: 129 + $0.column * 1e-4, latitude: 35 - $0.row * 1e-4) }
        }

        func pixels(_ points: [GeoPoint]) -> [PixelPoint?] {
            points.map { PixelPoint(column: ($0.longitude - 129) * 1e4, row: (35 - $0.latitude) * 1e4) }
        }
    }

    private struct Source: RasterSource {
        let rightIsBroken: Bool
        let size = RasterSize(width: 128, height: 64)
        let bandCount = 1

        func read(_ window: RasterWindow) async throws -> RasterBlock {
            if rightIsBroken, window.contains(column: 100, row: 10) { throw Broken(description: "block is damaged") }
            return try await RasterInMemory(Raster<Float>(bandCount: 1, size: size, repeating: 0)).read(window)
        }
    }
}

/// A network that proposes one ship of 12 by 3 pixels in the middle of the cell of each tile's 40th column and row.
private struct OneShip: DetectionNetworkLoading {
    let runtime = "a stand-in"

    func interface(of network: NetworkFile) async throws -> NetworkInterface {
        NetworkInterface(inputs: [[1, 1, 64, 64]], outputs: [[1, 5, 1]])
    }

    func ready(_ network: NetworkFile, inputShape: [Int]) async throws -> any DetectionNetwork { Ready() }

    private struct Ready: DetectionNetwork {
        let width = 2
        func outputs(for input: [Float]) async throws -> [NetworkOutput] {
            [NetworkOutput(shape: [1, 5, 1], values: [24, 24, 12, 3, 0.9])]
        }
    }
}

@Suite("Workflow")
struct AnalysisTests {
    private let card = ModelCard(
        name: "one", networkPath: "", bands: ["pan"], values: .stored, head: .yoloBoxes, margin: 8, tile: 64,
        mergeOverlap: 0.3, classes: [.init(name: "ship", threshold: 0.5)])

    private func run(
        _ scenes: Scenes, _ catalogue: any Catalogue, period: Case.Period = .init(),
        card: ModelCard? = nil, events: Events = Events()
    ) async throws -> AnalysisSummary {
        let subject = Case(
            id: "c", title: "c", question: "?", period: period,
            site: Site(
                name: "s",
                zones: [
                    Zone(
                        id: "a", name: "a", role: .anchorage,
                        area: MultiPolygon([Polygon(outer: Ring(Scenes.corners))]))
                ]), models: ["one"])
        let model = InstalledModel(card: card ?? self.card, network: NetworkFile(path: "none", sha256: "0"))
        return try await Analysis(
            of: subject, catalogue: catalogue, supply: scenes, reader: scenes, loader: OneShip(), models: [model],
            report: { events.add($0) }
        ).run()
    }

    /// What happened, in order.
    private final class Events: Sendable {
        private let list = Mutex<[AnalysisEvent]>([])
        func add(_ event: AnalysisEvent) { list.withLock { $0.append(event) } }
        var notices: [String] {
            list.withLock { $0.compactMap { if case .notice(let text) = $0 { text } else { nil } } }
        }
    }

    @Test("A second run only looks up, and the records are the same")
    func lookUp() async throws {
        let scenes = Scenes(["a", "b"])
        let catalogue: any Catalogue = CatalogueInMemory()
        let first = try await run(scenes, catalogue)
        #expect(first.scenes == 2 && first.done == 11 && first.known == 0 && first.isComplete)
        #expect(first.detections > 0)
        let observations = try await catalogue.observations(scene: nil)
        let second = try await run(scenes, catalogue)
        #expect(second.done == 0 && second.known == 11 && second.detections == first.detections)
        #expect(scenes.state.withLock { $0.described } == ["a", "b"])
        #expect(try await catalogue.observations(scene: nil) == observations)
    }

    @Test("A scene that fails does not stop the others, and is tried again")
    func failure() async throws {
        let scenes = Scenes(["a", "b", "c"])
        scenes.state.withLock { state in
            state.undescribed = ["a"]
            state.unreadable = ["b"]
        }
        let catalogue: any Catalogue = CatalogueInMemory()
        let first = try await run(scenes, catalogue)
        #expect(first.refusals.map(\.reason) == ["imagery/a.tif is broken", "b cannot be read", "b cannot be read"])
        #expect(first.scenes == 2 && !first.isComplete, "neither alignment nor detection could read b")
        #expect(try await catalogue.scenes().map(\.id) == ["b", "c"])
        // Nothing is said about what could not be worked on.
        let look = try #require(try await catalogue.looks(scene: "b").first?.record.id)
        for observation in try await catalogue.observations(scene: "b").map(\.record) where observation.look == look {
            #expect(observation.result == .undetermined(because: "the scene could not be worked on"))
        }
        let again = try await run(scenes, catalogue)
        #expect(again.refusals.count == 3, "what failed is tried each time")
        scenes.state.withLock { state in
            state.undescribed = []
            state.unreadable = []
        }
        let mended = try await run(scenes, catalogue)
        #expect(mended.isComplete && mended.scenes == 3)
        // What was found again is the reference now, so the others are laid on it and looked at anew.
        #expect(mended.known >= 3, "what was done for c is looked up")
        let fresh: any Catalogue = CatalogueInMemory()
        _ = try await run(Scenes(["a", "b", "c"]), fresh)
        #expect(try await catalogue.observations(scene: nil) == fresh.observations(scene: nil))
        #expect(try await catalogue.detections(scene: nil) == fresh.detections(scene: nil))
    }

    @Test("What was done in part is kept with its share, and done again")
    func part() async throws {
        let scenes = Scenes(["a"])
        scenes.state.withLock { $0.halfReadable = ["a"] }
        let catalogue: any Catalogue = CatalogueInMemory()
        let first = try await run(scenes, catalogue)
        #expect(!first.isComplete && first.refusals.allSatisfy { $0.reason.contains("block is damaged") })
        let run = try #require(try await catalogue.runs().first { $0.stage == "detect" })
        #expect(run.processedShare > 0 && run.processedShare < 1 && !run.isComplete)
        let counts = try await catalogue.observations(scene: "a").map(\.record.result)
        for case .count(_, _, _, _, let method) in counts { #expect(method.contains("% of the scene was processed")) }
        scenes.state.withLock { $0.halfReadable = [] }
        let second = try await self.run(scenes, catalogue)
        #expect(second.isComplete && second.detections > first.detections)
    }

    @Test("A scene that is gone is taken out, a scene outside the period is left alone")
    func goneAndOutside() async throws {
        let scenes = Scenes(["a", "b"])
        let catalogue: any Catalogue = CatalogueInMemory()
        _ = try await run(scenes, catalogue)
        scenes.state.withLock { $0.ids = ["b"] }
        let events = Events()
        let summary = try await run(scenes, catalogue, events: events)
        #expect(summary.scenes == 1)
        #expect(events.notices.contains { $0.contains("taken out of the catalogue") })
        #expect(try await catalogue.detections(scene: "a").isEmpty)
        let day = try #require(AcquisitionTime(iso8601: "2024-01-01"))
        let later = try await run(scenes, catalogue, period: .init(start: day.start, end: nil))
        // Nothing is left to tell, which is done once.
        #expect(later.scenes == 0 && later.done == 1)
        #expect(try await catalogue.findings().isEmpty)
    }

    @Test("A scene that is not found stays where not every place could be looked through")
    func unplugged() async throws {
        let scenes = Scenes(["a", "b"])
        let catalogue: any Catalogue = CatalogueInMemory()
        _ = try await run(scenes, catalogue)
        let before = try await catalogue.observations(scene: nil)
        scenes.state.withLock { state in
            state.ids = ["b"]
            state.isUnplugged = true
        }
        let events = Events()
        _ = try await run(scenes, catalogue, events: events)
        #expect(events.notices.contains { $0.contains("stays in the catalogue") })
        #expect(try await catalogue.observations(scene: nil) == before)
    }

    @Test("A scene whose span of time touches the period is asked about, one outside is told of")
    func period() async throws {
        func instant(_ text: String) throws -> Date { try #require(AcquisitionTime(iso8601: text)).start }
        // The scenes were taken at some time on 2023-08-17.
        for (start, end, expected) in [
            ("2023-08-17T20:00:00Z", "2023-12-31", 1), ("2023-01-01", "2023-08-17T02:00:00Z", 1),
            ("2023-08-18", "2023-12-31", 0), ("2023-01-01", "2023-08-17", 0),
        ] {
            let events = Events()
            let period = Case.Period(start: try instant(start), end: try instant(end))
            let summary = try await run(Scenes(["a"]), CatalogueInMemory(), period: period, events: events)
            #expect(summary.scenes == expected, "\(start) to \(end)")
            #expect(events.notices.contains { $0.contains("outside of the case's period") } == (expected == 0))
        }
    }

    /// Fails where it is asked.
    private struct TornMask: CloudMask {
        let source = "torn"
        func isCloudy(_ places: [GeoPoint]) throws -> [Bool?] { throw Broken(description: "the mask is torn") }
    }

    @Test("A cloud mask that cannot be read lowers the look, says so, stops nothing, and is tried again")
    func unreadableMask() async throws {
        let scenes = Scenes(["a", "b"])
        let catalogue: any Catalogue = CatalogueInMemory()
        scenes.state.withLock { $0.mask = TornMask() }
        let torn = try await run(scenes, catalogue)
        #expect(torn.refusals.map(\.reason) == ["the mask is torn", "the mask is torn"])
        for look in try await catalogue.looks(scene: nil).map(\.record) {
            #expect(look.usability == .partial && look.cloudShare == nil)
            #expect(look.reasons.first == "its cloud mask cannot be read: the mask is torn")
        }
        scenes.state.withLock { $0.maskIsGone = true }
        let gone = try await run(scenes, catalogue)
        #expect(gone.refusals.map(\.reason) == ["the mask is gone", "the mask is gone"])
        scenes.state.withLock { state in
            state.maskIsGone = false
            state.mask = CloudPolygons(areas: MultiPolygon([]), source: "clear")
        }
        let mended = try await run(scenes, catalogue)
        #expect(mended.isComplete)
        #expect(try await catalogue.looks(scene: nil).allSatisfy { $0.record.usability == .usable })
        let fresh: any Catalogue = CatalogueInMemory()
        _ = try await run(scenes, fresh)
        #expect(try await catalogue.observations(scene: nil) == fresh.observations(scene: nil))
    }

    @Test("A change of the site or of a card since the last run is told")
    func changes() async throws {
        let catalogue: any Catalogue = CatalogueInMemory()
        _ = try await run(Scenes(["a"]), catalogue)
        let zone = Zone(
            id: "a", name: "a", role: .anchorage, area: MultiPolygon([Polygon(outer: Ring(Scenes.corners))]))
        let same = Case(
            id: "c", title: "c", question: "?", site: Site(name: "s", zones: [zone]), models: ["one"])
        let model = InstalledModel(card: card, network: NetworkFile(path: "none", sha256: "0"))
        let runs = try await catalogue.runs()
        #expect(try Analysis.changes(in: same, models: [model], since: runs) == [])
        var moved = same
        moved.site.zones[0].role = .berth
        #expect(try Analysis.changes(in: moved, models: [model], since: runs).count == 1)
        var other = model
        other.card.classes[0].threshold = 0.9
        #expect(try Analysis.changes(in: moved, models: [other], since: runs).count == 2)
    }

    @Test("The same content under two paths is one scene, and it says so")
    func twice() async throws {
        let events = Events()
        let summary = try await run(Scenes(["a", "a"]), CatalogueInMemory(), events: events)
        #expect(summary.scenes == 1 && events.notices.contains { $0.contains("it is one scene") })
    }

    @Test("Another threshold on the card is other work for detection, not for what does not hang on it")
    func configuration() async throws {
        let scenes = Scenes(["a"])
        let catalogue: any Catalogue = CatalogueInMemory()
        _ = try await run(scenes, catalogue)
        var card = card
        card.classes[0].threshold = 0.95
        let summary = try await run(scenes, catalogue, card: card)
        #expect(summary.detections == 0)
        #expect(summary.known == 2, "description and look are looked up")
        #expect(try await catalogue.runs().filter { $0.stage == "detect" }.count == 1, "the older run is replaced")
    }

    @Test("A cancelled run stops and keeps what was finished")
    func cancelled() async throws {
        let scenes = Scenes(["a", "b"])
        let catalogue: any Catalogue = CatalogueInMemory()
        await #expect(throws: CancellationError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.cancelAll()
                group.addTask { _ = try await run(scenes, catalogue) }
                try await group.waitForAll()
            }
        }
        #expect(try await run(scenes, catalogue).isComplete)
    }
}
