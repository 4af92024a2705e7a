import Evidence

/// What was before beside what is after, each with time, sensor and sampling, with scale, north and credit.
struct PairFigure {
    /// What changed, in a word.
    let kind: String
    let picture: ChangePicture
    /// The earlier scene and the later one.
    let scenes: [Scene]
    let credits: [String]

    private static let head = 20.0
    /// The picture is enlarged to this at most, so that letters beside it stay readable.
    private static let width = 640.0

    /// Takes a picture; nil where there is none.
    init?(kind: String, picture: ChangePicture, scenes: [Scene], credits: [String]) {
        guard scenes.count == 2, picture.image.width > picture.gap, picture.image.height > 0 else { return nil }
        self.kind = kind
        self.picture = picture
        self.scenes = scenes
        self.credits = credits
    }

    func draw(_ page: inout MarkupWriter) {
        let scale = Self.width / Double(picture.image.width)
        let tall = Double(picture.image.height) * scale
        let side = Double(picture.image.width - picture.gap) / 2 * scale
        let foot = Self.head + tall + 4
        let owed = CreditLines(credits, width: Self.width, on: page)
        page.drawing(
            "view pair", width: Self.width, height: foot + owed.height,
            title: "Before beside after",
            text:
                "\(kind): \(Wording.shortTime(scenes[0].time)) to the left, \(Wording.shortTime(scenes[1].time)) to the right"
        ) { page in
            page.leaf(
                "image",
                [
                    "y": Wording.coordinate(Self.head), "width": Wording.coordinate(Self.width),
                    "height": Wording.coordinate(tall), "href": picture.image.address,
                ])
            for (number, scene) in scenes.enumerated() {
                let left = Double(number) * (Self.width - side)
                page.label(Wording.fitted(page.said(scene.lookTitle), size: 12, width: side), left, 14, kind: "caption")
                guard scene.isSimulated else { continue }
                page.element(
                    "text",
                    [
                        "class": "stamp", "x": Wording.coordinate(left + 8), "y": Wording.coordinate(Self.head + 18),
                        "font-size": "12",
                    ], text: "SIMULATED")
            }
            if let metres = picture.metresPerPixel {
                MapFurniture.scaleBar(
                    &page, metresPerUnit: metres / scale, x: 12, y: Self.head + tall - 12, limit: side / 3, size: 0.7)
            }
            if let north = picture.north {
                MapFurniture.northArrow(
                    &page, x: Self.width - 22, y: Self.head + 22, direction: north, size: 0.65)
            }
            owed.draw(&page, at: foot)
        }
    }
}

extension Scene {
    /// What stands over a picture of it: "2025-02-15 01:48 UTC · WorldView-3 · 0.3 m".
    var lookTitle: String {
        [
            Wording.shortTime(time), platform ?? constellation,
            groundSamplingDistance.map { "\(Wording.number($0, decimals: 2)) m" },
        ].compactMap(\.self).joined(separator: " · ")
    }
}
