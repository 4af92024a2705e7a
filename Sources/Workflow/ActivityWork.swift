public import ActivityAnalysis
public import Catalogue
import Evidence
import Findings
public import Foundation
import Geodesy
import ObjectDetection
public import Sites
import Statistics

/// What a catalogue's looks tell together, through time.
public struct ActivityWork: Sendable {
    private let subject: Case
    let models: [InstalledModel]
    let configuration: ActivityAnalyst.Configuration

    /// Prepares a case.
    ///
    /// - Parameters:
    ///   - subject: The case.
    ///   - models: Its networks: only what they counted is told, and their cards tell how well they detect.
    ///   - configuration: The settings; nil for those that the case gives, and defaults for what it does not.
    public init(of subject: Case, models: [InstalledModel], configuration: ActivityAnalyst.Configuration? = nil) {
        self.subject = subject
        self.models = models
        self.configuration = configuration ?? ActivityAnalyst.Configuration(of: subject)
    }

    /// Series and findings of all zones.
    ///
    /// - Parameters:
    ///   - catalogue: Where looks and counts are kept.
    ///   - limit: Looks later than this are left out and told.
    /// - Returns: The same for the same catalogue.
    /// - Throws: What the catalogue says where it cannot be read.
    public func activity(
        from catalogue: any Catalogue, until limit: Date? = nil
    ) async throws -> ActivityAnalyst.Activity {
        activity(of: try await record(from: catalogue), until: limit)
    }

    /// Series and findings of what is known of looks.
    func activity(of record: ActivityAnalyst.Record, until limit: Date? = nil) -> ActivityAnalyst.Activity {
        ActivityAnalyst(site: subject.site, configuration: configuration, until: limit, recall: recall).activity(
            of: record)
    }

    /// What a catalogue knows of the looks that the case asks about.
    func record(from catalogue: any Catalogue) async throws -> ActivityAnalyst.Record {
        let names = Set(models.map(\.card.name))
        let alignments = Dictionary(
            try await catalogue.alignments(scene: nil).map { ($0.record.scene, $0.record) }
        ) { first, _ in first }
        var scenes: [String: VisitFinder.SceneFacts] = [:]
        var shown: Set<String> = []
        for scene in try await catalogue.scenes() where subject.asks(about: scene) {
            shown.insert(scene.id)
            guard let time = scene.time else { continue }
            let margin = alignments[scene.id]?.margin
            scenes[scene.id] = .init(
                time: time, pixel: scene.groundSamplingDistance,
                placeError: margin.map { $0 / ObjectHistory.deviationsOfMargin })
        }
        let looks = try await catalogue.looks(scene: nil).map(\.record).filter { shown.contains($0.scene) }
        let known = Set(looks.map(\.id))
        let observations = try await catalogue.observations(scene: nil).map(\.record).filter {
            known.contains($0.look) && $0.model.map { names.contains($0.name) } ?? true
        }
        let objects = try await catalogue.objects().map(\.record)
        let wanted = Set(objects.flatMap { $0.steps.compactMap(\.sight.detection) })
        let boxes = try await catalogue.detections(scene: nil).map(\.record)
            .filter { wanted.contains($0.id) }
        return ActivityAnalyst.Record(
            looks: looks, observations: observations, scenes: scenes, objects: objects,
            boxes: Dictionary(boxes.compactMap { item in item.groundBox.map { (item.id, $0) } }) { first, _ in first })
    }

    /// Finds visits as the activity does.
    var visitFinder: VisitFinder {
        VisitFinder(site: subject.site, configuration: configuration.sameObject, recall: recall)
    }

    /// How well what a quantity counts is detected, as the networks' cards tell; the expectation under Jeffreys' prior.
    var recall: ActivitySeriesBuilder.Recall {
        let cards = models.map(\.card)
        return { quantity, distance in
            let name = ActivitySeries.className(of: quantity)
            let fitting = cards.filter { card in
                name.map { name in card.classes.contains { $0.name == name } } ?? card.readsTracks
            }
            var found = 0.0
            var missed = 0.0
            for card in fitting {
                let choice = card.measuredAccuracy.choice(
                    for: .init(className: name, groundSamplingDistance: distance))
                found += choice.places.reduce(0) { $0 + $1.counts.foundObjects }
                missed += choice.places.reduce(0) { $0 + $1.counts.falseNegatives }
            }
            return found + missed > 0 ? (found + 0.5) / (found + missed + 1) : nil
        }
    }
}
