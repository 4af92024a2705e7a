import Findings
import Inquiry

/// How likely a number is to be at most so large, a line for each scenario; they differ by dash and by the name at their end.
struct CumulativeChart {
    /// What it shows, for those who cannot see it.
    let alternative: String
    /// What goes along the foot, with its unit.
    let foot: String
    /// The lines.
    let lines: [Line]

    /// One line.
    struct Line {
        /// What stands beside its middle.
        let name: String
        let spread: Spread
    }

    private static let width = 760.0
    private static let height = 300.0
    private static let left = 56.0
    private static let right = 730.0
    private static let top = 16.0
    private static let base = 250.0

    private func y(_ percent: Double) -> Double { Self.base - percent / 100 * (Self.base - Self.top) }

    func draw(_ page: inout MarkupWriter) {
        let axis = ValueAxis(
            lines.flatMap { [$0.spread.percentile(1), $0.spread.percentile(99)] }, from: Self.left, to: Self.right)
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(Wording.coordinate(Self.width)) \(Wording.coordinate(Self.height))",
                "class": "chart cumulative", "role": "img", "aria-label": alternative,
            ]
        ) { page in
            for percent in [0.0, 10, 50, 90, 100] {
                page.line(percent == 0 ? "base" : "rule", Self.left, y(percent), Self.right, y(percent))
                text(&page, Self.left - 6, y(percent) + 4, "end", Wording.number(percent) + " %")
            }
            for mark in axis.marks {
                page.line("tick", axis.place(mark), Self.base, axis.place(mark), Self.base + 4)
                text(&page, axis.place(mark), Self.base + 18, "middle", axis.text(mark))
            }
            text(&page, (Self.left + Self.right) / 2, Self.height - 8, "middle", foot)
            for (number, line) in lines.enumerated() {
                let points = (1...99).map { (axis.place(line.spread.percentile($0)), y(Double($0))) }
                let path = points.enumerated().map { index, point in
                    "\(index == 0 ? "M" : "L")\(Wording.coordinate(point.0)) \(Wording.coordinate(point.1))"
                }
                page.leaf(
                    "path",
                    [
                        "class": "run", "d": path.joined(),
                        "stroke-dasharray": ProbabilityChart.dashes[number % ProbabilityChart.dashes.count],
                    ])
                page.leaf(
                    "circle",
                    [
                        "class": "ring", "cx": Wording.coordinate(axis.place(line.spread.p50)),
                        "cy": Wording.coordinate(y(50)), "r": "3.5",
                    ])
            }
        }
    }

    private func text(_ page: inout MarkupWriter, _ x: Double, _ y: Double, _ anchor: String, _ text: String) {
        page.element(
            "text", ["x": Wording.coordinate(x), "y": Wording.coordinate(y), "text-anchor": anchor], text: text)
    }
}
