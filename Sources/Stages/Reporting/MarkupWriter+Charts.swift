extension MarkupWriter {
    /// A straight line of a chart, with the class by which the page's style knows it.
    mutating func line(_ kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) {
        leaf(
            "line",
            [
                "class": kind, "x1": Wording.coordinate(x1), "y1": Wording.coordinate(y1),
                "x2": Wording.coordinate(x2), "y2": Wording.coordinate(y2),
            ])
    }
}
