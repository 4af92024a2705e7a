import ActivityAnalysis
public import Catalogue
import Evidence
public import Findings
import Foundation
import ObjectDetection
import ScenarioSimulation
public import Scenarios
import Sites

extension ScenarioWork {
    /// Whether a sighting takes its number from looks, so that ``counts(from:models:)`` is needed.
    public var countsLooks: Bool {
        model.sightings.contains { if case .counted = $0.number { true } else { false } }
    }

    /// How many carriers looks counted, for each sighting that asks for it.
    ///
    /// - Parameters:
    ///   - catalogue: The case's catalogue.
    ///   - models: The case's networks: only what they counted is told.
    /// - Returns: What looks show together, or why that is not known; nothing for a zone without looks.
    /// - Throws: What the catalogue says where it cannot be read.
    public func counts(
        from catalogue: any Catalogue, models: [InstalledModel]
    ) async throws -> [CarrierCount: DifferentObjects] {
        let wanted = model.sightings.compactMap { sighting -> CarrierCount? in
            if case .counted(let count) = sighting.number { count } else { nil }
        }
        guard !wanted.isEmpty else { return [:] }
        let work = ActivityWork(of: subject, models: models)
        let record = try await work.record(from: catalogue)
        let activity = work.activity(of: record)
        let series = activity.series + work.unlisted(among: activity.series, record.looks)
        let finder = DifferentObjectsFinder(
            visits: activity.visits, clock: work.configuration.timeZone.flatMap { PlaceClock(identifier: $0) },
            zones: Dictionary(subject.site.zones.map { ($0.id, $0.name) }) { first, _ in first })
        let scenes = Dictionary(record.looks.map { ($0.id, $0.scene) }) { first, _ in first }
        var found: [CarrierCount: DifferentObjects] = [:]
        for count in wanted where found[count] == nil {
            let own = series.filter {
                $0.zone == count.zone
                    && ($0.quantity == count.className || $0.quantity == count.className + " on tracks")
            }
            // Cars on the tracks and cars as boxes may be the same: what the tracks tell counts.
            guard let one = own.max(by: { $0.quantity < $1.quantity }) else { continue }
            found[count] = finder.count(in: one, scenes: scenes, days: (count.firstDay, count.lastDay))
        }
        return found
    }

    /// What one sighting amounts to; nil where no look could tell how many there were.
    private func scale(
        of sighting: CarrierSighting, by test: ScaleTest, _ counts: [CarrierCount: DifferentObjects]
    ) throws(ScenarioFlaw) -> ScaleTestFinding? {
        switch sighting.number {
        case .stated(let count):
            return try test.test(carrier: sighting.carrier, count: count, period: sighting.days)
        case .counted(let count):
            guard let counted = counts[count] else { return nil }
            return try test.test(carrier: sighting.carrier, counted: counted, period: sighting.days)
        }
    }

    /// Why it is not known how many carriers there were.
    private func unknown(
        _ sighting: CarrierSighting, _ counts: [CarrierCount: DifferentObjects]
    ) throws(ScenarioFlaw) -> String {
        guard case .counted(let count) = sighting.number else { return "" }
        let carrier = try model.carrier(sighting.carrier)
        let zone = subject.site.zones.first { $0.id == count.zone }?.name ?? count.zone
        let why =
            counts[count]?.sentence
            ?? "No look of the catalogue counted '\(count.className)' at \(zone), so that it is not known how many there were."
        return
            "How many \(carrier.plural) came is not known, and nothing is held against what could have taken their loads. \(why)"
    }

    /// Holds what was seen against what could have taken it, with the scenario's numbers.
    func addScales(
        to finding: inout ScenarioFinding, _ numbers: ScenarioNumbers, _ counts: [CarrierCount: DifferentObjects]
    ) throws(ScenarioFlaw) {
        let test = ScaleTest(model, numbers: numbers, scenario: finding.scenario)
        var known = Set(finding.outcomes.map(\.id))
        for (number, sighting) in model.sightings.enumerated() {
            guard let scale = try scale(of: sighting, by: test, counts) else {
                finding.unknownSightings.append(try unknown(sighting, counts))
                continue
            }
            finding.scales.append(scale)
            let isFurther = model.sightings[..<number].contains { $0.carrier == sighting.carrier }
            for var outcome in scale.outcomes {
                // What hangs on the number that was seen has an id of its own for each sighting.
                if isFurther,
                    outcome.id == scale.amount.id || scale.lines.contains(where: { $0.covers?.id == outcome.id })
                        || scale.lastsUpkeep?.id == outcome.id
                {
                    outcome.id += ".sighting-\(number + 1)"
                }
                if known.insert(outcome.id).inserted { finding.outcomes.append(outcome) }
            }
        }
    }
}
