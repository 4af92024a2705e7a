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
        var places: [String: [ObjectHistory.Look]] = [:]
        for scene in scenes {
            guard let alignment = alignments[scene.id], scene.time != nil else { continue }
            places[alignment.reference, default: []].append(try await historyLook(at: scene, alignment))
        }
        for reference in places.keys {
            places[reference]?.sort {
                ($0.scene.time?.middle ?? .distantPast, $0.scene.id) < (
                    $1.scene.time?.middle ?? .distantPast, $1.scene.id
                )
            }
        }
        // What was seen once has no history yet.
        let told = places.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
        let stage = "follow-objects"
        let known = try await catalogue.runs(subject: Self.caseSubject).contains { $0.stage == stage }
        guard !told.isEmpty || known else { return }
        let history = ObjectHistory(site: subject.site, models: models)
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

    private func historyLook(at scene: Scene, _ alignment: Alignment) async throws -> ObjectHistory.Look {
        var sought: [String: Double] = [:]
        for card in models.map(\.card) {
            let share = try await catalogue.detectionRun(of: scene.id, model: card.name)?.processedShare ?? 0
            for name in card.classes.map(\.name) {
                // Tracks say themselves what of them was read.
                sought[name] = max(sought[name] ?? 0, card.readsTracks ? 1 : share)
            }
        }
        let names = Set(models.map(\.card.name))
        return ObjectHistory.Look(
            scene: scene, isComparable: alignment.verdict != .refused, margin: alignment.margin ?? 0,
            looks: try await catalogue.looks(scene: scene.id).map(\.record),
            detections: try await countedDetections(in: scene),
            consists: try await catalogue.consists(scene: scene.id).map(\.record).filter {
                names.contains($0.model.name)
            },
            soughtShares: sought)
    }
    /// What the case's networks and its analysts found in a scene, without what analysts rejected.
    func countedDetections(in scene: Scene) async throws -> [Detection] {
        let names = Set(models.map(\.card.name))
        return try await catalogue.detections(scene: scene.id).map(\.record).filter {
            $0.review.isCounted && ($0.review == .drawn || names.contains($0.model.name))
        }
    }
}
