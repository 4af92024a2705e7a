import DetectionEvaluation
import Evidence
import Foundation
import Geodesy
import Reporting
import ReportsGDAL

/// Pictures of what was missed, made up or taken for something else.
struct EvaluationGallery {
    private let evaluation: Evaluation
    private let material: EvaluationMaterial
    private let images: [String: EvaluatedImage]
    private let showsPixels: Bool

    init(_ evaluation: Evaluation, _ material: EvaluationMaterial, showsPixels: Bool) {
        self.evaluation = evaluation
        self.material = material
        self.showsPixels = showsPixels
        images = Dictionary(material.images.map { ($0.name, $0) }) { first, _ in first }
    }

    func galleries() async -> [EvaluationContent.Gallery] {
        let key =
            "Green is what is there, grey what is passed over, orange what was reported, pink what was found with a lower score."
        return [
            .init(
                title: "Missed", explanation: "The most visible and largest first. " + key,
                items: await items(evaluation.misses)),
            .init(
                title: "Made up", explanation: "The surest first. " + key, items: await items(evaluation.falseAlarms)),
            .init(
                title: "Taken for another class", explanation: "The surest first. " + key,
                items: await items(evaluation.confusions)),
        ]
    }

    private func items(_ mistakes: [DetectionMistake]) async -> [EvaluationContent.Item] {
        var items: [EvaluationContent.Item] = []
        let painter = ScenePictures(reader: material.reader)
        for mistake in mistakes {
            guard let place = mistake.place else { continue }
            var item = EvaluationContent.Item(
                picture: nil,
                toPicture: GridTransform(originX: 0, columnX: 1, rowX: 0, originY: 0, columnY: 0, rowY: 1),
                outlines: [],
                caption: caption(mistake))
            if showsPixels, let scene = material.scenes[mistake.image],
                let cutout = try? await painter.cutout(around: place, in: scene)
            {
                item.picture = cutout.picture
                item.toPicture = cutout.toPicture
                item.outlines = outlines(near: place, mistake)
            }
            items.append(item)
        }
        return items
    }

    private func outlines(near place: OrientedBox, _ mistake: DetectionMistake) -> [EvaluationContent.Outline] {
        guard let image = images[mistake.image] else { return [] }
        let reach = max(48, place.length * 3)
        func isNear(_ box: OrientedBox) -> Bool {
            let far = (reach + box.length) / 2
            return abs(box.centre.column - place.centre.column) < far && abs(box.centre.row - place.centre.row) < far
        }
        var outlines: [EvaluationContent.Outline] = []
        for object in image.truth where isNear(object.box) {
            let isPassed =
                object.weight != .counted || object.visibleShare.map { $0 < evaluation.leastVisibleShare } ?? false
            outlines.append(
                .init(box: object.box, kind: isPassed ? .passed : .truth, isSubject: object.box == mistake.box))
        }
        for found in image.found where isNear(found.box) {
            // Low scores all over the picture would hide it; only what the picture is about is shown of them.
            let isSubject = found.box == mistake.foundBox && found.score == mistake.score
            guard found.isReported || isSubject else { continue }
            outlines.append(.init(box: found.box, kind: found.isReported ? .found : .faint, isSubject: isSubject))
        }
        return outlines
    }

    private func caption(_ mistake: DetectionMistake) -> String {
        var parts: [String] = []
        if let name = mistake.className {
            parts.append(name + (mistake.visibleShare.map { ", \(Int(($0 * 100).rounded())) % visible" } ?? ""))
        }
        if let found = mistake.foundClass, let score = mistake.score {
            let near = mistake.overlap.map { String(format: ", in common %.2f", $0) } ?? ""
            parts.append(
                (mistake.className == nil ? "" : "found ") + "\(found) " + String(format: "%.2f", score) + near)
        } else {
            parts.append("nothing near")
        }
        if let box = mistake.place {
            parts.append("\(mistake.image), column \(Int(box.centre.column)), row \(Int(box.centre.row))")
        }
        return parts.joined(separator: "; ")
    }
}
