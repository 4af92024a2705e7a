import Catalogue
import Evidence
import Findings
import Foundation
import Geodesy
import HypothesisAssessment
import Inquiry
import ObjectDetection
import Rasters
import Sites
import Testing

@testable import Workflow

/// Looks whose networks read a part only of what was visible.
@Suite("Parts that were not read are no parts without anything")
struct AssessmentReadingTests {
    private static func line(east: Double, length: Double) -> [GeoPoint] {
        let origin = GeoPoint(longitude: 130.4, latitude: 42.3)
        return [0, length].map { Ellipsoid.wgs84.point(from: origin, east: east, north: $0) }
    }

    /// Two tracks of 300 and 100 m.
    private static let site = Site(
        name: "Yard",
        zones: [Zone(id: "yard", name: "Yard", role: .railSpur, area: MultiPolygon<GeoPoint>([]))],
        tracks: [
            Track(id: "a", name: "a", zone: "yard", line: line(east: 0, length: 300)),
            Track(id: "b", name: "b", zone: "yard", line: line(east: 8, length: 100)),
        ])

    private static func model(_ head: ModelCard.Head, _ className: String) -> InstalledModel {
        InstalledModel(
            card: ModelCard(
                name: "\(className)s", networkPath: "", bands: ["pan"], values: .stretched, head: head, margin: 32,
                tile: 256, mergeOverlap: 0.3, classes: [.init(name: className, threshold: 0.5)]),
            network: NetworkFile(path: "", sha256: "00"))
    }

    private static func consist(_ track: String, visible: Double = 1) -> Consist {
        let part = CountBasis.Part(probabilities: [1], below: 0, above: 0)
        return Consist(
            id: track, scene: "s", track: track, trackName: track, isTrackSure: true, length: 100,
            extent: .init(start: 0, end: 100), visibleShare: visible, hidden: [], vehicles: [],
            count: .count(detected: 0, low: 0, high: 0, level: 0.8, method: ""), classCounts: [:],
            basis: .init(whole: part, classes: [:]), sentence: "", notes: [],
            model: ModelReference(name: "tank-cars", sha256: "00"))
    }

    private func reading(
        of quantity: String, by model: InstalledModel, _ observations: (Look) -> [Observation],
        consists: [Consist] = [],
        visible: Double = 1, processed: Double = 1
    ) async throws -> IndicatorReading {
        let catalogue = CatalogueInMemory()
        let reference = ModelReference(name: model.card.name, sha256: "00")
        func run(_ stage: String) -> StageRun {
            StageRun(
                stage: stage, stageVersion: 1, softwareVersion: "0", subject: "s", configuration: "{}", inputs: [],
                model: stage == "detect" ? reference : nil, processedShare: processed)
        }
        let scene = Scene(
            id: "s", title: "s", time: AcquisitionTime(iso8601: "2025-03-01T02:00:00Z"),
            size: RasterSize(width: 10, height: 10), bands: [], files: [])
        let look = Look(
            id: "look", scene: "s", zone: "yard", coveredShare: 1, cloudShare: nil, visibleShare: visible,
            groundSamplingDistance: 0.3, requiredGroundSamplingDistance: 0.7,
            usability: visible < 1 ? .partial : .usable, reasons: [])
        try await catalogue.commit(RunBatch(run: run("ingest"), scenes: [scene]))
        try await catalogue.commit(RunBatch(run: run("look"), looks: [look]))
        try await catalogue.commit(RunBatch(run: run("detect"), consists: consists))
        try await catalogue.commit(RunBatch(run: run("observe"), observations: observations(look)))
        let indicator = Indicator(
            id: "I", text: "I",
            rule: IndicatorRule(zones: ["yard"], condition: .count(of: quantity, atLeast: 1)),
            likelihoods: [.init(hypothesis: "h", probability: ElicitedProbability(0.5))], detection: 0.8)
        let inquiry = HypothesisInquiry(
            hypotheses: [Hypothesis(id: "h", text: "h", prior: 1)], indicators: [indicator])
        let subject = Case(id: "c", title: "c", question: "?", site: Self.site, models: [])
        let work = AssessmentWork(of: subject, inquiry: inquiry, models: [model]) { _ in ElicitedProbability(1) }
        let record = try await work.record(from: catalogue)
        return try #require(work.reader(of: record).reading(of: indicator))
    }

    private func reading(read: [Consist], visible: Double = 1) async throws -> IndicatorReading {
        let model = Self.model(.trackStrip, "tank-car")
        let observer = TrackObserver(
            model: ModelReference(name: model.card.name, sha256: "00"),
            counter: TrackCount(card: model.card, level: 0.8), unfit: nil, failures: ["track a: block is damaged"])
        return try await reading(
            of: "tank-car", by: model,
            { look in
                observer.observations(
                    of: look, tracks: Self.site.tracks,
                    consists: Dictionary(uniqueKeysWithValues: read.map { ($0.track, $0) }))
            }, consists: read, visible: visible)
    }

    @Test("No cars on the one track that was read say nothing of the other")
    func tracks() async throws {
        let both = try await reading(read: [Self.consist("a"), Self.consist("b")])
        #expect(both.outcome == .notSeen)
        #expect(both.detection == 0.8)
        // 100 of 400 m were read.
        let short = try await reading(read: [Self.consist("b")])
        #expect(short.outcome == .notSeen)
        #expect(abs(short.detection - 0.8 * 0.25) < 1e-4)
        // A third of the long track lies under a roof: 300 of 400 m.
        let roofed = try await reading(read: [Self.consist("a", visible: 2.0 / 3), Self.consist("b")])
        #expect(abs(roofed.detection - 0.8 * 0.75) < 1e-4)
    }

    @Test("A cloud over zone and track counts once")
    func cloud() async throws {
        let halves = [Self.consist("a", visible: 0.5), Self.consist("b", visible: 0.5)]
        #expect(abs(try await reading(read: halves, visible: 0.5).detection - 0.4) < 1e-4)
        // Tracks that say nothing of the cloud are no better seen than their zone.
        let whole = [Self.consist("a"), Self.consist("b")]
        #expect(abs(try await reading(read: whole, visible: 0.5).detection - 0.4) < 1e-4)
    }

    @Test("Tiles that failed may hold what is looked for")
    func tiles() async throws {
        let model = Self.model(.centreOriented, "ship")
        for (processed, expected) in [(1.0, 0.8), (0.5, 0.4)] {
            let found = try await reading(
                of: "ship", by: model,
                { look in
                    [
                        Observation(
                            id: "o", look: look.id, quantity: "ship",
                            result: .count(detected: 0, low: 0, high: 0, level: 0.8, method: ""), detections: [],
                            model: ModelReference(name: model.card.name, sha256: "00"))
                    ]
                }, processed: processed)
            #expect(found.outcome == .notSeen)
            #expect(abs(found.detection - expected) < 1e-12)
        }
    }
}
