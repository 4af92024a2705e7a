import Evidence
import Sites

/// An unrolled track as a picture, and how it lies along the track.
public struct StripImage: Hashable, Sendable {
    /// The picture; one pixel for each sample.
    public var image: EncodedPicture
    /// Station of its left edge in metres from the track's first point.
    public var firstStation: Double
    /// Metres of a pixel.
    public var sampling: Double

    /// Makes a picture of a track.
    public init(image: EncodedPicture, firstStation: Double, sampling: Double) {
        self.image = image
        self.firstStation = firstStation
        self.sampling = sampling
    }
}

/// What stood on the tracks: consists by date and track, each with its unrolled picture.
extension ReportPage {
    func trainSection(_ page: inout MarkupWriter) {
        page.element(
            "p",
            text:
                "Along each track the ground is unrolled: its first point is on the left, the left side of the track on "
                + "top. Stations are metres from the first point. A class is the likeliest one, with its probability; "
                + "a vehicle that is cut off goes on under what hides it or beyond what is seen.")
        let order = Dictionary(content.case.site.tracks.enumerated().map { ($1.id, $0) }) { first, _ in first }
        let byScene = Dictionary(grouping: content.consists, by: \.scene)
        for scene in index.scenes {
            guard let consists = byScene[scene.id] else { continue }
            let sorted = consists.sorted {
                (order[$0.track] ?? .max, $0.track, $0.id) < (order[$1.track] ?? .max, $1.track, $1.id)
            }
            page.element("h3") { page in
                page.text(Wording.shortTime(scene.time) + " · ")
                sceneLink(&page, scene.id)
                if scene.isSimulated { page.element("small", text: " simulated") }
            }
            let empty = sorted.filter(Self.isEmpty)
            for consist in sorted where !Self.isEmpty(consist) { self.consist(&page, consist) }
            if !empty.isEmpty { emptyTracks(&page, empty) }
        }
    }

    /// Whether a track was seen whole and nothing stands on it.
    private static func isEmpty(_ consist: Consist) -> Bool {
        guard case .count(let detected, _, let high, _, _) = consist.count else { return false }
        let isDecided = consist.basis.map { !$0.whole.decisions.isEmpty } ?? false
        return detected == 0 && high == 0 && consist.unseen.isEmpty && consist.visibleShare > 0.98 && !isDecided
    }

    /// Tracks on which nothing stands, in one line: a yard has dozens.
    private func emptyTracks(_ page: inout MarkupWriter, _ consists: [Consist]) {
        page.element("p") { page in
            page.text("Looked, none seen on ")
            for (position, consist) in consists.enumerated() {
                if position > 0 { page.text(", ") }
                page.element("span", ["id": Anchor.consist(consist.id)], text: consist.trackName)
                if !consist.isTrackSure { page.text(" (line partly guessed)") }
            }
            page.text(".")
        }
    }

    private func consist(_ page: inout MarkupWriter, _ consist: Consist) {
        page.element("div", ["class": "consist", "id": Anchor.consist(consist.id)]) { page in
            page.element("h4", text: consist.trackName + (consist.isTrackSure ? "" : " (line partly guessed)"))
            page.element("p") { page in
                page.element("strong", text: consist.sentence)
                if case .count(_, let low, let high, let level, _) = consist.count {
                    let least = consist.unseen.isEmpty ? "" : "at least "
                    page.text(
                        " Vehicles: \(least)\(consist.vehicles.count), \(Wording.percent(level)) interval \(low)–\(high); "
                            + "\(Wording.percent(consist.visibleShare)) of the track's "
                            + "\(Wording.number(consist.length)) m seen.")
                }
            }
            if let strip = content.strips[consist.id], strip.image.width > 0, strip.sampling > 0 {
                figure(&page, consist, strip)
            }
            if !consist.vehicles.isEmpty {
                folded(&page, "Vehicles in order", isOpen: consist.vehicles.count <= 12) {
                    vehicleTable(&$0, consist)
                }
            }
            if case .count(_, _, _, _, let method) = consist.count {
                page.element("p", ["class": "key"], text: "Interval: \(method).")
            }
            for note in consist.notes { page.element("p", ["class": "remark"], text: note) }
        }
    }

    private func vehicleTable(_ page: inout MarkupWriter, _ consist: Consist) {
        let heads = ["No.", "Class", "From m", "To m", "Length m", "Gap before m", "Certain", "Remarks"]
        table(
            &page,
            caption: "Vehicles on \(consist.trackName), \(index.sceneByID[consist.scene]?.title ?? consist.scene)",
            heads: heads,
            numeric: ["No.", "From m", "To m", "Length m", "Gap before m", "Certain"]
        ) { page in
            for (position, vehicle) in consist.vehicles.enumerated() {
                page.element("tr") { page in
                    page.element("th", ["scope": "row", "class": "number"]) { page in
                        if index.detectionByID[vehicle.detection] != nil {
                            page.element(
                                "a", ["href": "#" + Anchor.detection(vehicle.detection)], text: String(position + 1))
                        } else {
                            page.text(String(position + 1))
                        }
                    }
                    let share = vehicle.classProbabilities[vehicle.className] ?? 0
                    page.element("td", text: "\(vehicle.className) (\(Wording.percent(share)))")
                    let cut = vehicle.isCutAtStart || vehicle.isCutAtEnd
                    let before = position > 0 ? vehicle.start - consist.vehicles[position - 1].end : nil
                    for text in [
                        Wording.number(vehicle.start, decimals: 1) + " ± "
                            + Wording.number(vehicle.startError, decimals: 1),
                        Wording.number(vehicle.end, decimals: 1) + " ± "
                            + Wording.number(vehicle.endError, decimals: 1),
                        (cut ? "≥ " : "") + Wording.number(vehicle.length, decimals: 1),
                        before.map { Wording.number($0, decimals: 1) } ?? "",
                        Wording.percent(vehicle.probability),
                    ] { page.element("td", ["class": "number"], text: text) }
                    var remarks: [String] = []
                    if position > 0, !vehicle.isCoupled { remarks.append("another train") }
                    if cut { remarks.append("cut off") }
                    if !vehicle.otherTracks.isEmpty {
                        remarks.append("may stand on \(vehicle.otherTracks.joined(separator: ", "))")
                    }
                    page.element("td", text: remarks.joined(separator: "; "))
                }
            }
        }
    }

    // MARK: Picture

    /// Pixels of a strip in one line of the page.
    private static let lineLength = 1000

    private func figure(_ page: inout MarkupWriter, _ consist: Consist, _ strip: StripImage) {
        let width = strip.image.width
        let height = strip.image.height
        func pixel(_ station: Double) -> Double { (station - strip.firstStation) / strip.sampling }
        page.element("figure", ["class": "strips"]) { page in
            var hasPixels = false
            for first in stride(from: 0, to: width, by: Self.lineLength) {
                let length = min(Self.lineLength, width - first)
                let range = Double(first)...Double(first + length)
                let isNeeded = consist.vehicles.contains {
                    pixel($0.end) >= range.lowerBound && pixel($0.start) <= range.upperBound
                }
                // Lines of bare track are left out, but for the only one.
                guard isNeeded || width <= Self.lineLength else { continue }
                page.element(
                    "svg",
                    [
                        "viewBox": "\(first - 10) -14 \(max(length, 600) + 20) \(height + 28)", "class": "strip",
                        "role": "group",
                        "aria-label": "\(consist.trackName), unrolled from "
                            + "\(Wording.number(strip.firstStation + Double(first) * strip.sampling)) m on",
                    ]
                ) { page in
                    if hasPixels {
                        page.leaf("use", ["href": "#" + Anchor.strip(consist.id)])
                    } else {
                        page.leaf(
                            "image",
                            [
                                "id": Anchor.strip(consist.id), "width": "\(width)", "height": "\(height)",
                                "href": strip.image.address, "role": "img",
                                "aria-label": "\(consist.trackName), unrolled: \(consist.sentence)",
                            ])
                        hasPixels = true
                    }
                    for (number, vehicle) in consist.vehicles.enumerated() {
                        cut(&page, vehicle, number + 1, from: pixel(vehicle.start), to: pixel(vehicle.end), height)
                    }
                    scale(&page, strip, first..<(first + length), height)
                }
            }
            page.element(
                "figcaption",
                text:
                    "\(consist.trackName), unrolled; a tick each 20 m, ends of vehicles as brackets, numbered in order."
            )
        }
    }

    private func cut(
        _ page: inout MarkupWriter, _ vehicle: Consist.Vehicle, _ number: Int, from: Double, to: Double, _ height: Int
    ) {
        let left = Wording.coordinate(from)
        let right = Wording.coordinate(to)
        let low = height
        let path = "M\(left) 6V-1H\(right)V6M\(left) \(low - 6)V\(low + 1)H\(right)V\(low - 6)"
        let label = "\(number): \(vehicle.className), \(Wording.number(vehicle.length, decimals: 1)) m"
        page.element(
            "a", ["href": "#" + Anchor.detection(vehicle.detection), "class": "box", "aria-label": label]
        ) { page in
            page.element("title", text: label)
            page.leaf("path", ["d": path])
            page.element(
                "text",
                ["x": Wording.coordinate((from + to) / 2), "y": "-4", "text-anchor": "middle", "font-size": "9"],
                text: "\(number) \(Self.letters[vehicle.className] ?? "?")")
        }
    }

    /// Short marks of the classes, as there is little room above a car.
    private static let letters = [
        "locomotive": "loco", "tank-car": "tank", "covered-car": "cov.", "open-car": "open", "flat-car": "flat",
        "other-rail-vehicle": "other",
    ]

    private func scale(_ page: inout MarkupWriter, _ strip: StripImage, _ range: Range<Int>, _ height: Int) {
        let first = strip.firstStation + Double(range.lowerBound) * strip.sampling
        let last = strip.firstStation + Double(range.upperBound) * strip.sampling
        page.element("g", ["class": "ruler", "aria-hidden": "true"]) { page in
            for station in stride(from: (first / 20).rounded(.up) * 20, through: last, by: 20) {
                let x = Wording.coordinate((station - strip.firstStation) / strip.sampling)
                page.leaf("path", ["d": "M\(x) \(height + 1)v3", "stroke": "#333", "stroke-width": "1"])
                page.element(
                    "text", ["x": x, "y": "\(height + 12)", "text-anchor": "middle", "font-size": "8"],
                    text: "\(Int(station)) m")
            }
        }
    }
}
