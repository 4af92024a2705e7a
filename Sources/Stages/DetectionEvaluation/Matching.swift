import Geodesy

/// The objects and the detections of one class in one image, ready to be matched.
struct MatchingProblem {
    let truth: [TruthObject]
    /// Detections, the surest first; of equal scores the first stays first.
    let found: [FoundObject]
    private let affinity: Affinity
    private let areaOfTruth: [Double]
    private let areaOfFound: [Double]

    /// - Parameters:
    ///   - truth: Objects of the class.
    ///   - found: Detections of the class.
    ///   - rule: How they are matched.
    ///   - reach: Largest distance of two centres, in pixels.
    init(truth: [TruthObject], found: [FoundObject], rule: MatchingRule, reach: Double) {
        let order = found.indices.sorted { a, b in
            found[a].score != found[b].score ? found[a].score > found[b].score : a < b
        }.prefix(rule.maximumDetections ?? .max)
        self.truth = truth
        self.found = order.map { found[$0] }
        affinity = Affinity(truth: truth, found: self.found, measure: rule.measure, reach: reach)
        areaOfTruth = truth.map { $0.area ?? (rule.measure == .upright ? $0.upright.area : $0.box.area) }
        areaOfFound = self.found.map { rule.measure == .upright ? $0.upright.area : $0.box.area }
    }

    /// Gives each detection, the surest first, the object that is most like it and not taken yet.
    ///
    /// Objects that count go before those that are passed over. What lies outside of the range of areas is
    /// passed over: objects in any case, detections where they match none.
    ///
    /// - Parameters:
    ///   - threshold: How alike they must be, 0…1.
    ///   - areas: Square pixels that count.
    /// - Returns: What became of each.
    ///
    /// Source: COCOeval.evaluateImg of pycocotools (Lin et al. 2014, "Microsoft COCO", arXiv:1405.0312).
    func matches(threshold: Double, areas: Range<Double> = 0..<1e10) -> Matches {
        let isIgnored = truth.indices.map { index in
            truth[index].weight != .counted || !(areaOfTruth[index] >= areas.lowerBound)
                || areaOfTruth[index] > areas.upperBound
        }
        let least = min(threshold, 1 - 1e-10)
        var matches = Matches(
            truthOfFound: Array(repeating: nil, count: found.count),
            isFoundIgnored: Array(repeating: false, count: found.count),
            foundOfTruth: Array(repeating: nil, count: truth.count), isTruthIgnored: isIgnored)
        for detection in found.indices {
            var best: (truth: Int, value: Double)?
            // First those that count, and only where none of them fits those that are passed over.
            for passedOver in [false, true] where best == nil {
                for (index, value) in affinity.rows[detection] where isIgnored[index] == passedOver {
                    if matches.foundOfTruth[index] != nil, truth[index].weight != .region { continue }
                    if value >= best?.value ?? least { best = (index, value) }
                }
            }
            if let best {
                matches.truthOfFound[detection] = best.truth
                matches.isFoundIgnored[detection] = isIgnored[best.truth]
                matches.foundOfTruth[best.truth] = detection
            } else {
                let area = areaOfFound[detection]
                matches.isFoundIgnored[detection] = area < areas.lowerBound || area > areas.upperBound
            }
        }
        return matches
    }

    /// The object that a detection has most in common with, of whatever weight; nil where none.
    func nearest(_ detection: Int) -> (truth: Int, value: Double)? {
        affinity.rows[detection].max { $0.value < $1.value }.map { ($0.truth, $0.value) }
    }

    /// The detection that has most in common with each object, and how much.
    var closestFound: [(found: Int, value: Double)?] {
        var closest: [(found: Int, value: Double)?] = Array(repeating: nil, count: truth.count)
        for (detection, row) in affinity.rows.enumerated() {
            for (index, value) in row where value > closest[index]?.value ?? 0 { closest[index] = (detection, value) }
        }
        return closest
    }
}

/// What became of the objects and the detections of one class in one image.
struct Matches {
    /// The object of each detection.
    var truthOfFound: [Int?]
    /// Whether a detection is neither right nor wrong.
    var isFoundIgnored: [Bool]
    /// The detection of each object.
    var foundOfTruth: [Int?]
    /// Whether an object is neither found nor missed.
    var isTruthIgnored: [Bool]
}

/// How detections are matched with objects.
public struct MatchingRule: Hashable, Codable, Sendable {
    /// By what they are compared.
    public var measure: MatchMeasure
    /// Intersection over union from which on they are the same; for centres always 0.5.
    public var overlap: Double
    /// Largest distance of two centres: metres where the image's scale is known, else pixels.
    public var distance: Double
    /// How many detections of a class in an image count, the surest first; nil for all. COCO's rule is 100, which a
    /// full yard exceeds.
    public var maximumDetections: Int?

    /// Makes a rule.
    public init(
        measure: MatchMeasure, overlap: Double = 0.5, distance: Double = 3, maximumDetections: Int? = nil
    ) {
        self.measure = measure
        self.overlap = overlap
        self.distance = distance
        self.maximumDetections = maximumDetections
    }

    /// How alike two must be.
    var threshold: Double { measure == .centre ? 0.5 : overlap }

    /// The largest distance of two centres in pixels of an image.
    func reach(in image: EvaluatedImage) -> Double { distance / (image.boxPixel ?? image.groundSamplingDistance ?? 1) }
}
