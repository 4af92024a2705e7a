public import Evidence
import GRDB

extension GeoPackageCatalogue {
    /// The newest entry of the case's audit log that was noted here; nil where none was.
    ///
    /// - Throws: `CatalogueError`.
    public func auditHead() async throws -> AuditHead? {
        try await read { database in
            guard let row = try Row.fetchOne(database, sql: "SELECT number, hash FROM audit_head") else { return nil }
            guard let number = Int.fromDatabaseValue(row["number"]), let hash = String.fromDatabaseValue(row["hash"]),
                number >= 0, hash.utf8.count == 64
            else { throw UnreadableRecord(what: "an audit head") }
            return AuditHead(number: number, hash: hash)
        }
    }

    /// Notes the newest entry of the case's audit log. One with a lower number than what is noted is passed over, so that two
    /// programs may do it in any order, and a log that became shorter does not go unseen.
    ///
    /// - Parameter head: The entry.
    /// - Throws: `CatalogueError`.
    public func note(_ head: AuditHead) async throws {
        try await write { database in
            try database.execute(
                sql: """
                    INSERT INTO audit_head (id, number, hash) VALUES (1, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET number = excluded.number, hash = excluded.hash
                    WHERE excluded.number > number
                    """, arguments: [head.number, head.hash])
        }
    }
}
