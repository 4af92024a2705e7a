import Findings
import Inquiry
import Scenarios
import Testing

@testable import Reporting

@Suite("Scenarios in a report")
struct ScenarioSectionTests {
    private static func spread(_ middle: Double) -> Spread {
        Spread(percentiles: (1...99).map { middle + Double($0 - 50) / 10 }, mean: middle, deviation: 3)
    }

    private static func outcome(_ id: String, _ scenario: String?, _ middle: Double, _ inputs: [String]) -> Outcome {
        Outcome(
            id: id, scenario: scenario, text: "what <\(id)> is", unit: "month", spread: spread(middle),
            formula: "a & b",
            inputs: inputs, remarks: ["it is a lower bound"])
    }

    private static func content() -> ReportContent {
        var content = DemoContent.make()
        let input = ScenarioInput(
            id: "phases.a<b.duration", text: "duration", number: UncertainNumber(4), unit: "month", stated: "0.33 y",
            basis: InputBasis(elicitedFrom: "\"two\" engineers"))
        let nobody = ScenarioInput(id: "phases.c.duration", text: "duration", number: UncertainNumber(2), unit: "month")
        let network = PhaseNetwork(
            correlation: ScenarioInput(id: "schedule.correlation", text: "correlation", number: UncertainNumber(0)),
            phases: [
                Phase(id: "a<b", text: "a", duration: .own(input)), Phase(id: "c", text: "c", duration: .own(nobody)),
            ], milestones: [])
        let scenarios = ["none", "some help"].enumerated().map { number, id in
            var finding = ScenarioFinding(
                scenario: id, text: id, probability: 0.5,
                outcomes: [
                    outcome("schedule.end", id, 20 - Double(number), [input.id]),
                    outcome("plant.same", id, 7, [nobody.id]),
                ])
            finding.flow = FlowFinding(
                scenario: id, day: nil, maximum: nil, maximumIfClosed: nil, wanted: nil, isEnough: 0.4,
                isEnoughIfClosed: nil,
                parts: [
                    .init(
                        id: "w", text: "way", ends: ["x", "y"], state: "open", isUnknown: false,
                        capacity: outcome("flow.w.capacity", id, 9, []), bottleneck: 1, raises: 1, maximumIfClosed: nil,
                        mustCarry: nil, mayCarry: nil, carrier: nil, carriersADay: nil, carriersADayAtMost: nil,
                        zone: nil,
                        siteLink: nil),
                    .init(
                        id: "back", text: "way back", ends: ["y", "x"], state: "closed", isUnknown: true, capacity: nil,
                        bottleneck: 0, raises: 0, maximumIfClosed: nil, mustCarry: nil, mayCarry: nil, carrier: nil,
                        carriersADay: nil, carriersADayAtMost: nil, zone: nil, siteLink: nil),
                ], remarks: [])
            return finding
        }
        content.scenarios = ReportContent.Scenarios(
            study: ScenarioStudy(samples: 1000, seed: 7, scenarios: scenarios),
            model: ScenarioModel(scenarios: [], schedule: network), places: [input.id: "scenarios.yaml:3:4"])
        return content
    }

    private static let page = PageUnderTest(HTMLReport().html(content()))

    @Test("The page is well formed, and every link leads to one place")
    func whole() {
        let page = Self.page
        #expect(page.ids.count == Set(page.ids).count)
        #expect(page.danglingLinks == [])
        #expect(WellFormedness.fault(in: page.withoutStyleAndScript) == nil)
        for drawing in page.drawings { #expect(WellFormedness.fault(in: drawing) == nil) }
        #expect(PageUnderTest(HTMLReport().html(Self.content())) == page)
    }

    @Test("A number leads to what it was made from, that to its inputs, and an input that nobody stands behind says so")
    func origins() throws {
        let section = try #require(Self.page.element(id: "scenarios", name: "section"))
        #expect(section.contains("href=\"#" + Anchor.outcome("schedule.end", "some help") + "\""))
        // What is the same in both scenarios stands there once and belongs to neither.
        #expect(section.contains("id=\"" + Anchor.outcome("plant.same", nil) + "\""))
        #expect(!section.contains(Anchor.outcome("plant.same", "none")))
        #expect(section.contains("href=\"#" + Anchor.input("phases.a<b.duration") + "\""))
        let inputs = try #require(Self.page.element(id: "inputs", name: "section"))
        #expect(inputs.contains("scenarios.yaml:3:4") && inputs.contains("nobody is named"))
        #expect(section.contains("20 (16 to 24)"))
    }
}
