import Evidence
import Geodesy

/// The tables of detections, one for each scene.
extension ReportPage {
    func detectionSection(_ page: inout MarkupWriter) {
        guard !index.detectionByID.isEmpty else {
            page.element("p", ["class": "absent"], text: "There are no detections in this report.")
            return
        }
        page.element(
            "p",
            text: "Numbers are those in the pictures. A score is what the network gives, not a probability, unless its "
                + "card says so. Length, width and direction are measured on the ground along the box; which end is "
                + "the bow is not told.")
        reviewNote(&page)
        page.element("p", ["class": "filter", "hidden": "hidden"]) { page in
            page.element("label", ["for": "filter"], text: "Show only rows with ")
            page.leaf("input", ["id": "filter", "type": "search", "autocomplete": "off"])
            page.element("span", ["id": "filtered", "role": "status"], text: "")
        }
        let isOpen = index.detectionByID.count <= unfoldedRows
        for scene in index.scenes {
            guard let detections = index.detectionsOfScene[scene.id] else { continue }
            let title =
                "\(Wording.shortTime(scene.time)) · \(scene.title) · \(Wording.count(detections.count, "detection"))"
            page.element("div", ["id": Anchor.scene(scene.id) + "-detections"]) { page in
                folded(&page, title, isOpen: isOpen) { page in
                    detectionTable(&page, detections, caption: "Detections in \(scene.title)", scene: scene.id)
                }
            }
        }
        if !index.strayDetections.isEmpty {
            detectionTable(
                &page, index.strayDetections, caption: "Detections whose scene is not in this report", scene: nil)
        }
    }

    private static let numericHeads: Set<String> = [
        "No.", "Score", "Length m", "Width m", "Azimuth °", "Longitude", "Latitude",
    ]

    private func detectionTable(
        _ page: inout MarkupWriter, _ detections: [Detection], caption: String, scene: String?
    ) {
        let hasCrops = detections.contains { content.crops[$0.id] != nil }
        let picture = scene.flatMap { content.pictures[$0]?.image }
        let hasPicture = picture.map { $0.width > 0 && $0.height > 0 } ?? false
        var heads = [
            "No.", "Class", "Score", "Length m", "Width m", "Azimuth °", "Longitude", "Latitude", "Zone", "State",
            "Review",
        ]
        if hasCrops { heads.insert("Crop", at: 1) }
        table(&page, caption: caption, heads: heads, numeric: Self.numericHeads, kind: "detections") { page in
            for detection in detections {
                page.element("tr", ["id": Anchor.detection(detection.id)]) { page in
                    let number = String(index.numberOfDetection[detection.id] ?? 0)
                    page.element("th", ["scope": "row", "class": "number"]) { page in
                        if hasPicture {
                            page.element(
                                "a", ["href": "#" + Anchor.box(detection.id), "title": "Show in the picture"],
                                text: number)
                        } else {
                            page.text(number)
                        }
                    }
                    if hasCrops { page.element("td") { crop(&$0, detection, number) } }
                    page.element("td", text: detection.className)
                    page.element(
                        "td", ["class": "number"],
                        text: detection.review == .drawn ? "–" : Wording.number(detection.score, decimals: 2))
                    ground(&page, detection)
                    page.element("td") { page in
                        let zones = index.zonesOfDetection[detection.id] ?? []
                        // Without its place, that nobody counted it in a zone does not tell that it lies in none.
                        if zones.isEmpty { page.text(content.hidesPlaces ? "–" : "none") }
                        for (position, zone) in zones.enumerated() {
                            if position > 0 { page.text(", ") }
                            zoneLink(&page, zone)
                        }
                    }
                    page.element("td", text: index.stateOfDetection[detection.id] ?? "")
                    page.element("td", text: review(detection))
                }
            }
        }
    }

    private func ground(_ page: inout MarkupWriter, _ detection: Detection) {
        let longer = detection.isCutOff ? "≥ " : ""
        if let box = detection.groundBox {
            let size = [longer + Wording.number(box.length), Wording.number(box.width)]
            let place = [
                Wording.number(box.azimuth), Wording.number(box.centre.longitude, decimals: 5),
                Wording.number(box.centre.latitude, decimals: 5),
            ]
            for text in size + (content.hidesPlaces ? place.map { _ in "–" } : place) {
                page.element("td", ["class": "number"], text: text)
            }
        } else {
            let box = detection.pixelBox
            page.element(
                "td", ["colspan": "5"],
                text: "not on the ground; \(longer)\(Wording.number(box.length, decimals: 1)) × "
                    + "\(Wording.number(box.width, decimals: 1)) pixels"
                    + (content.hidesPlaces
                        ? ""
                        : " at column \(Wording.number(box.centre.column, decimals: 1)), row "
                            + Wording.number(box.centre.row, decimals: 1)))
        }
    }

    private func review(_ detection: Detection) -> String {
        detection.review.rawValue + (detection.foundAs.map { ", found as \($0)" } ?? "")
            + (detection.isCutOff ? "; cut off by the scene's edge" : "")
    }

    private func crop(_ page: inout MarkupWriter, _ detection: Detection, _ number: String) {
        guard let crop = content.crops[detection.id], crop.width > 0, crop.height > 0 else { return }
        let scale = min(3, 64 / Double(max(crop.width, crop.height)))
        page.leaf(
            "img",
            [
                "src": crop.address, "width": Wording.number(max(1, Double(crop.width) * scale)),
                "height": Wording.number(max(1, Double(crop.height) * scale)), "class": "crop",
                "alt": "Detection \(number), \(detection.className), cut from the scene",
            ])
    }
}
