import Findings
import Foundation
import Inquiry
import Scenarios
import Testing

@testable import Reporting

@Suite("Schedules in a report")
struct ScheduleSectionTests {
    private static func range(_ low: Double, _ middle: Double, _ high: Double) -> PhaseTimes.Range {
        .init(p10: low, p50: middle, p90: high)
    }

    private static func effect(_ saved: Double) -> SupportEffect {
        SupportEffect(
            support: "parts", text: "spare <parts>", alone: Spread(certain: 20 - saved), saves: Spread(certain: saved),
            withoutIt: Spread(certain: 20), costs: Spread(certain: saved))
    }

    /// Two phases and a rework, one milestone; the second scenario saves two months.
    private static func content(begins: String?) throws -> ReportContent {
        var content = DemoContent.make()
        let scenarios = try ["own", "help & more"].enumerated().map { number, id in
            let spread = Spread(
                percentiles: (1...99).map { 20 + Double($0 - 50) / 10 - Double(number) }, mean: 20, deviation: 3)
            let outcome = Outcome(
                id: "schedule.end", scenario: id, text: "done", unit: "month", spread: spread, formula: "f", inputs: [])
            var milestone = MilestoneFinding(
                milestone: "end", outcome: outcome,
                criticality: [
                    .init(phase: "a", text: "a <dig>", share: 0.75), .init(phase: "b", text: "b", share: 0.25),
                    .init(phase: "c", text: "c", share: 0.1),
                ],
                tornado: [
                    TornadoBar(
                        input: "a", text: "duration of a work with a name of more than thirty letters", values: (1, 9),
                        medians: (15, 26), means: (16, 25)),
                    TornadoBar(input: "b", text: "b", values: (1, 9), medians: (19, 21), means: (19.5, 20.5)),
                ], supports: [effect(number == 0 ? 0 : 2)])
            var schedule = ScheduleFinding(scenario: id, timeUnit: "month", samples: 1000, milestones: [])
            if let begins {
                let calendar = ScheduleCalendar(begins: try CalendarSpan(begins), daysPerUnit: 365 / 12.0)
                schedule.calendar = calendar
                milestone.dates = MilestoneDates(spread, by: calendar)
            }
            schedule.milestones = [milestone]
            schedule.phases = [
                PhaseTimes(phase: "b", text: "b", needed: 1, begins: range(4, 5, 6), ends: range(12, 15, 18)),
                PhaseTimes(phase: "a", text: "a <dig>", needed: 1, begins: range(0, 0, 0), ends: range(4, 5, 6)),
                PhaseTimes(phase: "c", text: "c", needed: 0.2, begins: range(12, 15, 18), ends: range(15, 17, 22)),
                PhaseTimes(phase: "never", text: "never", needed: 0, begins: nil, ends: nil),
            ]
            schedule.phaseSamples = 1000
            var finding = ScenarioFinding(scenario: id, text: id, outcomes: [outcome])
            finding.schedule = schedule
            return finding
        }
        content.scenarios = ReportContent.Scenarios(
            study: ScenarioStudy(samples: 1000, seed: 7, scenarios: scenarios), model: ScenarioModel(scenarios: []))
        return content
    }

    private static func page(begins: String? = "2025-01-15") throws -> PageUnderTest {
        PageUnderTest(HTMLReport().html(try content(begins: begins)))
    }

    /// The numbers of an attribute of all elements of a class.
    private static func numbers(_ attribute: String, of kind: String, in drawing: String) -> [Double] {
        drawing.components(separatedBy: "class=\"\(kind)\"").dropFirst().compactMap { part in
            let element = part.components(separatedBy: "/>")[0]
            let parts = element.components(separatedBy: " \(attribute)=\"")
            return parts.count > 1 ? Double(parts[1].prefix { $0 != "\"" }) : nil
        }
    }

    @Test func `bars go from the median begin to the median end on one scale with the marks`() throws {
        let page = try Self.page()
        #expect(WellFormedness.fault(in: page.withoutStyleAndScript) == nil && page.danglingLinks == [])
        let drawings = page.drawings.filter { $0.contains("class=\"chart schedule\"") }
        #expect(drawings.count == 2)
        let drawing = try #require(drawings.first)
        // In the order of their begins: a 0 to 5, b 5 to 15.
        let (x, width) = (Self.numbers("x", of: "work", in: drawing), Self.numbers("width", of: "work", in: drawing))
        let (height, dashed) = (
            Self.numbers("height", of: "work", in: drawing), Self.numbers("x", of: "work perhaps", in: drawing)
        )
        try #require(x.count == 2 && width.count == 2 && dashed.count == 1)
        #expect(abs(width[1] - 2 * width[0]) < 0.03 && abs(x[1] - x[0] - width[0]) < 0.03)
        #expect(abs(dashed[0] - x[0] - 3 * width[0]) < 0.05)
        // The more often critical, the thicker.
        #expect(height[0] > height[1])
        // Marks of the scale: equally far apart, the first at 0, where a begins.
        let marks = Self.numbers("x1", of: "rule", in: drawing)
        #expect(abs(try #require(marks.first) - x[0]) < 0.01)
        // Nothing is drawn of a begin that is certain: a tent above for b and c, one below for each.
        #expect(drawing.components(separatedBy: "class=\"fan\"").count == 3)
        #expect(drawing.components(separatedBy: "class=\"fan end\"").count == 4)
        #expect(drawing.components(separatedBy: "class=\"milestone\"").count == 2)
        for text in [">75\u{A0}%<", ">25\u{A0}%<", "needed in", ">20 (16 to 24)<", ">2025-07<"] {
            #expect(drawing.contains(text), "\(text)")
        }
        // Both scenarios stand on one scale.
        #expect(Self.numbers("x1", of: "rule", in: drawings[1]) == marks)
    }

    @Test func `the picture's alternative tells begins, ends, critical shares and dates`() throws {
        let page = try Self.page()
        #expect(
            page.says("a &lt;dig&gt; 0 to 5, critical in 75\u{A0}%")
                || page.says("a &lt;dig&gt; 0 to 5, critical in 75"))
        // 20 and 16 months of 365 ÷ 12 days after 15 January 2025, by Python's dates: 15 September 2026 and 16 May 2026.
        #expect(page.says("done is reached after 20 (16 to 24), about September 2026 (May 2026 to January 2027)"))
        #expect(!page.says("never"))
        #expect(page.says("As dates, for work that begins: 15 January 2025"))
    }

    @Test func `without a begin nothing is dated`() throws {
        let page = try Self.page(begins: nil)
        #expect(page.drawings.contains { $0.contains("class=\"chart schedule\"") })
        #expect(!page.says("As dates") && !page.says("September 2026") && !page.says(">2025-07<"))
    }

    @Test func `a tornado stands around its base, names stay whole, and a table of zeros is left out`() throws {
        let page = try Self.page()
        let drawing = try #require(page.drawings.first { $0.contains("tornado ranges") })
        let base = Self.numbers("x1", of: "base", in: drawing)
        let (low, wide) = (Self.numbers("x", of: "low", in: drawing), Self.numbers("width", of: "low", in: drawing))
        let high = Self.numbers("x", of: "high", in: drawing)
        try #require(base.count == 1 && low.count == 2 && high.count == 2)
        #expect(abs(low[0] + wide[0] - base[0]) < 0.02 && abs(high[0] - base[0]) < 0.02)
        // 4 and 0.5 months below the mean of 20.
        #expect(abs(wide[0] - 8 * wide[1]) < 0.1)
        for text in [">16<", ">25<", ">19.5<", ">20.5<", "20 with all drawn", "more than thirty letters"] {
            #expect(drawing.contains(text), "\(text)")
        }
        // Support changes nothing in the first scenario.
        #expect(page.html.components(separatedBy: "What each kind of support does").count == 3)
    }

    @Test func `names are wrapped between words`() {
        #expect(
            WrappedText.lines("relaying the railway to the port", width: 20) == ["relaying the railway", "to the port"])
        #expect(WrappedText.lines("", width: 20) == [""])
        #expect(WrappedText.lines("abcdefgh", width: 3) == ["abc", "de…"])
        #expect(WrappedText.lines(String(repeating: "a b ", count: 100_000), width: 9).count == 2)
    }

    @Test func `groups of digits stay in one line`() {
        #expect(Wording.held("56 000 (12 000 to 60 000) t") == "56\u{A0}000 (12\u{A0}000 to 60\u{A0}000) t")
    }
}
