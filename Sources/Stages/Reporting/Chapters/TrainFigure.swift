import Evidence

/// What stands on a track, on the unrolled ground: each vehicle between its ends, with its number in the order of stations and its
/// class; long trains go on in the next line.
struct TrainFigure {
    let consist: Consist
    let strip: StripImage
    /// Whether the page holds the picture elsewhere.
    let hasPixels: Bool

    private static let width = 860.0
    /// Metres of track in a line, and beside the first and the last vehicle.
    private static let mostMetres = 140.0
    private static let leastMetres = 60.0
    private static let margin = 8.0
    /// Lines at most; the records show all of a longer train.
    private static let mostLines = 6
    private static let head = 18.0
    private static let foot = 40.0

    /// Farther along a track nothing is drawn, nor what is longer than a line.
    private static let farthest = 1e7

    /// Takes a track; nil where nothing stands on it, where there is no picture, and for stations that no track has.
    init?(_ consist: Consist, strip: StripImage, hasPixels: Bool) {
        guard !consist.vehicles.isEmpty, strip.image.width > 0, strip.image.height > 0, strip.sampling > 0,
            consist.vehicles.allSatisfy({ vehicle in
                abs(vehicle.start) < Self.farthest && (0...Self.mostMetres).contains(vehicle.length)
            })
        else { return nil }
        self.consist = consist
        self.strip = strip
        self.hasPixels = hasPixels
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
        page.drawing(
            "chart train", width: Self.width, height: step * Double(lines.count), title: consist.trackName,
            text: words
        ) { page in
            for (number, line) in lines.enumerated() {
                draw(
                    &page, line, metres: metres, at: Double(number) * step, tall: tall,
                    holdsPixels: !hasPixels && number == 0)
            }
        }
    }

    private func draw(
        _ page: inout MarkupWriter, _ line: Line, metres: Double, at top: Double, tall: Double, holdsPixels: Bool
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
            guard holdsPixels else {
                page.leaf("use", ["href": "#" + Anchor.strip(consist.id)])
                return
            }
            page.leaf(
                "image",
                [
                    "id": Anchor.strip(consist.id), "width": "\(strip.image.width)",
                    "height": "\(strip.image.height)", "href": strip.image.address,
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
                Wording.fitted(vehicle.className, size: 11, width: ends.1 - ends.0 + 4), middle, floor + 15,
                anchor: "middle", kind: "words")
        }
        for station in stride(from: (line.start / 20).rounded(.up) * 20, through: line.start + metres, by: 20) {
            page.path("bracket", "M\(Wording.coordinate(x(station))) \(Wording.coordinate(floor + 20))v4")
            page.label("\(Int(station)) m", x(station), floor + 34, anchor: "middle")
        }
    }
}
