import ActivityAnalysis
import Catalogue
public import DetectionReview
public import Evidence
import Foundation
import ObjectDetection
import Sites

extension Analysis {
    /// Brings analysts' decisions to what the networks found in a scene.
    ///
    /// Nothing is detected again: the detections keep their run and only take over state and class; drawn objects are
    /// kept with a run of their own. It is compared each time, since a scene that could be worked on only in part is
    /// detected anew.
    func review(_ scene: Scene, _ summary: inout AnalysisSummary) async throws {
        let own = board.decisions(about: scene.id)
        let known = try await catalogue.runs(subject: scene.id)
        guard !own.isEmpty || known.contains(where: { $0.stage == "review" }) else { return }
        let stored = try await catalogue.detections(scene: scene.id)
        let outcome = board.reviewed(stored.map(\.record), of: scene.id)
        let before = Dictionary(stored.map { ($0.record.id, $0) }) { first, _ in first }
        let changed = outcome.detections.filter { before[$0.id]?.record != $0 }
        let consists = try await catalogue.consists(scene: scene.id)
        // Whoever reads tracks anew writes them as they were read, so what is shown of them hangs on these runs too.
        let run = StageRun(
            stage: "review", stageVersion: 1, softwareVersion: Self.softwareVersion, subject: scene.id,
            configuration: "{}", inputs: [try CanonicalJSON.text(own)] + Set(consists.map(\.run)).sorted())
        let isKnown = try await catalogue.run(run.id)?.isComplete ?? false
        let shown = Self.reviewedConsists(
            consists.map(\.record), detections: outcome.detections + outcome.drawn, site: subject.site, models: models,
            level: configuration.counts.level)
        let reviewed = Dictionary(shown.map { ($0.id, $0) }) { first, _ in first }
        for detection in known where detection.stage == "detect" {
            let own = consists.filter { $0.run == detection.id }.map(\.record)
            // A run that could be done only in part was done again, and shows its tracks as they were read.
            let isOtherwise = own.contains { reviewed[$0.id] != $0 }
            guard
                changed.contains(where: { before[$0.id]?.run == detection.id }) || (!isKnown && !own.isEmpty)
                    || isOtherwise
            else { continue }
            let ids = Set(own.map(\.id))
            try await catalogue.commit(
                RunBatch(
                    run: detection, detections: outcome.detections.filter { before[$0.id]?.run == detection.id },
                    consists: own, shownConsists: shown.filter { ids.contains($0.id) }))
        }
        if !isKnown { try await catalogue.commit(RunBatch(run: run, detections: outcome.drawn)) }
        for decision in outcome.unmatched {
            report(
                .notice(
                    "\(scene.title): '\(decision.what.rawValue)' of a \(decision.className) by \(decision.who) "
                        + "(\(decision.detection)) finds no detection any more; it is kept and changes nothing."))
        }
        let detail = "\(own.count) decisions stand, \(outcome.drawn.count) objects drawn"
        finish(run, subject: scene.title, detail: detail, known: isKnown && changed.isEmpty, &summary)
    }

    /// What the counts of a scene depend on besides its detections; empty where nobody decided anything.
    func reviewInputs(for scene: Scene, evidence: [String: CaseAccuracy]) throws -> [String] {
        let own = board.decisions(about: scene.id)
        guard !own.isEmpty || !evidence.isEmpty else { return [] }
        return [Digest.identifier([try CanonicalJSON.text(own), try CanonicalJSON.text(evidence)])]
    }

    /// Whether a detection takes part in the counts of a network: its own do, drawn ones do, and so do those of another
    /// network that were given a class which that one does not know.
    static func counts(_ detection: Detection, for model: InstalledModel, among models: [InstalledModel]) -> Bool {
        if detection.model.name == model.card.name || detection.review == .drawn { return true }
        guard detection.review == .retyped else { return false }
        let own = models.first { $0.card.name == detection.model.name }?.card.classes ?? []
        return !own.contains { $0.name == detection.className }
    }

    /// What the decisions say of a network, by class; asked when all scenes are detected and reviewed.
    func caseEvidence(of model: InstalledModel) async throws -> [String: CaseAccuracy] {
        guard !board.standing.isEmpty else { return [:] }
        let reference = ModelReference(name: model.card.name, sha256: model.network.sha256)
        // Classes of which something is left to look at, by scene.
        var open: [String: Set<String>] = [:]
        // Of a scene that is gone nobody knows what is left to look at.
        let scenes = Set(board.standing.map(\.scene)).intersection(try await catalogue.scenes().map(\.id))
        for scene in scenes {
            let stored = try await catalogue.detections(scene: scene).map(\.record)
            for detection in board.reviewed(stored, of: scene).detections
            where detection.model == reference && !detection.review.isReviewed {
                open[scene, default: []].insert(detection.className)
            }
        }
        var evidence: [String: CaseAccuracy] = [:]
        for name in model.card.classes.map(\.name) {
            let whole = scenes.filter { !(open[$0]?.contains(name) ?? false) }
            guard let found = CaseEvidence(board.standing, of: name, model: reference, whollyReviewed: whole) else {
                continue
            }
            evidence[name] = CaseAccuracy(precision: found.precision, recall: found.recall)
        }
        return evidence
    }

    /// A sentence where decisions were made since the results were; nil where the results know them all.
    ///
    /// - Parameters:
    ///   - board: The decisions as they are now.
    ///   - runs: The runs that made the results.
    ///   - scenes: The scenes that results are about.
    /// - Returns: The sentence.
    /// - Throws: `EncodingError` where a decision refuses to be written.
    public static func reviewChanges(
        _ board: ReviewBoard, since runs: [StageRun], scenes: [Scene]
    ) throws -> String? {
        for scene in scenes {
            let own = board.decisions(about: scene.id)
            let run = runs.first { $0.stage == "review" && $0.subject == scene.id }
            if own.isEmpty, run == nil { continue }
            if run?.inputs.first != (try CanonicalJSON.text(own)) {
                return "Analysts decided on detections since the zones were last counted."
            }
        }
        return nil
    }
}
