import Evidence
import Findings
import Foundation
import Sites

/// Through time: what the looks at each zone tell together, each sentence with the looks that it rests on.
extension ReportPage {
    func activitySection(_ page: inout MarkupWriter) {
        page.element(
            "p",
            text:
                "What the looks at each zone tell together. A mark is a look that could tell: filled where some were counted, "
                + "half-filled where what was counted may be none, hollow where none was seen; where nothing could be told there is no "
                + "mark. Sentences say what the looks do not exclude; lengths of a visit in them are assumptions, and a rate "
                + "above the one that is named is excluded with the confidence that is named. Days in sentences are those of "
                + (content.case.timeZone ?? "UTC, as the case names no time zone") + ".")
        var number = 0
        for zone in content.case.site.zones {
            let looks = content.activity.looks.first { $0.zone == zone.id }
            let series = content.activity.series.filter { $0.zone == zone.id }
            let findings = content.activity.findings.filter { $0.zone == zone.id }
            guard looks != nil, !series.isEmpty || !findings.isEmpty else { continue }
            number += 1
            page.element("h3", ["id": "activity-\(number)"], text: zone.name)
            if let looks { page.element("p", text: summary(of: looks)) }
            if !series.isEmpty {
                chart(
                    &page, try? ActivityFigure(zone: zone.name, looks: looks, series: series).figure(),
                    name: "plot-activity-\(number)")
            }
            var arrivals: [(finding: Finding, arrival: DatedArrival)] = []
            var others: [Finding] = []
            for finding in findings {
                if case .arrival(let arrival) = finding.content {
                    arrivals.append((finding, arrival))
                } else {
                    others.append(finding)
                }
            }
            for (place, entry) in arrivals.enumerated() {
                arrival(&page, entry.finding, entry.arrival, name: "\(number)-\(place + 1)")
            }
            if !others.isEmpty {
                page.element("ul", ["class": "findings"]) { page in
                    for finding in others { item(&page, finding) }
                }
            }
        }
    }

    /// A chart with its text, or what is missing for it.
    func chart(_ page: inout MarkupWriter, _ figure: PlotFigure?, name: String) {
        guard let figure, content.plotLibrary != nil else {
            return page.element(
                "p", ["class": "absent"],
                text: "The chart needs plotly.js, which was not at hand when the report was written.")
        }
        page.element("figure") { page in
            figure.draw(&page, name: name)
            page.element("figcaption", text: figure.alternative)
        }
    }

    private func summary(of looks: ZoneLooks) -> String {
        func count(_ usability: Look.Usability) -> Int { looks.looks.count { $0.usability == usability } }
        var text =
            "\(Wording.count(looks.looks.count, "look")): \(count(.usable)) usable, \(count(.partial)) in part, "
            + "\(count(.notUsable)) not."
        if let gaps = looks.gaps {
            text +=
                " Between those that could see lie \(Wording.number(gaps.shortest)) to \(Wording.number(gaps.longest)) days, "
                + "\(Wording.number(gaps.median)) on the median."
        }
        return text + looks.remarks.map { " \($0.prefix(1).uppercased() + $0.dropFirst())." }.joined()
    }

    /// A finding: its sentence, and links to what it rests on.
    private func item(_ page: inout MarkupWriter, _ finding: Finding) {
        page.element("li", ["id": "finding-" + finding.id]) { page in
            page.text(finding.sentence)
            let known = finding.looks.filter { index.lookByID[$0] != nil }
            guard !known.isEmpty else { return }
            page.element("details") { page in
                page.element("summary", text: "rests on \(Wording.count(known.count, "look"))")
                page.element("p") { page in
                    for (number, look) in known.enumerated() {
                        if number > 0 { page.text(", ") }
                        link(&page, toLook: look)
                    }
                }
            }
        }
    }
}
