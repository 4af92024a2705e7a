import GRDB

/// The catalogue's schema: its migrations, in the order in which they run.
enum Schema {
    static let migrations: [(name: String, statements: [String])] = [
        (M0001CreateCatalogue.name, M0001CreateCatalogue.statements),
        (M0002AddConsists.name, M0002AddConsists.statements),
        (M0003KeepFoundClass.name, M0003KeepFoundClass.statements),
        (M0004AddMeasurements.name, M0004AddMeasurements.statements),
        (M0005AddAlignments.name, M0005AddAlignments.statements),
        (M0006AddObjects.name, M0006AddObjects.statements),
        (M0007AddGroundComparisons.name, M0007AddGroundComparisons.statements),
        (M0008AddFindings.name, M0008AddFindings.statements),
        (M0009AddAuditHead.name, M0009AddAuditHead.statements),
    ]

    /// Brings a file to today's schema, each migration in its own transaction.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for (name, statements) in migrations {
            migrator.registerMigration(name, foreignKeyChecks: .immediate) { database in
                for statement in statements { try database.execute(sql: statement) }
            }
        }
        return migrator
    }
}
