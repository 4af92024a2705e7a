import Catalogue
import ChangeDetection
import Evidence
import Foundation
import Sites

/// The ground through time: what was built, removed, dug, covered and cleared between scenes of one place.
extension Analysis {
    /// Compares each scene with the latest earlier one of its place that agrees with it, and settles what changed after all of them.
    func compareGround(
        _ scenes: [(scene: Scene, acquisition: Acquisition)], _ summary: inout AnalysisSummary
    ) async throws {
        var places: [String: [(scene: Scene, acquisition: Acquisition, alignment: Alignment)]] = [:]
        let isWatched = subject.site.zones.isEmpty || !GroundWork.zones(of: subject.site).isEmpty
        for (scene, acquisition) in scenes {
            // A scene that lies alone, whose time is not known, or that could not be laid on the others compares with none.
            guard let alignment = alignments[scene.id], alignment.isUsable, scene.time != nil, isWatched else {
                try await forgetMeasurements(Self.groundStage, version: SurfaceChangeFinder.version, of: scene)
                continue
            }
            places[alignment.reference, default: []].append((scene, acquisition, alignment))
        }
        let work = GroundWork(site: subject.site, configuration: configuration.ground)
        var unsettled: [[GroundComparison]] = []
        var compared: [String] = []
        for (_, members) in places.sorted(by: { $0.key < $1.key }) {
            let ordered = members.sorted {
                ($0.scene.time?.middle ?? .distantPast, $0.scene.id) < (
                    $1.scene.time?.middle ?? .distantPast, $1.scene.id
                )
            }
            var earlier: [(look: GroundWork.Look, digest: String)] = []
            var pairs: [Following] = []
            for (scene, acquisition, alignment) in ordered {
                let look = GroundWork.Look(
                    scene: scene, margin: alignment.margin ?? 0, detections: try await countedDetections(in: scene),
                    clouds: try await deliveredClouds(of: acquisition))
                let own = Digest.identifier([
                    try digest(ofPlaced: scene), acquisition.facts, try CanonicalJSON.text(look.detections),
                ])
                let tried = Array(earlier.suffix(configuration.ground.tries))
                earlier.append((look, own))
                if tried.isEmpty {
                    try await forgetMeasurements(Self.groundStage, version: SurfaceChangeFinder.version, of: scene)
                    continue
                }
                pairs.append(Following(look: look, digest: own, earlier: tried))
            }
            _ = try await sideBySide(pairs, &summary) { pair, summary in
                try await compareGround(of: pair.look, pair.digest, with: pair.earlier, work, &summary)
            }
            var comparisons: [GroundComparison] = []
            for (scene, _, _) in ordered {
                for found in try await catalogue.groundComparisons(scene: scene.id) {
                    comparisons.append(found.record)
                    compared.append(found.run)
                }
            }
            unsettled.append(comparisons)
        }
        try await settleGround(unsettled, of: compared, &summary)
    }

    /// A scene and the earlier ones of its place that it may be compared with.
    private struct Following: Sendable {
        let look: GroundWork.Look
        let digest: String
        let earlier: [(look: GroundWork.Look, digest: String)]
    }

    /// Keeps changes as they stand after all comparisons of their place.
    private func settleGround(
        _ places: [[GroundComparison]], of compared: [String], _ summary: inout AnalysisSummary
    ) async throws {
        let stage = "settle-ground"
        let known = try await catalogue.runs(subject: Self.caseSubject).contains { $0.stage == stage }
        guard !compared.isEmpty || known else { return }
        let run = StageRun(
            stage: stage, stageVersion: GroundUnrest.version, softwareVersion: Self.softwareVersion,
            subject: Self.caseSubject, configuration: "{}", inputs: compared.sorted())
        if try await isKnown(run) {
            finish(run, subject: subject.site.name, detail: "", known: true, &summary)
            return
        }
        let changes = places.flatMap { GroundUnrest.settled($0).flatMap(\.changes) }
        try await catalogue.commit(RunBatch(run: run, surfaceChanges: changes))
        let told = changes.count(where: \.isTold)
        finish(
            run, subject: subject.site.name, detail: "\(told) of \(changes.count) changes of even probability or more",
            known: false, &summary)
    }

    private func compareGround(
        of look: GroundWork.Look, _ digest: String, with earlier: [(look: GroundWork.Look, digest: String)],
        _ work: GroundWork, _ summary: inout AnalysisSummary
    ) async throws {
        let run = StageRun(
            stage: Self.groundStage, stageVersion: SurfaceChangeFinder.version, softwareVersion: Self.softwareVersion,
            subject: look.scene.id, configuration: try CanonicalJSON.text(configuration.ground),
            inputs: [try Self.digest(of: subject.site.zones), digest] + earlier.map(\.digest))
        if try await isKnown(run) {
            finish(run, subject: look.scene.title, detail: "", known: true, &summary)
            return
        }
        report(.started(stage: run.stage, subject: look.scene.title))
        do {
            let found = try await work.comparison(of: look, with: earlier.map(\.look), reader: reader)
            try await catalogue.commit(RunBatch(run: run, comparisons: [found]))
            let title = found.before.flatMap { id in earlier.first { $0.look.scene.id == id }?.look.scene.title }
            let own = found.changes.count(where: \.isOpen)
            finish(
                run, subject: look.scene.title,
                detail: title.map { "\(own) changes since \($0)" } ?? "compares with no earlier scene", known: false,
                &summary)
        } catch let error where !Self.endsEverything(error) {
            try await fail(run, of: look.scene.title, because: error, &summary)
        }
    }

    /// Name of the stage.
    static let groundStage = "compare-ground"
}
