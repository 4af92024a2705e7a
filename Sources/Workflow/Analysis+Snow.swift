import ActivityAnalysis
import Catalogue
import Evidence
import Foundation
import SceneMasks
import Sites

/// Measuring the snow of each zone in each look, and in which order zones were cleared.
extension Analysis {
    func measureSnow(
        in scene: Scene, from acquisition: Acquisition, _ summary: inout AnalysisSummary
    ) async throws {
        let zones = Set(SnowWork.zones(of: subject.site).map(\.id))
        let looks = try await catalogue.looks(scene: scene.id).filter { zones.contains($0.record.zone) }
        guard !looks.isEmpty else {
            try await forgetMeasurements("measure-snow", version: SnowMeasurer.version, of: scene)
            return
        }
        let vehicles = try await railVehicles(in: scene)
        let run = StageRun(
            stage: "measure-snow", stageVersion: SnowMeasurer.version, softwareVersion: Self.softwareVersion,
            subject: scene.id, configuration: try CanonicalJSON.text(configuration.snow),
            inputs: [
                "masks \(CoverClassifier.version)", try digest(ofPlaced: scene),
                try Self.digest(of: subject.site.zones),
                try Self.digest(of: subject.site.tanks), try Self.digest(of: subject.site.structures),
            ] + Set(looks.map(\.run)).sorted()
                + (vehicles.isEmpty ? [] : [try Self.digest(of: vehicles)]))
        if try await isKnown(run) {
            finish(run, subject: scene.title, detail: "", known: true, &summary)
            return
        }
        report(.started(stage: run.stage, subject: scene.title))
        do {
            let observations = try await SnowWork(
                scene: scene, site: subject.site, looks: looks.map(\.record), configuration: configuration.snow,
                masks: masks, clouds: try await deliveredClouds(of: acquisition), vehicles: vehicles
            ).observations(reader: reader)
            try await catalogue.commit(RunBatch(run: run, observations: observations))
            let told = observations.count {
                $0.quantity == SnowMeasurement.coveredQuantity
                    && { if case .measured = $0 { true } else { false } }($0.result)
            }
            finish(
                run, subject: scene.title, detail: "snow told of \(told) of \(looks.count) zones", known: false,
                &summary)
        } catch let error where !Self.endsEverything(error) {
            try await fail(run, of: scene.title, because: error, &summary)
        }
    }

    /// Rail vehicles that count in a scene, ordered by id.
    private func railVehicles(in scene: Scene) async throws -> [Detection] {
        let classes = railClasses
        guard !classes.isEmpty else { return [] }
        return try await countedDetections(in: scene).filter { classes.contains($0.className) }.sorted { $0.id < $1.id }
    }

    /// The cloud mask that was delivered; nil where there is none, or where it cannot be read, which the look tells.
    func deliveredClouds(of acquisition: Acquisition) async throws -> (any CloudMask)? {
        do {
            return try await supply.clouds(of: acquisition)
        } catch let error where !Self.endsEverything(error) {
            return nil
        }
    }

    /// Puts in order what was cleared of snow when, over all looks of the case.
    func orderClearing(_ scenes: [Scene], _ summary: inout AnalysisSummary) async throws {
        var entries: [ClearingOrder.Entry] = []
        var runs: Set<String> = []
        let names = Dictionary(subject.site.zones.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        for scene in scenes {
            guard let time = scene.time?.start else { continue }
            let zoneOfLook = Dictionary(
                try await catalogue.looks(scene: scene.id).map { ($0.record.id, $0.record.zone) },
                uniquingKeysWith: { first, _ in first })
            for observation in try await catalogue.observations(scene: scene.id)
            where observation.record.quantity == SnowMeasurement.clearedQuantity {
                guard let zone = zoneOfLook[observation.record.look] else { continue }
                runs.insert(observation.run)
                entries.append(
                    ClearingOrder.Entry(
                        zone: zone, name: names[zone] ?? zone, look: observation.record.look, time: time,
                        cleared: observation.record.result))
            }
        }
        let known = try await catalogue.runs(subject: Self.caseSubject).contains { $0.stage == "order-clearing" }
        guard !entries.isEmpty || known else { return }
        let run = StageRun(
            stage: "order-clearing", stageVersion: ClearingOrder.version, softwareVersion: Self.softwareVersion,
            subject: Self.caseSubject, configuration: "{}",
            inputs: [try Self.digest(of: subject.site.zones)] + runs.sorted())
        if try await isKnown(run) {
            finish(run, subject: subject.site.name, detail: "", known: true, &summary)
            return
        }
        let found = ClearingOrder.precedences(of: entries)
        try await catalogue.commit(RunBatch(run: run, observations: found.map(\.observation)))
        finish(run, subject: subject.site.name, detail: "\(found.count) told", known: false, &summary)
        for precedence in found { report(.notice(precedence.sentence)) }
    }

    /// What runs over all scenes of a case are made for.
    static let caseSubject = "case"
}
