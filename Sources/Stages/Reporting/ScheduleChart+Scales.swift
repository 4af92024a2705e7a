import Findings
import Foundation
import Inquiry

extension ScheduleChart {
    /// Times along the foot, and dates along the head where the begin of the work is known.
    func scales(_ page: inout MarkupWriter, _ axis: ValueAxis, _ bottom: Double) {
        for mark in axis.marks {
            page.line("rule", axis.place(mark), top, axis.place(mark), bottom)
            text(&page, axis.place(mark), bottom + 16, "middle", axis.text(mark))
        }
        text(
            &page, (Self.left + Self.right) / 2, bottom + 38, "middle",
            "\(schedule.timeUnit)s from the begin of the work")
        guard let calendar = schedule.calendar else { return }
        page.line("base", Self.left, top - 4, Self.right, top - 4)
        for (time, label) in dates(axis, calendar) {
            page.line("tick", axis.place(time), top - 8, axis.place(time), top - 4)
            text(&page, axis.place(time), top - 13, "middle", label)
        }
    }

    /// Round dates within the axis, as times and in words, counted from the first day on which the work may begin.
    private func dates(_ axis: ValueAxis, _ calendar: ScheduleCalendar) -> [(time: Double, label: String)] {
        func date(_ time: Double) -> Date {
            let days = min(3e7, max(-3e7, time * calendar.daysPerUnit))
            return calendar.begins.start + days * 86_400
        }
        let (first, last) = (date(axis.low), date(axis.high))
        return TimeAxis(start: first, end: last, left: Self.left, right: Self.right).ticks(limit: 8)
            .filter { $0.date >= first && $0.date <= last }
            .map { ($0.date.timeIntervalSince(calendar.begins.start) / 86_400 / calendar.daysPerUnit, $0.label) }
    }

    /// What it shows, for those who cannot see it.
    var alternative: String {
        func digits(_ value: Double) -> String { Quantity.digits(value, significant: 3) }
        let shares = shares
        let shown = rows.prefix(20)
        var parts = shown.map { row in
            let critical = shares[row.phase.phase].map { ", critical in \(Wording.percent($0))" } ?? ""
            return "\(row.phase.text) \(digits(row.begins.p50)) to \(digits(row.ends.p50))\(critical)"
        }
        if rows.count > shown.count { parts.append("\(rows.count - shown.count) more phases") }
        parts += schedule.milestones.map { milestone in
            let dates = milestone.dates.map { ", \($0.text)" } ?? ""
            return "\(milestone.outcome.text) is reached after \(milestone.outcome.spread.text)\(dates)"
        }
        return "Phases of the scenario “\(scenario)” from median begin to median end in \(schedule.timeUnit)s: "
            + parts.joined(separator: "; ") + "."
    }

    /// What it shows, beneath it.
    var caption: String {
        let all = schedule.phases.count { $0.begins != nil }
        let cut = all > rows.count ? " Of \(all) phases the first \(rows.count) are shown." : ""
        let last = schedule.milestones.last.map { " to “\($0.outcome.text)”" } ?? ""
        let dates = schedule.calendar.map { calendar -> String in
            let days = calendar.begins.lastDay - calendar.begins.firstDay
            let later = days > 0 ? "; they are up to \(Wording.count(days, "day")) later if it begins later" : ""
            return
                " The work begins: \(calendar.begins.words); dates at the head count from the first day of that\(later)."
        }
        return
            "Scenario “\(scenario)”. Bars go from the median begin to the median end; the tent above a bar spans 10 to 90 % of its begin, the "
            + "one below 10 to 90 % of its end, from \(schedule.phaseSamples) draws. The thicker a bar, the more often the phase lies on the "
            + "longest way\(last); dashed bars are needed in some draws only and show those. Diamonds are medians of milestones, with 10 to 90 %."
            + (dates ?? "") + cut
    }
}
