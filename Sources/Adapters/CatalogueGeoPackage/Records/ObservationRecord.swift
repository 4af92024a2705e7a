import Evidence
import GRDB

/// An ``Observation`` as a row of `observation`; its detections are rows of `observation_detection`.
struct ObservationRecord: StoredRecord {
    static let table = "observation"
    static let columns = [
        "run", "id", "look", "quantity", "detected", "low", "high", "level", "method", "undetermined_because",
        "model", "sha256", "subject", "value", "value_low", "value_high", "unit", "told", "probability",
        "not_applicable_because", "look_fid", "scene", "zone", "time", "time_end",
    ]

    var run: String
    var observation: Observation
    /// The look's row; written only, since the look says it.
    var place: LookPlace

    var values: [DatabaseValue] {
        get throws {
            var result = [DatabaseValue](repeating: .null, count: 6)
            var measured = [DatabaseValue](repeating: .null, count: 7)
            switch observation.result {
            case .count(let detected, let low, let high, let level, let method):
                result = [
                    detected.databaseValue, low.databaseValue, high.databaseValue, level.databaseValue,
                    method.databaseValue, .null,
                ]
            case .measured(let value, let low, let high, let level, let unit, let method):
                result[3] = level.databaseValue
                result[4] = method.databaseValue
                measured[0] = value.databaseValue
                measured[1] = low.databaseValue
                measured[2] = high.databaseValue
                measured[3] = unit.databaseValue
            case .told(let word, let probability, let method):
                result[4] = method.databaseValue
                measured[4] = word.databaseValue
                measured[5] = probability.databaseValue
            case .notApplicable(let because):
                measured[6] = because.databaseValue
            case .undetermined(let because):
                result[5] = because.databaseValue
            }
            return [
                run.databaseValue, observation.id.databaseValue, observation.look.databaseValue,
                observation.quantity.databaseValue,
            ] + result + [
                observation.model.nameValue, observation.model.hashValue, observation.subject.databaseValue,
            ] + measured + [place.fid, place.scene, place.zone, place.time, place.timeEnd]
        }
    }

    /// Adds the row and those of the detections that it rests on.
    func insertWithDetections(in database: Database) throws {
        let fid = try insert(in: database)
        for (position, detection) in observation.detections.enumerated() {
            try database.cachedStatement(
                sql: "INSERT INTO observation_detection (observation_fid, position, detection) VALUES (?, ?, ?)"
            ).execute(arguments: [fid, position, detection])
        }
    }

    /// Reads an observation, all but its detections, and the id of its run.
    static func observation(_ row: Row, detections: [String]) throws -> (run: String, observation: Observation) {
        var columns = ColumnReader(row)
        let run: String = try columns.next()
        let id: String = try columns.next()
        let look: String = try columns.next()
        let quantity: String = try columns.next()
        let detected: Int? = try columns.optional()
        let low: Int? = try columns.optional()
        let high: Int? = try columns.optional()
        let level = try columns.number()
        let method: String? = try columns.optional()
        let because: String? = try columns.optional()
        let model = try columns.model()
        let subject: String? = try columns.optional()
        let value = try columns.number()
        let valueLow = try columns.number()
        let valueHigh = try columns.number()
        let unit: String? = try columns.optional()
        let word: String? = try columns.optional()
        let probability = try columns.number()
        let inapplicable: String? = try columns.optional()
        let result: Observation.Result
        if let inapplicable {
            result = .notApplicable(because: inapplicable)
        } else if let unit, let method {
            result = .measured(
                value: value, low: valueLow, high: valueHigh, level: level, unit: unit, method: method)
        } else if let word, let method {
            result = .told(word, probability: probability, method: method)
        } else if let because {
            result = .undetermined(because: because)
        } else if let detected, let low, let high, let method {
            result = .count(detected: detected, low: low, high: high, level: level, method: method)
        } else {
            throw UnreadableRecord(what: "an observation with neither a result nor a reason")
        }
        let observation = Observation(
            id: id, look: look, subject: subject, quantity: quantity, result: result, detections: detections,
            model: model)
        return (run, observation)
    }
}

/// Where an observation hangs: the row of its look, and what that says of scene and time.
struct LookPlace {
    var fid: DatabaseValue
    var scene: DatabaseValue
    var zone: DatabaseValue
    var time: DatabaseValue
    var timeEnd: DatabaseValue

    /// The newest row of a look; nil where there is none.
    init?(look id: String, in database: Database) throws {
        let statement = try database.cachedStatement(
            sql: "SELECT fid, scene, zone, time, time_end FROM look WHERE id = ? ORDER BY fid DESC LIMIT 1")
        guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
        fid = row[0]
        scene = row[1]
        zone = row[2]
        time = row[3]
        timeEnd = row[4]
    }
}
