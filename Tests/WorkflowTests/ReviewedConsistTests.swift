import Evidence
import Geodesy
import Testing

@testable import Workflow

@Suite("Consists that were reviewed")
struct ReviewedConsistTests {
    private let network = ModelReference(name: "wagons", sha256: "aa")

    private func detection(_ id: String, _ className: String, _ review: ReviewState) -> Detection {
        Detection(
            id: id, scene: "s", className: className, score: 0.8,
            pixelBox: OrientedBox(centre: PixelPoint(column: 30, row: 20), length: 40, width: 10, angle: 0),
            groundBox: nil, model: network, review: review)
    }

    private var consist: Consist {
        func vehicle(_ id: String, _ className: String) -> Consist.Vehicle {
            Consist.Vehicle(
                detection: id, className: className, probability: 0.9, classProbabilities: [className: 1], start: 0,
                end: 12, startError: 1, endError: 1)
        }
        return Consist(
            id: "c", scene: "s", track: "4", trackName: "4", isTrackSure: true, length: 300, extent: nil,
            visibleShare: 1,
            hidden: [],
            vehicles: [vehicle("a", "tank-car"), vehicle("b", "tank-car"), vehicle("c", "flat-car")],
            count: .count(detected: 3, low: 2, high: 5, level: 0.8, method: "read"),
            classCounts: [
                "tank-car": .count(detected: 2, low: 1, high: 3, level: 0.8, method: "read"),
                "flat-car": .count(detected: 1, low: 0, high: 2, level: 0.8, method: "read"),
            ], countProbabilities: [], sentence: "", notes: [], model: network)
    }

    private func numbers(_ result: Observation.Result?) -> [Int] {
        guard case .count(let detected, let low, let high, _, _) = result else { return [] }
        return [detected, low, high]
    }

    @Test("lose what was rejected, change class with what was retyped, and gain what was drawn")
    func moved() {
        let known = Dictionary(
            uniqueKeysWithValues: [
                detection("a", "tank-car", .rejected), detection("b", "open-car", .retyped),
                detection("c", "flat-car", .accepted),
            ].map { ($0.id, $0) })
        let changed = consist.reviewed(known, drawn: [detection("d", "tank-car", .drawn)])
        #expect(changed.vehicles.map(\.detection) == ["b", "c", "d"])
        #expect(changed.vehicles.map(\.className) == ["open-car", "flat-car", "tank-car"])
        // One gone, one come; all three that are left were looked at.
        #expect(numbers(changed.count) == [3, 3, 5])
        #expect(numbers(changed.classCounts["tank-car"]) == [1, 1, 2])
        #expect(numbers(changed.classCounts["flat-car"]) == [1, 1, 2])
        #expect(numbers(changed.classCounts["open-car"]) == [1, 1, 1])
    }

    @Test("stay as they are where nobody looked")
    func untouched() {
        let known = ["a": detection("a", "tank-car", .unreviewed)]
        #expect(consist.reviewed(known, drawn: []) == consist)
    }
}
