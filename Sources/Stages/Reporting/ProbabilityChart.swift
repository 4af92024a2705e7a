/// Probabilities over something that goes from 0 to 1, as lines that differ by dash.
struct ProbabilityChart {
    /// What it shows, for those who cannot see it.
    let alternative: String
    /// What goes along the foot.
    let foot: String
    /// The lines; not more than ``dashes`` can be told apart.
    let lines: [[Point]]
    /// Places that are marked with a ring.
    var marks: [Point] = []
    /// A value along the foot at which a line stands; nil for none.
    var threshold: Double?
    /// Whether the line is drawn on which both are equal.
    var hasDiagonal = false

    /// A place on the chart.
    struct Point {
        let x: Double
        let y: Double
    }

    /// Dashes in the order of the lines.
    static let dashes = ["none", "7 4", "2 3", "9 3 2 3", "14 4", "4 2"]

    private static let width = 300.0
    private static let height = 196.0
    private static let left = 44.0
    private static let right = 282.0
    private static let top = 10.0
    private static let base = 156.0

    private func x(_ value: Double) -> Double { Self.left + min(max(value, 0), 1) * (Self.right - Self.left) }
    private func y(_ value: Double) -> Double { Self.base - min(max(value, 0), 1) * (Self.base - Self.top) }

    func draw(_ page: inout MarkupWriter) {
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(Wording.coordinate(Self.width)) \(Wording.coordinate(Self.height))",
                "class": "chart probabilities",
                "role": "img", "aria-label": alternative,
            ]
        ) { page in
            for share in [0, 0.25, 0.5, 0.75, 1] {
                page.line(share == 0 ? "base" : "rule", Self.left, y(share), Self.right, y(share))
                text(&page, Self.left - 6, y(share) + 4, "end", Wording.number(share * 100) + " %")
                page.line("tick", x(share), Self.base, x(share), Self.base + 4)
                text(&page, x(share), Self.base + 17, "middle", Wording.number(share * 100) + " %")
            }
            text(&page, (Self.left + Self.right) / 2, Self.height - 6, "middle", foot)
            if hasDiagonal { page.line("equal", x(0), y(0), x(1), y(1)) }
            if let threshold, threshold.isFinite {
                page.line("threshold", x(threshold), Self.top, x(threshold), Self.base)
            }
            for (line, dash) in zip(lines, Self.dashes) { path(&page, line, dash) }
            for mark in marks where mark.x.isFinite && mark.y.isFinite {
                page.leaf(
                    "circle",
                    [
                        "class": "ring", "cx": Wording.coordinate(x(mark.x)), "cy": Wording.coordinate(y(mark.y)),
                        "r": "4.5",
                    ])
            }
        }
    }

    /// A line that breaks where a value is not known.
    private func path(_ page: inout MarkupWriter, _ points: [Point], _ dash: String) {
        var path = ""
        var isBroken = true
        for point in points {
            guard point.x.isFinite, point.y.isFinite else {
                isBroken = true
                continue
            }
            path += "\(isBroken ? "M" : "L")\(Wording.coordinate(x(point.x))) \(Wording.coordinate(y(point.y)))"
            isBroken = false
        }
        guard !path.isEmpty else { return }
        page.leaf("path", ["class": "run", "d": path, "stroke-dasharray": dash])
    }

    /// Writes a piece of a line beside its name.
    static func swatch(_ page: inout MarkupWriter, _ number: Int) {
        guard dashes.indices.contains(number) else { return }
        page.element("svg", ["class": "swatch", "viewBox": "0 0 32 8", "aria-hidden": "true"]) { page in
            page.leaf("path", ["class": "run", "d": "M0 4H32", "stroke-dasharray": dashes[number]])
        }
    }

    private func text(_ page: inout MarkupWriter, _ x: Double, _ y: Double, _ anchor: String, _ text: String) {
        page.element(
            "text", ["x": Wording.coordinate(x), "y": Wording.coordinate(y), "text-anchor": anchor], text: text)
    }
}
