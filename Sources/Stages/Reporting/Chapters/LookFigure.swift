import Evidence
import Foundation

/// All looks through time, a row for each zone: filled where the zone could be judged, half where a part of it, hollow where not.
struct LookFigure {
    /// A zone with its looks.
    struct Row {
        let name: String
        let looks: [(time: Date, usability: Look.Usability)]
        /// Looks of which the time is not known.
        let undated: Int

        /// How much they tell: 1 for a usable look, a half for one that is usable in part.
        var information: Double {
            looks.reduce(0) { $0 + ($1.usability == .usable ? 1 : $1.usability == .partial ? 0.5 : 0) }
        }

        func count(_ usability: Look.Usability) -> Int { looks.count { $0.usability == usability } }
    }

    /// The rows that are drawn, and how many are left out.
    let rows: [Row]
    let leftOut: Int

    static let mostRows = 14
    /// Looks of a row up to which each has a mark of its own.
    private static let mostMarks = 300

    private static let width = 860.0
    private static let left = 208.0
    private static let right = 786.0
    private static let top = 24.0
    private static let radius = 4.6
    /// From mark to mark, so that neither hides the other.
    private static let apart = 10.0

    /// Takes rows in the order of the site; nil without a look that can be drawn.
    init?(_ all: [Row]) {
        let told = all.filter { !$0.looks.isEmpty || $0.undated > 0 }
        guard told.contains(where: { !$0.looks.isEmpty }) else { return nil }
        if told.count > Self.mostRows {
            let order = told.indices.sorted {
                told[$0].information == told[$1].information ? $0 < $1 : told[$0].information > told[$1].information
            }
            rows = order.prefix(Self.mostRows).map { told[$0] }
        } else {
            rows = told
        }
        leftOut = told.count - rows.count
    }

    /// A mark and where it stands in its row.
    private struct Mark {
        let x: Double
        /// Units below the middle of the row.
        let offset: Double
        let usability: Look.Usability
    }

    func draw(_ page: inout MarkupWriter) {
        let times = rows.flatMap { $0.looks.map(\.time) }
        guard let first = times.min(), let last = times.max() else { return }
        let axis = TimeAxis(start: first, end: last, left: Self.left, right: Self.right)
        let marks = rows.map { Self.marks($0, axis) }
        let heights = marks.map { row in 24 + 2 * (row.map { abs($0.offset) }.max() ?? 0) }
        let base = Self.top + heights.reduce(0, +)
        let height = base + 64 + (remark.isEmpty ? 0 : 18)
        page.drawing(
            "chart sights", width: Self.width, height: height, title: "Looks through time, by zone", text: text
        ) { page in
            for tick in axis.ticks(limit: 10) {
                page.line("rule", axis.x(tick.date), Self.top, axis.x(tick.date), base)
                page.label(tick.label, axis.x(tick.date), base + 16, anchor: "middle")
            }
            page.label("usable of all", Self.width, Self.top - 8, anchor: "end")
            var y = Self.top
            for (row, (marks, height)) in zip(rows, zip(marks, heights)) {
                let middle = y + height / 2
                page.line("rule", 0, y, Self.width, y)
                page.label(Wording.fitted(row.name, size: 11.5, width: Self.left - 14), 0, middle + 4, kind: "name")
                page.label(
                    "\(row.count(.usable)) of \(row.looks.count + row.undated)", Self.width, middle + 4, anchor: "end")
                for mark in marks { Self.mark(&page, mark.usability, mark.x, middle + mark.offset) }
                y += height
            }
            page.line("base", Self.left, base, Self.right, base)
            legend(&page, at: base + 42)
            if !remark.isEmpty { page.label(remark, 0, height - 6) }
        }
    }

    /// Places marks so that those of one day stand above each other; a crowd is thinned to one a column, the best.
    private static func marks(_ row: Row, _ axis: TimeAxis) -> [Mark] {
        var looks = row.looks.map { (x: axis.x($0.time), usability: $0.usability) }
        looks.sort { $0.x == $1.x ? rank($0.usability) < rank($1.usability) : $0.x < $1.x }
        if looks.count > mostMarks {
            var kept: [(x: Double, usability: Look.Usability)] = []
            for look in looks {
                if let last = kept.last, look.x - last.x < 2 {
                    if rank(look.usability) < rank(last.usability) { kept[kept.count - 1].usability = look.usability }
                } else {
                    kept.append(look)
                }
            }
            looks = kept
        }
        // Marks that would touch form a group, whose marks stand in lanes about the middle of the row.
        var marks: [Mark] = []
        var group: [(x: Double, usability: Look.Usability, lane: Int)] = []
        var ends = [Double](repeating: -.infinity, count: 5)
        func close() {
            let most = Double(group.map(\.lane).max() ?? 0)
            marks += group.map { Mark(x: $0.x, offset: (Double($0.lane) - most / 2) * apart, usability: $0.usability) }
            group = []
        }
        for look in looks {
            if let last = group.last, look.x - last.x >= apart {
                close()
                ends = ends.map { _ in -.infinity }
            }
            let lane = ends.firstIndex { look.x - $0 >= apart } ?? ends.indices.min { ends[$0] < ends[$1] } ?? 0
            ends[lane] = look.x
            group.append((look.x, look.usability, lane))
        }
        close()
        return marks
    }

    private static func rank(_ usability: Look.Usability) -> Int {
        switch usability {
        case .usable: 0
        case .partial: 1
        case .notUsable: 2
        }
    }

    private static func mark(_ page: inout MarkupWriter, _ usability: Look.Usability, _ x: Double, _ y: Double) {
        func at(_ value: Double) -> String { Wording.coordinate(value) }
        page.leaf(
            "circle",
            ["class": usability == .usable ? "sight full" : "sight", "cx": at(x), "cy": at(y), "r": at(radius)])
        guard usability == .partial else { return }
        page.path(
            "sight full", "M\(at(x)) \(at(y - radius))A\(at(radius)) \(at(radius)) 0 0 0 \(at(x)) \(at(y + radius))Z")
    }

    private func legend(_ page: inout MarkupWriter, at y: Double) {
        let entries: [(Look.Usability, String)] = [
            (.usable, "usable"), (.partial, "usable in part"), (.notUsable, "not usable: nothing can be concluded"),
        ]
        var x = Self.left + Self.radius
        for (usability, words) in entries {
            Self.mark(&page, usability, x, y - 4)
            page.label(words, x + 10, y)
            x += LabelPlacement.textWidth(words, size: 11) + 40
        }
        page.label("UTC", Self.right, y, anchor: "end")
    }

    private var remark: String {
        var parts: [String] = []
        if leftOut > 0 { parts.append("\(Wording.count(leftOut, "zone")) with less information left out") }
        let undated = rows.reduce(0) { $0 + $1.undated }
        if undated > 0 { parts.append("\(Wording.count(undated, "look")) of unknown time not drawn") }
        if rows.contains(where: { $0.looks.count > Self.mostMarks }) {
            parts.append("of looks that stand together only the best is drawn")
        }
        return parts.joined(separator: "; ")
    }

    private var text: String {
        let times = rows.flatMap { $0.looks.map(\.time) }
        guard let first = times.min(), let last = times.max() else { return "" }
        let each = rows.map { row in
            "\(Wording.shortened(row.name, to: 60)): \(row.count(.usable)) usable, \(row.count(.partial)) in part, \(row.count(.notUsable)) not"
        }
        return "From \(Wording.day(first)) to \(Wording.day(last)). " + each.joined(separator: "; ") + "."
            + (remark.isEmpty ? "" : " " + Wording.capitalised(remark) + ".")
    }
}
