import Evidence
import Foundation
import Geodesy
import Sites

/// The content put in order, with everything that points from one record to another looked up once.
struct ReportIndex {
    /// By time, unknown times last, then by id.
    let scenes: [Scene]
    let sceneByID: [String: Scene]
    let zoneByID: [String: Zone]
    let lookByID: [String: Look]
    /// Looks of each scene, in the site's order of zones.
    let looksOfScene: [String: [Look]]
    /// Looks of each zone, in the order of the scenes.
    let looksOfZone: [String: [Look]]
    /// Looks whose scene is not in the report.
    let strayLooks: [Look]
    /// Observations of each look, whole counts before their parts.
    let observationsOfLook: [String: [Observation]]
    /// What was measured of single tanks and ships, by look.
    let measurementsOfLook: [String: [Observation]]
    /// Observations whose look is not in the report.
    let strayObservations: [Observation]
    /// Detections of each scene, the surest first.
    let detectionsOfScene: [String: [Detection]]
    /// Detections whose scene is not in the report.
    let strayDetections: [Detection]
    let detectionByID: [String: Detection]
    /// Number of each detection in its scene, from 1.
    let numberOfDetection: [String: Int]
    /// Zones that each detection was counted in, or else lies in.
    let zonesOfDetection: [String: [String]]
    /// What a detection was counted as beyond the whole: "at berth".
    let stateOfDetection: [String: String]
    let runByID: [String: StageRun]
    let runsOfSubject: [String: [StageRun]]
    let modelByHash: [String: ModelSummary]
    /// Ids that more than one record of a kind has; the first record is shown.
    let repeatedIDs: [String]

    init(_ content: ReportContent) {
        var repeated: Set<String> = []
        func unique<Record>(_ records: [Record], _ id: (Record) -> String) -> [Record] {
            var seen: Set<String> = []
            return records.filter { record in
                let isNew = seen.insert(id(record)).inserted
                if !isNew { repeated.insert(id(record)) }
                return isNew
            }
        }
        let scenes = unique(content.scenes, \.id).sorted { a, b in
            // A scene of unknown time goes first, so that it is never the newest.
            let first = a.time?.middle ?? .distantPast
            let second = b.time?.middle ?? .distantPast
            return first == second ? a.id < b.id : first < second
        }
        let zones = unique(content.case.site.zones, \.id)
        let looks = unique(content.looks, \.id)
        let everything = unique(content.observations, \.id)
        let observations = everything.filter { $0.subject == nil }
        let measurements = everything.filter { $0.subject != nil }
        let detections = unique(content.detections, \.id)
        let runs = unique(content.runs, \.id)
        let models = unique(content.models, \.sha256)
        let sceneOrder = Dictionary(uniqueKeysWithValues: zip(scenes.map(\.id), 0...))
        let zoneOrder = Dictionary(uniqueKeysWithValues: zip(zones.map(\.id), 0...))
        let orderedLooks = looks.sorted { a, b in
            let first = (sceneOrder[a.scene] ?? .max, zoneOrder[a.zone] ?? .max)
            let second = (sceneOrder[b.scene] ?? .max, zoneOrder[b.zone] ?? .max)
            return first == second ? a.id < b.id : first < second
        }
        let lookByID = Dictionary(uniqueKeysWithValues: looks.map { ($0.id, $0) })
        let orderedObservations = observations.sorted { a, b in
            (a.quantity, a.model?.name ?? "", a.id) < (b.quantity, b.model?.name ?? "", b.id)
        }
        let orderedDetections = detections.sorted { a, b in
            a.score == b.score ? a.id < b.id : a.score > b.score
        }
        let detectionsOfScene = Dictionary(grouping: orderedDetections, by: \.scene)
        var numbers: [String: Int] = [:]
        for group in detectionsOfScene.values {
            for (position, detection) in group.enumerated() { numbers[detection.id] = position + 1 }
        }

        var zonesOfDetection: [String: [String]] = [:]
        var states: [String: [String]] = [:]
        let quantities = Set(observations.map(\.quantity))
        for observation in orderedObservations {
            let whole = Self.whole(of: observation.quantity, among: quantities)
            for id in observation.detections {
                if let zone = lookByID[observation.look]?.zone, zonesOfDetection[id]?.contains(zone) != true {
                    zonesOfDetection[id, default: []].append(zone)
                }
                if let whole {
                    let state = String(observation.quantity.dropFirst(whole.count + 1))
                    if states[id]?.contains(state) != true { states[id, default: []].append(state) }
                }
            }
        }
        let boundsOfZones = zones.map { zone in (zone, zone.area.bounds) }
        // Cells that stand for places tell of no zone.
        for detection in detections where zonesOfDetection[detection.id] == nil && !content.hidesPlaces {
            guard let centre = detection.groundBox?.centre else { continue }
            let inside = boundsOfZones.filter { zone, bounds in
                guard let bounds, centre.longitude >= bounds.minimum.longitude,
                    centre.longitude <= bounds.maximum.longitude, centre.latitude >= bounds.minimum.latitude,
                    centre.latitude <= bounds.maximum.latitude
                else { return false }
                return zone.area.contains(centre)
            }
            if !inside.isEmpty { zonesOfDetection[detection.id] = inside.map(\.0.id) }
        }

        self.scenes = scenes
        sceneByID = Dictionary(uniqueKeysWithValues: scenes.map { ($0.id, $0) })
        zoneByID = Dictionary(uniqueKeysWithValues: zones.map { ($0.id, $0) })
        self.lookByID = lookByID
        looksOfScene = Dictionary(grouping: orderedLooks, by: \.scene)
        looksOfZone = Dictionary(grouping: orderedLooks, by: \.zone)
        strayLooks = orderedLooks.filter { sceneOrder[$0.scene] == nil }
        observationsOfLook = Dictionary(grouping: orderedObservations, by: \.look)
        measurementsOfLook = Dictionary(grouping: measurements.sorted { $0.id < $1.id }, by: \.look)
        strayObservations = orderedObservations.filter { lookByID[$0.look] == nil }
        self.detectionsOfScene = detectionsOfScene
        strayDetections = orderedDetections.filter { sceneOrder[$0.scene] == nil }
        detectionByID = Dictionary(uniqueKeysWithValues: detections.map { ($0.id, $0) })
        numberOfDetection = numbers
        self.zonesOfDetection = zonesOfDetection
        stateOfDetection = states.mapValues { $0.joined(separator: ", ") }
        runByID = Dictionary(uniqueKeysWithValues: runs.map { ($0.id, $0) })
        runsOfSubject = Dictionary(grouping: runs, by: \.subject)
        modelByHash = Dictionary(uniqueKeysWithValues: models.map { ($0.sha256, $0) })
        repeatedIDs = repeated.sorted()
    }

    /// The quantity that another is a part of: "ships" for "ships at berth"; nil for a whole.
    static func whole(of quantity: String, among quantities: Set<String>) -> String? {
        let words = quantity.split(separator: " ")
        guard words.count > 1 else { return nil }
        return (1..<words.count).lazy.map { words.prefix($0).joined(separator: " ") }.first(where: quantities.contains)
    }

    /// The observations of a look that are no part of another of its observations.
    func wholeObservations(of look: Look) -> [Observation] {
        let all = observationsOfLook[look.id] ?? []
        let quantities = Set(all.map(\.quantity))
        return all.filter { Self.whole(of: $0.quantity, among: quantities) == nil }
    }

    /// The runs for a scene that could not be finished and that a count by this model rests on.
    func unfinishedRuns(for scene: String, model: ModelReference?) -> [StageRun] {
        (runsOfSubject[scene] ?? []).filter { run in
            !run.isComplete && (run.model == nil || model == nil || run.model?.sha256 == model?.sha256)
        }
    }

    /// Share of a scene that was processed, where something failed; nil where all was done.
    func processedShare(of scene: String, model: ModelReference?) -> Double? {
        unfinishedRuns(for: scene, model: model).map(\.processedShare).min()
    }

    /// What a zone is called; its id where it is not in the site.
    func zoneName(_ id: String) -> String { zoneByID[id]?.name ?? id }

    /// When a look was taken.
    func time(of look: Look) -> AcquisitionTime? { sceneByID[look.scene]?.time }
}
