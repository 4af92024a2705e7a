import Foundation
import Geodesy

/// Writes a page about an evaluation as one HTML file that needs nothing else.
///
/// The same content gives the same bytes.
public struct EvaluationPage: Sendable {
    /// Makes a writer.
    public init() {}

    /// The page as text of an HTML file in UTF-8.
    public func html(_ content: EvaluationContent) -> String {
        PictureDocument(
            kicker: "Evaluation", title: content.title, isSimulated: content.isSimulated,
            softwareVersion: content.softwareVersion,
            footer:
                "The same inputs give the same page. Intervals are Jeffreys', widened by how much images differ more "
                + "than chance would let them."
        ).html { page in
            page.element("dl", ["class": "facts"]) { page in
                for fact in content.facts {
                    page.element("dt", text: fact.name)
                    page.element("dd", text: fact.value)
                }
            }
        } main: { page in
            for notice in content.notices { page.element("p", ["class": "warning"], text: notice) }
            if let first = content.tables.first { table(&page, first) }
            plots(&page, content)
            for table in content.tables.dropFirst() { self.table(&page, table) }
            for gallery in content.galleries { PictureSheet.gallery(&page, gallery) }
        }
    }

    private func table(_ page: inout MarkupWriter, _ table: EvaluationContent.Table) {
        page.element("h2", text: table.title)
        if !table.explanation.isEmpty { page.element("p", text: table.explanation) }
        page.region(named: table.title) { page in
            page.element("table") { page in
                page.element("thead") { page in
                    page.element("tr") { page in
                        for (index, head) in table.heads.enumerated() {
                            page.element("th", ["class": index == 0 ? nil : "number", "scope": "col"], text: head)
                        }
                    }
                }
                page.element("tbody") { page in
                    for row in table.rows {
                        page.element("tr") { page in
                            for (index, cell) in row.enumerated() {
                                if index == 0 {
                                    page.element("th", ["scope": "row"], text: cell)
                                } else {
                                    page.element("td", ["class": "number"], text: cell)
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private func plots(_ page: inout MarkupWriter, _ content: EvaluationContent) {
        guard !content.curves.isEmpty || !content.reliabilities.isEmpty else { return }
        page.element("h2", text: "Curves")
        page.element("div", ["class": "squares"]) { page in
            for curve in content.curves {
                page.element("figure") { page in
                    SquarePlot(horizontal: "recall", vertical: "precision").draw(
                        &page, label: "Precision over recall, \(curve.name)"
                    ) { page, plot in
                        plot.line(
                            &page, curve.precision.enumerated().map { (Double($0.offset) / 100, $0.element) })
                        if let given = curve.given { plot.point(&page, given.recall, given.precision, radius: 4) }
                    }
                    page.element(
                        "figcaption",
                        text: "Precision over recall: \(curve.name)"
                            + (curve.given == nil ? "." : "; the dot is the threshold that was given."))
                }
            }
            for reliability in content.reliabilities {
                page.element("figure") { page in
                    SquarePlot(horizontal: "score", vertical: "share that is right").draw(
                        &page, label: "Reliability, \(reliability.name)"
                    ) { page, plot in
                        plot.diagonal(&page)
                        for bin in reliability.bins {
                            plot.bar(&page, bin.score, bin.low, bin.high)
                            plot.point(
                                &page, bin.score, bin.share,
                                radius: min(6, 1.5 + log10(Double(max(1, bin.count))) * 1.5))
                        }
                    }
                    page.element("figcaption", text: "Reliability: \(reliability.name)")
                }
            }
        }
    }
}

/// A square drawing of two shares.
struct SquarePlot {
    let horizontal: String
    let vertical: String

    private static let left = 44.0
    private static let top = 10.0
    private static let side = 220.0

    func draw(
        _ page: inout MarkupWriter, label: String, content: (inout MarkupWriter, SquarePlot) -> Void
    ) {
        let (left, top, side) = (Self.left, Self.top, Self.side)
        page.element(
            "svg", ["viewBox": "0 0 280 276", "class": "chart", "role": "img", "aria-label": label]
        ) { page in
            for step in 0...4 {
                let share = Double(step) / 4
                line(&page, left, y(share), left + side, y(share), step == 0 ? "base" : "rule")
                line(&page, x(share), top, x(share), top + side, step == 0 ? "base" : "rule")
                let text = Wording.number(share, decimals: 2)
                page.element(
                    "text",
                    ["x": Wording.coordinate(left - 6), "y": Wording.coordinate(y(share) + 4), "text-anchor": "end"],
                    text: text)
                page.element(
                    "text",
                    [
                        "x": Wording.coordinate(x(share)), "y": Wording.coordinate(top + side + 16),
                        "text-anchor": "middle",
                    ], text: text)
            }
            page.element(
                "text",
                ["x": Wording.coordinate(left + side / 2), "y": "272", "text-anchor": "middle"], text: horizontal)
            page.element(
                "text",
                [
                    "x": Wording.coordinate(-(top + side / 2)), "y": "11", "text-anchor": "middle",
                    "transform": "rotate(-90)",
                ], text: vertical)
            content(&page, self)
        }
    }

    private func x(_ share: Double) -> Double { Self.left + Self.side * share }
    private func y(_ share: Double) -> Double { Self.top + Self.side * (1 - share) }

    private func line(
        _ page: inout MarkupWriter, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ kind: String
    ) {
        page.leaf(
            "line",
            [
                "x1": Wording.coordinate(x1), "y1": Wording.coordinate(y1), "x2": Wording.coordinate(x2),
                "y2": Wording.coordinate(y2), "class": kind,
            ])
    }

    func line(_ page: inout MarkupWriter, _ points: [(Double, Double)]) {
        let path = points.map { "\(Wording.coordinate(x($0.0))),\(Wording.coordinate(y($0.1)))" }
        page.leaf("polyline", ["points": path.joined(separator: " "), "class": "join"])
    }

    func diagonal(_ page: inout MarkupWriter) { line(&page, x(0), y(0), x(1), y(1), "rule") }

    func bar(_ page: inout MarkupWriter, _ at: Double, _ low: Double, _ high: Double) {
        line(&page, x(at), y(low), x(at), y(high), "bar")
    }

    func point(_ page: inout MarkupWriter, _ h: Double, _ v: Double, radius: Double) {
        page.leaf(
            "circle",
            [
                "cx": Wording.coordinate(x(h)), "cy": Wording.coordinate(y(v)), "r": Wording.coordinate(radius),
                "class": "point",
            ])
    }
}
