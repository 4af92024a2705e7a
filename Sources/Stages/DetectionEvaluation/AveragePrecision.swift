import Foundation

/// Detections of one class over all images, the surest first, each right or wrong.
struct RankedDetections {
    /// Scores, falling.
    private(set) var scores: [Double] = []
    /// Whether each is right.
    private(set) var isRight: [Bool] = []
    /// Objects that count.
    private(set) var positives = 0

    /// Puts the images' detections in order; those that are neither right nor wrong are left out.
    ///
    /// Of equal scores that of the earlier image comes first, as with pycocotools' stable sort.
    init(_ images: [(problem: MatchingProblem, matches: Matches)]) {
        var all: [(score: Double, isRight: Bool)] = []
        for (problem, matches) in images {
            positives += matches.isTruthIgnored.count { !$0 }
            for index in problem.found.indices where !matches.isFoundIgnored[index] {
                all.append((problem.found[index].score, matches.truthOfFound[index] != nil))
            }
        }
        let order = all.indices.sorted { all[$0].score != all[$1].score ? all[$0].score > all[$1].score : $0 < $1 }
        scores = order.map { all[$0].score }
        isRight = order.map { all[$0].isRight }
    }

    /// Precision at the recalls 0, 0.01, …, 1: the best that is reached at this recall or a higher one, 0 where it is
    /// not reached; nil where there is nothing to be found.
    ///
    /// Source: COCOeval.accumulate of pycocotools, which follows Everingham et al. (2010), IJCV 88, section 4.2, with
    /// 101 recalls in place of 11.
    var interpolatedPrecision: [Double]? {
        guard positives > 0 else { return nil }
        var recalls: [Double] = []
        var precisions: [Double] = []
        var right = 0.0
        for (index, hit) in isRight.enumerated() {
            if hit { right += 1 }
            recalls.append(right / Double(positives))
            precisions.append(right / (Double(index + 1) + Double.ulpOfOne))
        }
        for index in precisions.indices.dropLast().reversed() {
            precisions[index] = max(precisions[index], precisions[index + 1])
        }
        var position = 0
        return (0...100).map { step in
            let recall = step == 100 ? 1 : Double(step) * 0.01
            while position < recalls.count, recalls[position] < recall { position += 1 }
            return position < precisions.count ? precisions[position] : 0
        }
    }

    /// Mean of ``interpolatedPrecision``; nil where there is nothing to be found.
    var averagePrecision: Double? { interpolatedPrecision.map { $0.reduce(0, +) / 101 } }

    /// The score at which twice the product of precision and recall over their sum (F1) is the highest, the higher
    /// score where two are as good; nil where nothing is right at any score.
    var bestScore: Double? {
        var best: (score: Double, f: Double)?
        var right = 0
        for index in scores.indices {
            if isRight[index] { right += 1 }
            // Detections of one score come in together.
            if index + 1 < scores.count, scores[index + 1] == scores[index] { continue }
            let f = 2 * Double(right) / Double(index + 1 + positives)
            if f > best?.f ?? 0 { best = (scores[index], f) }
        }
        return best?.score
    }

    /// How many are right, wrong and missed from a score on.
    func counts(from score: Double) -> (right: Int, wrong: Int, missed: Int) {
        let reported = scores.prefix { $0 >= score }.count
        let right = isRight.prefix(reported).count { $0 }
        return (right, reported - right, positives - right)
    }
}

/// Areas by which COCO tells small objects from large ones, in square pixels.
///
/// Source: pycocotools, Params.setDetParams.
enum ObjectSize: String, CaseIterable {
    case all, small, medium, large

    var areas: Range<Double> {
        switch self {
        case .all: 0..<1e10
        case .small: 0..<1024
        case .medium: 1024..<9216
        case .large: 9216..<1e10
        }
    }
}
