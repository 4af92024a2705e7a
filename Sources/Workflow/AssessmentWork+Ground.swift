import Catalogue
import ChangeDetection
import Evidence
import Foundation
import HypothesisAssessment
import Inquiry

/// Changes of the ground as they were known when.
extension AssessmentWork {
    /// What was known when of how lasting changes of the ground are, by the change's id; none where no indicator asks for them.
    func groundStandings(
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
