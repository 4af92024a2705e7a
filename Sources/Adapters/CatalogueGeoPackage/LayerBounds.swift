import GRDB

/// Keeps a layer's bounds in `gpkg_contents` true, which GIS programs take as its extent.
enum LayerBounds {
    /// Grows the bounds by what was added.
    static func extend(_ layer: String, by added: Envelope?, in database: Database) throws {
        guard let added else { return }
        try database.cachedStatement(
            sql: """
                UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), max_x = max(coalesce(max_x, ?2), ?2),
                    min_y = min(coalesce(min_y, ?3), ?3), max_y = max(coalesce(max_y, ?4), ?4)
                WHERE table_name = ?5
                """
        ).execute(arguments: [added.minX, added.maxX, added.minY, added.maxY, layer])
    }

    /// Measures the bounds of a layer without R-tree anew.
    static func measureByGeometries(_ layer: String, in database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE gpkg_contents SET (min_x, max_x, min_y, max_y) = (
                    SELECT min(ST_MinX(geom)), max(ST_MaxX(geom)), min(ST_MinY(geom)), max(ST_MaxY(geom)) FROM \(layer))
                WHERE table_name = '\(layer)'
                """
        ).execute()
    }

    /// Measures the bounds anew; NULL for a layer without geometries.
    ///
    /// The R-tree rounds to single precision, outwards, so it says which rows can reach furthest, and their
    /// geometries say how far.
    static func measure(_ layer: String, in database: Database) throws {
        func furthest(_ select: String, _ function: String, _ column: String, _ comparison: String) -> String {
            let index = "rtree_\(layer)_geom"
            return """
                (SELECT \(select)(\(function)(geom)) FROM \(layer) WHERE fid IN (
                    SELECT id FROM \(index) WHERE \(column) \(comparison) (SELECT \(select)(\(column)) FROM \(index))))
                """
        }
        try database.cachedStatement(
            sql: """
                UPDATE gpkg_contents SET min_x = \(furthest("min", "ST_MinX", "minx", "<=")),
                    max_x = \(furthest("max", "ST_MaxX", "maxx", ">=")),
                    min_y = \(furthest("min", "ST_MinY", "miny", "<=")),
                    max_y = \(furthest("max", "ST_MaxY", "maxy", ">="))
                WHERE table_name = '\(layer)'
                """
        ).execute()
    }
}
