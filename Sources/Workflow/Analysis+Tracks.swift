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
    static let trackCountVersion = 1

    /// Reads the site's tracks in a scene.
    func readTracks(_ model: InstalledModel, in scene: Scene, _ summary: inout AnalysisSummary) async throws {
        var run = StageRun(
            stage: "detect", stageVersion: TrackReader.version, softwareVersion: Self.softwareVersion,
            subject: scene.id, configuration: try CanonicalJSON.text(model.card),
            inputs: [
                try Self.digest(of: scene), try Self.digest(of: subject.site.tracks), loader.runtime,
            ], model: ModelReference(name: model.card.name, sha256: model.network.sha256))
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
            let outcome = try await TrackReader(card: model.card, network: model.network)
                .outcome(of: tracks, in: scene, reader: reader, loader: loader) { done, total in
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
            run.processedShare = 0
            run.failures = ["\(error)"]
            try await catalogue.commit(RunBatch(run: run))
            refuse(run.stage, Refusal(subject: title, reason: "\(error)"), &summary)
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
        let seen = try await reviewed(consists.map(\.record), of: scene, classes: model.card.classes.map(\.name))
        let known = Dictionary(seen.map { ($0.track, $0) }) { first, _ in first }
        let counter = TrackObserver(
            model: reference, level: configuration.counts.level, unfit: unfit(scene, for: model.card),
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
}

extension Track {
    /// Whether it belongs to a zone: by name, or where it names none by its middle.
    func lies(in zone: Zone) -> Bool {
        if let own = self.zone { return own == zone.id }
        guard !line.isEmpty else { return false }
        return zone.area.contains(line[line.count / 2])
    }
}

/// Makes observations of consists, track by track and for all tracks of a look's zone together.
struct TrackObserver {
    /// What is counted.
    static let quantity = "rail vehicles"

    let model: ModelReference
    let level: Double
    /// Why the scene cannot show wagons; nil where it can.
    let unfit: String?
    let failures: [String]

    /// "rail vehicles" of the zone, then those of each track, and of each class that may be there.
    func observations(of look: Look, tracks: [Track], consists: [String: Consist]) -> [Observation] {
        guard !tracks.isEmpty else { return [] }
        var observations: [Observation] = []
        func add(_ quantity: String, _ result: Observation.Result, _ detections: [String]) {
            observations.append(
                Observation(
                    id: Digest.identifier(["observation", look.id, quantity, model.name]), look: look.id,
                    quantity: quantity, result: result, detections: detections.sorted(), model: model))
        }
        var read: [Consist] = []
        for track in tracks {
            let place = "(track \(track.id))"
            let quantity = "\(Self.quantity) \(place)"
            if look.usability == .notUsable {
                add(quantity, .undetermined(because: look.reasons.joined(separator: "; ")), [])
            } else if let unfit {
                add(quantity, .undetermined(because: unfit), [])
            } else if let consist = consists[track.id] {
                add(quantity, consist.count, consist.vehicles.map(\.detection))
                for (name, count) in consist.classCounts.sorted(by: { $0.key < $1.key }) {
                    add(
                        "\(name) on tracks \(place)", count,
                        consist.vehicles.filter { $0.className == name }.map(\.detection))
                }
                read.append(consist)
            } else {
                add(
                    quantity,
                    .undetermined(because: failures.first ?? "the scene's tracks could not be read"), [])
            }
        }
        observations.insert(total(look, tracks: tracks, read: read), at: 0)
        if look.usability != .notUsable {
            for name in Set(read.flatMap(\.classCounts.keys)).sorted() {
                let counts = read.compactMap { $0.classCounts[name] }.compactMap(Self.numbers)
                let range = Self.sum(counts)
                add(
                    "\(name) on tracks",
                    .count(
                        detected: counts.reduce(0) { $0 + $1.detected }, low: range.lowerBound, high: range.upperBound,
                        level: level, method: "sum over the tracks, each with its interval"),
                    read.flatMap { $0.vehicles.filter { $0.className == name }.map(\.detection) })
            }
        }
        return observations
    }

    private func total(_ look: Look, tracks: [Track], read: [Consist]) -> Observation {
        var result = Observation.Result.undetermined(
            because: look.usability == .notUsable
                ? look.reasons.joined(separator: "; ")
                : unfit ?? failures.first ?? "none of its tracks could be read")
        let counted = read.compactMap { Self.numbers($0.count) }
        if !counted.isEmpty {
            var method = "sum over \(counted.count) tracks, each with its interval"
            if counted.count < tracks.count {
                method += "; at least, since \(tracks.count - counted.count) tracks could not be read"
            }
            if look.usability == .partial {
                method += "; holds for the \(Int((look.visibleShare * 100).rounded())) % of the zone that was visible"
            }
            let range = Self.sum(counted)
            result = .count(
                detected: counted.reduce(0) { $0 + $1.detected }, low: range.lowerBound, high: range.upperBound,
                level: level, method: method)
        }
        return Observation(
            id: Digest.identifier(["observation", look.id, Self.quantity, model.name]), look: look.id,
            quantity: Self.quantity, result: result,
            detections: read.flatMap { $0.vehicles.map(\.detection) }.sorted(), model: model)
    }

    private static func numbers(_ result: Observation.Result) -> (detected: Int, low: Int, high: Int)? {
        guard case .count(let detected, let low, let high, _, _) = result else { return nil }
        return (detected, low, high)
    }

    /// The interval of a sum of independent counts: distances from the middle add up as their squares do, so that many
    /// tracks do not make it wider than they must.
    static func sum(_ counts: [(detected: Int, low: Int, high: Int)]) -> ClosedRange<Int> {
        let detected = counts.reduce(0) { $0 + $1.detected }
        func root(_ distance: (Int, Int, Int) -> Int) -> Int {
            let squares = counts.reduce(0.0) { sum, count in
                let away = Double(distance(count.detected, count.low, count.high))
                return sum + away * away
            }
            return Int(squares.squareRoot().rounded(.up))
        }
        let below = root { detected, low, _ in detected - low }
        let above = root { detected, _, high in high - detected }
        return max(0, detected - below)...(detected + above)
    }
}
