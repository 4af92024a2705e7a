import CaseExporting
import CaseFilesYAML
import Catalogue
import Evidence
import Findings
import Foundation
import Inquiry
import Reporting
import Scenarios
import Sites
import SourceCriticism
import Workflow

extension ExportContent {
    /// What a case holds and what was made of it: the same that its report tells.
    static func gathered(
        _ contents: CaseContents, in folder: CaseFolder, from catalogue: any Catalogue
    ) async throws -> ExportContent {
        let models = try await AssessedCase.models(of: contents, in: folder)
        let report = try await ReportContent.gathered(contents.case, in: folder, from: catalogue, models: models)
        var content = ExportContent(
            case: contents.case, scenes: report.scenes, softwareVersion: report.softwareVersion)
        content.looks = report.looks
        content.detections = report.detections.map { Made($0, run: report.runsOfDetections[$0.id]) }
        content.observations = report.observations
        content.consists = report.consists
        content.comparisons = report.comparisons
        let told = try await catalogue.findings()
        let runsOfFindings = Dictionary(told.map { ($0.record.id, $0.run) }) { first, _ in first }
        content.findings = report.activity.findings.map { Made($0, run: runsOfFindings[$0.id]) }
        // Work on the whole case is no scene's, and belongs to the derivation.
        let own = Set(report.scenes.map(\.id))
        let all = Set(try await catalogue.scenes().map(\.id))
        let others = try await catalogue.runs().filter { !all.contains($0.subject) }
        content.runs = (report.runs + others).map { run in
            var run = run
            run.configuration = Digest.sha256(Array(run.configuration.utf8))
            return run
        }
        content.runsOfLooks = report.runsOfLooks
        content.decisions = try DecisionFile(folder).read().decisions.filter { own.contains($0.scene) }
        content.sources = contents.sources
        content.networks = report.models.map { ModelReference(name: $0.name, sha256: $0.sha256) }
        let assessed =
            contents.case.inquiry == nil ? nil : try await AssessedCase(contents, in: folder, models: models)
        content.assessment = assessed?.assessment
        content.judgement = assessed?.judgement
        content.contradictions = (assessed?.review ?? SourceCritic().review(contents.sources)).contradicted
        if contents.case.scenarios != nil {
            let scenarios = try await StudiedCase(contents, in: folder).reported(by: assessed?.reported)
            content.study = scenarios.study
            content.inputs = scenarios.model.inputs
        }
        return content
    }
}
