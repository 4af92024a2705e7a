import DetectionEvaluation
import Foundation
import Geodesy
import Testing

/// What pycocotools says, written by Fixtures/make_fixtures.py.
struct CocoTruth: Decodable {
    struct Thing: Decodable {
        var `class`: String
        var box: [Double]
        var bbox: [Double]
        var weight: String?
        var score: Double?

        var oriented: OrientedBox {
            OrientedBox(
                centre: PixelPoint(column: box[0], row: box[1]), length: box[2], width: box[3], angle: box[4])
        }
        var upright: UprightBox {
            UprightBox(left: bbox[0], top: bbox[1], right: bbox[0] + bbox[2], bottom: bbox[1] + bbox[3])
        }
    }
    struct Image: Decodable {
        var truth: [Thing]
        var found: [Thing]
    }
    struct Expected: Decodable {
        var AP: Double?
        var AP50: Double?
        var AP75: Double?
        var small: Double?
        var medium: Double?
        var large: Double?
        var curve: [Double]
    }
    struct Case: Decodable {
        var images: [Image]
        var most: Int
        var expected: [String: [String: Expected]]
    }
    var cases: [Case]

    static func load() throws -> CocoTruth {
        let url = try #require(
            Bundle.module.url(forResource: "evaluation", withExtension: "json", subdirectory: "Fixtures"))
        return try JSONDecoder().decode(CocoTruth.self, from: Data(contentsOf: url))
    }
}

extension CocoTruth.Case {
    var evaluated: [EvaluatedImage] {
        images.enumerated().map { index, image in
            EvaluatedImage(
                name: "image \(index)",
                truth: image.truth.map {
                    TruthObject(
                        className: $0.class, box: $0.oriented, upright: $0.upright,
                        weight: TruthObject.Weight(rawValue: $0.weight ?? "") ?? .counted)
                },
                found: image.found.map {
                    FoundObject(className: $0.class, score: $0.score ?? 0, box: $0.oriented, upright: $0.upright)
                })
        }
    }
}

@Suite("Average precision")
struct AveragePrecisionTests {
    static let classes = ["flat-car", "locomotive", "tank-car"]

    @Test("equals pycocotools' to 1e-6, upright and turned, for all sizes, with crowds and a limit of detections")
    func equalsPycocotools() throws {
        var worst = 0.0
        var compared = 0
        for entry in try CocoTruth.load().cases {
            let evaluation = DetectionEvaluator(
                .init(rule: MatchingRule(measure: .oriented, maximumDetections: entry.most))
            ).evaluation(of: entry.evaluated, classes: Self.classes)
            for (measure, classes) in entry.expected {
                for (name, expected) in classes {
                    let own = try #require(evaluation.classes.first { $0.className == name })
                    let found = try #require(measure == "upright" ? own.upright : own.oriented)
                    let pairs = [
                        (found.mean, expected.AP), (found.at50, expected.AP50), (found.at75, expected.AP75),
                        (found.bySize["small"], expected.small), (found.bySize["medium"], expected.medium),
                        (found.bySize["large"], expected.large),
                    ]
                    for (ours, theirs) in pairs {
                        try #require((ours == nil) == (theirs == nil), "\(name) \(measure)")
                        worst = max(worst, abs((ours ?? 0) - (theirs ?? 0)))
                        if ours != nil { compared += 1 }
                    }
                }
            }
        }
        #expect(compared > 100)
        #expect(worst < 1e-6, "furthest off by \(worst)")
    }

    @Test("has the curve of pycocotools at each of the 101 recalls")
    func curveEqualsPycocotools() throws {
        for entry in try CocoTruth.load().cases {
            for measure in [MatchMeasure.upright, .oriented] {
                let evaluation = DetectionEvaluator(
                    .init(rule: MatchingRule(measure: measure, maximumDetections: entry.most))
                ).evaluation(of: entry.evaluated, classes: Self.classes)
                for own in evaluation.classes where own.className != Evaluation.anyClass {
                    guard let curve = own.curve else { continue }
                    let theirs = try #require(entry.expected[measure.rawValue]?[own.className]).curve
                    let off = zip(curve, theirs).map { abs($0 - $1) }.max() ?? 1
                    #expect(off < 1e-9, "\(own.className) \(measure.rawValue)")
                }
            }
        }
    }
}
