import Evidence
import Findings
import Foundation

/// When something arrived: the sentence, the posterior over the weather, and how the answer moves with each assumption.
extension ReportPage {
    /// Writes a dated arrival.
    ///
    /// - Parameters:
    ///   - page: The page.
    ///   - finding: The finding that it belongs to.
    ///   - arrival: Its data.
    ///   - name: Unique on the page: "1-2".
    func arrival(_ page: inout MarkupWriter, _ finding: Finding, _ arrival: DatedArrival, name: String) {
        page.element("div", ["class": "arrival", "id": "finding-" + finding.id]) { page in
            page.element("p") { $0.element("strong", text: finding.sentence) }
            let figure = (try? ArrivalFigure(arrival.window).json()).map {
                PlotFigure(json: $0, alternative: alternative(of: arrival))
            }
            chart(&page, figure, name: "plot-arrival-\(name)")
            if arrival.window.sentences.count > 1 {
                page.element("ul", ["class": "findings"]) { page in
                    for sentence in arrival.window.sentences.dropFirst() { page.element("li", text: sentence) }
                }
            }
            assumptions(&page, of: arrival.window)
            page.element("details") { page in
                page.element("summary", text: "What it rests on")
                page.element("p") { page in
                    page.text("Looks: without it ")
                    link(&page, toLook: arrival.lookWithout)
                    page.text(", with it ")
                    link(&page, toLook: arrival.look)
                    page.text(". Snow was judged on the roofs of ")
                    for (number, detection) in arrival.detections.enumerated() {
                        if number > 0 { page.text(", ") }
                        page.element(
                            "a", ["href": "#" + Anchor.detection(detection)],
                            text: index.numberOfDetection[detection].map { "no. \($0)" } ?? detection)
                    }
                    page.text(".")
                }
                page.element("ul") { page in
                    for parameter in arrival.window.parameters { page.element("li", text: parameter) }
                }
            }
        }
    }

    /// A link to a look, as its time; its id where it is not in the report.
    func link(_ page: inout MarkupWriter, toLook look: String) {
        let time = index.lookByID[look].flatMap { index.sceneByID[$0.scene] }.map { Wording.time($0.time) }
        guard let time else { return page.text(look) }
        page.element("a", ["href": "#" + Anchor.look(look)], text: time)
    }

    /// The assumptions that move the answer, the strongest first.
    private func assumptions(_ page: inout MarkupWriter, of window: ArrivalWindow) {
        let moving = window.assumptions.filter { $0.effect >= 0.005 }
        guard let first = window.windows.first, !moving.isEmpty else { return }
        func told(_ outcome: ArrivalWindow.Outcome) -> String {
            "\(outcome.probability.map { Wording.percent($0) } ?? "impossible") (\(outcome.assumed))"
        }
        page.element("table") { page in
            page.element(
                "caption",
                text:
                    "How the probability of “\(first.name)”, \(Wording.percent(first.span.probability)) as taken, moves with each "
                    + "assumption")
            page.element("thead") { page in
                page.element("tr") { page in
                    for title in ["assumption", "taken", "at the low end", "at the high end"] {
                        page.element("th", ["scope": "col"], text: title)
                    }
                }
            }
            page.element("tbody") { page in
                for assumption in moving {
                    page.element("tr") { page in
                        page.element("th", ["scope": "row"], text: assumption.title)
                        page.element("td", text: assumption.taken)
                        page.element("td", text: told(assumption.low))
                        page.element("td", text: told(assumption.high))
                    }
                }
            }
        }
    }

    private func alternative(of arrival: DatedArrival) -> String {
        let window = arrival.window
        let spans = window.highestDensity.map { span in
            func text(_ date: Date) -> String { window.clock?.text(date) ?? "\(date)" }
            return "\(text(span.start)) to \(text(span.end))"
        }
        return
            "When \(window.subject.prefix(1).lowercased() + window.subject.dropFirst()) arrived, in local time (\(window.timeZone)): "
            + "\(Wording.percent(window.level)) of the probability lies in \(spans.joined(separator: " and ")). Below it the snowfall and "
            + "the air of those hours by \(arrival.weatherTitle)."
    }
}
