import ActivityAnalysis
public import Catalogue
import ChangeDetection
import Evidence
import Foundation
public import HypothesisAssessment
public import Inquiry
import ObjectDetection
public import Sites

/// Weighs what a catalogue holds of a case's looks, and what its sources say, for and against its hypotheses.
public struct AssessmentWork: Sendable {
    let subject: Case
    let inquiry: HypothesisInquiry
    let models: [InstalledModel]
    private let reliability: IndicatorReader.Reliability

    /// Prepares a case.
    ///
    /// - Parameters:
    ///   - subject: The case.
    ///   - inquiry: Its hypotheses and what they predict.
    ///   - models: Its networks.
    ///   - reliability: How far sources can be relied on together, by their ids.
    public init(
        of subject: Case, inquiry: HypothesisInquiry, models: [InstalledModel],
        reliability: @escaping IndicatorReader.Reliability
    ) {
        self.subject = subject
        self.inquiry = inquiry
        self.models = models
        self.reliability = reliability
    }

    /// What indicators are told from, and the reading of it.
    public func assessor(from catalogue: any Catalogue) async throws -> HypothesisAssessor {
        HypothesisAssessor(inquiry: inquiry, reader: reader(of: try await record(from: catalogue)))
    }

    /// Reads indicators from a record of looks.
    func reader(of record: LookRecord) -> IndicatorReader {
        var period: ClosedRange<Date>?
        if let start = subject.period.start, let end = subject.period.end, start <= end { period = start...end }
        return IndicatorReader(record: record, settings: inquiry.settings, period: period, reliability: reliability)
    }

    /// What a catalogue knows of the looks that the case asks about, as far as indicators ask for it.
    func record(from catalogue: any Catalogue) async throws -> LookRecord {
        let work = ActivityWork(of: subject, models: models)
        let known = try await work.record(from: catalogue)
        let activity = work.activity(of: known)
        var sensors: [String: [String]] = [:]
        var times: [String: AcquisitionTime] = [:]
        for scene in try await catalogue.scenes() {
            times[scene.id] = scene.time
            sensors[scene.id] = [scene.platform, scene.constellation].compactMap(\.self) + scene.instruments
        }
        let looks = known.looks.compactMap { look in
            known.scenes[look.scene].map {
                LookRecord.TimedLook(look: look, time: $0.time, sensors: sensors[look.scene] ?? [])
            }
        }
        let detections = try await catalogue.detections(scene: nil).map(\.record)
        let changes = try await catalogue.surfaceChanges(scene: nil).map(\.record).filter(\.isOpen)
        let standings = try await groundStandings(from: catalogue, times: times)
        return LookRecord(
            looks: looks, series: activity.series + work.unlisted(among: activity.series, looks.map(\.look)),
            readShares: try await readShares(of: looks.map(\.look), known.observations, from: catalogue),
            observations: known.observations,
            classes: Dictionary(detections.map { ($0.id, $0.className) }) { first, _ in first },
            railClasses: Set(models.map(\.card).filter(\.readsTracks).flatMap { $0.classes.map(\.name) }),
            changes: changes.map {
                .init(
                    scene: $0.change.after, zone: $0.change.zone, kind: $0.change.kind.rawValue, area: $0.change.area,
                    probability: $0.probability, standings: standings[$0.change.id] ?? [])
            },
            comparedWith: Dictionary(
                try await catalogue.groundComparisons(scene: nil).compactMap { comparison in
                    comparison.record.before.map { (comparison.record.scene, $0) }
                }
            ) { first, _ in first },
            visits: try await visits(of: known, by: work, from: catalogue),
            zoneNames: Dictionary(subject.site.zones.map { ($0.id, $0.name) }) { first, _ in first })
    }
}
