import Foundation
import GRDB

/// The SQL functions that a GeoPackage's R-tree triggers call; SQLite does not have them.
///
/// Source: OGC 12-128r17, annex F.3, table 41 ("Minimal Runtime SQL Functions" of the R-tree extension).
enum SpatialFunctions {
    /// Makes the functions known to a connection.
    static func register(in database: Database) {
        database.add(function: bound("ST_MinX") { $0.minX })
        database.add(function: bound("ST_MaxX") { $0.maxX })
        database.add(function: bound("ST_MinY") { $0.minY })
        database.add(function: bound("ST_MaxY") { $0.maxY })
        database.add(
            function: DatabaseFunction("ST_IsEmpty", argumentCount: 1, pure: true) { values in
                guard case .blob(let data) = values[0].storage else { return nil }
                return GeometryBlob.Header(data)?.isEmpty
            })
    }

    private static func bound(
        _ name: String, _ value: @escaping @Sendable (Envelope) -> Double
    ) -> DatabaseFunction {
        DatabaseFunction(name, argumentCount: 1, pure: true) { values in
            guard case .blob(let data) = values[0].storage, let header = GeometryBlob.Header(data), !header.isEmpty
            else { return nil }
            // Programs may leave the envelope out; then the corners tell.
            return (header.envelope ?? GeometryBlob(data)?.envelope).map(value)
        }
    }
}
