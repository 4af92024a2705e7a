import Findings
import Foundation
import Inquiry

/// When the phases of a schedule begin and end, a row each: a bar from the median begin to the median end, as thick as the phase is critical, a
/// tent above it over 10 to 90 % of the begin and one below it over 10 to 90 % of the end, with their peaks at the medians. Milestones stand
/// below, as diamonds on a line from 10 to 90 %. It reads without colour.
struct ScheduleChart {
    /// The scenario's name.
    let scenario: String
    let schedule: ScheduleFinding
    /// Times that the scale holds beside its own, so that the pictures of several scenarios have one scale.
    var others: [Double] = []

    /// Rows of phases at most; those that begin first stand there.
    static let mostRows = 60
    static let width = 900.0
    static let left = 250.0
    static let right = 800.0
    static let row = 32.0

    /// Where the first row begins; dates stand above it.
    var top: Double { schedule.calendar == nil ? 30 : 50 }

    /// The phases that are needed in some draw, by their median begin and end.
    var rows: [(phase: PhaseTimes, begins: PhaseTimes.Range, ends: PhaseTimes.Range)] {
        let known = schedule.phases.compactMap { phase in
            phase.begins.flatMap { begins in phase.ends.map { (phase: phase, begins: begins, ends: $0) } }
        }
        let order = known.indices.sorted {
            (known[$0].begins.p50, known[$0].ends.p50, $0) < (known[$1].begins.p50, known[$1].ends.p50, $1)
        }
        return order.prefix(Self.mostRows).map { known[$0] }
    }

    /// How often each phase is critical to the last milestone, by id.
    var shares: [String: Double] {
        Dictionary((schedule.milestones.last?.criticality ?? []).map { ($0.phase, $0.share) }) { first, _ in first }
    }

    /// The first and the last times that it shows.
    var times: [Double] {
        rows.flatMap { [$0.begins.p10, $0.ends.p90] }
            + schedule.milestones.flatMap { [$0.outcome.spread.p10, $0.outcome.spread.p90] }
    }

    func draw(_ page: inout MarkupWriter) {
        let (rows, shares) = (rows, shares)
        let axis = ValueAxis(times + others, from: Self.left, to: Self.right)
        let middle = top + Double(rows.count) * Self.row
        let bottom = middle + Double(schedule.milestones.count) * Self.row + 8
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(Wording.coordinate(Self.width)) \(Wording.coordinate(bottom + 46))",
                "class": "chart schedule", "role": "img", "aria-label": alternative,
            ]
        ) { page in
            scales(&page, axis, bottom)
            text(&page, Self.width - 6, top - 10, "end", "critical in")
            for (number, row) in rows.enumerated() {
                let y = top + (Double(number) + 0.5) * Self.row
                let needed = row.phase.needed < 1 ? " (needed in \(Wording.percent(row.phase.needed)))" : ""
                page.rowName(row.phase.text + needed, Self.left - 12, middle: y, width: 35)
                let share = shares[row.phase.phase]
                bar(&page, axis, row.begins, row.ends, y, share ?? 0, isAlways: row.phase.needed >= 1)
                text(&page, Self.width - 6, y + 4, "end", share.map(Wording.percent) ?? "–", "name")
            }
            page.line("base", Self.left, middle + 4, Self.right, middle + 4)
            for (number, milestone) in schedule.milestones.enumerated() {
                mark(&page, axis, milestone, middle + 8 + (Double(number) + 0.5) * Self.row)
            }
        }
    }

    private func bar(
        _ page: inout MarkupWriter, _ axis: ValueAxis, _ begins: PhaseTimes.Range, _ ends: PhaseTimes.Range,
        _ y: Double, _ share: Double, isAlways: Bool
    ) {
        let half = 1.5 + 2.5 * min(1, max(0, share))
        for (range, side) in [(begins, -1.0), (ends, 1)] where range.p10 < range.p90 {
            let edge = y + side * half
            let points = [(range.p10, 0.0), (range.p50, 9), (range.p90, 0)].map { time, height in
                "\(Wording.coordinate(axis.place(time))) \(Wording.coordinate(edge + side * height))"
            }
            page.leaf("path", ["class": side < 0 ? "fan" : "fan end", "d": "M" + points.joined(separator: "L") + "Z"])
        }
        let (start, end) = (axis.place(begins.p50), axis.place(ends.p50))
        page.leaf(
            "rect",
            [
                "class": isAlways ? "work" : "work perhaps", "x": Wording.coordinate(start),
                "y": Wording.coordinate(y - half), "width": Wording.coordinate(max(1, end - start)),
                "height": Wording.coordinate(2 * half),
            ])
    }

    private func mark(_ page: inout MarkupWriter, _ axis: ValueAxis, _ milestone: MilestoneFinding, _ y: Double) {
        let spread = milestone.outcome.spread
        let (low, middle, high) = (axis.place(spread.p10), axis.place(spread.p50), axis.place(spread.p90))
        page.rowName(milestone.outcome.text, Self.left - 12, middle: y, width: 35)
        page.line("reach", low, y, high, y)
        for end in [low, high] { page.line("reach", end, y - 5, end, y + 5) }
        let shape = "M\(Wording.coordinate(middle)) \(Wording.coordinate(y - 7))l7 7l-7 7l-7 -7Z"
        page.leaf("path", ["class": "milestone", "d": shape])
        // The numbers stand where there is more room.
        let isRight = Self.width - high > low - Self.left
        let (x, anchor) = isRight ? (max(high, middle + 7) + 6, "start") : (min(low, middle - 7) - 6, "end")
        text(&page, x, milestone.dates == nil ? y + 4 : y - 2, anchor, Wording.held(spread.text), "name")
        if let dates = milestone.dates { text(&page, x, y + 11, anchor, dates.middle) }
    }

    func text(
        _ page: inout MarkupWriter, _ x: Double, _ y: Double, _ anchor: String, _ text: String, _ kind: String? = nil
    ) {
        page.element(
            "text",
            ["class": kind, "x": Wording.coordinate(x), "y": Wording.coordinate(y), "text-anchor": anchor], text: text)
    }
}
