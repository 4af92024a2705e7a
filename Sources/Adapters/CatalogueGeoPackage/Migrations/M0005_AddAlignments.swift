/// How scenes lie against the reference of their site: one row for each scene.
///
/// `record` holds an alignment whole, as JSON; its other columns are for people and GIS programs.
enum M0005AddAlignments {
    static let name = "M0005_AddAlignments"

    static let statements: [String] = [
        """
        CREATE TABLE alignment (
            fid INTEGER PRIMARY KEY NOT NULL,
            scene TEXT NOT NULL REFERENCES scene(id) ON DELETE CASCADE,
            reference TEXT NOT NULL,
            verdict TEXT NOT NULL,
            shift_x DOUBLE,
            shift_y DOUBLE,
            margin DOUBLE,
            circular_error_90 DOUBLE,
            places INTEGER NOT NULL,
            agreeing INTEGER NOT NULL,
            reasons TEXT NOT NULL,
            record TEXT NOT NULL,
            run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE
        )
        """,
        "CREATE INDEX alignment_scene ON alignment (scene)",
        "CREATE INDEX alignment_run ON alignment (run)",
        """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
            ('alignment', 'attributes', 'alignment', 'How scenes lie against the reference of their site', NULL)
        """,
    ]
}
