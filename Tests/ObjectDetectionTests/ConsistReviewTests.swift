import Evidence
import Geodesy
import Testing

@testable import ObjectDetection

@Suite("Consists after a review")
struct ConsistReviewTests {
    private let model = ModelReference(name: "m", sha256: "00")

    private func detection(_ id: String, _ className: String, _ review: ReviewState) -> Detection {
        Detection(
            id: id, scene: "s", className: className, score: 0.9,
            pixelBox: OrientedBox(left: 0, top: 0, right: 10, bottom: 3), groundBox: nil, model: model, review: review)
    }

    @Test("rejected vehicles go, retyped ones change, accepted ones are certain, and the sentence follows")
    func decisions() {
        let vehicles = (0..<4).map { index in
            Consist.Vehicle(
                detection: "d\(index)", className: "tank-car", probability: 0.9,
                classProbabilities: ["tank-car": 1], start: 10 + Double(index) * 12, end: 21 + Double(index) * 12,
                startError: 0.1, endError: 0.1, isCoupled: index > 0)
        }
        func count(_ detected: Int, _ low: Int, _ high: Int) -> Observation.Result {
            .count(detected: detected, low: low, high: high, level: 0.8, method: "posterior")
        }
        let consist = Consist(
            id: "c", scene: "s", track: "t", trackName: "t", isTrackSure: true, length: 300,
            extent: .init(start: 0, end: 300), visibleShare: 1, hidden: [], vehicles: vehicles, count: count(4, 2, 5),
            classCounts: ["tank-car": count(4, 2, 5)], countProbabilities: [0, 0, 0, 0, 1], sentence: "", notes: [],
            model: model)
        let states = [
            detection("d0", "tank-car", .accepted), detection("d1", "tank-car", .rejected),
            detection("d2", "open-car", .retyped), detection("d3", "tank-car", .unreviewed),
        ]
        let result = consist.reviewed(by: Dictionary(uniqueKeysWithValues: states.map { ($0.id, $0) }))
        #expect(result.vehicles.map(\.className) == ["tank-car", "open-car", "tank-car"])
        #expect(result.vehicles.map(\.isCoupled) == [false, false, true])
        guard case .count(let detected, let low, let high, _, let method) = result.count else {
            Issue.record("no count")
            return
        }
        // Two are certain; of 2 to 5 one is gone.
        #expect(detected == 3 && low == 2 && high == 4)
        #expect(method.contains("2 accepted and 1 rejected"))
        #expect(result.sentence.hasPrefix("2 tank cars, 1 open car in 2 parts"))
        #expect(consist.reviewed(by: ["d3": states[3]]) == consist)
    }
}
