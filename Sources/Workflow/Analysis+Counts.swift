import ActivityAnalysis
import Catalogue
import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Sites

/// Counting objects that were detected, look by look.
extension Analysis {
    /// Counts what a network found in every look of a scene.
    func observe(
        _ scene: Scene, _ model: InstalledModel, evidence: [String: CaseAccuracy], _ summary: inout AnalysisSummary
    ) async throws {
        let looks = try await catalogue.looks(scene: scene.id)
        let runs = try await catalogue.detectionRun(of: scene.id, model: model.card.name)
        let run = StageRun(
            stage: "observe", stageVersion: ObjectCounter.version, softwareVersion: Self.softwareVersion,
            subject: scene.id, configuration: try CanonicalJSON.text(configuration.counts),
            inputs: Set(looks.map(\.run)).sorted() + [
                // Another tile may fail the next time, with the same share of the scene.
                runs?.id ?? "", "\(runs?.processedShare ?? 0)", Digest.identifier(runs?.failures ?? []),
                try Self.digest(of: subject.site),
            ] + (try reviewInputs(for: scene, evidence: evidence)),
            model: ModelReference(name: model.card.name, sha256: model.network.sha256))
        if try await isKnown(run) {
            finish(run, subject: scene.title, detail: "", known: true, &summary)
            return
        }
        let detections = try await catalogue.detections(scene: scene.id).map(\.record)
            .filter { Self.counts($0, for: model, among: models) }
        let zones = Dictionary(subject.site.zones.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let counter = ObjectCounter(configuration: configuration.counts)
        let accuracy = model.card.measuredAccuracy
        var observations: [Observation] = []
        for look in looks.map(\.record) {
            guard let zone = zones[look.zone] else { continue }
            observations += counter.observations(
                of: look, zone: zone, site: subject.site, classes: model.card.classes.map(\.name),
                detections: detections, accuracy: accuracy,
                model: ModelReference(name: model.card.name, sha256: model.network.sha256),
                processedShare: runs?.processedShare ?? 0, evidence: evidence, season: scene.season)
        }
        try await catalogue.commit(RunBatch(run: run, observations: observations))
        finish(run, subject: scene.title, detail: "\(observations.count) observations", known: false, &summary)
    }
}
