import ActivityAnalysis
import Catalogue
import DetectionReview
import Evidence
import Foundation
import Geodesy
import Sites

extension Analysis {
    /// Metres between a drawn vehicle's middle and a track's line up to which it stands on that track.
    private static let reachOfTrack = 2.4

    /// Consists with what analysts decided about their vehicles.
    ///
    /// Rejected vehicles go, retyped ones change their class, drawn ones of the network's classes come to the track nearest
    /// to their middle. Counts move with them; an interval is moved and not made anew, and its lower end does not lie below
    /// the vehicles that an analyst confirmed: what the network says of the others is not known the better for it.
    func reviewed(_ consists: [Consist], of scene: Scene, classes: [String]) async throws -> [Consist] {
        guard !board.decisions(about: scene.id).isEmpty else { return consists }
        let detections = try await catalogue.detections(scene: scene.id).map(\.record)
        let known = Dictionary(detections.map { ($0.id, $0) }) { first, _ in first }
        var drawn: [String: [Detection]] = [:]
        for detection in detections where detection.review == .drawn && classes.contains(detection.className) {
            guard let centre = detection.groundBox?.centre else { continue }
            let near = subject.site.tracks.map { (id: $0.id, distance: Self.distance(from: centre, to: $0.line)) }
                .min { ($0.distance, $0.id) < ($1.distance, $1.id) }
            if let near, near.distance <= Self.reachOfTrack { drawn[near.id, default: []].append(detection) }
        }
        return consists.map { $0.reviewed(known, drawn: drawn[$0.track] ?? []) }
    }

    private static func distance(from point: GeoPoint, to line: [GeoPoint]) -> Double {
        let places = line.map { Ellipsoid.wgs84.offset(from: point, to: $0) }
        var least = places.first.map { hypot($0.east, $0.north) } ?? .infinity
        for (a, b) in zip(places, places.dropFirst()) {
            let (east, north) = (b.east - a.east, b.north - a.north)
            let square = east * east + north * north
            let along = square > 0 ? min(1, max(0, -(a.east * east + a.north * north) / square)) : 0
            least = min(least, hypot(a.east + along * east, a.north + along * north))
        }
        return least
    }
}

extension Consist {
    /// The consist with what was decided about its vehicles; the stations of drawn ones are not worked out.
    func reviewed(_ detections: [String: Detection], drawn: [Detection]) -> Consist {
        var changed = self
        var all = Shift(added: drawn.count)
        var byClass: [String: Shift] = [:]
        for detection in drawn { byClass[detection.className, default: Shift()].added += 1 }
        changed.vehicles = vehicles.compactMap { vehicle in
            guard let detection = detections[vehicle.detection], detection.review.isReviewed else { return vehicle }
            var vehicle = vehicle
            if detection.review.isCounted {
                all.confirmed += 1
                if detection.className == vehicle.className {
                    byClass[vehicle.className, default: Shift()].confirmed += 1
                } else {
                    byClass[vehicle.className, default: Shift()].removed += 1
                    byClass[detection.className, default: Shift()].added += 1
                    vehicle.className = detection.className
                }
                return vehicle
            }
            all.removed += 1
            byClass[vehicle.className, default: Shift()].removed += 1
            return nil
        }
        changed.vehicles += drawn.map { detection in
            Vehicle(
                detection: detection.id, className: detection.className, probability: 1,
                classProbabilities: [detection.className: 1], start: 0, end: 0, startError: 0, endError: 0)
        }
        changed.count = all.applied(to: count)
        for (name, shift) in byClass {
            if let count = classCounts[name] {
                changed.classCounts[name] = shift.applied(to: count)
            } else if case .count(_, _, _, let level, _) = count, shift.added + shift.confirmed > 0 {
                changed.classCounts[name] = shift.applied(
                    to: .count(detected: 0, low: 0, high: 0, level: level, method: "decided by an analyst"))
            }
        }
        return changed
    }

    /// By how much decisions move a count.
    private struct Shift {
        var added = 0
        var removed = 0
        var confirmed = 0

        func applied(to result: Observation.Result) -> Observation.Result {
            guard added + removed + confirmed > 0,
                case .count(let detected, let low, let high, let level, let method) = result
            else { return result }
            let told = max(0, detected - removed + added)
            let certain = confirmed + added
            return .count(
                detected: told, low: min(told, max(certain, low - removed + added)),
                high: max(told, high - removed + added), level: level,
                method: method + "; \(added + removed + confirmed) looked at by an analyst and taken as certain")
        }
    }
}
