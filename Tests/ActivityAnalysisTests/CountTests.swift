import Evidence
import Geodesy
import Sites
import Statistics
import Testing

@testable import ActivityAnalysis

@Suite("Counts")
struct CountTests {
    private let model = ModelReference(name: "ships", sha256: "ab")
    private let zone = Zone(id: "a", name: "a", role: .anchorage, area: area(rectangle(129, 35, 129.02, 35.02)))

    private func detection(_ id: String, _ longitude: Double, review: ReviewState = .unreviewed) -> Detection {
        let centre = GeoPoint(longitude: longitude, latitude: 35.01)
        let corners = [(50.0, -9.0), (50, 9), (-50, 9), (-50, -9)].map {
            Ellipsoid.wgs84.point(from: centre, east: $0.0, north: $0.1)
        }
        return Detection(
            id: id, scene: "s", className: "ship", score: 0.8,
            pixelBox: OrientedBox(centre: PixelPoint(column: 1, row: 1), length: 10, width: 2, angle: 0),
            groundBox: GroundBox(centre: centre, corners: corners), model: model, review: review)
    }

    private func observations(
        _ detections: [Detection], usability: Look.Usability = .usable, share: Double = 1,
        places: [DetectorAccuracy] = [.init(truePositives: 80, falsePositives: 20, falseNegatives: 20)]
    ) -> [Observation] {
        let look = Look(
            id: "l", scene: "s", zone: "a", coveredShare: 1, cloudShare: nil, visibleShare: 0.6,
            groundSamplingDistance: 10, requiredGroundSamplingDistance: 12, usability: usability,
            reasons: usability == .notUsable ? ["only 6 % of the zone was visible"] : [])
        return ObjectCounter().observations(
            of: look, zone: zone, site: Site(name: "s", zones: [zone]), classes: ["ship"], detections: detections,
            accuracy: .init(places: places.map { .init(counts: $0) }), model: model, processedShare: share)
    }

    private func interval(_ observation: Observation?) throws -> (detected: Int, low: Int, high: Int, method: String) {
        guard case .count(let detected, let low, let high, let level, let method) = try #require(observation).result
        else { throw CancellationError() }
        #expect(level == 0.8)
        return (detected, low, high, method)
    }

    @Test("Nothing seen in a usable look is a count of zero")
    func zero() throws {
        let observed = observations([])
        #expect(observed.map(\.quantity) == ["ship", "ship at anchor"])
        let count = try interval(observed.first)
        #expect(count.detected == 0 && count.low == 0)
        #expect(count.high <= 1 && observed[0].detections == [])
    }

    @Test("An unusable look, and a scene that was not worked on, are undetermined with the reason")
    func undetermined() {
        let hidden = observations([detection("d", 129.01)], usability: .notUsable)
        #expect(hidden.map(\.result) == [.undetermined(because: "only 6 % of the zone was visible")])
        #expect(hidden[0].detections == [])
        let failed = observations([], share: 0)
        #expect(failed.allSatisfy { $0.result == .undetermined(because: "the scene could not be worked on") })
    }

    @Test("Rejected detections and those outside the zone do not count, drawn ones do")
    func review() throws {
        let observed = observations([
            detection("b", 129.005), detection("a", 129.01, review: .accepted),
            detection("r", 129.012, review: .rejected),
            detection("o", 129.5), detection("m", 129.015, review: .drawn),
        ])
        #expect(try interval(observed.first).detected == 3)
        #expect(observed.first?.detections == ["a", "b", "m"])
    }

    @Test("What was seen only in part says so")
    func partial() throws {
        let text = try interval(observations([], usability: .partial).first).method
        #expect(text.contains("60 % of the zone that was visible"))
        let rest = try interval(observations([], share: 0.75).first).method
        #expect(rest.contains("75.0 % of the scene was processed"))
    }

    @Test("A worse detector gives a wider interval, an unmeasured one the widest")
    func widths() throws {
        let ships = (0..<10).map { detection("d\($0)", 129.001 + 0.0015 * Double($0)) }
        func width(_ places: [DetectorAccuracy]) throws -> Int {
            let count = try interval(observations(ships, places: places).first)
            #expect(count.detected == 10)
            return count.high - count.low
        }
        let good = try width([.init(truePositives: 980, falsePositives: 20, falseNegatives: 20)])
        let fair = try width([.init(truePositives: 80, falsePositives: 20, falseNegatives: 20)])
        let small = try width([.init(truePositives: 8, falsePositives: 2, falseNegatives: 2)])
        let none = try width([])
        #expect(good < fair && fair < small && small < none)
    }

    private func accuracy(_ places: [DetectorAccuracy]) -> MeasuredAccuracy {
        .init(places: places.map { .init(counts: $0) })
    }

    @Test("A state gets the accuracy of its own surroundings, and that of all where one place was not measured so")
    func surroundings() {
        let all = DetectorAccuracy(truePositives: 10, falsePositives: 4, falseNegatives: 6)
        let berth = DetectorAccuracy(truePositives: 3, falsePositives: 4, falseNegatives: 5)
        let open = DetectorAccuracy(truePositives: 7, falsePositives: 0, falseNegatives: 1)
        let split = MeasuredAccuracy.Place(counts: all, surroundings: ["berth": berth, "open": open])
        let measured = MeasuredAccuracy(places: [split])
        #expect(ObjectCounter.pooled(measured, for: .init(state: .atBerth)).counts == berth)
        #expect(ObjectCounter.pooled(measured, for: .init(state: .atAnchor)).counts == open)
        #expect(ObjectCounter.pooled(measured, for: .init(state: .underWay)).counts == open)
        #expect(ObjectCounter.pooled(measured, for: .init(state: .elsewhere)).counts == all)
        let mixed = MeasuredAccuracy(places: [split, .init(counts: all)])
        let pooled = ObjectCounter.pooled(mixed, for: .init(state: .atBerth))
        #expect(pooled.counts.truePositives == 20 && pooled.surroundings == "in all surroundings")
    }
}
