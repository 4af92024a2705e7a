import Evidence
import GRDB

/// An ``Alignment`` as a row of `alignment`: whole in `record`, and in columns for GIS programs.
struct AlignmentRecord: StoredRecord {
    static let table = "alignment"
    static let columns = [
        "run", "record", "scene", "reference", "verdict", "shift_x", "shift_y", "margin", "circular_error_90", "places",
        "agreeing", "reasons",
    ]

    var run: String
    var alignment: Alignment

    var values: [DatabaseValue] {
        get throws {
            [
                run.databaseValue, try CanonicalJSON.text(alignment).databaseValue, alignment.scene.databaseValue,
                alignment.reference.databaseValue, alignment.verdict.rawValue.databaseValue,
                alignment.correction?.shift.x.databaseValue ?? .null,
                alignment.correction?.shift.y.databaseValue ?? .null, alignment.margin?.databaseValue ?? .null,
                alignment.circularError90?.databaseValue ?? .null, alignment.points.count.databaseValue,
                alignment.points.count { $0.agrees }.databaseValue,
                alignment.reasons.joined(separator: "; ").databaseValue,
            ]
        }
    }

    /// Reads an alignment and the id of its run.
    static func alignment(_ row: Row) throws -> (run: String, alignment: Alignment) {
        var columns = ColumnReader(row)
        let run: String = try columns.next()
        let record: String = try columns.next()
        return (run, try CanonicalJSON.value(record))
    }
}
