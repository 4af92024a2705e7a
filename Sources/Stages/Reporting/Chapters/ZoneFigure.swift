import Evidence

/// A zone as some looks saw it: pictures beside each other, or below where they are wide, each with time, sensor, sampling, scale and
/// north, with the credit under all of them.
struct ZoneFigure {
    /// The zone's name.
    let zone: String
    /// What each look shows, in the order of reading.
    let panels: [AnnotatedPicture]
    /// Whom the pictures are owed to, in sentences.
    let credits: [String]

    private static let width = 860.0
    private static let gap = 14.0
    private static let head = 20.0

    /// Takes pictures; nil where there is none.
    init?(zone: String, panels: [AnnotatedPicture], credits: [String]) {
        let drawable = panels.filter { $0.picture.image.width > 0 && $0.picture.image.height > 0 }
        guard !drawable.isEmpty else { return nil }
        self.zone = zone
        self.panels = drawable
        self.credits = credits
    }

    /// Width of one picture: that of the page for wide ones, else they share it.
    private var side: Double {
        let isWide = panels.contains { Double($0.picture.image.width) > 2.2 * Double($0.picture.image.height) }
        let columns = isWide ? 1 : Double(min(3, max(2, panels.count)))
        return (Self.width - Self.gap * (columns - 1)) / columns
    }

    /// "at 2025-02-15 01:48 UTC: 5 × tank-car and 1 × covered-car found in the picture".
    private static func words(_ panel: AnnotatedPicture) -> String {
        let classes = Dictionary(grouping: panel.detections, by: \.className).map { "\($0.value.count) × \($0.key)" }
        let found = classes.isEmpty ? "nothing" : Wording.list(classes.sorted())
        return "at \(Wording.shortTime(panel.scene.time)): \(found) found in the picture"
    }

    func draw(_ page: inout MarkupWriter) {
        let side = side
        var places: [(x: Double, y: Double)] = []
        var (x, y, tallest) = (0.0, 0.0, 0.0)
        for panel in panels {
            if x + side > Self.width + 0.5 { (x, y, tallest) = (0, y + tallest + Self.gap, 0) }
            places.append((x, y))
            let shape = Double(panel.picture.image.height) / Double(panel.picture.image.width)
            tallest = max(tallest, Self.head + side * shape)
            x += side + Self.gap
        }
        let foot = y + tallest + 4
        let owed = CreditLines(credits, width: Self.width, on: page)
        page.drawing(
            "view", width: Self.width, height: foot + owed.height,
            title: "\(zone), look by look", text: panels.map(Self.words).joined(separator: "; ")
        ) { page in
            for (panel, place) in zip(panels, places) {
                page.label(
                    Wording.fitted(page.said(panel.scene.lookTitle), size: 12, width: side), place.x, place.y + 14,
                    kind: "caption"
                )
                panel.draw(&page, x: place.x, y: place.y + Self.head, width: side)
            }
            owed.draw(&page, at: foot)
        }
    }
}
