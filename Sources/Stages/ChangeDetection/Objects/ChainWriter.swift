import Evidence
import Foundation
import Geodesy

/// Writes down what happened to a followed object.
struct ChainWriter: Sendable {
    let configuration: ObjectFollower.Configuration
    let looks: [ObjectLook]

    /// The chain of an object, with a step for every look.
    func chain(of object: FollowedObject) -> ObjectChain {
        var steps: [ObjectChain.Step] = []
        let first = object.sightings[0]
        for (index, look) in looks.enumerated() where index < first.look {
            let wasLooked = look.visibleShare(first.sighting.box, object.className) >= configuration.leastVisibleShare
            steps.append(.init(look: look.id, sight: wasLooked ? .notSeen : .notLooked, presence: 0))
        }
        for step in object.steps {
            steps.append(
                .init(
                    look: looks[step.look].id, sight: step.sight ?? (step.wasLooked ? .notSeen : .notLooked),
                    presence: step.presence))
        }
        return ObjectChain(
            id: Digest.identifier(["object", first.sighting.detection.id]), className: object.className,
            lastBox: object.last.box, steps: steps, events: events(of: object, steps))
    }

    private func events(of object: FollowedObject, _ steps: [ObjectChain.Step]) -> [ObjectChain.Event] {
        var events: [ObjectChain.Event] = []
        let isSingle = object.sightings.count == 1
        let recall = configuration.recall(of: object.className)
        let departure = configuration.departure(of: object.className)
        // Probability that it is not seen in the next look.
        let gone = departure + (1 - departure) * (1 - recall)
        let first = object.sightings[0].look
        var doubt: [String] = []
        var exists = 0.99
        if isSingle {
            // An object would mostly have been seen again; a false alarm never is.
            exists = configuration.existence(
                of: object.sightings[0].sighting.detection,
                wasSeenEmpty: steps[..<first].contains { $0.sight == .notSeen })
            if steps[(first + 1)...].contains(where: { $0.sight == .notSeen }) {
                exists = exists * gone / (exists * gone + 1 - exists)
            }
            doubt.append("seen in one look only, so that with \(percent(1 - exists)) it is no object")
        }
        if let before = steps[..<first].lastIndex(where: { $0.sight == .notSeen }) {
            // It could have been there and been missed in every look that saw its place.
            let misses = steps[...before].reversed().prefix { $0.sight != .notLooked }.count
            var remarks = doubt
            if before < first - 1 {
                remarks.append("its place could not be seen in \(first - 1 - before) looks between")
            }
            let missed = (1 - departure) * pow(1 - recall, Double(misses))
            let probability = exists * departure / (departure + missed)
            events.append(
                .init(
                    kind: probability >= 0.5 ? .arrived : .undetermined, after: steps[before].look,
                    until: steps[first].look, probability: probability, remarks: remarks))
        } else if first > 0 {
            events.append(
                .init(
                    kind: .undetermined, after: steps[0].look, until: steps[first].look, probability: 0,
                    remarks: ["its place could not be seen before, so it may have been there"]))
        }
        for (earlier, later) in zip(object.sightings, object.sightings.dropFirst()) {
            events.append(between(earlier, later, steps))
        }
        let last = object.lastLook
        if let missing = steps[(last + 1)...].firstIndex(where: { $0.sight == .notSeen }) {
            let presence = steps[steps.count - 1].presence
            var remarks = doubt
            if missing > last + 1 {
                remarks.append("its place could not be seen in \(missing - last - 1) looks between")
            }
            // ``presence`` holds the doubt whether there ever was an object; what was seen twice was one.
            let probability = isSingle ? exists * departure / gone : 1 - presence
            let isTold = probability >= 0.5
            if !isTold { remarks.append("not seen, but it may have been missed") }
            events.append(
                .init(
                    kind: isTold ? .departed : .undetermined, after: steps[last].look, until: steps[missing].look,
                    probability: probability, remarks: remarks))
        }
        return events
    }

    private func between(
        _ earlier: (look: Int, sighting: Sighting), _ later: (look: Int, sighting: Sighting),
        _ steps: [ObjectChain.Step]
    ) -> ObjectChain.Event {
        let distance = hypot(
            later.sighting.east - earlier.sighting.east, later.sighting.north - earlier.sighting.north)
        func error(_ entry: (look: Int, sighting: Sighting)) -> Double {
            let own = max(configuration.placeLeast, configuration.placeShare * entry.sighting.box.width)
            return hypot(own, looks[entry.look].placementError)
        }
        let spread = hypot(error(earlier), error(later))
        var remarks: [String] = []
        let skipped = steps[(earlier.look + 1)..<later.look]
        let missed = skipped.count { $0.sight == .notSeen }
        if missed > 0 { remarks.append("not found in \(missed) looks between, though its place was seen") }
        if skipped.count > missed {
            remarks.append("its place could not be seen in \(skipped.count - missed) looks between")
        }
        var certainty = 0.99
        if case .seenButNotWhich = steps[later.look].sight {
            certainty = configuration.leastCertainty
            remarks.append("it cannot be told which of the detections there it is")
        }
        // Beyond three deviations of both places it is somewhere else.
        let kind: ObjectChain.Kind = distance <= 3 * spread ? .stayed : .moved
        if kind == .moved { remarks.append("told by length and class alone") }
        return .init(
            kind: kind, after: steps[earlier.look].look, until: steps[later.look].look, probability: certainty,
            distance: (distance * 100).rounded() / 100, remarks: remarks)
    }

    private func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
}
