import Catalogue
import Evidence
import Foundation
import Geodesy
import ObjectMeasurement
import Sites

/// Measuring the site's tanks, in every scene that is fine enough.
extension Analysis {
    /// Probability that an interval is to hold the true value, and how many standard errors that is to each side.
    static let measuredLevel = (share: 0.8, errors: 1.2815515655446004)

    func measureTanks(in scene: Scene, _ summary: inout AnalysisSummary) async throws {
        let tanks = subject.site.tanks
        guard !tanks.isEmpty, let distance = scene.groundSamplingDistance,
            distance <= configuration.tanks.coarsestPixel
        else {
            try await forgetMeasurements("measure-tanks", version: TankMeasurer.version, of: scene)
            return
        }
        let looks = try await catalogue.looks(scene: scene.id)
        let detections = try await catalogue.detections(scene: scene.id).filter {
            ObjectHistory.built.contains($0.record.className) && $0.record.review.isCounted
        }
        let run = StageRun(
            stage: "measure-tanks", stageVersion: TankMeasurer.version, softwareVersion: Self.softwareVersion,
            subject: scene.id, configuration: try CanonicalJSON.text(configuration.tanks),
            inputs: [try digest(ofPlaced: scene), try Self.digest(of: tanks), try Self.digest(of: subject.site.zones)]
                + Set(looks.map(\.run)).sorted() + [try Self.digest(of: detections.map(\.record))])
        if try await isKnown(run) {
            finish(run, subject: scene.title, detail: "", known: true, &summary)
            return
        }
        report(.started(stage: run.stage, subject: scene.title))
        do {
            let work = try TankWork(
                scene: scene, site: subject.site, looks: looks.map(\.record), detections: detections.map(\.record),
                configuration: configuration.tanks)
            for tank in work.homeless {
                report(
                    .notice(
                        "The tank \(tank.name) lies in no zone, so nothing of it can be kept; draw a zone around it."))
            }
            let observations = try await work.observations(reader: reader)
            try await catalogue.commit(RunBatch(run: run, observations: observations))
            let measured = observations.count { if case .measured = $0.result { true } else { false } }
            finish(
                run, subject: scene.title, detail: "\(work.assignments.count) tanks, \(measured) quantities",
                known: false,
                &summary)
        } catch let error where !Self.endsEverything(error) {
            try await fail(run, of: scene.title, because: error, &summary)
        }
    }

    /// Puts nothing in place of what was measured in a scene, where there is nothing to measure in it any more.
    func forgetMeasurements(_ stage: String, version: Int, of scene: Scene) async throws {
        let old = try await catalogue.runs(subject: scene.id).filter { $0.stage == stage }
        let run = StageRun(
            stage: stage, stageVersion: version, softwareVersion: Self.softwareVersion, subject: scene.id,
            configuration: "{}", inputs: ["nothing to measure"])
        guard !old.isEmpty, old.map(\.id) != [run.id] else { return }
        try await catalogue.commit(RunBatch(run: run))
    }
}
