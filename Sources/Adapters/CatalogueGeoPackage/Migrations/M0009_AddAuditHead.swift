/// The newest entry of the case's audit log that is known: one row, which says nothing of what was derived.
enum M0009AddAuditHead {
    static let name = "M0009_AddAuditHead"

    static let statements: [String] = [
        """
        CREATE TABLE audit_head (
            id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
            number INTEGER NOT NULL,
            hash TEXT NOT NULL
        )
        """,
        """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
            ('audit_head', 'attributes', 'audit_head', 'The newest entry of the audit log', NULL)
        """,
    ]
}
