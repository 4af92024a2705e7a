import ActivityAnalysis
import CaseFilesYAML
import Catalogue
import DetectionReview
import Evidence
import Foundation
import ObjectDetection
import Reporting
import Sites
import WeatherFiles
import Workflow

extension ReportContent {
    /// What the report is about: scenes of the case's period, and what its networks found in them. The
    /// catalogue may hold more, from before `case.yaml` was changed.
    static func gathered(
        _ subject: Case, in folder: CaseFolder, from catalogue: any Catalogue, models: [InstalledModel]
    ) async throws -> ReportContent {
        let names = Set(models.map(\.card.name))
        let scenes = try await catalogue.scenes().filter { subject.asks(about: $0) }
        let shown = Set(scenes.map(\.id))
        let looks = try await catalogue.looks(scene: nil).filter { shown.contains($0.record.scene) }
        let lookIDs = Set(looks.map(\.record.id))
        let detections = try await catalogue.detections(scene: nil)
            .filter {
                shown.contains($0.record.scene)
                    && ($0.record.review == .drawn || names.contains($0.record.model.name))
            }
        let observations = try await catalogue.observations(scene: nil)
            .filter { lookIDs.contains($0.record.look) && $0.record.model.map { names.contains($0.name) } ?? true }
        let runs = try await catalogue.runs()
            .filter { shown.contains($0.subject) && $0.model.map { names.contains($0.name) } ?? true }
        for sentence in try Analysis.changes(in: subject, models: models, since: runs) {
            Failure.say("\(sentence) Run `revisit run \(folder.path)` first, else the report shows what was.")
        }
        let board = ReviewBoard(try DecisionFile(folder).read().decisions)
        if let sentence = try Analysis.reviewChanges(board, since: runs, scenes: scenes) {
            Failure.say("\(sentence) Run `revisit run \(folder.path)` first, else the report shows what was.")
        }
        let summaries = models.map { ModelSummary($0) }
        var content = ReportContent(
            case: subject, scenes: scenes, looks: looks.map(\.record),
            detections: detections.map(\.record), observations: observations.map(\.record),
            runs: runs,
            runsOfLooks: Dictionary(looks.map { ($0.record.id, $0.run) }) { first, _ in first },
            runsOfDetections: Dictionary(detections.map { ($0.record.id, $0.run) }) { first, _ in first },
            runsOfObservations: Dictionary(observations.map { ($0.record.id, $0.run) }) { first, _ in first },
            models: summaries, softwareVersion: Analysis.softwareVersion)
        content.alignments = Dictionary(
            try await catalogue.alignments(scene: nil).map { ($0.record.scene, $0.record) }
        ) { first, _ in first }
        let activity = try await ActivityWork(of: subject, models: models).activity(from: catalogue)
        content.activity.looks = activity.looks
        content.activity.series = ActivityAnalyst.asked(activity.series, at: subject.site)
        // A catalogue of an earlier version keeps no findings.
        let isDated = try await catalogue.runs().contains { $0.stage == Analysis.datingStage }
        content.activity.findings = isDated ? try await catalogue.findings().map(\.record) : activity.findings
        if !content.activity.series.isEmpty {
            content.plotLibrary = PlotLibrary.text
            if content.plotLibrary == nil {
                Failure.say(
                    "plotly.js is not at hand, so the report has no charts through time; install it with: scripts/setup"
                )
            }
        }
        content.weather = SceneWeather.before(scenes, by: try WeatherFolder(ofCase: folder.path).all())
        content.objects = try await catalogue.objects().map(\.record)
        content.comparisons = try await catalogue.groundComparisons(scene: nil).map(\.record)
            .filter { shown.contains($0.scene) }
        for index in content.comparisons.indices {
            content.comparisons[index].changes =
                try await catalogue
                .surfaceChanges(scene: content.comparisons[index].scene).map(\.record)
        }
        content.consists = Analysis.reviewedConsists(
            try await catalogue.consists(scene: nil).map(\.record)
                .filter { shown.contains($0.scene) && names.contains($0.model.name) },
            detections: content.detections, site: subject.site, models: models)
        return content
    }
}
