import Evidence
import Foundation
import ObjectDetection
import Statistics
import Workflow

extension ModelSummary {
    /// The essentials of a card.
    init(_ model: InstalledModel) {
        let card = model.card
        let thresholds = Set(card.classes.map(\.threshold))
        self.init(
            name: card.name, sha256: model.network.sha256,
            threshold: thresholds.count == 1 ? thresholds.first : nil, licence: card.licence,
            accuracy: card.accuracy.map(Self.sentence), limits: card.limits)
    }

    private static func sentence(_ accuracy: ModelCard.Accuracy) -> String {
        // Where all classes together were measured, those of single classes would count the same objects again; one place
        // at two resolutions is still one place.
        let all = accuracy.places.filter { $0.className == nil }
        let places = all.isEmpty ? accuracy.places : all
        let right = places.reduce(0) { $0 + Int($1.counts.truePositives) }
        let wrong = places.reduce(0) { $0 + Int($1.counts.falsePositives) }
        let missed = places.reduce(0) { $0 + Int($1.counts.falseNegatives) }
        func share(_ part: Int, _ whole: Int) -> String {
            whole > 0 ? "\((Double(part) / Double(whole) * 100).rounded() / 100)" : "unknown"
        }
        return
            "Precision \(share(right, right + wrong)), recall \(share(right, right + missed)) over "
            + "\(Set(places.map(\.name)).count) places (\(right) right, \(wrong) wrong, \(missed) missed). \(accuracy.method)"
    }
}
