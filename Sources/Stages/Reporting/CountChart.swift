import Evidence
import Foundation

/// One quantity in one zone through time, drawn so that what was not seen is not drawn.
///
/// Two counts are joined by a line only where both looks were usable, no other look of the zone lies
/// between them and they are not unusually far apart. Every other span without a usable look is shaded.
struct CountChart {
    /// Id of the zone.
    var zone = ""
    let title: String
    let points: [Point]
    let axis: TimeAxis
    /// The longest time between two looks over which a line is drawn, in seconds.
    let longestJoin: Double
    /// Names the drawing's parts uniquely in the document.
    let name: String

    static let width = 480.0
    static let height = 190.0
    static let left = 34.0
    static let right = 470.0
    private static let top = 14.0
    private static let base = 132.0
    private static let strip = 148.0

    /// A look at the zone and what it gave.
    struct Point {
        var time: AcquisitionTime
        var kind: Kind
        var link: String
        var label: String
    }

    /// What is drawn for a look.
    enum Kind: Equatable {
        case count(Int, low: Int, high: Int, isWhole: Bool)
        case undetermined
        case notUsable
    }

    func draw(_ page: inout MarkupWriter) {
        let highest = points.reduce(1) { highest, point in
            if case .count(let count, _, let high, _) = point.kind { max(highest, count, high) } else { highest }
        }
        let step = max(1, Int((Wording.roundLength(notAbove: Double(highest) / 2) ?? 1).rounded()))
        let ceiling = Double((highest + step - 1) / step * step)
        func y(_ count: Int) -> Double { Self.base - (Self.base - Self.top) * Double(count) / ceiling }

        page.element(
            "svg",
            [
                "viewBox": "0 0 \(Wording.coordinate(Self.width)) \(Wording.coordinate(Self.height))",
                "class": "chart", "role": "group", "aria-labelledby": name,
            ]
        ) { page in
            page.element("title", ["id": name], text: title)
            gaps(&page)
            page.element("g", ["class": "axis"]) { page in
                for count in stride(from: 0, through: Int(ceiling), by: step) {
                    page.line(count == 0 ? "base" : "rule", Self.left, y(count), Self.right, y(count))
                    label(&page, Self.left - 6, y(count) + 4, "end", String(count))
                }
                for tick in axis.ticks(limit: 7) {
                    let x = axis.x(tick.date)
                    page.line("tick", x, Self.base, x, Self.base + 4)
                    label(&page, min(max(x, Self.left + 26), Self.right - 26), Self.height - 8, "middle", tick.label)
                    page.line("tick", x, Self.height - 24, x, Self.height - 20)
                }
            }
            joins(&page, y)
            for point in points { mark(&page, point, y) }
        }
    }

    // MARK: Spans

    /// The counts that follow each other without a hole, as pairs of positions in ``points``.
    var joinedPairs: [(Int, Int)] {
        zip(points.indices, points.indices.dropFirst()).filter { first, second in
            guard case .count(_, _, _, true) = points[first].kind, case .count(_, _, _, true) = points[second].kind
            else { return false }
            return points[second].time.middle.timeIntervalSince(points[first].time.middle) <= longestJoin
        }
    }

    /// The spans that hold no look which gave a count, other than the short ones between two counts.
    var unseenSpans: [(from: Date, to: Date)] {
        let seen = points.indices.filter { if case .count = points[$0].kind { true } else { false } }
        guard let first = seen.first, let last = seen.last else { return [(axis.start, axis.end)] }
        var spans = [(axis.start, points[first].time.start)]
        for (a, b) in zip(seen, seen.dropFirst()) {
            let from = points[a].time.end
            let to = points[b].time.start
            if to > from, b > a + 1 || to.timeIntervalSince(from) > longestJoin { spans.append((from, to)) }
        }
        spans.append((points[last].time.end, axis.end))
        return spans.filter { $0.1 > $0.0 }
    }

    private func gaps(_ page: inout MarkupWriter) {
        for span in unseenSpans {
            let x = axis.x(span.from)
            page.leaf(
                "rect",
                [
                    "class": "gap", "x": Wording.coordinate(x), "y": Wording.coordinate(Self.top),
                    "width": Wording.coordinate(axis.x(span.to) - x),
                    "height": Wording.coordinate(Self.base - Self.top),
                ])
        }
    }

    private func joins(_ page: inout MarkupWriter, _ y: (Int) -> Double) {
        for (first, second) in joinedPairs {
            guard case .count(let a, _, _, _) = points[first].kind, case .count(let b, _, _, _) = points[second].kind
            else { continue }
            page.leaf(
                "path",
                [
                    "class": "join",
                    "d": "M\(Wording.coordinate(axis.x(points[first].time.middle))) \(Wording.coordinate(y(a)))"
                        + "L\(Wording.coordinate(axis.x(points[second].time.middle))) \(Wording.coordinate(y(b)))",
                ])
        }
    }

    // MARK: Looks

    private func mark(_ page: inout MarkupWriter, _ point: Point, _ y: (Int) -> Double) {
        let x = axis.x(point.time.middle)
        page.element("a", ["href": "#" + point.link, "aria-label": point.label]) { page in
            page.element("title", text: point.label)
            switch point.kind {
            case .count(let count, let low, let high, let isWhole):
                page.line("bar", x, y(low), x, y(high))
                page.line("bar", x - 3, y(low), x + 3, y(low))
                page.line("bar", x - 3, y(high), x + 3, y(high))
                if !point.time.isInstant {
                    page.line("span", axis.x(point.time.start), y(count), axis.x(point.time.end), y(count))
                }
                let kind = isWhole ? "point" : "point partial"
                if point.time.isInstant {
                    page.leaf(
                        "circle",
                        ["class": kind, "cx": Wording.coordinate(x), "cy": Wording.coordinate(y(count)), "r": "4"])
                } else {
                    page.leaf(
                        "rect",
                        [
                            "class": kind, "x": Wording.coordinate(x - 3.5), "y": Wording.coordinate(y(count) - 3.5),
                            "width": "7", "height": "7",
                        ])
                }
            case .undetermined:
                span(&page, point)
                label(&page, x, Self.strip + 5, "middle", "?", "open")
            case .notUsable:
                span(&page, point)
                page.line("cross", x - 4, Self.strip - 4, x + 4, Self.strip + 4)
                page.line("cross", x - 4, Self.strip + 4, x + 4, Self.strip - 4)
            }
        }
    }

    private func span(_ page: inout MarkupWriter, _ point: Point) {
        guard !point.time.isInstant else { return }
        page.line("span", axis.x(point.time.start), Self.strip, axis.x(point.time.end), Self.strip)
    }

    private func label(
        _ page: inout MarkupWriter, _ x: Double, _ y: Double, _ anchor: String, _ text: String, _ kind: String? = nil
    ) {
        page.element(
            "text",
            ["class": kind, "x": Wording.coordinate(x), "y": Wording.coordinate(y), "text-anchor": anchor], text: text)
    }
}
