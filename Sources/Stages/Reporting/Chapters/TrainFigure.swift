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

    /// Takes a track; nil where nothing stands on it or there is no picture.
    init?(_ consist: Consist, strip: StripImage, hasPixels: Bool) {
        guard !consist.vehicles.isEmpty, strip.image.width > 0, strip.image.height > 0, strip.sampling > 0 else {
            return nil
        }
        self.consist = consist
        self.strip = strip
        self.hasPixels = hasPixels
    }

    /// Stretches of the track that are drawn, from the first vehicle on, without those on which nothing stands.
    private var lines: [ClosedRange<Double>] {
        var lines: [ClosedRange<Double>] = []
        for vehicle in consist.vehicles {
            let from = vehicle.start - Self.margin
            if let last = lines.last, vehicle.end + Self.margin <= last.lowerBound + Self.mostMetres {
                lines[lines.count - 1] = last.lowerBound...max(last.upperBound, vehicle.end + Self.margin)
            } else {
                lines.append(from...max(from, vehicle.end + Self.margin))
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
        let longest = lines.map { $0.upperBound - $0.lowerBound }.max() ?? 0
        let metres = max(Self.leastMetres, longest)
        let tall = Double(strip.image.height) * strip.sampling * Self.width / metres
        let step = Self.head + tall + Self.foot
        page.drawing(
            "chart train", width: Self.width, height: step * Double(lines.count), title: consist.trackName,
            text: words
        ) { page in
            for (number, line) in lines.enumerated() {
                self.line(
                    &page, line.lowerBound...(line.lowerBound + metres), at: Double(number) * step, tall: tall,
                    holdsPixels: !hasPixels && number == 0)
            }
        }
    }

    private func line(
        _ page: inout MarkupWriter, _ range: ClosedRange<Double>, at top: Double, tall: Double, holdsPixels: Bool
    ) {
        let scale = Self.width / (range.upperBound - range.lowerBound)
        func x(_ station: Double) -> Double { (station - range.lowerBound) * scale }
        let left = (range.lowerBound - strip.firstStation) / strip.sampling
        let length = (range.upperBound - range.lowerBound) / strip.sampling
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
        for (number, vehicle) in consist.vehicles.enumerated()
        where vehicle.end > range.lowerBound && vehicle.start < range.upperBound {
            let ends = (max(0, x(vehicle.start)), min(Self.width, x(vehicle.end)))
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
        for station in stride(from: (range.lowerBound / 20).rounded(.up) * 20, through: range.upperBound, by: 20) {
            page.path("bracket", "M\(Wording.coordinate(x(station))) \(Wording.coordinate(floor + 20))v4")
            page.label("\(Int(station)) m", x(station), floor + 34, anchor: "middle")
        }
    }
}
