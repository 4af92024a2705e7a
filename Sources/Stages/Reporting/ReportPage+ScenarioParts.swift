import Findings
import Inquiry

/// What stands behind the numbers of scenarios: what the schedule hangs on, what binds the flow, how far caps are used, what amounts mean.
extension ReportPage {
    /// Writes what belongs to a group of numbers beside its table.
    func parts(_ page: inout MarkupWriter, of prefix: String, _ study: ScenarioStudy) {
        switch prefix {
        case "schedule":
            dates(&page, study)
            schedules(&page, study)
            said(&page, study.sentences(\.scheduleSentences))
            if let outside = study.outside { self.outside(&page, outside) }
            for finding in study.scenarios { if let schedule = finding.schedule { hangs(&page, schedule, finding) } }
        case "scale":
            said(&page, study.sentences(\.scaleSentences))
            for (finding, shown) in study.distinct(\.scales) {
                for scale in shown {
                    self.scale(&page, scale, isAlone(study.distinct(\.scales)) ? "" : " (\(finding.scenario))")
                }
            }
        case "plant": said(&page, study.sentences(\.plantSentences))
        case "consequence": said(&page, study.sentences(\.consumerSentences))
        case "flow":
            said(&page, study.sentences(\.flowSentences))
            let flows = study.distinct { $0.flow.map { [$0] } ?? [] }
            for (finding, shown) in flows {
                for flow in shown { self.flow(&page, flow, isAlone(flows) ? "" : " Scenario: \(finding.scenario).") }
            }
        case "sanctions":
            said(&page, study.sentences(\.capSentences))
            caps(&page, study)
        default: break
        }
    }

    private func isAlone<Part>(_ shown: [(ScenarioFinding, Part)]) -> Bool { shown.count < 2 }

    private func said(_ page: inout MarkupWriter, _ sentences: [String]) {
        guard !sentences.isEmpty else { return }
        page.element("ul", ["class": "findings"]) { page in
            for sentence in sentences { page.element("li", text: sentence) }
        }
    }

    private func outside(_ page: inout MarkupWriter, _ view: OutsideView) {
        page.element("h4", text: "From outside: " + view.text)
        page.element("ul", ["class": "findings"]) { page in
            for sentence in view.sentences { page.element("li", text: sentence) }
        }
    }

    /// What was seen against what could have taken it.
    private func scale(_ page: inout MarkupWriter, _ finding: ScaleTestFinding, _ scenario: String) {
        page.element("h4", text: "\(finding.observed)\(scenario)")
        let loads = finding.alternatives.map { alternative in
            alternative.load.map { "Each \(Quantity.digits($0, significant: 3)) t" } ?? "In all"
        }
        let heads = ["Need"] + loads + ["What it takes", "Carriers a day"]
        table(
            &page, caption: "How long \(finding.observed) last each need", heads: heads,
            numeric: Set(heads.dropFirst()), kind: "scores scales"
        ) { page in
            for line in finding.lines {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"], text: "\(line.text) (\(line.purpose))")
                    for index in finding.alternatives.indices {
                        let covered =
                            line.coversByAlternative.indices.contains(index) ? line.coversByAlternative[index] : nil
                        page.element(
                            "td", ["class": "number"],
                            text: covered.map { "\(Wording.held($0.text)) \(line.covers?.unit ?? "")" } ?? "–")
                    }
                    page.element(
                        "td", ["class": "number"],
                        text: line.takes.map { "\(Wording.held($0.spread.text)) \($0.unit)" } ?? "–"
                    )
                    page.element(
                        "td", ["class": "number"], text: line.carriersADay.map { Wording.held($0.spread.text) } ?? "–")
                }
            }
        }
    }

    private func flow(_ page: inout MarkupWriter, _ flow: FlowFinding, _ scenario: String) {
        page.element("figure", ["class": "frame", "tabindex": "0"]) { page in
            FlowFigure(flow: flow).draw(&page)
            page.element(
                "figcaption",
                text:
                    "What can pass each way, in t/d, and how often it bounds the flow. Full lines are open, dashed ones of unknown "
                    + "state, dotted ones closed or limited.\(scenario)")
        }
    }

    private func caps(_ page: inout MarkupWriter, _ study: ScenarioStudy) {
        page.element("figure", ["class": "frame", "tabindex": "0"]) { page in
            if capChart(&page, study) {
                page.element("figcaption", text: "Bars go from 10 to 90 %, the mark is the median; ≥ is a lower bound.")
            }
        }
    }

    /// How far caps are used, a bar for each arm, period and scenario; false where no cap is held against a delivery.
    func capChart(_ page: inout MarkupWriter, _ study: ScenarioStudy) -> Bool {
        let shared = Set(study.sharedOutcomes.map(\.id))
        var rows: [RangeChart.Row] = []
        for (number, finding) in study.scenarios.enumerated() {
            for instrument in finding.instruments {
                for arm in instrument.arms {
                    for use in arm.uses {
                        guard let ratio = use.ratio, number == 0 || !shared.contains(ratio.id) else { continue }
                        let name = "\(instrument.instrument) \(instrument.period.text.prefix(4)), \(arm.arm)"
                        let scenario =
                            shared.contains(ratio.id) || study.scenarios.count == 1 ? "" : " (\(finding.scenario))"
                        rows.append(RangeChart.Row(name: use.bound.sign + name + scenario, ratio.spread))
                    }
                }
            }
        }
        guard !rows.isEmpty else { return false }
        RangeChart(
            alternative: "How much of each cap is used.", foot: "multiples of the cap, 10 to 90 %",
            rows: Array(rows.prefix(40)), bound: (1, "cap")
        ).draw(&page)
        return true
    }
}
