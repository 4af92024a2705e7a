import DetectionEvaluation
import Foundation
import Geodesy

/// Reads labels from GeoJSON: what `revisit detect` and `revisit simulate scenes` write, and polygons of other programs.
///
/// Where a feature tells its box in pixels, that is taken, else its outline: in pixels where the property `frame` is
/// "pixel" or where any of the file's outlines lies beyond all degrees, else in longitude and latitude (RFC 7946).
enum FeatureLabels {
    /// Properties by which an object belongs to something.
    private static let groupKinds = ["track", "train", "zone", "berth", "place"]

    static func read(_ root: JSONNode, _ features: [JSONNode], log: inout MistakeLog) -> LabelSet? {
        var images: [LabelledImage] = []
        var index: [String: Int] = [:]
        func image(_ name: String?) -> Int {
            let key = name ?? ""
            if let known = index[key] { return known }
            index[key] = images.count
            images.append(LabelledImage(name: name))
            return images.count - 1
        }
        if let scene = root.word("scene") { _ = image(scene) }
        for scene in root["scenes"]?.array ?? [] {
            let position = image(scene.word("scene") ?? scene.word("title") ?? scene.word("id"))
            images[position].groundSamplingDistance =
                scene.metres("gsd_m", log: &log) ?? scene.metres("gsd", log: &log)
            for member in scene["conditions"]?.members ?? [] {
                images[position].conditions[member.key] = scene["conditions"]?.word(member.key)
            }
        }
        // Decided once for the whole file: of one place some corners may fit on the Earth by chance.
        let frame = Frame(of: features, in: root, log: &log)
        for feature in features {
            guard let properties = feature["properties"], properties.members != nil else {
                log.error(at: feature.offset, "the feature has no properties", "expected at least a property 'class'")
                continue
            }
            guard let className = properties.word("class") ?? properties.word("category") else {
                log.error(at: properties.offset, "the feature has no property 'class'", "expected the object's class")
                continue
            }
            guard var label = label(className, feature, properties, frame, log: &log) else { continue }
            if let score = properties["score"], !score.isNull {
                guard let number = score.number, (0...1).contains(number) else {
                    log.error(at: score.offset, "'score' is no score", "expected a number from 0 to 1")
                    continue
                }
                label.score = number
            }
            if let share = properties["visible_share"], !share.isNull {
                guard let number = share.number, (0...1).contains(number) else {
                    log.error(at: share.offset, "'visible_share' is no share", "expected a number from 0 to 1")
                    continue
                }
                label.visibleShare = number
            }
            // Of what reaches beyond the scene, only that part can be found which lies in it.
            if let inside = properties["share_in_scene"]?.number, (0...1).contains(inside) {
                label.visibleShare = min(label.visibleShare ?? 1, inside)
            }
            if properties.word("ignore") == "yes" || properties.word("difficult") == "1" { label.weight = .ignored }
            for kind in groupKinds { label.groups[kind] = properties.word(kind) }
            let position = image(properties.word("scene") ?? root.word("scene"))
            images[position].labels.append(label)
            if let model = properties.word("model") {
                images[position].model = (model, properties.word("model_sha256") ?? "")
            }
        }
        var notes: [String] = []
        if frame.isBeyondDegrees {
            notes.append("Outlines lie beyond all degrees, so all \(frame.outlines) were taken for pixels.")
        }
        return LabelSet(format: "GeoJSON", images: images, notes: notes)
    }

    /// In what outlines are given that do not tell it themselves.
    private struct Frame {
        /// Outlines that do not tell it.
        var outlines = 0
        /// Whether one of them lies where no longitude and latitude does.
        var isBeyondDegrees = false
        /// Whether the file says that all is in pixels.
        let isAllPixel: Bool

        init(of features: [JSONNode], in root: JSONNode, log: inout MistakeLog) {
            isAllPixel = root.word("frame") == "pixel"
            guard !isAllPixel else { return }
            for feature in features {
                guard let properties = feature["properties"], properties.word("frame") != "pixel",
                    properties["pixel_box"].map(\.isNull) ?? true, properties["length_px"]?.number == nil,
                    let type = feature["geometry"]?["type"]?.string,
                    let coordinates = feature["geometry"]?["coordinates"],
                    let rings = outerRings(type, coordinates)
                else { continue }
                outlines += 1
                for position in rings.flatMap({ $0.array ?? [] }) {
                    guard let x = position.array?.first?.number, let y = position.array?.dropFirst().first?.number
                    else { continue }
                    if abs(x) > 540 || abs(y) > 90 { isBeyondDegrees = true }
                }
            }
            if outlines > 0 { _ = FeatureFile.isGeographic(root, &log) }
        }

        /// Whether a feature's outline is in pixels.
        func isPixel(_ properties: JSONNode) -> Bool {
            isAllPixel || isBeyondDegrees || properties.word("frame") == "pixel"
        }
    }

    /// The outer rings of an area; nil for what is none.
    private static func outerRings(_ type: String, _ coordinates: JSONNode) -> [JSONNode]? {
        switch type {
        case "Polygon": coordinates.array?.prefix(1).map(\.self) ?? []
        case "MultiPolygon": coordinates.array?.compactMap { $0.array?.first } ?? []
        default: nil
        }
    }

    private static func label(
        _ className: String, _ feature: JSONNode, _ properties: JSONNode, _ frame: Frame,
        log: inout MistakeLog
    ) -> Label? {
        if let node = properties["pixel_box"], let corners = node.array {
            guard let numbers = node.numbers("'pixel_box'", log: &log), numbers.count >= 6, numbers.count % 2 == 0
            else {
                log.error(
                    at: node.offset, "'pixel_box' cannot be used",
                    "expected column and row of each corner (\(corners.count) numbers found)")
                return nil
            }
            return Label(
                className: className,
                corners: stride(from: 0, to: numbers.count, by: 2).map {
                    PixelPoint(column: numbers[$0], row: numbers[$0 + 1])
                }, at: node.offset, log: &log)
        }
        if let node = properties["pixel_box"], !node.isNull {
            return boxed(className, node, ["column", "row", "length", "width", "angle"], log: &log)
        }
        if properties["length_px"]?.number != nil {
            return boxed(className, properties, ["column", "row", "length_px", "width_px", "angle"], log: &log)
        }
        guard let geometry = feature["geometry"], let type = geometry["type"]?.string,
            let coordinates = geometry["coordinates"]
        else {
            log.error(
                at: feature.offset, "the feature has no geometry", "expected a Polygon, or a property 'pixel_box'")
            return nil
        }
        guard let rings = outerRings(type, coordinates) else {
            log.error(at: geometry.offset, "the geometry is \(quoted(type))", "expected a Polygon or MultiPolygon")
            return nil
        }
        var corners: [PixelPoint] = []
        for position in rings.flatMap({ $0.array ?? [] }) {
            guard let numbers = position.numbers("a position", log: &log) else { return nil }
            guard numbers.count >= 2 else {
                log.error(at: position.offset, "a position has \(numbers.count) numbers", "expected two")
                return nil
            }
            corners.append(PixelPoint(column: numbers[0], row: numbers[1]))
        }
        if frame.isPixel(properties) {
            return Label(className: className, corners: corners, at: geometry.offset, log: &log)
        }
        guard corners.count > 2 else {
            log.error(at: geometry.offset, "the outline has no extent", "expected at least three corners")
            return nil
        }
        return Label(
            className: className,
            place: .ground(corners.map { GeoPoint(longitude: $0.column, latitude: $0.row) }), isOriented: true)
    }

    /// A box by its centre, sides in pixels and angle in degrees from the column axis towards the row axis.
    private static func boxed(
        _ className: String, _ node: JSONNode, _ keys: [String], log: inout MistakeLog
    ) -> Label? {
        let numbers = keys.compactMap { node[$0]?.number }
        guard numbers.count == keys.count, numbers.allSatisfy({ abs($0) < 1e9 }), numbers[2] > 0, numbers[3] > 0 else {
            log.error(
                at: node.offset, "the box in pixels cannot be used",
                "expected \(keys.joined(separator: ", ")) as numbers, the sides above 0")
            return nil
        }
        let box = OrientedBox(
            centre: PixelPoint(column: numbers[0], row: numbers[1]), length: numbers[2], width: numbers[3],
            angle: numbers[4] * .pi / 180)
        return Label(className: className, place: .pixels(box, upright: nil), isOriented: true)
    }
}
