import DetectionEvaluation
import Foundation
import Geodesy
import Testing

/// A box 20 × 4 with its middle at a column of row 50.
private func box(_ column: Double, row: Double = 50) -> OrientedBox {
    OrientedBox(centre: PixelPoint(column: column, row: row), length: 20, width: 4, angle: 0)
}

private func found(
    _ name: String, _ score: Double, _ column: Double, row: Double = 50, reported: Bool = true
)
    -> FoundObject
{
    FoundObject(className: name, score: score, box: box(column, row: row), isReported: reported)
}

@Suite("Evaluation")
struct EvaluationTests {
    private func evaluate(
        _ images: [EvaluatedImage], _ classes: [String], measure: MatchMeasure = .oriented, distance: Double = 3
    ) -> Evaluation {
        DetectionEvaluator(.init(rule: MatchingRule(measure: measure, distance: distance)))
            .evaluation(of: images, classes: classes)
    }

    @Test("counts right, wrong and missed at the given thresholds, and finds the best one")
    func operatingPoints() throws {
        let image = EvaluatedImage(
            name: "a", truth: [100, 200, 300, 400].map { TruthObject(className: "car", box: box($0)) },
            found: [
                found("car", 0.9, 100), found("car", 0.8, 201), found("car", 0.7, 600),
                found("car", 0.3, 300, reported: false), found("car", 0.2, 700, reported: false),
            ])
        let result = try #require(evaluate([image], ["car"]).classes.first)
        #expect(result.given.right == 2 && result.given.wrong == 1 && result.given.missed == 2)
        // F1 is 2·2/(2+4) = 0.667 from 0.8 on, 2·3/(4+4) = 0.75 from 0.3 on.
        #expect(result.best?.threshold == 0.3)
        #expect(abs((result.best?.f1 ?? 0) - 0.75) < 1e-12)
        #expect(result.best?.right == 3 && result.best?.wrong == 1 && result.best?.missed == 1)
        #expect(result.reliability.bins.map(\.right) == [0, 1, 0, 1, 1])
    }

    @Test("passes over hidden objects and all that lies in a region, in any number")
    func passedOver() throws {
        let region = OrientedBox(centre: PixelPoint(column: 500, row: 50), length: 120, width: 60, angle: 0)
        let image = EvaluatedImage(
            name: "a",
            truth: [
                TruthObject(className: "car", box: box(100), visibleShare: 0.2),
                TruthObject(className: "car", box: box(200), visibleShare: 0.2),
                TruthObject(className: "car", box: box(300), visibleShare: 0.9),
                TruthObject(className: "car", box: region, weight: .region),
            ],
            found: [
                found("car", 0.9, 100), found("car", 0.9, 300), found("car", 0.8, 480), found("car", 0.8, 510),
                found("car", 0.8, 520, row: 70),
            ])
        let result = try #require(evaluate([image], ["car"]).classes.first)
        #expect(result.objects == 1 && result.ignored == 3)
        #expect(result.given.right == 1 && result.given.wrong == 0 && result.given.missed == 0)
        #expect(result.detections == 1)
    }

    @Test("matches thin objects by the distance of their centres, in metres where the scale is known")
    func centres() throws {
        let image = EvaluatedImage(
            name: "a", groundSamplingDistance: 0.5, truth: [TruthObject(className: "car", box: box(100))],
            found: [found("car", 0.9, 100, row: 55)])
        // Five pixels of half a metre: no overlap, but 2.5 m apart.
        #expect(try #require(evaluate([image], ["car"]).classes.first).given.right == 0)
        #expect(try #require(evaluate([image], ["car"], measure: .centre).classes.first).given.right == 1)
        #expect(
            try #require(evaluate([image], ["car"], measure: .centre, distance: 2).classes.first).given.right == 0)
    }

    @Test("takes a wrong type as one mistake, and tells what was found at all apart")
    func types() throws {
        let image = EvaluatedImage(
            name: "a",
            truth: [
                TruthObject(className: "tank", box: box(100)), TruthObject(className: "tank", box: box(200)),
                TruthObject(className: "flat", box: box(300)),
            ],
            found: [found("tank", 0.9, 100), found("flat", 0.8, 200), found("flat", 0.7, 800)])
        let evaluation = evaluate([image], ["flat", "tank"])
        #expect(evaluation.types.classes == ["flat", "tank", "none"])
        #expect(evaluation.types.counts == [[0, 0, 1], [1, 1, 0], [1, 0, 0]])
        #expect(evaluation.types.typedRight.value == 0.5)
        #expect(evaluation.confusions.map(\.foundClass) == ["flat"])
        #expect(evaluation.misses.count == 1 && evaluation.falseAlarms.count == 1)
        let any = try #require(evaluation.classes.last)
        #expect(any.className == Evaluation.anyClass && any.given.right == 2 && any.given.wrong == 1)
        let tank = try #require(evaluation.classes.first { $0.className == "tank" })
        #expect(tank.given.right == 1 && tank.given.wrong == 0 && tank.given.missed == 1)
    }

    @Test("counts by image, by area, by the nearest line within reach, and by what objects belong to")
    func counts() throws {
        let truth = [(100.0, "1"), (130, "1"), (200, "2")].map { column, track in
            TruthObject(className: "car", box: box(column), groups: ["track": track])
        }
        let area = MultiPolygon([
            Polygon(
                outer: Ring([(0.0, 0.0), (150, 0), (150, 100), (0, 100)].map { PixelPoint(column: $0.0, row: $0.1) }))
        ])
        let line = CountingPlace(
            name: "line", shape: .line([PixelPoint(column: 160, row: 55), PixelPoint(column: 900, row: 55)], reach: 6))
        let image = EvaluatedImage(
            name: "a", truth: truth,
            // The second detection of the first car is a double and belongs to its track.
            found: [found("car", 0.9, 100), found("car", 0.8, 112), found("car", 0.8, 200), found("car", 0.7, 700)],
            places: [CountingPlace(name: "yard", shape: .area(area)), line])
        let rows = evaluate([image], ["car"]).counts
        func row(_ kind: String, _ place: String) -> [Int]? {
            rows.first { $0.kind == kind && $0.place == place }.map { [$0.objects, $0.detections] }
        }
        #expect(row("image", "a") == [3, 4])
        #expect(row("given place", "yard") == [2, 2])
        #expect(row("given place", "line") == [1, 2])
        #expect(row("track", "1") == [2, 2])
        #expect(row("track", "2") == [1, 1])
    }

    @Test("gives the same numbers whatever the order of the objects, and groups images by condition and scale")
    func groups() throws {
        func image(_ name: String, _ season: String, _ scale: Double, _ hits: Int) -> EvaluatedImage {
            EvaluatedImage(
                name: name, groundSamplingDistance: scale, conditions: ["season": season],
                truth: (0..<4).map { TruthObject(className: "car", box: box(Double($0) * 100)) },
                found: (0..<hits).map { found("car", 0.9, Double($0) * 100) })
        }
        let evaluation = evaluate(
            [image("a", "winter", 0.31, 1), image("b", "winter", 0.5, 2), image("c", "summer", 0.3, 4)], ["car"])
        let winter = try #require(evaluation.groups.first { $0.kind == "season" && $0.name == "winter" })
        #expect(winter.images == 2 && winter.given.right == 3 && winter.given.missed == 5)
        let fine = try #require(evaluation.groups.first { $0.kind == "gsd_m" && $0.name == "0.3" })
        #expect(fine.images == 2 && fine.given.right == 5)
        // The images differ more than chance would let them, so the interval is wider than that of independent cases.
        let recall = try #require(evaluation.classes.first).given.recall
        #expect(recall.designEffect > 1)
        #expect(recall.interval95[0] < recall.interval80[0] && recall.interval80[1] < recall.interval95[1])
    }

    @Test("puts images together by quarters of a condition that is a number with many values")
    func quarters() throws {
        let images = (0..<8).map { number in
            EvaluatedImage(
                name: "\(number)", conditions: ["sun": "\(Double(number) * 5.5)"],
                truth: [TruthObject(className: "car", box: box(100))],
                found: number < 2 ? [] : [found("car", 0.9, 100)])
        }
        let groups = evaluate(images, ["car"]).groups.filter { $0.kind == "sun" }
        #expect(groups.map(\.name) == ["0.0 to 5.5", "11.0 to 16.5", "22.0 to 27.5", "33.0 to 38.5"])
        #expect(groups.map(\.given.right) == [0, 2, 2, 2])
    }
}
