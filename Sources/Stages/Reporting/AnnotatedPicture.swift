import Evidence
import Foundation
import Geodesy

/// A scene's picture with a box around each detection, a scale bar and north.
struct AnnotatedPicture {
    let scene: Scene
    let picture: ScenePicture
    let detections: [Detection]
    let number: [String: Int]

    /// Boxes are numbered up to this many; more numbers than that would hide the picture.
    private static let mostNumbers = 150

    func draw(_ page: inout MarkupWriter) {
        let width = Double(picture.image.width)
        let height = Double(picture.image.height)
        // The furniture keeps its size on paper whatever the picture's pixels are.
        let unit = max(width, height * 1.2) / 960
        page.element(
            "svg",
            [
                "viewBox": "0 0 \(picture.image.width) \(picture.image.height)", "class": "picture", "role": "group",
                "aria-label": "Picture of \(scene.title) with detections",
            ]
        ) { page in
            page.leaf(
                "image",
                [
                    "width": Wording.coordinate(width), "height": Wording.coordinate(height),
                    "href": picture.image.address, "role": "img", "aria-label": alternativeText,
                ])
            let outlines = detections.map { ($0, corners($0)) }
            page.leaf(
                "path",
                ["class": "halo", "d": outlines.map { path($0.1) }.joined(), "aria-hidden": "true"])
            for (detection, corners) in outlines { box(&page, detection, corners, unit) }
            if let metres = picture.metresPerPixel {
                MapFurniture.scaleBar(
                    &page, metresPerUnit: metres, x: 20 * unit, y: height - 20 * unit, limit: width / 4, size: unit)
            }
            if let north = picture.north {
                MapFurniture.northArrow(
                    &page, x: width - 36 * unit, y: 36 * unit, direction: north, size: unit)
            }
            if scene.isSimulated {
                page.element(
                    "text",
                    [
                        "class": "stamp", "x": Wording.coordinate(14 * unit), "y": Wording.coordinate(28 * unit),
                        "font-size": Wording.coordinate(20 * unit),
                    ], text: "SIMULATED")
            }
        }
    }

    private var alternativeText: String {
        var text = scene.isSimulated ? "Simulated picture" : "Picture"
        text += " of \(scene.title), \(Wording.time(scene.time))"
        if !picture.rendering.isEmpty { text += ", \(picture.rendering)" }
        let classes = Dictionary(grouping: detections, by: \.className).map { "\($0.value.count) × \($0.key)" }.sorted()
        return text + (classes.isEmpty ? "; no detections." : "; detections: " + Wording.list(classes) + ".")
    }

    private func corners(_ detection: Detection) -> [MapPoint] {
        detection.pixelBox.corners.map(picture.toPicture.map)
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
                "class": detection.review == .rejected ? "box rejected" : "box", "aria-label": label,
            ]
        ) { page in
            page.element("title", text: label)
            page.leaf("path", ["d": path(corners)])
            guard number <= Self.mostNumbers else { return }
            let right = corners.max { $0.x < $1.x } ?? MapPoint(x: 0, y: 0)
            page.element(
                "text",
                [
                    "x": Wording.coordinate(right.x + 3 * unit), "y": Wording.coordinate(right.y + 4 * unit),
                    "font-size": Wording.coordinate(11 * unit),
                ], text: String(number))
        }
    }
}

extension EncodedPicture {
    /// The picture itself as an address.
    var address: String { "data:\(format.rawValue);base64," + Data(bytes).base64EncodedString() }
}
