import ArgumentParser
import CaseFilesYAML
import DetectionEvaluation
import DetectionOpenVINO
import Evidence
import Foundation
import Geodesy
import ObjectDetection
import Rasters
import SceneIngest
import ScenesGDAL
import Workflow

/// What was found.
extension EvaluationMaterial {
    /// Runs a network on the images.
    mutating func run(
        _ installed: InstalledModel, loader: NetworkLoader, threshold: Double?, floor: Double,
        report: @escaping @Sendable (AnalysisEvent) -> Void
    ) async throws {
        model = ModelReference(name: installed.card.name, sha256: installed.network.sha256)
        var card = installed.card
        for found in card.classes { thresholds[found.name] = threshold ?? found.threshold }
        foundClasses = Set(card.classes.map(\.name))
        let lowest = min(floor, thresholds.values.min() ?? floor)
        self.floor = lowest
        for index in card.classes.indices { card.classes[index].threshold = lowest }
        let detector = ObjectDetector(card: card, network: installed.network)
        for (path, scene, own) in opened {
            do {
                let (coarse, reader, step) = CoarserReading.coarsened(scene, to: resample, base: reader)
                report(.started(stage: "detect", subject: scene.title))
                let outcome = try await Interruption.stopping {
                    try await detector.detections(in: coarse, reader: reader, loader: loader) { done, total in
                        report(.progress(stage: "detect", subject: scene.title, done: done, total: total))
                    }
                }
                report(
                    .finished(
                        stage: "detect", subject: scene.title, detail: "\(outcome.detections.count) found",
                        wasKnown: false))
                for failure in outcome.failures { fail("\(scene.title): \(failure)") }
                let found = outcome.detections.map { detection in
                    FoundObject(
                        className: map(detection.className), score: detection.score,
                        box: detection.pixelBox.scaled(by: step),
                        isReported: detection.score >= thresholds[detection.className] ?? 0)
                }
                try add(own, scene: scene, name: scene.title, found: found, metres: coarse.groundSamplingDistance)
            } catch let error where !(error is CancellationError) {
                if opened.count == 1 { throw error }
                fail("\(path): \(error)")
            }
        }
        if images.isEmpty { throw ExitCode(Failure.failed) }
    }

    /// Takes detections from a file.
    mutating func take(_ path: String, threshold: Double?) throws {
        let set = try LabelReader.read(path)
        detectionFile = NamedFile(path)
        notices += set.notes.map { "\(detectionFile?.name ?? ""): \($0)" }
        guard set.hasScores || set.images.allSatisfy(\.labels.isEmpty) else {
            throw ValidationError(
                "\(path) has no scores, so it is no file of detections; give what 'revisit detect' wrote.")
        }
        if let named = set.images.lazy.compactMap(\.model).first {
            model = ModelReference(name: named.name, sha256: named.sha256)
        }
        foundClasses = Set(set.classes)
        if let threshold { for name in set.classes { thresholds[name] = threshold } }
        var used: Set<Int> = []
        let targets: [(scene: Scene?, labels: LabelledImage, names: [String])] =
            opened.isEmpty
            ? labels.images.map { (nil, $0, [$0.name ?? ""]) }
            : opened.map { ($0.scene, $0.labels, [$0.scene.title, $0.scene.id, $0.path, $0.labels.name ?? ""]) }
        for target in targets {
            var index: Int?
            do {
                index = try Self.find(target.names, in: set.images)
            } catch {
                fail("\(target.names[0]): \(error)")
                continue
            }
            if index == nil, set.images.count == 1, targets.count == 1 { index = 0 }
            guard let index else {
                fail("\(target.names[0]): the file of detections says nothing about it; it was left out.")
                continue
            }
            used.insert(index)
            let found = try set.images[index].labels.map { label in
                let (box, upright) = try placed(label, target.scene)
                let score = label.score ?? 0
                return FoundObject(
                    className: map(label.className), score: score, box: box, upright: upright,
                    isReported: score >= thresholds[label.className] ?? 0)
            }
            try add(
                target.labels, scene: target.scene, name: target.scene?.title ?? target.names[0], found: found,
                metres: target.scene?.groundSamplingDistance)
        }
        if images.isEmpty {
            throw ValidationError(
                "No image has both labels and detections: \(truthFile.name) is about "
                    + Self.list(labels.images.map { $0.name ?? "an image without a name" }) + ", \(path) about "
                    + Self.list(set.images.map { $0.name ?? "an image without a name" }) + ".")
        }
        let left = set.images.indices.count { !used.contains($0) && !set.images[$0].labels.isEmpty }
        if left > 0 { notices.append("Detections of \(left) images without labels are left out.") }
    }

    // MARK: Classes

    /// The classes that can be judged: those that labels and network share.
    mutating func judgedClasses(only wanted: [String]?) throws -> [String] {
        let labelled = Set(labels.classes)
        let unknown = map.unknown(among: labelled.union(foundClasses))
        guard unknown.isEmpty else {
            throw ValidationError(
                "--class-map names \(Self.list(unknown)), which neither labels (\(Self.list(labelled.sorted()))) nor "
                    + "detections (\(Self.list(foundClasses.sorted()))) have.")
        }
        let truth = Set(labelled.map { map($0) })
        let found = Set(foundClasses.map { map($0) })
        if let wanted {
            let known = truth.union(found).sorted()
            if let other = wanted.first(where: { !known.contains($0) }) {
                throw ValidationError("--classes names '\(other)'; labels and detections have \(Self.list(known)).")
            }
            return Set(wanted).sorted()
        }
        if truth.isEmpty { return found.sorted() }
        if found.isEmpty { return truth.sorted() }
        let shared = truth.intersection(found)
        guard !shared.isEmpty else {
            throw ValidationError(
                "Labels and detections have no class in common: labels have \(Self.list(truth.sorted())), detections "
                    + "\(Self.list(found.sorted())). Say which are the same with --class-map, such as "
                    + "--class-map '\(found.sorted()[0])=\(truth.sorted()[0])'.")
        }
        let unjudged = truth.subtracting(shared)
        if !unjudged.isEmpty, detectionFile == nil {
            notices.append("The network does not know \(Self.list(unjudged.sorted())); these labels are left out.")
        }
        // What was found of a class that no label has is wrong; what labels have and a file of detections lacks is missed.
        return (detectionFile == nil ? found : found.union(truth)).sorted()
    }
}

extension OrientedBox {
    /// The box on a grid that is finer by a factor.
    func scaled(by factor: Double) -> OrientedBox {
        OrientedBox(
            centre: PixelPoint(column: centre.column * factor, row: centre.row * factor), length: length * factor,
            width: width * factor, angle: angle)
    }
}
