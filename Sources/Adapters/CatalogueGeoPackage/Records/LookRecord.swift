import Evidence
import GRDB

/// A ``Look`` as a row of `look`.
struct LookRecord: StoredRecord {
    static let table = "look"
    static let columns = [
        "run", "id", "scene", "zone", "visible_share", "covered_share", "cloud_share", "gsd_m", "required_gsd_m",
        "usability", "reasons", "time", "time_end",
    ]

    var run: String
    var look: Look
    /// Times of the scene; written only, since the scene says them.
    var time: SceneTime

    var values: [DatabaseValue] {
        get throws {
            [
                run.databaseValue, look.id.databaseValue, look.scene.databaseValue, look.zone.databaseValue,
                look.visibleShare.databaseValue, look.coveredShare.databaseValue, look.cloudShare.databaseValue,
                look.groundSamplingDistance.databaseValue, look.requiredGroundSamplingDistance.databaseValue,
                look.usability.rawValue.databaseValue, try CanonicalJSON.list(look.reasons).databaseValue, time.start,
                time.end,
            ]
        }
    }

    /// Reads a look and the id of its run.
    static func look(_ row: Row) throws -> (run: String, look: Look) {
        var columns = ColumnReader(row)
        let run: String = try columns.next()
        let id: String = try columns.next()
        let scene: String = try columns.next()
        let zone: String = try columns.next()
        let visibleShare = try columns.number()
        let coveredShare = try columns.number()
        let cloudShare: Double? = try columns.optional()
        let groundSamplingDistance: Double? = try columns.optional()
        let required = try columns.number()
        let usability: Look.Usability = try columns.word()
        let look = Look(
            id: id, scene: scene, zone: zone, coveredShare: coveredShare, cloudShare: cloudShare,
            visibleShare: visibleShare, groundSamplingDistance: groundSamplingDistance,
            requiredGroundSamplingDistance: required, usability: usability, reasons: try columns.list())
        return (run, look)
    }
}

/// A scene's times as its records repeat them, for filters and time sliders in GIS programs.
struct SceneTime {
    var start: DatabaseValue
    var end: DatabaseValue

    /// The times of a scene that is in the catalogue.
    init(ofScene id: String, in database: Database) throws {
        let statement = try database.cachedStatement(sql: "SELECT time, time_end FROM scene WHERE id = ?")
        let row = try Row.fetchOne(statement, arguments: [id])
        start = row?[0] ?? .null
        end = row?[1] ?? .null
    }
}
