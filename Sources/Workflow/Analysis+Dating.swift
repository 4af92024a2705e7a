import ActivityAnalysis
import ArrivalDating
import Catalogue
import Evidence
import Findings
import Foundation
import ObjectDetection
import Sites

/// What all looks tell together, kept in the catalogue: since when, how long, how unusual, and when it arrived.
extension Analysis {
    /// Raised when the same activity and the same weather give other questions to the dater.
    static let datingVersion = 1
    /// Name of the stage whose run keeps findings.
    public static let datingStage = "date"

    /// Draws findings from all looks.
    func tellFindings(_ summary: inout AnalysisSummary) async throws {
        let stage = Self.datingStage
        let work = ActivityWork(of: subject, models: models)
        let record = try await work.record(from: catalogue)
        let known = try await catalogue.runs(subject: Self.caseSubject).contains { $0.stage == stage }
        guard !record.looks.isEmpty || known else { return }
        let consists = try await catalogue.consists(scene: nil).map(\.record).filter {
            record.scenes[$0.scene] != nil
        }
        let dater = ArrivalDater()
        let run = StageRun(
            stage: stage, stageVersion: Self.datingVersion,
            softwareVersion: Self.softwareVersion, subject: Self.caseSubject,
            configuration: try CanonicalJSON.text(work.configuration),
            inputs: [
                "activity \(ActivityAnalyst.version)", "arrivals \(ArrivalDater.version)",
                try Self.digest(of: subject.site), subject.timeZone ?? "UTC",
                try Self.digest(of: models.map { [$0.card.name, $0.network.sha256, try CanonicalJSON.text($0.card)] }),
                try Self.digest(of: record), try Self.digest(of: consists), try Self.digest(of: weather),
            ] + arrivals.lines)
        if try await isKnown(run) {
            finish(run, subject: subject.site.name, detail: "", known: true, &summary)
            return
        }
        report(.started(stage: stage, subject: subject.site.name))
        let activity = work.activity(of: record)
        let dated = ArrivalWork(
            subject: subject, weather: weather,
            railClasses: railClasses, assumptions: arrivals, dater: dater, times: record.scenes.mapValues(\.time)
        ).outcome(
            of: .init(
                visits: activity.visits, looks: record.looks, observations: record.observations, consists: consists))
        for notice in dated.notices { report(.notice(notice)) }
        try await catalogue.commit(RunBatch(run: run, findings: activity.findings + dated.findings))
        finish(
            run, subject: subject.site.name,
            detail: "\(activity.findings.count) findings, \(dated.findings.count) arrivals dated", known: false,
            &summary)
    }
}
