import Findings
import Inquiry

/// How long it takes: when phases begin and end, dates of milestones, and what these hang on.
extension ReportPage {
    /// A picture of the phases for each scenario, the first open.
    func schedules(_ page: inout MarkupWriter, _ study: ScenarioStudy) {
        let charts = study.scenarios.compactMap { finding in
            finding.schedule.map { ScheduleChart(scenario: finding.scenario, schedule: $0) }
        }.filter { !$0.rows.isEmpty }
        let times = charts.flatMap(\.times)
        for (number, chart) in charts.enumerated() {
            var chart = chart
            chart.others = times
            folded(&page, "When each phase begins and ends: \(chart.scenario)", isOpen: number == 0) { page in
                page.element("figure", ["class": "frame", "tabindex": "0"]) { page in
                    chart.draw(&page)
                    page.element("figcaption", text: chart.caption)
                }
            }
        }
    }

    /// Dates of milestones, a column for each scenario; nothing where nobody states when the work begins.
    func dates(_ page: inout MarkupWriter, _ study: ScenarioStudy) {
        guard let calendar = study.scenarios.compactMap(\.schedule?.calendar).first else { return }
        let columns = study.scenarios.map(\.scenario)
        table(
            &page, caption: "As dates, for work that begins: \(calendar.begins.words)", heads: ["What"] + columns,
            kind: "scores outcomes"
        ) { page in
            for row in study.datedMilestones {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"], text: row.text)
                    for dates in row.dates { page.element("td", text: dates?.text ?? "–") }
                }
            }
        }
    }

    /// What each milestone hangs on in one scenario.
    func hangs(_ page: inout MarkupWriter, _ schedule: ScheduleFinding, _ finding: ScenarioFinding) {
        guard let milestone = schedule.milestones.last, !milestone.tornado.isEmpty else { return }
        folded(&page, "What “\(milestone.outcome.text)” hangs on: \(finding.scenario)", isOpen: false) { page in
            let bars = milestone.tornado.prefix(12)
            let rest = milestone.tornado.count - bars.count
            page.element("figure", ["class": "frame", "tabindex": "0"]) { page in
                InputTornado(
                    name: milestone.outcome.text, unit: schedule.timeUnit, base: milestone.outcome.spread.mean,
                    bars: Array(bars)
                ).draw(&page)
                page.element(
                    "figcaption",
                    text:
                        "Mean time with one input held, all others drawn. Hollow: the input at its 10 %; filled: at its 90 %."
                        + (rest > 0 ? " \(Wording.count(rest, "input")) that move it less are left out." : ""))
            }
            phaseTable(&page, schedule, milestone)
            let supports = milestone.supports
            if supports.contains(where: { !$0.isNothing }) { supportTable(&page, supports, schedule.timeUnit) }
        }
    }

    private func phaseTable(_ page: inout MarkupWriter, _ schedule: ScheduleFinding, _ milestone: MilestoneFinding) {
        let times = Dictionary(schedule.phases.map { ($0.phase, $0) }) { first, _ in first }
        let indices = Dictionary(milestone.sensitivities.map { ($0.input, $0) }) { first, _ in first }
        let heads = ["Phase", "Begins", "Ends", "Critical in", "First-order index", "Total index"]
        let phases = Set(milestone.criticality.map(\.phase))
        var rows: [(text: String, cells: [String], index: Sensitivity?)] = milestone.criticality.map { item in
            let own = times[item.phase]
            let ranges = [own?.begins, own?.ends].map { $0.map(Self.words) ?? "–" }
            return (item.text, ranges + [Wording.probability(item.share)], indices[item.phase])
        }
        for share in milestone.sensitivities where !phases.contains(share.input) {
            rows.append((share.text, ["–", "–", "–"], share))
        }
        table(
            &page,
            caption:
                "When phases begin and end, in \(schedule.timeUnit)s, how often each is on the longest way, and its share of the "
                + "variance (Sobol indices)",
            heads: heads, numeric: Set(heads.dropFirst()), kind: "scores"
        ) { page in
            for (text, cells, index) in rows {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"], text: text)
                    let shares = [index?.first, index?.total].map { $0.map(Self.index) ?? "–" }
                    for cell in cells + shares { page.element("td", ["class": "number"], text: cell) }
                }
            }
        }
    }

    private func supportTable(_ page: inout MarkupWriter, _ supports: [SupportEffect], _ unit: String) {
        let columns = ["Support", "With it alone", "Saves", "Without it", "Costs"]
        table(
            &page, caption: "What each kind of support does, in \(unit)s", heads: columns,
            numeric: Set(columns.dropFirst()), kind: "scores"
        ) { page in
            for effect in supports {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"], text: effect.text)
                    for spread in [effect.alone, effect.saves, effect.withoutIt, effect.costs] {
                        page.element("td", ["class": "number"], text: Wording.held(spread.text))
                    }
                }
            }
        }
    }

    private static func index(_ value: Double) -> String { Wording.number(max(0, value), decimals: 2) }

    private static func words(_ range: PhaseTimes.Range) -> String { Wording.held(range.text) }
}
