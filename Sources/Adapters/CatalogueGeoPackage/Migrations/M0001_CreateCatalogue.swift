/// The first released schema: the tables of a GeoPackage, and what a catalogue remembers.
///
/// A migration is never edited once it was released; a change of the schema is a new file. It speaks SQL
/// in strings only, since today's types will be other types when it runs.
///
/// Source: OGC 12-128r17, GeoPackage Encoding Standard 1.3.0: clauses 1.1.2 and 2.1, annex C (table
/// definitions) and annex F.3 (R-tree triggers).
enum M0001CreateCatalogue {
    static let name = "M0001_CreateCatalogue"

    static let statements: [String] = geoPackageTables + catalogueTables + registrations + scenesIndex + detectionsIndex

    /// 0x47504B47 is "GPKG" in ASCII. `last_change` is a constant here and stays one: what a catalogue holds
    /// follows from its inputs, and the clock is not among them.
    private static let geoPackageTables = [
        "PRAGMA application_id = 1196444487",
        "PRAGMA user_version = 10300",
        """
        CREATE TABLE gpkg_spatial_ref_sys (
            srs_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL PRIMARY KEY,
            organization TEXT NOT NULL,
            organization_coordsys_id INTEGER NOT NULL,
            definition TEXT NOT NULL,
            description TEXT
        )
        """,
        """
        INSERT INTO gpkg_spatial_ref_sys VALUES
            ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined',
             'undefined Cartesian coordinate reference system'),
            ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined',
             'undefined geographic coordinate reference system'),
            ('WGS 84 geodetic', 4326, 'EPSG', 4326,
             'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
             || 'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
             || 'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
             || 'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
             'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid')
        """,
        """
        CREATE TABLE gpkg_contents (
            table_name TEXT NOT NULL PRIMARY KEY,
            data_type TEXT NOT NULL,
            identifier TEXT UNIQUE,
            description TEXT DEFAULT '',
            last_change DATETIME NOT NULL DEFAULT '1970-01-01T00:00:00.000Z',
            min_x DOUBLE,
            min_y DOUBLE,
            max_x DOUBLE,
            max_y DOUBLE,
            srs_id INTEGER,
            CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
        )
        """,
        """
        CREATE TABLE gpkg_geometry_columns (
            table_name TEXT NOT NULL,
            column_name TEXT NOT NULL,
            geometry_type_name TEXT NOT NULL,
            srs_id INTEGER NOT NULL,
            z TINYINT NOT NULL,
            m TINYINT NOT NULL,
            CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
            CONSTRAINT uk_gc_table_name UNIQUE (table_name),
            CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
            CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
        )
        """,
        """
        CREATE TABLE gpkg_extensions (
            table_name TEXT,
            column_name TEXT,
            extension_name TEXT NOT NULL,
            definition TEXT NOT NULL,
            scope TEXT NOT NULL,
            CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
        )
        """,
    ]

    /// `record` holds a scene whole, as JSON; its other columns are for people and GIS programs.
    /// Lists (`inputs`, `failures`, `reasons`) are JSON arrays. `ground` is filled only where `geom` cannot
    /// give a box back exactly. A number that is NULL where one must be stands for "not a number".
    private static let catalogueTables = [
        """
        CREATE TABLE run (
            fid INTEGER PRIMARY KEY NOT NULL,
            id TEXT NOT NULL UNIQUE,
            stage TEXT NOT NULL,
            stage_version INTEGER NOT NULL,
            software_version TEXT NOT NULL,
            subject TEXT NOT NULL,
            model TEXT,
            sha256 TEXT,
            share DOUBLE,
            failures TEXT NOT NULL,
            configuration TEXT NOT NULL,
            inputs TEXT NOT NULL
        )
        """,
        "CREATE INDEX run_subject ON run (subject, stage)",
        """
        CREATE TABLE scene (
            fid INTEGER PRIMARY KEY NOT NULL,
            geom MULTIPOLYGON,
            id TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,
            time DATETIME,
            time_end DATETIME,
            platform TEXT,
            constellation TEXT,
            instruments TEXT NOT NULL,
            processing_level TEXT,
            gsd_m DOUBLE,
            pixel_columns INTEGER NOT NULL,
            pixel_rows INTEGER NOT NULL,
            crs TEXT,
            cloud_cover DOUBLE,
            sun_azimuth DOUBLE,
            sun_elevation DOUBLE,
            off_nadir DOUBLE,
            simulated BOOLEAN NOT NULL,
            credit TEXT,
            missing TEXT NOT NULL,
            record TEXT NOT NULL
        )
        """,
        """
        CREATE TABLE look (
            fid INTEGER PRIMARY KEY NOT NULL,
            id TEXT NOT NULL,
            scene TEXT NOT NULL REFERENCES scene(id) ON DELETE CASCADE,
            zone TEXT NOT NULL,
            time DATETIME,
            time_end DATETIME,
            usability TEXT NOT NULL,
            reasons TEXT NOT NULL,
            visible_share DOUBLE,
            covered_share DOUBLE,
            cloud_share DOUBLE,
            gsd_m DOUBLE,
            required_gsd_m DOUBLE,
            run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE
        )
        """,
        "CREATE INDEX look_id ON look (id)",
        "CREATE INDEX look_scene ON look (scene, zone)",
        "CREATE INDEX look_run ON look (run)",
        """
        CREATE TABLE detection (
            fid INTEGER PRIMARY KEY NOT NULL,
            geom POLYGON,
            id TEXT NOT NULL,
            scene TEXT NOT NULL REFERENCES scene(id) ON DELETE CASCADE,
            time DATETIME,
            time_end DATETIME,
            class TEXT NOT NULL,
            score DOUBLE,
            length_m DOUBLE,
            width_m DOUBLE,
            azimuth DOUBLE,
            longitude DOUBLE,
            latitude DOUBLE,
            review TEXT NOT NULL,
            cut_off BOOLEAN NOT NULL,
            model TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            pixel_column DOUBLE,
            pixel_row DOUBLE,
            pixel_length DOUBLE,
            pixel_width DOUBLE,
            pixel_angle DOUBLE,
            ground TEXT,
            run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE
        )
        """,
        "CREATE INDEX detection_scene ON detection (scene)",
        "CREATE INDEX detection_run ON detection (run)",
        """
        CREATE TABLE observation (
            fid INTEGER PRIMARY KEY NOT NULL,
            id TEXT NOT NULL,
            look TEXT NOT NULL,
            look_fid INTEGER NOT NULL REFERENCES look(fid) ON DELETE CASCADE,
            scene TEXT NOT NULL REFERENCES scene(id) ON DELETE CASCADE,
            zone TEXT NOT NULL,
            time DATETIME,
            time_end DATETIME,
            quantity TEXT NOT NULL,
            detected INTEGER,
            low INTEGER,
            high INTEGER,
            level DOUBLE,
            method TEXT,
            undetermined_because TEXT,
            model TEXT,
            sha256 TEXT,
            run TEXT NOT NULL REFERENCES run(id) ON DELETE CASCADE
        )
        """,
        "CREATE INDEX observation_look ON observation (look, quantity, id)",
        "CREATE INDEX observation_look_fid ON observation (look_fid)",
        "CREATE INDEX observation_scene ON observation (scene)",
        "CREATE INDEX observation_run ON observation (run)",
        // No reference to detection(id): an observation names what it rested on, also after it was replaced.
        """
        CREATE TABLE observation_detection (
            fid INTEGER PRIMARY KEY NOT NULL,
            observation_fid INTEGER NOT NULL REFERENCES observation(fid) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            detection TEXT NOT NULL
        )
        """,
        "CREATE INDEX observation_detection_observation ON observation_detection (observation_fid, position)",
        "CREATE INDEX observation_detection_detection ON observation_detection (detection)",
    ]

    private static let registrations = [
        """
        INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
            ('scene', 'features', 'scene', 'Acquisitions, with the outline of their valid pixels', 4326),
            ('detection', 'features', 'detection', 'Objects found in scenes, as boxes on the ground', 4326),
            ('look', 'attributes', 'look', 'Zones seen in scenes, and what could be seen there', NULL),
            ('observation', 'attributes', 'observation', 'What was measured in looks, or why it was not', NULL),
            ('observation_detection', 'attributes', 'observation_detection',
             'Which detections an observation rests on', NULL),
            ('run', 'attributes', 'run', 'The work that made the records, and what it depended on', NULL)
        """,
        """
        INSERT INTO gpkg_geometry_columns VALUES
            ('scene', 'geom', 'MULTIPOLYGON', 4326, 0, 0),
            ('detection', 'geom', 'POLYGON', 4326, 0, 0)
        """,
        """
        INSERT INTO gpkg_extensions VALUES
            ('scene', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only'),
            ('detection', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree',
             'write-only')
        """,
    ]

    private static let scenesIndex = rtree(table: "scene")
    private static let detectionsIndex = rtree(table: "detection")

    /// The index and its six triggers, named and conditioned as annex F.3 of GeoPackage 1.3 asks.
    private static func rtree(table: String) -> [String] {
        let index = "rtree_\(table)_geom"
        let filled = "NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)"
        let empty = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
        let put = """
            INSERT OR REPLACE INTO \(index) VALUES (
                NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
            """
        return [
            "CREATE VIRTUAL TABLE \(index) USING rtree(id, minx, maxx, miny, maxy)",
            """
            CREATE TRIGGER \(index)_insert AFTER INSERT ON \(table)
            WHEN (\(filled))
            BEGIN \(put) END
            """,
            """
            CREATE TRIGGER \(index)_update1 AFTER UPDATE OF geom ON \(table)
            WHEN OLD.fid = NEW.fid AND (\(filled))
            BEGIN \(put) END
            """,
            """
            CREATE TRIGGER \(index)_update2 AFTER UPDATE OF geom ON \(table)
            WHEN OLD.fid = NEW.fid AND \(empty)
            BEGIN DELETE FROM \(index) WHERE id = OLD.fid; END
            """,
            """
            CREATE TRIGGER \(index)_update3 AFTER UPDATE ON \(table)
            WHEN OLD.fid != NEW.fid AND (\(filled))
            BEGIN DELETE FROM \(index) WHERE id = OLD.fid; \(put) END
            """,
            """
            CREATE TRIGGER \(index)_update4 AFTER UPDATE ON \(table)
            WHEN OLD.fid != NEW.fid AND \(empty)
            BEGIN DELETE FROM \(index) WHERE id IN (OLD.fid, NEW.fid); END
            """,
            """
            CREATE TRIGGER \(index)_delete AFTER DELETE ON \(table)
            WHEN OLD.geom NOT NULL
            BEGIN DELETE FROM \(index) WHERE id = OLD.fid; END
            """,
        ]
    }
}
