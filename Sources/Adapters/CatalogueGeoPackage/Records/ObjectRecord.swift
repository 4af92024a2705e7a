import Evidence
import GRDB
import Geodesy

/// An ``ObjectChain`` as a row of `object`: whole in `record`, and in columns for GIS programs.
struct ObjectRecord: StoredRecord {
    static let table = "object"
    static let columns = [
        "run", "record", "id", "class", "geom", "first_seen", "last_seen", "first_time", "last_time", "sightings",
        "not_seen", "not_looked", "events",
    ]

    var run: String
    var object: ObjectChain
    /// Times of the scenes in which it was seen first and last; written only, since the scenes say them.
    var first: SceneTime
    var last: SceneTime

    var values: [DatabaseValue] {
        get throws {
            let events = object.events.map { "\($0.kind.rawValue) \(Int(($0.probability * 100).rounded())) %" }
            let geometry = object.lastBox.drawnCorners.map { GeometryBlob(ring: $0).data }
            return [
                run.databaseValue, try CanonicalJSON.text(object).databaseValue, object.id.databaseValue,
                object.className.databaseValue, geometry?.databaseValue ?? .null,
                (object.firstSeen ?? "").databaseValue, (object.lastSeen ?? "").databaseValue, first.start, last.start,
                object.steps.count { $0.sight.detection != nil }.databaseValue, object.notSeen.count.databaseValue,
                object.steps.count { $0.sight == .notLooked }.databaseValue,
                events.joined(separator: ", ").databaseValue,
            ]
        }
    }

    /// Reads an object and the id of its run.
    static func object(_ row: Row) throws -> (run: String, object: ObjectChain) {
        var columns = ColumnReader(row)
        let run: String = try columns.next()
        let record: String = try columns.next()
        return (run, try CanonicalJSON.value(record))
    }
}
