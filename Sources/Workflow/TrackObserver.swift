import Evidence
import Geodesy
import ObjectDetection
import Sites

extension Track {
    /// Whether it belongs to a zone: by name, or where it names none by the point at half of its length.
    func lies(in zone: Zone) -> Bool {
        if let own = self.zone { return own == zone.id }
        return GroundLine(line).middle.map(zone.area.contains) ?? false
    }
}

/// Makes observations of consists, track by track and for all tracks of a look's zone together.
struct TrackObserver {
    /// What is counted.
    static let quantity = "rail vehicles"

    let model: ModelReference
    let counter: TrackCount
    /// Why the scene cannot show wagons; nil where it can.
    let unfit: String?
    let failures: [String]

    /// "rail vehicles" of the zone, then those of each track, and of each class that may be there.
    func observations(of look: Look, tracks: [Track], consists: [String: Consist]) -> [Observation] {
        guard !tracks.isEmpty else { return [] }
        var observations: [Observation] = []
        func add(_ quantity: String, _ result: Observation.Result, _ detections: [String]) {
            observations.append(
                Observation(
                    id: Digest.identifier(["observation", look.id, quantity, model.name]), look: look.id,
                    quantity: quantity, result: result, detections: detections.sorted(), model: model))
        }
        var read: [Consist] = []
        for track in tracks {
            let place = "(track \(track.id))"
            let quantity = "\(Self.quantity) \(place)"
            if look.usability == .notUsable {
                add(quantity, .undetermined(because: look.reasons.joined(separator: "; ")), [])
            } else if let unfit {
                add(quantity, .undetermined(because: unfit), [])
            } else if let consist = consists[track.id] {
                add(quantity, consist.count, consist.vehicles.map(\.detection))
                for (name, count) in consist.classCounts.sorted(by: { $0.key < $1.key }) {
                    add(
                        "\(name) on tracks \(place)", count,
                        consist.vehicles.filter { $0.className == name }.map(\.detection))
                }
                read.append(consist)
            } else {
                add(
                    quantity,
                    .undetermined(because: failures.first ?? "the scene's tracks could not be read"), [])
            }
        }
        let all = consists.values.sorted { ($0.track, $0.id) < ($1.track, $1.id) }
        observations.insert(total(look, tracks: tracks, read: read, among: all), at: 0)
        if look.usability != .notUsable {
            for name in Set(read.flatMap(\.classCounts.keys)).sorted() {
                guard let count = counter.total(of: read, among: all, className: name) else { continue }
                add(
                    "\(name) on tracks", Self.remarked(count, look, tracks: tracks, read: read),
                    read.flatMap { $0.vehicles.filter { $0.className == name }.map(\.detection) })
            }
        }
        return observations
    }

    private func total(_ look: Look, tracks: [Track], read: [Consist], among all: [Consist]) -> Observation {
        var result = Observation.Result.undetermined(
            because: look.usability == .notUsable
                ? look.reasons.joined(separator: "; ")
                : unfit ?? failures.first ?? "none of its tracks could be read")
        if let count = counter.total(of: read, among: all) {
            result = Self.remarked(count, look, tracks: tracks, read: read)
        }
        return Observation(
            id: Digest.identifier(["observation", look.id, Self.quantity, model.name]), look: look.id,
            quantity: Self.quantity, result: result,
            detections: read.flatMap { $0.vehicles.map(\.detection) }.sorted(), model: model)
    }

    /// A count of a zone with what it does not cover.
    private static func remarked(
        _ result: Observation.Result, _ look: Look, tracks: [Track], read: [Consist]
    ) -> Observation.Result {
        guard case .count(let detected, let low, let high, let level, var method) = result else { return result }
        let lacking = tracks.count - read.count { $0.basis != nil }
        if lacking > 0 {
            method += "; at least, since \(lacking) track\(lacking == 1 ? "" : "s") could not be read"
        }
        if look.usability == .partial {
            method += "; holds for the \(Int((look.visibleShare * 100).rounded())) % of the zone that was visible"
        }
        return .count(detected: detected, low: low, high: high, level: level, method: method)
    }
}
