import Findings
import Inquiry

/// The ways through which goods flow, from left to right, with what can pass each and in what state it is. It reads without colour.
struct FlowFigure {
    let flow: FlowFinding

    /// From column to column: room for what is written between two places.
    private static let column = 240.0
    private static let margin = 70.0
    private static let row = 116.0
    private static let top = 40.0
    /// From one line of words to the next.
    private static let line = 14.0

    /// Places in the order in which links reach them, a column each; what a circle holds stands where it was met first.
    private var columns: [[String]] {
        let links = flow.parts.compactMap(\.ends).filter { $0.count == 2 }
        var depth: [String: Int] = [:]
        for end in links.flatMap({ $0 }) where depth[end] == nil { depth[end] = 0 }
        for _ in 0..<min(12, depth.count) {
            for link in links where (depth[link[1]] ?? 0) <= (depth[link[0]] ?? 0) && (depth[link[0]] ?? 0) < 11 {
                depth[link[1]] = (depth[link[0]] ?? 0) + 1
            }
        }
        let last = depth.values.max() ?? 0
        let order = links.flatMap { $0 }.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return (0...last).map { column in order.filter { depth[$0] == column } }.filter { !$0.isEmpty }
    }

    func draw(_ page: inout MarkupWriter) {
        let columns = columns
        let rows = columns.map(\.count).max() ?? 1
        let width = max(860, 2 * Self.margin + Self.column * Double(max(1, columns.count - 1)))
        let height = Self.top + Double(rows) * Self.row + 20
        var places: [String: (x: Double, y: Double)] = [:]
        for (number, column) in columns.enumerated() {
            let x = Self.margin + Double(number) * Self.column
            for (index, name) in column.enumerated() {
                places[name] = (x, Self.top + (Double(index) + 0.5) * Self.row * Double(rows) / Double(column.count))
            }
        }
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(Wording.coordinate(width)) \(Wording.coordinate(height))", "class": "chart flow",
                "role": "img", "aria-label": label,
            ]
        ) { page in
            var placement = LabelPlacement(width: width, height: height)
            for place in columns.flatMap({ $0 }).compactMap({ places[$0] }) {
                placement.reserve(left: place.x - 48, top: place.y - 18, right: place.x + 48, bottom: place.y + 34)
            }
            for part in flow.parts { way(&page, part, places) }
            for part in flow.parts { words(&page, part, places, (width, height), &placement) }
            for name in columns.flatMap({ $0 }) { place(&page, name, places) }
        }
    }

    private var label: String {
        flow.parts.filter { $0.ends != nil }.map { part in
            "\(part.text), \(part.state), \(part.capacity.map { "\(Wording.held($0.spread.text)) t/d" } ?? "no bound stated")"
        }.joined(separator: "; ")
    }

    private func way(_ page: inout MarkupWriter, _ part: FlowFinding.Part, _ places: [String: (x: Double, y: Double)]) {
        guard let ends = part.ends, ends.count == 2, let from = places[ends[0]], let to = places[ends[1]] else {
            return
        }
        let dash = part.isUnknown ? "7 5" : part.state.hasPrefix("open") ? "none" : "2 4"
        page.leaf(
            "path",
            [
                "class": "way",
                "d":
                    "M\(Wording.coordinate(from.x)) \(Wording.coordinate(from.y))L\(Wording.coordinate(to.x)) \(Wording.coordinate(to.y))",
                "stroke-dasharray": dash,
                "stroke-width": part.bottleneck >= 0.5 ? "5" : part.bottleneck >= 0.05 ? "3.5" : "2",
            ])
    }

    /// What is said of a way, beside its line where the least stands: above it or below, nearer to the one end or the other.
    private func words(
        _ page: inout MarkupWriter, _ part: FlowFinding.Part, _ places: [String: (x: Double, y: Double)],
        _ size: (width: Double, height: Double), _ placement: inout LabelPlacement
    ) {
        guard let ends = part.ends, ends.count == 2, let from = places[ends[0]], let to = places[ends[1]] else {
            return
        }
        var lines = [
            part.text, part.capacity.map { "\(Wording.held($0.spread.text)) t/d" } ?? "no bound stated", part.state,
        ]
        if part.bottleneck >= 0.05 { lines.append("bounds the flow in \(Wording.probability(part.bottleneck))") }
        let half = (lines.map { LabelPlacement.textWidth(page.said($0), size: 10.5) }.max() ?? 0) / 2 + 3
        let tall = Self.line * Double(lines.count)
        func height(_ x: Double) -> Double {
            to.x == from.x ? from.y : from.y + (to.y - from.y) * min(1, max(0, (x - from.x) / (to.x - from.x)))
        }
        var best: (x: Double, top: Double, cost: Double)?
        for share in [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8] {
            let x = max(half, min(size.width - half, from.x + (to.x - from.x) * share))
            // A slanted line must not run through the words' corners.
            let beside = [height(x - half), height(x + half)]
            let tops = [6.0, 20, 34].flatMap { [(beside.min() ?? 0) - $0 - tall, (beside.max() ?? 0) + $0] }
            for top in tops {
                // What sticks out would be cut off.
                let outside = max(0, -top) + max(0, top + tall - size.height)
                let taken = placement.taken(left: x - half, top: top, right: x + half, bottom: top + tall)
                let cost = taken + outside * 2 * half
                if cost < best?.cost ?? .infinity { best = (x, top, cost) }
            }
        }
        guard let best else { return }
        placement.reserve(left: best.x - half, top: best.top, right: best.x + half, bottom: best.top + tall)
        for (number, line) in lines.enumerated() {
            text(
                &page, best.x, best.top + Self.line * (Double(number) + 0.8), line, number == 0 ? "name" : nil)
        }
    }

    private func place(_ page: inout MarkupWriter, _ name: String, _ places: [String: (x: Double, y: Double)]) {
        guard let place = places[name] else { return }
        let own = flow.parts.first { $0.ends == nil && $0.id == name }
        page.leaf(
            "rect",
            [
                "class": "place", "x": Wording.coordinate(place.x - 44), "y": Wording.coordinate(place.y - 14),
                "width": "88", "height": "28",
                "rx": "4",
            ])
        text(&page, place.x, place.y + 5, name.count > 13 ? name.prefix(12) + "…" : name, "name")
        if let own, own.bottleneck >= 0.05 {
            text(&page, place.x, place.y + 30, "bounds it in \(Wording.probability(own.bottleneck))")
        }
    }

    private func text(_ page: inout MarkupWriter, _ x: Double, _ y: Double, _ text: String, _ kind: String? = nil) {
        page.element(
            "text", ["class": kind, "x": Wording.coordinate(x), "y": Wording.coordinate(y), "text-anchor": "middle"],
            text: text)
    }
}
