import Findings
import Inquiry

/// What single inputs do to the mean of a milestone, the widest on top, around the mean with all inputs drawn: hollow with the input at its
/// 10 %, filled with it at its 90 %, the mean written at each end. It reads without colour.
struct InputTornado {
    /// What is reached: "first ship loaded".
    let name: String
    /// The unit of time.
    let unit: String
    /// The mean with all inputs drawn.
    let base: Double
    /// The bars, the widest first.
    let bars: [TornadoBar]

    private static let width = 760.0
    private static let left = 250.0
    private static let right = 700.0
    private static let top = 34.0
    private static let row = 30.0

    /// Bars that have two ends.
    private var drawable: [TornadoBar] { bars.filter { $0.meanAtLow.isFinite && $0.meanAtHigh.isFinite } }

    func draw(_ page: inout MarkupWriter) {
        let rows = drawable
        let values = rows.flatMap { [$0.meanAtLow, $0.meanAtHigh] } + [base]
        // Room for the numbers at the ends.
        let axis = ValueAxis(values, from: Self.left + 36, to: Self.right, includesZero: false)
        let bottom = Self.top + Double(rows.count) * Self.row
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(Wording.coordinate(Self.width)) \(Wording.coordinate(bottom + 46))",
                "class": "chart tornado ranges", "role": "img", "aria-label": label(rows),
            ]
        ) { page in
            for mark in axis.marks {
                page.line("rule", axis.place(mark), Self.top - 4, axis.place(mark), bottom)
                text(&page, axis.place(mark), bottom + 16, "middle", axis.text(mark))
            }
            text(&page, (Self.left + Self.right) / 2, bottom + 38, "middle", "mean in \(unit)s")
            for (number, row) in rows.enumerated() {
                let y = Self.top + (Double(number) + 0.5) * Self.row
                page.rowName(row.text, Self.left - 12, middle: y, width: 38)
                // Where both means lie on one side, the longer bar stands behind.
                let ends = [("low", row.meanAtLow), ("high", row.meanAtHigh)]
                for (kind, mean) in ends.sorted(by: { abs($0.1 - base) > abs($1.1 - base) }) {
                    bar(&page, kind, axis.place(base), axis.place(mean), y)
                }
                let (low, high) = (min(row.meanAtLow, row.meanAtHigh), max(row.meanAtLow, row.meanAtHigh))
                text(&page, axis.place(min(low, base)) - 5, y + 4, "end", Self.digits(low))
                text(&page, axis.place(max(high, base)) + 5, y + 4, "start", Self.digits(high))
            }
            page.line("base", axis.place(base), Self.top - 8, axis.place(base), bottom)
            text(&page, axis.place(base), Self.top - 14, "middle", "\(Self.digits(base)) with all drawn", "name")
        }
    }

    private static func digits(_ value: Double) -> String { Quantity.digits(value, significant: 3) }

    private func label(_ rows: [TornadoBar]) -> String {
        let parts = rows.prefix(5).map {
            "\($0.text): \(Self.digits($0.meanAtLow)) with it low, \(Self.digits($0.meanAtHigh)) with it high"
        }
        return
            "Mean time to “\(name)” in \(unit)s, \(Self.digits(base)) with all inputs drawn, with one input at its 10 and its 90 %: "
            + parts.joined(separator: "; ") + (rows.count > 5 ? "; and \(rows.count - 5) more." : ".")
    }

    private func bar(_ page: inout MarkupWriter, _ kind: String, _ from: Double, _ to: Double, _ y: Double) {
        page.leaf(
            "rect",
            [
                "class": kind, "x": Wording.coordinate(min(from, to)), "y": Wording.coordinate(y - 8),
                "width": Wording.coordinate(max(0, abs(to - from))), "height": "16",
            ])
    }

    private func text(
        _ page: inout MarkupWriter, _ x: Double, _ y: Double, _ anchor: String, _ text: String, _ kind: String? = nil
    ) {
        page.element(
            "text",
            ["class": kind, "x": Wording.coordinate(x), "y": Wording.coordinate(y), "text-anchor": anchor], text: text)
    }
}
