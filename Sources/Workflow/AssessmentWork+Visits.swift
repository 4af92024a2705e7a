import ActivityAnalysis
import Catalogue
import Evidence
import Findings
import Foundation
import Geodesy
import HypothesisAssessment
import Inquiry
import Sites

/// Visits as they were known when.
extension AssessmentWork {
    /// Visits as the looks up to each scene tell of them.
    ///
    /// Which detections are one object, of which class it is and how surely it was one hangs on how usual objects are in all scenes
    /// that are followed. So objects are followed anew with what was taken up to each scene: what was taken later changes no visit
    /// that was known before.
    ///
    /// - Parameters:
    ///   - known: What is known of the looks.
    ///   - work: Tells how well objects are detected, and what is taken for granted of stays.
    ///   - catalogue: Where detections and alignments are kept.
    /// - Returns: In the order of time; none where no indicator asks for stays.
    /// - Throws: What the catalogue says where it cannot be read.
    func visits(
        of known: ActivityAnalyst.Record, by work: ActivityWork, from catalogue: any Catalogue
    ) async throws -> [LookRecord.KnownVisits] {
        let zones = inquiry.indicators.reduce(into: Set<String>()) { zones, indicator in
            if let rule = indicator.rule, case .stayed = rule.condition { zones.formUnion(rule.zones) }
        }
        guard !zones.isEmpty else { return [] }
        // What a look could not see it tells nothing of, whatever visits are known then.
        let asked = Set(
            known.looks.filter { zones.contains($0.zone) && $0.usability != .notUsable }
                .compactMap { known.scenes[$0.scene]?.time.middle }
        ).sorted()
        let alignments = Dictionary(
            try await catalogue.alignments(scene: nil).map { ($0.record.scene, $0.record) }
        ) { first, _ in first }
        let history = ObjectHistory(site: subject.site, models: models)
        let places = try await history.places(
            of: try await catalogue.scenes().filter(subject.asks), alignments, from: catalogue)
        let boxes = Dictionary(
            places.flatMap(\.looks).flatMap(\.detections).compactMap { detection in
                detection.groundBox.map { (detection.id, $0) }
            }
        ) { first, _ in first }
        let finder = work.visitFinder
        @Sendable func visits(at instant: Date) -> LookRecord.KnownVisits {
            let chains = places.flatMap { place -> [ObjectChain] in
                let looks = place.looks.filter { $0.scene.time.map { $0.middle <= instant } ?? false }
                // What was seen once has no history yet.
                return looks.count > 1 ? history.chains(through: looks) : []
            }
            return LookRecord.KnownVisits(
                since: instant, visits: finder.visits(of: chains, boxes: boxes, scenes: known.scenes))
        }
        // Each instant stands by itself, and is put where it belongs whichever is ready first.
        return await withTaskGroup(of: LookRecord.KnownVisits.self) { group in
            for instant in asked { group.addTask { visits(at: instant) } }
            var found: [LookRecord.KnownVisits] = []
            for await one in group { found.append(one) }
            return found.sorted { $0.since < $1.since }
        }
    }
}
