import Evidence
import Foundation
import Sites

/// Counts through time: one small chart for each zone and quantity, all on one axis.
extension ReportPage {
    func countSection(_ page: inout MarkupWriter) {
        guard !content.case.site.zones.isEmpty else {
            page.element("p", ["class": "absent"], text: "The site has no zones, so nothing is counted by place.")
            return
        }
        let timed = index.scenes.compactMap(\.time)
        guard let first = timed.map(\.start).min(), let last = timed.map(\.end).max() else {
            page.element(
                "p", ["class": "absent"],
                text: index.scenes.isEmpty
                    ? "There are no scenes, so there is nothing to draw through time."
                    : "No scene has a time, so counts cannot be drawn through time; the table of looks has them.")
            return
        }
        let timeless = index.scenes.count - timed.count
        if timeless > 0 {
            page.element(
                "p", ["class": "absent"],
                text: "\(Wording.count(timeless, "scene")) without a time cannot be drawn here; "
                    + "the table of looks has their counts.")
        }
        let period = shownPeriod(first: first, last: last)
        let axis = TimeAxis(
            start: period.start, end: period.end, left: CountChart.left, right: CountChart.right)
        if let sentence = period.remark { page.element("p", text: sentence) }
        chartKey(&page)
        let charts = charts(on: axis, longestJoin: longestJoin(timed))
        guard !charts.isEmpty else {
            page.element("p", ["class": "absent"], text: "No zone was looked at in any scene, so there are no counts.")
            return
        }
        page.element("div", ["class": "charts"]) { page in
            for chart in charts {
                page.element("figure") { page in
                    page.element("figcaption", text: chart.title)
                    chart.draw(&page)
                }
            }
        }
    }

    /// The charts in the site's order of zones.
    func charts(on axis: TimeAxis, longestJoin: Double) -> [CountChart] {
        var charts: [CountChart] = []
        for zone in content.case.site.zones where index.zoneByID[zone.id] == zone {
            let looks = (index.looksOfZone[zone.id] ?? []).filter { index.time(of: $0) != nil }
            guard !looks.isEmpty else { continue }
            var series: [(quantity: String, model: ModelReference?)] = []
            for observation in looks.flatMap({ index.wholeObservations(of: $0) })
            where !series.contains(where: { $0 == (observation.quantity, observation.model) }) {
                series.append((observation.quantity, observation.model))
            }
            series.sort { ($0.quantity, $0.model?.name ?? "") < ($1.quantity, $1.model?.name ?? "") }
            let severalModels = Set(series.map(\.model?.sha256)).count > 1
            if series.isEmpty { series = [("no quantity was counted", nil)] }
            for (quantity, model) in series {
                var title = "\(zone.name): \(quantity)"
                if severalModels, let model { title += " (\(model.name) \(Wording.short(model.sha256)))" }
                charts.append(
                    CountChart(
                        title: title, points: looks.compactMap { point($0, quantity, model, severalModels) },
                        axis: axis, longestJoin: longestJoin, name: "chart-\(charts.count + 1)"))
            }
        }
        return charts
    }

    private func point(
        _ look: Look, _ quantity: String, _ model: ModelReference?, _ severalModels: Bool
    ) -> CountChart.Point? {
        guard let time = index.time(of: look) else { return nil }
        let observation = index.observationsOfLook[look.id]?.first {
            $0.quantity == quantity && (!severalModels || $0.model == model)
        }
        let when = Wording.time(time)
        let link = observation.map { Anchor.observation($0.id) } ?? Anchor.look(look.id)
        guard look.usability != .notUsable else {
            let why = look.reasons.isEmpty ? "" : ": " + Wording.list(look.reasons.map(Wording.clause))
            return .init(time: time, kind: .notUsable, link: link, label: "\(when): look not usable\(why)")
        }
        guard let observation else {
            return .init(time: time, kind: .undetermined, link: link, label: "\(when): no count was made")
        }
        guard case .count(let count, let low, let high, _, _) = observation.result else {
            return .init(
                time: time, kind: .undetermined, link: link, label: "\(when): " + Wording.result(observation.result))
        }
        let share = index.processedShare(of: look.scene, model: observation.model)
        let isWhole = look.usability == .usable && share == nil
        return .init(
            time: time, kind: .count(count, low: low, high: high, isWhole: isWhole), link: link,
            label: "\(when): \(Wording.result(observation.result))" + remark(look, observation, before: "; "))
    }

    /// What a count holds for, where that is not the whole zone: empty for a whole one.
    func remark(_ look: Look?, _ observation: Observation, before separator: String) -> String {
        guard let look else { return "" }
        var parts: [String] = []
        if look.usability == .partial {
            parts.append("holds for the \(Wording.percent(look.visibleShare)) of the zone that was visible")
        }
        if let share = index.processedShare(of: look.scene, model: observation.model) {
            parts.append("\(Wording.percent(share)) of the scene was processed")
        }
        return parts.isEmpty ? "" : separator + parts.joined(separator: "; ")
    }

    /// The span that the axis shows: the scenes', widened to the question's where that is not much longer.
    private func shownPeriod(first: Date, last: Date) -> (start: Date, end: Date, remark: String?) {
        let start = min(first, content.case.period.start ?? first)
        let end = max(last, content.case.period.end ?? last)
        let seen = last.timeIntervalSince(first)
        if start == first, end == last { return (first, last, nil) }
        if seen >= 0.15 * end.timeIntervalSince(start) { return (start, end, nil) }
        return (
            first, last,
            "The axis shows only the time from the first scene to the last. "
                + "Outside of it no scene covers the period that the question is about."
        )
    }

    /// Twice the median time between neighbouring scenes, in seconds.
    private func longestJoin(_ times: [AcquisitionTime]) -> Double {
        let days = times.map(\.middle).sorted()
        let steps = zip(days, days.dropFirst()).map { $1.timeIntervalSince($0) }.filter { $0 > 0 }.sorted()
        return steps.isEmpty ? 0 : 2 * steps[steps.count / 2]
    }

    private func chartKey(_ page: inout MarkupWriter) {
        page.element("p", ["class": "key"]) { page in
            page.text(
                "● count in a usable look, with the interval that holds the true number (80 % unless its entry says "
                    + "otherwise) · ○ count for a part of the zone or scene · ■ or □ the instant is not "
                    + "known: a stroke as long as the day or span in which the scene was taken · ? looked, but no "
                    + "count · × look not usable · shaded: no usable look. A line joins neighbouring usable looks only. "
                    + "Each mark leads to its entry.")
        }
    }
}
