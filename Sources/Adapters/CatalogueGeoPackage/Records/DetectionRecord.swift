import Evidence
import Foundation
import GRDB
import Geodesy

/// A ``Detection`` as a row of `detection`.
struct DetectionRecord: StoredRecord {
    static let table = "detection"
    static let columns = [
        "run", "id", "scene", "class", "score", "review", "cut_off", "model", "sha256", "pixel_column", "pixel_row",
        "pixel_length", "pixel_width", "pixel_angle", "longitude", "latitude", "length_m", "width_m", "azimuth",
        "geom", "ground", "found_as", "time", "time_end",
    ]

    var run: String
    var detection: Detection
    /// The box on the ground as it is drawn; nil where there is none, or where it is no finite area.
    var geometry: GeometryBlob?
    /// Times of the scene; written only, since the scene says them.
    var time: SceneTime

    init(run: String, detection: Detection, time: SceneTime) {
        self.run = run
        self.detection = detection
        self.time = time
        geometry = detection.groundBox?.drawnCorners.map { GeometryBlob(ring: $0) }
    }

    var values: [DatabaseValue] {
        get throws {
            let box = detection.pixelBox
            let ground = detection.groundBox
            return [
                run.databaseValue, detection.id.databaseValue, detection.scene.databaseValue,
                detection.className.databaseValue, detection.score.databaseValue,
                detection.review.rawValue.databaseValue, detection.isCutOff.databaseValue,
                detection.model.name.databaseValue, detection.model.sha256.databaseValue,
                box.centre.column.databaseValue, box.centre.row.databaseValue, box.length.databaseValue,
                box.width.databaseValue, box.angle.databaseValue, (ground?.centre.longitude).databaseValue,
                (ground?.centre.latitude).databaseValue, (ground?.length).databaseValue,
                (ground?.width).databaseValue, (ground?.azimuth).databaseValue,
                geometry?.data.databaseValue ?? .null,
                try ground.flatMap { try isExact($0) ? nil : CanonicalJSON.text($0) }.databaseValue,
                detection.foundAs.databaseValue, time.start, time.end,
            ]
        }
    }

    /// Reads a detection and the id of its run.
    static func detection(_ row: Row) throws -> (run: String, detection: Detection) {
        var columns = ColumnReader(row)
        let run: String = try columns.next()
        let id: String = try columns.next()
        let scene: String = try columns.next()
        let className: String = try columns.next()
        let score = try columns.number()
        let review: ReviewState = try columns.word()
        let isCutOff: Bool = try columns.next()
        let model = try columns.model() ?? ModelReference(name: "", sha256: "")
        let pixelBox = try columns.pixelBox()
        let groundBox = try columns.groundBox()
        let detection = Detection(
            id: id, scene: scene, className: className, score: score, pixelBox: pixelBox, groundBox: groundBox,
            isCutOff: isCutOff, model: model, review: review, foundAs: try columns.optional())
        return (run, detection)
    }

    /// Whether geometry and columns give the box back exactly.
    private func isExact(_ box: GroundBox) -> Bool {
        guard box.corners.count == 4, let drawn = geometry?.polygons.first?.first else { return false }
        let numbers = [box.centre.longitude, box.centre.latitude, box.length, box.width, box.azimuth]
        return Array(drawn.dropLast()) == box.corners && numbers.allSatisfy(\.isFinite)
    }
}

extension ColumnReader {
    /// The five columns of a box on the scene's grid, without the order that its initialiser would bring.
    fileprivate mutating func pixelBox() throws -> OrientedBox {
        let centre = PixelPoint(column: try number(), row: try number())
        var box = OrientedBox(centre: centre, length: 0, width: 0, angle: 0)
        box.length = try number()
        box.width = try number()
        box.angle = try number()
        return box
    }

    /// The seven columns of a box on the ground; nil where there is none.
    fileprivate mutating func groundBox() throws -> GroundBox? {
        let longitude: Double? = try optional()
        let latitude: Double? = try optional()
        let length: Double? = try optional()
        let width: Double? = try optional()
        let azimuth: Double? = try optional()
        let geometry: Data? = try optional()
        let ground: String? = try optional()
        if let ground { return try CanonicalJSON.value(ground) }
        guard let geometry else { return nil }
        guard let longitude, let latitude, let length, let width, let azimuth,
            let ring = GeometryBlob(geometry)?.polygons.first?.first, ring.count == 5
        else { throw UnreadableRecord(what: "a ground box that is not a box") }
        let corners = Array(ring.dropLast())
        var box = GroundBox(centre: GeoPoint(longitude: longitude, latitude: latitude), corners: corners)
        box.length = length
        box.width = width
        box.azimuth = azimuth
        return box
    }
}
