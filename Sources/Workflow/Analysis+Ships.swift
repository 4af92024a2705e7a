import ActivityAnalysis
import Catalogue
import Evidence
import Foundation
import Geodesy
import ObjectMeasurement
import Sites

/// Measuring ships that were detected, in every scene that is fine enough.
extension Analysis {
    func measureShips(in scene: Scene, _ summary: inout AnalysisSummary) async throws {
        let ships = try await catalogue.detections(scene: scene.id).filter {
            $0.record.className == "ship" && $0.record.review.isCounted
        }
        let looks = try await catalogue.looks(scene: scene.id)
        guard let distance = scene.groundSamplingDistance, distance <= configuration.ships.coarsestPixel,
            !ships.isEmpty, !looks.isEmpty
        else {
            try await forgetMeasurements("measure-ships", version: ShipMeasurer.version, of: scene)
            return
        }
        let run = StageRun(
            stage: "measure-ships", stageVersion: ShipMeasurer.version, softwareVersion: Self.softwareVersion,
            subject: scene.id, configuration: try CanonicalJSON.text(configuration.ships),
            inputs: [
                try digest(ofPlaced: scene), try Self.digest(of: subject.site),
                try Self.digest(of: ships.map(\.record)), "\(configuration.counts.quayDistance)",
            ] + Set(looks.map(\.run)).sorted() + Set(ships.map(\.run)).sorted())
        if try await isKnown(run) {
            finish(run, subject: scene.title, detail: "", known: true, &summary)
            return
        }
        report(.started(stage: run.stage, subject: scene.title))
        do {
            let observations = try await ShipWork(
                scene: scene, site: subject.site, looks: looks.map(\.record), ships: ships.map(\.record),
                quayDistance: configuration.counts.quayDistance, configuration: configuration.ships
            ).observations(reader: reader)
            try await catalogue.commit(RunBatch(run: run, observations: observations))
            let count = Set(observations.compactMap(\.subject)).count
            finish(run, subject: scene.title, detail: "\(count) ships", known: false, &summary)
        } catch let error where !Self.endsEverything(error) {
            try await fail(run, of: scene.title, because: error, &summary)
        }
    }
}
