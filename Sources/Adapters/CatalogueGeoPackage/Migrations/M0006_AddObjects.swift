/// Objects followed through the scenes of a place: one row for each, drawn where it was seen last.
///
/// `record` holds an object's history whole, as JSON; its other columns are for people and GIS programs. The layer is small, one
/// row for what may be dozens of detections, and has no spatial index.
enum M0006AddObjects {
    static let name = "M0006_AddObjects"

    static let statements: [String] = [
        """
        CREATE TABLE object (
            fid INTEGER PRIMARY KEY NOT NULL,
            geom POLYGON,
            id TEXT NOT NULL,
            class TEXT NOT NULL,
            first_seen TEXT NOT NULL,
            last_seen TEXT NOT NULL,
            first_time DATETIME,
            last_time DATETIME,
            sightings INTEGER NOT NULL,
            not_seen INTEGER NOT NULL,
            not_looked INTEGER NOT NULL,
            events TEXT NOT NULL,
            record TEXT NOT NULL,
            run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE
        )
        """,
        "CREATE INDEX object_run ON object (run)",
        """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
            ('object', 'features', 'object', 'Objects followed through scenes, where each was seen last', 4326)
        """,
        "INSERT INTO gpkg_geometry_columns VALUES ('object', 'geom', 'POLYGON', 4326, 0, 0)",
    ]
}
