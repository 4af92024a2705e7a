import Statistics

/// Whether scores are probabilities: of detections with a score of 0.7, 70 of 100 should be right.
public struct Reliability: Codable, Sendable {
    /// Scores 0 … 0.1, 0.1 … 0.2, …, 0.9 … 1; those without detections are left out.
    public var bins: [Bin]
    /// Mean distance between a bin's score and its share of right ones, weighted by detections; nil without any.
    ///
    /// Source: Naeini, Cooper & Hauskrecht (2015), AAAI-15, section 3 (expected calibration error).
    public var expectedCalibrationError: Double?
    /// The largest such distance.
    public var maximumCalibrationError: Double?

    /// Detections of like scores.
    public struct Bin: Codable, Hashable, Sendable {
        /// Lowest score.
        public var from: Double
        /// Score behind the highest; 1 belongs to the last bin.
        public var to: Double
        /// Detections.
        public var detections: Int
        /// Those that are right.
        public var right: Int
        /// Mean score.
        public var meanScore: Double
        /// Share that is right.
        public var share: Double
        /// Lower and upper end of the interval that holds the share with 80 %.
        public var interval80: [Double]
    }

    /// Sorts detections into bins by their score.
    init(_ ranked: RankedDetections) {
        var sums = [(count: Int, right: Int, score: Double)](repeating: (0, 0, 0), count: 10)
        for (score, isRight) in zip(ranked.scores, ranked.isRight) {
            let bin = Int(min(9, max(0, (score * 10).rounded(.down))))
            sums[bin].count += 1
            if isRight { sums[bin].right += 1 }
            sums[bin].score += score
        }
        bins = []
        var error = 0.0
        var largest = 0.0
        let all = Double(ranked.scores.count)
        for (index, sum) in sums.enumerated() where sum.count > 0 {
            let count = Double(sum.count)
            let share = Double(sum.right) / count
            let interval = jeffreysInterval(successes: Double(sum.right), cases: count, level: 0.8)
            bins.append(
                Bin(
                    from: Double(index) / 10, to: Double(index + 1) / 10, detections: sum.count, right: sum.right,
                    meanScore: sum.score / count, share: share,
                    interval80: [interval.lowerBound, interval.upperBound]))
            let distance = abs(share - sum.score / count)
            error += count / all * distance
            largest = max(largest, distance)
        }
        expectedCalibrationError = all > 0 ? error : nil
        maximumCalibrationError = all > 0 ? largest : nil
    }
}

extension Share {
    /// Measures a share over images, each with the cases that are and all its cases.
    init(_ images: [(right: Double, all: Double)]) {
        let right = images.reduce(0) { $0 + $1.right }
        let all = images.reduce(0) { $0 + $1.all }
        let effect = Statistics.designEffect(of: images)
        value = all > 0 ? right / all : nil
        let narrow = jeffreysInterval(successes: right / effect, cases: all / effect, level: 0.8)
        let wide = jeffreysInterval(successes: right / effect, cases: all / effect, level: 0.95)
        interval80 = [narrow.lowerBound, narrow.upperBound]
        interval95 = [wide.lowerBound, wide.upperBound]
        designEffect = effect
    }
}

extension OperatingPoint {
    /// Sums what was right, wrong and missed in each image.
    init(threshold: Double?, images: [(right: Int, wrong: Int, missed: Int)]) {
        self.threshold = threshold
        right = images.reduce(0) { $0 + $1.right }
        wrong = images.reduce(0) { $0 + $1.wrong }
        missed = images.reduce(0) { $0 + $1.missed }
        precision = Share(images.map { (Double($0.right), Double($0.right + $0.wrong)) })
        recall = Share(images.map { (Double($0.right), Double($0.right + $0.missed)) })
        let all = 2 * right + wrong + missed
        f1 = all > 0 ? 2 * Double(right) / Double(all) : nil
    }
}
