import Catalogue
import Evidence
import Foundation
import ObjectDetection
import Sites

/// What catalogues hold of the objects of places.
extension ObjectHistory {
    /// Scenes that lie on one reference.
    struct Place: Sendable {
        /// The reference, by its scene's id.
        var reference: String
        /// What its scenes show, in the order of their times.
        var looks: [Look]
    }

    /// The places of some scenes, ordered by their references; scenes without a time or an alignment belong to none.
    func places(
        of scenes: [Scene], _ alignments: [String: Alignment], from catalogue: any Catalogue
    ) async throws -> [Place] {
        var places: [String: [Look]] = [:]
        for scene in scenes {
            guard let alignment = alignments[scene.id], scene.time != nil else { continue }
            places[alignment.reference, default: []].append(try await look(at: scene, alignment, from: catalogue))
        }
        return places.sorted { $0.key < $1.key }.map { reference, looks in
            Place(
                reference: reference,
                looks: looks.sorted {
                    ($0.scene.time?.middle ?? .distantPast, $0.scene.id) < (
                        $1.scene.time?.middle ?? .distantPast, $1.scene.id
                    )
                })
        }
    }

    private func look(
        at scene: Scene, _ alignment: Alignment, from catalogue: any Catalogue
    ) async throws -> Look {
        var sought: [String: Double] = [:]
        for card in models.map(\.card) {
            let share = try await catalogue.detectionRun(of: scene.id, model: card.name)?.processedShare ?? 0
            for name in card.classes.map(\.name) {
                // Tracks say themselves what of them was read.
                sought[name] = max(sought[name] ?? 0, card.readsTracks ? 1 : share)
            }
        }
        let names = Set(models.map(\.card.name))
        return Look(
            scene: scene, isComparable: alignment.verdict != .refused, margin: alignment.margin ?? 0,
            looks: try await catalogue.looks(scene: scene.id).map(\.record),
            detections: try await countedDetections(in: scene, from: catalogue),
            consists: try await catalogue.consists(scene: scene.id).map(\.record).filter {
                names.contains($0.model.name)
            },
            soughtShares: sought)
    }

    /// What the networks and analysts found in a scene, without what analysts rejected.
    func countedDetections(in scene: Scene, from catalogue: any Catalogue) async throws -> [Detection] {
        let names = Set(models.map(\.card.name))
        return try await catalogue.detections(scene: scene.id).map(\.record).filter {
            $0.review.isCounted && ($0.review == .drawn || names.contains($0.model.name))
        }
    }
}
