import CaseFilesYAML
import ChapterWriting
import Findings
import Inquiry
import Reporting
import Scenarios
import SourceCriticism

extension ChapterMaterial {
    /// What chapters are written from: what the report shows, and what the case's files say.
    init(_ content: ReportContent, of contents: CaseContents, assessed: AssessedCase?) {
        self.init(
            case: content.case, scenes: content.scenes, looks: content.looks, softwareVersion: content.softwareVersion)
        detections = content.detections
        observations = content.observations
        consists = content.consists
        comparisons = content.comparisons
        zoneLooks = content.activity.looks
        findings = content.activity.findings
        sources = contents.sources
        contradictions = (assessed?.review ?? SourceCritic().review(contents.sources)).contradicted
        assessment = assessed?.assessment
        judgement = assessed?.judgement
        study = content.scenarios?.study
        inputs = content.scenarios?.model.inputs ?? []
        models = content.models
        includesSimulation = content.includesSimulation
    }
}

extension SourceReview {
    /// What cannot all be true, as it is told.
    var contradicted: [Contradicted] {
        contradictions.map {
            var told = Contradicted(
                sentence: $0.sentence, sources: $0.sources, facts: $0.facts, events: $0.events,
                resolution: $0.resolution)
            told.isOfValues = $0.kind == .valuesDisagree
            return told
        }
    }
}
