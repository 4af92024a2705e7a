public import Catalogue
import Evidence
import Findings
import GRDB

extension GeoPackageCatalogue {
    /// Adds a run and its records, and takes away the run that it replaces, in one step.
    public func commit(_ batch: RunBatch) async throws {
        try await write { try BatchCommit(batch: batch, database: $0).commit() }
    }

    /// Takes a subject away: all its runs with all their records. Unknown subjects are passed over.
    public func remove(subject: String) async throws {
        try await write { database in
            let runs = try String.fetchAll(database, sql: "SELECT id FROM run WHERE subject = ?", arguments: [subject])
            for run in runs { try Removal.run(run, from: database) }
            try Removal.scene(subject, from: database)
            try LayerBounds.measure("scene", in: database)
            try LayerBounds.measure("detection", in: database)
        }
    }
}

/// Takes records away, those that hang on them first.
private enum Removal {
    static func run(_ id: String, from database: Database) throws {
        for statement in [
            // A run whose observations go was not done any more, and must not be looked up as if it were.
            """
            DELETE FROM run WHERE id IN (
                SELECT run FROM observation WHERE look IN (SELECT id FROM look WHERE run = ?1)) AND id <> ?1
            """,
            // A finding that rests on a look which goes tells nothing any more, nor does the run that told it.
            """
            DELETE FROM run WHERE id IN (
                SELECT finding.run FROM finding JOIN finding_look ON finding_look.finding_fid = finding.fid
                WHERE finding_look.look IN (SELECT id FROM look WHERE run = ?1)) AND id <> ?1
            """,
            "DELETE FROM observation WHERE look IN (SELECT id FROM look WHERE run = ?)",
            "DELETE FROM observation WHERE run = ?",
            "DELETE FROM consist WHERE run = ?",
            "DELETE FROM alignment WHERE run = ?",
            "DELETE FROM object WHERE run = ?",
            "DELETE FROM surface_change WHERE run = ?",
            "DELETE FROM comparison WHERE run = ?",
            "DELETE FROM finding WHERE run = ?",
            "DELETE FROM detection WHERE run = ?",
            "DELETE FROM look WHERE run = ?",
            "DELETE FROM run WHERE id = ?",
        ] {
            try database.cachedStatement(sql: statement).execute(arguments: [id])
        }
    }

    static func scene(_ id: String, from database: Database) throws {
        for statement in [
            """
            DELETE FROM run WHERE id IN (
                SELECT finding.run FROM finding JOIN finding_look ON finding_look.finding_fid = finding.fid
                WHERE finding_look.look IN (SELECT id FROM look WHERE scene = ?))
            """,
            "DELETE FROM observation WHERE look IN (SELECT id FROM look WHERE scene = ?)",
            "DELETE FROM consist WHERE scene = ?",
            "DELETE FROM alignment WHERE scene = ?",
            "DELETE FROM surface_change WHERE scene = ?",
            "DELETE FROM comparison WHERE scene = ?",
            "DELETE FROM detection WHERE scene = ?",
            "DELETE FROM look WHERE scene = ?",
            "DELETE FROM scene WHERE id = ?",
        ] {
            try database.cachedStatement(sql: statement).execute(arguments: [id])
        }
    }
}

/// Writes one batch inside a transaction that somebody else opened.
private struct BatchCommit {
    var batch: RunBatch
    var database: Database

    func commit() throws {
        let run = batch.run
        let replaced = try String.fetchAll(
            database, sql: "SELECT id FROM run WHERE stage = ? AND subject = ? AND model IS ? ORDER BY id",
            arguments: [run.stage, run.subject, run.model?.name])
        try checkReferences(replaced: replaced)
        for old in replaced { try Removal.run(old, from: database) }
        try RunRecord(run).save(id: run.id, in: database)
        for scene in batch.scenes { try save(scene) }
        try insertLooks()
        let added = try insertDetections()
        try insertObservations()
        let shown = Dictionary(batch.shownConsists.map { ($0.id, $0) }) { first, _ in first }
        for consist in batch.consists {
            try ConsistRecord(run: run.id, consist: consist, shown: shown[consist.id] ?? consist).insert(in: database)
        }
        for alignment in batch.alignments {
            try AlignmentRecord(run: run.id, alignment: alignment).insert(in: database)
        }
        for object in batch.objects {
            try ObjectRecord(
                run: run.id, object: object, first: try SceneTime(ofScene: object.firstSeen ?? "", in: database),
                last: try SceneTime(ofScene: object.lastSeen ?? "", in: database)
            ).insert(in: database)
        }
        for comparison in batch.comparisons {
            try ComparisonRecord(run: run.id, comparison: comparison).insert(in: database)
        }
        for placed in batch.surfaceChanges {
            try SurfaceChangeRecord(
                run: run.id, placed: placed,
                times: (
                    SceneTime(ofScene: placed.change.before, in: database),
                    SceneTime(ofScene: placed.change.after, in: database)
                )
            ).insert(in: database)
        }
        for (position, finding) in batch.findings.enumerated() {
            try FindingRecord(run: run.id, finding: finding, position: position).insertWithLooks(in: database)
        }
        if !batch.surfaceChanges.isEmpty { try LayerBounds.measureByGeometries("surface_change", in: database) }
        if !batch.objects.isEmpty { try LayerBounds.measureByGeometries("object", in: database) }
        if !batch.scenes.isEmpty { try LayerBounds.measure("scene", in: database) }
        if replaced.isEmpty {
            try LayerBounds.extend("detection", by: added, in: database)
        } else {
            try LayerBounds.measure("detection", in: database)
        }
    }

    /// Every record must refer to one that is there, or comes with it.
    private func checkReferences(replaced: [String]) throws {
        var scenes = Set(batch.scenes.map(\.id))
        func require(scene: String, for record: String) throws {
            if scenes.contains(scene) { return }
            let found = try database.cachedStatement(sql: "SELECT 1 FROM scene WHERE id = ?")
            guard try Row.fetchOne(found, arguments: [scene]) != nil else {
                throw CatalogueError.danglingReference(record: record, refersTo: scene)
            }
            scenes.insert(scene)
        }
        for look in batch.looks { try require(scene: look.scene, for: look.id) }
        for detection in batch.detections { try require(scene: detection.scene, for: detection.id) }
        for consist in batch.consists { try require(scene: consist.scene, for: consist.id) }
        for alignment in batch.alignments { try require(scene: alignment.scene, for: batch.run.id) }
        for comparison in batch.comparisons { try require(scene: comparison.scene, for: batch.run.id) }
        for placed in batch.surfaceChanges { try require(scene: placed.change.after, for: placed.change.id) }
        var looks = Set(batch.looks.map(\.id))
        func require(look: String, for record: String) throws {
            let found = try database.cachedStatement(sql: "SELECT run FROM look WHERE id = ?")
            let runs = try String.fetchAll(found, arguments: [look])
            guard runs.contains(where: { !replaced.contains($0) }) else {
                throw CatalogueError.danglingReference(record: record, refersTo: look)
            }
            looks.insert(look)
        }
        for finding in batch.findings {
            for look in finding.looks where !looks.contains(look) { try require(look: look, for: finding.id) }
        }
        for observation in batch.observations where !looks.contains(observation.look) {
            try require(look: observation.look, for: observation.id)
        }
    }

    private func save(_ scene: Scene) throws {
        try SceneRecord(scene).save(id: scene.id, in: database)
        let time = try SceneTime(ofScene: scene.id, in: database)
        for table in ["look", "detection", "observation"] {
            try database.cachedStatement(
                sql: """
                    UPDATE \(table) SET time = ?1, time_end = ?2
                    WHERE scene = ?3 AND (time, time_end) IS NOT (?1, ?2)
                    """
            ).execute(arguments: [time.start, time.end, scene.id])
        }
    }

    private func insertLooks() throws {
        for look in batch.looks {
            let time = try SceneTime(ofScene: look.scene, in: database)
            try LookRecord(run: batch.run.id, look: look, time: time).insert(in: database)
        }
    }

    /// - Returns: The box around what was added.
    private func insertDetections() throws -> Envelope? {
        var times: [String: SceneTime] = [:]
        var added: Envelope?
        for detection in batch.detections {
            let time = try times[detection.scene] ?? SceneTime(ofScene: detection.scene, in: database)
            times[detection.scene] = time
            let record = DetectionRecord(run: batch.run.id, detection: detection, time: time)
            try record.insert(in: database)
            if let envelope = record.geometry?.envelope { added = added?.union(envelope) ?? envelope }
        }
        return added
    }

    private func insertObservations() throws {
        for observation in batch.observations {
            guard let place = try LookPlace(look: observation.look, in: database) else {
                throw CatalogueError.danglingReference(record: observation.id, refersTo: observation.look)
            }
            try ObservationRecord(run: batch.run.id, observation: observation, place: place)
                .insertWithDetections(in: database)
        }
    }
}
