import Catalogue
import ChangeDetection
import Evidence
import Foundation
import ObjectDetection
import Sites

/// Objects through time: which detections of several scenes are one object, and what arrived, left, stayed and moved.
extension Analysis {
    /// Follows the objects of each place through the scenes that lie on one reference.
    func followObjects(_ scenes: [Scene], _ summary: inout AnalysisSummary) async throws {
        let history = ObjectHistory(site: subject.site, models: models)
        // What was seen once has no history yet.
        let told = try await history.places(of: scenes, alignments, from: catalogue).filter { $0.looks.count > 1 }
            .map { (key: $0.reference, value: $0.looks) }
        let stage = "follow-objects"
        let known = try await catalogue.runs(subject: Self.caseSubject).contains { $0.stage == stage }
        guard !told.isEmpty || known else { return }
        var inputs = [try Self.digest(of: subject.site)]
        for (reference, looks) in told {
            inputs.append(reference)
            for look in looks {
                inputs.append(
                    Digest.identifier([
                        try digest(ofPlaced: look.scene), "\(look.isComparable)",
                        try CanonicalJSON.text(look.soughtShares),
                        try CanonicalJSON.text(look.looks), try CanonicalJSON.text(look.detections),
                        try CanonicalJSON.text(look.consists),
                    ]))
            }
        }
        let run = StageRun(
            stage: stage, stageVersion: ObjectFollower.version, softwareVersion: Self.softwareVersion,
            subject: Self.caseSubject, configuration: try CanonicalJSON.text(history.configuration), inputs: inputs)
        if try await isKnown(run) {
            finish(run, subject: subject.site.name, detail: "", known: true, &summary)
            return
        }
        report(.started(stage: stage, subject: subject.site.name))
        let objects = told.flatMap { history.chains(through: $0.value) }
        try await catalogue.commit(RunBatch(run: run, objects: objects))
        let events = objects.flatMap(\.events)
        func count(_ kind: ObjectChain.Kind) -> Int { events.count { $0.kind == kind } }
        finish(
            run, subject: subject.site.name,
            detail: "\(objects.count) objects, \(count(.arrived)) arrivals, \(count(.departed)) departures",
            known: false, &summary)
    }

    /// What the case's networks and its analysts found in a scene, without what analysts rejected.
    func countedDetections(in scene: Scene) async throws -> [Detection] {
        try await ObjectHistory(site: subject.site, models: models).countedDetections(in: scene, from: catalogue)
    }
}
