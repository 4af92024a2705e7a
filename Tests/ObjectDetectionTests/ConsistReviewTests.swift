import Evidence
import Geodesy
import Testing

@testable import ObjectDetection

@Suite("Consists after a review")
struct ConsistReviewTests {
    private let model = ModelReference(name: "m", sha256: "00")
    private let review = ConsistReview(card: TrackScene.card())

    private func detection(_ id: String, _ className: String, _ review: ReviewState) -> Detection {
        Detection(
            id: id, scene: "s", className: className, score: 0.9,
            pixelBox: OrientedBox(left: 0, top: 0, right: 10, bottom: 3), groundBox: nil, model: model, review: review)
    }

    private func count(_ detected: Int, _ low: Int, _ high: Int) -> Observation.Result {
        .count(detected: detected, low: low, high: high, level: 0.8, method: "posterior")
    }

    private func numbers(_ result: Observation.Result?) -> [Int] {
        guard case .count(let detected, let low, let high, _, _) = result else { return [] }
        return [detected, low, high]
    }

    /// Four tank cars, 1 m apart, from station 10 on.
    private var consist: Consist {
        let vehicles = (0..<4).map { index in
            Consist.Vehicle(
                detection: "d\(index)", className: "tank-car", probability: 0.9,
                classProbabilities: ["tank-car": 1], start: 10 + Double(index) * 12, end: 21 + Double(index) * 12,
                startError: 0.1, endError: 0.1, isCoupled: index > 0)
        }
        return Consist(
            id: "c", scene: "s", track: "t", trackName: "t", isTrackSure: true, length: 300,
            extent: .init(start: 0, end: 300), visibleShare: 1, hidden: [], vehicles: vehicles, count: count(4, 2, 5),
            classCounts: ["tank-car": count(4, 2, 5)],
            basis: .init(
                whole: .init(probabilities: [0, 0, 0, 0, 1], below: 0, above: 0),
                classes: ["tank-car": .init(probabilities: [0, 0, 0, 0, 1], below: 0, above: 0)]), sentence: "",
            notes: [], model: model)
    }

    private func reviewed(_ states: [Detection], adding added: [ConsistReview.Added] = []) -> Consist {
        review.reviewed(
            consist, by: Dictionary(uniqueKeysWithValues: states.map { ($0.id, $0) }), adding: added)
    }

    @Test("rejected vehicles go, retyped ones change, accepted ones are certain, and the sentence follows")
    func decisions() {
        let result = reviewed([
            detection("d0", "tank-car", .accepted), detection("d1", "tank-car", .rejected),
            detection("d2", "open-car", .retyped), detection("d3", "tank-car", .unreviewed),
        ])
        #expect(result.vehicles.map(\.className) == ["tank-car", "open-car", "tank-car"])
        #expect(result.vehicles.map(\.isCoupled) == [false, false, true])
        // Two are certain; of 2 to 5 one is gone.
        #expect(numbers(result.count) == [3, 2, 4])
        #expect(numbers(result.classCounts["tank-car"]) == [2, 1, 3])
        #expect(numbers(result.classCounts["open-car"]) == [1, 1, 1])
        #expect(result.sentence.hasPrefix("2 tank cars, 1 open car in 2 parts"))
        #expect(result.notes.last?.contains("2 accepted, 1 of them as another class, 1 rejected") == true)
        #expect(review.reviewed(consist, by: ["d3": detection("d3", "tank-car", .unreviewed)]) == consist)
    }

    @Test("a vehicle that is drawn anew stays one, in its place, and is certain")
    func redrawn() {
        let drawn = ConsistReview.Added(
            detection: detection("new", "tank-car", .drawn), stretch: .init(start: 22.2, end: 32.8))
        let result = reviewed([detection("d1", "tank-car", .superseded)], adding: [drawn])
        #expect(result.vehicles.map(\.detection) == ["d0", "new", "d2", "d3"])
        #expect(result.vehicles.map(\.isCoupled) == [false, true, true, true])
        #expect(numbers(result.count) == [4, 2, 5])
        #expect(result.notes.last?.contains("1 redrawn, 1 drawn, where the network read 4") == true)
        #expect(result.notes.last?.contains("rejected") == false)
    }

    @Test("what an analyst calls no rail vehicle leaves the train, and none such comes to it")
    func foreign() {
        let added = ConsistReview.Added(
            detection: detection("lorry", "vehicle", .drawn), stretch: .init(start: 80, end: 90))
        let result = reviewed([detection("d3", "vehicle", .retyped)], adding: [added])
        #expect(result.vehicles.map(\.detection) == ["d0", "d1", "d2"])
        #expect(numbers(result.count) == [3, 1, 4])
        #expect(result.classCounts["vehicle"] == nil)
    }

    @Test("the sum of one reviewed track is its own count")
    func sumOfOne() {
        var read = consist
        read.count = count(4, 4, 4)
        read.classCounts = ["tank-car": count(4, 4, 4)]
        let counter = TrackCount(card: TrackScene.card(), level: 0.8)
        #expect(numbers(counter.total(of: [read], among: [read])) == [4, 4, 4])
        let states = [
            detection("d0", "tank-car", .accepted), detection("d1", "tank-car", .rejected),
            detection("d2", "open-car", .retyped),
        ]
        let result = review.reviewed(read, by: Dictionary(uniqueKeysWithValues: states.map { ($0.id, $0) }))
        #expect(numbers(counter.total(of: [result], among: [result])) == numbers(result.count))
        for name in ["tank-car", "open-car"] {
            #expect(
                numbers(counter.total(of: [result], among: [result], className: name))
                    == numbers(result.classCounts[name]))
        }
    }

    @Test("a track that could not be read has a count once something is drawn on it: at least that")
    func unread() {
        var lost = consist
        lost.vehicles = []
        lost.basis = nil
        lost.extent = nil
        lost.visibleShare = 0
        lost.length = 60
        lost.classCounts = [:]
        lost.count = .undetermined(because: "block is damaged")
        let added = (0..<2).map { index in
            ConsistReview.Added(
                detection: detection("new\(index)", index == 0 ? "tank-car" : "open-car", .drawn),
                stretch: .init(start: 15 * Double(index), end: 15 * Double(index) + 12))
        }
        let result = review.reviewed(lost, by: [:], adding: added)
        // Five cars of 12 m have room on 60 m.
        #expect(numbers(result.count) == [2, 2, 5])
        #expect(numbers(result.classCounts["tank-car"]) == [1, 1, 4])
        #expect(result.sentence.contains("1 tank car") && !result.sentence.contains("Cannot be determined"))
        let counter = TrackCount(card: TrackScene.card(), level: 0.8)
        #expect(numbers(counter.total(of: [result], among: [result])) == numbers(result.count))
        #expect(review.reviewed(lost, by: [:]) == lost)
    }
}
