import Foundation
import Geodesy

extension MapFurniture {
    /// Draws lines of longitude and latitude with their degrees along the foot and the left.
    static func graticule(_ page: inout MarkupWriter, _ projection: SiteProjection) {
        let step = projection.graticuleStep
        let decimals = max(0, Int((-log10(step)).rounded(.up)))
        let edges = projection.edges
        let margin = projection.margin
        page.element("g", ["class": "graticule"]) { page in
            func each(_ low: Double, _ high: Double, _ body: (Double) -> Void) {
                let first = (low / step).rounded(.up)
                let last = (high / step).rounded(.down)
                guard last >= first, last - first < 100 else { return }
                for index in stride(from: first, through: last, by: 1) { body(index * step) }
            }
            var lines: [(Double, Double, Double, Double)] = []
            var labels: [(Double, Double, String, String)] = []
            each(edges.west, edges.east) { longitude in
                let turned = SiteProjection.turned(longitude)
                let x = projection.position(GeoPoint(longitude: longitude, latitude: projection.middle.latitude)).x
                lines.append((x, margin.top, x, projection.height - margin.bottom))
                let side = turned == 0 || abs(turned) == 180 ? "" : turned > 0 ? " E" : " W"
                labels.append(
                    (
                        x, projection.height - margin.bottom + 16, "middle",
                        Wording.number(abs(turned), decimals: decimals) + "°" + side
                    ))
            }
            each(max(-90, edges.south), min(90, edges.north)) { latitude in
                let y = projection.position(GeoPoint(longitude: projection.middle.longitude, latitude: latitude)).y
                lines.append((margin.left, y, projection.width - margin.right, y))
                let side = latitude == 0 ? "" : latitude > 0 ? " N" : " S"
                labels.append(
                    (
                        margin.left - 5, y + 4, "end",
                        Wording.number(abs(latitude), decimals: decimals) + "°" + side
                    ))
            }
            for (x1, y1, x2, y2) in lines {
                page.leaf(
                    "line",
                    [
                        "x1": Wording.coordinate(x1), "y1": Wording.coordinate(y1), "x2": Wording.coordinate(x2),
                        "y2": Wording.coordinate(y2),
                    ])
            }
            for (x, y, anchor, text) in labels {
                page.element(
                    "text",
                    ["x": Wording.coordinate(x), "y": Wording.coordinate(y), "text-anchor": anchor], text: text)
            }
        }
    }
}
