import Foundation
import Geodesy

extension SceneTruth {
    /// The truth as a GeoJSON FeatureCollection (RFC 7946), one feature a line; the same truth gives the same bytes.
    ///
    /// Polygons are outlines on the ground at their true places, in longitude and latitude. `pixel_box` gives
    /// the middle, sides and angle (degrees from the column axis towards the row axis, to the front) in the scene's pixels
    /// where the object is seen, which no placement error moves: between foot and top, which lean away from the sensor.
    /// Corners of polygons are front left, rear left, rear right, front right. The member `placement_error` tells in metres
    /// east and north by how much the file's georeference is off: a true place and that vector give the place which the
    /// file tells.
    public func geoJSON() -> String {
        var text =
            "{\"type\": \"FeatureCollection\", \"simulated\": true, \"scene\": \(Self.quoted(scene)), "
            + "\"placement_error\": [\(Self.number(placementError.x, 3)), \(Self.number(placementError.y, 3))], "
            + "\"features\": ["
        for (index, object) in objects.enumerated() {
            text += index == 0 ? "\n" : ",\n"
            text += feature(object)
        }
        return text + "\n]}\n"
    }

    private func feature(_ object: Object) -> String {
        let ring = (object.corners + object.corners.prefix(1)).map {
            "[\(Self.number($0.longitude, 8)), \(Self.number($0.latitude, 8))]"
        }
        var members: [(String, String?)] = [
            ("id", Self.quoted(object.id)), ("scene", Self.quoted(scene)), ("class", Self.quoted(object.className)),
            ("kind", Self.quoted(object.kind)), ("length", Self.number(object.length, 2)),
            ("width", Self.number(object.width, 2)), ("height", Self.number(object.height, 2)),
            ("heading", object.heading.map { Self.number($0, 2) }),
            ("share_in_scene", Self.number(object.shareInScene, 3)),
            ("visible_share", Self.number(object.visibleShare, 3)),
            ("hidden_by", object.hiddenBy.map(Self.quoted)),
        ]
        if let place = object.place { members.append((place.kind, Self.quoted(place.id))) }
        if let train = object.train {
            members += [("train", Self.quoted(train.id)), ("order", "\(train.order)")]
        }
        if let fill = object.fill {
            members += [("fill", Self.number(fill, 4)), ("diameter", Self.number(object.width, 2))]
        }
        members += [
            ("state", object.shipState.map(Self.quoted)), ("course", object.motion.map { Self.number($0.course, 1) }),
            ("speed_kn", object.motion.map { Self.number($0.speed, 1) }),
            ("snow_share", object.snow.map { Self.number($0, 3) }),
            ("pixel_box", Self.pixelBox(object.pixelCorners)),
        ]
        let properties = members.compactMap { key, value in value.map { "\"\(key)\": \($0)" } }
        return "{\"type\": \"Feature\", \"geometry\": {\"type\": \"Polygon\", \"coordinates\": [["
            + ring.joined(separator: ", ") + "]]}, \"properties\": {" + properties.joined(separator: ", ") + "}}"
    }

    /// The box of four corners in the order of ``geoJSON()``.
    private static func pixelBox(_ corners: [PixelPoint]) -> String? {
        guard corners.count == 4 else { return nil }
        func between(_ a: PixelPoint, _ b: PixelPoint) -> PixelPoint {
            PixelPoint(column: (a.column + b.column) / 2, row: (a.row + b.row) / 2)
        }
        func distance(_ a: PixelPoint, _ b: PixelPoint) -> Double { hypot(a.column - b.column, a.row - b.row) }
        let front = between(corners[0], corners[3])
        let rear = between(corners[1], corners[2])
        let middle = between(front, rear)
        let width = distance(between(corners[0], corners[1]), between(corners[2], corners[3]))
        let angle = atan2(front.row - rear.row, front.column - rear.column) * 180 / .pi
        let members = [
            ("column", middle.column), ("row", middle.row), ("length", distance(front, rear)), ("width", width),
            ("angle", angle),
        ]
        return "{" + members.map { "\"\($0)\": \(number($1, 2))" }.joined(separator: ", ") + "}"
    }

    /// A number with so many decimals and no needless zeros.
    static func number(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite else { return "null" }
        var text = String(format: "%.\(decimals)f", value)
        while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
        return text == "-0" ? "0" : text
    }

    /// A JSON string.
    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            default:
                if scalar.value < 0x20 {
                    result += String(format: "\\u%04x", scalar.value)
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
