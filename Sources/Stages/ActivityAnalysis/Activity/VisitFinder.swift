public import Evidence
public import Findings
import Foundation
public import Geodesy
public import Sites

/// Turns followed objects into visits: between which looks each arrived and departed, and how surely it was one.
public struct VisitFinder: Sendable {
    /// What is known of a scene.
    public struct SceneFacts: Hashable, Codable, Sendable {
        /// When it was taken.
        public var time: AcquisitionTime
        /// Metres of a pixel; nil where not known.
        public var pixel: Double?
        /// Standard deviation of places along one direction, in metres; nil where not known.
        public var placeError: Double?

        /// Makes a record.
        public init(time: AcquisitionTime, pixel: Double?, placeError: Double?) {
            self.time = time
            self.pixel = pixel
            self.placeError = placeError
        }
    }

    private let same: SameObject
    private let site: Site
    private let recall: ActivitySeriesBuilder.Recall

    /// Makes a finder.
    ///
    /// - Parameters:
    ///   - site: The site, for its zones.
    ///   - configuration: What is taken for granted of dwell and lengths.
    ///   - recall: How well objects are detected; where nobody measured, a look without an object says little.
    public init(
        site: Site, configuration: SameObject.Configuration = .init(), recall: @escaping ActivitySeriesBuilder.Recall
    ) {
        same = SameObject(configuration: configuration)
        self.site = site
        self.recall = recall
    }

    /// The visits of followed objects.
    ///
    /// - Parameters:
    ///   - chains: Objects, each with a step for every scene in the order of time.
    ///   - boxes: Where each detection lies, by its id.
    ///   - scenes: What is known of each scene, by its id; a step of another scene is passed over.
    /// - Returns: One visit for each object that was seen, in the order of the chains.
    public func visits(
        of chains: [ObjectChain], boxes: [String: GroundBox], scenes: [String: SceneFacts]
    ) -> [Visit] {
        var lengths: [String: [(object: String, length: Double)]] = [:]
        for chain in chains {
            let own = chain.steps.compactMap { $0.sight.detection.flatMap { boxes[$0]?.length } }.sorted()
            if !own.isEmpty { lengths[chain.className, default: []].append((chain.id, own[own.count / 2])) }
        }
        let presence = presence(of: chains)
        return chains.compactMap { chain in
            visit(
                of: chain, boxes: boxes, scenes: scenes,
                others: lengths[chain.className, default: []].filter { $0.object != chain.id }.map(\.length),
                presence: presence[chain.className] ?? 0.5)
        }
    }

    /// Share of scenes in which at least one object of each class was seen, drawn a little to one half (Jeffreys).
    private func presence(of chains: [ObjectChain]) -> [String: Double] {
        var seen: [String: Set<String>] = [:]
        var looked: [String: Set<String>] = [:]
        for chain in chains {
            for step in chain.steps where step.sight != .notLooked {
                looked[chain.className, default: []].insert(step.look)
                if step.sight.detection != nil { seen[chain.className, default: []].insert(step.look) }
            }
        }
        return looked.reduce(into: [:]) { result, item in
            result[item.key] =
                (Double(seen[item.key]?.count ?? 0) + 0.5) / (Double(item.value.count) + 1)
        }
    }

    private func visit(
        of chain: ObjectChain, boxes: [String: GroundBox], scenes: [String: SceneFacts], others: [Double],
        presence: Double
    ) -> Visit? {
        let steps = chain.steps.compactMap { step in scenes[step.look].map { (step: step, facts: $0) } }
        let seen = steps.indices.filter { steps[$0].step.sight.detection != nil }
        guard let first = seen.first, let last = seen.last else { return nil }
        let zone = boxes[steps[first].step.sight.detection ?? ""].flatMap { box in
            site.zones.first { $0.area.contains(box.centre) }
        }
        let size = zone.map { Self.size(of: $0) } ?? 1000
        var sightings: [Visit.Sighting] = []
        var remarks: [String] = []
        var whole = 1.0
        var patience = SameObject.Patience(same.configuration.stay(of: chain.className))
        for (number, index) in seen.enumerated() {
            var probability: Double?
            if number > 0 {
                let before = seen[number - 1]
                probability = sameProbability(
                    steps[before], steps[index],
                    between: steps[(before + 1)..<index].map(\.step),
                    moved: Self.hasMoved(chain, steps[index].step.look),
                    chain: chain, boxes: boxes, others: others, presence: presence, size: size, patience: patience)
                patience.stayed(for: Self.days(steps[before].facts, steps[index].facts))
                whole *= probability ?? 1
            }
            sightings.append(
                .init(
                    scene: steps[index].step.look, time: steps[index].facts.time,
                    detection: steps[index].step.sight.detection ?? "", sameAsBefore: probability))
        }
        let gaps = zip(sightings, sightings.dropFirst()).map {
            $1.time.middle.timeIntervalSince($0.time.middle) / 86_400
        }
        let before = steps[..<first].last { $0.step.sight == .notSeen }
        let after = steps[(last + 1)...].first { $0.step.sight == .notSeen }
        if seen.count == 1 { remarks.append("seen in one look only") }
        let ambiguous = seen.count { if case .seenButNotWhich = steps[$0].step.sight { true } else { false } }
        if ambiguous > 0 {
            remarks.append("in \(ambiguous) of its looks it cannot be told which of several detections it is")
        }
        return Visit(
            object: chain.id, className: chain.className, zone: zone?.id, sightings: sightings,
            arrivedAfter: before?.facts.time, departedBefore: after?.facts.time, longestGap: gaps.max(),
            sameObject: seen.count > 1 ? whole : nil, remarks: remarks)
    }

    private static func days(_ earlier: SceneFacts, _ later: SceneFacts) -> Double {
        later.time.middle.timeIntervalSince(earlier.time.middle) / 86_400
    }

    private static func hasMoved(_ chain: ObjectChain, _ look: String) -> Bool {
        chain.events.contains { $0.kind == .moved && $0.until == look }
    }

    private static func size(of zone: Zone) -> Double {
        guard let bounds = zone.area.bounds else { return 1000 }
        let across = Ellipsoid.wgs84.offset(from: bounds.minimum, to: bounds.maximum)
        return (across.east * across.east + across.north * across.north).squareRoot()
    }

    private func sameProbability(
        _ earlier: (step: ObjectChain.Step, facts: SceneFacts), _ later: (step: ObjectChain.Step, facts: SceneFacts),
        between: [ObjectChain.Step], moved: Bool, chain: ObjectChain, boxes: [String: GroundBox], others: [Double],
        presence: Double, size: Double, patience: SameObject.Patience
    ) -> Double? {
        guard let one = earlier.step.sight.detection.flatMap({ boxes[$0] }),
            let two = later.step.sight.detection.flatMap({ boxes[$0] })
        else { return nil }
        let offset = Ellipsoid.wgs84.offset(from: one.centre, to: two.centre)
        let pixel = max(earlier.facts.pixel ?? 1, later.facts.pixel ?? 1)
        // A detection's middle lies within a tenth of its width or so, and a scene within its margin.
        func error(_ facts: SceneFacts, _ box: GroundBox) -> Double {
            hypot(facts.placeError ?? 3, max(pixel, 0.1 * box.width))
        }
        let detection = recall(chain.className, pixel) ?? 0.5
        return same.probability(
            of: .init(
                lengths: (one.length, two.length), distance: hypot(offset.east, offset.north),
                placeError: hypot(error(earlier.facts, one), error(later.facts, two)), pixel: pixel,
                days: Self.days(earlier.facts, later.facts),
                missed: between.filter { $0.sight == .notSeen }.map { _ in detection }, hasMoved: moved),
            className: chain.className, lengths: others, presence: presence, zoneSize: size,
            patience: patience)
    }
}
