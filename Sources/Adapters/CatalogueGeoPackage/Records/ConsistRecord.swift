import Evidence
import GRDB

/// A ``Consist`` as a row of `consist`: whole in `record` as it was read, and in columns for GIS programs as analysts left it.
struct ConsistRecord: StoredRecord {
    static let table = "consist"
    static let columns = [
        "run", "record", "id", "scene", "track", "vehicles", "low", "high", "level", "undetermined_because",
        "visible_share", "sentence", "model", "sha256",
    ]

    var run: String
    var consist: Consist
    var shown: Consist

    var values: [DatabaseValue] {
        get throws {
            let count: [DatabaseValue]
            switch shown.count {
            case .count(let detected, let low, let high, let level, _):
                count = [
                    detected.databaseValue, low.databaseValue, high.databaseValue, level.databaseValue, .null,
                ]
            case .measured, .told:
                count = Array(repeating: .null, count: 5)
            case .notApplicable(let because), .undetermined(let because):
                count = Array(repeating: .null, count: 4) + [because.databaseValue]
            }
            return [
                run.databaseValue, try CanonicalJSON.text(consist).databaseValue, consist.id.databaseValue,
                consist.scene.databaseValue, consist.track.databaseValue,
            ] + count + [
                shown.visibleShare.databaseValue, shown.sentence.databaseValue,
                consist.model.name.databaseValue, consist.model.sha256.databaseValue,
            ]
        }
    }

    /// Reads a consist and the id of its run.
    static func consist(_ row: Row) throws -> (run: String, consist: Consist) {
        var columns = ColumnReader(row)
        let run: String = try columns.next()
        let record: String = try columns.next()
        return (run, try CanonicalJSON.value(record))
    }
}
