public import Evidence
import Foundation
import Geodesy

/// Detections of several scenes as a table for other programs: GeoJSON or CSV.
///
/// The same detections give the same bytes.
public struct DetectionTable: Sendable {
    /// All detections, scene by scene.
    public let rows: [DetectionRow]
    /// Names of the columns, those of places on tracks among them where tracks were read.
    public let columns: [String]
    /// The scenes as GeoJSON objects: one without detections was looked at all the same.
    private let scenes: [String]

    /// The detections of one scene.
    public struct SceneDetections: Sendable {
        /// The scene.
        public var scene: Scene
        /// What was found in it.
        public var detections: [Detection]
        /// Share of the scene that was worked on, 0…1.
        public var processedShare: Double
        /// What stood on the scene's tracks, where tracks were read.
        public var consists: [Consist]

        /// Joins a scene to what was found in it.
        public init(scene: Scene, detections: [Detection], processedShare: Double, consists: [Consist] = []) {
            self.scene = scene
            self.detections = detections
            self.processedShare = processedShare
            self.consists = consists
        }
    }

    /// Makes a table.
    public init(_ scenes: [SceneDetections]) {
        self.scenes = scenes.map { entry in
            let time = entry.scene.time.map { DetectionRow.quoted($0.iso8601) } ?? "null"
            let share = DetectionRow.text((entry.processedShare * 10_000).rounded() / 10_000)
            return "{\"scene\":\(DetectionRow.quoted(entry.scene.title)),\"id\":\"\(entry.scene.id)\",\"time\":\(time),"
                + "\"processed_share\":\(share),\"detections\":\(entry.detections.count)"
                + DetectionRow.tracks(of: entry.consists) + "}"
        }
        let hasTracks = scenes.contains { !$0.consists.isEmpty }
        columns = DetectionRow.columns + (hasTracks ? DetectionRow.trackColumns : [])
        rows = scenes.flatMap { entry in
            let places = DetectionRow.places(on: entry.consists)
            return entry.detections.map {
                DetectionRow(
                    $0, scene: entry.scene, processedShare: entry.processedShare,
                    place: hasTracks ? places[$0.id] ?? DetectionRow.nowhere : [])
            }
        }
    }

    /// A FeatureCollection: polygons in longitude and latitude, counter-clockwise (RFC 7946); for a
    /// scene without georeference in pixels, column first, which the property `frame` tells. The member `scenes`
    /// (foreign to RFC 7946, section 6.1, which lets readers pass over it) lists all scenes with the share worked on.
    public var geoJSON: String {
        var lines = rows.map(\.feature).joined(separator: ",\n")
        if !lines.isEmpty { lines = "\n" + lines + "\n" }
        return "{\"type\":\"FeatureCollection\",\"scenes\":[\(scenes.joined(separator: ","))],"
            + "\"features\":[\(lines)]}\n"
    }

    /// Comma-separated values with a header (RFC 4180); what is unknown is left empty. The last column, `wkt`, holds
    /// the polygon in the frame of the GeoJSON.
    public var csv: String {
        let header = (columns + ["wkt"]).joined(separator: ",")
        let lines = rows.map { row in
            (row.values + [.text(row.polygon)]).map { Self.field($0) }.joined(separator: ",")
        }
        return ([header] + lines).joined(separator: "\r\n") + "\r\n"
    }

    private static func field(_ value: DetectionRow.Value) -> String {
        switch value {
        case .missing: ""
        case .number(let number): DetectionRow.text(number)
        case .flag(let isSet): isSet ? "true" : "false"
        case .text(let text):
            text.contains(where: { ",\"\r\n".contains($0) })
                ? "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : text
        }
    }
}

/// One detection as a row of a table.
public struct DetectionRow: Sendable {
    /// The detection.
    public let detection: Detection
    /// Names of the columns.
    public static let columns = [
        "class", "score", "longitude", "latitude", "length_m", "width_m", "azimuth", "column", "row", "length_px",
        "width_px", "angle", "cut_off", "scene", "time", "processed_share", "model", "model_sha256", "simulated", "id",
    ]
    /// Names of this row's columns.
    public let names: [String]
    /// What stands in the columns.
    public let values: [Value]

    /// What a column holds.
    public enum Value: Hashable, Sendable {
        case missing
        case number(Double)
        case flag(Bool)
        case text(String)
    }

    init(_ detection: Detection, scene: Scene, processedShare: Double, place: [Value] = []) {
        self.detection = detection
        names = Self.columns + (place.isEmpty ? [] : Self.trackColumns)
        let box = detection.pixelBox
        let ground = detection.groundBox
        func number(_ value: Double?, decimals: Double) -> Value {
            guard let value, value.isFinite else { return .missing }
            return .number((value * decimals).rounded() / decimals)
        }
        // Without a place on the ground sizes follow from the pixel's size, where that was told.
        func metres(_ pixels: Double) -> Double? { scene.groundSamplingDistance.map { $0 * pixels } }
        values =
            [
                .text(detection.className), number(detection.score, decimals: 10_000),
                number(ground?.centre.longitude, decimals: 10_000_000),
                number(ground?.centre.latitude, decimals: 10_000_000),
                number(ground?.length ?? metres(box.length), decimals: 10),
                number(ground?.width ?? metres(box.width), decimals: 10),
                number(ground?.azimuth, decimals: 10), number(box.centre.column, decimals: 100),
                number(box.centre.row, decimals: 100), number(box.length, decimals: 100),
                number(box.width, decimals: 100),
                number(box.angle * 180 / .pi, decimals: 10), .flag(detection.isCutOff),
                .text(scene.title), scene.time.map { .text($0.iso8601) } ?? .missing,
                number(processedShare, decimals: 10_000), .text(detection.model.name), .text(detection.model.sha256),
                .flag(scene.isSimulated), .text(detection.id),
            ] + place
    }

    /// The row as a GeoJSON feature.
    var feature: String {
        var properties: [String] = []
        for (name, value) in zip(names, values) {
            switch value {
            case .flag(let isSet): properties.append("\"\(name)\":\(isSet)")
            case .missing: properties.append("\"\(name)\":null")
            case .number(let number): properties.append("\"\(name)\":\(Self.text(number))")
            case .text(let text): properties.append("\"\(name)\":\(Self.quoted(text))")
            }
        }
        properties.append("\"frame\":\"\(detection.groundBox == nil ? "pixel" : "WGS 84")\"")
        let parts = rings.map { ring in "[[" + ring.map { "[\($0),\($1)]" }.joined(separator: ",") + "]]" }
        let geometry =
            parts.count == 1
            ? "\"Polygon\",\"coordinates\":\(parts[0])"
            : "\"MultiPolygon\",\"coordinates\":[\(parts.joined(separator: ","))]"
        return "{\"type\":\"Feature\",\"id\":\"\(detection.id)\",\"geometry\":{\"type\":\(geometry)},\"properties\":{"
            + properties.joined(separator: ",") + "}}"
    }

    /// The box as well-known text (OGC 06-103r4, section 7).
    var polygon: String {
        let parts = rings.map { ring in "((" + ring.map { "\($0) \($1)" }.joined(separator: ", ") + "))" }
        return parts.count == 1 ? "POLYGON \(parts[0])" : "MULTIPOLYGON (\(parts.joined(separator: ", ")))"
    }

    /// Corners as text, closed; on the ground counter-clockwise and cut at the antimeridian.
    private var rings: [[(String, String)]] {
        guard let ground = detection.groundBox else {
            return [Self.closed(detection.pixelBox.corners.map { ($0.column, $0.row) }, decimals: 100)]
        }
        return ground.polygon.cutAtAntimeridian().map { part in
            var corners = part.outer.corners.map { ($0.longitude, $0.latitude) }
            if Self.isClockwise(corners) { corners.reverse() }
            return Self.closed(corners, decimals: 10_000_000)
        }
    }

    private static func closed(_ corners: [(Double, Double)], decimals: Double) -> [(String, String)] {
        (corners + corners.prefix(1)).map {
            (text(($0.0 * decimals).rounded() / decimals), text(($0.1 * decimals).rounded() / decimals))
        }
    }

    private static func isClockwise(_ corners: [(Double, Double)]) -> Bool {
        var sum = 0.0
        for (a, b) in zip(corners, corners.dropFirst() + corners.prefix(1)) { sum += (b.0 - a.0) * (b.1 + a.1) }
        return sum > 0
    }

    /// A number without a needless fraction.
    static func text(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : "\(number)"
    }

    static func quoted(_ text: String) -> String {
        let data = (try? JSONEncoder().encode(text)) ?? Data("\"\"".utf8)
        return String(decoding: data, as: UTF8.self).replacingOccurrences(of: "\\/", with: "/")
    }
}
