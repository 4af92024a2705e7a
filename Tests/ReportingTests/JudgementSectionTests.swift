import Evidence
import Findings
import Foundation
import Inquiry
import Testing

@testable import Reporting

@Suite("The judgement in a report")
struct JudgementSectionTests {
    private static func content() -> ReportContent {
        var content = DemoContent.make()
        content.judgement = SampleJudgement.make(looks: content.looks.prefix(2).map(\.id) + ["elsewhere"])
        content.plotLibrary = "window.Plotly = {};"
        return content
    }

    private static let html = HTMLReport().html(content())
    private var page: PageUnderTest { PageUnderTest(Self.html) }

    /// The section that has an anchor.
    private func section(_ anchor: String) throws -> String {
        try #require(page.element(id: anchor, name: "section"))
    }

    private func checked(_ content: ReportContent) -> PageUnderTest {
        let page = PageUnderTest(HTMLReport().html(content))
        #expect(page.ids.count == Set(page.ids).count)
        #expect(page.danglingLinks == [])
        #expect(WellFormedness.fault(in: page.withoutStyleAndScript) == nil)
        #expect(!page.says("\"nan") && !page.says("inf\"") && !page.says(">nan<"))
        return page
    }

    @Test("The page is well formed, every link leads to one place, and the same content gives the same bytes")
    func whole() {
        #expect(checked(Self.content()) == page)
        for drawing in page.drawings { #expect(WellFormedness.fault(in: drawing) == nil) }
    }

    @Test("The judgement stands before all other sections, in the page and in the navigation")
    func first() throws {
        let main = try #require(Self.html.range(of: "<main>")).upperBound
        #expect(Self.html[main...].hasPrefix("<section id=\"judgement\""))
        let links =
            Self.html.components(separatedBy: "<nav").dropFirst().first?.components(separatedBy: "href=\"#") ?? []
        #expect(
            links.dropFirst().prefix(13).map { $0.prefix { $0 != "\"" } } == [
                "judgement", "summary", "evidence", "course", "competing", "hangs-on", "collect", "questions",
                "analysts",
                "other-side", "assumptions", "contradictions", "sources",
            ])
        // The question is asked once.
        #expect(Self.html.components(separatedBy: "class=\"question\"").count == 2)
    }

    @Test("Without a judgement none of its sections is there")
    func absent() {
        let page = PageUnderTest(HTMLReport().html(DemoContent.make()))
        #expect(!page.ids.contains("judgement") && !page.ids.contains("evidence") && !page.ids.contains("sources"))
        #expect(page.says("Skip to the summary"))
    }

    @Test("Each hypothesis has its published numbers, its word, and a bar with a text")
    func hypotheses() throws {
        let text = try section("judgement")
        for part in [
            "10.8\u{A0}%", "69.2\u{A0}%", "1.0\u{A0}%", "6.8 · 10.7 · 16.3\u{A0}%", "likely (55–80 %)",
            "Words: ICD 203.", "over 100\u{A0}000 draws",
            "aria-label=\"H1: 10.8\u{A0}%, before the evidence 10.0\u{A0}%; tenth to ninetieth percentile 6.8\u{A0}% to 16.3\u{A0}%",
            "All likelihoods were told by one person.", "2025-03-01; what became known later does not count.",
        ] { #expect(text.contains(part), "\(part)") }
        // Bars begin at the same place and are as long as the published shares: 232 units for all.
        #expect(text.contains("width=\"25.06\"") && text.contains("width=\"160.54\""))
    }

    @Test("A part stands behind what it is a part of, moved in, and says so")
    func nested() throws {
        var content = Self.content()
        let first = try #require(content.judgement?.assessment.hypotheses.first)
        content.judgement?.assessment.hypotheses[0].isLeaf = false
        var part = first
        part.id = "H1a"
        part.parent = "H1"
        part.depth = 1
        content.judgement?.assessment.hypotheses.insert(part, at: 1)
        let text = try #require(checked(content).element(id: "judgement", name: "section"))
        #expect(text.contains("class=\"depth-1\"><b>H1a</b>") && text.contains("(part of H1)"))
    }

    @Test("The answer hangs on its strongest evidence, the nearest flip and the best thing to collect")
    func three() throws {
        let text = try section("judgement")
        #expect(text.contains("<dt>Strongest evidence</dt>") && text.contains("href=\"#indicator-I01\""))
        // Without the tank cars, by the dossier's table: 0.30 × 0.5 × 0.35 × 0.95 over the sum of such products.
        #expect(text.contains("without it H3 stands at 36.4\u{A0}% instead of 69.2\u{A0}%"))
        #expect(
            text.contains("had a probability of 9.4\u{A0}% under H3 instead of 60.0\u{A0}%, which is outside the range")
        )
        #expect(text.contains("worth 0.118 bits."))
    }

    @Test("Evidence has its ratio with a direction, its weight and why, its looks, and its sources with their grades")
    func evidence() throws {
        let row = try #require(page.element(id: Anchor.indicator("I01"), name: "tr"))
        #expect(row.contains("1.09 for H3 (weak)") && row.contains("0.187") && row.contains("rests on 2 looks"))
        for look in Self.content().looks.prefix(2) { #expect(row.contains("#" + Anchor.look(look.id))) }
        #expect(row.contains("by the pixels: 93.0\u{A0}%") && !row.contains("would have shown it"))
        let plume = try #require(page.element(id: Anchor.indicator("I12"), name: "tr"))
        #expect(plume.contains("would have shown it with 80.0\u{A0}% (six clear looks, none at night)"))
        let ships = try #require(page.element(id: Anchor.indicator("I07"), name: "tr"))
        #expect(ships.contains("href=\"#source-R1\"") && ships.contains(">R1</a> D3"))
        #expect(ships.contains("0.50") && ships.contains("a stronger one of its group counts with it"))
        let text = try section("evidence")
        #expect(text.contains("A missed look counts for nothing") && text.contains("id=\"indicator-I06\""))
        #expect(text.contains("55 (30–75)") && text.contains("99 (95–99.5)") == false && text.contains("98 (95–99.5)"))
    }

    @Test("The matrix tells each cell by its letters, and both methods stand side by side")
    func matrix() throws {
        let text = try section("competing")
        let row = try #require(text.components(separatedBy: "<tr>").first { $0.contains("#indicator-I01") })
        let cells = row.components(separatedBy: "<span>").dropFirst().map { $0.prefix { $0 != "<" } }
        #expect(cells == ["C", "I", "CC", "I", "II"])
        #expect(row.contains("<td>high</td><td>high</td>"))
        // H1 and H3 share the first rank of inconsistency.
        #expect(text.components(separatedBy: "1 (shared)").count == 3)
        #expect(
            text.contains("Where both methods disagree") && text.contains("More evidence can only raise inconsistency"))
    }

    @Test("The course has a line for each hypothesis that holds until the next step, and its moves as text")
    func course() throws {
        let opening = "<script type=\"application/json\" id=\"plot-course-data\">"
        let from = try #require(Self.html.range(of: opening)).upperBound
        let until = try #require(Self.html.range(of: "</script>", range: from..<Self.html.endIndex)).lowerBound
        let figure = try #require(
            JSONSerialization.jsonObject(with: Data(Self.html[from..<until].utf8)) as? [String: any Sendable])
        let traces = try #require(figure["data"] as? [[String: any Sendable]])
        #expect(traces.compactMap { $0["name"] as? String } == ["H1", "H2", "H3", "H4", "H5"])
        let times = try #require(traces.first?["x"] as? [String])
        #expect(times.count == 4 && times.dropFirst().first == "2024-10-20T00:00:00Z" && times[0] < times[1])
        let last = traces.compactMap { ($0["y"] as? [Double])?.last }
        for (value, published) in zip(last, SampleJudgement.published) {
            #expect(abs(value / 100 - published) < 0.0006)
        }
        #expect(Set(traces.compactMap { ($0["line"] as? [String: any Sendable])?["dash"] as? String }).count == 5)
        let text = try section("course")
        #expect(text.contains("from the beginning") && text.contains("could not be judged → seen"))
        #expect(text.contains("gone (not in this report)") && text.contains(">2024-12-01<"))
        #expect(Self.html.contains("<script>window.Plotly = {};</script>"))
    }

    @Test("Without plotly.js the course's moves are there, and the chart's place says what is missing")
    func bare() throws {
        var content = Self.content()
        content.plotLibrary = nil
        let page = checked(content)
        #expect(!page.ids.contains("plot-course") && page.says("The chart needs plotly.js"))
        #expect(page.says("could not be judged → seen"))
    }

    @Test("Every chart has a text, and every table a caption and scopes")
    func accessible() throws {
        for anchor in ["judgement", "evidence", "course", "competing", "hangs-on", "collect", "questions", "analysts"] {
            let text = try section(anchor)
            for drawing in PageUnderTest(text).drawings where !drawing.contains("class=\"swatch\"") {
                #expect(drawing.contains("role=\"img\"") && drawing.contains("aria-label=\""))
            }
            for table in text.components(separatedBy: "<table").dropFirst() {
                #expect(table.contains("<caption>") && table.contains("scope=\"col\""))
                #expect(table.contains("scope=\"row"))
            }
        }
    }

    @Test("The remaining sections say what was told to them")
    func rest() throws {
        let hangs = try section("hangs-on")
        #expect(hangs.contains("H3 in place of") == false && hangs.contains("H1 leads from a prior of 41.6\u{A0}% on"))
        #expect(hangs.contains("69.2\u{A0}% as told"))
        #expect(try section("collect").contains("less than 0.001"))
        #expect(
            try section("analysts").contains("−16.2") && section("analysts").contains("Second reader (weight 1.00)"))
        #expect(try section("other-side").contains("reaches 35.2\u{A0}%"))
        #expect(try section("assumptions").contains("caveated") && section("assumptions").contains("unknown"))
        #expect(try section("contradictions").contains("Facts: plant-stopped."))
        let sources = try section("sources")
        let order = ["R1", "R2", "R10"].compactMap { sources.range(of: "id=\"source-\($0)\"")?.lowerBound }
        #expect(order.count == 3 && order == order.sorted())
    }
}
