import Evidence
import GRDB

/// A ``StageRun`` as a row of `run`.
struct RunRecord: StoredRecord {
    static let table = "run"
    static let columns = [
        "id", "stage", "stage_version", "software_version", "subject", "model", "sha256", "share", "failures",
        "configuration", "inputs",
    ]

    var run: StageRun

    init(_ run: StageRun) { self.run = run }

    var values: [DatabaseValue] {
        get throws {
            [
                run.id.databaseValue, run.stage.databaseValue, run.stageVersion.databaseValue,
                run.softwareVersion.databaseValue, run.subject.databaseValue, run.model.nameValue,
                run.model.hashValue, run.processedShare.databaseValue,
                try CanonicalJSON.list(run.failures).databaseValue, run.configuration.databaseValue,
                try CanonicalJSON.list(run.inputs).databaseValue,
            ]
        }
    }

    init(_ row: Row) throws {
        var columns = ColumnReader(row)
        let id: String = try columns.next()
        let stage: String = try columns.next()
        let stageVersion: Int = try columns.next()
        let softwareVersion: String = try columns.next()
        let subject: String = try columns.next()
        let model = try columns.model()
        let share = try columns.number()
        let failures = try columns.list()
        let configuration: String = try columns.next()
        run = StageRun(
            stage: stage, stageVersion: stageVersion, softwareVersion: softwareVersion, subject: subject,
            configuration: configuration, inputs: try columns.list(), model: model, processedShare: share,
            failures: failures)
        run.id = id
    }
}

extension ModelReference? {
    /// The column `model`.
    var nameValue: DatabaseValue { self.map(\.name).databaseValue }
    /// The column `sha256`.
    var hashValue: DatabaseValue { self.map(\.sha256).databaseValue }
}

extension String? {
    /// Text, or NULL.
    var databaseValue: DatabaseValue { self?.databaseValue ?? .null }
}

extension Double? {
    /// A number, or NULL.
    var databaseValue: DatabaseValue { self?.databaseValue ?? .null }
}

extension ColumnReader {
    /// The columns `model` and `sha256`.
    mutating func model() throws -> ModelReference? {
        let name: String? = try optional()
        let hash: String? = try optional()
        guard let name, let hash else { return nil }
        return ModelReference(name: name, sha256: hash)
    }
}
