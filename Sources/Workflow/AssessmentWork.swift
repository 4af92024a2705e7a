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
            looks: looks, series: activity.series,
            readShares: try await readShares(of: looks.map(\.look), known.observations, from: catalogue),
            observations: known.observations,
            classes: Dictionary(detections.map { ($0.id, $0.className) }) { first, _ in first },
            railClasses: Set(models.map(\.card).filter(\.readsTracks).flatMap { $0.classes.map(\.name) }),
            changes: changes.map {
                .init(
                    scene: $0.change.after, zone: $0.change.zone, kind: $0.change.kind.rawValue, area: $0.change.area,
                    probability: $0.probability, standings: standings[$0.change.id] ?? [])
            },
            comparedScenes: Set(
                try await catalogue.groundComparisons(scene: nil).map(\.record).filter { $0.before != nil }.map(\.scene)
            ),
            visits: activity.visits,
            zoneNames: Dictionary(subject.site.zones.map { ($0.id, $0.name) }) { first, _ in first })
    }

    /// What was known when of how lasting changes of the ground are, by the change's id; none where no indicator asks for them.
    private func groundStandings(
        from catalogue: any Catalogue, times: [String: AcquisitionTime]
    ) async throws -> [String: [LookRecord.GroundChange.Standing]] {
        let isAsked = inquiry.indicators.contains {
            if case .ground = $0.rule?.condition { true } else { false }
        }
        guard isAsked else { return [:] }
        // A place is what is laid on one scene, as when changes were settled.
        let references = Dictionary(
            try await catalogue.alignments(scene: nil).map { ($0.record.scene, $0.record.reference) }
        ) { first, _ in first }
        let comparisons = try await catalogue.groundComparisons(scene: nil).map(\.record).sorted {
            (times[$0.scene]?.middle ?? .distantPast, $0.scene) < (times[$1.scene]?.middle ?? .distantPast, $1.scene)
        }
        var found: [String: [LookRecord.GroundChange.Standing]] = [:]
        for place in Dictionary(grouping: comparisons, by: { references[$0.scene] ?? "" }).values {
            for (change, standings) in GroundUnrest.standings(place) {
                found[change] = standings.compactMap { standing in
                    times[standing.scene].map { .init(since: $0.middle, probability: standing.probability) }
                }
            }
        }
        return found
    }
}
