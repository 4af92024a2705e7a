import Evidence
import Geodesy
import ObjectDetection
import Sites
import Testing

@testable import Workflow

@Suite("Counting trains")
struct TrackObserverTests {
    private let model = ModelReference(name: "tracks", sha256: "00")

    private func consist(_ track: String, _ detected: Int, _ low: Int, _ high: Int) -> Consist {
        let count = Observation.Result.count(detected: detected, low: low, high: high, level: 0.8, method: "m")
        // Read for certain; the rest are bounds.
        let part = CountBasis.Part(
            probabilities: Array(repeating: 0, count: detected) + [1], below: detected - low, above: high - detected)
        return Consist(
            id: track, scene: "s", track: track, trackName: track, isTrackSure: true, length: 100,
            extent: .init(start: 0, end: 100), visibleShare: 1, hidden: [],
            vehicles: (0..<detected).map {
                .init(
                    detection: "\(track)-\($0)", className: "tank-car", probability: 1,
                    classProbabilities: ["tank-car": 1], start: Double($0) * 12, end: Double($0) * 12 + 11,
                    startError: 0.1, endError: 0.1)
            }, count: count, classCounts: ["tank-car": count], basis: .init(whole: part, classes: ["tank-car": part]),
            sentence: "", notes: [], model: model)
    }

    private func look(_ usability: Look.Usability) -> Look {
        Look(
            id: "look", scene: "s", zone: "yard", coveredShare: 1, cloudShare: nil, visibleShare: 1,
            groundSamplingDistance: 0.3, requiredGroundSamplingDistance: 0.7, usability: usability,
            reasons: ["clouds hide 80 % of the zone"])
    }

    private let tracks = ["a", "b", "c"].map { Track(id: $0, name: $0, zone: "yard", line: []) }

    private func observer(unfit: String? = nil, failures: [String] = []) -> TrackObserver {
        let card = ModelCard(
            name: "tracks", networkPath: "", bands: ["pan"], values: .stretched, head: .trackStrip, margin: 32,
            tile: 256, mergeOverlap: 0.3, classes: [.init(name: "tank-car", threshold: 0.5)])
        return TrackObserver(
            model: model, counter: TrackCount(card: card, level: 0.8), unfit: unfit, failures: failures)
    }

    @Test("the zone's number is the sum over its tracks, and every track has its own")
    func sums() throws {
        let consists = [consist("a", 3, 2, 5), consist("b", 0, 0, 0), consist("c", 4, 4, 5)]
        let found = observer().observations(
            of: look(.usable), tracks: tracks,
            consists: Dictionary(uniqueKeysWithValues: consists.map { ($0.track, $0) }))
        let total = try #require(found.first { $0.quantity == "rail vehicles" })
        guard case .count(let detected, let low, let high, let level, _) = total.result else {
            Issue.record("no count")
            return
        }
        // Bounds do not average out: 1, 0, 0 below and 2, 0, 1 above.
        #expect(detected == 7 && low == 6 && high == 10 && level == 0.8)
        #expect(total.detections.count == 7)
        let quantities = Set(found.map(\.quantity))
        #expect(quantities.contains("rail vehicles (track b)") && quantities.contains("tank-car on tracks (track a)"))
        #expect(quantities.contains("tank-car on tracks"))
        #expect(Set(found.map(\.id)).count == found.count)
    }

    @Test("what cannot be determined says why: look, pixels, failure")
    func undetermined() {
        let known = ["a": consist("a", 3, 2, 5)]
        func reasons(_ found: [Observation]) -> Set<String> {
            Set(
                found.compactMap {
                    if case .undetermined(let reason) = $0.result { reason } else { nil }
                })
        }
        let clouded = observer().observations(of: look(.notUsable), tracks: tracks, consists: known)
        #expect(clouded.count == 4 && reasons(clouded) == ["clouds hide 80 % of the zone"])
        let coarse = observer(unfit: "its pixels measure 10 m")
            .observations(of: look(.usable), tracks: tracks, consists: [:])
        #expect(coarse.count == 4 && reasons(coarse) == ["its pixels measure 10 m"])
        let failed = observer(failures: ["track c: block is damaged"])
            .observations(of: look(.partial), tracks: tracks, consists: known)
        #expect(reasons(failed) == ["track c: block is damaged"])
        #expect(observer().observations(of: look(.usable), tracks: [], consists: known).isEmpty)
    }

    @Test("the zone's number is at least so many where a part of a track cannot be seen, or a track was not read")
    func atLeast() throws {
        var hidden = consist("a", 3, 3, 4)
        hidden.hidden = [.init(start: 60, end: 72)]
        var cut = consist("b", 2, 2, 10)
        cut.length = 200
        let found = observer(failures: ["track c: block is damaged"])
            .observations(of: look(.usable), tracks: tracks, consists: ["a": hidden, "b": cut])
        for quantity in ["rail vehicles", "tank-car on tracks"] {
            let total = try #require(found.first { $0.quantity == quantity })
            guard case .count(let detected, let low, let high, _, let method) = total.result else {
                Issue.record("no count")
                return
            }
            #expect((detected, low, high) == (5, 5, 14))
            #expect(method.contains("12 m of the tracks are hidden and 100 m lie outside of the scene"))
            #expect(method.contains("1 track could not be read"))
        }
    }

    @Test("a track belongs to the zone that it names, else to that in which its middle lies")
    func zonesOfTracks() {
        let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map { GeoPoint(longitude: $0.0, latitude: $0.1) }
        let zone = Zone(id: "yard", name: "", role: .railSpur, area: MultiPolygon([Polygon(outer: Ring(corners))]))
        let line = [0.2, 0.5, 3].map { GeoPoint(longitude: $0, latitude: 0.5) }
        // Half of its length lies outside, though its second of three points lies inside.
        #expect(!Track(id: "t", name: "", line: line).lies(in: zone))
        #expect(Track(id: "t", name: "", line: [line[0], GeoPoint(longitude: 1.4, latitude: 0.5)]).lies(in: zone))
        #expect(
            !Track(id: "t", name: "", line: line.reversed().map { GeoPoint(longitude: $0.longitude + 2, latitude: 0) })
                .lies(in: zone))
        #expect(Track(id: "t", name: "", zone: "yard", line: []).lies(in: zone))
        #expect(!Track(id: "t", name: "", zone: "other", line: line).lies(in: zone))
    }
}
