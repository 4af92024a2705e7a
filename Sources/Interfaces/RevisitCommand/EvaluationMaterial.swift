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

/// Brings together what an evaluation needs: images, what is in them and what was found.
struct EvaluationMaterial {
    let labels: LabelSet
    let truthFile: NamedFile
    let map: ClassMap
    let resample: Double?
    let reader: any SceneReading
    let ingester: SceneIngester
    let facts: SuppliedFacts

    var images: [EvaluatedImage] = []
    var notices: [String] = []
    var isIncomplete = false
    /// The scenes by the name of their image; none where only files of boxes were given.
    var scenes: [String: Scene] = [:]
    var model: ModelReference?
    var detectionFile: NamedFile?
    /// Thresholds by the network's own classes.
    var thresholds: [String: Double] = [:]
    var floor: Double?
    /// Intersection over union from which on two labels of a class are one object; nil to leave them as they are.
    var mergeOverlap: Double?
    var foundClasses: Set<String> = []
    var opened: [(path: String, scene: Scene, labels: LabelledImage)] = []
    var placeFile: PlaceFile?
    var reach = 0.0

    init(
        labels: LabelSet, truthPath: String, map: ClassMap, files: GDALScenes, facts: SuppliedFacts, resample: Double?
    ) {
        self.labels = labels
        truthFile = NamedFile(truthPath)
        self.map = map
        self.resample = resample
        self.facts = facts
        ingester = SceneIngester(files: files)
        reader = files
        notices = labels.notes
    }

    /// Reads places in which objects are counted.
    mutating func read(places path: String, reach: Double) throws {
        placeFile = try PlaceFile.read(path)
        self.reach = reach
    }

    // MARK: Scenes

    /// Opens images and finds the labels of each.
    mutating func open(_ paths: [String]) async throws {
        var used: Set<Int> = []
        var acquisitions: [String] = []
        for path in paths {
            do {
                acquisitions += try await ingester.acquisitions(at: path)
            } catch let error where !(error is CancellationError) {
                fail("\(path): \(error)")
            }
        }
        for path in acquisitions {
            do {
                let beside = try SceneFactsReading.facts(beside: path)
                var supplied = facts.completed(by: beside)
                var entry: (index: Int, image: LabelledImage)?
                entry = try labelled(as: [path])
                if supplied.groundSamplingDistance == nil {
                    supplied.groundSamplingDistance =
                        (entry?.image ?? onlyImage(acquisitions))?.groundSamplingDistance
                }
                let scene = try await ingester.addScene(path, supplied: supplied)
                entry = try entry ?? labelled(as: [scene.title, scene.id])
                if entry == nil, let only = onlyImage(acquisitions) {
                    entry = (0, only)
                    if let other = only.name {
                        notices.append("The labels are of '\(other)'; they were taken for those of \(scene.title).")
                    }
                }
                guard let entry else {
                    fail("\(path): the labels hold nothing about an image of this name; it was left out.")
                    continue
                }
                used.insert(entry.index)
                for note in scene.notes where SceneDoubt.isOne(note) { notices.append("\(scene.title): \(note)") }
                opened.append((path, scene, entry.image))
            } catch let error where !(error is CancellationError) {
                if acquisitions.count == 1 { throw error }
                fail("\(path): \(error)")
            }
        }
        guard !paths.isEmpty else { return }
        if opened.isEmpty {
            guard !labels.images.isEmpty else {
                throw ValidationError("\(truthFile.name) holds no labels, so there is nothing to compare with.")
            }
            throw ValidationError(
                "None of the images has labels in \(truthFile.name), which is about "
                    + Self.list(labels.images.map { $0.name ?? "an image without a name" }) + ".")
        }
        let unused = labels.images.indices.filter { !used.contains($0) && !labels.images[$0].labels.isEmpty }
        if !unused.isEmpty {
            notices.append(
                "\(unused.count) of \(labels.images.count) labelled images were not given and are left out.")
        }
    }

    mutating func fail(_ reason: String) {
        isIncomplete = true
        notices.append(reason)
    }

    func onlyImage(_ acquisitions: [String]) -> LabelledImage? {
        acquisitions.count == 1 && labels.images.count == 1 ? labels.images.first : nil
    }

    func labelled(as names: [String]) throws -> (Int, LabelledImage)? {
        try Self.find(names, in: labels.images).map { ($0, labels.images[$0]) }
    }

    /// Several images that one name may mean.
    struct Ambiguity: Error, CustomStringConvertible {
        let names: [String]

        var description: String {
            "labels or detections of several images are meant by this name: \(EvaluationMaterial.list(names)); give them "
                + "names that tell them apart, such as paths with their folders."
        }
    }

    /// The image that one of some names means: of those whose file is called so, the one of which most folders fit too.
    /// Endings of files do not count.
    static func find(_ names: [String], in images: [LabelledImage]) throws -> Int? {
        func parts(_ name: String) -> [String] {
            var parts = name.split(separator: "/").map(String.init).filter { $0 != "." }
            guard let file = parts.last else { return [] }
            let ending = URL(filePath: file).pathExtension.lowercased()
            let known = ["tif", "tiff", "png", "jpg", "jpeg", "jp2", "txt", "vrt", "ntf", "xml", "json", "geojson"]
            if known.contains(ending) { parts[parts.count - 1] = String(file.dropLast(ending.count + 1)) }
            return parts
        }
        let wanted = names.map(parts).filter { !$0.isEmpty }
        /// Parts at the end that are the same; a name that is the same as a whole goes before all others.
        func likeness(_ name: [String]) -> Int {
            wanted.map { other in
                name == other ? Int.max : zip(name.reversed(), other.reversed()).prefix { $0 == $1 }.count
            }.max() ?? 0
        }
        let ranks = images.map { $0.name.map { likeness(parts($0)) } ?? 0 }
        guard let best = ranks.max(), best > 0 else { return nil }
        let found = ranks.indices.filter { ranks[$0] == best }
        guard found.count == 1 else { throw Ambiguity(names: found.map { images[$0].name ?? "" }) }
        return found[0]
    }

    static func list(_ names: [String]) -> String {
        let shown = names.prefix(8).joined(separator: ", ")
        return names.count > 8 ? shown + " and \(names.count - 8) more" : shown
    }
}
