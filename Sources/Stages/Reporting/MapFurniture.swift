/// What every map and picture needs: how large, and which way is north.
enum MapFurniture {
    /// Draws a scale bar of a round length, not longer than `limit` units of the drawing.
    static func scaleBar(
        _ page: inout MarkupWriter, metresPerUnit: Double, x: Double, y: Double, limit: Double, size: Double = 1
    ) {
        guard metresPerUnit > 0, let length = Wording.roundLength(notAbove: metresPerUnit * limit) else { return }
        let units = length / metresPerUnit
        let tall = 5 * size
        func at(_ value: Double) -> String { Wording.coordinate(value) }
        page.element("g", ["class": "scale"]) { page in
            page.element("title", text: "Scale: the bar is \(Wording.length(length)) long")
            page.leaf(
                "rect",
                [
                    "class": "plate", "x": at(x - 6 * size), "y": at(y - 18 * size),
                    "width": at(units + 12 * size), "height": at(18 * size + tall + 6 * size),
                ])
            for quarter in 0..<4 {
                page.leaf(
                    "rect",
                    [
                        "class": quarter % 2 == 0 ? "dark" : "light", "x": at(x + units * Double(quarter) / 4),
                        "y": at(y), "width": at(units / 4), "height": at(tall), "stroke-width": at(0.8 * size),
                    ])
            }
            for (text, position, anchor) in [("0", x, "start"), (Wording.length(length), x + units, "end")] {
                page.element(
                    "text",
                    ["x": at(position), "y": at(y - 4 * size), "text-anchor": anchor, "font-size": at(12 * size)],
                    text: text)
            }
        }
    }

    /// Draws an arrow that points north, `direction` degrees clockwise from up.
    static func northArrow(
        _ page: inout MarkupWriter, x: Double, y: Double, direction: Double, size: Double = 1
    ) {
        guard direction.isFinite else { return }
        let place = "translate(\(Wording.coordinate(x)) \(Wording.coordinate(y))) scale(\(Wording.coordinate(size)))"
        page.element("g", ["class": "north", "transform": place]) { page in
            page.element("title", text: "North is \(Wording.number(direction)) degrees clockwise from up")
            page.leaf("circle", ["class": "plate", "r": "24"])
            page.element("g", ["transform": "rotate(\(Wording.coordinate(direction)))"]) { page in
                page.leaf("path", ["class": "dark", "d": "M0 -10L6 16L0 11Z"])
                page.leaf("path", ["class": "light", "d": "M0 -10L-6 16L0 11Z"])
                page.element("text", ["y": "-12", "text-anchor": "middle", "font-size": "11"], text: "N")
            }
        }
    }
}
