import DetectionEvaluation
import Foundation
import Geodesy

/// Reads labels in the format of COCO: `bbox` [left, top, width, height], and polygons in `segmentation`, of which
/// the least rectangle is taken. Source: cocodataset.org, "Data format", section 1 (object detection).
enum CocoLabels {
    static func read(
        _ root: JSONNode, images: [JSONNode], annotations: [JSONNode], log: inout MistakeLog
    ) -> LabelSet? {
        var classes: [Double: String] = [:]
        for category in root["categories"]?.array ?? [] {
            guard let id = category["id"]?.number, let name = category.word("name") else {
                log.error(at: category.offset, "the category has no 'id' or 'name'", "expected both")
                continue
            }
            classes[id] = name
        }
        var labelled: [LabelledImage] = []
        var index: [Double: Int] = [:]
        for image in images {
            guard let id = image["id"]?.number else {
                log.error(at: image.offset, "the image has no 'id'", "expected a number")
                continue
            }
            var entry = LabelledImage(name: image.word("file_name"))
            entry.groundSamplingDistance = image.metres("gsd", log: &log)
            index[id] = labelled.count
            labelled.append(entry)
        }
        for annotation in annotations {
            guard let category = annotation["category_id"]?.number, let className = classes[category] else {
                log.error(
                    at: annotation.offset, "the annotation's 'category_id' is none of 'categories'",
                    "expected \(alternatives(classes.keys.sorted().map(plain)))")
                continue
            }
            guard let id = annotation["image_id"]?.number, let image = index[id] else {
                log.error(
                    at: annotation.offset, "the annotation's 'image_id' is none of 'images'", "expected a known id")
                continue
            }
            if let label = label(className, annotation, log: &log) { labelled[image].labels.append(label) }
        }
        return LabelSet(format: "COCO", images: labelled, notes: [])
    }

    private static func label(_ className: String, _ annotation: JSONNode, log: inout MistakeLog) -> Label? {
        var upright: UprightBox?
        if let bbox = annotation["bbox"], !bbox.isNull {
            guard let numbers = bbox.numbers("'bbox'", count: 4, log: &log) else { return nil }
            upright = UprightBox(
                left: numbers[0], top: numbers[1], right: numbers[0] + numbers[2], bottom: numbers[1] + numbers[3])
        }
        var corners: [PixelPoint] = []
        for part in annotation["segmentation"]?.array ?? [] {
            guard let numbers = part.numbers("'segmentation'", log: &log) else { return nil }
            for pair in stride(from: 0, to: numbers.count - 1, by: 2) {
                corners.append(PixelPoint(column: numbers[pair], row: numbers[pair + 1]))
            }
        }
        var label: Label
        if let box = OrientedBox(around: corners) {
            let isUpright = upright.map { abs(box.area - $0.area) <= 0.01 * box.area } ?? false
            label = Label(className: className, place: .pixels(box, upright: upright), isOriented: !isUpright)
        } else if let upright {
            guard
                let plain = Label(
                    className: className, left: upright.left, top: upright.top, right: upright.right,
                    bottom: upright.bottom, at: annotation.offset, log: &log)
            else { return nil }
            label = plain
        } else {
            log.error(
                at: annotation.offset, "the annotation has no box", "expected 'bbox', or polygons in 'segmentation'")
            return nil
        }
        if let area = annotation["area"], !area.isNull {
            guard let number = area.number, (0...1e12).contains(number) else {
                log.error(at: area.offset, "'area' is no area", "expected square pixels, 0 or more")
                return nil
            }
            label.area = number
        }
        if let score = annotation["score"], !score.isNull {
            guard let number = score.number, (0...1).contains(number) else {
                log.error(at: score.offset, "'score' is no score", "expected a number from 0 to 1")
                return nil
            }
            label.score = number
        }
        if annotation["iscrowd"]?.number == 1 {
            label.weight = .region
        } else if annotation["ignore"]?.number == 1 {
            label.weight = .ignored
        }
        return label
    }
}
