import Evidence
import GRDB
import Geodesy

/// A ``GroundComparison`` as a row of `comparison`: whole in `record`, and in columns for GIS programs.
struct ComparisonRecord: StoredRecord {
    static let table = "comparison"
    static let columns = [
        "run", "record", "scene", "before", "compared_share", "margin", "pixel_size", "changes", "refused", "remarks",
    ]

    var run: String
    var comparison: GroundComparison

    var values: [DatabaseValue] {
        get throws {
            [
                run.databaseValue, try CanonicalJSON.text(comparison).databaseValue, comparison.scene.databaseValue,
                comparison.before?.databaseValue ?? .null, comparison.comparedShare.databaseValue,
                comparison.margin.databaseValue, comparison.pixelSize.databaseValue,
                comparison.changes.count.databaseValue,
                comparison.refused.map { "\($0.scene): \($0.reason)" }.joined(separator: "; ").databaseValue,
                comparison.remarks.joined(separator: " ").databaseValue,
            ]
        }
    }

    /// Reads a comparison and the id of its run.
    static func comparison(_ row: Row) throws -> (run: String, comparison: GroundComparison) {
        var columns = ColumnReader(row)
        let run: String = try columns.next()
        let record: String = try columns.next()
        return (run, try CanonicalJSON.value(record))
    }
}

/// A change of the ground as a row of `surface_change`: whole in `record`, and in columns for people and GIS programs.
struct SurfaceChangeRecord: StoredRecord {
    static let table = "surface_change"
    static let columns = [
        "run", "record", "geom", "id", "scene", "before", "zone", "kind", "probability", "confidence", "changed_again",
        "compared_again", "area", "area_least", "area_greatest", "strength", "objects", "reasons", "time_before",
        "time",
    ]

    var run: String
    var placed: PlacedChange
    var times: (before: SceneTime, after: SceneTime)

    var values: [DatabaseValue] {
        get throws {
            let change = placed.change
            let blob = GeometryBlob(placed.area)
            return [
                run.databaseValue, try CanonicalJSON.text(placed).databaseValue,
                blob.isFinite ? blob.data.databaseValue : .null, change.id.databaseValue,
                change.after.databaseValue, change.before.databaseValue, change.zone?.databaseValue ?? .null,
                change.kind.rawValue.databaseValue, placed.probability.databaseValue, change.confidence.databaseValue,
                placed.unrest?.changed.databaseValue ?? .null,
                placed.unrest?.of.databaseValue ?? .null, change.area.databaseValue, change.leastArea.databaseValue,
                change.greatestArea.databaseValue, change.strength.databaseValue,
                placed.objects.count.databaseValue, change.reasons.joined(separator: "; ").databaseValue,
                times.before.start, times.after.start,
            ]
        }
    }

    /// Reads a change and the id of its run.
    static func change(_ row: Row) throws -> (run: String, placed: PlacedChange) {
        var columns = ColumnReader(row)
        let run: String = try columns.next()
        let record: String = try columns.next()
        return (run, try CanonicalJSON.value(record))
    }
}
