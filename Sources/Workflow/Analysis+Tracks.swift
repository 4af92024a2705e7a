import ActivityAnalysis
import Catalogue
import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Sites
import Statistics

/// Trains on the site's tracks: read in every scene of fitting pixels, counted for every look.
extension Analysis {
    /// Raised when observations of the same consists change.
    static let trackCountVersion = 3

    /// Reads the site's tracks in a scene.
    func readTracks(_ model: InstalledModel, in scene: Scene, _ summary: inout AnalysisSummary) async throws {
        var run = StageRun(
            stage: "detect", stageVersion: TrackReader.version, softwareVersion: Self.softwareVersion,
            subject: scene.id, configuration: try CanonicalJSON.text(model.card),
            inputs: [
                try digest(ofPlaced: scene), try Self.digest(of: subject.site.tracks), loader.runtime,
                "level \(configuration.counts.level)",
            ] + (placementError(of: scene).map { ["places within \($0) m"] } ?? []),
            model: ModelReference(name: model.card.name, sha256: model.network.sha256))
        if try await isKnown(run) {
            finish(run, subject: scene.title, detail: "", known: true, &summary)
            return
        }
        // A scene that cannot show wagons is not at fault; its looks say why nothing can be told.
        guard unfit(scene, for: model.card) == nil else {
            try await catalogue.commit(RunBatch(run: run))
            finish(run, subject: scene.title, detail: "pixels too coarse for wagons", known: false, &summary)
            return
        }
        report(.started(stage: run.stage, subject: scene.title))
        let report = report
        let title = scene.title
        do {
            let tracks = try lines(in: scene)
            let outcome = try await TrackReader(
                card: model.card, network: model.network,
                configuration: .init(
                    placementError: placementError(of: scene), level: configuration.counts.level)
            ).outcome(of: tracks, in: scene, reader: reader, loader: loader) { done, total in
                report(.progress(stage: "detect", subject: title, done: done, total: total))
            }
            run.processedShare = outcome.processedShare
            run.failures = outcome.failures
            try await catalogue.commit(
                RunBatch(run: run, detections: outcome.detections, consists: outcome.consists))
            finish(
                run, subject: title, detail: "\(outcome.detections.count) vehicles on \(tracks.count) tracks",
                known: false, &summary)
            for failure in outcome.failures {
                refuse(run.stage, Refusal(subject: title, reason: failure), &summary)
            }
        } catch let error where !Self.endsEverything(error) {
            try await fail(run, of: title, because: error, &summary)
        }
    }

    /// Counts what stood on the tracks of each look's zone.
    func observeTracks(_ scene: Scene, _ model: InstalledModel, _ summary: inout AnalysisSummary) async throws {
        let looks = try await catalogue.looks(scene: scene.id)
        let consists = try await catalogue.consists(scene: scene.id).filter {
            $0.record.model.name == model.card.name
        }
        let detection = try await catalogue.detectionRun(of: scene.id, model: model.card.name)
        let reference = ModelReference(name: model.card.name, sha256: model.network.sha256)
        let run = StageRun(
            stage: "observe", stageVersion: Self.trackCountVersion, softwareVersion: Self.softwareVersion,
            subject: scene.id, configuration: try CanonicalJSON.text(configuration.counts),
            inputs: Set(looks.map(\.run)).sorted() + [
                detection?.id ?? "", "\(detection?.processedShare ?? 0)",
                Digest.identifier(detection?.failures ?? []), try Self.digest(of: subject.site),
            ] + (try reviewInputs(for: scene, evidence: [:])), model: reference)
        if try await isKnown(run) {
            finish(run, subject: scene.title, detail: "", known: true, &summary)
            return
        }
        let seen = Self.reviewedConsists(
            consists.map(\.record), detections: try await catalogue.detections(scene: scene.id).map(\.record),
            site: subject.site, models: models, level: configuration.counts.level)
        let known = Dictionary(seen.map { ($0.track, $0) }) { first, _ in first }
        let counter = TrackObserver(
            model: reference,
            counter: TrackCount(
                card: model.card, level: configuration.counts.level,
                groundSamplingDistance: scene.groundSamplingDistance, season: scene.season),
            unfit: unfit(scene, for: model.card),
            failures: detection?.failures ?? [])
        var observations: [Observation] = []
        for look in looks.map(\.record) {
            guard let zone = subject.site.zones.first(where: { $0.id == look.zone }) else { continue }
            let tracks = subject.site.tracks.filter { $0.lies(in: zone) }
            observations += counter.observations(of: look, tracks: tracks, consists: known)
        }
        try await catalogue.commit(RunBatch(run: run, observations: observations))
        finish(run, subject: scene.title, detail: "\(observations.count) observations", known: false, &summary)
    }

    /// Why wagons cannot be told apart in a scene; nil where they can, or where its pixels' size is not known.
    private func unfit(_ scene: Scene, for card: ModelCard) -> String? {
        let coarsest = card.resolution?.maximum ?? TrackReader.coarsestPixel
        guard let pixel = scene.groundSamplingDistance, pixel > coarsest * 1.01 else { return nil }
        return "its pixels measure \((pixel * 100).rounded() / 100) m, and wagons are told apart up to \(coarsest) m"
    }

    /// Says which tracks belong to no zone, and so to no count.
    func tellOfHomelessTracks() {
        let homeless = subject.site.tracks.filter { track in !subject.site.zones.contains { track.lies(in: $0) } }
        guard !homeless.isEmpty else { return }
        report(
            .notice(
                "In no zone lie the tracks \(homeless.map(\.id).joined(separator: ", ")), so trains on them are read but "
                    + "belong to no count; name their zone, or draw one around the middle of their lines."))
    }

    /// The site's tracks on a scene's grid.
    private func lines(in scene: Scene) throws -> [TrackLine] {
        guard let georeference = try reader.georeference(of: scene) else { throw Unplaced(scene: scene.title) }
        return try subject.site.tracks.map { track in
            TrackLine(
                id: track.id, name: track.name, line: try georeference.pixels(track.line).compactMap { $0 })
        }
    }

    /// A scene without a place on the ground, on which the site's tracks cannot be laid.
    private struct Unplaced: Error, CustomStringConvertible {
        let scene: String
        var description: String {
            "\(scene) has no place on the ground, so the site's tracks cannot be laid on it; give it a georeference."
        }
    }

    /// Classes of what stands on rails, as the networks' cards name them.
    var railClasses: Set<String> {
        Set(models.map(\.card).filter(\.readsTracks).flatMap { $0.classes.map(\.name) })
    }
}
