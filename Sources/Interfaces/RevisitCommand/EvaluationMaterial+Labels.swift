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

/// What is there.
extension EvaluationMaterial {
    mutating func add(
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
            if places.isEmpty { notices.append("\(name): none of the places lies on it.") }
        }
        if let scene { scenes[name] = scene }
        images.append(
            EvaluatedImage(
                name: name, groundSamplingDistance: metres, boxPixel: scene?.groundSamplingDistance,
                conditions: labelled.conditions, truth: truth,
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
    func placed(_ label: Label, _ scene: Scene?) throws -> (OrientedBox, UprightBox?) {
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
}
