/// What stood on tracks: one row for each track that was read in a scene.
///
/// `record` holds a consist whole, as JSON; its other columns are for people and GIS programs.
enum M0002AddConsists {
    static let name = "M0002_AddConsists"

    static let statements: [String] = [
        """
        CREATE TABLE consist (
            fid INTEGER PRIMARY KEY NOT NULL,
            id TEXT NOT NULL,
            scene TEXT NOT NULL REFERENCES scene(id) ON DELETE CASCADE,
            track TEXT NOT NULL,
            vehicles INTEGER,
            low INTEGER,
            high INTEGER,
            level DOUBLE,
            undetermined_because TEXT,
            visible_share DOUBLE,
            sentence TEXT NOT NULL,
            model TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            record TEXT NOT NULL,
            run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE
        )
        """,
        "CREATE INDEX consist_scene ON consist (scene, track)",
        "CREATE INDEX consist_run ON consist (run)",
        """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
            ('consist', 'attributes', 'consist', 'Rail vehicles that stood on tracks, in order', NULL)
        """,
    ]
}
