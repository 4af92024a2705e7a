import DetectionEvaluation
import Foundation
import Geodesy

/// Reads plain JSON with boxes: outlines of one image, tanks of several, ships with what is to be passed over.
enum BoxLabels {
    /// `image`, `gsd`, `classes` and `polygons`, all of the first class.
    static func polygons(_ root: JSONNode, _ polygons: [JSONNode], log: inout MistakeLog) -> LabelSet? {
        let classes = root["classes"]?.array?.compactMap(\.string) ?? []
        guard classes.count == 1, let className = classes.first else {
            log.error(
                at: (root["classes"] ?? root).offset, "'classes' does not name one class",
                "expected a list of one: the polygons do not tell to which of several they belong")
            return nil
        }
        var image = LabelledImage(name: root.word("image"))
        image.groundSamplingDistance = root.metres("gsd", log: &log)
        for polygon in polygons {
            var corners: [PixelPoint] = []
            for corner in polygon.array ?? [] {
                guard let numbers = corner.numbers("a corner", count: 2, log: &log) else { break }
                corners.append(PixelPoint(column: numbers[0], row: numbers[1]))
            }
            if let label = Label(className: className, corners: corners, at: polygon.offset, log: &log) {
                image.labels.append(label)
            }
        }
        return LabelSet(format: "polygons", images: [image], notes: [])
    }

    /// `images` with `file` and `tanks` [left, top, right, bottom].
    static func tanks(_ images: [JSONNode], log: inout MistakeLog) -> LabelSet? {
        let labelled = images.map { image in
            var entry = LabelledImage(name: image.word("file"))
            entry.groundSamplingDistance = image.metres("gsd", log: &log)
            for tank in image["tanks"]?.array ?? [] {
                guard let edges = tank.numbers("a tank", count: 4, log: &log) else { continue }
                if let label = Label(
                    className: "tank", left: edges[0], top: edges[1], right: edges[2], bottom: edges[3],
                    at: tank.offset, log: &log)
                {
                    entry.labels.append(label)
                }
            }
            return entry
        }
        return LabelSet(format: "tanks", images: labelled, notes: [])
    }

    /// `ships` with `bbox` [column, row, width, height] and `sure`, and `ignore` with boxes of what is neither right
    /// nor wrong.
    static func ships(_ root: JSONNode, _ ships: [JSONNode], name: String, log: inout MistakeLog) -> LabelSet? {
        var image = LabelledImage(name: name)
        func add(_ nodes: [JSONNode], _ weight: (JSONNode) -> TruthObject.Weight) {
            for node in nodes {
                guard let bbox = node["bbox"] else {
                    log.error(at: node.offset, "the entry has no 'bbox'", "expected [column, row, width, height]")
                    continue
                }
                guard let edges = bbox.numbers("'bbox'", count: 4, log: &log) else { continue }
                guard
                    var label = Label(
                        className: "ship", left: edges[0], top: edges[1], right: edges[0] + edges[2],
                        bottom: edges[1] + edges[3], at: bbox.offset, log: &log)
                else { continue }
                label.weight = weight(node)
                label.groups["state"] = node.word("state")
                image.labels.append(label)
            }
        }
        add(ships) { $0.word("sure") == "no" ? .ignored : .counted }
        add(root["ignore"]?.array ?? []) { _ in .region }
        return LabelSet(format: "ships", images: [image], notes: [])
    }
}
