import Evidence
import Findings
import GRDB

/// A ``Finding`` as a row of `finding`: whole in `record`, and in columns for people and GIS programs.
struct FindingRecord: StoredRecord {
    static let table = "finding"
    static let columns = ["run", "record", "id", "zone", "kind", "sentence", "position"]

    var run: String
    var finding: Finding
    /// Its place among the findings of its run.
    var position: Int

    var values: [DatabaseValue] {
        get throws {
            [
                run.databaseValue, try CanonicalJSON.text(finding).databaseValue, finding.id.databaseValue,
                finding.zone?.databaseValue ?? .null, finding.content.kind.databaseValue,
                finding.sentence.databaseValue, position.databaseValue,
            ]
        }
    }

    /// Adds the row, and the looks that the finding rests on.
    func insertWithLooks(in database: Database) throws {
        let key = try insert(in: database)
        for (position, look) in finding.looks.enumerated() {
            try database.cachedStatement(
                sql: "INSERT INTO finding_look (finding_fid, position, look) VALUES (?, ?, ?)"
            ).execute(arguments: [key, position, look])
        }
    }

    /// Reads a finding and the id of its run.
    static func finding(_ row: Row) throws -> (run: String, finding: Finding) {
        var columns = ColumnReader(row)
        let run: String = try columns.next()
        let record: String = try columns.next()
        return (run, try CanonicalJSON.value(record))
    }
}
