public import Catalogue
public import Evidence
public import Findings
import GRDB

extension GeoPackageCatalogue {
    /// The run with this id; nil where it was never done, or was replaced.
    public func run(_ id: String) async throws -> StageRun? {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: "SELECT \(RunRecord.columnList) FROM run WHERE id = ?")
            return try Row.fetchOne(statement, arguments: [id]).map { try RunRecord($0).run }
        }
    }

    /// Runs of one subject, or of all, ordered by stage, subject and id.
    public func runs(subject: String?) async throws -> [StageRun] {
        try await read { database in
            let condition = subject == nil ? "" : "WHERE subject = ? "
            let rows = try Row.fetchCursor(
                database,
                sql: "SELECT \(RunRecord.columnList) FROM run \(condition)ORDER BY stage, subject, id",
                arguments: StatementArguments(subject.map { [$0] } ?? []))
            return try Array(rows.map { try RunRecord($0).run })
        }
        .sorted { ($0.stage, $0.subject, $0.id) < ($1.stage, $1.subject, $1.id) }
    }

    /// All scenes, ordered by time (unknown times last) and id.
    public func scenes() async throws -> [Scene] {
        try await read { database in
            let records = try String.fetchCursor(database, sql: "SELECT record FROM scene ORDER BY time, id")
            return try Array(records.map { try SceneRecord.scene(record: $0) })
        }
        .sorted(by: Self.earlier)
    }

    /// The scene with this id; nil where there is none.
    public func scene(_ id: String) async throws -> Scene? {
        try await read { database in
            let statement = try database.cachedStatement(sql: "SELECT record FROM scene WHERE id = ?")
            return try String.fetchOne(statement, arguments: [id]).map { try SceneRecord.scene(record: $0) }
        }
    }

    /// Looks of one scene, or of all, ordered by scene and zone.
    public func looks(scene: String?) async throws -> [Recorded<Look>] {
        try await read { database in
            try Self.rows(of: LookRecord.self, scene: scene, order: "scene, zone, fid", in: database) { row in
                let (run, look) = try LookRecord.look(row)
                return Recorded(run: run, record: look)
            }
        }
        .sorted { ($0.record.scene, $0.record.zone) < ($1.record.scene, $1.record.zone) }
    }

    /// Detections of one scene, or of all, ordered by scene, model and id.
    public func detections(scene: String?) async throws -> [Recorded<Detection>] {
        try await read { database in
            try Self.rows(of: DetectionRecord.self, scene: scene, order: "scene, model, id, fid", in: database) { row in
                let (run, detection) = try DetectionRecord.detection(row)
                return Recorded(run: run, record: detection)
            }
        }
        .sorted {
            ($0.record.scene, $0.record.model.name, $0.record.id)
                < ($1.record.scene, $1.record.model.name, $1.record.id)
        }
    }

    /// Observations of one scene's looks, or of all, ordered by look, quantity and id.
    public func observations(scene: String?) async throws -> [Recorded<Observation>] {
        try await read { database in
            let detections = try Self.detectionsByObservation(scene: scene, in: database)
            return try Self.rows(
                of: ObservationRecord.self, scene: scene, order: "look, quantity, id, fid", in: database, key: "fid"
            ) { row in
                let key: Int64 = try row.decode(atIndex: ObservationRecord.columns.count)
                let (run, observation) = try ObservationRecord.observation(row, detections: detections[key] ?? [])
                return Recorded(run: run, record: observation)
            }
        }
        .sorted {
            ($0.record.look, $0.record.quantity, $0.record.id) < ($1.record.look, $1.record.quantity, $1.record.id)
        }
    }

    /// What stood on tracks in one scene, or in all, ordered by scene, track and id.
    public func consists(scene: String?) async throws -> [Recorded<Consist>] {
        try await read { database in
            try Self.rows(of: ConsistRecord.self, scene: scene, order: "scene, track, id, fid", in: database) { row in
                let (run, consist) = try ConsistRecord.consist(row)
                return Recorded(run: run, record: consist)
            }
        }
        .sorted {
            ($0.record.scene, $0.record.track, $0.record.id) < ($1.record.scene, $1.record.track, $1.record.id)
        }
    }

    /// How one scene, or each, lies against its reference, ordered by scene.
    public func alignments(scene: String?) async throws -> [Recorded<Alignment>] {
        try await read { database in
            try Self.rows(of: AlignmentRecord.self, scene: scene, order: "scene, fid", in: database) { row in
                let (run, alignment) = try AlignmentRecord.alignment(row)
                return Recorded(run: run, record: alignment)
            }
        }
        .sorted { $0.record.scene < $1.record.scene }
    }

    /// Changes of the ground after all comparisons of their place, of one scene or of all, ordered by scene and id.
    public func surfaceChanges(scene: String?) async throws -> [Recorded<PlacedChange>] {
        try await read { database in
            try Self.rows(of: SurfaceChangeRecord.self, scene: scene, order: "scene, id, fid", in: database) { row in
                let (run, placed) = try SurfaceChangeRecord.change(row)
                return Recorded(run: run, record: placed)
            }
        }
        .sorted { ($0.record.change.after, $0.record.change.id) < ($1.record.change.after, $1.record.change.id) }
    }

    /// With which earlier scene one scene, or each, was compared, ordered by scene.
    public func groundComparisons(scene: String?) async throws -> [Recorded<GroundComparison>] {
        try await read { database in
            try Self.rows(of: ComparisonRecord.self, scene: scene, order: "scene, fid", in: database) { row in
                let (run, comparison) = try ComparisonRecord.comparison(row)
                return Recorded(run: run, record: comparison)
            }
        }
        .sorted { $0.record.scene < $1.record.scene }
    }

    /// Objects followed through the scenes, ordered by class and id.
    public func objects() async throws -> [Recorded<ObjectChain>] {
        try await read { database in
            try Self.rows(of: ObjectRecord.self, scene: nil, order: "class, id, fid", in: database) { row in
                let (run, object) = try ObjectRecord.object(row)
                return Recorded(run: run, record: object)
            }
        }
        .sorted { ($0.record.className, $0.record.id) < ($1.record.className, $1.record.id) }
    }

    /// What looks tell together, in the order in which each run tells it, runs ordered by their stage.
    public func findings() async throws -> [Recorded<Finding>] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(FindingRecord.columns.map { "finding.\($0)" }.joined(separator: ", ")) FROM finding
                    JOIN run ON run.id = finding.run ORDER BY run.stage, run.id, finding.position
                    """)
            let rows = try Row.fetchCursor(statement)
            var findings: [Recorded<Finding>] = []
            while let row = try rows.next() {
                let (run, finding) = try FindingRecord.finding(row)
                findings.append(Recorded(run: run, record: finding))
            }
            return findings
        }
    }

    /// All rows of a table, or those of one scene; SQLite brings them nearly into order, so that the sort by
    /// Swift's order of text, which comes after, has little left to do.
    private static func rows<Record: StoredRecord, Value>(
        of type: Record.Type, scene: String?, order: String, in database: Database, key: String? = nil,
        _ value: (Row) throws -> Value
    ) throws -> [Value] {
        let columns = (Record.columns + [key].compactMap { $0 }).joined(separator: ", ")
        let filter = scene == nil ? "" : "WHERE scene = ?"
        let statement = try database.cachedStatement(
            sql: "SELECT \(columns) FROM \(Record.table) \(filter) ORDER BY \(order)")
        let rows = try Row.fetchCursor(statement, arguments: scene.map { [$0] } ?? [])
        var values: [Value] = []
        while let row = try rows.next() { values.append(try value(row)) }
        return values
    }

    private static func detectionsByObservation(
        scene: String?, in database: Database
    ) throws -> [Int64: [String]] {
        let filter = scene == nil ? "" : "WHERE observation_fid IN (SELECT fid FROM observation WHERE scene = ?)"
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT observation_fid, detection FROM observation_detection \(filter)
                ORDER BY observation_fid, position
                """,
            arguments: scene.map { [$0] } ?? [])
        var detections: [Int64: [String]] = [:]
        while let row = try rows.next() {
            detections[try row.decode(atIndex: 0), default: []].append(try row.decode(atIndex: 1))
        }
        return detections
    }

    private static func earlier(_ left: Scene, _ right: Scene) -> Bool {
        switch (left.time, right.time) {
        case (let a?, let b?): (a.middle, a.start, left.id) < (b.middle, b.start, right.id)
        case (.some, nil): true
        case (nil, .some): false
        case (nil, nil): left.id < right.id
        }
    }
}
