import Evidence
import Sites

/// The counts of zones that were looked at once: a row for each, with its interval on a common axis.
struct CountTable {
    let caption: String
    let rows: [Row]
    /// The largest count on the axis, the same for all tables of a report.
    let ceiling: Int

    /// One count of one look.
    struct Row {
        var zone: String
        var zoneLink: String
        var role: String
        var date: String
        var quantity: String
        var kind: CountChart.Kind
        /// What came out, in words.
        var text: String
        var link: String
        var remark: String
    }

    private static let width = 320.0
    private static let height = 22.0
    private static let left = 8.0
    private static let right = 300.0

    func draw(_ page: inout MarkupWriter, _ report: ReportPage) {
        let hasRemarks = rows.contains { !$0.remark.isEmpty }
        let severalDates = Set(rows.map(\.date)).count > 1
        let severalQuantities = Set(rows.map(\.quantity)).count > 1
        var heads = ["Zone", "Role"]
        if severalDates { heads.append("Date (UTC)") }
        if severalQuantities { heads.append("Quantity") }
        heads += ["Count (interval)", "0 to \(ceiling), a line every \(Self.step(ceiling))"]
        if hasRemarks { heads.append("Remarks") }
        let context = [
            severalQuantities ? nil : rows.first.map { Wording.capitalised($0.quantity) },
            severalDates ? nil : rows.first?.date,
        ].compactMap { $0 }
        report.table(
            &page, caption: ([caption].filter { !$0.isEmpty } + context).joined(separator: " · "), heads: heads,
            numeric: ["Count (interval)"], kind: "counts"
        ) { page in
            for row in rows {
                page.element("tr") { page in
                    page.element("th", ["scope": "row"]) {
                        $0.element("a", ["href": "#" + row.zoneLink], text: row.zone)
                    }
                    page.element("td", text: row.role)
                    if severalDates { page.element("td", text: row.date) }
                    if severalQuantities { page.element("td", text: row.quantity) }
                    page.element("td", ["class": "number"]) {
                        $0.element("a", ["href": "#" + row.link, "class": "count"], text: row.text)
                    }
                    page.element("td", ["class": "plot"]) { plot(&$0, row) }
                    if hasRemarks { page.element("td", ["class": "prose"], text: row.remark) }
                }
            }
        }
    }

    private func x(_ count: Int) -> Double {
        Self.left + (Self.right - Self.left) * Double(count) / Double(max(1, ceiling))
    }

    private func plot(_ page: inout MarkupWriter, _ row: Row) {
        let step = Self.step(ceiling)
        let middle = Self.height / 2
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(Wording.coordinate(Self.width)) \(Wording.coordinate(Self.height))",
                "class": "chart", "aria-hidden": "true",
            ]
        ) { page in
            for count in stride(from: 0, through: ceiling, by: step) {
                page.line(count == 0 ? "base" : "rule", x(count), 0, x(count), Self.height)
            }
            switch row.kind {
            case .count(let count, let low, let high, let isWhole):
                page.line("bar", x(low), middle, x(high), middle)
                page.line("bar", x(low), middle - 4, x(low), middle + 4)
                page.line("bar", x(high), middle - 4, x(high), middle + 4)
                page.leaf(
                    "circle",
                    [
                        "class": isWhole ? "point" : "point partial", "cx": Wording.coordinate(x(count)),
                        "cy": Wording.coordinate(middle), "r": "4.5",
                    ])
            case .undetermined:
                page.element(
                    "text",
                    ["class": "open", "x": Wording.coordinate(Self.left + 6), "y": Wording.coordinate(middle + 5)],
                    text: "?")
            case .notUsable:
                let (left, right) = (Self.left + 6, Self.left + 14)
                page.line("cross", left, middle - 4, right, middle + 4)
                page.line("cross", left, middle + 4, right, middle - 4)
            }
        }
    }

    /// Counts from one line of the axis to the next.
    static func step(_ ceiling: Int) -> Int {
        max(1, Int((Wording.roundLength(notAbove: Double(ceiling) / 3) ?? 1).rounded()))
    }
}
