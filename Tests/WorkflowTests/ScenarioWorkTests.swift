import Catalogue
import Evidence
import Findings
import Foundation
import HypothesisAssessment
import Inquiry
import ScenarioSimulation
import Scenarios
import Sites
import Testing

@testable import Workflow

@Suite("Scenarios beside what was seen")
struct ScenarioWorkTests {
    private static func input(_ id: String, _ value: Double, _ unit: String = "t/d") -> ScenarioInput {
        ScenarioInput(id: id, text: id, number: UncertainNumber(value), unit: unit)
    }

    /// Sixty tonnes a day by one wagon of sixty tonnes each day, which stays half a day in the yard.
    private static let model = ScenarioModel(
        settings: ScenarioSettings(samples: 1000), scenarios: [Scenario(id: "all", text: "all", hypotheses: ["open"])],
        carriers: [Carrier(id: "wagon", text: "wagon", load: input("load", 60, "t"))],
        flow: FlowNetwork(
            nodes: [
                FlowNode(id: "pit", text: "pit", kind: .source), FlowNode(id: "quay", text: "quay", kind: .sink),
            ],
            links: [
                FlowLink(
                    id: "rail", text: "railway", kind: "rail", from: "pit", to: "quay",
                    capacity: input("capacity", 100),
                    carrier: "wagon", stay: input("stay", 0.5, "d"), zone: "yard")
            ], wanted: input("wanted", 60)))

    private static let subject = Case(id: "c", title: "c", question: "?", site: DrawnPlace.site, models: [])

    @Test func `looks of the catalogue tell how likely a flow would have gone unseen`() async throws {
        let catalogue = try await DrawnPlace(scenes: 4).catalogue()
        let work = ScenarioWork(of: Self.subject, model: Self.model, units: UnitTables())
        let looks = try await work.looks(from: catalogue)
        let own = try #require(looks["yard"])
        let usable = await catalogue.looks(scene: nil).map(\.record).filter { $0.usability != .notUsable }
        #expect(own.count == usable.count && !own.isEmpty)
        #expect(zip(own, own.dropFirst()).allSatisfy { $0.time < $1.time })
        let study = try work.study(looks: looks)
        let unseen = try #require(study.scenarios[0].outcomes.first { $0.id == "flow.rail.unseen" })
        // Looks twelve days apart share no wagon: each sees half a day of arrivals with what it detects.
        let watched = own.map { 0.5 * $0.detection }.reduce(0, +)
        #expect(abs(unseen.spread.mean - exp(-watched)) < 1e-9)
        #expect(study.sentences.contains { $0.hasPrefix("If as much came as is asked for") })
        // Without a look nothing is said of what was not seen.
        #expect(try !work.study().scenarios[0].outcomes.contains { $0.id.hasSuffix(".unseen") })
    }

    @Test func `a scenario is as likely as its hypotheses together, parts counted under their whole`() async throws {
        let hypotheses = [
            Hypothesis(
                id: "open", text: "open", prior: 0.6,
                parts: [
                    Hypothesis(id: "day", text: "by day", prior: 0.5),
                    Hypothesis(id: "night", text: "by night", prior: 0.5),
                ]),
            Hypothesis(id: "shut", text: "shut", prior: 0.4),
        ]
        let inquiry = HypothesisInquiry(hypotheses: hypotheses, settings: AssessmentSettings(samples: 100))
        let work = AssessmentWork(of: Self.subject, inquiry: inquiry, models: []) { _ in ElicitedProbability(1) }
        let assessment = try await work.assessor(from: CatalogueInMemory()).assessment()
        let scenarios = [
            Scenario(id: "whole", text: "whole", hypotheses: ["open"]),
            Scenario(id: "parts", text: "parts", hypotheses: ["day", "shut"]), Scenario(id: "free", text: "free"),
        ]
        let found = ScenarioWork.probabilities(of: scenarios, by: assessment, of: inquiry)
        #expect(abs((found["whole"] ?? 0) - 0.6) < 1e-12 && abs((found["parts"] ?? 0) - 0.7) < 1e-12)
        #expect(found["free"] == nil)
    }
}
