import Evidence

/// What stands on a track, on the unrolled ground: each vehicle between its ends, with its number in the order of stations and its
/// class, under time, sensor and sampling; long trains go on in the next line.
struct TrainFigure {
    let consist: Consist
    let scene: Scene
    let strip: StripImage
    /// Whom the picture is owed to, in sentences.
    let credits: [String]

    private static let width = 860.0
    /// Metres of track in a line, and beside the first and the last vehicle.
    private static let mostMetres = 140.0
    private static let leastMetres = 60.0
    private static let margin = 8.0
    /// Lines at most; the records show all of a longer train, and the drawing says so.
    private static let mostLines = 6
    private static let top = 20.0
    private static let head = 18.0
    private static let foot = 40.0

    /// Farther along a track nothing is drawn, nor what is longer than a line.
    private static let farthest = 1e7

    /// Takes a track; nil where nothing stands on it, where there is no picture, and for stations that no track has.
    init?(_ consist: Consist, in scene: Scene, strip: StripImage, credits: [String]) {
        guard !consist.vehicles.isEmpty, strip.image.width > 0, strip.image.height > 0, strip.sampling > 0,
            consist.vehicles.allSatisfy({ vehicle in
                abs(vehicle.start) < Self.farthest && (0...Self.mostMetres).contains(vehicle.length)
            })
        else { return nil }
        self.consist = consist
        self.scene = scene
        self.strip = strip
        self.credits = credits
    }

    /// A stretch of the track and the vehicles on it, by their places in the order of stations.
    private struct Line {
        var start: Double
        var end: Double
        var vehicles: Range<Int>
    }

    /// Stretches of the track that are drawn, from the first vehicle on, without those on which nothing stands.
    private var lines: [Line] {
        var lines: [Line] = []
        for (number, vehicle) in consist.vehicles.enumerated() {
            let (start, end) = (vehicle.start - Self.margin, vehicle.end + Self.margin)
            if let last = lines.last, end <= last.start + Self.mostMetres, start >= last.start {
                lines[lines.count - 1].end = max(last.end, end)
                lines[lines.count - 1].vehicles = last.vehicles.lowerBound..<(number + 1)
            } else {
                lines.append(Line(start: start, end: end, vehicles: number..<(number + 1)))
            }
        }
        return Array(lines.prefix(Self.mostLines))
    }

    private var words: String {
        let classes = consist.vehicles.map(\.className)
        return classes.count == 1
            ? "1 vehicle: \(classes[0])"
            : "\(classes.count) vehicles in the order of stations: \(classes.joined(separator: ", "))"
    }

    func draw(_ page: inout MarkupWriter) {
        let lines = lines
        let metres = max(Self.leastMetres, lines.map { $0.end - $0.start }.max() ?? 0)
        let tall = Double(strip.image.height) * strip.sampling * Self.width / metres
        let step = Self.head + tall + Self.foot
        let shown = lines.last?.vehicles.upperBound ?? 0
        let remark = shown < consist.vehicles.count ? "vehicles 1 to \(shown) of \(consist.vehicles.count)" : ""
        let foot = Self.top + step * Double(lines.count) + (remark.isEmpty ? 0 : 16)
        let owed = CreditLines(credits, width: Self.width, on: page)
        page.drawing(
            "chart view train", width: Self.width, height: foot + owed.height, title: consist.trackName, text: words
        ) { page in
            page.label(
                Wording.fitted(page.said(scene.lookTitle), size: 12, width: Self.width), 0, 14, kind: "caption")
            for (number, line) in lines.enumerated() {
                draw(&page, line, metres: metres, at: Self.top + Double(number) * step, tall: tall)
            }
            if scene.isSimulated {
                page.element(
                    "text",
                    [
                        "class": "stamp", "x": "6", "y": Wording.coordinate(Self.top + Self.head + 14),
                        "font-size": "12",
                    ], text: "SIMULATED")
            }
            if !remark.isEmpty { page.label(remark, 0, foot - 4, kind: "words") }
            owed.draw(&page, at: foot)
        }
    }

    private func draw(
        _ page: inout MarkupWriter, _ line: Line, metres: Double, at top: Double, tall: Double
    ) {
        let scale = Self.width / metres
        func x(_ station: Double) -> Double { (station - line.start) * scale }
        let left = (line.start - strip.firstStation) / strip.sampling
        let length = metres / strip.sampling
        page.element(
            "svg",
            [
                "x": "0", "y": Wording.coordinate(top + Self.head), "width": Wording.coordinate(Self.width),
                "height": Wording.coordinate(tall), "preserveAspectRatio": "none",
                "viewBox":
                    "\(Wording.coordinate(left)) 0 \(Wording.coordinate(length)) \(strip.image.height)",
            ]
        ) { page in
            page.leaf(
                "image",
                [
                    "width": "\(strip.image.width)", "height": "\(strip.image.height)", "href": strip.image.address,
                ])
        }
        let (roof, floor) = (top + Self.head, top + Self.head + tall)
        for number in line.vehicles {
            let vehicle = consist.vehicles[number]
            let ends = (x(vehicle.start), x(vehicle.end))
            let (from, to) = (Wording.coordinate(ends.0), Wording.coordinate(ends.1))
            page.path(
                "bracket",
                "M\(from) \(Wording.coordinate(roof + 6))V\(Wording.coordinate(roof - 2))H\(to)v8"
                    + "M\(from) \(Wording.coordinate(floor - 6))V\(Wording.coordinate(floor + 2))H\(to)v-8")
            let middle = (ends.0 + ends.1) / 2
            page.label("\(number + 1)", middle, roof - 6, anchor: "middle", kind: "name")
            page.label(
                Wording.fitted(page.said(vehicle.className), size: 11, width: ends.1 - ends.0 + 4), middle, floor + 15,
                anchor: "middle", kind: "words")
        }
        for station in stride(from: (line.start / 20).rounded(.up) * 20, through: line.start + metres, by: 20) {
            page.path("bracket", "M\(Wording.coordinate(x(station))) \(Wording.coordinate(floor + 20))v4")
            page.label("\(Int(station)) m", x(station), floor + 34, anchor: "middle")
        }
    }
}
