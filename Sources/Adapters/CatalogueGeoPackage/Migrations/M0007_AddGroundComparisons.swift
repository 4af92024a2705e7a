/// What changed on the ground between scenes: a row of `comparison` for each scene, and the layer `surface_change`.
///
/// `record` of a comparison holds it whole, as JSON, with its changes as they stand by themselves; the layer holds them as they stand
/// after all comparisons of the place. It is small and has no spatial index.
enum M0007AddGroundComparisons {
    static let name = "M0007_AddGroundComparisons"

    static let statements: [String] = [
        """
        CREATE TABLE comparison (
            fid INTEGER PRIMARY KEY NOT NULL,
            scene TEXT NOT NULL REFERENCES scene(id) ON DELETE CASCADE,
            before TEXT,
            compared_share DOUBLE NOT NULL,
            margin DOUBLE NOT NULL,
            pixel_size DOUBLE NOT NULL,
            changes INTEGER NOT NULL,
            refused TEXT NOT NULL,
            remarks TEXT NOT NULL,
            record TEXT NOT NULL,
            run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE
        )
        """,
        "CREATE INDEX comparison_scene ON comparison (scene)",
        "CREATE INDEX comparison_run ON comparison (run)",
        """
        CREATE TABLE surface_change (
            fid INTEGER PRIMARY KEY NOT NULL,
            geom MULTIPOLYGON,
            id TEXT NOT NULL,
            scene TEXT NOT NULL REFERENCES scene(id) ON DELETE CASCADE,
            before TEXT NOT NULL,
            zone TEXT,
            kind TEXT NOT NULL,
            probability DOUBLE NOT NULL,
            confidence DOUBLE NOT NULL,
            changed_again INTEGER,
            compared_again INTEGER,
            area DOUBLE NOT NULL,
            area_least DOUBLE NOT NULL,
            area_greatest DOUBLE NOT NULL,
            strength DOUBLE NOT NULL,
            objects INTEGER NOT NULL,
            reasons TEXT NOT NULL,
            time_before DATETIME,
            time DATETIME,
            record TEXT NOT NULL,
            run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE
        )
        """,
        "CREATE INDEX surface_change_scene ON surface_change (scene)",
        "CREATE INDEX surface_change_run ON surface_change (run)",
        """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
            ('comparison', 'attributes', 'comparison', 'With which earlier scene each was compared, or why with none', NULL),
            ('surface_change', 'features', 'surface_change', 'What changed on the ground between two scenes', 4326)
        """,
        "INSERT INTO gpkg_geometry_columns VALUES ('surface_change', 'geom', 'MULTIPOLYGON', 4326, 0, 0)",
    ]
}
