import Findings
import Inquiry

/// Ranges of numbers as bars from 10 to 90 % with a mark at the median, one row each, and a line at a bound where there is one.
struct RangeChart {
    /// What it shows, for those who cannot see it.
    let alternative: String
    /// What goes along the foot, with its unit.
    let foot: String
    /// The rows, from the top.
    let rows: [Row]
    /// A value at which a line stands, with its name: a cap; nil for none.
    var bound: (value: Double, name: String)?

    /// One row.
    struct Row {
        let name: String
        let low: Double
        let middle: Double
        let high: Double

        /// A row of a spread, from 10 to 90 %.
        init(name: String, _ spread: Spread) {
            self.name = name
            (low, middle, high) = (spread.p10, spread.p50, spread.p90)
        }
    }

    private static let width = 760.0
    private static let left = 220.0
    private static let right = 690.0
    private static let top = 26.0
    private static let row = 28.0

    func draw(_ page: inout MarkupWriter) {
        let values = rows.flatMap { [$0.low, $0.high] } + (bound.map { [$0.value] } ?? [])
        let axis = ValueAxis(values, from: Self.left, to: Self.right)
        let bottom = Self.top + Double(rows.count) * Self.row
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(Wording.coordinate(Self.width)) \(Wording.coordinate(bottom + 46))",
                "class": "chart tornado ranges", "role": "img", "aria-label": alternative,
            ]
        ) { page in
            for mark in axis.marks {
                page.line("rule", axis.place(mark), Self.top - 4, axis.place(mark), bottom)
                text(&page, axis.place(mark), bottom + 16, "middle", axis.text(mark))
            }
            text(&page, (Self.left + Self.right) / 2, bottom + 38, "middle", foot)
            for (number, row) in rows.enumerated() {
                let y = Self.top + Double(number) * Self.row
                page.rowName(row.name, Self.left - 12, middle: y + 12, width: 32)
                let (start, end) = (axis.place(row.low), axis.place(row.high))
                page.leaf(
                    "rect",
                    [
                        "class": "high", "x": Wording.coordinate(start), "y": Wording.coordinate(y + 4),
                        "width": Wording.coordinate(max(1, end - start)), "height": "16",
                    ])
                page.line("middle", axis.place(row.middle), y + 2, axis.place(row.middle), y + 22)
                text(&page, end + 6, y + 16, "start", Quantity.digits(row.middle, significant: 3))
            }
            if let bound {
                page.line("bound", axis.place(bound.value), Self.top - 8, axis.place(bound.value), bottom)
                text(&page, axis.place(bound.value), Self.top - 12, "middle", bound.name, "name")
            }
        }
    }

    private func text(
        _ page: inout MarkupWriter, _ x: Double, _ y: Double, _ anchor: String, _ text: String, _ kind: String? = nil
    ) {
        page.element(
            "text",
            ["class": kind, "x": Wording.coordinate(x), "y": Wording.coordinate(y), "text-anchor": anchor], text: text)
    }
}
