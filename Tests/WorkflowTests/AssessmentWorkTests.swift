import Catalogue
import Evidence
import Findings
import Foundation
import Geodesy
import HypothesisAssessment
import Inquiry
import Rasters
import Sites
import Testing

@testable import Workflow

/// A berth that was looked at on five days: ships on two of them, cloud on one.
@Suite("Hypotheses of a case, weighed from its catalogue")
struct AssessmentWorkTests {
    private static let counts: [(day: Int, ships: Int?)] = [(1, 0), (5, 2), (9, nil), (13, 1), (17, 0)]

    private static let site: Site = {
        let origin = GeoPoint(longitude: 130.4, latitude: 42.3)
        let corners = [(0.0, 0.0), (300, 0), (300, 80), (0, 80)].map {
            Ellipsoid.wgs84.point(from: origin, east: $0.0, north: $0.1)
        }
        let area = MultiPolygon([Polygon(outer: Ring(corners))])
        return Site(name: "Port", zones: [Zone(id: "quay", name: "Quay", role: .berth, area: area)])
    }()

    private static func catalogue() async throws -> CatalogueInMemory {
        let catalogue = CatalogueInMemory()
        for (day, ships) in counts {
            let text = "2025-03-\(day < 10 ? "0" : "")\(day)"
            let scene = Scene(
                id: "scene \(day)", title: text, time: AcquisitionTime(iso8601: "\(text)T02:00:00Z"),
                platform: "sentinel-2b", size: RasterSize(width: 10, height: 10), bands: [], files: [])
            let look = Look(
                id: "look \(day)", scene: scene.id, zone: "quay", coveredShare: 1, cloudShare: ships == nil ? 1 : 0,
                visibleShare: ships == nil ? 0 : 1, groundSamplingDistance: 10, requiredGroundSamplingDistance: 12,
                usability: ships == nil ? .notUsable : .usable,
                reasons: ships == nil ? ["all of it lies under cloud"] : [])
            let result: Observation.Result =
                ships.map { .count(detected: $0, low: $0, high: $0, level: 1, method: "") }
                ?? .undetermined(because: "all of it lies under cloud")
            func run(_ stage: String) -> StageRun {
                StageRun(
                    stage: stage, stageVersion: 1, softwareVersion: "0", subject: scene.id, configuration: "{}",
                    inputs: [])
            }
            try await catalogue.commit(RunBatch(run: run("ingest"), scenes: [scene]))
            try await catalogue.commit(RunBatch(run: run("look"), looks: [look]))
            try await catalogue.commit(
                RunBatch(
                    run: run("observe"),
                    observations: [
                        Observation(
                            id: "count \(day)", look: look.id, quantity: "ship", result: result, detections: [],
                            model: nil)
                    ]))
        }
        return catalogue
    }

    private static func inquiry(_ indicators: [(String, IndicatorRule, CollectionNeed)]) -> HypothesisInquiry {
        HypothesisInquiry(
            hypotheses: [
                Hypothesis(id: "open", text: "the port works", prior: 0.5),
                Hypothesis(id: "shut", text: "the port is shut", prior: 0.5),
            ],
            indicators: indicators.map { id, rule, need in
                Indicator(
                    id: id, text: id, rule: rule,
                    likelihoods: [
                        .init(hypothesis: "open", probability: ElicitedProbability(0.8)),
                        .init(hypothesis: "shut", probability: ElicitedProbability(0.1)),
                    ], need: need)
            }, settings: AssessmentSettings(samples: 100))
    }

    private static func ships(_ sense: IndicatorRule.Sense) -> IndicatorRule {
        IndicatorRule(zones: ["quay"], condition: .count(of: "ship", atLeast: 1), sense: sense)
    }

    private func assessment(
        _ indicators: [(String, IndicatorRule, CollectionNeed)], asOf limit: Date? = nil
    ) async throws -> Assessment {
        let subject = Case(id: "c", title: "c", question: "?", site: Self.site, models: [])
        let work = AssessmentWork(of: subject, inquiry: Self.inquiry(indicators), models: []) { _ in
            ElicitedProbability(1)
        }
        return try await work.assessor(from: try await Self.catalogue()).assessment(asOf: limit)
    }

    @Test("Counts of looks become readings that lead back to them")
    func seen() async throws {
        let found = try await assessment([
            ("two", Self.ships(.shown(atLeast: 2, ofLatest: nil)), CollectionNeed()),
            ("three", Self.ships(.shown(atLeast: 3, ofLatest: nil)), CollectionNeed()),
        ])
        #expect(found.evidence.map(\.reading.outcome) == [.seen, .notSeen])
        #expect(found.evidence[0].reading.looks == ["look 5", "look 13"])
        #expect(found.evidence[1].reading.usableLooks == 4)
        #expect(found.evidence[1].reading.blindLooks == 1)
    }

    @Test("What another sensor would have to show was not looked for")
    func sensors() async throws {
        let wanted = CollectionNeed(sensors: ["Sentinel-2"])
        let other = CollectionNeed(sensors: ["pneo"])
        let rule = Self.ships(.shown(atLeast: 1, ofLatest: nil))
        let found = try await assessment([("own", rule, wanted), ("other", rule, other)])
        #expect(found.evidence.map(\.reading.indicator) == ["own"])
        #expect(found.notJudged.map(\.indicator) == ["other"])
        #expect(abs(found.hypotheses[0].posterior - 0.8 / 0.9) < 1e-12)
    }

    @Test("As of a day before the first ship nothing was seen")
    func asOf() async throws {
        let limit = try #require(AcquisitionTime(iso8601: "2025-03-03T00:00:00Z")).start
        let found = try await assessment(
            [("one", Self.ships(.shown(atLeast: 1, ofLatest: nil)), CollectionNeed())], asOf: limit)
        #expect(found.evidence.map(\.reading.outcome) == [.notSeen])
        #expect(found.course.count == 2)
        #expect(found.hypotheses[0].posterior < 0.5)
    }
}
