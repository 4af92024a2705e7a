import Evidence
import Foundation
import Geodesy
import Statistics
import Testing

@testable import ObjectDetection

@Suite("Counting vehicles on tracks")
struct TrackCountTests {
    private func numbers(_ result: Observation.Result?) -> (detected: Int, low: Int, high: Int, method: String)? {
        guard case .count(let detected, let low, let high, _, let method) = result else { return nil }
        return (detected, low, high, method)
    }

    /// A track of 300 m in the scene on which vehicles were read for certain.
    private func consist(_ track: String, _ count: Int, otherTracks: [String] = []) -> Consist {
        Consist(
            id: track, scene: "s", track: track, trackName: track, isTrackSure: true, length: 300,
            extent: .init(start: 0, end: 300), visibleShare: 1, hidden: [],
            vehicles: (0..<count).map {
                .init(
                    detection: "\(track)-\($0)", className: "tank-car", probability: 1,
                    classProbabilities: ["tank-car": 1], start: Double($0) * 12, end: Double($0) * 12 + 11,
                    startError: 0.1, endError: 0.1, isCoupled: $0 > 0, otherTracks: otherTracks)
            }, count: .undetermined(because: ""), classCounts: [:],
            basis: .init(
                whole: .init(probabilities: Array(repeating: 0, count: count) + [1], below: 0, above: 0)),
            sentence: "", notes: [], model: ModelReference(name: "tracks", sha256: ""))
    }

    @Test("a track that goes on outside of the scene is not seen empty")
    func outside() async throws {
        let scene = TrackScene(
            lines: [[PixelPoint(column: -450, row: 60), PixelPoint(column: 150, row: 60)]], vehicles: [])
        let consist = try #require(try await scene.read(.init(sunAzimuthOnPicture: 330)).consists.first)
        #expect(consist.sentence == "No vehicle is seen, with 225 m of the track outside of the scene.")
        let found = try #require(numbers(consist.count))
        // As many cars of 12 m as stand on 225 m.
        #expect(found.detected == 0 && found.low == 0 && found.high == 19)
        #expect(found.method.contains("at least, since 225 m of the track lie outside of the scene"))
        #expect(consist.unseen == [.init(start: 0, end: 225)])
    }

    @Test("a class is widened as the whole is: hidden stretches, other tracks, and the network's errors")
    func classes() async throws {
        let line = [PixelPoint(column: 2, row: 60), PixelPoint(column: 148, row: 80)]
        var scene = TrackScene(
            lines: [line], vehicles: [.init(track: 0, from: 10, to: 21), .init(track: 0, from: 22, to: 33)])
        scene.roofs = [.init(track: 0, from: 40, to: 62)]
        let accuracy = ModelCard.Accuracy(
            method: "drawn",
            places: [.init(name: "a", counts: .init(truePositives: 70, falsePositives: 15, falseNegatives: 30))])
        let consist = try #require(
            try await scene.read(.init(sunAzimuthOnPicture: 330), card: TrackScene.card(accuracy: accuracy)).consists
                .first)
        let whole = try #require(numbers(consist.count))
        let tanks = try #require(numbers(consist.classCounts["tank-car"]))
        #expect((tanks.detected, tanks.low, tanks.high) == (whole.detected, whole.low, whole.high))
        #expect(tanks.method.contains("m of the track are hidden"))
        #expect(tanks.method.contains("precision 0.82 and recall 0.7 measured on 1 places"))
        #expect(tanks.method.contains("how often classes are confused was not measured"))
        // What holds for one look only names its number, so that the summary can leave it out.
        for clause in tanks.method.components(separatedBy: "; ") where clause.hasPrefix("at least") {
            #expect(clause.contains { $0.isNumber })
        }
    }

    @Test("what may stand on either of two tracks is in their sum for certain")
    func eitherOfTwo() throws {
        let counter = TrackCount(card: TrackScene.card(), level: 0.8)
        let all = [
            consist("a", 3, otherTracks: ["b"]), consist("b", 2, otherTracks: ["a"]),
            consist("c", 1, otherTracks: ["b"]),
        ]
        let first = try #require(numbers(counter.total(of: [all[0]], among: all)))
        #expect((first.low, first.high) == (0, 5))
        let both = try #require(numbers(counter.total(of: Array(all[0...1]), among: all)))
        #expect((both.detected, both.low, both.high) == (5, 5, 6))
        let whole = try #require(numbers(counter.total(of: all, among: all)))
        #expect((whole.detected, whole.low, whole.high) == (6, 6, 6))
    }

    @Test("intervals of a sum hold the truth at new places, where the network errs alike on all tracks")
    func calibration() throws {
        var random = RandomStream(seed: 11)
        func thrown(_ count: Int, _ share: Double) -> Int { (0..<count).count { _ in random.uniform() < share } }
        // Each place has a recall and a precision of its own.
        func place() -> (recall: Double, precision: Double) {
            (0.72 + 0.26 * random.uniform(), 0.8 + 0.18 * random.uniform())
        }
        func look(_ objects: Int, _ place: (recall: Double, precision: Double)) -> (right: Int, wrong: Int) {
            let right = thrown(objects, place.recall)
            return (right, thrown(right, (1 - place.precision) / place.precision))
        }
        var held = 0
        let trials = 60
        for _ in 0..<trials {
            let places = (0..<8).map { number in
                let found = look(60, place())
                return ModelCard.Accuracy.Place(
                    name: "\(number)",
                    counts: .init(
                        truePositives: Double(found.right), falsePositives: Double(found.wrong),
                        falseNegatives: Double(60 - found.right)))
            }
            let counter = TrackCount(
                card: TrackScene.card(accuracy: .init(method: "", places: places)), level: 0.8)
            let there = place()
            var truth = 0
            let consists = (0..<8).map { number in
                let objects = Int(random.uniform() * 8)
                truth += objects
                let found = look(objects, there)
                return consist("\(number)", found.right + found.wrong)
            }
            let sum = try #require(numbers(counter.total(of: consists, among: consists)))
            if sum.low <= truth, truth <= sum.high { held += 1 }
        }
        let share = Double(held) / Double(trials)
        #expect((0.68...0.94).contains(share), "an interval of 80 % held the truth in \(share)")
    }

    @Test("what an analyst drew on a track that could not be read is in the sum, with room for the rest of the track")
    func drawnOnly() throws {
        let counter = TrackCount(card: TrackScene.card(), level: 0.8)
        var unread = consist("b", 2)
        unread.basis = nil
        unread.extent = nil
        unread.visibleShare = 0
        unread.length = 100
        #expect(counter.total(of: [consist("a", 0), unread], among: [])?.isCount == true)
        let sum = try #require(numbers(counter.total(of: [consist("a", 3), unread], among: [])))
        // On 100 m stand at most nine cars of 12 m, of which two were drawn.
        #expect((sum.detected, sum.low, sum.high) == (5, 5, 12))
        #expect(sum.method.contains("2 drawn by an analyst on 1 track that could not be read"))
        let alone = try #require(numbers(counter.total(of: [unread], among: [], className: "tank-car")))
        #expect((alone.detected, alone.low, alone.high) == (2, 2, 9))
        let other = try #require(numbers(counter.total(of: [unread], among: [], className: "flat-car")))
        #expect((other.detected, other.low, other.high) == (0, 0, 7))
        unread.vehicles = []
        #expect(counter.total(of: [unread], among: []) == nil)
    }

    @Test("accuracy is that of like pixels and the same season where two places tell it, as for all other counts")
    func conditions() throws {
        func place(_ name: String, _ missed: Double, _ pixel: Double, _ season: String) -> ModelCard.Accuracy.Place {
            .init(
                name: name, counts: .init(truePositives: 100, falsePositives: 0, falseNegatives: missed),
                groundSamplingDistance: pixel, season: season)
        }
        let card = TrackScene.card(
            accuracy: .init(
                method: "",
                places: [
                    place("a", 0, 0.3, "summer"), place("b", 0, 0.3, "summer"), place("a", 100, 0.6, "winter"),
                    place("b", 100, 0.6, "winter"), place("c", 300, 0.6, "summer"),
                ]))
        func told(_ pixel: Double?, _ season: Season?) throws -> (high: Int, method: String) {
            let counter = TrackCount(card: card, level: 0.8, groundSamplingDistance: pixel, season: season)
            let found = try #require(numbers(counter.total(of: [consist("t", 10)], among: [])))
            return (found.high, found.method)
        }
        let fine = try told(0.29, .summer)
        #expect(fine.method.contains("recall 1.0 measured at about 0.29 m in summer on 2 places"), "\(fine.method)")
        let coarse = try told(0.6, .winter)
        #expect(coarse.method.contains("recall 0.5 measured at about 0.6 m in winter on 2 places"), "\(coarse.method)")
        #expect(coarse.high > fine.high)
        let between = try told(0.44, nil)
        #expect(between.method.contains("at other resolutions"))
        #expect(try told(nil, nil).method.contains("recall 0.5 measured on 3 places"))
    }
}

extension Observation.Result {
    fileprivate var isCount: Bool { if case .count = self { true } else { false } }
}
