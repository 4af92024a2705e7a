import Findings
import Inquiry
import ScenarioSimulation
import Scenarios
import Sites
import Testing

@testable import CaseFilesYAML

@Suite("Links of the site in the flow")
struct SiteLinkTests {
    private static func text(_ link: String) -> String {
        """
        flow:
          product: crude
          nodes:
            - {id: sea, text: sea, kind: source}
            - {id: farm, text: tank farm, kind: store, stock: 500, capacity: 9000}
            - {id: plant, text: plant, kind: sink}
          links:
            - {id: berth, text: berth, from: sea, to: farm, \(link)}
            - {id: pipe, text: pipe, from: farm, to: plant, capacity: 9000}

        """
    }

    private static func read(
        _ link: String, capacity: String? = "1.65 Mt/a", source: String? = "yearbook"
    ) throws -> ScenarioText {
        let lane = Link(
            id: "lane", name: "lane", kind: .seaLane, from: "roads", to: "port", capacity: capacity, source: source)
        return try ScenarioText(text(link), siteLinks: [lane], sources: ["yearbook"])
    }

    @Test func `a link that the site does not have is a mistake with its place`() throws {
        let mistakes = try Self.read("site_link: lame").mistakes
        #expect(
            mistakes == ["case.yaml:8:64: error: there is no link of the site 'lame'; did you mean 'lane'?"],
            "\(mistakes)")
        #expect(try ScenarioText(Self.text("site_link: anything")).mistakes == [])
    }

    @Test func `a capacity of the site is taken over with its basis, and divided by 365 days`() throws {
        let read = try Self.read("site_link: lane")
        #expect(read.mistakes == [])
        let capacity = try #require(read.model.flow?.links.first?.capacity)
        #expect(abs(capacity.number.low - 4520.547945) < 1e-6 && capacity.number.isCertain && capacity.unit == "t/d")
        #expect(capacity.basis.sources == ["yearbook"] && capacity.basis.elicitedFrom == nil)
        #expect(capacity.basis.note == "taken over from the site's link 'lane', which states \"1.65 Mt/a\"")
        #expect(capacity.origin?.contains("365") == true, "\(capacity.origin ?? "")")
        #expect(read.model.inputs.contains { $0.id == "flow.links.berth.capacity" })
        let most = try #require(try FlowAnalysis(read.model).finding().maximum)
        #expect(abs(most.spread.p50 - 4520.547945) < 1e-6 && most.inputs.contains("flow.links.berth.capacity"))
        // Someone who is no source of the case, and nobody.
        let person = try Self.read("site_link: lane", source: "the harbour's own table").model.flow?.links.first
        #expect(person?.capacity?.basis.elicitedFrom == "the harbour's own table")
        #expect(
            try Self.read("site_link: lane", source: nil).model.flow?.links.first?.capacity?.basis.isMissing == true)
    }

    @Test func `barrels of the site become tonnes of what flows, and a capacity of its own comes first`() throws {
        // 7.32 barrels of crude in a tonne.
        let volume = try Self.read("site_link: lane", capacity: "7320 bbl/d")
        #expect(abs((volume.model.flow?.links.first?.capacity?.number.low ?? 0) - 1000) < 0.5)
        let own = try Self.read("site_link: lane, capacity: 12")
        #expect(own.model.flow?.links.first?.capacity?.number.low == 12 && own.mistakes == [])
        #expect(own.model.flow?.links.first?.capacity?.basis.note == nil)
        let none = try Self.read("site_link: lane", capacity: nil)
        #expect(none.model.flow?.links.first?.capacity == nil && none.mistakes == [])
    }

    @Test(arguments: [
        "two trains a day", "5", "-3 t/d", "5 tonn/d", "1e400 t/d", "3 km/h", "", "∞ t/d", "5\u{1B}[2J t/d",
    ])
    func `a capacity that is no number with a unit is warned of and left`(text: String) throws {
        let read = try Self.read("site_link: lane", capacity: text)
        #expect(read.model.flow?.links.first?.capacity == nil)
        #expect(
            read.mistakes.count == 1
                && read.mistakes[0].hasPrefix("case.yaml:8:64: warning: the capacity of the site's link 'lane', "),
            "\(read.mistakes)")
    }

    @Test func `a source that a terminal would obey is not shown`() throws {
        let read = try Self.read("site_link: lane", source: "yearbook\u{1B}[2J")
        #expect(read.model.flow?.links.first?.capacity == nil && read.mistakes.count == 1)
        #expect(!read.mistakes[0].contains("\u{1B}"))
    }

    @Test func `a stock where nothing is stored and one above the capacity are mistakes`() throws {
        let node = "kind: store, stock: 500, capacity: 9000"
        let text = Self.text("capacity: 5")
        let junction = try ScenarioText(text.replacing(node, with: "kind: junction, stock: 500, capacity: 9000"))
        #expect(junction.mistakes.count == 2 && junction.mistakes.allSatisfy { $0.contains("but is no store") })
        let full = try ScenarioText(text.replacing(node, with: "kind: store, stock: 9500, capacity: 9000"))
        #expect(
            full.mistakes.count == 1 && full.mistakes[0].contains("'farm' holds 9500 t or more, but can hold 9000 t"))
        let negative = try ScenarioText(text.replacing(node, with: "kind: store, stock: -1"))
        #expect(negative.mistakes.count == 1)
    }
}
