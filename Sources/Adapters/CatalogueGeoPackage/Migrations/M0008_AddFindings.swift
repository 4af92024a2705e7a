/// What looks tell together: a row of `finding` for each, and which looks it rests on in `finding_look`.
///
/// `record` of a finding holds it whole, as JSON; the other columns are for people and GIS programs. `position` keeps the order in which
/// its run tells it.
enum M0008AddFindings {
    static let name = "M0008_AddFindings"

    static let statements: [String] = [
        """
        CREATE TABLE finding (
            fid INTEGER PRIMARY KEY NOT NULL,
            id TEXT NOT NULL,
            zone TEXT,
            kind TEXT NOT NULL,
            sentence TEXT NOT NULL,
            position INTEGER NOT NULL,
            record TEXT NOT NULL,
            run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE
        )
        """,
        "CREATE INDEX finding_run ON finding (run)",
        """
        CREATE TABLE finding_look (
            id INTEGER PRIMARY KEY NOT NULL,
            finding_fid INTEGER NOT NULL REFERENCES finding(fid) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            look TEXT NOT NULL
        )
        """,
        "CREATE INDEX finding_look_finding ON finding_look (finding_fid)",
        "CREATE INDEX finding_look_look ON finding_look (look)",
        """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
            ('finding', 'attributes', 'finding', 'What the looks tell together', NULL),
            ('finding_look', 'attributes', 'finding_look', 'The looks that a finding rests on', NULL)
        """,
    ]
}
