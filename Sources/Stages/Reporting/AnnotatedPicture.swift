import Evidence
import Foundation
import Geodesy
import Sites

/// A scene's picture with a box around each detection, the zones, a scale bar and north.
struct AnnotatedPicture {
    let scene: Scene
    let picture: ScenePicture
    var detections: [Detection]
    let number: [String: Int]
    /// The zones that were looked at in it, each with the name that is written into it.
    let zones: [(zone: Zone, name: String)]

    /// Boxes are numbered up to this many; more numbers than that would hide the picture.
    private static let mostNumbers = 150

    /// Draws the picture; `overview` leaves out numbers and links and shows the pixels of the other drawing, unless it holds them
    /// itself.
    func draw(_ page: inout MarkupWriter, overview: Bool = false, holdsPixels: Bool = false) {
        let width = Double(picture.image.width)
        let height = Double(picture.image.height)
        // The furniture keeps its size on paper whatever the picture's pixels are.
        let unit = max(width, height * 1.2) / (overview ? 480 : 960)
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(picture.image.width) \(picture.image.height)", "class": "picture", "role": "group",
                "aria-label": "Picture of \(scene.title) with detections",
            ]
        ) { page in
            if overview && !holdsPixels {
                page.leaf("use", ["href": "#" + Anchor.pixels(scene.id)])
            } else {
                page.leaf(
                    "image",
                    [
                        "id": overview ? nil : Anchor.pixels(scene.id), "width": Wording.coordinate(width),
                        "height": Wording.coordinate(height),
                        "href": picture.image.address, "role": "img", "aria-label": alternativeText,
                    ])
            }
            marks(&page, unit, furniture: unit, isLinked: !overview)
        }
    }

    /// Draws the picture into a part of a larger drawing, with its pixels, without numbers and links.
    ///
    /// - Parameters:
    ///   - page: Where to draw.
    ///   - x: Left edge in the drawing.
    ///   - y: Upper edge in the drawing.
    ///   - width: Width in the drawing; the height follows from the picture's shape.
    func draw(_ page: inout MarkupWriter, x: Double, y: Double, width: Double) {
        let size = (width: Double(picture.image.width), height: Double(picture.image.height))
        let unit = size.width / width
        page.element(
            "svg",
            [
                "x": Wording.coordinate(x), "y": Wording.coordinate(y), "width": Wording.coordinate(width),
                "height": Wording.coordinate(size.height / unit),
                "viewBox": "0 0 \(picture.image.width) \(picture.image.height)",
            ]
        ) { page in
            page.leaf(
                "image",
                [
                    "width": "\(picture.image.width)", "height": "\(picture.image.height)",
                    "href": picture.image.address,
                ])
            // On a narrow strip the usual size would hide what it shows.
            marks(&page, unit, furniture: unit * min(1, max(0.5, size.height / unit / 220)), isLinked: false)
        }
    }

    /// Draws what stands upon the pixels; `unit` is how large letters are, `furniture` the rest.
    private func marks(_ page: inout MarkupWriter, _ unit: Double, furniture size: Double, isLinked: Bool) {
        let width = Double(picture.image.width)
        let height = Double(picture.image.height)
        outlines(&page, unit, furniture: size)
        let outlines = detections.map { ($0, corners($0)) }
        page.leaf("path", ["class": "halo", "d": outlines.map { path($0.1) }.joined(), "aria-hidden": "true"])
        if isLinked {
            for (detection, corners) in outlines { box(&page, detection, corners, unit) }
        } else {
            page.element("g", ["class": "box", "aria-hidden": "true"]) {
                $0.leaf("path", ["d": outlines.map { path($0.1) }.joined()])
            }
        }
        if let metres = picture.metresPerPixel {
            MapFurniture.scaleBar(
                &page, metresPerUnit: metres, x: 20 * size, y: height - 20 * size, limit: width / 4, size: size)
        }
        if let north = picture.north {
            MapFurniture.northArrow(&page, x: width - 36 * size, y: 36 * size, direction: north, size: size)
        }
        if scene.isSimulated {
            page.element(
                "text",
                [
                    "class": "stamp", "x": Wording.coordinate(14 * size), "y": Wording.coordinate(28 * size),
                    "font-size": Wording.coordinate(20 * size),
                ], text: "SIMULATED")
        }
    }

    private var alternativeText: String {
        var text = scene.isSimulated ? "Simulated picture" : "Picture"
        text += " of \(scene.title), \(Wording.time(scene.time))"
        if !picture.rendering.isEmpty { text += ", \(picture.rendering)" }
        let classes = Dictionary(grouping: detections, by: \.className).map { "\($0.value.count) × \($0.key)" }.sorted()
        return text + (classes.isEmpty ? "; no detections." : "; detections: " + Wording.list(classes) + ".")
    }

    /// The corners of a box that lies around the object and not upon it: a pixel away on every side.
    private func corners(_ detection: Detection) -> [MapPoint] {
        var box = detection.pixelBox
        let columns = abs(picture.toPicture.columnX) + abs(picture.toPicture.columnY)
        let pixel = columns > 0 ? max(1, 1 / columns) : 1
        box.length += 2 * pixel
        box.width += 2 * pixel
        return box.corners.map(picture.toPicture.map)
    }

    /// Draws the zones thinly, each with its name where no furniture stands.
    private func outlines(_ page: inout MarkupWriter, _ unit: Double, furniture: Double) {
        guard let ground = PictureGround(scene: scene, picture: picture, detections: detections) else { return }
        let width = Double(picture.image.width)
        let height = Double(picture.image.height)
        var placement = LabelPlacement(width: width, height: height)
        if picture.north != nil {
            placement.reserve(left: width - 62 * furniture, top: 0, right: width, bottom: 62 * furniture)
        }
        if scene.isSimulated {
            placement.reserve(left: 0, top: 0, right: 170 * furniture, bottom: 36 * furniture)
        }
        if picture.metresPerPixel != nil {
            placement.reserve(left: 0, top: height - 46 * furniture, right: width / 4 + 30 * furniture, bottom: height)
        }
        page.element("g", ["class": "watched"]) { page in
            for (zone, name) in zones {
                let rings = zone.area.parts.flatMap(\.rings).map { $0.corners.filter(\.isOnEarth).map(ground.position) }
                let corners = rings.flatMap { $0 }
                let inside = corners.filter { (0...width).contains($0.x) && (0...height).contains($0.y) }
                guard let left = corners.map(\.x).min(), let right = corners.map(\.x).max(),
                    let top = corners.map(\.y).min(), let bottom = corners.map(\.y).max(),
                    !inside.isEmpty || (left < width && right > 0 && top < height && bottom > 0)
                else { continue }
                page.element("path", ["d": rings.map(path).joined()]) {
                    $0.element("title", text: "\(zone.name) (\(zone.role.rawValue))")
                }
                // The name stands at the top corner, where it covers the least, or near it where another name is.
                let size = 11 * unit
                let room = LabelPlacement.textWidth(name, size: size)
                let corner = (inside.isEmpty ? corners : inside).min { ($0.y, $0.x) < ($1.y, $1.x) }
                let place = placement.place(
                    name, size: size, x: (corner?.x ?? left) + room / 2, y: (corner?.y ?? top) - 8 * unit)
                page.element(
                    "text",
                    [
                        "x": Wording.coordinate(place.x - room / 2), "y": Wording.coordinate(place.y),
                        "font-size": Wording.coordinate(size),
                    ], text: name)
            }
        }
    }

    private func path(_ corners: [MapPoint]) -> String {
        var path = ""
        for (index, corner) in corners.enumerated() {
            path += (index == 0 ? "M" : "L") + Wording.coordinate(corner.x) + " " + Wording.coordinate(corner.y)
        }
        return path + "Z"
    }

    private func box(_ page: inout MarkupWriter, _ detection: Detection, _ corners: [MapPoint], _ unit: Double) {
        let number = number[detection.id] ?? 0
        let label = "\(number): \(detection.className), score \(Wording.number(detection.score, decimals: 2))"
        page.element(
            "a",
            [
                "href": "#" + Anchor.detection(detection.id), "id": Anchor.box(detection.id),
                "class": detection.review.isCounted ? "box" : "box rejected", "aria-label": label,
            ]
        ) { page in
            page.element("title", text: label)
            page.leaf("path", ["d": path(corners)])
            guard number <= Self.mostNumbers else { return }
            let right = corners.max { $0.x < $1.x } ?? MapPoint(x: 0, y: 0)
            page.element(
                "text",
                [
                    "x": Wording.coordinate(right.x + 2 * unit), "y": Wording.coordinate(right.y + 3 * unit),
                    "font-size": Wording.coordinate(8.5 * unit),
                ], text: String(number))
        }
    }
}

extension EncodedPicture {
    /// The picture itself as an address.
    var address: String { "data:\(format.rawValue);base64," + Data(bytes).base64EncodedString() }
}
