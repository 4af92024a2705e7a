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
    private let ingester: SceneIngester
    private let facts: SuppliedFacts

    private(set) var images: [EvaluatedImage] = []
    private(set) var notices: [String] = []
    private(set) var isIncomplete = false
    /// The scenes by the name of their image; none where only files of boxes were given.
    private(set) var scenes: [String: Scene] = [:]
    private(set) var model: ModelReference?
    private(set) var detectionFile: NamedFile?
    /// Thresholds by the network's own classes.
    private(set) var thresholds: [String: Double] = [:]
    private(set) var floor: Double?
    /// Intersection over union from which on two labels of a class are one object; nil to leave them as they are.
    var mergeOverlap: Double?
    private var foundClasses: Set<String> = []
    private var opened: [(path: String, scene: Scene, labels: LabelledImage)] = []
    private var placeFile: PlaceFile?
    private var reach = 0.0

    /// A file by its name and bytes, without the folder that it happens to lie in.
    struct NamedFile: Codable {
        var name: String
        var sha256: String

        /// A file whose hash is known already.
        init(name: String, sha256: String) {
            self.name = URL(filePath: name).lastPathComponent
            self.sha256 = sha256
        }

        init(_ path: String) {
            let url = URL(filePath: path).resolvingSymlinksInPath()
            name = url.lastPathComponent
            if AtomicFile.isFolder(url) {
                let inside = ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted()
                    .filter { $0.hasSuffix(".txt") }
                sha256 = Digest.sha256(
                    inside.flatMap { file in
                        Array((file + Self.hash(url.appending(path: file))).utf8)
                    })
            } else {
                sha256 = Self.hash(url)
            }
        }

        private static func hash(_ url: URL) -> String {
            (try? Data(contentsOf: url, options: .mappedIfSafe)).map { Digest.sha256($0) } ?? ""
        }
    }

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
                let name = URL(filePath: path).lastPathComponent
                entry = labelled(as: [name, URL(filePath: path).deletingPathExtension().lastPathComponent])
                if supplied.groundSamplingDistance == nil {
                    supplied.groundSamplingDistance =
                        (entry?.image ?? onlyImage(acquisitions))?.groundSamplingDistance
                }
                let scene = try await ingester.addScene(path, supplied: supplied)
                entry = entry ?? labelled(as: [scene.title, scene.id])
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

    private mutating func fail(_ reason: String) {
        isIncomplete = true
        notices.append(reason)
    }

    private func onlyImage(_ acquisitions: [String]) -> LabelledImage? {
        acquisitions.count == 1 && labels.images.count == 1 ? labels.images.first : nil
    }

    private func labelled(as names: [String]) -> (Int, LabelledImage)? {
        Self.find(names, in: labels.images).map { ($0, labels.images[$0]) }
    }

    /// The image of one of some names; endings of files do not count.
    private static func find(_ names: [String], in images: [LabelledImage]) -> Int? {
        func plain(_ name: String) -> String {
            let file = URL(filePath: name).lastPathComponent
            let ending = URL(filePath: file).pathExtension.lowercased()
            let known = ["tif", "tiff", "png", "jpg", "jpeg", "jp2", "txt", "vrt", "ntf", "xml", "json", "geojson"]
            return known.contains(ending) ? URL(filePath: file).deletingPathExtension().lastPathComponent : file
        }
        let wanted = Set(names.map(plain))
        return images.firstIndex { $0.name.map { wanted.contains(plain($0)) } ?? false }
    }

    static func list(_ names: [String]) -> String {
        let shown = names.prefix(8).joined(separator: ", ")
        return names.count > 8 ? shown + " and \(names.count - 8) more" : shown
    }

    // MARK: Detections

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
                let (coarse, reader) = CoarserReading.coarsened(scene, to: resample, base: reader)
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
                let step = Double(scene.size.width) / Double(coarse.size.width)
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
            var index = Self.find(target.names, in: set.images)
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

    private mutating func add(
        _ labelled: LabelledImage, scene: Scene?, name: String, found: [FoundObject], metres: Double?
    ) throws {
        var truth = try labelled.labels.map { label in
            let (box, upright) = try placed(label, scene)
            return TruthObject(
                className: map(label.className), box: box, upright: upright, area: label.area,
                visibleShare: label.visibleShare, weight: label.weight, groups: label.groups)
        }
        let doubles = Self.doubles(in: truth, overlap: mergeOverlap ?? 0.5)
        if mergeOverlap != nil {
            truth = truth.indices.filter { !doubles.contains($0) }.map { truth[$0] }
        }
        if !doubles.isEmpty {
            notices.append(
                "\(name): \(doubles.count) label\(doubles.count == 1 ? "" : "s") of the same class as another lie on it by half of "
                    + "their union or more; "
                    + (mergeOverlap == nil
                        ? "each counts as an object of its own, of which one is missed. --merge-labels 0.5 takes them for one."
                        : "they were taken for one object with it, as --merge-labels says."))
        }
        let metres = metres ?? labelled.groundSamplingDistance ?? facts.groundSamplingDistance
        var places: [CountingPlace] = []
        if let placeFile {
            let georeference = try scene.flatMap { try reader.georeference(of: $0) }
            let own = scene?.groundSamplingDistance ?? metres
            places = try placeFile.places(reach: reach / (own ?? 1), georeference: georeference)
        }
        if let scene { scenes[name] = scene }
        images.append(
            EvaluatedImage(
                name: name, groundSamplingDistance: metres, conditions: labelled.conditions, truth: truth,
                found: found, places: places))
    }

    /// Objects that lie on an earlier one of their class.
    private static func doubles(in truth: [TruthObject], overlap: Double) -> Set<Int> {
        var doubles: Set<Int> = []
        for (index, object) in truth.enumerated() where object.weight == .counted {
            let isDouble = truth[..<index].indices.contains { other in
                !doubles.contains(other) && truth[other].weight == .counted
                    && truth[other].className == object.className
                    && truth[other].box.intersectionOverUnion(object.box) >= overlap
            }
            if isDouble { doubles.insert(index) }
        }
        return doubles
    }

    /// Where a label lies on the image's grid.
    private func placed(_ label: Label, _ scene: Scene?) throws -> (OrientedBox, UprightBox?) {
        func around(_ corners: [PixelPoint]) throws -> (OrientedBox, UprightBox?) {
            guard let box = OrientedBox(around: corners) else {
                throw ValidationError("A label of class '\(label.className)' has no extent on its image.")
            }
            return (box, nil)
        }
        switch label.place {
        case .pixels(let box, let upright): return (box, upright)
        case .shares(let corners):
            guard let scene else {
                throw ValidationError("YOLO labels are shares of the image's size; give the images too.")
            }
            let scaled = corners.map {
                PixelPoint(column: $0.column * Double(scene.size.width), row: $0.row * Double(scene.size.height))
            }
            guard !label.isOriented else { return try around(scaled) }
            let upright = UprightBox(
                left: scaled[0].column, top: scaled[0].row, right: scaled[2].column, bottom: scaled[2].row)
            return (upright.oriented, upright)
        case .ground(let corners):
            guard let scene, let georeference = try reader.georeference(of: scene) else {
                throw ValidationError(
                    scene == nil
                        ? "Some labels lie in longitude and latitude; give the images too, so that they can be placed."
                        : "The labels lie in longitude and latitude, but \(scene?.title ?? "") has no georeference.")
            }
            return try around(try georeference.pixels(corners).compactMap(\.self))
        }
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
